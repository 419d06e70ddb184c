import * as z from 'zod'
import type { CheckId } from '#contract/ids'
import { modeSchema, severitySchema } from '#contract/report'
import { preprocess } from './preprocess.ts'
import { path, tolerance } from './values.ts'

/** The checks' own options, by id. */
export type OptionSchemas = ReadonlyMap<CheckId, { readonly options: z.ZodType }>

const name = z.string().min(1).max(200)
const classes = z
  .union([path, z.array(z.string()).min(1)])
  .meta({ description: 'Class names in order, or a file with one a line' })

const data = z.strictObject({
  format: z
    .enum(['folder', 'csv', 'jsonl', 'parquet', 'huggingface', 'coco', 'yolo', 'voc', 'labelme', 'masks', 'webdataset'])
    .optional()
    .meta({ description: 'Recognised from `file` and `splits` when absent' }),
  root: path.default('.').meta({ description: 'Folder of the data' }),
  file: path
    .optional()
    .meta({ description: 'The manifest (CSV, TSV, JSONL, Parquet), COCO JSON or data.yaml, below root' }),
  splits: z.record(name, name).optional().meta({
    description:
      'Split → folder (folder, masks, labelme), list of images (folder, voc), value of columns.split or, without `file`, a manifest each (csv, jsonl, parquet), JSON file (coco), shards (webdataset); of YOLO the keys train, val and test of data.yaml when absent',
  }),
  columns: z
    .strictObject({
      image: name.default('image'),
      label: name.default('label'),
      split: name.default('split'),
      group: name.optional().meta({ description: 'Sampling unit: patient, video, scene' }),
      time: name.optional(),
      digest: name.optional().meta({ description: 'sha-256 of the image file' }),
    })
    .prefault({}),
  classes: classes.optional(),
  store: z.enum(['git', 'lfs', 'dvc', 'mount']).default('git'),
  images: z
    .strictObject({
      root: z.string().regex(/^(\$data|(?!\$|\.{0,2}(\/|$))[^/\\\0]+)(\/(?!\.{0,2}(\/|$))[^/\\\0]+)*\/?$/, {
        error: 'write `$data`, or a folder below it; or a folder of the repository, below `root`',
      }),
      digest: z.literal('sha256').optional(),
    })
    .optional()
    .meta({
      description:
        'Where the images lie when they are not in git (`$data`); with `digest: sha256`, columns.digest names their bytes. Of a table (csv, jsonl, parquet), COCO or a list of images also the folder below `root` that it names its images from, in which {split} stands for the name of the split',
    }),
  fetch: z
    .enum(['never', 'trusted-remote'])
    .default('never')
    .meta({ description: 'Whether Git LFS or DVC content that is not on this machine may be fetched' }),
})

const model = z.strictObject({
  path,
  preprocess: preprocess.default('imagenet'),
  adapter: z.enum(['logits', 'softmax']).optional(),
  classes: classes.optional(),
})

const range = z.strictObject({ min: z.number().optional(), max: z.number().optional() })
const slice = z.union([
  name,
  z.strictObject({
    id: name,
    where: z.record(
      name,
      z.union([
        z.string(),
        z.number().transform(String),
        z.array(z.union([z.string(), z.number().transform(String)])).min(1),
        range,
      ]),
    ),
    tolerance,
  }),
])

const target = z.strictObject({
  task: z.enum([
    'classification',
    'multi-label',
    'detection',
    'instance-segmentation',
    'semantic-segmentation',
    'keypoints',
    'regression',
    'retrieval',
  ]),
  data,
  'gate-split': name.optional().meta({ description: 'The split that is judged; default `test`, else `val`' }),
  model: model.optional(),
  primary: z
    .strictObject({
      metric: z.enum(['accuracy']),
      tolerance,
      population: z.enum(['sample', 'fixed']).default('sample'),
      test: z.enum(['non-inferiority', 'equivalence']).default('non-inferiority'),
    })
    .optional(),
  anchor: name.optional().meta({ description: 'Tag pattern or commit of the last release; default `v*`' }),
  slices: z.array(slice).max(20).default([]),
  latency: z
    .strictObject({
      provider: z.literal('cpu').default('cpu'),
      profile: z.enum(['quick', 'full']).default('quick'),
      batch: z.int().min(1).max(1024).default(1),
    })
    .prefault({}),
})

export function documentSchema(checks: OptionSchemas) {
  return z.strictObject({
    version: z.literal(1),
    mode: modeSchema.default('advisory').meta({ description: '`advisory` reports and exits 0; `enforce` blocks' }),
    targets: z.record(
      z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, { error: 'name a target with letters, digits, `.`, `_` and `-`' }),
      target,
    ),
    checks: z
      .strictObject(Object.fromEntries([...checks].map(([id, { options }]) => [id, checkPolicy(options)])))
      .prefault({}),
    'on-inconclusive': z.enum(['review', 'allow', 'block']).default('review'),
    looks: z.enum(['normal', 'strict']).default('normal'),
    waivers: z
      .array(
        z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}$/, {
          error: 'write a role of GitHub (`maintain`, `admin`) or the login of a person, without `@`',
        }),
      )
      .default(['maintain', 'admin']),
    budget: z.strictObject({ minutes: z.number().positive() }).optional(),
  })
}

function checkPolicy(options: z.ZodType) {
  const own = options instanceof z.ZodObject ? options.shape : {}
  return z.strictObject({ severity: severitySchema.optional(), ...own }).optional()
}

/** Keys that are planned and that this version refuses, rather than ignoring them. */
export const NOT_YET: ReadonlySet<string> = new Set([
  'limits',
  'predictions',
  'training-code',
  'report-images',
  'gpu-minutes',
  'require-gpu',
  'gpu-unavailable',
  'price-per-hour',
  'postprocess',
  'pretrained',
])

export type Document = z.output<ReturnType<typeof documentSchema>>
export type TargetDocument = Document['targets'][string]
