import { type ChildProcess, execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { sweep } from '#app/action/sweep'
import { type Report, reportSchema } from '#contract/report'
import { connect, realTime } from '#host/github/connection'
import { createLog } from '#host/log/log'
import { TALKS } from '#test/bot-scene'
import { DIST } from '#test/built'
import { pullRequestEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import { endlessLoop } from '#test/onnx-writer'
import { CONFIG, colours, picture, SmallRepository } from '#test/small-repository'
import { type Ended, SECRET, type Start, startAction } from '#test/start-action'

/** A runner about to judge a pull request that passes. */
interface Scene {
  readonly folder: string
  readonly fake: FakeGitHub
  readonly repository: SmallRepository
  /** Milliseconds that GitHub's is ahead of the runner's. */
  readonly clock: { ahead: number }
  /** Set once it has been started. */
  child: ChildProcess | null
  /** Children that were at work when it ended. */
  readonly workers: number[]
}
type Change = Partial<Start>
/** `survives`: it passes. A number: it ends so. `either`: a child that ended early is started again, one at work is missed. */
type Fault = [what: string, ends: 'survives' | 'either' | number, change: (scene: Scene) => Change, says?: RegExp]

let files: Awaited<ReturnType<typeof colours>>
let newPicture: Uint8Array
let scene: Scene
beforeAll(async () => {
  files = { ...(await colours()), '.github/cv-gate.yml': CONFIG }
  newPicture = await picture('red', 999)
})

function prepare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-fault-'))
  const repository = new SmallRepository()
  const clock = { ahead: 0 }
  const fake = new FakeGitHub({ clock: realTime(() => Date.now() + clock.ahead) })
  scene = { folder, fake, repository, clock, child: null, workers: [] }
  const base = repository.commit(files)
  openScratchPull(fake, { base, head: repository.commit({ 'README.md': 'nothing that is judged' }) })
}
beforeEach(prepare)
afterEach(async () => {
  await scene.fake.close()
  chmodSync(scene.folder, 0o777)
  scene.repository.remove()
  rmSync(scene.folder, { recursive: true, force: true })
})

const HOUR_MS = 3_600_000
const UNVERIFIED = 2
const USAGE = 3
const [INTERRUPTED, KILLED, TERMINATED] = [128 + 2, 128 + 9, 128 + 15]
const COMMENT = 'POST /issues/{issue_number}/comments'
const CHECK = 'POST /check-runs'

/** As somebody who may not write everywhere: tests may be run by root, whom no permission stops. */
function asNobody({ folder, repository }: Scene): Change {
  if (process.getuid?.() !== 0) return {}
  chmodSync(repository.path, 0o755)
  chmodSync(folder, 0o777)
  cpSync(DIST, join(folder, 'dist'), { recursive: true }) // the clone may lie where only its owner comes
  const program = join(folder, 'dist/action.js')
  return { program, through: ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] }
}
function made(path: string, mode: number): string {
  mkdirSync(path)
  chmodSync(path, mode)
  return path
}
function text(path: string, content: string, mode: number): string {
  writeFileSync(path, content)
  chmodSync(path, mode)
  return path
}
/** A folder with a program called git. */
function otherGit({ folder }: Scene, script: string): Change {
  const bin = made(join(folder, 'bin'), 0o755)
  text(join(bin, 'git'), `#!/bin/sh\n${script}\n`, 0o755)
  return { env: { PATH: `${bin}:${process.env.PATH}` } }
}
function workersOf(child: ChildProcess): number[] {
  try {
    return execFileSync('pgrep', ['-P', String(child.pid), '-f', 'worker.js'], { encoding: 'utf8' })
      .split('\n')
      .filter(Boolean)
      .map(Number)
  } catch {
    return []
  }
}
/** Does something as long as it is at work, every few milliseconds. */
function whileAtWork(act: (child: ChildProcess) => void): Change {
  return {
    started(child) {
      const timer = setInterval(() => act(child), 20)
      child.on('exit', () => clearInterval(timer))
    },
  }
}
/** False: it has ended already. */
function end(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
function killsWorkers({ workers: ended }: Scene, most: number): Change {
  return whileAtWork((child) => {
    for (const pid of workersOf(child)) if (ended.length < most) ended.push(pid)
    for (const pid of ended) end(pid, 'SIGKILL')
  })
}
/** A signal as soon as a request of the kind comes. */
function signalled(at: Scene, when: string, signal: NodeJS.Signals, moment: 'before' | 'after' = 'before'): Change {
  at.fake.script = [{ when, [moment]: () => void at.child?.kill(signal) }]
  return {}
}

function onceAtWork({ workers: ended }: Scene, signal: NodeJS.Signals): Change {
  let sent = false
  return whileAtWork((child) => {
    const workers = workersOf(child)
    if (sent || workers.length === 0) return
    ended.push(...workers)
    sent = child.kill(signal)
  })
}
/** Children decode and infer: there is one more picture. */
function measuring(at: Scene): Scene {
  const { fake, repository } = at
  const labels = `${files['data/labels.csv']}train/new.png,red,train\n`
  const sha = repository.commit({ 'data/train/new.png': newPicture, 'data/labels.csv': labels })
  fake.push('patch-1', fake.commit({ sha, parents: [fake.pull(7).head.sha] }))
  return at
}
function eventAt({ folder }: Scene, content: string, mode: number): Change {
  return { env: { GITHUB_EVENT_PATH: text(join(folder, 'an-event'), content, mode) } }
}
function behind({ fake, clock }: Scene): Change {
  clock.ahead = HOUR_MS
  fake.script = [{ when: 'GET /compare/{basehead}', kind: '403-primary' }]
  return {}
}
/** The configuration, half of it. */
function cutObject({ repository }: Scene): Change {
  const id = repository.git('rev-parse', 'HEAD:.github/cv-gate.yml')
  const path = join(repository.path, '.git/objects', id.slice(0, 2), id.slice(2))
  chmodSync(path, 0o644)
  truncateSync(path, 60)
  return {}
}
function withoutWorker({ folder }: Scene): Change {
  cpSync(DIST, join(folder, 'dist'), { recursive: true })
  rmSync(join(folder, 'dist/worker.js'))
  return { program: join(folder, 'dist/action.js') }
}

const inEnv = (env: NonNullable<Start['env']>): Change => ({ env })

const FAULTS: Fault[] = [
  // the disk
  ['no room for the report', UNVERIFIED, () => ({ through: ['prlimit', '--fsize=4096'] }), /EFBIG/],
  ['no room for the outputs', UNVERIFIED, () => inEnv({ GITHUB_OUTPUT: '/dev/full' }), /ENOSPC/],
  ['no room for the summary', UNVERIFIED, () => inEnv({ GITHUB_STEP_SUMMARY: '/dev/full' }), /ENOSPC/],
  ['no room for the log', UNVERIFIED, () => ({ through: ['bash', '-c', 'exec "$@" > /dev/full', 'bash'] }), /ENOSPC/],
  [
    'the report’s folder is read-only',
    UNVERIFIED,
    (at) => ({ ...asNobody(at), ...inEnv({ 'INPUT_REPORT-DIR': made(join(at.folder, 'ro'), 0o555) }) }),
    /EACCES/,
  ],
  [
    'the cache may not be written',
    'survives',
    (at) => inEnv({ 'INPUT_CACHE-DIR': join(text(join(measuring(at).folder, 'cache'), 'a file', 0o444), 'below') }),
  ],
  ['no temporary folder', UNVERIFIED, (at) => inEnv({ TMPDIR: join(measuring(at).folder, 'none') })],
  // processes
  ['a child is killed for memory', 'either', (at) => killsWorkers(measuring(at), 1)],
  ['every child is killed for memory', UNVERIFIED, (at) => killsWorkers(measuring(at), Number.POSITIVE_INFINITY)],
  ['too few open files', UNVERIFIED, () => ({ through: ['prlimit', '--nofile=24'] }), /EMFILE/],
  // signals
  ['SIGTERM while it plans', TERMINATED, (at) => signalled(at, 'GET /compare/{basehead}', 'SIGTERM'), /SIGTERM/],
  ['SIGTERM while children measure', TERMINATED, (at) => onceAtWork(measuring(at), 'SIGTERM'), /SIGTERM/],
  ['SIGINT while it comments', INTERRUPTED, (at) => signalled(at, COMMENT, 'SIGINT'), /SIGINT/],
  ['SIGTERM while its check is open', TERMINATED, (at) => signalled(at, CHECK, 'SIGTERM', 'after'), /SIGTERM/],
  ['SIGKILL while its check is open', KILLED, (at) => signalled(at, CHECK, 'SIGKILL', 'after')],
  // the clock
  ['a clock an hour behind GitHub’s, and a limit', 'survives', behind],
  // the surroundings
  ['an event that is cut off', UNVERIFIED, (at) => eventAt(at, '{"action":"op', 0o644), /event/],
  ['an event that may not be read', UNVERIFIED, (at) => ({ ...asNobody(at), ...eventAt(at, '{}', 0) }), /EACCES/],
  ['no repository named', USAGE, () => inEnv({ GITHUB_REPOSITORY: undefined }), /GITHUB_REPOSITORY/],
  ['no token', USAGE, () => inEnv({ 'INPUT_GITHUB-TOKEN': '' }), /github-token/],
  // git and what came with us
  ['no git', UNVERIFIED, ({ folder }) => inEnv({ PATH: folder }), /git could not be started/],
  ['a git that is killed', UNVERIFIED, (at) => otherGit(at, 'kill -9 $$'), /git rev-parse was ended/],
  ['an object that is cut off', UNVERIFIED, cutObject, /git cat-file/],
  ['a part of the program is missing', UNVERIFIED, (at) => withoutWorker(measuring(at))],
]
test('24 faults', () => expect(FAULTS).toHaveLength(24))

async function run(change: Change): Promise<Ended> {
  const { folder, fake, repository } = scene
  const pull = fake.pull(7)
  fake.run(pull, { id: 991, attempt: 2, status: 'in_progress' })
  fake.jobToken({ event: 'pull_request', permissions: TALKS }, SECRET)
  const api = await fake.listen()
  const umask = process.umask(0) // what the runner gives may be written by whoever the job is
  try {
    const started = (child: ChildProcess) => {
      scene.child = child
      change.started?.(child)
    }
    const env = { INPUT_CHECK: 'cv-gate', ...change.env }
    return await startAction({
      folder,
      workspace: repository.path,
      api,
      event: pullRequestEvent(fake, pull),
      ...change,
      env,
      started,
    })
  } finally {
    process.umask(umask)
  }
}

/** What the report that was left says; null: none was left. One that is not whole does not parse. */
function left(): Report | null {
  const path = [...['temp/cv-gate-report', 'ro'].map((name) => join(scene.folder, name, 'report.json'))].find(
    existsSync,
  )
  return path === undefined ? null : reportSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
}

test.each(FAULTS)('%s', { timeout: 90_000 }, async (_, ends, change, says) => {
  const { fake } = scene
  const { code, output, outputs } = await run(change(scene))
  const report = left()
  if (ends === 'survives') expect([code, output]).toEqual([0, expect.anything()])
  else if (ends !== 'either') expect([code, output]).toEqual([ends, expect.stringMatching(says ?? /./)])
  if (code === 0) expect(['passed', 'warned']).toContain(report?.conclusion)
  // What is uploaded is whole, about this head, and said to be what it is.
  if (report) expect(report.commits.head).toBe(fake.pull(7).head.sha)
  if (outputs['report-dir']) expect(report?.conclusion).toBe(outputs.conclusion)
  expect(fake.checks.filter(({ conclusion }) => conclusion === 'success')).toHaveLength(code === 0 ? 1 : 0)
  const lost = code === KILLED && fake.checks.length > 0 ? [expect.stringContaining('left in_progress')] : []
  expect(brokenInvariants(fake)).toEqual(lost)
  await expect.poll(() => scene.workers.filter((pid) => end(pid, 0)), { timeout: 5000 }).toEqual([])
})

test('a check that a killed job left is concluded by the sweeper, as no success', { timeout: 60_000 }, async () => {
  const { fake, clock } = scene
  await run(signalled(scene, CHECK, 'SIGKILL', 'after'))
  expect(fake.checks.map(({ status }) => status)).toEqual(['in_progress'])
  clock.ahead = 7 * HOUR_MS
  fake.script = []
  const token = fake.jobToken({ event: 'schedule', permissions: TALKS })
  const at = { owner: 'o', repo: 'r' }
  const connection = connect(token, at, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
  const log = createLog({ write: () => true }, { style: 'silent', debug: false, now: Date.now })
  await sweep(connection, { check: 'cv-gate' }, { log })
  expect([fake.checks.map(({ conclusion }) => conclusion), brokenInvariants(fake)]).toEqual([['timed_out'], []])
})

test('children end with whoever started them, however it ends and whatever they do', { timeout: 90_000 }, async () => {
  const { fake, repository } = scene
  const sha = repository.commit({ 'model.onnx': endlessLoop() })
  fake.push('patch-1', fake.commit({ sha, parents: [fake.pull(7).head.sha] }))
  let since = 0
  const ended = await run(
    whileAtWork((child) => {
      const workers = workersOf(child)
      since = workers.length === 0 ? 0 : since || Date.now()
      if (since === 0 || Date.now() - since < 4000) return // by then one runs the model
      scene.workers.push(...workers)
      child.kill('SIGKILL')
    }),
  )
  expect([ended.code, scene.workers.length > 0]).toEqual([KILLED, true])
  await expect.poll(() => scene.workers.filter((pid) => end(pid, 0)), { timeout: 10_000 }).toEqual([])
})
