import type { HeaderFault, ImageHeader } from '../image-header.ts'
import { truncated, u16le } from './bytes.ts'

const [EXTENSION, PICTURE, TRAILER, CONTROL] = [0x21, 0x2c, 0x3b, 0xf9]

/** The canvas, then block by block to the trailer: every step is at least one byte on. */
export function gifHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  if (bytes.length < 13) return truncated('the GIF header')
  const flags = bytes[10]!
  const { frames, alpha } = blocks(bytes, 13 + colours(flags))
  return {
    format: 'gif',
    width: u16le(bytes, 6),
    height: u16le(bytes, 8),
    bits: (flags & 7) + 1,
    kind: 'palette',
    alpha,
    orientation: 1,
    frames,
  }
}

function blocks(bytes: Uint8Array, start: number): Pick<ImageHeader, 'frames' | 'alpha'> {
  let frames = 0
  let alpha = false
  for (let at = start; at < bytes.length; ) {
    const kind = bytes[at]
    if (kind === TRAILER) return { frames, alpha }
    if (kind === EXTENSION) {
      if (bytes[at + 1] === CONTROL && (bytes[at + 3]! & 1) === 1) alpha = true
      at = skip(bytes, at + 2)
    } else if (kind === PICTURE) {
      frames++
      at = skip(bytes, at + 11 + colours(bytes[at + 9]!))
    } else break // rubbish: decoders stop here as well
  }
  return { frames: null, alpha }
}

/** Bytes of the palette that the flags announce. */
function colours(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

/** Behind a list of sub-blocks. */
function skip(bytes: Uint8Array, start: number): number {
  let at = start
  while (bytes[at]! > 0) at += bytes[at]! + 1
  return at + 1
}
