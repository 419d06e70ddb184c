import type { Raster } from '#contract/raster'
import { type Picture, toRgb } from './picture.ts'

/** RGB to look at: grey spread over three channels, alpha dropped, of 16 bits the upper 8. */
export function pictureOf({ width, height, channels, data }: Raster): Picture {
  return toRgb(width, height, channels, data)
}

/** Its last channel, the alpha, is full everywhere. */
export function isOpaque(samples: Uint8Array, channels: number): boolean {
  for (let at = channels - 1; at < samples.length; at += channels) if (samples[at] !== 255) return false
  return true
}

/** Turned and mirrored as EXIF's orientation (1–8) says. */
export function orient(raster: Raster, orientation: number): Raster {
  if (orientation <= 1) return raster
  const { width, height, channels, data, low } = raster
  const across = orientation >= 5
  const size = across ? { width: height, height: width } : { width, height }
  const turned = (samples: Uint8Array) => turn(samples, width, height, channels, orientation)
  return { ...size, channels, data: turned(data), low: low && turned(low) }
}

/** Per orientation: where the first pixel of the result lies, and the steps to the next one in its row and column. */
function turn(samples: Uint8Array, width: number, height: number, channels: number, orientation: number): Uint8Array {
  const [right, down] = [1, width]
  const last = width * height - 1
  const [start, step, rowStep] = (
    [
      [width - 1, -right, down], // 2: mirrored
      [last, -right, -down], // 3: half turn
      [last - width + 1, right, -down], // 4: upside down, mirrored
      [0, down, right], // 5: transposed
      [last - width + 1, -down, right], // 6: quarter turn to the right
      [last, -down, -right], // 7: transposed over the other diagonal
      [width - 1, down, -right], // 8: quarter turn to the left
    ] as const
  )[orientation - 2]!
  const [wide, high] = orientation >= 5 ? [height, width] : [width, height]
  const out = new Uint8Array(samples.length)
  for (let y = 0, to = 0; y < high; y++)
    for (let x = 0, pixel = start + y * rowStep; x < wide; x++, pixel += step)
      for (let channel = 0; channel < channels; channel++) out[to++] = samples[pixel * channels + channel]!
  return out
}

/** CMYK samples (0: no ink) as RGB, without a colour profile, as Pillow does: (255 − k) · (255 − ink) / 255, rounded. */
export function cmykToRgb(width: number, height: number, samples: Uint8Array): Raster {
  const data = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < data.length; from += 4) {
    const light = 255 - samples[from + 3]!
    for (let ink = 0; ink < 3; ink++) {
      const product = samples[from + ink]! * light + 128
      data[to++] = Math.max(0, light - (((product >> 8) + product) >> 8))
    }
  }
  return { width, height, channels: 3, data, low: null }
}
