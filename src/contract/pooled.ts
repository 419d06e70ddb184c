import * as z from 'zod'

/** What an attempt leaves of its measurements for the next: one run each, as text, and anybody's by the time it is read. */

/** Columns are bits as base64 (evidence/bits.ts). */
export const judgementRunSchema = z.strictObject({
  /** A bit a row of head's dataset, up to the last one judged; all others have a bit a judged row. */
  rows: z.string(),
  base: z.string(),
  head: z.string(),
  /** null: there is none. */
  anchor: z.strictObject({ right: z.string(), known: z.string() }).nullable(),
  /** Rows that head does not answer, by the reason. */
  missing: z.array(z.tuple([z.string().max(100), z.string()])).max(10),
})
export type JudgementRun = z.infer<typeof judgementRunSchema>

/** Rounds of latency in one run. */
export const MOST_ROUNDS = 20
/** Milliseconds, by round: what no machine takes would be no finite ratio. */
const times = z.array(z.number().min(1e-6).max(1e9)).min(1).max(MOST_ROUNDS)
const side = z.strictObject({ p50: times, p95: times })
export const latencyRunSchema = z
  .strictObject({ base: side, head: side, unsteady: z.int().nonnegative() })
  .refine(({ base, head }) => [base.p95, head.p50, head.p95].every((one) => one.length === base.p50.length))
  .refine(({ base, unsteady }) => unsteady <= 2 * base.p50.length)
export type LatencyRun = z.infer<typeof latencyRunSchema>
