import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { isText, malformed, truncated, u16be, unsupported } from './bytes.ts'
import { exifOrientation } from './exif.ts'

const [SOI, EOI, SOS, APP1] = [0xd8, 0xd9, 0xda, 0xe1]
/** Markers without a length: TEM, RST0–7. */
const bare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)
/** SOF0–15 without DHT, JPG and DAC. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Walks the segments up to the first scan: each is at least two bytes on. */
export function jpegHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  let orientation = 1
  let frame: Pick<ImageHeader, 'width' | 'height' | 'bits' | 'kind'> | null = null
  let at = 2
  for (;;) {
    while (at < bytes.length && bytes[at] !== 0xff) at++ // as libjpeg: what lies between segments is skipped
    while (at < bytes.length && bytes[at] === 0xff) at++
    const marker = bytes[at++]
    if (marker === undefined) break
    if (bare(marker) || marker === 0) continue
    if (marker === SOI) return malformed('a second start of a JPEG file')
    if (marker === EOI || marker === SOS) {
      if (!frame) return malformed('the JPEG file has no frame header')
      break
    }
    const length = u16be(bytes, at)
    if (length < 2) return malformed(`a JPEG segment of ${length} bytes`)
    if (isFrame(marker)) {
      if (frame) return malformed('two frame headers in one JPEG file')
      if (!(at + 8 <= bytes.length)) return truncated('the frame header')
      const components = bytes[at + 7]!
      if (components !== 1 && components !== 3 && components !== 4)
        return unsupported(`a JPEG file of ${components} components`)
      if (bytes[at + 2] !== 8) return unsupported(`a JPEG file of ${bytes[at + 2]} bits a sample`)
      frame = {
        height: u16be(bytes, at + 3),
        width: u16be(bytes, at + 5),
        bits: 8,
        kind: components === 1 ? 'grey' : components === 3 ? 'rgb' : 'cmyk',
      }
    } else if (marker === APP1 && isText(bytes, at + 2, 'Exif\0\0')) {
      orientation = exifOrientation(bytes.subarray(at + 2, at + length))
    }
    if (!(at + length <= bytes.length)) break
    at += length
  }
  return frame
    ? { format: 'jpeg', ...frame, alpha: false, orientation, frames: 1 }
    : truncated('the segments before it')
}
