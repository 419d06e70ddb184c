import { mix, slotsFor } from '#contract/byte-index'
import type { Boxes, Dataset } from '#evidence/dataset/types'

/** Number of each class of one dataset in another, −2 where the other has no class of this name. */
export function labelsIn(from: Dataset, other: Dataset): Int32Array {
  const codes = new Map(other.classes.map((name, code) => [name, code]))
  return Int32Array.from(from.classes, (name) => codes.get(name) ?? -2)
}

/**
 * Those of `boxes` that `others` of the other side do not have as often, of the same class on the same image. `imageOf` and
 * `labelOf` give image and class as the other side numbers them, −1 = it has none.
 */
export function without(
  { of, boxes }: Chosen,
  others: Chosen,
  imageOf: (image: number) => number,
  labelOf: Int32Array,
): number[] {
  const mask = slotsFor(others.boxes.length) - 1
  const first = new Int32Array(mask + 1).fill(-1)
  const next = new Int32Array(others.boxes.length)
  const theirs = wordsOf(others.of)
  for (const [at, box] of others.boxes.entries()) {
    const slot = hashOf(theirs, box, others.of.image[box]!, others.of.label[box]!) & mask
    next[at] = first[slot]!
    first[slot] = at
  }
  const ours = wordsOf(of)
  return boxes.filter((box) => {
    const image = imageOf(of.image[box]!)
    const label = of.label[box]! < 0 ? -1 : labelOf[of.label[box]!]!
    const slot = hashOf(ours, box, image, label) & mask
    let before = -1
    for (let at = first[slot]!; at >= 0; before = at, at = next[at]!) {
      const other = others.boxes[at]!
      if (others.of.image[other] !== image || others.of.label[other] !== label) continue
      if (!sameShape(others.of, other, of, box)) continue
      if (before < 0) first[slot] = next[at]!
      else next[before] = next[at]! // each takes one away
      return false
    }
    return true
  })
}
/** Some boxes of a dataset, by their rows. */
export interface Chosen {
  readonly of: Boxes
  readonly boxes: readonly number[]
}

export function wordsOf({ xywh }: Boxes): Int32Array {
  return new Int32Array(xywh.buffer, xywh.byteOffset, xywh.length * 2)
}
export function hashOf(words: Int32Array, box: number, image: number, label: number): number {
  let hash = mix(image ^ mix(label))
  for (let word = box * 8; word < box * 8 + 8; word++) hash = mix(hash ^ words[word]!)
  return hash
}
/** NaN is NaN: what is no number on both sides is the same fault. */
export function sameShape(a: Boxes, i: number, b: Boxes, j: number): boolean {
  if (a.shape[i] !== b.shape[j] || a.crowd[i] !== b.crowd[j]) return false
  for (let at = 0; at < 4; at++) if (!Object.is(a.xywh[i * 4 + at], b.xywh[j * 4 + at])) return false
  return true
}
