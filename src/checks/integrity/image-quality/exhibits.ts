import type { Exhibit } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { type Flagged, SHOWN, short, worse } from './flagged.ts'
import { decoded, type Issue } from './scores.ts'

const BINS = 10

interface Judged {
  readonly issue: Issue
  readonly base: Float64Array | null
  readonly head: Float64Array
  readonly flagged: Flagged
}

/** The worst pictures; and of each issue that the pull request adds to, how the scores lie on base and on head. */
export function exhibitsOf(issues: readonly Judged[], data: Dataset): Exhibit[] {
  const total = issues.reduce((sum, { flagged }) => sum + countOf(flagged), 0)
  if (total === 0) return []
  const worst: Exhibit = {
    kind: 'table',
    title: 'Worst images',
    columns: [
      { name: 'issue', unit: 'text' },
      { name: 'image', unit: 'text' },
      { name: 'split', unit: 'text' },
      { name: 'score', unit: 'score' },
      { name: 'limit', unit: 'score' },
      { name: 'brought by', unit: 'text' },
    ],
    rows: issues.flatMap(({ flagged }) => rowsOf(flagged, data)),
    total,
  }
  const changed = issues.filter(({ flagged }) => flagged.groups.some(({ age }) => age === 'new'))
  return [worst, ...changed.filter(({ issue }) => issue !== 'grey').map(distribution)]
}

function countOf({ groups }: Flagged): number {
  return groups.reduce((sum, { rows }) => sum + rows.length, 0)
}

/** New ones first, worst first, at most SHOWN in all. */
function rowsOf({ issue, limit, groups }: Flagged, data: Dataset): (string | number)[][] {
  const of = (wanted: 'new' | 'pre-existing', by: string) =>
    groups
      .flatMap(({ age, worst }) => (age === wanted ? worst : []))
      .sort(worse)
      .map(({ row, path, score }) => {
        const split = data.split.values[data.split.codes[row]!] ?? ''
        return [issue, path, split, short(score), short(limit), by]
      })
  return [...of('new', 'this pull request'), ...of('pre-existing', 'base')].slice(0, SHOWN)
}

function distribution({ issue, base, head }: Judged): Exhibit {
  const [was, now] = [base && shares(base), shares(head)]
  return {
    kind: 'bars',
    title: `Scores, ${issue.replaceAll('-', ' ')}`,
    unit: 'ratio',
    bars: Array.from({ length: BINS }, (_, bin) => ({
      name: `${(bin / BINS).toFixed(1)} to ${((bin + 1) / BINS).toFixed(1)}`,
      base: was?.[bin] ?? null,
      head: now[bin]!,
    })),
  }
}

/** Share of the decoded pictures whose score falls into each tenth. */
function shares(scores: Float64Array): number[] {
  const counts = new Array<number>(BINS).fill(0)
  for (const score of scores) if (!Number.isNaN(score)) counts[Math.min(BINS - 1, Math.floor(score * BINS))]!++
  const n = Math.max(1, decoded(scores))
  return counts.map((count) => count / n)
}
