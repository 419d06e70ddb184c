import type { Raster, RasterFault } from '#contract/raster'
import { type BmpLayout, bmpLayout, isGrey } from './bmp.ts'
import { u16le, u32le } from './bytes.ts'
import { rasterFault } from './raster-fault.ts'

/**
 * Decodes BMP: 1, 4, 8 bits with palette, 16 and 32 with masks, 24; bottom-up and top-down. Run lengths are refused.
 * Channels of fewer than 8 bits are scaled as Pillow does, floor(255 · v / max). The fourth byte of 32-bit pixels counts
 * only when an alpha mask says so.
 */
export function decodeBmp(bytes: Uint8Array, mostPixels: number): Raster | RasterFault {
  const layout = bmpLayout(bytes)
  if ('fault' in layout) return rasterFault(layout)
  const { width, height, stride, pixelsAt } = layout
  if (width * height > mostPixels)
    return { status: 'too-large', detail: `${width} × ${height}: more than ${mostPixels / 1e6} Mpx` }
  if (pixelsAt + stride * height > bytes.length)
    return { status: 'unreadable', detail: `${width} × ${height} pixels, and the file ends before the last row` }
  if (layout.palette) return indexed(bytes, layout, layout.palette)
  return layout.bits === 24 ? direct(bytes, layout) : masked(bytes, layout)
}

/** Where a row of the picture begins in the file. */
function rowAt({ topDown, height, stride, pixelsAt }: BmpLayout, y: number): number {
  return pixelsAt + (topDown ? y : height - 1 - y) * stride
}

function indexed(bytes: Uint8Array, layout: BmpLayout, palette: Uint8Array): Raster | RasterFault {
  const { width, height, bits } = layout
  const grey = isGrey(layout)
  const channels = grey ? 1 : 3
  const data = new Uint8Array(width * height * channels)
  const [perByte, mask] = [8 / bits, 2 ** bits - 1]
  for (let y = 0, to = 0; y < height; y++) {
    const row = rowAt(layout, y)
    for (let x = 0; x < width; x++, to += channels) {
      const shift = 8 - bits * ((x % perByte) + 1)
      const index = (bytes[row + Math.floor(x / perByte)]! >> shift) & mask
      if (index * 3 >= palette.length)
        return { status: 'unreadable', detail: `colour ${index} of a palette of ${palette.length / 3}` }
      data[to] = palette[index * 3]!
      if (grey) continue
      data[to + 1] = palette[index * 3 + 1]!
      data[to + 2] = palette[index * 3 + 2]!
    }
  }
  return { width, height, channels, data, low: null }
}

function direct(bytes: Uint8Array, layout: BmpLayout): Raster {
  const { width, height } = layout
  const data = new Uint8Array(width * height * 3)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, from = rowAt(layout, y); x < width; x++, from += 3, to += 3) {
      data[to] = bytes[from + 2]!
      data[to + 1] = bytes[from + 1]!
      data[to + 2] = bytes[from]!
    }
  return { width, height, channels: 3, data, low: null }
}

function masked(bytes: Uint8Array, layout: BmpLayout): Raster {
  const { width, height, bits, masks } = layout
  const channels = masks[3] === 0 ? 3 : 4
  const [read, step] = bits === 16 ? [u16le, 2] : [u32le, 4]
  const parts = masks.slice(0, channels).map((mask) => {
    let unit = 1
    while ((mask / unit) % 2 === 0) unit *= 2
    return { unit, size: mask / unit + 1 }
  })
  const data = new Uint8Array(width * height * channels)
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0, from = rowAt(layout, y); x < width; x++, from += step) {
      const pixel = read(bytes, from)
      for (const { unit, size } of parts)
        data[to++] = Math.floor(((Math.floor(pixel / unit) % size) * 255) / (size - 1))
    }
  return { width, height, channels, data, low: null }
}
