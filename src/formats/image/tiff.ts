import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { isText, malformed, truncated, u16be, u16le, u32be, u32le, unsupported } from './bytes.ts'

const TAG = {
  width: 256,
  height: 257,
  bits: 258,
  photometric: 262,
  orientation: 274,
  samples: 277,
  extra: 338,
  format: 339,
} as const
const [BYTE, SHORT, LONG] = [1, 3, 4]
const UNSIGNED = 1
/** More directories than any scanner makes: what has more is counted no further. */
const MOST_PAGES = 10_000
const KINDS: Readonly<Record<number, ImageHeader['kind']>> = {
  0: 'grey', // white is zero
  1: 'grey',
  2: 'rgb',
  3: 'palette',
  5: 'cmyk',
  6: 'rgb', // YCbCr
}

/** The first directory, and the number of those that it is chained to; a chain that bites its tail is malformed. */
export function tiffHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  const little = isText(bytes, 0, 'II')
  const [u16, u32] = little ? [u16le, u32le] : [u16be, u32be]
  const first = u32(bytes, 4)
  const entries = u16(bytes, first)
  if (!(first + 2 + entries * 12 <= bytes.length)) return truncated('the first TIFF directory')
  /** First value of a tag; `whole` values of SHORT lists are looked up where they lie. */
  const values = (tag: number): number[] => {
    for (let index = 0; index < entries; index++) {
      const at = first + 2 + index * 12
      if (u16(bytes, at) !== tag) continue
      const [type, count] = [u16(bytes, at + 2), Math.min(u32(bytes, at + 4), 8)]
      const width = type === BYTE ? 1 : type === SHORT ? 2 : type === LONG ? 4 : 0
      const place = count * width <= 4 ? at + 8 : u32(bytes, at + 8)
      const read =
        type === BYTE ? (where: number) => bytes[where]! : (where: number) => (width === 2 ? u16 : u32)(bytes, where)
      return width === 0 ? [] : Array.from({ length: count }, (_, i) => read(place + i * width))
    }
    return []
  }
  const one = (tag: number, otherwise: number) => values(tag)[0] ?? otherwise
  const samples = one(TAG.samples, 1)
  const [bits = 1, ...others] = values(TAG.bits)
  const photometric = one(TAG.photometric, 1)
  const kind = KINDS[photometric]
  if (kind === undefined) return unsupported(`a TIFF file of photometric interpretation ${photometric}`)
  const colours = kind === 'grey' || kind === 'palette' ? 1 : kind === 'rgb' ? 3 : 4
  if (!(samples >= colours && samples <= colours + 1))
    return unsupported(`a TIFF file of ${samples} samples a pixel, where ${colours} colours are expected`)
  if (one(TAG.format, UNSIGNED) !== UNSIGNED) return unsupported('a TIFF file of signed or floating-point samples')
  if (![1, 2, 4, 8, 16].includes(bits) || others.some((other) => other !== bits))
    return unsupported(`a TIFF file of ${[bits, ...others].join(', ')} bits a sample`)
  const pages = countPages(bytes, first, u16, u32)
  if (pages === 'cyclic') return malformed('the directories of the TIFF file form a circle')
  const turned = one(TAG.orientation, 1)
  return {
    format: 'tiff',
    width: one(TAG.width, 0),
    height: one(TAG.height, 0),
    bits,
    kind,
    alpha: samples > colours,
    orientation: turned >= 1 && turned <= 8 ? turned : 1,
    frames: pages,
  }
}

type ReadNumber = (bytes: Uint8Array, at: number) => number

function countPages(bytes: Uint8Array, first: number, u16: ReadNumber, u32: ReadNumber): number | null | 'cyclic' {
  const seen = new Set<number>()
  for (let at = first; at !== 0; at = u32(bytes, at + 2 + u16(bytes, at) * 12)) {
    if (seen.has(at)) return 'cyclic'
    if (!(at + 2 <= bytes.length)) return null
    seen.add(at)
    if (seen.size >= MOST_PAGES) return null
  }
  return seen.size
}
