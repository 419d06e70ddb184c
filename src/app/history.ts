import type { TargetPolicy } from '#contract/config'
import {
  type AccuracySeries,
  type History,
  type LatencySeries,
  MOST_ENTRIES,
  MOST_SERIES,
  type TargetHistory,
} from '#contract/history'
import type { Reason } from '#contract/ids'
import type { Report } from '#contract/report'

/** What a run knows of earlier ones, and what is to be said of that. */
export interface KnownHistory {
  readonly known: History | null
  readonly notes: readonly Reason[]
}
export const NO_HISTORY: KnownHistory = { known: null, notes: [] }

/** What one run adds: series of one entry each. */
export type Added = Pick<History, 'accuracy' | 'latency'>

/** The comparisons that a report of two commits of the default branch holds, one a target that was judged. */
export function comparedIn({ commits: { base, head }, targets }: Report): AccuracySeries[] {
  return targets.flatMap(({ name: target, outcomes }) =>
    Object.values(outcomes)
      .flatMap((outcome) => (outcome.status === 'measured' ? outcome.claims : []))
      .flatMap(({ role, n, args: { testSet, gains, regressions, pooled } }) => {
        if (role !== 'primary' || typeof testSet !== 'string') return []
        if (pooled !== undefined) return [] // averages over runs: not the flips of one comparison
        if (typeof gains !== 'number' || typeof regressions !== 'number') return []
        const delta = (gains - regressions) / n
        return [{ target, testSet, entries: [{ base, head, n, gains, regressions, delta }] }]
      }),
  )
}

/** The history with what a run adds. What was measured again takes the place of what it repeats; the newest are kept. */
export function historyWith(before: History | null, { accuracy, latency }: Added): History {
  return {
    schema: 'cv-gate/history@1',
    accuracy: joined(before?.accuracy ?? [], accuracy, ofTestSet, ({ base, head }) => `${base} ${head}`),
    // The same commit on another night is another measurement.
    latency: joined(before?.latency ?? [], latency, ofMachine, ({ run }) => String(run)),
  }
}

const ofTestSet = ({ target, testSet }: AccuracySeries) => JSON.stringify([target, testSet])
const ofMachine = ({ target, machine, procedure }: LatencySeries) => JSON.stringify([target, machine, procedure])

function joined<S extends { readonly entries: readonly unknown[] }>(
  before: readonly S[],
  added: readonly S[],
  seriesKey: (series: S) => string,
  entryKey: (entry: S['entries'][number]) => string,
): S[] {
  const all = new Map(before.map((series) => [seriesKey(series), series]))
  for (const series of added) {
    const key = seriesKey(series)
    const entries = new Map([...(all.get(key)?.entries ?? [])].map((entry) => [entryKey(entry), entry]))
    for (const entry of series.entries) {
      entries.delete(entryKey(entry)) // it goes to the end
      entries.set(entryKey(entry), entry)
    }
    all.delete(key)
    all.set(key, { ...series, entries: [...entries.values()].slice(-MOST_ENTRIES) })
  }
  return [...all.values()].slice(-MOST_SERIES)
}

/** What it says of one target, timed by this procedure on this kind of machine. */
export function historyOf(
  { accuracy, latency }: History,
  target: string,
  machine: string,
  procedure: string,
): TargetHistory {
  return {
    accuracy: accuracy.filter((one) => one.target === target).map(({ testSet, entries }) => ({ testSet, entries })),
    latency: latency
      .filter((one) => one.target === target && one.machine === machine && one.procedure === procedure)
      .flatMap(({ entries }) => entries),
  }
}

/** How latency is measured: what was measured otherwise is another series. */
export function procedureOf({ latency: { profile, batch } }: TargetPolicy): string {
  return `${profile} ${batch}`
}
