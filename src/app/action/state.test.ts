import { expect, test } from 'vitest'
import type { CheckId } from '#contract/ids'
import { Recorded } from './recorded.ts'
import type { Said } from './said.ts'
import { forcedSince, pullsIn } from './state.ts'

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

test('outcomes are left for the next attempt, and one that is forced is not believed', async () => {
  const [digest, check] = ['d'.repeat(64), 'leakage/exact-duplicate' as CheckId]
  const outcome = { status: 'measured', metrics: [], claims: [], findings: [], exhibits: [] }
  const first = new Recorded(null, new Set())
  await first.put(digest, outcome, check)
  const text = first.text()
  const second = new Recorded(text, new Set())
  expect(await second.get(digest, check)).toEqual(outcome)
  expect(await second.get(digest, 'leakage/near-duplicate')).toBeNull()
  expect(JSON.parse(second.text())).toEqual(JSON.parse(text))
  for (const forced of ['all', new Set([check])] as const)
    expect(await new Recorded(text, forced).get(digest, check)).toBeNull()
  expect(await new Recorded(text, new Set(['latency/regression'])).get(digest, check)).toEqual(outcome)
})

test.each([
  '',
  '{',
  '[]',
  '{"schema":"cv-gate/recorded@2","outcomes":[]}',
  '{"schema":"cv-gate/recorded@1","outcomes":[{"digest":"x"}]}',
])('a record that does not fit counts as absent: %s', async (text) => {
  expect(await new Recorded(text, new Set()).get('d'.repeat(64), 'leakage/exact-duplicate')).toBeNull()
})
