import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { malformed, truncated } from './bytes.ts'

export interface PnmLayout {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** Bitmaps have bits, 1 is black. */
  readonly bitmap: boolean
  readonly ascii: boolean
  /** Largest value of a sample. */
  readonly most: number
  readonly pixelsAt: number
}

/** Longer comments and numbers than a header can have. */
const HEADER_LIMIT = 64 * 1024

/** `P1`–`P6`, then width, height and (not for bitmaps) the largest value, with comments between them. */
export function pnmLayout(bytes: Uint8Array): PnmLayout | HeaderFault {
  const kind = bytes[1]! - 0x30
  const bitmap = kind === 1 || kind === 4
  const numbers: number[] = []
  let at = 2
  while (numbers.length < (bitmap ? 2 : 3)) {
    const start = skipSpace(bytes, at)
    if (start >= HEADER_LIMIT) return malformed('a PNM header of more than 64 KiB')
    let value = 0
    for (at = start; isDigit(bytes[at]); at++) value = Math.min(value * 10 + bytes[at]! - 0x30, 2 ** 31)
    if (at >= bytes.length) return truncated('the PNM header')
    if (at === start) return malformed(`a PNM header with ${shown(bytes[at]!)} where a number is expected`)
    numbers.push(value)
  }
  if (!isSpace(bytes[at])) return malformed(`a PNM header with ${shown(bytes[at]!)} behind a number`)
  const [width, height, most = 1] = numbers as [number, number, number?]
  if (width === 0 || height === 0) return malformed(`a PNM picture of ${width} × ${height}`)
  if (most === 0 || most > 65535) return malformed(`a PNM picture with samples up to ${most}`)
  const channels = kind === 3 || kind === 6 ? 3 : 1
  return { width, height, channels, bitmap, ascii: kind <= 3, most, pixelsAt: at + 1 }
}

export function pnmHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  const layout = pnmLayout(bytes)
  if ('fault' in layout) return layout
  const { width, height, channels, bitmap, most } = layout
  const bits = bitmap ? 1 : most > 255 ? 16 : 8
  const kind = channels === 1 ? 'grey' : 'rgb'
  return { format: 'pnm', width, height, bits, kind, alpha: false, orientation: 1, frames: 1 }
}

export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 9 && byte <= 13)
}
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}
export function shown(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `byte ${byte}`
}

/** Behind white space and comments, which go from # to the end of the line. */
export function skipSpace(bytes: Uint8Array, start: number): number {
  let at = start
  for (;;) {
    while (isSpace(bytes[at])) at++
    if (bytes[at] !== 0x23) return at
    while (at < bytes.length && bytes[at] !== 10 && bytes[at] !== 13) at++
  }
}
