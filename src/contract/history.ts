import { z } from 'zod'

/** Comparisons a test set, and A/A runs a kind of machine: the newest are kept. */
export const MOST_ENTRIES = 30
/** Test sets of all targets, and kinds of machines of all targets: those longest without news are dropped. */
export const MOST_SERIES = 100

const target = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
const commit = z.string().regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
const count = z.int().min(0).max(1e9)
/** ln of a ratio; a thousandfold is no measurement of one model against itself. */
const logRatio = z.number().min(-7).max(7)

const comparisonSchema = z
  .strictObject({ base: commit, head: commit, n: count.min(1), gains: count, regressions: count, delta: z.number() })
  .refine(({ n, gains, regressions }) => gains + regressions <= n, 'more flips than images')
  .refine(({ n, gains, regressions, delta }) => Math.abs(delta - (gains - regressions) / n) < 1e-9, 'not its delta')
/** Two commits of the default branch on one test set. `delta` = (gains − regressions)/n. */
export type PastComparison = z.infer<typeof comparisonSchema>

const selfTimedSchema = z.strictObject({ run: z.int().positive(), commit, p50: logRatio, p95: logRatio })
/** A model timed against itself (A/A) by one run: mean over the rounds of ln(one/other), of the median and the 95th percentile. */
export type SelfTimed = z.infer<typeof selfTimedSchema>

const accuracySchema = z.strictObject({
  target,
  /** Names the judged images by content and label: src/checks/test-set.ts. */
  testSet: z.string().regex(/^[0-9a-f]{16}$/),
  entries: z.array(comparisonSchema).min(1).max(MOST_ENTRIES),
})
export type AccuracySeries = z.infer<typeof accuracySchema>

const latencySchema = z.strictObject({
  target,
  /** Fingerprint: times of one kind of machine say nothing about another. */
  machine: z.string().max(1000),
  /** Profile and batch: `quick 1`. */
  procedure: z.string().max(50),
  entries: z.array(selfTimedSchema).min(1).max(MOST_ENTRIES),
})
export type LatencySeries = z.infer<typeof latencySchema>

export const historySchema = z.strictObject({
  schema: z.literal('cv-gate/history@1'),
  /** Least recently added to first; so are the entries of each. */
  accuracy: z.array(accuracySchema).max(MOST_SERIES),
  latency: z.array(latencySchema).max(MOST_SERIES),
})
/** What runs on the default branch measured: kept as an artifact of theirs, read by every run. */
export type History = z.infer<typeof historySchema>

/** What of it concerns one target on one kind of machine. */
export interface TargetHistory {
  readonly accuracy: readonly Pick<AccuracySeries, 'testSet' | 'entries'>[]
  readonly latency: readonly SelfTimed[]
}
