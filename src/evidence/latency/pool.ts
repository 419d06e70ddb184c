import type { Pool } from '#contract/evidence'
import { type LatencyRun, latencyRunSchema } from '#contract/pooled'
import type { Latency } from './types.ts'

/** Rounds of all runs side by side: the round is the unit, whichever run it is of. */
export const pool: Pool<Latency> = {
  write({ base, head, unsteady }) {
    const columns = ({ p50, p95 }: Latency['base']) => ({ p50: [...p50], p95: [...p95] })
    return JSON.stringify({ base: columns(base), head: columns(head), unsteady } satisfies LatencyRun)
  },
  join(fresh, earlier) {
    const runs = earlier.flatMap((text) => read(text) ?? [])
    if (runs.length === 0) return fresh
    const joined = (of: 'base' | 'head', quantile: 'p50' | 'p95') =>
      Float64Array.from([...runs.flatMap((run) => run[of][quantile]), ...fresh[of][quantile]])
    const sideOf = (of: 'base' | 'head') => ({ p50: joined(of, 'p50'), p95: joined(of, 'p95') })
    return {
      ...fresh,
      pooled: runs.length + 1,
      rounds: runs.reduce((sum, { base }) => sum + base.p50.length, fresh.rounds),
      base: sideOf('base'),
      head: sideOf('head'),
      unsteady: runs.reduce((sum, { unsteady }) => sum + unsteady, fresh.unsteady),
    }
  },
}

function read(text: string): LatencyRun | null {
  try {
    return latencyRunSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
