import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { isText, malformed, truncated, u16le, u24le, u32le } from './bytes.ts'
import { exifOrientation } from './exif.ts'

const [ALPHA, ANIMATION] = [0x10, 0x02]

/** VP8 (lossy), VP8L (lossless) or VP8X (canvas, then chunks, each at least eight bytes on). */
export function webpHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  if (bytes.length < 30) return truncated('the WebP header')
  const one = { format: 'webp', bits: 8, kind: 'rgb', orientation: 1, frames: 1 } as const
  if (isText(bytes, 12, 'VP8 ')) {
    if (u24le(bytes, 23) !== 0x2a019d) return malformed('the WebP file does not begin with a key frame')
    return { ...one, width: u16le(bytes, 26) & 0x3fff, height: u16le(bytes, 28) & 0x3fff, alpha: false }
  }
  if (isText(bytes, 12, 'VP8L')) {
    if (bytes[20] !== 0x2f) return malformed('the WebP file lacks the mark of a lossless picture')
    const bits = u32le(bytes, 21)
    const height = Math.floor(bits / 0x4000) & 0x3fff
    return { ...one, width: (bits & 0x3fff) + 1, height: height + 1, alpha: (bits & 0x10000000) !== 0 }
  }
  if (!isText(bytes, 12, 'VP8X')) return malformed('the WebP file holds no picture')
  const flags = bytes[20]!
  const canvas = { width: u24le(bytes, 24) + 1, height: u24le(bytes, 27) + 1, alpha: (flags & ALPHA) !== 0 }
  return { ...one, ...canvas, ...chunks(bytes, (flags & ANIMATION) !== 0) }
}

function chunks(bytes: Uint8Array, animated: boolean): Pick<ImageHeader, 'orientation' | 'frames'> {
  let orientation = 1
  let frames = 0
  let at = 30
  for (; at + 8 <= bytes.length; ) {
    const size = u32le(bytes, at + 4)
    if (isText(bytes, at, 'ANMF')) frames++
    if (isText(bytes, at, 'EXIF')) orientation = exifOrientation(bytes.subarray(at + 8, at + 8 + size))
    at += 8 + size + (size & 1)
  }
  const whole = at === bytes.length && at >= 8 + u32le(bytes, 4)
  return { orientation, frames: animated ? (whole ? frames : null) : 1 }
}
