import { equalBytes } from '#contract/byte-index'
import type { Found } from '#contract/outcome'
import { valuesAt } from '#evidence/masks/types'
import type { Match } from '#evidence/match/types'
import { PIXEL_STATUS } from '#evidence/pixels/types'
import { bounded, oldOnes } from '../../bounded-findings.ts'
import { type Looked, notRead } from '../../not-read.ts'
import { imageRef, place } from '../../record-places.ts'
import { knownValues, MASK_CODES, type MaskCode, type Masked, type MaskFaults } from './lint-masks.ts'

/** New masks at fault that are put in order; what is beyond is only counted. */
const SORTED = 10_000
/** Values told of one mask. */
const LISTED = 10

type More = 'further-invalid' | 'further-odd'
const MORE: Readonly<Record<MaskCode, More>> = {
  'unreadable-mask': 'further-invalid',
  'mask-size': 'further-odd',
  'mask-value': 'further-invalid',
  'new-mask-value': 'further-odd',
}

/** Old is what base says as well of the same mask of the same image. */
export function maskFindings(
  head: Masked,
  faults: MaskFaults,
  base: Masked | null,
  match: Match | null,
): Found<MaskCode | More | 'masks-not-read'>[] {
  const known = base && faults['new-mask-value'].length > 0 ? knownValues(base) : null
  const told = MASK_CODES.flatMap((code) => {
    const find = (row: number) => toFound(code, head, row, known)
    const fresh: number[] = []
    const old: number[] = []
    for (const row of faults[code]) (base && match && isOld(code, head, row, base, match) ? old : fresh).push(row)
    const first = fresh.slice(0, SORTED).map(find)
    return bounded(first, oldOnes(old.length, old.slice(0, 1).map(find)), MORE[code], fresh.length - first.length)
  })
  const unread = notRead(looked(head), base && looked(base))
  return [...told, ...unread.map((one) => ({ ...one, code: 'masks-not-read' as const }))]
}

function isOld(code: MaskCode, head: Masked, row: number, base: Masked, { headToBase }: Match): boolean {
  const partner = headToBase[row]!
  if (partner < 0) return false
  const [is, was] = [head.masks, base.masks]
  const same =
    is.content.kinds[row] === was.content.kinds[partner] &&
    equalBytes(is.content.hashes, row * 32, row * 32 + 32, was.content.hashes, partner * 32, partner * 32 + 32)
  if (!same || is.status[row] !== was.status[partner]) return false
  if (code === 'unreadable-mask') return true
  if (code === 'mask-size')
    return is.imageWidth[row] === was.imageWidth[partner] && is.imageHeight[row] === was.imageHeight[partner]
  // A class that was added leaves old values without one; a class that was taken away makes new ones.
  if (code === 'mask-value' && base.named) {
    const before = new Set(valuesAt(was, partner, base.named))
    return valuesAt(is, row, head.named!).every((value) => before.has(value))
  }
  return false
}

function toFound(code: MaskCode, head: Masked, row: number, known: Uint8Array | null): Found<MaskCode> {
  const { data, masks } = head
  const path = masks.path.get(row)
  const { args, what } = describe(code, head, row, known)
  return {
    code,
    args: { path, ...args },
    about: [place(path, 0), imageRef(data, row)],
    age: 'new',
    count: 1,
    subject: data.path.get(row),
    basis: `${masks.content.text(row)} ${what}`,
  }
}

/** Arguments of the message, and the fault in words that do not name the mask. */
function describe(
  code: MaskCode,
  { data, masks, named }: Masked,
  row: number,
  known: Uint8Array | null,
): { readonly args: Found['args']; readonly what: string } {
  if (code === 'unreadable-mask') {
    const status = PIXEL_STATUS[masks.status[row]!]!
    return { args: { status, detail: masks.detail.get(row) ?? 'as an earlier run found' }, what: status }
  }
  if (code === 'mask-size') {
    const size = `${masks.width[row]} × ${masks.height[row]}`
    const of = `${masks.imageWidth[row]} × ${masks.imageHeight[row]}`
    return { args: { size, image: data.path.get(row), of }, what: `${size} ${of}` }
  }
  const values = list(valuesAt(masks, row, code === 'mask-value' ? named! : known!))
  return { args: code === 'mask-value' ? { values, last: data.classes.length - 1 } : { values }, what: values }
}

function looked({ data, masks }: Masked): Looked {
  return { data, pixels: masks }
}

function list(values: readonly number[]): string {
  const rest = values.length - LISTED
  return values.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
