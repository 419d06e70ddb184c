import * as z from 'zod'
import type { Pool } from '#contract/evidence'
import { type Latency, MOST_ROUNDS } from './types.ts'

/** Milliseconds: what no machine takes would be no finite ratio. */
const times = z.array(z.number().min(1e-6).max(1e9)).min(1).max(MOST_ROUNDS)
const side = z.strictObject({ p50: times, p95: times })
const runSchema = z
  .strictObject({ base: side, head: side, unsteady: z.int().nonnegative() })
  .refine(({ base, head }) => [base.p95, head.p50, head.p95].every((one) => one.length === base.p50.length))
  .refine(({ base, unsteady }) => unsteady <= 2 * base.p50.length)
type Run = z.infer<typeof runSchema>

/** Rounds of all runs side by side: the round is the unit, whichever run it is of. */
export const pool: Pool<Latency> = {
  write({ base, head, unsteady }) {
    const columns = ({ p50, p95 }: Latency['base']) => ({ p50: [...p50], p95: [...p95] })
    return JSON.stringify({ base: columns(base), head: columns(head), unsteady } satisfies Run)
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

function read(text: string): Run | null {
  try {
    return runSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
