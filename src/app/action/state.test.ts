import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Policy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import { connect } from '#host/github/connection'
import { readEvent } from '#host/github/events'
import { createLog } from '#host/log/log'
import { mergeGroupEvent, pullRequestEvent, pushEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import type { Gated } from './gate-commits.ts'
import { Recorded } from './recorded.ts'
import type { Said } from './said.ts'
import { forcedSince, pullsIn, stateOf } from './state.ts'

const sha = 'a'.repeat(40)
const at = (ref: string) => pullsIn({ kind: 'merge-group', base: sha, head: sha, ref })

test('the pull request of a merge group stands in its ref', () => {
  expect(at(`refs/heads/gh-readonly-queue/main/pr-104-${sha}`)).toEqual([104])
  expect(at(`refs/heads/gh-readonly-queue/release/1.x/pr-7-${sha}`)).toEqual([7])
  for (const ref of [
    'refs/heads/main',
    `pr-0-${sha}`,
    `refs/heads/gh-readonly-queue/main/pr-1e3-${sha}`,
    `/pr-7-${sha}\n`,
  ])
    expect(at(ref)).toEqual([])
})

function recheck(minute: number, checks: string[], more: Partial<Said> = {}): Said {
  const user = { id: 1, login: 'ann', type: 'User' }
  const created_at = `2026-01-01T00:${String(minute).padStart(2, '0')}:00Z`
  return {
    pull: 7,
    comment: { id: minute, node_id: '', body: '', created_at, html_url: '', user },
    author: user,
    intent: { kind: 'recheck', checks: checks as CheckId[], force: true },
    edited: false,
    standing: { role: 'write', permission: 'write' },
    ...more,
  }
}

test('force counts for the attempt after the comment, and for no later one', () => {
  const since = Date.parse('2026-01-01T00:10:00Z')
  expect(forcedSince([recheck(9, ['latency/regression'])], since)).toEqual(new Set())
  expect(forcedSince([recheck(10, ['latency/regression'])], since)).toEqual(new Set(['latency/regression']))
  expect(forcedSince([recheck(11, []), recheck(12, ['latency/regression'])], since)).toBe('all')
  expect(forcedSince([recheck(11, [], { edited: true })], since)).toEqual(new Set())
  expect(forcedSince([recheck(11, [], { standing: { role: 'read', permission: 'read' } })], since)).toEqual(new Set())
})

test('outcomes are left for the next attempt', async () => {
  const [digest, check] = ['d'.repeat(64), 'leakage/exact-duplicate' as CheckId]
  const outcome = { status: 'measured', metrics: [], claims: [], findings: [], exhibits: [] }
  const first = new Recorded(null)
  await first.put(digest, outcome, check)
  const text = first.text(null)
  const second = new Recorded(text)
  expect(await second.get(digest, check)).toEqual(outcome)
  expect(await second.get(digest, 'leakage/near-duplicate')).toBeNull()
  expect(JSON.parse(second.text(null))).toEqual(JSON.parse(text))
})

describe('what runs measured is left for all later attempts', () => {
  const [one, other] = ['1'.repeat(64), '2'.repeat(64)]
  const next = (recorded: Recorded, most?: number) => new Recorded(recorded.text(null), most)

  test('each attempt adds its own, and sees those before it', () => {
    const first = new Recorded(null)
    first.runs.add(one, 'a')
    expect(first.runs.earlier(one)).toEqual([])
    const second = next(first)
    second.runs.add(one, 'b')
    second.runs.add(other, 'x')
    expect([second.runs.earlier(one), second.runs.earlier(other)]).toEqual([['a'], []])
    const fourth = next(next(second)) // one measured nothing
    expect([fourth.runs.earlier(one), fourth.runs.earlier(other)]).toEqual([['a', 'b'], ['x']])
  })
  test('an attempt counts once', () => {
    const first = new Recorded(null)
    first.runs.add(one, 'a')
    first.runs.add(one, 'another target on the same inputs')
    expect(next(first).runs.earlier(one)).toEqual(['a'])
  })
  test('where there is no more room the oldest stay', () => {
    let recorded = new Recorded(null)
    for (let attempt = 0; attempt < 70; attempt++) {
      recorded.runs.add(one, String(attempt))
      recorded = next(recorded)
    }
    const kept = recorded.runs.earlier(one)
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([60, '0', '59'])
    expect(next(recorded, 20).runs.earlier(one)).toEqual(kept.slice(0, 15)) // ten of one character, five of two
    const full = new Recorded(null, 3)
    full.runs.add(one, 'long')
    full.runs.add(other, 'abc')
    expect([next(full).runs.earlier(one), next(full).runs.earlier(other)]).toEqual([[], ['abc']])
  })
})

test.each([
  '',
  '{',
  '[]',
  '{"schema":"cv-gate/recorded@2","outcomes":[]}',
  '{"schema":"cv-gate/recorded@1","outcomes":[{"digest":"x"}]}',
])('a record that does not fit counts as absent: %s', async (text) => {
  expect(await new Recorded(text).get('d'.repeat(64), 'leakage/exact-duplicate')).toBeNull()
})

const READS = { contents: 'read', actions: 'read', 'pull-requests': 'read' } as const
const policy = { waivers: ['maintain', 'admin'], looks: 'normal' } as unknown as Policy
const check = 'leakage/exact-duplicate' as CheckId
const digest = 'd'.repeat(64)

/** A pull request of a fork whose run 991 is in its second attempt, and people who said something. */
function scene(permissions: Record<string, 'read'> = READS) {
  const fake = new FakeGitHub()
  fake.user('maya', 'maintain')
  const fork = fake.fork('mallory')
  fake.push('patch-1', {}, fork)
  const pull = fake.openPull('patch-1', { number: 7, from: fork })
  const run = fake.run(pull, { id: 991 })
  const outcomes = [
    { digest, check, outcome: { status: 'measured', metrics: [], claims: [], findings: [], exhibits: [] } },
  ]
  const recorded = strToU8(JSON.stringify({ schema: 'cv-gate/recorded@1', outcomes }))
  fake.leave(run, 'cv-gate-report-0123456789abcdef', zipSync({ 'recorded.json': recorded }))
  const lines: string[] = []
  const log = createLog({ write: (text) => lines.push(text) }, { style: 'lines', debug: false, now: Date.now })
  const state = async ({ name, payload } = pullRequestEvent(fake, pull)) => {
    fake.rerun(run)
    const token = fake.jobToken({ event: name, permissions, from: fork })
    const connection = connect(
      token,
      { owner: 'o', repo: 'r' },
      { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() },
    )
    const job = { runId: 991, attempt: run.attempt } as Parameters<typeof stateOf>[0]
    return stateOf(job, readEvent(name, payload) as Gated, connection, log)
  }
  return { fake, run, state, lines }
}

test('what counts is asked of GitHub: words of maintainers, digests of earlier reports, outcomes of earlier attempts', async () => {
  const { fake, state } = scene()
  fake.say(7, 'maya', '/cv-waive 3a91c07be2@5f0c21aa known duplicate')
  fake.edit(
    fake.say(7, 'maya', '/cv-waive 1111111111@5f0c21aa known duplicate'),
    '/cv-waive 2222222222@5f0c21aa another',
  )
  fake.say(7, 'mallory', '/cv-waive 4444444444@5f0c21aa please')
  fake.say(7, fake.actions.bot, '/cv-waive 5555555555@5f0c21aa by a bot', fake.actions)
  fake.leave(fake.run(fake.pull(7)), 'cv-gate-report-fedcba9876543210-draft', new Uint8Array())
  fake.leave(fake.run('main'), 'cv-gate-report-1111111111111111', new Uint8Array())
  const { waivers, looks, recorded } = await state()
  expect((await waivers(policy)) as unknown[]).toMatchObject([
    { finding: '3a91c07be2', by: 'maya', state: 'valid' },
    { finding: '2222222222', state: 'edited' },
    { finding: '4444444444', state: 'no-right' },
  ])
  expect(await looks('0123456789abcdef')).toBe(1)
  expect(await looks('aaaaaaaaaaaaaaaa')).toBe(2)
  expect(await recorded.get(digest, check)).toMatchObject({ status: 'measured' })
  const queued = await state(mergeGroupEvent(fake, fake.queue(7)))
  expect(await queued.waivers(policy)).toHaveLength(3)
  expect(brokenInvariants(fake)).toEqual([])
})

test('in a flood of artifacts the pull request counts by its own runs, and each beyond a hundred is a look', async () => {
  const { fake, state } = scene()
  fake.leave(fake.run(fake.pull(7)), 'cv-gate-report-fedcba9876543210', new Uint8Array())
  fake.leave(fake.run(fake.pull(7)), 'cv-gate-report-eeeeeeeeeeeeeeee-draft', new Uint8Array())
  const other = fake.run('main')
  for (let at = 0; at < 2001; at++)
    fake.leave(other, `cv-gate-report-${String(at).padStart(16, '0')}`, new Uint8Array())
  expect(await (await state()).looks('aaaaaaaaaaaaaaaa')).toBe(3)
  for (let at = 0; at < 100; at++) fake.run(fake.pull(7))
  expect(await (await state()).looks('aaaaaaaaaaaaaaaa')).toBe(1 + 3)
  expect(brokenInvariants(fake)).toEqual([])
})

test('a forced recheck is of the attempt after it, and of no later one', async () => {
  const { fake, run, state } = scene()
  const forced = async () => (await state()).again(policy)(check)
  await fake.clock.sleep(60_000)
  fake.say(7, 'maya', `/cv-recheck ${check} --force`)
  await fake.clock.sleep(60_000)
  const { again, recorded } = await state()
  expect([again(policy)(check), again(policy)('leakage/near-duplicate')]).toEqual([true, false])
  expect(await recorded.get(digest, check)).not.toBeNull() // taken back, it would be believed
  Object.assign(run, { status: 'completed' })
  await fake.clock.sleep(60_000)
  expect(await forced()).toBe(false)
})

test('looks: strict: every attempt after the first measures everything again', async () => {
  const { run, state } = scene()
  const strict = { ...policy, looks: 'strict' } as Policy
  expect((await state()).again(strict)(check)).toBe(true)
  Object.assign(run, { status: 'completed', attempt: 0 })
  expect((await state()).again(strict)(check)).toBe(false)
})

test('where nobody knows whether it was asked for, everything is measured again and pooled', async () => {
  const { state, lines } = scene({ contents: 'read', actions: 'read' })
  const { again, recorded } = await state()
  expect([again(policy)(check), (await recorded.get(digest, check)) === null]).toEqual([true, false])
  expect(lines.join('')).toContain('everything is measured anew')
})

test('what was merged keeps its waivers on the branch it came into, and on no other', async () => {
  const { fake, state } = scene()
  fake.say(7, 'maya', '/cv-waive 3a91c07be2@5f0c21aa known duplicate')
  const pull = fake.pull(7)
  const before = fake.repository.branches.get('main')!
  const after = fake.push('main', fake.commit({ parents: [before, pull.head.sha] }))
  const waived = async (branch = 'main') => (await state(pushEvent(fake, before, after, branch))).waivers(policy)
  expect(await waived()).toEqual([]) // not merged: its commits were only pushed
  Object.assign(pull, { merged: true, state: 'closed' })
  expect(await waived()).toMatchObject([{ finding: '3a91c07be2', by: 'maya', state: 'valid' }])
  expect(await waived('release')).toEqual([])
  expect(brokenInvariants(fake)).toEqual([])
})

test('without a right the gate is stricter, and says why', async () => {
  const { fake, state, lines } = scene({ contents: 'read' })
  fake.say(7, 'maya', '/cv-waive 3a91c07be2@5f0c21aa known duplicate')
  const { waivers, looks, recorded } = await state()
  expect([await waivers(policy), await looks('0123456789abcdef'), await recorded.get(digest, check)]).toMatchObject([
    { code: 'waivers-not-read' },
    { code: 'not-counted' },
    null,
  ])
  expect(lines.join('')).toContain('pull-requests: read')
})
