import type { SliceRule, TargetPolicy } from '#contract/config'
import { codeAt } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'

type Tolerance = NonNullable<TargetPolicy['primary']>['tolerance']
export interface Slice {
  readonly id: string
  readonly where: SliceRule['where']
  readonly tolerance: Tolerance
}

/** Rules as they are; a bare column name is one slice for each of its values, on either side. */
export function declaredSlices(
  declared: TargetPolicy['slices'],
  sides: readonly Dataset[],
  tolerance: Tolerance,
): Slice[] {
  return declared.flatMap((slice): Slice[] => {
    if (typeof slice !== 'string') return [slice]
    const values = new Set(sides.flatMap((data) => data.columns.get(slice)?.values ?? []))
    if (values.size === 0) return [{ id: slice, where: { [slice]: '' }, tolerance }]
    return [...values].sort().map((value) => ({ id: `${slice}=${value}`, where: { [slice]: value }, tolerance }))
  })
}

export function unknownColumns({ where }: Slice, data: Dataset): string[] {
  return Object.keys(where).filter((column) => !data.columns.has(column))
}

/** Whether a row meets every condition; a value that is absent, or no number where a range is asked, does not. */
export function inSlice({ where }: Slice, data: Dataset, row: number): boolean {
  return Object.entries(where).every(([column, wanted]) => {
    const value = codeAt(data.columns.get(column)!, row)
    if (value === null) return false
    if (typeof wanted === 'string') return value === wanted
    if (Array.isArray(wanted)) return wanted.includes(value)
    const { min, max } = wanted as { min?: number; max?: number }
    const number = value.trim() === '' ? Number.NaN : Number(value)
    return Number.isFinite(number) && number >= (min ?? -Infinity) && number <= (max ?? Infinity)
  })
}
