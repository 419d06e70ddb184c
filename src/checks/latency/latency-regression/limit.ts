import type { History } from '#evidence/history/types'

export const QUANTILES = { p50: 'median', p95: '95th percentile' } as const
export type Quantile = keyof typeof QUANTILES

/** Tolerated head/base ratio of a quantile on this machine. */
export interface Limit {
  readonly quantile: Quantile
  readonly ratio: number
  /** Why it is not the configured one. */
  readonly raisedFor: { readonly configured: number; readonly outside: number; readonly n: number } | null
}

/** Fewer A/A runs than these raise nothing. */
export const LEAST_SELF_TIMED = 10
/** So many of them may differ by more than half the margin. */
const MAY_DIFFER = 0.1

/**
 * A machine on which a model differs from itself by half the margin, in more than one A/A run of ten, finds slowdowns
 * where there are none: there the margin (ln of the ratio) is twice the 90th percentile of |ln ratio| of its A/A runs, the
 * least one of which no more than one in ten exceeds the half. It is never lowered.
 */
export function limitOn(history: History | null, quantile: Quantile, configured: number): Limit {
  const own = { quantile, ratio: configured, raisedFor: null }
  const sizes = Float64Array.from(history?.latency ?? [], (run) => Math.abs(run[quantile])).sort()
  const n = sizes.length
  const outside = sizes.filter((size) => size > Math.log(configured) / 2).length
  if (n < LEAST_SELF_TIMED || outside <= MAY_DIFFER * n) return own
  const ninetieth = sizes[Math.ceil((1 - MAY_DIFFER) * n) - 1]!
  return { quantile, ratio: Math.exp(2 * ninetieth), raisedFor: { configured, outside, n } }
}
