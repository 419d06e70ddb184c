import type { Raster, RasterFault } from '#contract/raster'
import { isDigit, isSpace, type PnmLayout, pnmLayout, shown, skipSpace } from './pnm.ts'
import { rasterFault } from './raster-fault.ts'

/**
 * Decodes PBM, PGM and PPM, ASCII and binary. Samples up to 255 are scaled to 8 bits, larger ones to 16: v · full /
 * largest, halves to even as Pillow does. What follows the first picture is not read.
 */
export function decodePnm(bytes: Uint8Array, mostPixels: number): Raster | RasterFault {
  const layout = pnmLayout(bytes)
  if ('fault' in layout) return rasterFault(layout)
  const { width, height, channels, ascii, most } = layout
  if (width * height > mostPixels)
    return { status: 'too-large', detail: `${width} × ${height}: more than ${mostPixels / 1e6} Mpx` }
  if (bytes.length - layout.pixelsAt < leastBytes(layout)) return short(layout)
  const count = width * height * channels
  const wide = most > 255
  const data = new Uint8Array(count)
  const low = wide ? new Uint8Array(count) : null
  const full = wide ? 65535 : 255
  const store = (at: number, sample: number): void => {
    const value = most === full ? sample : halfToEven((sample * full) / most)
    data[at] = wide ? value >> 8 : value
    if (low) low[at] = value & 255
  }
  const fault = (ascii ? readAscii : readBinary)(bytes, layout, count, store)
  return fault ?? { width, height, channels, data, low }
}

function short({ width, height }: PnmLayout): RasterFault {
  return unreadable(`${width} × ${height} pixels, and the file ends before the last one`)
}
function unreadable(detail: string): RasterFault {
  return { status: 'unreadable', detail }
}

/** Without these nothing is allocated. */
function leastBytes({ width, height, channels, bitmap, ascii, most }: PnmLayout): number {
  if (bitmap) return ascii ? width * height : Math.ceil(width / 8) * height
  if (ascii) return width * height * channels * 2 - 1 // a digit and a space
  return width * height * channels * (most > 255 ? 2 : 1)
}

type Store = (at: number, sample: number) => void

function readBinary(bytes: Uint8Array, layout: PnmLayout, count: number, store: Store): RasterFault | null {
  const { width, bitmap, most, pixelsAt } = layout
  if (bitmap) {
    const stride = Math.ceil(width / 8)
    for (let i = 0; i < count; i++) {
      const x = i % width
      store(i, 1 - ((bytes[pixelsAt + ((i - x) / width) * stride + (x >> 3)]! >> (7 - (x & 7))) & 1))
    }
    return null
  }
  for (let i = 0, at = pixelsAt; i < count; i++) {
    const value = most > 255 ? bytes[at++]! * 256 + bytes[at++]! : bytes[at++]!
    if (value > most) return unreadable(`a sample of ${value}, where the largest is ${most}`)
    store(i, value)
  }
  return null
}

function readAscii(bytes: Uint8Array, layout: PnmLayout, count: number, store: Store): RasterFault | null {
  const { bitmap, most } = layout
  for (let i = 0, at = layout.pixelsAt; i < count; i++) {
    at = skipSpace(bytes, at)
    if (at >= bytes.length) return short(layout)
    const start = at
    let value = 0
    // Bits of a bitmap need no space between them.
    while (isDigit(bytes[at]) && value <= most && !(bitmap && at > start)) value = value * 10 + bytes[at++]! - 0x30
    if (at === start) return unreadable(`${shown(bytes[at]!)} where a sample is expected`)
    if (value > most) return unreadable(`a sample of ${value} or more, where the largest is ${most}`)
    if (!bitmap && at < bytes.length && !isSpace(bytes[at]) && bytes[at] !== 0x23)
      return unreadable(`${shown(bytes[at]!)} behind a sample`)
    store(i, bitmap ? 1 - value : value)
  }
  return null
}

function halfToEven(value: number): number {
  const floor = Math.floor(value)
  return value - floor === 0.5 ? floor + (floor % 2) : Math.round(value)
}
