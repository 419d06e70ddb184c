import * as z from 'zod'

/** What attempts of one run leave of their measurements, each for the next. Attempts on the same artefacts are few. */
const MOST_RUNS = 1000
const MOST_ROUNDS = 20_000
const runs = z.int().positive().max(MOST_RUNS)
const count = z.int().nonnegative()

const shareSchema = z.strictObject({ n: count, right: count })
export const judgementSumsSchema = z.strictObject({
  runs,
  /** Of head's dataset; the columns are sums over the runs of 1 for right. */
  rows: z.array(count),
  base: z.array(count),
  head: z.array(count),
  /** −1 where any run lacks an answer of the anchor; null: there is none. */
  anchor: z.array(z.int().min(-1)).nullable(),
  /** Rows that head did not answer in any run, and why. */
  missing: z.array(z.tuple([count, z.string().max(100)])),
  whole: z.strictObject({ base: shareSchema, head: shareSchema }),
})
export type JudgementSums = z.infer<typeof judgementSumsSchema>

/** Milliseconds, by round. */
const times = z.array(z.number().positive()).max(MOST_ROUNDS)
const sideSchema = z.strictObject({ p50: times, p95: times })
export const latencyRoundsSchema = z.strictObject({ runs, base: sideSchema, head: sideSchema, unsteady: count })
export type LatencyRounds = z.infer<typeof latencyRoundsSchema>
