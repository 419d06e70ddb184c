/** Per round, in milliseconds a run: quantiles over the timed runs of one fresh process. */
export interface LatencySide {
  readonly p50: Float64Array
  readonly p95: Float64Array
}

/** ABBA rounds of base and head, interleaved; one fresh process a side a round. */
export interface Latency {
  readonly rounds: number
  readonly runsPerRound: number
  readonly batch: number
  readonly profile: 'quick' | 'full'
  readonly base: LatencySide
  readonly head: LatencySide
  /** Rounds in which warm-up never became steady. */
  readonly unsteady: number
  /** How many runs of the gate the rounds are of. */
  readonly pooled: number
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    latency: Latency
  }
}
