/** 8-bit interleaved RGB, row by row: `data.length === width · height · 3`. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array
}

/** From `channels` interleaved samples (1 grey, 2 grey + alpha, 3 RGB, 4 RGB + alpha) to RGB; alpha is dropped. */
export function toRgb(width: number, height: number, channels: number, samples: Uint8Array): Picture {
  if (channels === 3) return { width, height, data: samples }
  const data = new Uint8Array(width * height * 3)
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0]
  for (let from = 0, to = 0; to < data.length; from += channels, to += 3) {
    data[to] = samples[from]!
    data[to + 1] = samples[from + green]!
    data[to + 2] = samples[from + blue]!
  }
  return { width, height, data }
}

/** `size` from the centre; offsets rounded half to even, as torchvision does. A picture smaller than `size` is padded with 0. */
export function centerCrop(picture: Picture, width: number, height: number): Picture {
  const left = halfToEven((picture.width - width) / 2)
  const top = halfToEven((picture.height - height) / 2)
  const data = new Uint8Array(width * height * 3)
  for (let y = Math.max(0, -top); y < Math.min(height, picture.height - top); y++) {
    const from = Math.max(0, left)
    const to = Math.min(picture.width, left + width)
    const row = (y + top) * picture.width
    data.set(picture.data.subarray((row + from) * 3, (row + to) * 3), (y * width + from - left) * 3)
  }
  return { width, height, data }
}

/** Puts a picture on a larger canvas of one grey level. */
export function pad(
  picture: Picture,
  width: number,
  height: number,
  left: number,
  top: number,
  level: number,
): Picture {
  const data = new Uint8Array(width * height * 3).fill(level)
  for (let y = 0; y < picture.height; y++)
    data.set(picture.data.subarray(y * picture.width * 3, (y + 1) * picture.width * 3), ((y + top) * width + left) * 3)
  return { width, height, data }
}

/** Python's round(): half to even. */
export function halfToEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
