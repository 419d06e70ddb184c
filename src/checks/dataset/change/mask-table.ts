import type { Exhibit } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { type Masks, valuesAt } from '#evidence/masks/types'
import { clip } from '../../names.ts'
import type { Given } from './changes.ts'
import { share } from './metadata.ts'

const ROWS = 200

interface Side {
  /** Masks whose values are known, by split. */
  readonly masks: ReadonlyMap<string, number>
  /** Of these, those in which a class occurs: split and class as a key. */
  readonly classes: ReadonlyMap<string, number>
}

/** In how many masks of each split each class occurs, for masks whose values are known. */
export function maskTable({ base, head, baseMasks, headMasks }: Given): Exhibit[] {
  const [before, after] = [sideOf(base, baseMasks), sideOf(head, headMasks)]
  const keys = [...new Set([...before.classes.keys(), ...after.classes.keys()])]
  if (keys.length === 0) return []
  const cells = keys.map((key) => {
    const [split, name] = JSON.parse(key) as [string, string]
    return { split, name, base: before.classes.get(key) ?? 0, head: after.classes.get(key) ?? 0 }
  })
  // Keys come split by split and value by value: equal changes keep that order.
  cells.sort((a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base))
  return [
    {
      kind: 'table',
      title: 'Classes in the masks',
      columns: [
        { name: 'split', unit: 'text' },
        { name: 'class', unit: 'text' },
        { name: 'masks of base', unit: 'count' },
        { name: 'masks of head', unit: 'count' },
        { name: 'Δ', unit: 'count', change: true },
        { name: 'share of base', unit: 'ratio' },
        { name: 'share of head', unit: 'ratio' },
      ],
      rows: cells
        .slice(0, ROWS)
        .map((cell) => [
          clip(cell.split),
          clip(cell.name),
          cell.base,
          cell.head,
          cell.head - cell.base,
          share(cell.base, before.masks.get(cell.split) ?? 0),
          share(cell.head, after.masks.get(cell.split) ?? 0),
        ]),
      total: cells.length,
    },
  ]
}

function sideOf({ split, classes, masks: segments }: Dataset, masks: Masks | null): Side {
  const of = split.values.map(() => ({ masks: 0, values: new Map<number, number>() }))
  const rows = segments ? 0 : (masks?.rows ?? 0) // values of panoptic pictures are segments
  for (let row = 0; row < rows; row++) {
    const counts = of[split.codes[row]!]
    if (!counts || masks!.valued[row] !== 1) continue
    counts.masks++
    for (const value of valuesAt(masks!, row)) counts.values.set(value, (counts.values.get(value) ?? 0) + 1)
  }
  const nameOf = (value: number) => classes[value] ?? `value ${value}`
  return {
    masks: new Map(split.values.map((name, code) => [name, of[code]!.masks])),
    classes: new Map(
      split.values.flatMap((name, code) =>
        [...of[code]!.values]
          .sort(([a], [b]) => a - b)
          .map(([value, count]) => [JSON.stringify([name, nameOf(value)]), count] as const),
      ),
    ),
  }
}
