import type { TargetPolicy } from '#contract/config'
import type { PastComparison, TargetHistory } from '#contract/history'
import type { Claim, Estimate, Metric } from '#contract/outcome'
import { type Codes, codeAt } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { type ClusterDifference, clusterDifference, clusterInterval } from '#stats/cluster'
import { type Comparison, compareCounted, comparePaired, equivalence, mirror } from '#stats/paired'
import { mde80, n80 } from '#stats/power'
import type { PairedCounts } from '#stats/tango'
import { wilsonInterval } from '#stats/wilson'

type Primary = NonNullable<TargetPolicy['primary']>
type Reason = Extract<Estimate, { value: null }>['reason']
export interface Subset<Code extends string> {
  /** Indices into the judgement. */
  readonly at: readonly number[]
  readonly slice: string | null
  readonly role: Claim['role']
  readonly tolerance: Primary['tolerance']
  /** The message of a claim that fails: with an interval, and where the images are the whole population. */
  readonly code: { readonly sampled: Code; readonly counted: Code }
  /** The name of the test set, and earlier comparisons on it; null where none are kept. */
  readonly past: TargetHistory['accuracy'][number] | null
}
/** The sampling units: a group for each image of the judgement. */
export interface Units {
  readonly groups: Codes
  readonly rows: Int32Array
}
/** Discordance assumed while neither history nor this pull request tells it. */
const PSI = 0.05
const LEAST_FLIPS = 10
const LEVEL = 0.95
/** What pull requests may lose together since the last release, in tolerances of one. */
const ANCHOR_MARGINS = 2
const COUNTED: Reason = { code: 'deterministic', args: {} }

/** Base's groups: what decides is not the pull request's. Head's where base has none, for they can only widen. */
export function unitsOf({ baseRow, headRow }: Judgement, base: Dataset, head: Dataset): Units | null {
  if (base.group) return { groups: base.group, rows: baseRow }
  return head.group ? { groups: head.group, rows: headRow } : null
}

/** Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. */
export function pairedAccuracy<Code extends string>(
  judgement: Judgement,
  { at, slice, role, tolerance, code, past }: Subset<Code>,
  primary: Primary,
  units: Units | null,
): { metric: Metric; claim: Claim & { code: Code } } {
  const { baseRight, headRight } = judgement
  const n = at.length
  const [base, head] = [sum(at, baseRight), sum(at, headRight)]
  const counts = flips(at, baseRight, headRight)
  const counted = primary.population === 'fixed'
  const clusters = units && !counted ? clustersOf(at, baseRight, headRight, units) : null
  const margin = typeof tolerance === 'number' ? tolerance : Math.max(Number.EPSILON, (tolerance.relative * base) / n)
  const { gain, interval: bounds, method, p } = compare(counts, clusters, margin, primary)
  const interval = counted ? COUNTED : { ...bounds, level: LEVEL, method }
  const [deltaN, of] = clusters ? ([clusters.groups, 'group'] as const) : ([n, 'image'] as const)
  const delta: Estimate = { value: gain, n: deltaN, of, interval }
  const { args, ...power } = powerOf(counts, clusters, margin, counted, past?.entries ?? [])
  const anchorMargin = ANCHOR_MARGINS * margin
  const anchor = role === 'primary' ? againstAnchor(judgement, at, anchorMargin, counted, units) : null
  return {
    metric: {
      id: 'accuracy',
      slice,
      unit: 'ratio',
      better: 'higher',
      base: units && !counted ? groupedShare(at, baseRight, units) : share(base, n, counted),
      head: units && !counted ? groupedShare(at, headRight, units) : share(head, n, counted),
      delta,
    },
    claim: {
      metric: 'accuracy',
      slice,
      role,
      code: counted ? code.counted : code.sampled,
      unit: 'ratio',
      n,
      gain,
      margin,
      interval,
      anchor: anchor && { gain: anchor.gain, margin: anchorMargin },
      p: { ...p, notInferiorToAnchor: anchor?.p.notInferior ?? null },
      ...power,
      args: {
        ...(slice === null ? {} : { slice }),
        n,
        baseRatio: base / n,
        headRatio: head / n,
        deltaPp: gain,
        ...(counted ? {} : { loPp: bounds.lo, hiPp: bounds.hi }),
        limitPp: -margin,
        gains: hundredths(counts.gains),
        regressions: hundredths(counts.regressions),
        ...(past ? { testSet: past.testSet } : {}),
        ...(anchor ? { anchorDeltaPp: anchor.gain, anchorLimitPp: -anchorMargin } : {}),
        ...args,
      },
    },
  }
}

/** A share with Wilson's interval; none where it is counted, not sampled. */
export function share(right: number, n: number, counted: boolean): Estimate {
  if (n === 0) return { value: null, reason: { code: 'undefined', args: {} } }
  const wilson = { ...wilsonInterval(right, n, LEVEL), level: LEVEL, method: 'wilson' }
  return { value: right / n, n, of: 'image', interval: counted ? COUNTED : wilson }
}

/** A share of images, with groups as sampling units. */
function groupedShare(at: readonly number[], right: Float64Array, units: Units): Estimate {
  const { delta, ...spread } = clustersOf(at, new Float64Array(right.length), right, units)
  const { lo, hi } = clusterInterval({ delta, ...spread }, LEVEL)
  const interval = { lo: Math.max(0, lo), hi: Math.min(1, hi), level: LEVEL, method: 'cluster-t' }
  return { value: delta, n: spread.groups, of: 'group', interval }
}

function compare(
  counts: PairedCounts,
  clusters: ClusterDifference | null,
  margin: number,
  { population, test }: Primary,
): Comparison {
  const compared = one(counts, clusters)
  if (test === 'non-inferiority') return compared
  return equivalence(compared, one(mirror(counts), clusters && { ...clusters, delta: -clusters.delta }))

  function one(of: PairedCounts, groups: ClusterDifference | null): Comparison {
    return population === 'fixed' ? compareCounted(of, margin) : comparePaired(of, groups, margin, LEVEL)
  }
}

/** Head against the last release; null without one. What it cannot answer is left out. */
function againstAnchor(
  { anchorRight, headRight }: Judgement,
  at: readonly number[],
  margin: number,
  counted: boolean,
  units: Units | null,
): Comparison | null {
  if (anchorRight === null) return null
  const known = at.filter((one) => !Number.isNaN(anchorRight[one]))
  const counts = flips(known, anchorRight, headRight)
  if (counted) return compareCounted(counts, margin)
  const clusters = units && clustersOf(known, anchorRight, headRight, units)
  return comparePaired(counts, clusters, margin, LEVEL)
}

/**
 * What so many images can show. ψ, the share of answers that flip, is that of all earlier comparisons on this test set
 * where there are any that flipped something; else this pull request's own where enough answers flip; else assumed. With
 * groups the own standard error tells how much less n images are worth: ψ is as many times larger. Where nothing is
 * sampled there is nothing to show.
 */
function powerOf(
  { gains, regressions, n }: PairedCounts,
  clusters: ClusterDifference | null,
  margin: number,
  counted: boolean,
  past: readonly PastComparison[],
): Pick<Claim, 'mde80' | 'n80' | 'args'> {
  if (counted) return { mde80: null, n80: null, args: {} }
  const own = gains + regressions >= LEAST_FLIPS ? (gains + regressions) / n : null
  const earlier = flippedIn(past)
  const flipped = earlier ?? own ?? PSI
  const grouped = own !== null && clusters && clusters.se > 0 && Number.isFinite(clusters.se)
  const psi = grouped ? n * clusters.se ** 2 * (flipped / own) : flipped
  const source = earlier !== null ? 'history' : own !== null ? 'this pull request' : 'assumed'
  const args = { psi: flipped, psiSource: source, ...(earlier === null ? {} : { psiRuns: past.length }) }
  return { mde80: mde80(psi, n), n80: n80(psi, margin), args }
}

/** Share of answers that flipped; null where none did, which tells of no share. */
function flippedIn(past: readonly PastComparison[]): number | null {
  let [flipped, judged] = [0, 0]
  for (const { n, gains, regressions } of past) {
    flipped += gains + regressions
    judged += n
  }
  return flipped === 0 ? null : flipped / judged
}

/** Of several runs an image counts as much as its averages differ. */
function flips(at: readonly number[], before: Float64Array, after: Float64Array): PairedCounts {
  let [gains, regressions] = [0, 0]
  for (const one of at) {
    const change = after[one]! - before[one]!
    if (change > 0) gains += change
    else regressions -= change
  }
  return { gains, regressions, n: at.length }
}

/** For people; whole where one run tells, or where all runs agree. */
function hundredths(count: number): number {
  return Math.round(100 * count) / 100
}

/** Images without a group are groups of their own. */
function clustersOf(
  at: readonly number[],
  before: Float64Array,
  after: Float64Array,
  { groups, rows }: Units,
): ClusterDifference {
  const alone: [difference: number, size: number][] = []
  const sums = new Map<string, [difference: number, size: number]>()
  for (const one of at) {
    const group = codeAt(groups, rows[one]!)
    const known = group === null ? undefined : sums.get(group)
    const entry = known ?? [0, 0]
    entry[0] += after[one]! - before[one]!
    entry[1]++
    if (group === null) alone.push(entry)
    else if (!known) sums.set(group, entry)
  }
  const entries = [...sums.values(), ...alone]
  return clusterDifference(
    Float64Array.from(entries, ([difference]) => difference),
    Float64Array.from(entries, ([, size]) => size),
  )
}

function sum(at: readonly number[], column: Float64Array): number {
  let total = 0
  for (const one of at) total += column[one]!
  return total
}
