import { mix, slotsFor } from '#contract/byte-index'
import type { Boxes, Dataset } from '#evidence/dataset/types'

export const BOX_CODES = ['zero-area', 'out-of-image', 'repeated-box', 'tiny-box'] as const
export type BoxCode = (typeof BOX_CODES)[number]
/** Boxes at fault, in their order. */
export type BoxFaults = Readonly<Record<BoxCode, readonly number[]>>

/** Pixels that a box may reach beyond the image: rounding, and formats that count from 1. */
const BEYOND = 1
/** The same as a share of the side, where the size of the image is not stated. */
const BEYOND_SHARE = 0.01
/** Boxes of less than this many pixels on a side. */
const TINY = 1

/**
 * What is wrong with boxes whatever the format: one pass over the columns, no object a box. A point or a line is an
 * annotation of its own kind where the task is keypoints.
 */
export function lintBoxes({ boxes, width, height }: Dataset, pointsAllowed: boolean): BoxFaults {
  const faults: Record<BoxCode, number[]> = { 'zero-area': [], 'out-of-image': [], 'repeated-box': [], 'tiny-box': [] }
  if (!boxes) return faults
  const { rows, image, xywh, shape, normalised } = boxes
  for (let box = 0; box < rows; box++) {
    const w = xywh[box * 4 + 2]!
    const h = xywh[box * 4 + 3]!
    if (!(w > 0 && h > 0)) {
      if (!pointsAllowed || shape[box] === 0) faults['zero-area'].push(box)
      continue
    }
    const wide = width ? width[image[box]!]! : 0
    const high = height ? height[image[box]!]! : 0
    const known = wide > 0 && high > 0
    if (known || normalised) {
      const x = xywh[box * 4]!
      const y = xywh[box * 4 + 1]!
      const overX = !normalised ? BEYOND : known ? BEYOND / wide : BEYOND_SHARE
      const overY = !normalised ? BEYOND : known ? BEYOND / high : BEYOND_SHARE
      const right = normalised ? 1 : wide
      const bottom = normalised ? 1 : high
      if (!(x >= -overX && y >= -overY && x + w <= right + overX && y + h <= bottom + overY))
        faults['out-of-image'].push(box)
    }
    // Of shares of an image of unknown size nobody knows how many pixels they are.
    const tiny = normalised ? known && (w * wide < TINY || h * high < TINY) : w < TINY || h < TINY
    if (tiny) faults['tiny-box'].push(box)
  }
  for (const box of repeated(boxes)) faults['repeated-box'].push(box)
  return faults
}

/** Boxes that say what an earlier one says of the same image: class, box and outline. Exact. */
function* repeated(boxes: Boxes): Generator<number> {
  const { rows, image, label } = boxes
  const mask = slotsFor(rows) - 1
  const slots = new Int32Array(mask + 1).fill(-1)
  const words = wordsOf(boxes)
  for (let box = 0; box < rows; box++) {
    let slot = hashOf(words, box, image[box]!, label[box]!) & mask
    for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const other = slots[slot]!
      if (image[other] === image[box] && label[other] === label[box] && sameShape(boxes, other, boxes, box)) break
    }
    if (slots[slot]! < 0) slots[slot] = box
    else yield box
  }
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
/** Some boxes of a dataset. */
export interface Chosen {
  readonly of: Boxes
  readonly boxes: readonly number[]
}

function wordsOf({ xywh }: Boxes): Int32Array {
  return new Int32Array(xywh.buffer, xywh.byteOffset, xywh.length * 2)
}
function hashOf(words: Int32Array, box: number, image: number, label: number): number {
  let hash = mix(image ^ mix(label))
  for (let word = box * 8; word < box * 8 + 8; word++) hash = mix(hash ^ words[word]!)
  return hash
}
/** NaN is NaN: what is no number on both sides is the same fault. */
function sameShape(a: Boxes, i: number, b: Boxes, j: number): boolean {
  if (a.shape[i] !== b.shape[j]) return false
  for (let at = 0; at < 4; at++) if (!Object.is(a.xywh[i * 4 + at], b.xywh[j * 4 + at])) return false
  return true
}
