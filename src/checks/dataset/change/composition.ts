import type { Estimate, Exhibit, Metric } from '#contract/outcome'
import { type Codes, shareValues } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import { clip } from '../../names.ts'
import type { Group } from './box-changes.ts'
import type { Given } from './changes.ts'
import { share } from './metadata.ts'

/** Rows of the table: the classes of a thousand-class dataset that changed, and some that did not. */
const ROWS = 200
const counted = { code: 'deterministic', args: {} }

/** Things counted by split and class: images, or annotations. */
interface Count {
  readonly of: 'image' | 'box'
  readonly id: 'images' | 'annotations'
  readonly title: string
  readonly base: Column
  readonly head: Column
  /** By name of the split: things on base and head alike, counted once. */
  readonly shared: ReadonlyMap<string, number>
}
interface Column {
  readonly split: Codes
  readonly label: Codes
}

/** Images (and annotations) of each split: metrics, and a table with their classes. */
export function composition(given: Given, groups: readonly Group[]): { metrics: Metric[]; exhibits: Exhibit[] } {
  const counts = [imageCount(given), ...boxCount(given, groups)]
  return { metrics: counts.flatMap(metricsOf), exhibits: counts.map(tableOf) }
}

function imageCount({ match, base, head }: Given): Count {
  const split = shareValues(base.split, head.split)
  const shared = new Map<string, number>()
  const stay = new Int32Array(split.values.length)
  for (let row = 0; row < head.rows; row++) {
    const partner = match.headToBase[row]!
    if (partner >= 0 && split.base[partner] === split.head[row]) stay[split.head[row]!]!++
  }
  for (const [code, name] of split.values.entries()) shared.set(name, stay[code]!)
  return { of: 'image', id: 'images', title: 'Images by split and class', base, head, shared }
}

function boxCount(given: Given, groups: readonly Group[]): Count[] {
  const { base, head } = given
  if (!base.boxes && !head.boxes) return []
  const title = 'Annotations by split and class'
  const shared = sharedBoxes(given, groups)
  return [{ of: 'box', id: 'annotations', title, base: boxColumns(base), head: boxColumns(head), shared }]
}

/** Annotations on images that stay in their split, without those that are new there. */
function sharedBoxes({ match, base, head }: Given, groups: readonly Group[]): Map<string, number> {
  const splitOf = (row: number) => head.split.values[head.split.codes[row]!]!
  const stays = (box: number) => {
    const row = head.boxes!.image[box]!
    const partner = match.headToBase[row]!
    return partner >= 0 && base.split.values[base.split.codes[partner]!] === splitOf(row)
  }
  const shared = new Map<string, number>()
  for (let box = 0; box < (head.boxes?.rows ?? 0); box++) {
    const split = splitOf(head.boxes!.image[box]!)
    if (stays(box)) shared.set(split, (shared.get(split) ?? 0) + 1)
  }
  for (const { code, split, boxes } of groups)
    if (code === 'annotations-added') shared.set(split, (shared.get(split) ?? 0) - boxes.filter(stays).length)
  return shared
}
function boxColumns({ boxes, split, classes }: Dataset): Column {
  const image = boxes?.image ?? new Int32Array(0)
  return {
    split: { codes: image.map((row) => split.codes[row]!), values: split.values },
    label: { codes: boxes?.label ?? new Int32Array(0), values: classes },
  }
}

function metricsOf({ id, of, base, head, shared }: Count): Metric[] {
  const split = shareValues(base.split, head.split)
  const before = countCodes(split.base, split.values.length)
  const after = countCodes(split.head, split.values.length)
  const estimate = (value: number, n: number): Estimate => ({ value, n, of, interval: counted })
  const absent = (side: 'base' | 'head'): Estimate => ({ value: null, reason: { code: `absent-on-${side}`, args: {} } })
  return split.values.map((name, code): Metric => {
    const onBase = base.split.values.includes(name)
    const onHead = head.split.values.includes(name)
    const all = before[code]! + after[code]! - (shared.get(name) ?? 0)
    const delta = estimate(after[code]! - before[code]!, all)
    return {
      id,
      slice: name,
      unit: 'count',
      better: 'neither',
      base: onBase ? estimate(before[code]!, before[code]!) : absent('base'),
      head: onHead ? estimate(after[code]!, after[code]!) : absent('head'),
      delta: onBase && onHead ? delta : absent(onBase ? 'head' : 'base'),
    }
  })
}

function tableOf({ title, base, head }: Count): Exhibit {
  const split = shareValues(base.split, head.split)
  const label = shareValues(base.label, head.label)
  const before = countCodes(split.base, split.values.length)
  const after = countCodes(split.head, split.values.length)
  const cells = new Map<number, { split: number; label: number; base: number; head: number }>()
  const width = label.values.length + 1
  count(split.base, label.base, 'base')
  count(split.head, label.head, 'head')
  const sorted = [...cells.values()].sort(
    (a, b) => Math.abs(b.head - b.base) - Math.abs(a.head - a.base) || a.split - b.split || a.label - b.label,
  )
  return {
    kind: 'table',
    title,
    columns: [
      { name: 'split', unit: 'text' },
      { name: 'class', unit: 'text' },
      { name: 'base', unit: 'count' },
      { name: 'head', unit: 'count' },
      { name: 'Δ', unit: 'count', change: true },
      { name: 'share of base', unit: 'ratio' },
      { name: 'share of head', unit: 'ratio' },
    ],
    rows: sorted
      .slice(0, ROWS)
      .map((cell) => [
        clip(split.values[cell.split]!),
        cell.label < 0 ? null : clip(label.values[cell.label]!),
        cell.base,
        cell.head,
        cell.head - cell.base,
        share(cell.base, before[cell.split]!),
        share(cell.head, after[cell.split]!),
      ]),
    total: sorted.length,
  }

  function count(splits: Int32Array, labels: Int32Array, side: 'base' | 'head'): void {
    const counts = new Int32Array(split.values.length * width)
    for (let row = 0; row < splits.length; row++) counts[splits[row]! * width + labels[row]! + 1]!++
    for (const [key, many] of counts.entries()) {
      if (many === 0) continue
      const cell = cells.get(key) ?? { split: Math.floor(key / width), label: (key % width) - 1, base: 0, head: 0 }
      cell[side] = many
      cells.set(key, cell)
    }
  }
}

function countCodes(codes: Int32Array, values: number): Int32Array {
  const counts = new Int32Array(values)
  for (const code of codes) counts[code]!++
  return counts
}
