import type { ImageFault } from '#contract/ports'
import type { Raster } from '#contract/raster'
import { decodeBmp } from '#formats/image/bmp-pixels'
import { decodePnm } from '#formats/image/pnm-pixels'
import { rasterFault } from '#formats/image/raster-fault'
import { type ImageHeader, readImageHeader } from '#formats/image-header'
import { MOST_PIXELS, readSamples, type Sharp } from '#host/child/pictures'
import { cmykToRgb } from '#imaging/raster'

interface Fault {
  readonly status: ImageFault
  readonly detail: string
}
export type ReadPicture = { status: 'ok'; raster: Raster; orientation: number } | Fault

/** The first picture of a file, whatever its name says: the header first, then the decoder of its format. */
export async function readPicture(sharp: Sharp, bytes: Uint8Array): Promise<ReadPicture> {
  if (bytes.length === 0) return { status: 'unreadable', detail: 'the file is empty' }
  const header = readImageHeader(bytes)
  if ('fault' in header) return rasterFault(header)
  const { width, height, orientation } = header
  if (width * height > MOST_PIXELS)
    return { status: 'too-large', detail: `${width} × ${height}: more than ${MOST_PIXELS / 1e6} Mpx` }
  const read = await decode(sharp, bytes, header)
  return 'status' in read ? read : { status: 'ok', raster: read, orientation }
}

async function decode(sharp: Sharp, bytes: Uint8Array, header: ImageHeader): Promise<Raster | Fault> {
  if (header.format === 'bmp') return decodeBmp(bytes, MOST_PIXELS)
  if (header.format === 'pnm') return decodePnm(bytes, MOST_PIXELS)
  const { kind, alpha } = header
  const deep = header.bits === 16
  if (kind === 'cmyk' && deep) return { status: 'unsupported-format', detail: 'a CMYK picture of 16 bits a sample' }
  // The alpha of what it leaves grey is dropped by sharp.
  const stored = kind === 'cmyk' || (kind === 'grey' && !alpha) ? kind : 'rgb'
  const read = await readSamples(sharp, bytes, { format: header.format, kind: stored, deep })
  if (read.status !== 'ok') return read
  const { width, height, channels, data } = read.samples
  if (kind === 'cmyk' && channels >= 4) return cmykToRgb(width, height, pick(data, channels, [0, 1, 2, 3]))
  const kept = kind !== 'grey' || channels <= 2 ? channels : channels === 3 ? 1 : 2
  if (kept < 1 || kept > 4) return { status: 'unreadable', detail: `the decoder gave ${channels} channels` }
  const size = { width, height, channels: kept as Raster['channels'] }
  const places = kept === 2 ? [0, channels - 1] : Array.from({ length: kept }, (_, at) => at)
  if (!deep) return { ...size, data: pick(data, channels, places), low: null }
  const [low, high] = bytesOf(data)
  return { ...size, data: pick(high, channels, places), low: pick(low, channels, places) }
}

/** Some of `channels` interleaved samples. */
function pick(samples: Uint8Array, channels: number, places: readonly number[]): Uint8Array {
  if (places.length === channels) return samples
  const out = new Uint8Array((samples.length / channels) * places.length)
  for (let from = 0, to = 0; to < out.length; from += channels)
    for (const place of places) out[to++] = samples[from + place]!
  return out
}

/** Lower and upper bytes of 16-bit samples in the order of this machine. */
function bytesOf(samples: Uint8Array): [Uint8Array, Uint8Array] {
  const wide = new Uint16Array(samples.buffer, samples.byteOffset, samples.length >> 1)
  const high = new Uint8Array(wide.length)
  for (let at = 0; at < wide.length; at++) high[at] = wide[at]! >> 8
  return [new Uint8Array(wide), high] // a Uint8Array takes the lower bytes of what it is made of
}
