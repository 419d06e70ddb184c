// npm run bench: the demo's stages as shares of the run, start-up against plain node, and the dataset diff at three sizes.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
try {
  stages()
  startUp()
  console.log('\ndataset diff (CSV manifests, 1 % changed)')
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/dataset-diff.ts'], { stdio: 'inherit' })
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function stages(): void {
  execFileSync(process.execPath, ['dist/cli.js', 'demo', '--out', folder], { stdio: ['ignore', 'ignore', 'ignore'] })
  for (const name of ['blocked-demo', 'clean']) {
    const { timing } = JSON.parse(readFileSync(join(folder, name, 'report.json'), 'utf8')) as {
      timing: { seconds: number; stages: Record<string, number> }
    }
    console.log(`demo, ${name}: ${timing.seconds.toFixed(2)} s`)
    let rest = timing.seconds
    for (const [stage, seconds] of Object.entries(timing.stages)) {
      rest -= seconds
      console.log(
        `  ${`${((100 * seconds) / timing.seconds).toFixed(0)} %`.padStart(5)}  ${seconds.toFixed(2)} s  ${stage}`,
      )
    }
    console.log(
      `  ${`${((100 * rest) / timing.seconds).toFixed(0)} %`.padStart(5)}  ${rest.toFixed(2)} s  checks, verdict and the rest`,
    )
  }
}

/** From start to the first line that the action prints, in turn with `node -e 0`: medians of 11 and the ratio pair by pair. */
function startUp(): void {
  const env = { PATH: process.env.PATH ?? '', GITHUB_EVENT_NAME: 'push' }
  const time = (args: readonly string[]) => {
    const started = process.hrtime.bigint()
    spawnSync(process.execPath, args, { env, stdio: 'ignore' })
    return Number(process.hrtime.bigint() - started) / 1e6
  }
  const ratios: number[] = []
  const [plain, action]: [number[], number[]] = [[], []]
  for (let round = 0; round < 12; round++) {
    const pair = [time(['-e', '0']), time(['dist/action.js'])] as const
    if (round === 0) continue
    plain.push(pair[0])
    action.push(pair[1])
    ratios.push(pair[1] / pair[0])
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!
  console.log(
    `\nstart-up: node -e 0 ${median(plain).toFixed(0)} ms; dist/action.js to its end on an event it refuses ${median(action).toFixed(0)} ms; ratio ${median(ratios).toFixed(2)} (bound 4)`,
  )
}
