import * as z from 'zod'
import type { Preprocess } from '#contract/config'

const side = z.int().min(1).max(16_384)
const channel = z.union([z.number(), z.array(z.number()).min(1).max(4)])
const positive = z.union([z.number().positive(), z.array(z.number().positive()).min(1).max(4)])

const spelledOut = z.strictObject({
  resize: z
    .union([
      z.strictObject({ shorter: side }),
      z.strictObject({
        width: side,
        height: side,
        mode: z.enum(['stretch', 'letterbox']).default('stretch'),
        pad: z.int().min(0).max(255).default(114),
        place: z.enum(['center', 'top-left']).default('center'),
      }),
    ])
    .optional(),
  crop: z
    .strictObject({ size: z.union([side, z.tuple([side, side])]), place: z.literal('center').default('center') })
    .optional(),
  interpolation: z
    .enum(['bilinear-antialias', 'bicubic-antialias', 'nearest-antialias', 'bilinear-opencv', 'nearest-opencv'])
    .default('bilinear-antialias'),
  color: z.enum(['rgb', 'bgr', 'gray']).default('rgb'),
  scale: z.number().positive().default(1),
  mean: channel.default(0),
  std: positive.default(1),
  layout: z.enum(['nchw', 'nhwc']).default('nchw'),
  exif: z.enum(['apply', 'ignore']).default('ignore'),
})

const presets = ['imagenet', 'yolo', 'none'] as const
export const preprocess = z
  .union([z.enum(presets), spelledOut])
  .meta({ description: 'From the picture to the input of the network: a preset, or every step spelled out' })

const PRESETS: Readonly<Record<(typeof presets)[number], Preprocess>> = {
  imagenet: {
    exif: 'ignore',
    color: 'rgb',
    resize: { shorter: 256 },
    crop: { width: 224, height: 224 },
    interpolation: 'bilinear-antialias',
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    layout: 'nchw',
  },
  yolo: {
    exif: 'ignore',
    color: 'rgb',
    resize: { input: 'letterbox', pad: 114, place: 'center' },
    crop: null,
    interpolation: 'bilinear-opencv',
    scale: 1 / 255,
    mean: [0],
    std: [1],
    layout: 'nchw',
  },
  none: {
    exif: 'ignore',
    color: 'rgb',
    resize: { input: 'stretch', pad: 0, place: 'center' },
    crop: null,
    interpolation: 'bilinear-antialias',
    scale: 1,
    mean: [0],
    std: [1],
    layout: 'nchw',
  },
}

/** Presets and defaults made explicit. */
export function expandPreprocess(written: z.output<typeof preprocess>): Preprocess {
  if (typeof written === 'string') return PRESETS[written]
  const { resize, crop, mean, std, ...rest } = written
  const size = crop?.size
  return {
    ...rest,
    resize: resize ?? null,
    crop:
      size === undefined
        ? null
        : typeof size === 'number'
          ? { width: size, height: size }
          : { width: size[0], height: size[1] },
    mean: typeof mean === 'number' ? [mean] : mean,
    std: typeof std === 'number' ? [std] : std,
  }
}
