import type { Quality, Raster } from '#contract/raster'
import type { Picture } from './picture.ts'
import { isOpaque, pictureOf } from './raster.ts'
import { resizePillow } from './resample-pillow.ts'

/**
 * CleanVision 0.3.7's raw values, from the pixels as stored (it does not apply EXIF's orientation). Where it looks at
 * numbers that show nothing (indices of a palette, inks, one-bit samples) the pixels that are shown are taken instead; of 16
 * bits the upper 8. Source: cleanvision/issue_managers/image_property.py.
 */
export function qualityOf(raster: Raster): Quality {
  const { width, height, channels, data } = raster
  const grey = channels <= 2
  const upper = new Uint32Array((FULL >> LOWER_BITS) + 1)
  const counts = grey ? [countEvery(data, 0, channels)] : countColours(data, channels, upper)
  const [light, dark] = grey ? greyPercentiles(counts[0]!) : colourPercentiles(raster, upper)
  const level = greyOf(shrunk(raster))
  const entropy = entropyOf(counts, width * height)
  return { dark, light, entropy, edges: Math.sqrt(edgeVariance(level)), spread: spreadOf(level.data), grey }
}

/** Histogram of one channel. */
function countEvery(data: Uint8Array, channel: number, channels: number): Uint32Array {
  const count = new Uint32Array(256)
  for (let at = channel; at < data.length; at += channels) count[data[at]!]!++
  return count
}

/** Histograms of all channels, and into `upper` the upper bits of brightness: one pass. */
function countColours(data: Uint8Array, channels: number, upper: Uint32Array): Uint32Array[] {
  const [red, green, blue] = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)]
  for (let at = 0; at < data.length; at += channels) {
    const r = data[at]!
    const g = data[at + 1]!
    const b = data[at + 2]!
    red[r]!++
    green[g]!++
    blue[b]!++
    upper[(RED[r]! + GREEN[g]! + BLUE[b]!) >> LOWER_BITS]!++
  }
  return channels === 4 ? [red, green, blue, countEvery(data, 3, 4)] : [red, green, blue]
}

/** Bits, over all channels' histograms as if they were one. */
function entropyOf(counts: readonly Uint32Array[], pixels: number): number {
  let entropy = 0
  for (const count of counts)
    for (const one of count) {
      const share = one / (pixels * counts.length)
      if (share > 0) entropy -= share * Math.log2(share)
    }
  return entropy
}

/** 5th and 99th percentile, linear between neighbours as numpy's, of brightness 0–1. */
type Percentiles = [light: number, dark: number]
const QUANTILES = [0.05, 0.99] as const

function greyPercentiles(count: Uint32Array): Percentiles {
  const total = count.reduce((sum, one) => sum + one, 0)
  return QUANTILES.map((quantile) => percentile(total, quantile, (rank) => valueAt(count, rank) / 255)) as Percentiles
}

/** Of √(.241 R² + .691 G² + .068 B²), ranked as whole numbers: by their upper bits, then exactly within those bins. */
function colourPercentiles({ width, height, channels, data }: Raster, upper: Uint32Array): Percentiles {
  const total = width * height
  const places = new Uint8Array(upper.length) // of a bin that a percentile falls in: 1, 2, …
  let bins = 0
  for (const quantile of QUANTILES)
    for (const rank of ranksOf(total, quantile)) {
      const bin = valueAt(upper, rank)
      if (places[bin] === 0) places[bin] = ++bins
    }
  const lower = new Uint32Array((bins + 1) << LOWER_BITS)
  for (let at = 0; at < data.length; at += channels) {
    const key = RED[data[at]!]! + GREEN[data[at + 1]!]! + BLUE[data[at + 2]!]!
    const place = places[key >> LOWER_BITS]!
    if (place > 0) lower[(place << LOWER_BITS) | (key & LOWER)]!++
  }
  const brightness = (rank: number) => {
    const bin = valueAt(upper, rank)
    const before = upper.subarray(0, bin).reduce((sum, one) => sum + one, 0)
    const within = lower.subarray(places[bin]! << LOWER_BITS, (places[bin]! + 1) << LOWER_BITS)
    return Math.sqrt(((bin << LOWER_BITS) | valueAt(within, rank - before)) / FULL)
  }
  return QUANTILES.map((quantile) => percentile(total, quantile, brightness)) as Percentiles
}

const LOWER_BITS = 14
const LOWER = (1 << LOWER_BITS) - 1
const FULL = 1000 * 255 * 255
const squares = (weight: number) => Int32Array.from({ length: 256 }, (_, value) => weight * value * value)
const [RED, GREEN, BLUE] = [squares(241), squares(691), squares(68)]

/** Value of the sorted values at `rank`, from how often each occurs. */
function valueAt(count: Uint32Array, rank: number): number {
  let seen = 0
  for (let value = 0; value < count.length; value++) {
    seen += count[value]!
    if (seen > rank) return value
  }
  return count.length - 1
}

/** The two neighbours of a quantile. */
function ranksOf(total: number, quantile: number): [number, number] {
  const rank = Math.floor((total - 1) * quantile)
  return [rank, Math.min(rank + 1, total - 1)]
}

function percentile(total: number, quantile: number, at: (rank: number) => number): number {
  const [below, above] = ranksOf(total, quantile)
  const value = at(below)
  return value + (at(above) - value) * ((total - 1) * quantile - below)
}

/** The longer side at most this. */
const LONGEST = 64

/** As the bicubic `resize` of Pillow 13 does it: colours weighted by their alpha, tall pictures shrunk in height first. */
function shrunk(raster: Raster): Picture {
  const { width, height, channels, data } = raster
  const longer = Math.max(width, height)
  if (longer <= LONGEST) return pictureOf(raster)
  const [wide, high] = [width, height].map((side) => Math.max(1, Math.floor((side * LONGEST) / longer))) as [
    number,
    number,
  ]
  const resize = (rgb: Uint8Array) =>
    resizePillow({ width, height, data: rgb }, wide, high, 'bicubic', height - high > 2 * (width - wide))
  const rgb = pictureOf(raster).data
  if (channels % 2 === 1 || isOpaque(data, channels)) return resize(rgb)
  const alpha = spread(data, channels)
  const colours = resize(weighted(rgb, alpha))
  return { ...colours, data: unweighted(colours.data, resize(alpha).data) }
}

/** Alpha three times a pixel, so that it lies beside the colours. */
function spread(data: Uint8Array, channels: number): Uint8Array {
  const alpha = new Uint8Array((data.length / channels) * 3)
  for (let from = channels - 1, to = 0; to < alpha.length; from += channels, to += 3)
    alpha.fill(data[from]!, to, to + 3)
  return alpha
}
function weighted(rgb: Uint8Array, alpha: Uint8Array): Uint8Array {
  return rgb.map((value, at) => {
    const product = value * alpha[at]! + 128
    return ((product >> 8) + product) >> 8
  })
}
function unweighted(rgb: Uint8Array, alpha: Uint8Array): Uint8Array {
  return rgb.map((value, at) => {
    const by = alpha[at]!
    return by === 0 || by === 255 ? value : Math.min(255, Math.floor((255 * value) / by))
  })
}

interface Level {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** ITU-R 601 luma in Pillow's fixed point. */
function greyOf({ width, height, data }: Picture): Level {
  const level = new Uint8Array(width * height)
  for (let from = 0, to = 0; to < level.length; from += 3)
    level[to++] = (data[from]! * 19595 + data[from + 1]! * 38470 + data[from + 2]! * 7471 + 0x8000) >> 16
  return { width, height, data: level }
}

/** Variance after Pillow's FIND_EDGES (8 × the middle − its neighbours, cut to 0–255; the border stays as it is). */
function edgeVariance({ width, height, data }: Level): number {
  let [sum, squared] = [0, 0]
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at++) {
      let value = data[at]!
      const inner = x > 0 && y > 0 && x < width - 1 && y < height - 1
      if (inner) {
        let around = -value
        for (const row of [at - width, at, at + width]) around += data[row - 1]! + data[row]! + data[row + 1]!
        value = Math.min(255, Math.max(0, 8 * value - around))
      }
      sum += value
      squared += value * value
    }
  const pixels = width * height
  return (squared - (sum * sum) / pixels) / pixels
}

/** Standard deviation of the 256 counts of a histogram. */
function spreadOf(level: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const value of level) counts[value]!++
  const mean = level.length / 256
  return Math.sqrt(counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 256)
}
