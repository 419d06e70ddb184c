import type { Mode, Severity } from './report.ts'

/** Where a configuration value comes from: a place in a file, or the default. */
export type Origin = { kind: 'file'; commit: string; path: string; line: number; column: number } | { kind: 'default' }

export type Task =
  | 'classification'
  | 'multi-label'
  | 'detection'
  | 'instance-segmentation'
  | 'semantic-segmentation'
  | 'keypoints'
  | 'regression'
  | 'retrieval'
export type DataFormat =
  | 'folder'
  | 'csv'
  | 'jsonl'
  | 'parquet'
  | 'huggingface'
  | 'coco'
  | 'yolo'
  | 'voc'
  | 'labelme'
  | 'masks'
  | 'webdataset'

/** Place of a split that is a list of its images, not a folder. */
export const SPLIT_LIST = /\.(txt|csv|tsv)$/i

/** Where a side's data lie. Paths are relative to the repository root, with `/`, without `.` and `..` segments. */
export interface DataPlacement {
  readonly format: DataFormat
  readonly root: string
  /** The manifest (CSV, JSONL, Parquet; COCO with one file for all splits; data.yaml of YOLO), or null. */
  readonly file: string | null
  /**
   * Split name → folder (folder, huggingface, labelme, masks), list of images (folder, voc), value of `columns.split`
   * (tables), file (coco, tables), key of data.yaml (yolo), shards (webdataset). Paths relative to `root`.
   */
  readonly splits: Readonly<Record<string, string>>
  readonly columns: {
    readonly image: string
    readonly label: string
    readonly split: string
    readonly group: string | null
    readonly time: string | null
    readonly digest: string | null
  }
  readonly classes: readonly string[] | { readonly file: string } | null
  readonly store: 'git' | 'lfs' | 'dvc' | 'mount'
  /** Whether absent content may be fetched from the remote that the clone trusts. */
  readonly fetch: 'never' | 'trusted-remote'
  /**
   * `$data` or a folder below it: the bytes of images are not in git; `columns.digest` names them, or they are read to be
   * known. Else the folder below `root` from which a table or a list names its images.
   */
  readonly images: { readonly root: string } | null
}

export type Interpolation =
  | 'bilinear-antialias'
  | 'bicubic-antialias'
  | 'nearest-antialias'
  | 'bilinear-opencv'
  | 'nearest-opencv'
/** From the picture's bytes to the network's input, every step spelled out (presets are expanded). */
export interface Preprocess {
  readonly exif: 'apply' | 'ignore'
  readonly color: 'rgb' | 'bgr' | 'gray'
  readonly resize:
    | { readonly shorter: number }
    | {
        readonly width: number
        readonly height: number
        readonly mode: 'stretch' | 'letterbox'
        readonly pad: number
        readonly place: 'center' | 'top-left'
      }
    /** Stretched or letterboxed to the model's own input size. */
    | { readonly input: 'stretch' | 'letterbox'; readonly pad: number; readonly place: 'center' | 'top-left' }
    | null
  readonly crop: { readonly width: number; readonly height: number } | null
  readonly interpolation: Interpolation
  readonly scale: number
  /** One number a channel, or one for all; (x·scale − mean) / std. */
  readonly mean: readonly number[]
  readonly std: readonly number[]
  readonly layout: 'nchw' | 'nhwc'
}

export interface ModelPlacement {
  readonly path: string
  readonly preprocess: Preprocess
  readonly adapter: 'logits' | 'softmax' | null
  readonly classes: readonly string[] | { readonly file: string } | null
}

/** Read from head's configuration for head, from base's for base: a pull request may move its model. */
export interface Placement {
  readonly data: DataPlacement
  readonly model: ModelPlacement | null
}

export interface SliceRule {
  readonly id: string
  /** Column → exact value, list of values, or numeric range `{min, max}` (both inclusive, either may be absent). */
  readonly where: Readonly<
    Record<string, string | readonly string[] | { readonly min?: number; readonly max?: number }>
  >
  readonly tolerance: number
}

/** What decides: read from the tip of the base branch, never from the pull request. */
export interface TargetPolicy {
  readonly task: Task
  readonly gateSplit: string
  readonly primary: {
    readonly metric: 'accuracy'
    /** Absolute, as a ratio: 1pp = 0.01. A relative tolerance (`2%`) is `{relative: 0.02}` of base's value. */
    readonly tolerance: number | { readonly relative: number }
    readonly population: 'sample' | 'fixed'
    readonly test: 'non-inferiority' | 'equivalence'
  } | null
  readonly anchor: string | null
  /** A column name (every value is a slice, primary's tolerance) or a rule. */
  readonly slices: readonly (string | SliceRule)[]
  readonly latency: {
    readonly profile: 'quick' | 'full'
    readonly batch: number
  }
}

export interface CheckPolicy {
  readonly severity: Severity | null
  readonly options: Readonly<Record<string, unknown>>
}

export interface Policy {
  readonly mode: Mode
  readonly onInconclusive: 'review' | 'allow' | 'block'
  readonly looks: 'normal' | 'strict'
  readonly waivers: readonly string[]
  readonly budgetMinutes: number | null
  readonly trainingCode: readonly string[]
  readonly targets: Readonly<Record<string, TargetPolicy>>
  readonly checks: Readonly<Record<string, CheckPolicy>>
}

/** One value of the configuration and where it comes from; `key` is its path, as in `targets.main.primary.tolerance`. */
export interface Setting {
  readonly key: string
  readonly value: unknown
  readonly origin: Origin
}

/** One configuration file, read: what decides, where things lie, and the origin of every value. */
export interface Config {
  readonly policy: Policy
  readonly placements: Readonly<Record<string, Placement>>
  readonly settings: readonly Setting[]
}
