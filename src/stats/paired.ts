import {
  type ClusterDifference,
  clusterBeyondMargin,
  clusterInterval,
  clusterNotInferior,
  clusterWorse,
} from './cluster.ts'
import { mcnemarMidPWorse } from './mcnemar.ts'
import { type PairedCounts, tangoBeyondMargin, tangoInterval, tangoNotInferior } from './tango.ts'

export interface Comparison {
  /** Mean difference, (gains − regressions) / n of right and wrong; 0 when n is 0. */
  readonly gain: number
  readonly interval: { readonly lo: number; readonly hi: number }
  readonly method: 'tango' | 'cluster-t' | 'counted'
  readonly p: { readonly beyondMargin: number; readonly worse: number; readonly notInferior: number }
}

/** Paired right/wrong answers against a margin: Tango and McNemar mid-p over images, or t over groups. */
export function comparePaired(
  counts: PairedCounts,
  groups: ClusterDifference | null,
  margin: number,
  level = 0.95,
): Comparison {
  const gain = counts.n === 0 ? 0 : (counts.gains - counts.regressions) / counts.n
  if (groups)
    return {
      gain: groups.delta,
      interval: clusterInterval(groups, level),
      method: 'cluster-t',
      p: {
        beyondMargin: clusterBeyondMargin(groups, margin),
        worse: clusterWorse(groups),
        notInferior: clusterNotInferior(groups, margin),
      },
    }
  return {
    gain,
    interval: tangoInterval(counts, level),
    method: 'tango',
    p: {
      beyondMargin: tangoBeyondMargin(counts, margin),
      worse: mcnemarMidPWorse(counts.gains, counts.regressions),
      notInferior: tangoNotInferior(counts, margin),
    },
  }
}

/**
 * Scores of images that are averages over several runs: t over the images, and never surer than Tango's test of the sums of
 * their positive and negative differences. t alone knows nothing of flips that are rare: one image that is right in half of
 * the runs would pass where n right and wrong answers are too few. Σd² ≤ Σ|d|, so the second errs towards deciding nothing.
 */
export function compareAverages(
  images: ClusterDifference,
  sums: PairedCounts,
  margin: number,
  level = 0.95,
): Comparison {
  const [t, score] = [comparePaired(sums, images, margin, level), tangoInterval(sums, level)]
  return {
    ...t,
    interval: { lo: Math.min(t.interval.lo, score.lo), hi: Math.max(t.interval.hi, score.hi) },
    p: {
      beyondMargin: Math.max(t.p.beyondMargin, tangoBeyondMargin(sums, margin)),
      worse: Math.max(t.p.worse, tangoBeyondMargin(sums, 0)),
      notInferior: Math.max(t.p.notInferior, tangoNotInferior(sums, margin)),
    },
  }
}

/** The n test images are the whole population: no sampling error, the mean difference itself against −margin. */
export function compareCounted(gain: number, n: number, margin: number): Comparison {
  const beyond = gain < -margin
  return {
    gain,
    interval: { lo: gain, hi: gain },
    method: 'counted',
    p: { beyondMargin: beyond ? 0 : 1, worse: gain < 0 ? 0 : 1, notInferior: beyond || n === 0 ? 1 : 0 },
  }
}

/** Equivalence (two one-sided tests): not worse and not better than the margin; its p is the larger one. */
export function equivalence(comparison: Comparison, mirrored: Comparison): Comparison {
  const notInferior = Math.max(comparison.p.notInferior, mirrored.p.notInferior)
  const beyondMargin = Math.min(comparison.p.beyondMargin, mirrored.p.beyondMargin)
  return { ...comparison, p: { ...comparison.p, notInferior, beyondMargin } }
}

export function mirror({ gains, regressions, n }: PairedCounts): PairedCounts {
  return { gains: regressions, regressions: gains, n }
}
