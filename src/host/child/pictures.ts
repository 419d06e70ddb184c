import type sharp from 'sharp'
import type { ImageFault } from '#contract/ports'

export type Sharp = typeof sharp

export interface Samples {
  readonly width: number
  readonly height: number
  readonly channels: number
  /** Interleaved; 16-bit ones in the byte order of the machine. */
  readonly data: Uint8Array
}
export type ReadSamples = { status: 'ok'; samples: Samples } | { status: ImageFault; detail: string }

/** 100 Mpx: more than any camera gives; decoded it takes 300 MB. */
export const MOST_PIXELS = 100_000_000
const SECONDS = 20

/** Only the loaders that the formats need; everything else of libvips stays shut. */
export function lockDown(sharp: Sharp): void {
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

/** What the header says that the file holds. */
export interface Stored {
  readonly format: string
  readonly kind: 'grey' | 'rgb' | 'cmyk'
  /** 16 bits a sample. */
  readonly deep: boolean
}

/** Samples of the first page, as stored: colour profiles are ignored, EXIF's orientation is not applied. */
export async function readSamples(
  sharp: Sharp,
  bytes: Uint8Array,
  { format, kind, deep }: Stored,
): Promise<ReadSamples> {
  const space = { grey: deep ? 'grey16' : 'b-w', rgb: deep ? 'rgb16' : 'srgb', cmyk: 'cmyk' }[kind]
  try {
    const image = sharp(bytes, {
      limitInputPixels: MOST_PIXELS,
      failOn: format === 'tiff' ? 'error' : 'truncated', // pixels that a TIFF lacks are black to all lower levels
      pages: 1,
      ignoreIcc: true,
      sequentialRead: true,
    })
    if (kind === 'cmyk') image.pipelineColourspace('cmyk') // else inks become light by a profile of libvips's own
    const { data, info } = await image
      .timeout({ seconds: SECONDS })
      .toColourspace(space)
      .raw({ depth: deep ? 'ushort' : 'uchar' })
      .toBuffer({ resolveWithObject: true })
    return { status: 'ok', samples: { width: info.width, height: info.height, channels: info.channels, data } }
  } catch (error) {
    return faultOf(error as Error)
  }
}

function faultOf(error: Error): ReadSamples {
  const detail = error.message.split('\n')[0]!.slice(0, 200)
  if (/pixel limit/i.test(detail)) return { status: 'too-large', detail: `more than ${MOST_PIXELS / 1e6} Mpx` }
  if (/timeout/i.test(detail)) return { status: 'timeout', detail: `more than ${SECONDS} s` }
  if (/out of memory|bad_alloc|allocat/i.test(detail)) return { status: 'out-of-memory', detail }
  return { status: 'unreadable', detail }
}
