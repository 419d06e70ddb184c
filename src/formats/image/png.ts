import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { isText, malformed, truncated, u32be } from './bytes.ts'
import { exifOrientation } from './exif.ts'

/** By colour type: what it is, whether with alpha, and the depths that it may have. */
const TYPES: Readonly<Record<number, readonly [ImageHeader['kind'], boolean, readonly number[]]>> = {
  0: ['grey', false, [1, 2, 4, 8, 16]],
  2: ['rgb', false, [8, 16]],
  3: ['palette', false, [1, 2, 4, 8]],
  4: ['grey', true, [8, 16]],
  6: ['rgb', true, [8, 16]],
}

/** IHDR, then the chunks before the first IDAT: each is at least twelve bytes on. */
export function pngHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  if (bytes.length >= 8 && !isText(bytes, 4, '\r\n\x1a\n')) return malformed('a PNG file changed as if it were text')
  if (bytes.length < 33) return truncated('the PNG header')
  if (!isText(bytes, 12, 'IHDR') || u32be(bytes, 8) !== 13) return malformed('the PNG file does not begin with IHDR')
  const [width, height] = [u32be(bytes, 16), u32be(bytes, 20)]
  if (width > 0x7fffffff || height > 0x7fffffff) return malformed(`a PNG picture of ${width} × ${height}`)
  const [bits, type] = [bytes[24]!, bytes[25]!]
  const known = TYPES[type]
  if (!known?.[2].includes(bits)) return malformed(`PNG colour type ${type} with ${bits} bits`)
  let alpha = known[1]
  let orientation = 1
  for (let at = 33; at + 8 <= bytes.length && !isText(bytes, at + 4, 'IDAT'); at += 12 + u32be(bytes, at)) {
    if (isText(bytes, at + 4, 'tRNS')) alpha = true
    if (isText(bytes, at + 4, 'eXIf')) orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + u32be(bytes, at)))
  }
  return { format: 'png', width, height, bits, kind: known[0], alpha, orientation, frames: 1 }
}
