import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { parseHistory } from '#app/action/history'
import { machineFingerprint } from '#app/gate'
import { type Report, reportSchema } from '#contract/report'
import { realTime } from '#host/github/connection'
import { describeMachine } from '#host/machine'
import { mergeGroupEvent, pullRequestEvent, pushEvent, scheduleEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import type { Run } from '#test/fake-github/state'
import { installed, lfsPointer, oidOf } from '#test/lfs'
import { colourClassifier } from '#test/onnx-writer'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'
import { Harness, type Ran } from '#test/workflows/harness'
import { readWorkflow } from '#test/workflows/workflow'

/** Latency is measured. */
const TIMED = CONFIG.replace(/ {2}latency.*\n/, '')

/** On main the model learns blue, then `pull` changes it so that no answer flips. */
let repository: SmallRepository
let [before, after, head] = ['', '', '']
let folder: string
let fake: FakeGitHub

beforeAll(async () => {
  repository = new SmallRepository()
  const model = (blue: number) => ({ 'model.onnx': colourClassifier(4, { scale: [1, 1, blue] }) })
  before = repository.commit({ ...(await colours()), '.github/cv-gate.yml': CONFIG, ...model(0) })
  after = repository.commit(model(1))
  repository.git('checkout', '--quiet', '-b', 'pull')
  head = repository.commit(model(0.99))
})
afterAll(() => repository.remove())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-history-'))
  fake = new FakeGitHub({ clock: realTime(Date.now) })
  fake.push('main', fake.commit({ sha: before, parents: [] }))
  fake.push('main', fake.commit({ sha: after, parents: [before] }))
  fake.push('patch-1', fake.commit({ sha: head, parents: [after] }))
  await fake.listen()
})
afterEach(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

function start(event: Parameters<Harness['start']>[1], of: Parameters<Harness['start']>[2] = {}): Promise<Ran | null> {
  return new Harness({ fake, folder, origin: repository.path }).start(readWorkflow('cv-gate.yml'), event, of)
}
const pushed = () => start(pushEvent(fake, before, after))
function opened(): Promise<Ran | null> {
  const pull = fake.pulls[0] ?? fake.openPull('patch-1', { number: 7 })
  return start(pullRequestEvent(fake, pull, 'opened'), { of: pull })
}
const named = (run: Run, name: string) => fake.artifacts.filter((one) => one.run === run && one.name.startsWith(name))
function fileIn(run: Run, name: string, file: string): string {
  const [artifact, ...more] = named(run, name)
  expect(more).toEqual([])
  return strFromU8(unzipSync(artifact!.data)[file]!)
}
const historyOf = (ran: Ran | null) => parseHistory(fileIn(ran!.run, 'cv-gate-history', 'history.json'))
const reportOf = (ran: Ran | null) =>
  reportSchema.parse(JSON.parse(fileIn(ran!.run, 'cv-gate-report-', 'report.json'))) as Report
const primary = (ran: Ran | null) => {
  const outcome = reportOf(ran).targets[0]!.outcomes['evaluation/metric-regression']!
  return outcome.status === 'measured' ? outcome.claims[0]!.args : outcome
}
const power = (ran: Ran | null) => /^.*Power: .*$/m.exec(fileIn(ran!.run, 'cv-gate-report-', 'comment.md'))![0]

test('what is pushed to main is compared and kept; a pull request and the queue read it, and leave none', {
  timeout: 120_000,
}, async () => {
  expect(primary(await opened())).toMatchObject({ gains: 0, regressions: 0, psi: 0.05, psiSource: 'assumed' })
  expect(power(await opened())).toContain('5.0 % of answers flipping (assumed)')

  const push = await pushed()
  expect(push!.jobs['cv-gate']!.log).toContain('1 entries added, the first ones')
  const entry = { base: before, head: after, n: 60, gains: 20, regressions: 0, delta: 1 / 3 }
  const { testSet } = primary(push) as { testSet: string }
  expect(historyOf(push)).toEqual({
    schema: 'cv-gate/history@1',
    accuracy: [{ target: 'main', testSet, entries: [entry] }],
    latency: [],
  })

  const pull = await opened()
  expect(primary(pull)).toMatchObject({ testSet, psi: 1 / 3, psiSource: 'history', psiRuns: 1 })
  expect(power(pull)).toContain('33.3 % of answers flipping (history: 1 earlier comparison on this test set)')

  const group = fake.queue(7)
  const sha = head
  const of = group.ref.slice('refs/heads/'.length)
  fake.push(of, sha)
  const queued = await start(mergeGroupEvent(fake, { ...group, sha }), { of })
  expect(primary(queued)).toMatchObject({ psiSource: 'history' })
  expect([pull, queued].flatMap((ran) => named(ran!.run, 'cv-gate-history'))).toEqual([])
  expect(brokenInvariants(fake)).toEqual([])
})

test('a pull request takes over what main measured, believes no other run, and measures what is new', {
  timeout: 120_000,
}, async () => {
  const inferred = (ran: Ran | null) =>
    [...ran!.jobs['cv-gate']!.log.matchAll(/^(infer \w+): (\d+)/gm)].map(([, stage, n]) => `${stage} ${n}`)
  const alone = await opened()
  expect(inferred(alone)).toEqual(['infer base 60', 'infer head 60'])
  const push = await pushed()
  expect(inferred(push)).toEqual(['infer base 60', 'infer head 60'])
  const [records] = named(push!.run, 'cv-gate-records')
  expect(Object.keys(unzipSync(records!.data)).sort()).toEqual(
    Array.from({ length: 2 }, () => expect.stringMatching(/^predictions-1-[0-9a-f]{16}\.bin$/)),
  )
  const pull = await opened()
  expect(inferred(pull)).toEqual(['infer head 60'])
  expect(primary(pull)).toMatchObject({ gains: 0, regressions: 0 })
  expect(named(pull!.run, 'cv-gate-records')).toEqual([])

  fake.artifacts.splice(fake.artifacts.indexOf(records!), 1)
  fake.leave(pull!.run, 'cv-gate-records', records!.data) // a pull request says that it measured base
  expect(inferred(await opened())).toEqual(['infer base 60', 'infer head 60'])
  for (const data of [
    new Uint8Array(9),
    zipSync({}),
    zipSync({ 'predictions-1-0000000000000000.bin': strToU8('x') }),
  ]) {
    const left = fake.leave(push!.run, 'cv-gate-records', data)
    expect(inferred(await opened())).toEqual(['infer base 60', 'infer head 60'])
    fake.artifacts.splice(fake.artifacts.indexOf(left), 1)
  }
  expect(brokenInvariants(fake)).toEqual([])
})

test('a push that is measured again counts once; one that changes nothing keeps what is there', {
  timeout: 120_000,
}, async () => {
  const [first, second] = [await pushed(), await pushed()]
  expect(historyOf(second)).toEqual(historyOf(first))
  const nothing = await start(pushEvent(fake, after, after))
  expect(nothing!.jobs['cv-gate']).toMatchObject({
    result: 'success',
    log: expect.stringContaining('nothing is new to history'),
  })
  expect(named(nothing!.run, 'cv-gate-history')).toEqual([])
  expect(primary(await opened())).toMatchObject({ psiSource: 'history', psiRuns: 1 })
  const born = await start(pushEvent(fake, '0'.repeat(40), after))
  expect(born!.jobs['cv-gate']!.result).toBe('success')
})

test('a further attempt of a run gives the recorded verdict, whatever history came between', {
  timeout: 120_000,
}, async () => {
  const pull = await opened()
  const first = reportOf(pull)
  await pushed()
  const { run } = pull!
  fake.rerun(run)
  const event = pullRequestEvent(fake, fake.pull(7), 'opened')
  const again = await new Harness({ fake, folder, origin: repository.path }).again(
    readWorkflow('cv-gate.yml'),
    event,
    run,
  )
  const second = reportOf(again)
  expect(second.targets[0]!.outcomes).toEqual(first.targets[0]!.outcomes)
  expect(second.targets[0]!.plan).toBe(first.targets[0]!.plan)
  expect(second.targets[0]!.notes).toContainEqual({ code: 'recorded', args: { n: expect.any(Number) } })
  expect(primary(await opened())).toMatchObject({ psiSource: 'history' })
})

test('at night the model is timed against itself, and the next night once more', { timeout: 180_000 }, async () => {
  repository.git('checkout', '--quiet', 'main')
  const timed = repository.commit({ '.github/cv-gate.yml': TIMED })
  fake.push('main', fake.commit({ sha: timed, parents: [after] }))
  await pushed()
  const night = () => start(scheduleEvent(fake))
  const first = await night()
  expect(first!.jobs['cv-gate']!.log).toContain('main: A/A over ')
  const kept = historyOf(first)
  const machine = machineFingerprint(describeMachine('cpu', 0))
  expect(kept.accuracy).toHaveLength(1)
  expect(kept.latency).toEqual([
    {
      target: 'main',
      machine,
      procedure: 'quick 1',
      entries: [{ run: first!.run.id, commit: timed, p50: expect.any(Number), p95: expect.any(Number) }],
    },
  ])
  for (const { p50, p95 } of kept.latency[0]!.entries) expect(Math.abs(p50) + Math.abs(p95)).toBeLessThan(2)
  expect(named(first!.run, 'cv-gate-report-')).toEqual([])
  const second = historyOf(await night())
  expect(second.latency[0]!.entries.map(({ run }) => run)).toHaveLength(2)
  expect(second.accuracy).toEqual(kept.accuracy)
  expect(brokenInvariants(fake)).toEqual([])
})

test('a machine that differs from itself gets a wider limit, said with its numbers; another machine does not', {
  timeout: 180_000,
}, async () => {
  repository.git('checkout', '--quiet', '--detach', after)
  const base = repository.commit({ '.github/cv-gate.yml': TIMED })
  const changed = repository.commit({ 'model.onnx': colourClassifier(4, { scale: [1, 1, 0.99] }) })
  for (const [branch, sha] of Object.entries({ main: base, pull: changed })) repository.git('branch', '-f', branch, sha)
  fake.push('main', fake.commit({ sha: base, parents: [after] }))
  fake.push('patch-1', fake.commit({ sha: changed, parents: [base] }))
  const noisy = (machine: string) => {
    const entries = Array.from({ length: 12 }, (_, at) => ({ run: at + 1, commit: base, p50: 0.2, p95: -0.3 }))
    const latency = [{ target: 'main', machine, procedure: 'quick 1', entries }]
    const text = JSON.stringify({ schema: 'cv-gate/history@1', accuracy: [], latency })
    fake.leave(fake.run('main', { event: 'schedule' }), 'cv-gate-history', zipSync({ 'history.json': strToU8(text) }))
  }
  const latencyOf = (ran: Ran | null) => {
    const outcome = reportOf(ran).targets[0]!.outcomes['latency/latency-regression']!
    if (outcome.status !== 'measured') throw new Error(outcome.status)
    const said = outcome.findings.filter(({ code }) => code !== 'unsteady') // how busy this machine is now is not asked
    return { margins: outcome.claims.map(({ margin }) => Math.exp(margin)), said }
  }
  noisy('another machine')
  const elsewhere = latencyOf(await opened())
  expect(elsewhere.margins.map((ratio) => ratio.toFixed(2))).toEqual(['1.05', '1.10'])
  expect(elsewhere.said).toMatchObject([{ code: 'few-self-timed', args: { n: 0 } }])
  noisy(machineFingerprint(describeMachine('cpu', 0)))
  const here = latencyOf(await opened())
  expect(here.margins.map((ratio) => ratio.toFixed(2))).toEqual(['1.49', '1.82']) // e^.4, e^.6
  expect(here.said.map(({ args }) => args)).toEqual([
    { metric: 'median', outside: 12, n: 12, limit: 1.05, raised: 1.492 },
    { metric: '95th percentile', outside: 12, n: 12, limit: 1.1, raised: 1.822 },
  ])
})

test('without a model or with latency switched off there is no A/A run, and it is said', {
  timeout: 60_000,
}, async () => {
  repository.git('checkout', '--quiet', '--detach', after)
  const bare = (text: string) => {
    repository.git('checkout', '--quiet', '--detach', after)
    const sha = repository.commit({ '.github/cv-gate.yml': text })
    repository.git('branch', '--force', 'main', sha)
    fake.push('main', fake.commit({ sha, parents: [after] }))
    return start(scheduleEvent(fake))
  }
  const off = await bare(CONFIG)
  expect(off!.jobs['cv-gate']).toMatchObject({
    result: 'success',
    log: expect.stringContaining('main: no A/A run: latency is switched off'),
  })
  const none = await bare(TIMED.replace(/ {4}(model|primary):.*\n/g, ''))
  expect(none!.jobs['cv-gate']!.log).toContain('main: no A/A run: the configuration names no model')
  expect([off, none].flatMap((ran) => named(ran!.run, 'cv-gate'))).toEqual([])
})

test.skipIf(!installed('git', 'lfs', 'version'))(
  'of what Git LFS keeps the model is fetched, and no image',
  {
    timeout: 120_000,
  },
  async () => {
    const model = colourClassifier(4)
    const image = (await colours())['data/test/40.png']!
    const objects = (git: string) => join(git, '.git/lfs/objects')
    for (const content of [model, image]) {
      const oid = oidOf(content)
      const place = join(objects(repository.path), oid.slice(0, 2), oid.slice(2, 4))
      mkdirSync(place, { recursive: true })
      writeFileSync(join(place, oid), content)
    }
    repository.git('checkout', '--quiet', '--detach', after)
    const sha = repository.commit({
      '.gitattributes': '*.onnx filter=lfs diff=lfs merge=lfs -text\n',
      '.github/cv-gate.yml': TIMED.replace('root: data,', 'root: data, fetch: trusted-remote,'),
      'model.onnx': lfsPointer(model),
      'data/test/40.png': lfsPointer(image),
    })
    repository.git('branch', '--force', 'main', sha)
    fake.push('main', fake.commit({ sha, parents: [after] }))
    const ran = await start(scheduleEvent(fake))
    expect(ran!.jobs['cv-gate']!.log).toContain('main: A/A over ')
    const fetched = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.git\/lfs\/objects\/.*\/[0-9a-f]{64}$/.test(path))
      .map((path) => path.slice(-64))
    expect(fetched).toEqual([oidOf(model)])
  },
)
