import { expect, test } from 'vitest'
import type { Intent } from '#commands/grammar'
import type { Said } from './said.ts'
import { waiversIn } from './waivers.ts'

const WRITTEN = Date.parse('2026-01-01T00:00:00Z')
const DAY = 86_400_000
const policy = { waivers: ['maintain', 'admin'] }
const waive: Intent = { kind: 'waive', finding: '3a91c07be2', evidence: '5f0c21aa', reason: 'known duplicate' }

function said(intent: Intent, more: Partial<Said> = {}, role = 'maintain'): Said {
  const user = { id: 1, login: 'ann', type: 'User' }
  const comment = { id: 5, node_id: 'IC_5', body: '', created_at: '2026-01-01T00:00:00Z', html_url: '', user }
  const standing = { role, permission: role === 'maintain' ? 'write' : role }
  return { pull: 7, comment, author: user, intent, edited: false, standing, ...more }
}

test('a maintainer’s own words count for 30 days', () => {
  expect(waiversIn([said(waive)], policy, WRITTEN)).toEqual([
    {
      finding: '3a91c07be2',
      evidence: '5f0c21aa',
      by: 'ann',
      reason: 'known duplicate',
      until: '2026-01-31T00:00:00.000Z',
      pull: 7,
      comment: 5,
      state: 'valid',
    },
  ])
})

test.each<[string, Said[], number, string[]]>([
  ['a moment before it expires', [said(waive)], WRITTEN + 30 * DAY - 1, ['valid']],
  ['when it expires', [said(waive)], WRITTEN + 30 * DAY, ['expired']],
  ['edited since', [said(waive, { edited: true })], WRITTEN, ['edited']],
  ['by somebody who may only write', [said(waive, {}, 'write')], WRITTEN, ['no-right']],
  ['by somebody who has left', [said(waive, {}, 'none')], WRITTEN, ['no-right']],
  [
    'withdrawn by another maintainer',
    [said(waive), said({ kind: 'unwaive', finding: '3a91c07be2' })],
    WRITTEN,
    ['withdrawn'],
  ],
  [
    'withdrawn by somebody who may not',
    [said(waive), said({ kind: 'unwaive', finding: '3a91c07be2' }, {}, 'write')],
    WRITTEN,
    ['valid'],
  ],
  ['another one withdrawn', [said(waive), said({ kind: 'unwaive', finding: '0000000000' })], WRITTEN, ['valid']],
  ['waived twice', [said(waive), said(waive)], WRITTEN, ['valid', 'valid']],
  [
    'waived again after it was withdrawn',
    [said(waive), said({ kind: 'unwaive', finding: '3a91c07be2' }), said(waive)],
    WRITTEN,
    ['withdrawn', 'valid'],
  ],
])('%s', (_, all, now, states) => {
  expect(waiversIn(all, policy, now).map(({ state }) => state)).toEqual(states)
})

test('the policy may name a person', () => {
  expect(waiversIn([said(waive, {}, 'write')], { waivers: ['Ann'] }, WRITTEN)[0]!.state).toBe('valid')
  expect(waiversIn([said(waive, {}, 'read')], { waivers: ['Ann'] }, WRITTEN)[0]!.state).toBe('no-right')
})
