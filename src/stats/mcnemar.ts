import { binomialCdf, binomialPmf } from './binomial.ts'

/** Exact two-sided McNemar test of the discordant counts b and c; no discordance → 1.
 * @public */
export function mcnemarExact(b: number, c: number): number {
  return Math.min(1, 2 * binomialCdf(Math.min(b, c), b + c, 0.5))
}

/** Mid-p McNemar test, two-sided (Fagerland, Lydersen & Laake 2013): 2·P(X ≤ k) − P(X = k), at most 1.
 * @public */
export function mcnemarMidP(b: number, c: number): number {
  const k = Math.min(b, c)
  return Math.min(1, 2 * binomialCdf(k, b + c, 0.5) - binomialPmf(k, b + c, 0.5))
}

/** What adding up averages errs by. */
const TINY = 1e-9

/**
 * One-sided mid-p under "no change": the probability of at most this few gains among all flips. Small = head is worse. Counts
 * that are averages over runs are rounded in favour of head.
 */
export function mcnemarMidPWorse(gained: number, lost: number): number {
  const [gains, regressions] = [Math.ceil(gained - TINY), Math.floor(lost + TINY)]
  const n = gains + regressions
  if (n === 0) return 1
  return binomialCdf(gains, n, 0.5) - 0.5 * binomialPmf(gains, n, 0.5)
}
