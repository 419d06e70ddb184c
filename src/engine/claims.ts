import type { CheckId, Reason } from '#contract/ids'
import type { Claim } from '#contract/outcome'
import type { Judged } from '#contract/report'
import { holm } from '#stats/holm'

/** One-sided levels of the two rules that fail, and of "a real loss". */
const BEYOND = 0.05
const CERTAINLY_WORSE = 0.01
const REAL_LOSS = 0.05

export interface Made {
  readonly check: CheckId
  readonly claim: Claim
}

/**
 * PASS, FAIL or INCONCLUSIVE for every claim.
 *
 * FAIL: shown to be worse than the margin (p ≤ .05), or shown to be worse at all (p ≤ .01) with the best estimate at or
 * beyond the margin. Both p-values are Holm-adjusted over all primary and protected claims of the target, each rule a
 * family of its own; limits (latency) and advisory claims stand alone, and have the first rule only.
 * PASS: shown not to be worse than the margin, and not worse than the anchor, each at `alpha` (an intersection–union
 * test: no correction). INCONCLUSIVE: neither.
 */
export function judgeClaims(made: readonly Made[], alpha: number): Judged[] {
  const family = made.flatMap(({ claim }, index) =>
    claim.role === 'primary' || claim.role === 'protected' ? [index] : [],
  )
  const beyond = made.map(({ claim }) => claim.p.beyondMargin)
  const worse = made.map(() => 1)
  const adjustedBeyond = holm(family.map((index) => made[index]!.claim.p.beyondMargin))
  const adjustedWorse = holm(family.map((index) => made[index]!.claim.p.worse))
  for (const [rank, index] of family.entries()) {
    beyond[index] = adjustedBeyond[rank]!
    worse[index] = adjustedWorse[rank]!
  }
  return made.map(({ check, claim }, index) => judgeOne(check, claim, beyond[index]!, worse[index]!, alpha))
}

function judgeOne(check: CheckId, claim: Claim, beyond: number, worse: number, alpha: number): Judged {
  const { metric, slice, role, gain, anchor, margin, p } = claim
  const atMargin = gain <= -margin
  const estimateBeyondMargin = atMargin || (anchor !== null && anchor.gain <= -anchor.margin)
  const shared = { check, metric, slice, role, estimateBeyondMargin, toleratedLoss: false }
  if (beyond <= BEYOND)
    return { ...shared, verdict: 'fail', pAdjusted: beyond, why: why('worse-than-tolerated', beyond) }
  if (worse <= CERTAINLY_WORSE && atMargin)
    return { ...shared, verdict: 'fail', pAdjusted: worse, why: why('certainly-worse', worse) }
  const anchored = (p.notInferiorToAnchor ?? 0) <= alpha
  if (p.notInferior <= alpha && anchored) {
    const toleratedLoss = p.worse <= REAL_LOSS
    return {
      ...shared,
      toleratedLoss,
      verdict: 'pass',
      pAdjusted: p.notInferior,
      why: why(toleratedLoss ? 'tolerated-loss' : 'not-inferior', p.notInferior),
    }
  }
  const code = p.notInferior <= alpha ? 'anchor-not-shown' : 'not-shown'
  return { ...shared, verdict: 'inconclusive', pAdjusted: p.notInferior, why: why(code, p.notInferior) }
}

function why(code: string, p: number): Reason {
  return { code, args: { p } }
}

/** A claim whose numbers are not finite decides nothing, least of all a pass. */
export function isSound({ gain, anchor, margin, p }: Claim): boolean {
  const probabilities = [p.beyondMargin, p.worse, p.notInferior, p.notInferiorToAnchor ?? 0]
  const numbers = [gain, margin, ...(anchor === null ? [] : [anchor.gain, anchor.margin]), ...probabilities]
  return numbers.every(Number.isFinite) && margin > 0 && probabilities.every((one) => one >= 0 && one <= 1)
}
