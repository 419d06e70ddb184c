import type { Exhibit, Found, Ref } from '#contract/outcome'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import { type BoxesByImage, boxesByImage } from '../../boxes-by-image.ts'
import { clip } from '../../names.ts'
import { type BoxPair, type BoxSide, pairBoxes, sameBoxes, scalesOf } from './box-match.ts'
import type { Given } from './changes.ts'
import { renamedClasses } from './renamed.ts'
import { countBy, counted, NO_CLASS, tally } from './words.ts'

/** In the order in which they are shown. */
export const BOX_CODES = [
  'annotations-added',
  'annotations-removed',
  'annotations-relabelled',
  'annotations-moved',
  'annotations-reshaped',
] as const
export type BoxCode = (typeof BOX_CODES)[number]
const REFS = 5
const EXAMPLES = 50

/** Annotations of one code and split. `boxes` are head's, of removed ones base's; `partners` base's, −1 = none. */
export interface Group {
  readonly code: BoxCode
  readonly split: string
  readonly boxes: number[]
  readonly partners: number[]
  readonly ious: number[]
  /** Added on an added image, or removed with theirs. */
  alone: number
}

const CHANGED: Readonly<Partial<Record<BoxPair['change'], BoxCode>>> = {
  relabelled: 'annotations-relabelled',
  moved: 'annotations-moved',
  reshaped: 'annotations-reshaped',
}

/** What became of every annotation: one pass over the images, a closer look at those whose annotations differ. */
export function boxGroups(given: Given): Group[] {
  const { match, base, head } = given
  if (!base.boxes && !head.boxes) return []
  const groups = new Map<string, Group>()
  const baseBoxes = boxesByImage(base.boxes, base.rows)
  const headBoxes = boxesByImage(head.boxes, head.rows)
  const classes = sharedClasses(given)
  for (let row = 0; row < head.rows; row++) {
    const mine = boxesOf(headBoxes, row)
    const partner = match.headToBase[row]!
    const scales = partner < 0 ? null : scalesOf(base, partner, head, row)
    const split = head.split.values[head.split.codes[row]!]!
    if (scales === null || !base.boxes || !head.boxes) {
      for (const box of mine) add('annotations-added', split, box, -1, 0, partner < 0)
      if (partner >= 0)
        for (const box of boxesOf(baseBoxes, partner)) add('annotations-removed', split, box, -1, 0, false)
      continue
    }
    const others = boxesOf(baseBoxes, partner)
    const was: BoxSide = { boxes: base.boxes, classes: classes.base, scale: scales.base }
    const is: BoxSide = { boxes: head.boxes, classes: classes.head, scale: scales.head }
    if (sameBoxes(was, others, is, mine)) continue
    const pairs = pairBoxes(was, others, is, mine)
    const paired = { base: new Set(pairs.map((pair) => pair.base)), head: new Set(pairs.map((pair) => pair.head)) }
    for (const pair of pairs) {
      const code = CHANGED[pair.change]
      if (code) add(code, split, pair.head, pair.base, pair.iou, false)
    }
    for (const box of mine) if (!paired.head.has(box)) add('annotations-added', split, box, -1, 0, false)
    for (const box of others) if (!paired.base.has(box)) add('annotations-removed', split, box, -1, 0, false)
  }
  for (let row = 0; row < base.rows; row++) {
    if (match.baseToHead[row]! >= 0) continue
    const split = base.split.values[base.split.codes[row]!]!
    for (const box of boxesOf(baseBoxes, row)) add('annotations-removed', split, box, -1, 0, true)
  }
  return [...groups.values()].sort((a, b) => BOX_CODES.indexOf(a.code) - BOX_CODES.indexOf(b.code))

  function add(code: BoxCode, split: string, box: number, partner: number, iou: number, alone: boolean): void {
    const key = `${code} ${split}`
    const group = groups.get(key) ?? { code, split, boxes: [], partners: [], ious: [], alone: 0 }
    groups.set(key, group)
    group.boxes.push(box)
    group.partners.push(partner)
    group.ious.push(iou)
    if (alone) group.alone++
  }
}

export function boxFindings(groups: readonly Group[], { base, head }: Given): Found<BoxCode>[] {
  return groups.map((group) => {
    const { code, split, boxes, alone } = group
    const side = code === 'annotations-removed' ? 'base' : 'head'
    const dataset = side === 'base' ? base : head
    const classOfIndex = (index: number) => nameOf(group, index, base, dataset)
    return {
      code,
      args: {
        annotations: counted(boxes.length, 'annotation'),
        split: clip(split),
        classes: tally(countBy([...boxes.keys()], classOfIndex)),
        ...(code === 'annotations-added' || code === 'annotations-removed' ? { alone } : {}),
        ...(code === 'annotations-moved' ? { iou: Math.min(...group.ious.slice(0, 10_000)).toFixed(2) } : {}),
      },
      about: refsOf(side, dataset, boxes),
      age: 'new',
      count: boxes.length,
      subject: split,
      basis: boxes
        .map((box, index) => `${pathOf(dataset, box)} ${keyOf(dataset, box)} ${classOfIndex(index)}`)
        .sort()
        .join('\n'),
    }
  })
}

const TITLES: Readonly<Record<BoxCode, string>> = {
  'annotations-added': 'Annotations added',
  'annotations-removed': 'Annotations removed',
  'annotations-relabelled': 'Annotations relabelled',
  'annotations-moved': 'Annotations moved',
  'annotations-reshaped': 'Annotations reshaped',
}

/** A table of examples for each code that has any. */
export function boxTables(groups: readonly Group[], { base, head }: Given): Exhibit[] {
  return BOX_CODES.flatMap((code): Exhibit[] => {
    const of = groups.filter((group) => group.code === code)
    const total = of.reduce((sum, group) => sum + group.boxes.length, 0)
    if (total === 0) return []
    const dataset = code === 'annotations-removed' ? base : head
    const paired = code !== 'annotations-removed' && code !== 'annotations-added'
    const share = Math.ceil(EXAMPLES / of.length)
    const rows = of.flatMap((group) =>
      group.boxes
        .slice(0, share)
        .map((box, index) => [
          clip(group.split),
          nameOf(group, index, base, dataset),
          pathOf(dataset, box),
          dataset.boxes!.line[box] || null,
          ...(paired
            ? [boxText(base, group.partners[index]!), boxText(head, box), group.ious[index]!]
            : [boxText(dataset, box)]),
        ]),
    )
    const boxColumns = paired
      ? ([
          { name: 'box on base', unit: 'text' },
          { name: 'box on head', unit: 'text' },
          { name: 'IoU', unit: 'score' },
        ] as const)
      : ([{ name: 'box', unit: 'text' }] as const)
    const columns = [
      { name: 'split', unit: 'text' as const },
      { name: 'class', unit: 'text' as const },
      { name: 'image', unit: 'text' as const },
      { name: 'line', unit: 'count' as const },
      ...boxColumns,
    ]
    return [{ kind: 'table', title: TITLES[code], columns, rows: rows.slice(0, EXAMPLES), total }]
  })
}

/** One number for each class name of both sides, renamed classes counted as one. */
function sharedClasses(given: Given): { base: Int32Array; head: Int32Array } {
  const { base, head } = given
  const numbers = new Map(base.classes.map((name, index) => [name, index]))
  const renamed = new Map(renamedClasses(given).map(({ from, to }) => [to, from]))
  const numberOf = (name: string) => {
    const known = numbers.get(renamed.get(name) ?? name)
    if (known !== undefined) return known
    numbers.set(name, numbers.size)
    return numbers.size - 1
  }
  return { base: Int32Array.from(base.classes.keys()), head: Int32Array.from(head.classes, numberOf) }
}

function boxesOf({ starts, order }: BoxesByImage, row: number): Int32Array {
  return order.subarray(starts[row], starts[row + 1])
}
function nameOf({ code, boxes, partners }: Group, index: number, base: Dataset, dataset: Dataset): string {
  const now = className(dataset, boxes[index]!)
  return code === 'annotations-relabelled' ? `${className(base, partners[index]!)} → ${now}` : now
}
function className({ boxes, classes }: Dataset, box: number): string {
  const label = boxes!.label[box]!
  return label < 0 ? NO_CLASS : clip(classes[label]!)
}
function pathOf({ path, boxes }: Dataset, box: number): string {
  return path.get(boxes!.image[box]!)
}
function keyOf({ boxes }: Dataset, box: number): string {
  const { xywh, crowd, shape } = boxes!
  return `${xywh.subarray(box * 4, box * 4 + 4).join(' ')} ${crowd[box]} ${shape[box]}`
}
function boxText({ boxes }: Dataset, box: number): string {
  const { xywh, normalised } = boxes as Boxes
  const digits = normalised ? 4 : 1
  return [...xywh.subarray(box * 4, box * 4 + 4)].map((value) => Number(value.toFixed(digits))).join(' ')
}

/** The line of the first annotation, then the first boxes. */
function refsOf(side: 'base' | 'head', dataset: Dataset, boxes: readonly number[]): Ref[] {
  const images = boxes.slice(0, REFS).map((box): Ref => {
    const { xywh, normalised } = dataset.boxes!
    const [x, y, w, h] = xywh.subarray(box * 4, box * 4 + 4)
    const id = pathOf(dataset, box)
    return normalised ? { kind: 'image', side, id } : { kind: 'image', side, id, box: [x!, y!, w!, h!] }
  })
  const [first] = boxes
  const line = first === undefined ? 0 : dataset.boxes!.line[first]!
  if (first === undefined || line === 0) return images
  const row = dataset.boxes!.image[first]!
  const path = dataset.annotations?.get(row) || dataset.source.values[dataset.source.codes[row]!]!
  const column = dataset.boxes!.column[first]!
  return [{ kind: 'file', side, path, line, ...(column > 0 ? { column } : {}) }, ...images]
}
