import { tQuantile, tSf } from './student-t.ts'

export interface ClusterDifference {
  readonly delta: number
  readonly se: number
  /** groups − 1 */
  readonly df: number
  readonly groups: number
}

/** Fewer groups than this cannot give a one-sided p of .05 even by sign flips (2⁻⁴ = .0625): nothing is decided. */
const LEAST_GROUPS = 5

/**
 * Paired difference with groups (patient, video, scene) as sampling units. `sums`: gains − regressions of each group,
 * `sizes`: its images. Δ = Σs/Σn, SE² = G/(G−1)·Σ(s − nΔ)²/n², referred to t with G − 1.
 */
export function clusterDifference(sums: Float64Array, sizes: Float64Array): ClusterDifference {
  let total = 0
  let n = 0
  for (let g = 0; g < sums.length; g++) {
    total += sums[g]!
    n += sizes[g]!
  }
  const delta = n > 0 ? total / n : 0
  let squares = 0
  for (let g = 0; g < sums.length; g++) squares += (sums[g]! - sizes[g]! * delta) ** 2
  const groups = sums.length
  const se = groups > 1 ? Math.sqrt((groups / (groups - 1)) * squares) / n : Number.POSITIVE_INFINITY
  return { delta, se, df: groups - 1, groups }
}

/** p of H0: Δ ≤ −margin. */
export function clusterNotInferior(difference: ClusterDifference, margin: number): number {
  return upper(difference, difference.delta + margin)
}

/** p of H0: Δ ≥ −margin. */
export function clusterBeyondMargin(difference: ClusterDifference, margin: number): number {
  return upper(difference, -(difference.delta + margin))
}

/** p of H0: Δ ≥ 0. */
export function clusterWorse(difference: ClusterDifference): number {
  return upper(difference, -difference.delta)
}

export function clusterInterval(
  { delta, se, df, groups }: ClusterDifference,
  level: number,
): { lo: number; hi: number } {
  if (groups < LEAST_GROUPS) return { lo: -1, hi: 1 }
  const half = se === 0 ? 0 : tQuantile(0.5 + level / 2, df) * se
  return { lo: delta - half, hi: delta + half }
}

function upper({ se, df, groups }: ClusterDifference, distance: number): number {
  if (groups < LEAST_GROUPS) return 1
  if (se === 0) return distance > 0 ? 0 : distance < 0 ? 1 : 0.5
  return tSf(distance / se, df)
}
