import { logGamma } from './log-gamma.ts'

/** P(X = k) for X ~ Bin(n, p), through logarithms. */
export function binomialPmf(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0
  if (p === 0 || p === 1) return k === n * p ? 1 : 0
  const logChoose = logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
  return Math.exp(logChoose + k * Math.log(p) + (n - k) * Math.log1p(-p))
}

/** P(X ≤ k), summed term by term from the larger ones. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  if (p === 0 || p === 1) return p === 0 ? 1 : 0
  const lower = k <= n * p
  const odds = p / (1 - p)
  let term = binomialPmf(lower ? k : k + 1, n, p)
  let sum = term
  if (lower) {
    for (let i = k; i > 0 && term > sum * 1e-18; i--) {
      term *= i / ((n - i + 1) * odds)
      sum += term
    }
    return Math.min(1, sum)
  }
  for (let i = k + 1; i < n && term > sum * 1e-18; i++) {
    term *= ((n - i) * odds) / (i + 1)
    sum += term
  }
  return Math.max(0, 1 - sum)
}
