import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { i32le, malformed, truncated, u16le, u32le, unsupported } from './bytes.ts'

/** Where the parts of a BMP file lie, checked against its length. */
export interface BmpLayout {
  readonly width: number
  readonly height: number
  /** The first row of the file is the top one (a negative height). */
  readonly topDown: boolean
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32
  /** Bits of red, green, blue and alpha in a pixel of 16 or 32; 0: none. */
  readonly masks: readonly [number, number, number, number]
  /** RGB, three bytes a colour; null above 8 bits. */
  readonly palette: Uint8Array | null
  readonly pixelsAt: number
  /** Bytes of a row, padded to four. */
  readonly stride: number
}

const BITS: readonly number[] = [1, 4, 8, 16, 24, 32]
const COMPRESSIONS = [
  'none',
  'run lengths of 8 bits',
  'run lengths of 4 bits',
  'masks',
  'JPEG',
  'PNG',
  'masks with alpha',
]
const [NONE, MASKS, MASKS_ALPHA] = [0, 3, 6]
const FILE_HEADER = 14
const CORE = 12
/** OS/2 1, Windows 3, 3 with masks, with alpha, OS/2 2, Windows 4, 5. */
const INFO_SIZES: readonly number[] = [CORE, 40, 52, 56, 64, 108, 124]

export function bmpLayout(bytes: Uint8Array): BmpLayout | HeaderFault {
  if (bytes.length < FILE_HEADER + CORE) return truncated('the BMP header')
  const info = u32le(bytes, 14)
  if (!INFO_SIZES.includes(info)) return malformed(`a BMP header of ${info} bytes`)
  if (bytes.length < FILE_HEADER + info) return truncated('the BMP header')
  const core = info === CORE
  const width = core ? u16le(bytes, 18) : i32le(bytes, 18)
  const signed = core ? u16le(bytes, 20) : i32le(bytes, 22)
  const height = Math.abs(signed)
  const bits = u16le(bytes, core ? 24 : 28)
  if (width <= 0 || height === 0) return malformed(`a BMP picture of ${width} × ${signed}`)
  if (!BITS.includes(bits)) return unsupported(`a BMP picture of ${bits} bits a pixel`)
  const compression = core ? NONE : u32le(bytes, 30)
  const masked = compression === MASKS || compression === MASKS_ALPHA
  if (compression !== NONE && !(masked && bits >= 16))
    return unsupported(
      `a BMP picture compressed by ${COMPRESSIONS[compression] ?? `method ${compression}`}, ${bits} bits`,
    )
  const masks = masksOf(bytes, info, bits, masked, compression === MASKS_ALPHA)
  if ('fault' in masks) return masks
  const outside = masked && info === 40 ? (compression === MASKS_ALPHA ? 16 : 12) : 0
  const palette = bits > 8 ? null : paletteOf(bytes, FILE_HEADER + info, bits, core)
  if (palette && 'fault' in palette) return palette
  const pixelsAt = u32le(bytes, 10)
  if (pixelsAt < FILE_HEADER + info + outside) return malformed(`BMP pixels at ${pixelsAt}, within the header`)
  const stride = Math.ceil((width * bits) / 32) * 4
  return { width, height, topDown: signed < 0, bits: bits as BmpLayout['bits'], masks, palette, pixelsAt, stride }
}

export function bmpHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  const layout = bmpLayout(bytes)
  if ('fault' in layout) return layout
  const { width, height, bits, palette, masks } = layout
  const kind = palette ? (isGrey(layout) ? 'grey' : 'palette') : 'rgb'
  const depth = bits >= 16 ? 8 : bits
  return { format: 'bmp', width, height, bits: depth, kind, alpha: masks[3] !== 0, orientation: 1, frames: 1 }
}

/** Its palette is black and white, or 0–255. */
export function isGrey({ palette, bits }: BmpLayout): boolean {
  if (!palette || bits === 4 || palette.length !== 3 * 2 ** bits) return false
  const step = bits === 1 ? 255 : 1
  return palette.every((value, at) => value === Math.floor(at / 3) * step)
}

function masksOf(
  bytes: Uint8Array,
  info: number,
  bits: number,
  masked: boolean,
  alpha: boolean,
): BmpLayout['masks'] | HeaderFault {
  if (!masked) return bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0]
  const count = alpha || info >= 56 ? 4 : 3 // behind a header of 40 bytes, or within a longer one: the same place
  if (bytes.length < 54 + 4 * count) return truncated('the BMP masks')
  const [r, g, b, a = 0] = Array.from({ length: count }, (_, i) => u32le(bytes, 54 + 4 * i)) as [number, number, number]
  const masks: BmpLayout['masks'] = [r, g, b, a]
  let taken = 0
  for (const [index, mask] of masks.entries()) {
    if (mask === 0 && index === 3) continue
    if (mask === 0 || mask >= 2 ** bits || (mask & taken) !== 0 || !/^0*1+0*$/.test(mask.toString(2)))
      return malformed(`a BMP colour mask of ${mask.toString(16)}`)
    taken |= mask
  }
  return masks
}

function paletteOf(bytes: Uint8Array, at: number, bits: number, core: boolean): Uint8Array | HeaderFault {
  const used = core ? 0 : u32le(bytes, 46)
  if (used > 2 ** bits) return malformed(`a BMP palette of ${used} colours for ${bits} bits`)
  const colours = used || 2 ** bits
  const step = core ? 3 : 4
  if (bytes.length < at + colours * step) return truncated('the BMP palette')
  const palette = new Uint8Array(colours * 3)
  for (let colour = 0; colour < colours; colour++)
    for (let channel = 0; channel < 3; channel++)
      palette[colour * 3 + channel] = bytes[at + colour * step + 2 - channel]! // stored as blue, green, red
  return palette
}
