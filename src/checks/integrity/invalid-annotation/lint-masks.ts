import type { Task } from '#contract/config'
import type { Dataset } from '#evidence/dataset/types'
import { type Masks, VALUE_BYTES } from '#evidence/masks/types'
import { PIXEL_STATUS } from '#evidence/pixels/types'

/** What is wrong with a mask by itself; then what base has nowhere. */
export const MASK_FAULT_CODES = ['unreadable-mask', 'mask-size', 'mask-value'] as const
export const MASK_CODES = [...MASK_FAULT_CODES, 'new-mask-value'] as const
export type MaskCode = (typeof MASK_CODES)[number]
/** Rows of masks at fault, in their order. */
export type MaskFaults = Readonly<Record<MaskCode, readonly number[]>>

/** What nearly all losses and metrics leave out. */
const IGNORED = 255

/** One side whose annotations are pictures. */
export interface Masked {
  readonly data: Dataset
  readonly masks: Masks
  /** Values that classes have, a bit each as in `masks`; null: classes have no names, or values are none (instances, segments). */
  readonly named: Uint8Array | null
  /** Values are classes. */
  readonly classed: boolean
}

/** null: the annotations of this side are no pictures. */
export function masked(data: Dataset | null, masks: Masks | null, task: Task): Masked | null {
  if (!data || !masks || masks.rows === 0) return null
  const classed = task === 'semantic-segmentation' && !data.masks
  return { data, masks, classed, named: classed ? namedValues(data.classes.length) : null }
}

export function countMasks({ masks }: Masked): number {
  return masks.status.reduce((sum, status) => sum + (PIXEL_STATUS[status] === 'missing' ? 0 : 1), 0)
}

/** What is wrong with masks: one pass over the columns, no object a mask. */
export function lintMasks(side: Masked, base: Masked | null): MaskFaults {
  const { masks, named, classed } = side
  const faults: Record<MaskCode, number[]> = {
    'unreadable-mask': [],
    'mask-size': [],
    'mask-value': [],
    'new-mask-value': [],
  }
  const known = classed && !named && base ? knownValues(base) : null
  for (let row = 0; row < masks.rows; row++) {
    const status = PIXEL_STATUS[masks.status[row]!]!
    if (status === 'missing' || status === 'absent') continue
    if (status !== 'ok') faults['unreadable-mask'].push(row)
    else {
      if (!fits(masks, row)) faults['mask-size'].push(row)
      if (named && hasOther(masks, row, named)) faults['mask-value'].push(row)
      if (known && hasOther(masks, row, known)) faults['new-mask-value'].push(row)
    }
  }
  return faults
}

/** Values that some mask of a side has; null: there are none, or not all of its masks are here. */
export function knownValues({ masks }: Masked): Uint8Array | null {
  if (masks.status.includes(PIXEL_STATUS.indexOf('absent'))) return null
  const known = new Uint8Array(VALUE_BYTES)
  for (let at = 0; at < masks.values.length; at++) known[at % VALUE_BYTES]! |= masks.values[at]!
  return known.some((byte) => byte !== 0) ? known : null
}

/** As many classes as there are names, from 0 or, 0 being everything else, from 1. */
function namedValues(classes: number): Uint8Array | null {
  if (classes === 0) return null
  const named = new Uint8Array(VALUE_BYTES)
  for (let value = 0; value <= IGNORED; value++)
    if (value <= classes || value === IGNORED) named[value >> 3]! |= 1 << (value & 7)
  return named
}

/** A mask whose values are not known has none. */
function hasOther({ values }: Masks, row: number, than: Uint8Array): boolean {
  for (let at = 0; at < VALUE_BYTES; at++) if (values[row * VALUE_BYTES + at]! & ~than[at]!) return true
  return false
}

/** A mask may lie as the picture is stored, where that is turned by its EXIF. */
function fits({ width, height, imageWidth, imageHeight }: Masks, row: number): boolean {
  const [w, h, iw, ih] = [width[row]!, height[row]!, imageWidth[row]!, imageHeight[row]!]
  return iw === 0 || (w === iw && h === ih) || (w === ih && h === iw)
}
