import { tQuantile, tSf } from './student-t.ts'

/** Mean over rounds of ln head − ln base, its standard error, and the degrees of freedom (rounds − 1). */
export interface LogRatio {
  readonly mean: number
  readonly se: number
  readonly df: number
}

/** The round is the unit: one value a side a round, never the single run. */
export function logRatio(base: Float64Array, head: Float64Array): LogRatio {
  const rounds = Math.min(base.length, head.length)
  let sum = 0
  for (let r = 0; r < rounds; r++) sum += Math.log(head[r]! / base[r]!)
  const mean = rounds > 0 ? sum / rounds : 0
  let squares = 0
  for (let r = 0; r < rounds; r++) squares += (Math.log(head[r]! / base[r]!) - mean) ** 2
  const se = rounds > 1 ? Math.sqrt(squares / (rounds - 1) / rounds) : Number.POSITIVE_INFINITY
  return { mean, se, df: Math.max(0, rounds - 1) }
}

/** Two-sided t interval of the mean log-ratio. */
export function logRatioInterval({ mean, se, df }: LogRatio, level: number): { lo: number; hi: number } {
  if (df < 1) return { lo: -Infinity, hi: Infinity }
  const half = se === 0 ? 0 : tQuantile(0.5 + level / 2, df) * se
  return { lo: mean - half, hi: mean + half }
}

/** p of H0: ratio ≤ rho. Small = shown to be slower than rho. */
export function slowerThan({ mean, se, df }: LogRatio, rho: number): number {
  return upper(mean - Math.log(rho), se, df)
}

/** p of H0: ratio ≥ rho. Small = shown not to be slower than rho. */
export function notSlowerThan({ mean, se, df }: LogRatio, rho: number): number {
  return upper(Math.log(rho) - mean, se, df)
}

function upper(distance: number, se: number, df: number): number {
  if (df < 1) return 1
  if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : 0.5
  return tSf(distance / se, df)
}
