/**
 * The built action on a pull request that changes nothing relevant, from process start to exit, against `node -e 0`: CPU
 * seconds of the process itself, in turn, medians and their ratio. Waiting for git and for the API takes none of it; what the
 * whole run took is shown beside it.
 *
 *   node tools/run.mjs bench/nothing-changed.ts [rounds]
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { realTime } from '#host/github/connection'
import { buildRepository } from '#host/scratch-repository'
import { FIXTURES } from '#test/built'
import { pullRequestEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import { SECRET, startAction } from '#test/start-action'

const BOUND = 6
const rounds = Number(process.argv[2] ?? 11)
const folder = mkdtempSync(join(tmpdir(), 'cv-gate-nothing-'))
const spent = join(folder, 'spent')
const hook = join(folder, 'hook.mjs')
writeFileSync(
  hook,
  `import { writeFileSync } from 'node:fs'
import { ChildProcess } from 'node:child_process'
// Starting git is git's time: the system copies the whole process for it.
let spawning = 0
const { spawn } = ChildProcess.prototype
ChildProcess.prototype.spawn = function (options) {
  const before = process.cpuUsage()
  const result = spawn.call(this, options)
  const { user, system } = process.cpuUsage(before)
  spawning += user + system
  return result
}
process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  if (process.argv[1] === undefined || process.argv[1].endsWith('action.js')) writeFileSync(${JSON.stringify(spent)}, String((user + system - spawning) / 1e3))
})`,
)
const fake = new FakeGitHub({ clock: realTime(Date.now) })
try {
  const permissions = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const
  fake.jobToken({ event: 'pull_request', permissions }, SECRET)
  const api = await fake.listen()
  const repository = await buildRepository(
    join(FIXTURES, 'digits'),
    'nothing-relevant-changed',
    join(folder, 'workspace'),
  )
  const pull = openScratchPull(fake, repository)
  fake.run(pull, { id: 991, attempt: 1, status: 'in_progress', path: '.github/workflows/single.yml' })
  const option = `--import=${hook}`
  const env = { NODE_OPTIONS: option, 'INPUT_NATIVES-DIR': '/nonexistent', GITHUB_RUN_ATTEMPT: '1' }
  const rows: { plain: number; action: number; wall: number }[] = []
  for (let round = 0; round <= rounds; round++) {
    await promisify(execFile)(process.execPath, [option, '-e', '0'])
    const plain = Number(readFileSync(spent, 'utf8'))
    const home = join(folder, `run-${round}`)
    mkdirSync(home)
    const start = performance.now()
    const event = pullRequestEvent(fake, pull)
    const { code, outputs, output } = await startAction({ folder: home, workspace: repository.path, api, event, env })
    if (code !== 0 || outputs.conclusion !== 'passed') throw new Error(`it did not pass:\n${output}`)
    const action = Number(readFileSync(spent, 'utf8'))
    if (round > 0) rows.push({ plain, action, wall: performance.now() - start })
  }
  const median = (pick: (row: (typeof rows)[number]) => number) =>
    rows.map(pick).sort((a, b) => a - b)[rows.length >> 1]!
  console.log(`nothing relevant changed, medians of ${rounds}`)
  console.log(`  node -e 0      ${median((row) => row.plain).toFixed(0)} ms CPU`)
  console.log(
    `  dist/action.js ${median((row) => row.action).toFixed(0)} ms CPU, ${median((row) => row.wall).toFixed(0)} ms in all (git, API, comment)`,
  )
  const ratio = median((row) => row.action / row.plain)
  console.log(`  ${ratio.toFixed(2)} × (bound ${BOUND}${ratio > BOUND ? ': MISSED' : ''})`)
} finally {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
}
