import { isText, u16be, u16le, u32be, u32le } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/**
 * Orientation in an EXIF block (a TIFF file of its own, with or without `Exif\0\0` before it): the first directory is
 * looked through once, no pointer but its own is followed. 1 when there is none, or nonsense.
 */
export function exifOrientation(block: Uint8Array): number {
  const exif = isText(block, 0, 'Exif\0\0') ? block.subarray(6) : block
  const little = isText(exif, 0, 'II')
  if (!little && !isText(exif, 0, 'MM')) return 1
  const [u16, u32] = little ? [u16le, u32le] : [u16be, u32be]
  const directory = u32(exif, 4)
  const entries = u16(exif, directory)
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * 12
    if (!(at + 12 <= exif.length)) return 1
    if (u16(exif, at) !== ORIENTATION) continue
    const value = u16(exif, at + 2) === SHORT ? u16(exif, at + 8) : 1
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
