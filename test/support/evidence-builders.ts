import { createHash } from 'node:crypto'
import { TOP } from '#contract/ports'
import type { Quality } from '#contract/raster'
import { type Codes, Contents, Strings } from '#contract/table'
import { type Boxes, type DataProblem, type Dataset, ORPHAN_KINDS } from '#evidence/dataset/types'
import type { Latency } from '#evidence/latency/types'
import { emptyMasks } from '#evidence/masks/evidence'
import { maskFiles } from '#evidence/masks/mask-files'
import { type Masks, VALUE_BYTES } from '#evidence/masks/types'
import { PIXEL_STATUS, type PixelStatus, type Pixels } from '#evidence/pixels/types'
import { PREDICTION_STATUS, type PredictionStatus, type Predictions } from '#evidence/predictions/types'
import { CodesBuilder } from './codes-builder.ts'

/** One annotation. What is not said: of class `cat`, nothing beyond the box, on a line of its own. */
export interface PictureBox {
  readonly at: readonly [x: number, y: number, w: number, h: number]
  readonly label?: string
  readonly shape?: number
  readonly crossed?: 0 | 1 | 2
  readonly crowd?: boolean
  readonly line?: number
  readonly column?: number
}

/** One image of a dataset, with what decoding and the models make of it. What is not said is ordinary. */
export interface Picture {
  readonly path: string
  /** Any text: equal texts are equal bytes. Default: the path. null: the commit does not have the file. */
  readonly content?: string | null
  /** How the bytes are named: by git (default) or by Git LFS, a mount, a digest column. */
  readonly id?: 'git' | 'sha256'
  /** Default `test`. */
  readonly split?: string
  /** Default `cat`; null: none. */
  readonly label?: string | null
  /** Line in the manifest; default: the second on. 0: there is none. */
  readonly line?: number
  readonly columns?: Readonly<Record<string, string>>
  /** Annotations; where any picture has some, the dataset has boxes and its images have no class. */
  readonly boxes?: readonly PictureBox[]
  /** File that holds them; default: none, they stand in the manifest. */
  readonly annotations?: string
  /** Any text: equal texts are equal masks. */
  readonly mask?: string
  /** What decoding it gives; default: as many pixels as the picture has, of the values 0 and 1. `values: null`: not known. */
  readonly decodedMask?: {
    readonly status?: PixelStatus
    readonly size?: readonly [width: number, height: number]
    readonly values?: readonly number[] | null
    /** Any text: equal texts are equal pictures. Default: the mask. */
    readonly pixels?: string
  }
  /** Width and height as the annotations state them. */
  readonly size?: readonly [width: number, height: number]
  /** Any text: equal texts are equal pictures. Default: the content. */
  readonly pixels?: string
  /** Default `ok`, or `missing` without content. Predictions have it as well. */
  readonly status?: PixelStatus
  readonly detail?: string
  /** What differs from an ordinary picture of 32 × 24 pixels. */
  readonly quality?: Partial<Quality & { readonly width: number; readonly height: number }>
  /** Best class of the side's own model; default: the label. */
  readonly answer?: string
  /** Best class of the last release's model; default: the label. */
  readonly anchor?: string
  /** Outputs that tie with the best. */
  readonly tied?: number
  /** Why the model has no answer, though the picture is sound. */
  readonly failed?: PredictionStatus
}

export interface SideOptions {
  readonly splits?: readonly string[]
  readonly gateSplit?: string
  /** Names of the classes, and of the outputs in their order; default: labels and answers by code point. */
  readonly classes?: readonly string[]
  /** Their order is the data's own. */
  readonly numbered?: boolean
  /** Column of the sampling unit. */
  readonly group?: string
  readonly problems?: readonly DataProblem[]
  /** The manifest. */
  readonly source?: string
  /** Boxes are shares of the image. */
  readonly normalised?: boolean
  /** Files that no record names. */
  readonly orphans?: readonly (readonly [kind: (typeof ORPHAN_KINDS)[number], path: string])[]
}

/** All that is known of one side's data. */
export interface SideEvidence {
  readonly dataset: Dataset
  readonly pixels: Pixels
  readonly masks: Masks
  /** Of the side's own model. */
  readonly predictions: Predictions
  /** Of the last release's model on this side's data. */
  readonly anchor: Predictions
}

export function side(pictures: readonly Picture[], options: SideOptions = {}): SideEvidence {
  const of = dataset(pictures, options)
  return {
    dataset: of,
    pixels: pixels(pictures),
    masks: masks(pictures, of),
    predictions: predictions(pictures, of, options, ({ answer }) => answer),
    anchor: predictions(pictures, of, options, ({ anchor }) => anchor),
  }
}

/** `count` pictures made by `make`. */
export function many(count: number, make: (index: number) => Picture): Picture[] {
  return Array.from({ length: count }, (_, index) => make(index))
}

function dataset(pictures: readonly Picture[], options: SideOptions): Dataset {
  const { splits = ['train', 'test'], problems = [], source = 'data/manifest.csv', orphans = null } = options
  const classes = classesOf(pictures, options)
  const content = Contents.empty(pictures.length)
  const split = new CodesBuilder(splits)
  const label = new CodesBuilder(classes)
  const manifest = new CodesBuilder([source])
  for (const [row, one] of pictures.entries()) {
    const text = contentOf(one)
    if (text !== null) content.set(row, one.id ?? 'git', digest(text, one.id === 'sha256' ? 'sha256' : 'sha1'))
    split.push(one.split ?? 'test')
    label.push(one.boxes ? null : labelOf(one))
    manifest.push(source)
  }
  const columns = columnsOf(pictures)
  return {
    rows: pictures.length,
    path: Strings.of(pictures.map(({ path }) => path)),
    content,
    split: split.build(),
    label: label.build(),
    line: Uint32Array.from(pictures, (one, row) => one.line ?? row + 2),
    source: manifest.build(),
    columns,
    group: options.group === undefined ? null : columns.get(options.group)!,
    annotations: pictures.some((one) => one.annotations !== undefined)
      ? Strings.of(pictures.map((one) => one.annotations ?? ''))
      : null,
    annotationContent: masksOf(pictures),
    width: Int32Array.from(pictures, ({ size }) => size?.[0] ?? 0),
    height: Int32Array.from(pictures, ({ size }) => size?.[1] ?? 0),
    boxes: boxesOf(pictures, classes, options),
    classes,
    numbered: options.numbered ?? false,
    problems,
    orphans: orphans && {
      rows: orphans.length,
      path: Strings.of(orphans.map(([, path]) => path)),
      kind: Uint8Array.from(orphans, ([kind]) => ORPHAN_KINDS.indexOf(kind)),
    },
  }
}

function masksOf(pictures: readonly Picture[]): Contents | null {
  if (pictures.every(({ mask }) => mask === undefined)) return null
  const masks = Contents.empty(pictures.length)
  for (const [row, { mask }] of pictures.entries()) if (mask) masks.set(row, 'git', digest(mask, 'sha1'))
  return masks
}

function boxesOf(
  pictures: readonly Picture[],
  classes: readonly string[],
  { normalised = false }: SideOptions,
): Boxes | null {
  if (!pictures.some(({ boxes }) => boxes)) return null
  const all = pictures.flatMap(({ boxes = [] }, image) => boxes.map((box) => ({ ...box, image })))
  return {
    rows: all.length,
    image: Int32Array.from(all, ({ image }) => image),
    label: Int32Array.from(all, ({ label = 'cat' }) => classes.indexOf(label)),
    xywh: Float64Array.from(all.flatMap(({ at }) => at)),
    normalised,
    id: new Float64Array(all.length).fill(Number.NaN),
    crowd: Uint8Array.from(all, ({ crowd }) => Number(crowd ?? false)),
    shape: Float64Array.from(all, ({ shape = 0 }) => shape),
    crossed: Uint8Array.from(all, ({ crossed = 0 }) => crossed),
    line: Uint32Array.from(all, ({ line }, at) => line ?? at + 1),
    column: Uint32Array.from(all, ({ column }) => column ?? 0),
  }
}

function pixels(pictures: readonly Picture[]): Pixels {
  const hash = new Uint8Array(pictures.length * 32)
  const detail = new Map<number, string>()
  for (const [row, one] of pictures.entries()) {
    const status = statusOf(one)
    if (status === 'ok') hash.set(Buffer.from(digest(one.pixels ?? contentOf(one)!, 'sha256'), 'hex'), row * 32)
    else if (status !== 'missing') detail.set(row, one.detail ?? `it is ${status}`)
  }
  return {
    rows: pictures.length,
    status: Uint8Array.from(pictures, (one) => PIXEL_STATUS.indexOf(statusOf(one))),
    hash,
    width: Uint32Array.from(pictures, (one) => (statusOf(one) === 'ok' ? (one.quality?.width ?? 32) : 0)),
    height: Uint32Array.from(pictures, (one) => (statusOf(one) === 'ok' ? (one.quality?.height ?? 24) : 0)),
    quality: {
      dark: Float64Array.from(pictures, ({ quality }) => quality?.dark ?? 0.9),
      light: Float64Array.from(pictures, ({ quality }) => quality?.light ?? 0.2),
      entropy: Float64Array.from(pictures, ({ quality }) => quality?.entropy ?? 8),
      edges: Float64Array.from(pictures, ({ quality }) => quality?.edges ?? 50),
      spread: Float64Array.from(pictures, ({ quality }) => quality?.spread ?? 10),
      grey: Uint8Array.from(pictures, ({ quality }) => (quality?.grey ? 1 : 0)),
    },
    detail,
  }
}

function masks(pictures: readonly Picture[], of: Dataset): Masks {
  const made = emptyMasks(maskFiles(of) ?? { rows: 0, path: Strings.of([]), content: Contents.empty(0) })
  for (let row = 0; row < made.rows; row++) {
    const { mask, decodedMask = {}, quality } = pictures[row]!
    const status = decodedMask.status ?? (mask ? 'ok' : 'missing')
    made.status[row] = PIXEL_STATUS.indexOf(status)
    made.imageWidth[row] = statusOf(pictures[row]!) === 'ok' ? (quality?.width ?? 32) : 0
    made.imageHeight[row] = statusOf(pictures[row]!) === 'ok' ? (quality?.height ?? 24) : 0
    if (status !== 'ok' && status !== 'missing') made.detail.set(row, `it is ${status}`)
    if (status !== 'ok') continue
    const [width, height] = decodedMask.size ?? [made.imageWidth[row]!, made.imageHeight[row]!]
    made.hash.set(Buffer.from(digest(decodedMask.pixels ?? mask!, 'sha256'), 'hex'), row * 32)
    made.width[row] = width
    made.height[row] = height
    const values = decodedMask.values === undefined ? [0, 1] : decodedMask.values
    made.valued[row] = values === null ? 0 : 1
    for (const value of values ?? []) made.values[row * VALUE_BYTES + (value >> 3)]! |= 1 << (value & 7)
  }
  return made
}

function predictions(
  pictures: readonly Picture[],
  of: Dataset,
  { gateSplit = 'test' }: SideOptions,
  answerOf: (picture: Picture) => string | undefined,
): Predictions {
  const judged = pictures.flatMap((one, row) => ((one.split ?? 'test') === gateSplit ? [{ one, row }] : []))
  const names = of.classes
  const classes = new Int32Array(judged.length * TOP).fill(-1)
  for (const [at, { one }] of judged.entries())
    classes[at * TOP] = names.indexOf(answerOf(one) ?? labelOf(one) ?? names[0]!)
  return {
    rows: Int32Array.from(judged, ({ row }) => row),
    status: Uint8Array.from(judged, ({ one }) => PREDICTION_STATUS.indexOf(one.failed ?? statusOf(one))),
    classes,
    scores: new Float32Array(judged.length * TOP).fill(0.5),
    tied: Int32Array.from(judged, ({ one }) => one.tied ?? 1),
    names,
    truth: Int32Array.from(judged, ({ row }) => of.label.codes[row]!),
  }
}

/** Rounds in milliseconds; the 95th percentile is the median times `tail`. */
export function latency(
  base: readonly number[],
  head: readonly number[],
  { tail = 1.2, ...change }: Partial<Latency> & { tail?: number } = {},
): Latency {
  const quantiles = (rounds: readonly number[]) => ({
    p50: Float64Array.from(rounds),
    p95: Float64Array.from(rounds, (value) => value * tail),
  })
  return {
    rounds: base.length,
    runsPerRound: 150,
    batch: 1,
    profile: 'quick',
    base: quantiles(base),
    head: quantiles(head),
    unsteady: 0,
    pooled: 1,
    ...change,
  }
}

function contentOf({ path, content }: Picture): string | null {
  return content === undefined ? path : content
}
function labelOf({ label }: Picture): string | null {
  return label === undefined ? 'cat' : label
}
function statusOf(one: Picture): PixelStatus {
  return one.status ?? (contentOf(one) === null ? 'missing' : 'ok')
}
function digest(text: string, algorithm: 'sha1' | 'sha256'): string {
  return createHash(algorithm).update(text).digest('hex')
}
function classesOf(pictures: readonly Picture[], { classes }: SideOptions): readonly string[] {
  if (classes) return classes
  const names = pictures.flatMap((one) => [
    ...(one.boxes ? one.boxes.map(({ label = 'cat' }) => label) : [labelOf(one)]),
    one.answer,
    one.anchor,
  ])
  return [...new Set(names.filter((name) => typeof name === 'string'))].sort()
}
function columnsOf(pictures: readonly Picture[]): Map<string, Codes> {
  const names = new Set(pictures.flatMap(({ columns }) => Object.keys(columns ?? {})))
  return new Map(
    [...names].map((name) => {
      const column = new CodesBuilder()
      for (const { columns } of pictures) column.push(columns?.[name] ?? null)
      return [name, column.build()]
    }),
  )
}
