import type { SliceRule, TargetPolicy } from '#contract/config'
import type { Dataset } from '#evidence/dataset/types'

type Tolerance = NonNullable<TargetPolicy['primary']>['tolerance']
export interface Slice {
  readonly id: string
  readonly where: SliceRule['where']
  readonly tolerance: Tolerance
}
/** A bare column with more values than are judged. */
export interface Unjudged {
  readonly column: string
  readonly values: number
}

/** Slices of one bare column: more would make Holm's correction swallow what a slice can show. */
export const MOST_VALUES = 100

/** Rules as they are; a bare column name is one slice for each value that `rows` have, those with the most images first. */
export function declaredSlices(
  declared: TargetPolicy['slices'],
  data: Dataset,
  rows: Int32Array,
  tolerance: Tolerance,
): { slices: Slice[]; unjudged: Unjudged[] } {
  const unjudged: Unjudged[] = []
  const slices = declared.flatMap((slice): Slice[] => {
    if (typeof slice !== 'string') return [slice]
    if (!data.columns.has(slice)) return [{ id: slice, where: { [slice]: '' }, tolerance }]
    const values = valuesOf(slice, data, rows)
    if (values.length > MOST_VALUES) unjudged.push({ column: slice, values: values.length })
    return values
      .slice(0, MOST_VALUES)
      .sort()
      .map((value) => ({ id: `${slice}=${value}`, where: { [slice]: value }, tolerance }))
  })
  return { slices, unjudged }
}

function valuesOf(column: string, data: Dataset, rows: Int32Array): string[] {
  const { codes, values } = data.columns.get(column)!
  const counts = new Map<string, number>()
  for (const row of rows) {
    const value = values[codes[row]!]
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([value]) => value)
}

/** Columns that the slice names and the data lack. */
export function unknownColumns({ where }: Slice, data: Dataset): string[] {
  return Object.keys(where).filter((column) => !data.columns.has(column))
}

/**
 * Whether a row meets every condition; a value that is absent, or no number where a range is asked, does not. Each value
 * of a column is looked at once. Null when the data lack a column.
 */
export function membership(slice: Slice, data: Dataset): ((row: number) => boolean) | null {
  if (unknownColumns(slice, data).length > 0) return null
  const conditions = Object.entries(slice.where).map(([name, wanted]) => {
    const { codes, values } = data.columns.get(name)!
    return { codes, meets: Uint8Array.from(values, (value) => (meets(value, wanted) ? 1 : 0)) }
  })
  return (row) => conditions.every(({ codes, meets: met }) => met[codes[row]!] === 1)
}

function meets(value: string, wanted: Slice['where'][string]): boolean {
  if (typeof wanted === 'string') return value === wanted
  if (isList(wanted)) return wanted.includes(value)
  const number = value.trim() === '' ? Number.NaN : Number(value)
  return Number.isFinite(number) && number >= (wanted.min ?? -Infinity) && number <= (wanted.max ?? Infinity)
}

function isList(wanted: Slice['where'][string]): wanted is readonly string[] {
  return Array.isArray(wanted)
}
