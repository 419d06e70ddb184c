import type { Intent } from '#commands/grammar'
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
    const { finding, evidence, reason } = intent
    const until = Date.parse(comment.created_at) + WAIVER_MS
    const withdrawn = said.slice(index + 1).some((later) => withdraws(later.intent, finding) && mayWaive(later))
    const waiver = { finding, evidence, by: author.login, reason, until: new Date(until).toISOString() }
    return [{ ...waiver, pull, comment: comment.id, state: stateOf(one, withdrawn, until) }]
  })

  function stateOf(one: Said, withdrawn: boolean, until: number): StandingWaiver['state'] {
    if (!mayWaive(one)) return 'no-right'
    if (one.edited) return 'edited'
    if (withdrawn) return 'withdrawn'
    return now >= until ? 'expired' : 'valid'
  }
}

function withdraws(intent: Intent, finding: string): boolean {
  return intent.kind === 'unwaive' && intent.finding === finding
}
