// npm run bench: the demo's stages as shares of the run, start-up against plain node, the dataset diff at three sizes,
// a CSV manifest beside pandas, 100 thousand label files of YOLO, as many image headers, and what is written of
// a report with 40 thousand findings.
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'cv-gate-bench-'))
try {
  stages()
  await startUp()
  console.log('\ndataset diff (CSV manifests, 1 % changed)')
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/dataset-diff.ts'], { stdio: 'inherit' })
  console.log()
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/csv-manifest.ts'], { stdio: 'inherit' })
  console.log('\nYOLO label files out of git')
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/yolo-labels.ts'], { stdio: 'inherit' })
  console.log('\nCOCO of the size of train2017')
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/coco-load.ts'], { stdio: 'inherit' })
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/image-headers.ts'], { stdio: 'inherit' })
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/nothing-changed.ts'], { stdio: 'inherit' })
  spawnSync(process.execPath, ['tools/run.mjs', 'bench/large-report.ts'], { stdio: 'inherit' })
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

/** From start to the action's first line, in turn with `node -e 0`: medians of 11, and the ratio pair by pair. */
async function startUp(): Promise<void> {
  const env = { PATH: process.env.PATH ?? '', GITHUB_EVENT_NAME: 'push' }
  const time = (args: readonly string[]) =>
    new Promise<{ first: number; end: number }>((resolve) => {
      const started = performance.now()
      const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'ignore'] })
      let first: number | null = null
      child.stdout.once('data', () => {
        first = performance.now() - started
      })
      child.on('close', () => {
        const end = performance.now() - started
        resolve({ first: first ?? end, end })
      })
    })
  const rows: { plain: number; first: number; end: number }[] = []
  for (let round = 0; round < 12; round++) {
    const [plain, action] = [await time(['-e', '0']), await time(['dist/action.js'])]
    if (round > 0) rows.push({ plain: plain.end, first: action.first, end: action.end })
  }
  const median = (pick: (row: (typeof rows)[number]) => number) =>
    rows.map(pick).sort((a, b) => a - b)[rows.length >> 1]!
  console.log(`\nstart-up: node -e 0 ${median((row) => row.plain).toFixed(0)} ms`)
  console.log(
    `  dist/action.js to its first line ${median((row) => row.first).toFixed(0)} ms: ${median((row) => row.first / row.plain).toFixed(2)} × (bound 4)`,
  )
  console.log(
    `  to its end on an event that it refuses ${median((row) => row.end).toFixed(0)} ms: ${median((row) => row.end / row.plain).toFixed(2)} ×`,
  )
}
