import { type Codes, codeAt } from '#contract/table'
import { type ClusterDifference, clusterDifference } from '#stats/cluster'
import type { PairedCounts } from '#stats/tango'

/** The sampling units: a group for each image of the judgement. */
export interface Units {
  readonly groups: Codes
  readonly rows: Int32Array
}

/** Two models on the same images: in how many runs of the gate each is right, an image. */
export interface Pair {
  readonly before: Uint8Array
  readonly after: Uint8Array
  /** Runs in which `after` has an answer: every one. */
  readonly runs: number
  /** Runs in which `before` has one, an image; null: every one. */
  readonly known: Uint8Array | null
}

/** Share of the runs in which `after` is right less that of `before`: −1…1, whole when the runs agree. */
function difference({ before, after, runs, known }: Pair, one: number): number {
  const of = known ? known[one]! : runs
  return (after[one]! * of - before[one]! * runs) / (of * runs)
}

/** Whether some image is right in one run and wrong in another: right and wrong are then no longer all that there is. */
export function varies({ before, after, runs, known }: Pair, at: readonly number[]): boolean {
  const mixed = (right: number, of: number) => right > 0 && right < of
  return at.some((one) => mixed(after[one]!, runs) || mixed(before[one]!, known ? known[one]! : runs))
}

/** Images that are right more often, or less often. */
export function flips(pair: Pair, at: readonly number[]): PairedCounts {
  let [gains, regressions] = [0, 0]
  for (const one of at) {
    const change = difference(pair, one)
    if (change > 0) gains++
    else if (change < 0) regressions++
  }
  return { gains, regressions, n: at.length }
}

/** Sums of the positive and the negative differences of averages. */
export function differenceSums(pair: Pair, at: readonly number[]): PairedCounts {
  let [gains, regressions] = [0, 0]
  for (const one of at) {
    const change = difference(pair, one)
    if (change > 0) gains += change
    else regressions -= change
  }
  return { gains, regressions, n: at.length }
}

/** Mean difference over the images; numerators of one denominator are added as whole numbers: no order of them rounds it otherwise. */
export function meanDifference({ before, after, runs, known }: Pair, at: readonly number[]): number {
  const sums = new Float64Array(runs + 1)
  for (const one of at) {
    const of = known ? known[one]! : runs
    sums[of]! += after[one]! * of - before[one]! * runs
  }
  return sums.reduce((mean, sum, of) => (sum === 0 ? mean : mean + sum / (of * runs * at.length)), 0)
}

/** Groups as the units; images without one, or all where there are none, are groups of their own. */
export function clustersOf(pair: Pair, at: readonly number[], units: Units | null): ClusterDifference {
  const alone: [difference: number, size: number][] = []
  const sums = new Map<string, [difference: number, size: number]>()
  for (const one of at) {
    const group = units && codeAt(units.groups, units.rows[one]!)
    const known = group === null ? undefined : sums.get(group)
    const entry = known ?? [0, 0]
    entry[0] += difference(pair, one)
    entry[1]++
    if (group === null) alone.push(entry)
    else if (!known) sums.set(group, entry)
  }
  const entries = [...sums.values(), ...alone]
  const spread = clusterDifference(
    Float64Array.from(entries, ([difference]) => difference),
    Float64Array.from(entries, ([, size]) => size),
  )
  return { ...spread, delta: meanDifference(pair, at) }
}
