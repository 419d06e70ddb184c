import type { CheckMeta } from '#contract/check'
import type { Policy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Claim, Finding, Found, Outcome } from '#contract/outcome'
import type { Ports } from '#contract/ports'
import {
  type Conclusion,
  type Judged,
  type Severity,
  type StandingWaiver,
  type TargetReport,
  worst,
} from '#contract/report'
import { isSound, judgeClaims, type Made } from './claims.ts'
import { merged, toFinding } from './findings.ts'
import type { Raw } from './run.ts'
import { isWaived } from './waivers.ts'

export interface VerdictInput {
  readonly target: string
  readonly outcomes: ReadonlyMap<CheckId, Raw>
  readonly checks: ReadonlyMap<CheckId, CheckMeta>
  readonly policy: Policy
  readonly alpha: number
  readonly waivers: readonly StandingWaiver[]
  readonly hash: Ports['hash']
}
export type Verdict = Omit<TargetReport, 'name' | 'plan' | 'notes'>

export const NOT_PROVEN: CheckId = 'policy/not-proven'

/** All policy is here: outcomes and configuration in, conclusion out. */
export function judge(input: VerdictInput): Verdict {
  const outcomes = withoutUnsound(input.outcomes)
  const made = claimsOf(outcomes)
  const judged = judgeClaims(made, input.alpha)
  const findings = findingsOf(input, outcomes, made, judged)
  const { severities, waived } = severitiesOf(input, findings)
  const finished = finish(outcomes, findings)
  const conclusions = [
    ofNothing(outcomes),
    ...[...finished.values()].map(conclusionOfOutcome),
    ...judged.map(conclusionOfClaim),
    ...findings.map(({ check, finding }) => conclusionOfFinding(check, severities.get(finding.id)!)),
  ]
  return {
    conclusion: worst(conclusions),
    blockers: [...severities].flatMap(([id, severity]) => (severity === 'block' ? [id] : [])),
    waived: [...waived],
    judged,
    severities: Object.fromEntries(severities),
    outcomes: Object.fromEntries(finished),
  }
}

/** A finding, the check it stands under, and the claim it was made of. */
type Placed = { readonly check: CheckId; readonly finding: Finding; readonly judged: Judged | null }

function withoutUnsound(outcomes: ReadonlyMap<CheckId, Raw>): ReadonlyMap<CheckId, Raw> {
  const kept = new Map<CheckId, Raw>()
  for (const [id, raw] of outcomes)
    kept.set(id, raw.status === 'measured' && !raw.claims.every(isSound) ? unsound(id) : raw)
  return kept
}

function unsound(id: CheckId): Raw {
  const hint = 'This is a defect of cv-gate: please report it with the log of this run.'
  return {
    status: 'error',
    code: 'claim-not-finite',
    owner: 'us',
    message: `${id} made a claim whose numbers are not finite`,
    hint,
  }
}

function claimsOf(outcomes: ReadonlyMap<CheckId, Raw>): Made[] {
  return [...outcomes].flatMap(([check, raw]) =>
    raw.status === 'measured' ? raw.claims.map((claim) => ({ check, claim })) : [],
  )
}

function findingsOf(
  { target, hash }: VerdictInput,
  outcomes: ReadonlyMap<CheckId, Raw>,
  made: readonly Made[],
  judged: readonly Judged[],
): Placed[] {
  const all: Placed[] = []
  for (const [check, raw] of outcomes) {
    if (raw.status !== 'measured') continue
    for (const finding of merged(
      raw.findings.map((found) => toFinding(target, check, found, hash)),
      hash,
    ))
      all.push({ check, finding, judged: null })
  }
  for (const [index, one] of judged.entries()) {
    const { check, claim } = made[index]!
    const failed = one.verdict === 'fail'
    if (!failed && !(one.verdict === 'inconclusive' && (claim.role === 'primary' || claim.role === 'limit'))) continue
    const owner = failed ? check : NOT_PROVEN
    all.push({ check: owner, finding: toFinding(target, owner, foundOf(check, claim, one), hash), judged: one })
  }
  return all
}

function foundOf(check: CheckId, claim: Claim, { verdict, why }: Judged): Found {
  const failed = verdict === 'fail'
  const { metric, slice, unit, gain, n, args, mde80, n80 } = claim
  const extra: Record<string, string | number> = { check, metric, slice: slice ?? '', n, gain, margin: claim.margin }
  if (mde80 !== null) extra.mde80 = mde80
  if (n80 !== null) extra.n80 = Math.ceil(n80)
  const openCode = unit === 'ms' ? 'time-not-proven' : 'not-proven'
  return {
    code: failed ? claim.code : why.code === 'anchor-not-shown' ? 'anchor-not-proven' : openCode,
    args: failed ? args : { ...extra, ...args },
    about: [],
    age: 'new',
    count: 1,
    subject: `${check} ${metric} ${slice ?? ''}`,
    basis: JSON.stringify([gain, claim.margin, n, claim.p]),
  }
}

function severitiesOf({ checks, policy, waivers }: VerdictInput, findings: readonly Placed[]) {
  const waived = new Set<string>()
  const severities = new Map<string, Severity>()
  for (const { check, finding, judged: one } of findings) {
    const own = policy.checks[check]?.severity ?? checks.get(check)?.messages[finding.code]?.severity ?? 'block'
    let severity: Severity = own
    if (one && check === NOT_PROVEN) severity = accepts(one, policy.onInconclusive) ? 'warn' : 'block'
    else if (one?.role === 'advisory' && severity === 'block') severity = 'warn'
    if (finding.age === 'pre-existing' && severity !== 'off') severity = 'info'
    if (severity === 'block' && isWaived(finding, waivers)) {
      severity = 'warn'
      waived.add(finding.id)
    }
    if (severities.get(finding.id) !== 'block') severities.set(finding.id, severity)
  }
  return { severities, waived }
}

/** `allow` accepts what is not proven; `review` when the best estimate lies within the tolerance; `block` never. */
function accepts({ estimateBeyondMargin }: Judged, rule: Policy['onInconclusive']): boolean {
  return rule === 'allow' || (rule === 'review' && !estimateBeyondMargin)
}

function finish(outcomes: ReadonlyMap<CheckId, Raw>, findings: readonly Placed[]): Map<CheckId, Outcome> {
  const of = (id: CheckId) => findings.filter(({ check }) => check === id).map(({ finding }) => finding)
  const finished = new Map<CheckId, Outcome>()
  for (const [id, raw] of outcomes) finished.set(id, raw.status === 'measured' ? { ...raw, findings: of(id) } : raw)
  const open = of(NOT_PROVEN)
  if (open.length > 0)
    finished.set(NOT_PROVEN, { status: 'measured', metrics: [], claims: [], exhibits: [], findings: open })
  return finished
}

/** No check at all is a defect; all of them switched off is the owner's will, and no pass to be silent about. */
function ofNothing(outcomes: ReadonlyMap<CheckId, Raw>): Conclusion {
  if (outcomes.size === 0) return 'unverified'
  return [...outcomes.values()].every(({ status }) => status === 'skipped') ? 'warned' : 'passed'
}

const FIRST: ReadonlySet<string> = new Set([
  'first-model',
  'first-test-set',
  'no-data-on-base',
  'nothing-judged-on-base',
])
/** A run restricted to some checks never looks like the whole gate: at best `warned`. Nor does what comes first, which nothing is compared with. */
function conclusionOfOutcome(outcome: Outcome): Conclusion {
  if (outcome.status === 'error') return 'unverified'
  if (outcome.status === 'not-applicable') return FIRST.has(outcome.reason.code) ? 'warned' : 'passed'
  if (outcome.status !== 'skipped') return 'passed'
  if (outcome.reason.code === 'over-budget') return 'unverified'
  return outcome.reason.code === 'switched-off' ? 'passed' : 'warned'
}

function conclusionOfClaim({ verdict, role, toleratedLoss }: Judged): Conclusion {
  if (verdict === 'pass') return toleratedLoss ? 'warned' : 'passed'
  if (verdict === 'fail') return 'passed' // its finding decides, by severity and waiver
  if (role === 'primary' || role === 'limit') return 'inconclusive'
  return role === 'protected' ? 'warned' : 'passed' // under-powered slice
}

/** What is not proven says so by its claim: it is not worse than inconclusive. */
function conclusionOfFinding(check: CheckId, severity: Severity): Conclusion {
  if (check === NOT_PROVEN) return 'passed'
  if (severity === 'block') return 'blocked'
  return severity === 'warn' ? 'warned' : 'passed'
}
