import { normalCdf, normalQuantile, normalSf } from './normal.ts'

/** A paired binary comparison: wrong → right, right → wrong, out of n pairs; sums of parts where scores are averages. */
export interface PairedCounts {
  readonly gains: number
  readonly regressions: number
  readonly n: number
}

/**
 * Tango's score statistic for H0: Δ = delta0, with Δ = (gains − regressions)/n (T. Tango, Stat. Med. 1998). Signed: large
 * = Δ is above delta0. Where the variance vanishes the sign decides (±Infinity, or 0).
 */
export function tangoZ({ gains, regressions, n }: PairedCounts, delta0: number): number {
  const a = 2 * n
  const b = -regressions - gains + (2 * n - gains + regressions) * delta0
  const c = -regressions * delta0 * (1 - delta0)
  const q = (Math.sqrt(Math.max(0, b * b - 4 * a * c)) - b) / (2 * a)
  const variance = n * (2 * q + delta0 * (1 - delta0))
  const excess = gains - regressions - n * delta0
  if (excess === 0) return 0
  return variance <= 0 ? Math.sign(excess) * Infinity : excess / Math.sqrt(variance)
}

/** p of H0: Δ ≤ −margin. Small = shown not to be worse than the margin. */
export function tangoNotInferior(counts: PairedCounts, margin: number): number {
  return counts.n === 0 ? 1 : normalSf(tangoZ(counts, -margin))
}

/** p of H0: Δ ≥ −margin. Small = shown to be worse than the margin. */
export function tangoBeyondMargin(counts: PairedCounts, margin: number): number {
  return counts.n === 0 ? 1 : normalCdf(tangoZ(counts, -margin))
}

/** Two-sided score interval of Δ at `level` (.95), by bisection of z(Δ0) = ±z. n = 0 → [−1, 1]. */
export function tangoInterval(counts: PairedCounts, level: number): { lo: number; hi: number } {
  if (counts.n === 0) return { lo: -1, hi: 1 }
  const z = normalQuantile(0.5 + level / 2)
  const estimate = (counts.gains - counts.regressions) / counts.n
  return { lo: bound(counts, z, -1, estimate), hi: bound(counts, -z, estimate, 1) }
}

/** z falls as Δ0 grows: where it crosses `wanted` between lo and hi. */
function bound(counts: PairedCounts, wanted: number, lo: number, hi: number): number {
  let [from, to] = [lo, hi]
  for (let step = 0; step < 200 && to - from > 1e-15; step++) {
    const middle = (from + to) / 2
    if (tangoZ(counts, middle) > wanted) from = middle
    else to = middle
  }
  return (from + to) / 2
}
