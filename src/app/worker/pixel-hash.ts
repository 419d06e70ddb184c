import type { Raster } from '#contract/raster'
import { sha256 } from '#host/hash'
import { toRgb } from '#imaging/picture'
import { isOpaque } from '#imaging/raster'

/**
 * sha-256 of what a picture shows: width and height (u32, little endian), then the RGB rows (grey spread over three
 * channels, of 16 bits the upper 8). Two more planes follow only where they tell something: `alpha` and the alpha rows,
 * unless the picture is opaque; `16 bit` and the lower bytes (RGB, then alpha), unless all are zero or equal to the upper
 * ones, as in an 8-bit picture that was widened. So equal hashes are equal pixels, and the same picture as grey, RGB,
 * palette, opaque RGBA or widened to 16 bits has one hash. `raster` is turned upright before.
 */
export function pixelHash({ width, height, channels, data, low }: Raster): Uint8Array {
  const size = new DataView(new ArrayBuffer(8))
  size.setUint32(0, width, true)
  size.setUint32(4, height, true)
  const parts: (string | Uint8Array)[] = [new Uint8Array(size.buffer), toRgb(width, height, channels, data).data]
  const telling = low !== null && !isWidened(data, low)
  const hasAlpha = channels % 2 === 0 && !(isOpaque(data, channels) && (!telling || isOpaque(low, channels)))
  if (hasAlpha) parts.push('alpha', alphaOf(data, channels))
  if (telling) parts.push('16 bit', toRgb(width, height, channels, low).data)
  if (telling && hasAlpha) parts.push(alphaOf(low, channels))
  return sha256(...parts)
}

function isWidened(data: Uint8Array, low: Uint8Array): boolean {
  let zero = true
  let repeated = true
  for (let at = 0; at < low.length && (zero || repeated); at++) {
    if (low[at] !== 0) zero = false
    if (low[at] !== data[at]) repeated = false
  }
  return zero || repeated
}

function alphaOf(samples: Uint8Array, channels: number): Uint8Array {
  const alpha = new Uint8Array(samples.length / channels)
  for (let from = channels - 1, to = 0; to < alpha.length; from += channels) alpha[to++] = samples[from]!
  return alpha
}
