import type { TargetPolicy } from '#contract/config'
import type { PastComparison, TargetHistory } from '#contract/history'
import type { Claim, Estimate, Metric } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { type ClusterDifference, clusterInterval } from '#stats/cluster'
import { type Comparison, compareAverages, compareCounted, comparePaired, equivalence, mirror } from '#stats/paired'
import { mde80, n80 } from '#stats/power'
import type { PairedCounts } from '#stats/tango'
import { wilsonInterval } from '#stats/wilson'
import { clustersOf, differenceSums, flips, meanDifference, type Pair, type Units, varies } from './paired-scores.ts'

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

/**
 * Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. Runs that
 * agree on every image are one run; where they do not, an image scores its average over them and t over images (or groups)
 * takes the place of the tests for right and wrong.
 */
export function pairedAccuracy<Code extends string>(
  judgement: Judgement,
  { at, slice, role, tolerance, code, past }: Subset<Code>,
  primary: Primary,
  units: Units | null,
): { metric: Metric; claim: Claim & { code: Code } } {
  const { baseRight, headRight, pooled } = judgement
  const n = at.length
  const pair = { before: baseRight, after: headRight, runs: pooled, known: null }
  const [base, head] = [sum(at, baseRight) / pooled, sum(at, headRight) / pooled]
  const counts = flips(pair, at)
  const counted = primary.population === 'fixed'
  const clusters = clustersWhere(pair, at, units, counted)
  const margin = typeof tolerance === 'number' ? tolerance : Math.max(Number.EPSILON, (tolerance.relative * base) / n)
  const { gain, interval: bounds, method, p } = compare(pair, at, clusters, margin, primary, units)
  const interval = counted ? COUNTED : { ...bounds, level: LEVEL, method: clusters ? methodOver(units) : method }
  const [deltaN, of] = clusters && units ? ([clusters.groups, 'group'] as const) : ([n, 'image'] as const)
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
      base: clusters ? clusteredShare(at, baseRight, pooled, units) : share(base, n, counted),
      head: clusters ? clusteredShare(at, headRight, pooled, units) : share(head, n, counted),
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
        gains: counts.gains,
        regressions: counts.regressions,
        ...(past ? { testSet: past.testSet } : {}),
        ...(anchor ? { anchorDeltaPp: anchor.gain, anchorLimitPp: -anchorMargin } : {}),
        ...(pooled > 1 ? { pooled } : {}),
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

/** As `share`, with t over groups, or over images that several runs score. */
function clusteredShare(at: readonly number[], right: Uint8Array, runs: number, units: Units | null): Estimate {
  const none = { before: new Uint8Array(right.length), after: right, runs, known: null }
  const { delta, ...spread } = clustersOf(none, at, units)
  const { lo, hi } = clusterInterval({ delta, ...spread }, LEVEL)
  const interval = { lo: Math.max(0, lo), hi: Math.min(1, hi), level: LEVEL, method: methodOver(units) }
  return { value: delta, n: spread.groups, of: units ? 'group' : 'image', interval }
}

function methodOver(units: Units | null): string {
  return units ? 'cluster-t' : 'image-t'
}

/** null: right and wrong of single images decide, or nothing is sampled. */
function clustersWhere(pair: Pair, at: readonly number[], units: Units | null, counted: boolean) {
  return !counted && (units || varies(pair, at)) ? clustersOf(pair, at, units) : null
}

function compare(
  pair: Pair,
  at: readonly number[],
  clusters: ClusterDifference | null,
  margin: number,
  { population, test }: Primary,
  units: Units | null,
): Comparison {
  const counts = flips(pair, at)
  const gain = meanDifference(pair, at)
  const sums = clusters && !units ? differenceSums(pair, at) : null
  const compared = one(counts, gain, clusters, sums)
  if (test === 'non-inferiority') return compared
  const mirrored = clusters && { ...clusters, delta: -clusters.delta }
  return equivalence(compared, one(mirror(counts), -gain, mirrored, sums && mirror(sums)))

  function one(of: PairedCounts, by: number, groups: typeof clusters, averages: typeof sums): Comparison {
    if (population === 'fixed') return compareCounted(by, of.n, margin)
    if (groups && averages) return compareAverages(groups, averages, margin, LEVEL)
    return comparePaired(of, groups, margin, LEVEL)
  }
}

/** Head against the last release; null without one. What it cannot answer in any run is left out. */
function againstAnchor(
  { anchorRight, anchorKnown, headRight, pooled }: Judgement,
  at: readonly number[],
  margin: number,
  counted: boolean,
  units: Units | null,
): Comparison | null {
  if (anchorRight === null || anchorKnown === null) return null
  const known = at.filter((one) => anchorKnown[one]! > 0)
  const pair = { before: anchorRight, after: headRight, runs: pooled, known: anchorKnown }
  if (counted) return compareCounted(meanDifference(pair, known), known.length, margin)
  const clusters = clustersWhere(pair, known, units, counted)
  if (clusters && !units) return compareAverages(clusters, differenceSums(pair, known), margin, LEVEL)
  return comparePaired(flips(pair, known), clusters, margin, LEVEL)
}

/**
 * What so many images can show. ψ, the share of answers that flip, is that of all earlier comparisons on this test set
 * where there are any that flipped something; else this pull request's own where enough answers flip; else assumed. With
 * groups the own standard error tells how much less n images are worth, with averages over runs how much more: ψ changes by as
 * much. Where nothing is sampled there is nothing to show.
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

function sum(at: readonly number[], column: Uint8Array): number {
  let total = 0
  for (const one of at) total += column[one]!
  return total
}
