import { unzlibSync } from 'fflate/browser'
import { isText, u32be } from './bytes.ts'
import { pngHeader } from './png.ts'

const MOST_PIXELS = 32 * 1024 * 1024
/** Masks have few values; photographs have more than anyone wants to count. */
export const MOST_VALUES = 256

/**
 * The distinct pixels of a PNG: indices of a palette, greys, or colours (PNG 1.2, sections 4 and 6). null: interlaced, of
 * 16 bits a sample, larger than 32 Mpx, of more than `MOST_VALUES` values, or broken.
 */
export function pngValues(bytes: Uint8Array): ReadonlySet<number> | null {
  const header = isText(bytes, 1, 'PNG') ? pngHeader(bytes) : null
  if (header === null || 'fault' in header || header.bits === 16 || bytes[28] !== 0) return null
  const { width, height, bits } = header
  if (width * height > MOST_PIXELS) return null
  const samples = [1, 0, 3, 1, 2, 0, 4][bytes[25]!]!
  const line = Math.ceil((width * bits * samples) / 8)
  const raw = inflated(bytes, (line + 1) * height)
  if (raw === null) return null
  const values = new Set<number>()
  const step = Math.max(1, (bits * samples) >> 3)
  for (let row = 0; row < height; row++) {
    const at = row * (line + 1)
    if (!unfilter(raw, at, line, step, row === 0)) return null
    collect(raw.subarray(at + 1, at + 1 + line), width, bits, samples, values)
    if (values.size > MOST_VALUES) return null
  }
  return values
}

/** As `pngValues`, of indices of a palette and of greys only. */
export function pngIndices(bytes: Uint8Array): ReadonlySet<number> | null {
  return bytes[25] === 0 || bytes[25] === 3 ? pngValues(bytes) : null
}

/** All IDAT chunks as one stream; what it has beyond `length` is not kept. */
function inflated(bytes: Uint8Array, length: number): Uint8Array | null {
  const parts: Uint8Array[] = []
  for (let at = 8; at < bytes.length; at += 12 + u32be(bytes, at)) {
    if (!(at + 12 + u32be(bytes, at) <= bytes.length)) return null // cut off
    if (isText(bytes, at + 4, 'IDAT')) parts.push(bytes.subarray(at + 8, at + 8 + u32be(bytes, at)))
  }
  if (parts.every((part) => part.length < 7)) return null // of nothing, fflate makes zeros
  try {
    const raw = unzlibSync(Buffer.concat(parts), { out: new Uint8Array(length) })
    return raw.length === length ? raw : null
  } catch {
    return null
  }
}

/** Undoes the filter of a line in place; false: there is no such filter. */
function unfilter(raw: Uint8Array, at: number, length: number, step: number, isFirst: boolean): boolean {
  const filter = raw[at]!
  if (filter === 0) return true
  const above = at - length - 1
  for (let i = 1; i <= length; i++) {
    const left = i > step ? raw[at + i - step]! : 0
    const up = isFirst ? 0 : raw[above + i]!
    const corner = isFirst || i <= step ? 0 : raw[above + i - step]!
    if (filter === 1) raw[at + i]! += left
    else if (filter === 2) raw[at + i]! += up
    else if (filter === 3) raw[at + i]! += (left + up) >> 1
    else if (filter === 4) raw[at + i]! += paeth(left, up, corner)
    else return false
  }
  return true
}

function paeth(left: number, up: number, corner: number): number {
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)]
  return a <= b && a <= c ? left : b <= c ? up : corner
}

function collect(line: Uint8Array, width: number, bits: number, samples: number, values: Set<number>): void {
  if (samples > 1) {
    for (let at = 0; at < line.length; at += samples) {
      let value = 0
      for (let i = 0; i < samples; i++) value = value * 256 + line[at + i]!
      values.add(value)
    }
    return
  }
  const mask = (1 << bits) - 1
  for (let x = 0; x < width; x++) values.add((line[(x * bits) >> 3]! >> (8 - bits - ((x * bits) & 7))) & mask)
}
