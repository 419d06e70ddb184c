import type { Pooled } from '#contract/evidence'
import { type LatencyRounds, latencyRoundsSchema } from '#contract/pooled'
import type { Latency, LatencySide } from './types.ts'

/** The rounds of all runs: the round is the unit, whichever run it is of. */
export function poolLatency(value: Latency, kept: unknown): Pooled<Latency> {
  const { data: before } = latencyRoundsSchema.safeParse(kept)
  const pooled = before && isSound(before) ? joined(value, before) : value
  const runs = pooled === value ? 1 : before!.runs + 1
  const plain = ({ p50, p95 }: LatencySide) => ({ p50: [...p50], p95: [...p95] })
  const keep: LatencyRounds = { runs, base: plain(pooled.base), head: plain(pooled.head), unsteady: pooled.unsteady }
  return { value: pooled, keep, runs }
}

function isSound({ base, head }: LatencyRounds): boolean {
  const lengths = new Set([base.p50, base.p95, head.p50, head.p95].map(({ length }) => length))
  return lengths.size === 1 && !lengths.has(0)
}

function joined(value: Latency, before: LatencyRounds): Latency {
  const both = (a: readonly number[], b: Float64Array) => Float64Array.from([...a, ...b])
  const side = (name: 'base' | 'head') => ({
    p50: both(before[name].p50, value[name].p50),
    p95: both(before[name].p95, value[name].p95),
  })
  const [base, head] = [side('base'), side('head')]
  return { ...value, rounds: head.p50.length, base, head, unsteady: before.unsteady + value.unsteady }
}
