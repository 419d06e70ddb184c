import type { Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { type Masks, VALUE_BYTES, valuesAt } from '#evidence/masks/types'
import type { Match } from '#evidence/match/types'
import { PIXEL_STATUS } from '#evidence/pixels/types'
import { bounded, oldOnes } from '../../bounded-findings.ts'
import { type Looked, notRead } from '../../not-read.ts'
import { imageRef, place } from '../../record-places.ts'

const CODES = ['unreadable-mask', 'mask-size', 'mask-value', 'new-mask-value'] as const
type MaskCode = (typeof CODES)[number]
type More = 'further-invalid' | 'further-odd'
const MORE: Readonly<Record<MaskCode, More>> = {
  'unreadable-mask': 'further-invalid',
  'mask-size': 'further-odd',
  'mask-value': 'further-invalid',
  'new-mask-value': 'further-odd',
}
/** What nearly all losses and metrics leave out. */
const IGNORED = 255
const LISTED = 10

/** One side whose annotations are pictures. */
export interface Masked {
  readonly data: Dataset
  readonly masks: Masks
}
interface Fault {
  readonly row: number
  readonly args: Found['args']
  /** The fault in words that do not name the mask. */
  readonly what: string
}

/** null: the annotations of this side are no pictures. */
export function masked(data: Dataset | null, masks: Masks | null): Masked | null {
  return data && masks && masks.rows > 0 ? { data, masks } : null
}

export function countMasks({ masks }: Masked): number {
  return masks.status.reduce((sum, status) => sum + (PIXEL_STATUS[status] === 'missing' ? 0 : 1), 0)
}

/** Masks at fault by themselves, and values that base has nowhere. */
export function maskFaults(side: Masked, base: Masked | null): Record<MaskCode, Fault[]> {
  const faults: Record<MaskCode, Fault[]> = {
    'unreadable-mask': [],
    'mask-size': [],
    'mask-value': [],
    'new-mask-value': [],
  }
  const { data, masks } = side
  const classes = data.classes.length
  const known = classes === 0 && base ? valuesOf(base) : new Set<number>()
  for (let row = 0; row < masks.rows; row++) {
    const status = PIXEL_STATUS[masks.status[row]!]!
    if (status === 'missing' || status === 'absent') continue
    const path = masks.path.get(row)
    if (status !== 'ok') {
      const detail = masks.detail.get(row) ?? 'as an earlier run found'
      faults['unreadable-mask'].push({ row, args: { path, status, detail }, what: status })
      continue
    }
    const [mask, image] = [sizeOf(masks.width, masks.height, row), sizeOf(masks.imageWidth, masks.imageHeight, row)]
    if (!fits(masks, row))
      faults['mask-size'].push({
        row,
        args: { path, size: mask, image: data.path.get(row), of: image },
        what: `${mask} ${image}`,
      })
    if (masks.valued[row] !== 1) continue
    const values = valuesAt(masks, row)
    const beyond = classes === 0 ? [] : values.filter((value) => value > classes && value !== IGNORED)
    if (beyond.length > 0)
      faults['mask-value'].push({ row, args: { path, values: list(beyond), last: classes - 1 }, what: list(beyond) })
    const fresh = known.size === 0 ? [] : values.filter((value) => !known.has(value))
    if (fresh.length > 0) faults['new-mask-value'].push({ row, args: { path, values: list(fresh) }, what: list(fresh) })
  }
  return faults
}

/** Old is what base says as well of the same mask of the same image. */
export function maskFindings(
  head: Masked,
  base: Masked | null,
  match: Match | null,
): Found<MaskCode | More | 'masks-not-read'>[] {
  const now = maskFaults(head, base)
  const was = base && maskFaults(base, null)
  const told = CODES.flatMap((code) => {
    const known = new Set(base && was ? was[code].map((fault) => keyOf(base, fault, fault.row)) : [])
    const isOld = (fault: Fault) => match !== null && known.has(keyOf(head, fault, match.headToBase[fault.row]!))
    const fresh = now[code].filter((fault) => !isOld(fault)).map((fault) => toFound(code, head, fault))
    const old = now[code].filter(isOld)
    return bounded(
      fresh,
      oldOnes(
        old.length,
        old.slice(0, 1).map((fault) => toFound(code, head, fault)),
      ),
      MORE[code],
    )
  })
  const unread = notRead(looked(head), base && looked(base))
  return [...told, ...unread.map((one) => ({ ...one, code: 'masks-not-read' as const }))]
}

function keyOf({ masks }: Masked, { row, what }: Fault, image: number): string {
  return `${image} ${masks.content.text(row)} ${what}`
}

function toFound(code: MaskCode, { data, masks }: Masked, { row, args, what }: Fault): Found<MaskCode> {
  return {
    code,
    args,
    about: [place(masks.path.get(row), 0), imageRef(data, row)],
    age: 'new',
    count: 1,
    subject: data.path.get(row),
    basis: `${masks.content.text(row)} ${what}`,
  }
}

function looked({ data, masks }: Masked): Looked {
  return { data, pixels: masks }
}

/** A mask may lie as the picture is stored, where that is turned by its EXIF. */
function fits({ width, height, imageWidth, imageHeight }: Masks, row: number): boolean {
  const [w, h, iw, ih] = [width[row]!, height[row]!, imageWidth[row]!, imageHeight[row]!]
  return iw === 0 || (w === iw && h === ih) || (w === ih && h === iw)
}

function valuesOf({ masks }: Masked): Set<number> {
  const union = new Uint8Array(VALUE_BYTES)
  for (let at = 0; at < masks.values.length; at++) union[at % VALUE_BYTES]! |= masks.values[at]!
  return new Set(valuesAt({ values: union }, 0))
}

function sizeOf(width: Uint32Array, height: Uint32Array, row: number): string {
  return `${width[row]} × ${height[row]}`
}

function list(values: readonly number[]): string {
  const rest = values.length - LISTED
  return values.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
