import type { Picture } from './picture.ts'

/**
 * Pillow's antialiased resampling of 8-bit pictures, to the bit: two passes of fixed-point convolution, horizontal
 * first, coefficients rounded to 22 bits, each pass rounded to 8 bits. Source: Pillow's src/libImaging/Resample.c.
 */
const PRECISION = 32 - 8 - 2
const HALF = 2 ** (PRECISION - 1)

type Filter = { readonly support: number; readonly weight: (x: number) => number }
const FILTERS: Readonly<Record<'bilinear' | 'bicubic', Filter>> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: cubic },
}

/** Keys' cubic with a = −0.5. */
function cubic(value: number): number {
  const a = -0.5
  const x = Math.abs(value)
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1
  return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0
}

interface Taps {
  /** First source sample and number of samples, per output sample. */
  readonly first: Int32Array
  readonly count: Int32Array
  /** `size` weights per output sample, scaled by 2^22. */
  readonly weights: Int32Array
  readonly size: number
}

function taps(from: number, to: number, filter: Filter): Taps {
  const scale = from / to
  const stretch = Math.max(1, scale)
  const support = filter.support * stretch
  const size = Math.ceil(support) * 2 + 1
  const first = new Int32Array(to)
  const count = new Int32Array(to)
  const weights = new Int32Array(to * size)
  const exact = new Float64Array(size)
  for (let out = 0; out < to; out++) {
    const centre = (out + 0.5) * scale
    const start = Math.max(0, Math.trunc(centre - support + 0.5))
    const end = Math.min(from, Math.trunc(centre + support + 0.5))
    let sum = 0
    for (let i = 0; i < end - start; i++) {
      exact[i] = filter.weight((i + start - centre + 0.5) / stretch)
      sum += exact[i]!
    }
    for (let i = 0; i < end - start; i++) {
      const weight = (sum === 0 ? exact[i]! : exact[i]! / sum) * 2 ** PRECISION
      weights[out * size + i] = Math.trunc(weight + (weight < 0 ? -0.5 : 0.5))
    }
    first[out] = start
    count[out] = end - start
  }
  return { first, count, weights, size }
}

/** `verticalFirst`: the passes in the other order, which Pillow 13 takes for some pictures (quality.ts). */
export function resizePillow(
  picture: Picture,
  width: number,
  height: number,
  kind: 'bilinear' | 'bicubic' | 'nearest',
  verticalFirst = false,
): Picture {
  if (kind === 'nearest') return nearest(picture, width, height)
  const across = (one: Picture) =>
    one.width === width ? one : horizontal(one, width, taps(one.width, width, FILTERS[kind]))
  const down = (one: Picture) =>
    one.height === height ? one : vertical(one, height, taps(one.height, height, FILTERS[kind]))
  return verticalFirst ? across(down(picture)) : down(across(picture))
}

function horizontal(
  { width: from, height, data }: Picture,
  width: number,
  { first, count, weights, size }: Taps,
): Picture {
  const out = new Uint8ClampedArray(width * height * 3)
  for (let y = 0; y < height; y++) {
    const row = y * from * 3
    for (let x = 0; x < width; x++) {
      let r = HALF
      let g = HALF
      let b = HALF
      const last = x * size + count[x]!
      // Sums stay below 2^31, which the JIT does not know: imul and `| 0` keep them out of floating point.
      for (let w = x * size, at = row + first[x]! * 3; w < last; w++, at += 3) {
        const weight = weights[w]!
        r = (r + Math.imul(data[at]!, weight)) | 0
        g = (g + Math.imul(data[at + 1]!, weight)) | 0
        b = (b + Math.imul(data[at + 2]!, weight)) | 0
      }
      const to = (y * width + x) * 3
      out[to] = r >> PRECISION
      out[to + 1] = g >> PRECISION
      out[to + 2] = b >> PRECISION
    }
  }
  return { width, height, data: new Uint8Array(out.buffer) }
}

function vertical({ width, data }: Picture, height: number, { first, count, weights, size }: Taps): Picture {
  const out = new Uint8ClampedArray(width * height * 3)
  const stride = width * 3
  const sums = new Int32Array(stride)
  for (let y = 0; y < height; y++) {
    sums.fill(HALF)
    for (let i = 0; i < count[y]!; i++) {
      const weight = weights[y * size + i]!
      const row = (first[y]! + i) * stride
      for (let x = 0; x < stride; x++) sums[x] = (sums[x]! + Math.imul(data[row + x]!, weight)) | 0
    }
    for (let x = 0; x < stride; x++) out[y * stride + x] = sums[x]! >> PRECISION
  }
  return { width, height, data: new Uint8Array(out.buffer) }
}

/** Source index per output index; the position is summed step by step, as ImagingScaleAffine does. */
function steps(from: number, to: number): Int32Array {
  const out = new Int32Array(to)
  const step = from / to
  for (let i = 0, position = step * 0.5; i < to; i++, position += step)
    out[i] = Math.min(from - 1, Math.floor(position))
  return out
}

function nearest({ width: from, height: fromHeight, data }: Picture, width: number, height: number): Picture {
  const out = new Uint8Array(width * height * 3)
  const columns = steps(from, width)
  const rows = steps(fromHeight, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (rows[y]! * from + columns[x]!) * 3
      out.set(data.subarray(at, at + 3), (y * width + x) * 3)
    }
  return { width, height, data: out }
}
