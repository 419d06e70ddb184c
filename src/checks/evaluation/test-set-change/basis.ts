import type { Dataset } from '#evidence/dataset/types'
import { boxesByImage } from '../../boxes-by-image.ts'
import { masksOf } from '../../masks.ts'
import { basisOf } from '../../row-basis.ts'
import type { Changes, Given } from './comparable.ts'

/**
 * Every image that changed, with what is said of it, on both sides and whatever the order. Its digest is what a waiver
 * rests on: unlike the versions that are shown, which are sums of 64 bits, it cannot be met by another change.
 */
export function basisOfChange({ added, edited, relabelled, removed }: Changes, { match, base, head }: Given): string {
  const stayed = [...new Set([...edited, ...relabelled])]
  const formerly = [...removed, ...stayed.map((row) => match.headToBase[row]!)]
  return `${basisOf(base, formerly, answersOf(base))}\n${basisOf(head, [...added, ...stayed], answersOf(head))}`
}

/** What is said of an image: its label, its mask, its boxes and what they are beyond that. */
function answersOf(dataset: Dataset): (row: number) => string {
  const { label, boxes, classes, rows } = dataset
  const masks = masksOf(dataset)
  const { starts, order } = boxesByImage(boxes, rows)
  return (row) => {
    const all = Array.from(order.subarray(starts[row], starts[row + 1]), (box) => {
      const { xywh, crowd, shape } = boxes!
      const numbers = xywh.subarray(box * 4, box * 4 + 4)
      return JSON.stringify([classes[boxes!.label[box]!], ...numbers, crowd[box], shape[box]])
    })
    const mask = masks ? `${masks.text(row)} ` : ''
    return `${JSON.stringify(label.values[label.codes[row]!])} ${mask}${all.sort().join(' ')}`
  }
}
