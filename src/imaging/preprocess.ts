import type { Interpolation, Preprocess } from '#contract/config'
import { centerCrop, halfToEven, type Picture, pad } from './picture.ts'
import { resizeOpenCv } from './resample-opencv.ts'
import { resizePillow } from './resample-pillow.ts'

export interface InputSize {
  readonly width: number
  readonly height: number
}

/** Resized and cropped picture. `input`: the network's own size, null where it is dynamic. */
export function shape(picture: Picture, preprocess: Preprocess, input: InputSize | null): Picture {
  const { resize, crop, interpolation } = preprocess
  let shaped = picture
  if (resize && 'shorter' in resize) {
    const [width, height] = shorterTo(picture, resize.shorter)
    shaped = scale(picture, width, height, interpolation)
  } else if (resize) {
    const size = 'input' in resize ? input : resize
    const mode = 'input' in resize ? resize.input : resize.mode
    if (size)
      shaped =
        mode === 'stretch'
          ? scale(picture, size.width, size.height, interpolation)
          : letterbox(picture, size, resize, interpolation)
  }
  return crop ? centerCrop(shaped, crop.width, crop.height) : shaped
}

/** torchvision's Resize(n): the longer side is truncated. */
function shorterTo({ width, height }: Picture, shorter: number): [number, number] {
  return width <= height
    ? [shorter, Math.trunc((shorter * height) / width)]
    : [Math.trunc((shorter * width) / height), shorter]
}

/** Ultralytics' letterbox: one scale for both sides, sides rounded, the rest filled; centred offsets rounded as ±0.1. */
function letterbox(
  picture: Picture,
  { width, height }: InputSize,
  { pad: level, place }: { pad: number; place: 'center' | 'top-left' },
  interpolation: Interpolation,
): Picture {
  const ratio = Math.min(width / picture.width, height / picture.height)
  const inner = { width: halfToEven(picture.width * ratio), height: halfToEven(picture.height * ratio) }
  const shrunk = scale(picture, inner.width, inner.height, interpolation)
  const left = place === 'center' ? Math.round((width - inner.width) / 2 - 0.1) : 0
  const top = place === 'center' ? Math.round((height - inner.height) / 2 - 0.1) : 0
  return pad(shrunk, width, height, left, top, level)
}

function scale(picture: Picture, width: number, height: number, interpolation: Interpolation): Picture {
  const [kind, how] = interpolation.split('-') as ['bilinear' | 'bicubic' | 'nearest', 'antialias' | 'opencv']
  if (how === 'antialias') return resizePillow(picture, width, height, kind)
  return resizeOpenCv(picture, width, height, kind === 'nearest' ? 'nearest' : 'bilinear')
}

/** (x · scale − mean) / std as float32, one picture: [C, H, W] or [H, W, C]. */
export function toTensor(
  { width, height, data }: Picture,
  { color, scale: factor, mean, std, layout }: Preprocess,
): Float32Array {
  const channels = color === 'gray' ? 1 : 3
  const pixels = width * height
  const tensor = new Float32Array(pixels * channels)
  for (let c = 0; c < channels; c++) {
    const table = levels(factor, mean[c % mean.length]!, std[c % std.length]!)
    const source = color === 'bgr' ? 2 - c : c
    const [start, step] = layout === 'nchw' ? [c * pixels, 1] : [c, channels]
    for (let pixel = 0, to = start; pixel < pixels; pixel++, to += step)
      tensor[to] = table[channels === 1 ? luma(data, pixel * 3) : data[pixel * 3 + source]!]!
  }
  return tensor
}

/** Each of the 256 levels, normalised once, in float32 steps as the Python pipelines do. */
function levels(factor: number, mean: number, std: number): Float32Array {
  const table = new Float32Array(256)
  for (let level = 0; level < 256; level++) {
    const scaled = Math.fround(level * factor)
    table[level] = Math.fround(Math.fround(scaled - Math.fround(mean)) / Math.fround(std))
  }
  return table
}

/** Pillow's L: ITU-R 601-2 in 16-bit fixed point. */
function luma(data: Uint8Array, at: number): number {
  return (data[at]! * 19595 + data[at + 1]! * 38470 + data[at + 2]! * 7471 + 0x8000) >> 16
}
