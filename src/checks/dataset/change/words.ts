import type { Ref } from '#contract/outcome'
import type { Codes } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import { clip } from '../../names.ts'

/** Classes named in one line; the others are counted. */
const NAMED = 3
export const NO_CLASS = 'no class'
/** References of a finding: enough to look at, few enough for a comment. */
const REFS = 5

export function className(label: Codes, row: number): string {
  const code = label.codes[row]!
  return code < 0 ? NO_CLASS : clip(label.values[code]!)
}

/** `all night`, or `cat 80, dog 30, bird 5, 2 others 9`: most first, then by name. */
export function tally(counts: ReadonlyMap<string, number>): string {
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  if (sorted.length === 1) return sorted[0]![0] === NO_CLASS ? NO_CLASS : `all ${sorted[0]![0]}`
  const parts = sorted.slice(0, NAMED).map(([name, count]) => `${name} ${count}`)
  const rest = sorted.slice(NAMED)
  if (rest.length > 0) parts.push(`${rest.length} others ${rest.reduce((sum, [, count]) => sum + count, 0)}`)
  return parts.join(', ')
}

/** `1 image`, `120 images`. */
export function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}

export function countBy(rows: readonly number[], name: (row: number) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const row of rows) {
    const key = name(row)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}

/** The first images, and the line on which the first of them stands. */
export function refs(side: 'base' | 'head', dataset: Dataset, rows: readonly number[]): Ref[] {
  const images = rows.slice(0, REFS).map((row): Ref => ({ kind: 'image', side, id: dataset.path.get(row) }))
  const line = rows.length > 0 ? dataset.line[rows[0]!]! : 0
  if (line === 0) return images
  const path = dataset.source.values[dataset.source.codes[rows[0]!]!]!
  return [{ kind: 'file', side, path, line }, ...images]
}
