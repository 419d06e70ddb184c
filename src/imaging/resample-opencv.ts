import { halfToEven, type Picture } from './picture.ts'

/** cv2.resize of 8-bit pictures: INTER_LINEAR in fixed point with 11-bit coefficients, INTER_NEAREST. Not antialiased. */
const ONE = 2048

interface Axis {
  readonly low: Int32Array
  readonly high: Int32Array
  readonly lowWeight: Int32Array
  readonly highWeight: Int32Array
}

/** Columns past the border take the border's sample whole; rows weigh the border's row twice, which rounds differently. */
function axis(from: number, to: number, direction: 'columns' | 'rows'): Axis {
  const scale = 1 / (to / from)
  const [low, high, lowWeight, highWeight] = [0, 1, 2, 3].map(() => new Int32Array(to)) as [
    Int32Array,
    Int32Array,
    Int32Array,
    Int32Array,
  ]
  for (let out = 0; out < to; out++) {
    const position = Math.fround((out + 0.5) * scale - 0.5)
    let index = Math.floor(position)
    let fraction = Math.fround(position - index)
    if (direction === 'columns') {
      if (index < 0) [index, fraction] = [0, 0]
      if (index >= from - 1) [index, fraction] = [from - 1, 0]
    }
    low[out] = Math.max(0, index)
    high[out] = Math.min(from - 1, index + 1)
    lowWeight[out] = halfToEven(Math.fround(1 - fraction) * ONE)
    highWeight[out] = halfToEven(fraction * ONE)
  }
  return { low, high, lowWeight, highWeight }
}

export function resizeOpenCv(picture: Picture, width: number, height: number, kind: 'bilinear' | 'nearest'): Picture {
  if (picture.width === width && picture.height === height) return picture
  return kind === 'nearest' ? nearest(picture, width, height) : linear(picture, width, height)
}

function linear({ width: from, height: fromHeight, data }: Picture, width: number, height: number): Picture {
  const columns = axis(from, width, 'columns')
  const rows = axis(fromHeight, height, 'rows')
  const stride = width * 3
  const wide = new Int32Array(fromHeight * stride)
  for (let y = 0; y < fromHeight; y++)
    for (let x = 0; x < width; x++) {
      const a = (y * from + columns.low[x]!) * 3
      const b = (y * from + columns.high[x]!) * 3
      for (let c = 0; c < 3; c++)
        wide[y * stride + x * 3 + c] = data[a + c]! * columns.lowWeight[x]! + data[b + c]! * columns.highWeight[x]!
    }
  const out = new Uint8Array(height * stride)
  for (let y = 0; y < height; y++) {
    const [a, b] = [rows.low[y]! * stride, rows.high[y]! * stride]
    const [wa, wb] = [rows.lowWeight[y]!, rows.highWeight[y]!]
    for (let x = 0; x < stride; x++)
      out[y * stride + x] = (((wa * (wide[a + x]! >> 4)) >> 16) + ((wb * (wide[b + x]! >> 4)) >> 16) + 2) >> 2
  }
  return { width, height, data: out }
}

function nearest({ width: from, height: fromHeight, data }: Picture, width: number, height: number): Picture {
  const out = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++) {
    const row = Math.min(fromHeight - 1, Math.floor(y * (1 / (height / fromHeight)))) * from
    for (let x = 0; x < width; x++) {
      const at = (row + Math.min(from - 1, Math.floor(x * (1 / (width / from))))) * 3
      out.set(data.subarray(at, at + 3), (y * width + x) * 3)
    }
  }
  return { width, height, data: out }
}
