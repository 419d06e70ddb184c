import { createHash } from 'node:crypto'
import type Sharp from 'sharp'
import type { ImageFault } from '#contract/ports'

export interface Pixels {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly data: Uint8Array
}
export type Read = { status: 'ok'; pixels: Pixels } | { status: ImageFault; detail: string }

/** 100 Mpx: more than any camera gives; decoded it takes 300 MB. */
const MOST_PIXELS = 100_000_000
const SECONDS = 20

/** Only the loaders that the formats need; everything else of libvips stays shut. */
export function lockDown(sharp: typeof Sharp): void {
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: [
      'VipsForeignLoadJpegBuffer',
      'VipsForeignLoadPngBuffer',
      'VipsForeignLoadWebpBuffer',
      'VipsForeignLoadTiffBuffer',
      'VipsForeignLoadNsgifBuffer',
    ],
  })
  sharp.cache(false)
  sharp.concurrency(1)
}

/** 8-bit sRGB samples of the first page; colour profiles are ignored, 16-bit samples lose their low byte. */
export async function readPixels(sharp: typeof Sharp, bytes: Uint8Array, orient: boolean): Promise<Read> {
  const fault = refused(bytes)
  if (fault) return fault
  try {
    const image = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: 'truncated',
      pages: 1,
      ignoreIcc: true,
      sequentialRead: true,
    })
    const oriented = (orient ? image.autoOrient() : image).timeout({ seconds: SECONDS })
    const { data, info } = await oriented
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { status: 'ok', pixels: { width: info.width, height: info.height, channels: info.channels, data } }
  } catch (error) {
    return faultOf(error as Error)
  }
}

/** sha-256 over width and height (u32, little endian) and the RGB rows: equal exactly when the pictures look the same. */
export function pixelHash(width: number, height: number, rgb: Uint8Array): Uint8Array {
  const size = new DataView(new ArrayBuffer(8))
  size.setUint32(0, width, true)
  size.setUint32(4, height, true)
  return createHash('sha256').update(new Uint8Array(size.buffer)).update(rgb).digest()
}

const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['webp', [0x52, 0x49, 0x46, 0x46]],
  ['tiff', [0x49, 0x49, 0x2a, 0x00]],
  ['tiff', [0x4d, 0x4d, 0x00, 0x2a]],
  ['gif', [0x47, 0x49, 0x46, 0x38]],
]

/** By the first bytes, whatever the name says: an SVG named .png, a text file, an empty file. */
function refused(bytes: Uint8Array): Read | null {
  if (bytes.length === 0) return { status: 'unreadable', detail: 'the file is empty' }
  const known = SIGNATURES.some(([, signature]) => signature.every((byte, at) => bytes[at] === byte))
  return known ? null : { status: 'unsupported-format', detail: 'not a JPEG, PNG, WebP, TIFF or GIF file' }
}

function faultOf(error: Error): Read {
  const detail = error.message.split('\n')[0]!.slice(0, 200)
  if (/pixel limit/i.test(detail)) return { status: 'too-large', detail: `more than ${MOST_PIXELS / 1e6} Mpx` }
  if (/timeout/i.test(detail)) return { status: 'timeout', detail: `more than ${SECONDS} s` }
  if (/out of memory|bad_alloc|allocat/i.test(detail)) return { status: 'out-of-memory', detail }
  return { status: 'unreadable', detail }
}
