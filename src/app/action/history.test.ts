import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { History } from '#contract/history'
import { connect } from '#host/github/connection'
import { ownRepository } from '#host/github/repository'
import { createLog } from '#host/log/log'
import type { VirtualClock } from '#test/fake-github/clock'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import type { Permissions, Run } from '#test/fake-github/state'
import { report, targetReport } from '#test/reports'
import { claim } from '#test/verdicts'
import { historyWith } from '../history.ts'
import { keepHistory, keepPushed, knownHistory, parseHistory } from './history.ts'
import { Recorded } from './recorded.ts'

const NAME = 'cv-gate-history'
const FILE = '.github/workflows/cv-gate.yml'
const READS = { contents: 'read', actions: 'read', 'pull-requests': 'read' } as const
const OTHER = '.github/workflows/other.yml'
const commit = (at: number) => at.toString(16).padStart(40, '0')

let folder: string
let fake: FakeGitHub
let text: string
const { GITHUB_OUTPUT: outputs } = process.env
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-history-'))
  process.env.GITHUB_OUTPUT = '/dev/null'
})
afterAll(() => {
  if (outputs === undefined) delete process.env.GITHUB_OUTPUT
  else process.env.GITHUB_OUTPUT = outputs
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(() => {
  text = ''
  fake = new FakeGitHub()
  fake.push('main')
})

const log = createLog({ write: (more) => (text += more) }, { style: 'lines', debug: false, now: Date.now })
const asking = () => ({ workflow: FILE, measuringWorkflow: OTHER, temporary: folder })
const first = new Recorded(null)

function connection(permissions: Permissions = READS) {
  const token = fake.jobToken({ event: 'pull_request', permissions })
  return connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
}
const read = (permissions?: Permissions, recorded = first) =>
  knownHistory(asking(), recorded, connection(permissions), log)

/** One comparison, told from others by how much was gained. */
function history(gains: number): History {
  const entry = { base: commit(gains), head: commit(gains + 1), n: 100, gains, regressions: 0, delta: gains / 100 }
  return historyWith(null, {
    accuracy: [{ target: 'main', testSet: 'abcdef0123456789', entries: [entry] }],
    latency: [
      { target: 'main', machine: 'm', procedure: 'quick 1', entries: [{ run: 1, commit: commit(1), p50: 0, p95: 0 }] },
    ],
  })
}
const zipped = (content: unknown, file = 'history.json') =>
  zipSync({ [file]: strToU8(typeof content === 'string' ? content : JSON.stringify(content)) })
const leave = (run: Run, gains: number, more = {}) => fake.leave(run, NAME, zipped(history(gains)), more)
const gained = ({ known }: { known: History | null }) => known?.accuracy[0]?.entries[0]?.gains ?? null

test('the newest that a run on the default branch left, on push or at night', async () => {
  leave(fake.run('main'), 1)
  expect(await read()).toEqual({ known: history(1), notes: [] })
  ;(fake.clock as VirtualClock).advance(60_000)
  fake.push('main')
  leave(fake.run('main', { event: 'schedule' }), 2)
  expect(gained(await read())).toBe(2)
  expect(brokenInvariants(fake)).toEqual([])
})

test('without one there is none, and it is said', async () => {
  expect(await read()).toEqual({ known: null, notes: [] })
  expect(text).toContain('no history of the default branch')
})

/** Newer than the one that is sound, and not believed. */
const FORGERIES: Readonly<Record<string, () => void>> = {
  'of a pull request of the repository': () => {
    fake.push('patch-1')
    leave(fake.run(fake.openPull('patch-1')), 9)
  },
  'of a pull request whose branch is the default one': () => {
    leave(fake.run('main', { event: 'pull_request' }), 9)
  },
  'of a pull request of a fork, from a branch of the same name': () => {
    const fork = fake.fork('mallory')
    fake.push('main', {}, fork)
    leave(fake.run(fake.openPull('main', { from: fork })), 9)
  },
  'of a fork, by a push': () => {
    leave(Object.assign(fake.run('main'), { repository: fake.fork('mallory') }), 9)
  },
  'of the queue': () => {
    leave(fake.run('main', { event: 'merge_group' }), 9)
  },
  'started by hand': () => {
    leave(fake.run('main', { event: 'workflow_dispatch' }), 9)
  },
  'of another workflow': () => {
    leave(fake.run('main', { path: OTHER }), 9)
  },
  'of another branch': () => {
    fake.push('release', fake.repository.branches.get('main')!)
    leave(fake.run('release'), 9)
  },
  'of a tag with the name of the default branch, whose commit is not in it': () => {
    fake.push('aside')
    leave(Object.assign(fake.run('aside'), { branch: 'main' }), 9)
  },
  expired: () => {
    leave(fake.run('main'), 9).expired = true
  },
  'of another name': () => {
    fake.leave(fake.run('main'), 'cv-gate-history-2', zipped(history(9)))
  },
}

test.each(Object.keys(FORGERIES))('not believed, without a word: %s', async (name) => {
  leave(fake.run('main'), 1)
  ;(fake.clock as VirtualClock).advance(60_000)
  FORGERIES[name]!()
  expect(gained(await read())).toBe(1)
  fake.artifacts.shift()
  expect(await read()).toEqual({ known: null, notes: [] })
  expect(fake.seen.filter(({ call }) => call === 'GET /signed')).toHaveLength(1)
  expect(brokenInvariants(fake)).toEqual([])
})

const sound = history(3)
const [series] = sound.accuracy
const [entry] = series!.entries
const [timed] = sound.latency
const withEntry = (change: object) => ({ ...sound, accuracy: [{ ...series, entries: [{ ...entry, ...change }] }] })
const withTime = (p50: unknown) =>
  JSON.stringify({ ...sound, latency: [{ ...timed, entries: [{ ...timed!.entries[0], p50: 'here' }] }] }).replace(
    '"here"',
    String(p50),
  )
/** Of the right run, and not what it should be. */
const DAMAGED: Readonly<Record<string, readonly [data: () => Uint8Array | string | object, why: RegExp]>> = {
  'no archive': [() => Buffer.from('PK?'), /no zip archive/],
  'cut off': [() => zipped(sound).slice(0, -30), /no zip archive/],
  'without the file': [() => zipped(sound, 'other.json'), /holds no history\.json/],
  'a zip bomb': [() => zipSync({ 'history.json': new Uint8Array(5_000_000) }), /has 5000000 bytes/],
  'a crowd of files': [
    () => zipSync(Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`${at}`, new Uint8Array()]))),
    /1001 entries/,
  ],
  'no JSON': [() => '{', /not JSON/],
  'no text': [() => zipSync({ 'history.json': Uint8Array.of(0xff) }), /cannot be unpacked/],
  'another schema': [() => ({ ...sound, schema: 'cv-gate/history@2' }), /schema/],
  'a million values': [() => `[${'0,'.repeat(1_000_000)}0]`, /more than 100000 values/],
  'too many entries': [() => ({ ...sound, accuracy: [{ ...series, entries: Array(31).fill(entry) }] }), /entries/],
  'too many series': [() => ({ ...sound, accuracy: Array(101).fill(series) }), /accuracy/],
  deep: [() => `${'['.repeat(100)}${']'.repeat(100)}`, /nested deeper/],
  'a long name': [() => ({ ...sound, latency: [{ ...timed, machine: 'm'.repeat(1001) }] }), /1000/],
  NaN: [() => withTime('NaN'), /not JSON/],
  'an infinite number': [() => withTime('1e999'), /p50/],
  'a time beyond all measure': [() => withTime(20), /p50/],
  'a text for a number': [() => withTime('"0.1"'), /p50/],
  'more flips than images': [() => withEntry({ gains: 90, regressions: 20, delta: 0.7 }), /more flips/],
  'fewer than none': [() => withEntry({ regressions: -3, delta: 0.06 }), /regressions/],
  'a delta of its own': [() => withEntry({ delta: 0.5 }), /not its delta/],
  'no image': [() => withEntry({ n: 0, gains: 0, delta: 0 }), /n:/],
  'no commit': [() => withEntry({ head: 'main' }), /head/],
  'a key that nobody knows': [() => withEntry({ psi: 0.001 }), /psi/],
  __proto__: [
    () => `{"__proto__":{"latency":[]},${JSON.stringify({ ...sound, latency: undefined }).slice(1)}`,
    /latency|__proto__/,
  ],
  '__proto__ beside': [() => `{"__proto__":{"x":1},${JSON.stringify(sound).slice(1)}`, /__proto__/],
  'a target named __proto__': [() => ({ ...sound, accuracy: [{ ...series, target: '__proto__' }] }), /target/],
}

describe.each(Object.keys(DAMAGED))('%s', (name) => {
  test('is refused and said; an older one that is sound is taken', async () => {
    const [make, why] = DAMAGED[name]!
    const made = make()
    fake.leave(fake.run('main'), NAME, made instanceof Uint8Array ? made : zipped(made))
    const refused = await read()
    expect(refused).toEqual({
      known: null,
      notes: [{ code: 'history-not-read', args: { why: expect.stringMatching(why) } }],
    })
    expect(text).toMatch(why)
    const old = leave(fake.run('main'), 1)
    Object.assign(old, { created: old.created - 60_000 })
    expect(await read()).toEqual({ known: history(1), notes: [] })
    expect(brokenInvariants(fake)).toEqual([])
  })
})

test('an archive that is larger than it should be, or than the listing says, is not read to its end', async () => {
  const large = new Uint8Array(5 * 1024 * 1024)
  const told = fake.leave(fake.run('main'), NAME, large)
  expect((await read()).notes).toMatchObject([{ code: 'history-not-read' }])
  expect(fake.seen.some(({ call }) => call === 'GET /signed')).toBe(false)
  told.size = 100
  expect((await read()).notes).toMatchObject([{ args: { why: expect.stringContaining('more than 4194304 bytes') } }])
})

test('a run looks at five of them, and at five pages', async () => {
  for (let at = 0; at < 6; at++) fake.leave(fake.run('main'), NAME, Buffer.from('x'))
  expect((await read()).known).toBeNull()
  expect(fake.seen.filter(({ call }) => call === 'GET /signed')).toHaveLength(5)
  fake.artifacts.length = 0
  leave(fake.run('main'), 1)
  fake.push('patch-1')
  const run = fake.run(fake.openPull('patch-1'))
  for (let at = 0; at < 500; at++) leave(run, 9)
  expect((await read()).notes).toMatchObject([{ args: { why: expect.stringContaining('more than 5 pages') } }])
})

test('without the right to read there is none, and the right is named', async () => {
  leave(fake.run('main'), 1)
  fake.repository.private = true
  expect(await read({ contents: 'read' })).toMatchObject({ known: null, notes: [{ code: 'history-not-read' }] })
  expect(text).toContain('actions: read')
})

test('a further attempt knows what the first one knew', async () => {
  const before = new Recorded(first.text(history(4)))
  leave(fake.run('main'), 5)
  expect(await read(READS, before)).toEqual({ known: history(4), notes: [] })
  const none = new Recorded(first.text(null))
  expect(await read(READS, none)).toEqual({ known: null, notes: [] })
  expect(fake.seen).toEqual([])
  const silent = new Recorded('{"schema":"cv-gate/recorded@1","outcomes":[]}')
  expect(gained(await read(READS, silent))).toBe(5)
})

describe('what a run leaves', () => {
  const left = () => parseHistory(readFileSync(join(folder, 'cv-gate-history/history.json'), 'utf8'))
  const push = (branch: string) =>
    ({ kind: 'push', before: commit(7), after: commit(8), ref: `refs/heads/${branch}` }) as const
  const args = { testSet: 'abcdef0123456789', gains: 7, regressions: 0 }
  const pushed = report({
    commits: { base: commit(7), head: commit(8), policy: commit(7), anchor: null, baseAgeDays: 0 },
    targets: [
      targetReport({
        outcomes: {
          'evaluation/metric-regression': {
            status: 'measured',
            metrics: [],
            claims: [claim({}, { n: 100, args })],
            findings: [],
            exhibits: [],
          },
        },
      }),
    ],
  })
  beforeEach(() => rmSync(join(folder, 'cv-gate-history'), { recursive: true, force: true }))

  test('a push adds to the newest that is there', async () => {
    leave(fake.run('main'), 1)
    await keepPushed(pushed, push('main'), new Map(), asking(), connection(), { log })
    expect(left().accuracy[0]!.entries.map(({ gains }) => gains)).toEqual([1, 7])
    expect(left().latency).toEqual(history(1).latency)
    expect(brokenInvariants(fake)).toEqual([])
  })
  test('the first one begins it', async () => {
    await keepPushed(pushed, push('main'), new Map(), asking(), connection(), { log })
    expect(left().accuracy[0]!.entries.map(({ gains }) => gains)).toEqual([7])
  })
  test('nothing of another branch, nothing where nothing was compared, nothing where the old one cannot be read', async () => {
    await keepPushed(pushed, push('release'), new Map(), asking(), connection(), { log })
    await keepPushed(report(), push('main'), new Map(), asking(), connection(), { log })
    leave(fake.run('main'), 1)
    fake.script = [{ when: 'GET /actions/artifacts', kind: '500', times: 9 }]
    await keepPushed(pushed, push('main'), new Map(), asking(), connection(), { log })
    expect(left).toThrow('ENOENT')
    expect(text).toContain('history stays as it is')
  })
  test('what nothing was added to for a month is left again before GitHub drops it', async () => {
    leave(fake.run('main'), 1)
    const keep = async () => {
      const own = connection()
      await keepHistory({ accuracy: [], latency: [] }, await ownRepository(own), asking(), own, log)
    }
    await keep()
    expect(left).toThrow('ENOENT')
    ;(fake.clock as VirtualClock).advance(31 * 86_400_000)
    await keep()
    expect(left()).toEqual(history(1))
  })
})
