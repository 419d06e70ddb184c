import { regularisedBeta } from './beta.ts'
import { normalQuantile } from './normal.ts'

/** P(T ≤ t) of Student's t with real `df` > 0 degrees of freedom. */
export function tCdf(t: number, df: number): number {
  if (Number.isNaN(t)) return Number.NaN
  if (!Number.isFinite(t)) return t > 0 ? 1 : 0
  const tail = 0.5 * regularisedBeta(df / (df + t * t), df / 2, 0.5)
  return t > 0 ? 1 - tail : tail
}

/** P(T > t), exact in the upper tail. */
export function tSf(t: number, df: number): number {
  return tCdf(-t, df)
}

/** t with P(T ≤ t) = p, by bisection from a bracket around the normal quantile. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) return p === 0 ? -Infinity : p === 1 ? Infinity : Number.NaN
  if (p === 0.5) return 0
  let hi = Math.max(1, Math.abs(normalQuantile(p)))
  const tail = Math.min(p, 1 - p)
  while (tSf(hi, df) > tail) hi *= 2
  let lo = 0
  while (hi - lo > Number.EPSILON * hi) {
    const middle = (lo + hi) / 2
    if (middle === lo || middle === hi) break
    if (tSf(middle, df) > tail) lo = middle
    else hi = middle
  }
  return p < 0.5 ? -hi : hi
}
