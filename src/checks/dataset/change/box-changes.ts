import type { Found, Ref } from '#contract/outcome'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import { clip } from '../../names.ts'
import type { Given } from './changes.ts'
import { countBy, NO_CLASS, tally } from './words.ts'

export type BoxCode = 'annotations-added' | 'annotations-removed'
const REFS = 5

/**
 * Annotations without an equal one (class, box, crowd) on the same image of the other side. A box that was moved is one
 * removed and one added.
 */
export function boxFindings({ match, base, head }: Given): Found<BoxCode>[] {
  if (!base.boxes && !head.boxes) return []
  return [
    ...oneSide('annotations-added', 'head', head, base, match.headToBase),
    ...oneSide('annotations-removed', 'base', base, head, match.baseToHead),
  ]
}

function oneSide(
  code: BoxCode,
  side: 'base' | 'head',
  dataset: Dataset,
  other: Dataset,
  partners: Int32Array,
): Found<BoxCode>[] {
  const bySplit = new Map<number, { boxes: number[]; alone: number }>()
  const there = byImage(other)
  for (const [row, boxes] of byImage(dataset)) {
    const partner = partners[row]!
    const left = without(dataset, boxes, other, partner < 0 ? [] : (there.get(partner) ?? []))
    if (left.length === 0) continue
    const split = dataset.split.codes[row]!
    const group = bySplit.get(split) ?? { boxes: [], alone: 0 }
    bySplit.set(split, group)
    for (const box of left) group.boxes.push(box)
    if (partner < 0) group.alone += left.length
  }
  return [...bySplit].map(([split, { boxes, alone }]) => {
    const name = dataset.split.values[split]!
    return {
      code,
      args: {
        count: boxes.length,
        split: clip(name),
        alone,
        classes: tally(countBy(boxes, (box) => classOf(dataset, box))),
      },
      about: boxes.slice(0, REFS).map((box) => refOf(side, dataset, box)),
      age: 'new',
      count: boxes.length,
      subject: name,
      basis: boxes
        .map((box) => `${dataset.path.get(dataset.boxes!.image[box]!)} ${keyOf(dataset, box)}`)
        .sort()
        .join('\n'),
    }
  })
}

/** Boxes of each image that has any. */
function byImage(dataset: Dataset): Map<number, number[]> {
  const map = new Map<number, number[]>()
  for (const [box, image] of (dataset.boxes?.image ?? new Int32Array(0)).entries()) {
    const known = map.get(image)
    if (known) known.push(box)
    else map.set(image, [box])
  }
  return map
}

/** Boxes that are left when each equal one of the other side takes one away. */
function without(dataset: Dataset, boxes: readonly number[], other: Dataset, others: readonly number[]): number[] {
  const keys = new Map<string, number>()
  for (const box of others) keys.set(keyOf(other, box), (keys.get(keyOf(other, box)) ?? 0) + 1)
  return boxes.filter((box) => {
    const equal = keys.get(keyOf(dataset, box)) ?? 0
    keys.set(keyOf(dataset, box), equal - 1)
    return equal <= 0
  })
}

function keyOf(dataset: Dataset, box: number): string {
  const { xywh, crowd } = dataset.boxes!
  return `${xywh.subarray(box * 4, box * 4 + 4).join(' ')} ${crowd[box]} ${classOf(dataset, box)}`
}
function classOf(dataset: Dataset, box: number): string {
  const label = dataset.boxes!.label[box]!
  return label < 0 ? NO_CLASS : clip(dataset.classes[label]!)
}
function refOf(side: 'base' | 'head', dataset: Dataset, box: number): Ref {
  const { image, xywh } = dataset.boxes as Boxes
  const [x, y, w, h] = xywh.subarray(box * 4, box * 4 + 4)
  return { kind: 'image', side, id: dataset.path.get(image[box]!), box: [x!, y!, w!, h!] }
}
