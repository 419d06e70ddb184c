import { slotsFor } from '#contract/byte-index'
import type { Boxes, Dataset } from '#evidence/dataset/types'
import { hashOf, sameShape, wordsOf } from '../../box-join.ts'

/** What is wrong with boxes; then what is worth a look at outlines. */
export const FAULT_CODES = ['zero-area', 'out-of-image', 'repeated-box', 'tiny-box'] as const
export const BOX_CODES = [...FAULT_CODES, 'crossed-outline', 'intricate-outline'] as const
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
  const faults: Record<BoxCode, number[]> = {
    'zero-area': [],
    'out-of-image': [],
    'repeated-box': [],
    'tiny-box': [],
    'crossed-outline': [],
    'intricate-outline': [],
  }
  if (!boxes) return faults
  const { rows, image, xywh, shape, crossed, normalised } = boxes
  for (let box = 0; box < rows; box++) {
    if (crossed && crossed[box]! > 0) faults[crossed[box] === 1 ? 'crossed-outline' : 'intricate-outline'].push(box)
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
