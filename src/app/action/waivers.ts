import { mayDo } from '#commands/rights'
import type { Policy } from '#contract/config'
import type { StandingWaiver } from '#contract/report'
import type { Said } from './said.ts'

/** How long a waiver holds: 30 days. */
export const WAIVER_MS = 30 * 86_400_000

/** The waivers on pull requests as they stand at a time (milliseconds since 1970), oldest first. */
export function waiversIn(
  said: readonly Said[],
  { waivers: roles }: Pick<Policy, 'waivers'>,
  now: number,
): StandingWaiver[] {
  const mayWaive = (one: Said) => mayDo(one.intent, { ...one.standing, login: one.author.login }, roles)
  return said.flatMap((one, index) => {
    const { intent, pull, comment, author } = one
    if (intent.kind !== 'waive') return []
    const until = Date.parse(comment.created_at) + WAIVER_MS
    const state = stateOf(one, until, said.slice(index + 1))
    const { finding, evidence, reason } = intent
    const waiver = { finding, evidence, by: author.login, reason, until: new Date(until).toISOString() }
    return [{ ...waiver, pull, comment: comment.id, state }]
  })

  function stateOf(one: Said, until: number, later: readonly Said[]): StandingWaiver['state'] {
    if (!mayWaive(one)) return 'no-right'
    if (one.edited) return 'edited'
    if (later.some((other) => withdraws(other, one) && mayWaive(other))) return 'withdrawn'
    return now >= until ? 'expired' : 'valid'
  }
}

function withdraws({ intent }: Said, { intent: waived }: Said): boolean {
  return intent.kind === 'unwaive' && waived.kind === 'waive' && intent.finding === waived.finding
}
