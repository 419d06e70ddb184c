import type { TargetPolicy } from '#contract/config'
import type { Claim, Estimate, Metric } from '#contract/outcome'
import { type Codes, codeAt } from '#contract/table'
import type { Judgement } from '#evidence/judgement/types'
import { type ClusterDifference, clusterDifference } from '#stats/cluster'
import { type Comparison, compareCounted, comparePaired, equivalence, mirror } from '#stats/paired'
import { mde80, n80 } from '#stats/power'
import type { PairedCounts } from '#stats/tango'
import { wilsonInterval } from '#stats/wilson'

type Primary = NonNullable<TargetPolicy['primary']>
export interface Subset {
  /** Indices into the judgement. */
  readonly at: readonly number[]
  readonly slice: string | null
  readonly role: Claim['role']
}
/** Discordance assumed while this pull request shows too few flips to tell its own. */
const PSI = 0.05
const LEAST_FLIPS = 10
const LEVEL = 0.95

/** Accuracy of base and head on some of the judged images, and the claim that head is not worse than the tolerance. */
export function pairedAccuracy<Code extends string>(
  judgement: Judgement,
  { at, slice, role }: Subset,
  primary: Primary,
  tolerance: Primary['tolerance'],
  groups: Codes | null,
  code: Code,
): { metric: Metric; claim: Claim & { code: Code } } {
  const n = at.length
  const [base, head] = [sum(at, judgement.baseRight), sum(at, judgement.headRight)]
  const counts = flips(at, judgement.baseRight, judgement.headRight)
  const clusters = groups ? clustersOf(at, judgement.baseRight, judgement.headRight, judgement.headRow, groups) : null
  const margin =
    typeof tolerance === 'number' ? tolerance : Math.max(Number.EPSILON, (tolerance.relative * base) / Math.max(1, n))
  const compared = compare(counts, clusters, margin, primary)
  const flipped = counts.gains + counts.regressions
  const psi = flipped >= LEAST_FLIPS ? flipped / n : PSI
  const interval =
    compared.method === 'counted'
      ? { code: 'deterministic', args: {} }
      : { ...compared.interval, level: LEVEL, method: compared.method }
  const of = clusters ? 'group' : 'image'
  const delta: Estimate = n === 0 ? nothing : { value: compared.gain, n: clusters ? clusters.groups : n, of, interval }
  return {
    metric: {
      id: 'accuracy',
      slice,
      unit: 'ratio',
      better: 'higher',
      base: share(base, n),
      head: share(head, n),
      delta,
    },
    claim: {
      metric: 'accuracy',
      slice,
      role,
      code,
      unit: 'ratio',
      n,
      gain: compared.gain,
      margin,
      interval,
      p: { ...compared.p, notInferiorToAnchor: role === 'primary' ? anchorP(judgement, at, margin, primary) : null },
      mde80: n === 0 ? null : mde80(psi, n),
      n80: n80(psi, margin),
      args: {
        slice: slice ?? '',
        n,
        baseRatio: n === 0 ? 0 : base / n,
        headRatio: n === 0 ? 0 : head / n,
        deltaPp: compared.gain,
        loPp: compared.interval.lo,
        hiPp: compared.interval.hi,
        limitPp: -margin,
        gains: counts.gains,
        regressions: counts.regressions,
        psi,
        psiSource: flipped >= LEAST_FLIPS ? 'this pull request' : 'assumed',
      },
    },
  }
}

const nothing: Estimate = { value: null, reason: { code: 'undefined', args: {} } }

/** A share with Wilson's interval. */
export function share(right: number, n: number): Estimate {
  if (n === 0) return nothing
  return {
    value: right / n,
    n,
    of: 'image',
    interval: { ...wilsonInterval(right, n, LEVEL), level: LEVEL, method: 'wilson' },
  }
}

function compare(
  counts: PairedCounts,
  clusters: ClusterDifference | null,
  margin: number,
  { population, test }: Primary,
): Comparison {
  const compared =
    population === 'fixed' ? compareCounted(counts, margin) : comparePaired(counts, clusters, margin, LEVEL)
  if (test === 'non-inferiority') return compared
  const mirrored = mirror(counts)
  const turned = clusters ? { ...clusters, delta: -clusters.delta } : null
  return equivalence(
    compared,
    population === 'fixed' ? compareCounted(mirrored, margin) : comparePaired(mirrored, turned, margin, LEVEL),
  )
}

/** Not worse than the last release by twice the margin; null without an anchor. */
function anchorP(
  { anchorRight, headRight }: Judgement,
  at: readonly number[],
  margin: number,
  { population }: Primary,
): number | null {
  if (anchorRight === null) return null
  const known = at.filter((one) => anchorRight[one] !== 2)
  const counts = flips(known, anchorRight, headRight)
  const compared =
    population === 'fixed' ? compareCounted(counts, 2 * margin) : comparePaired(counts, null, 2 * margin, LEVEL)
  return compared.p.notInferior
}

function flips(at: readonly number[], before: Uint8Array, after: Uint8Array): PairedCounts {
  let [gains, regressions] = [0, 0]
  for (const one of at) {
    if (after[one]! > before[one]!) gains++
    else if (after[one]! < before[one]!) regressions++
  }
  return { gains, regressions, n: at.length }
}

/** Images without a group are groups of their own. */
function clustersOf(
  at: readonly number[],
  before: Uint8Array,
  after: Uint8Array,
  rows: Int32Array,
  groups: Codes,
): ClusterDifference {
  const sums = new Map<string | number, [sum: number, size: number]>()
  for (const one of at) {
    const key = codeAt(groups, rows[one]!) ?? one
    const entry = sums.get(key) ?? [0, 0]
    entry[0] += after[one]! - before[one]!
    entry[1]++
    sums.set(key, entry)
  }
  // In the order of the keys, so that the order of rows does not touch the last digit.
  const ordered = [...sums].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)).map(([, entry]) => entry)
  return clusterDifference(
    Float64Array.from(ordered, ([total]) => total),
    Float64Array.from(ordered, ([, size]) => size),
  )
}

function sum(at: readonly number[], column: Uint8Array): number {
  let total = 0
  for (const one of at) total += column[one]!
  return total
}
