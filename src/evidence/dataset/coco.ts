import { ByteDictionary } from '#contract/byte-index'
import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { CONTENT_KINDS, Contents, StringsBuilder, viewOf } from '#contract/table'
import { CocoReader } from '#formats/coco/read'
import type { CocoFile } from '#formats/coco/types'
import { IntColumn } from '#formats/csv-columns'
import { ShapeHash } from '#formats/shape-hash'
import { BoxRows, boxRecord } from './box-rows.ts'
import { configuredClasses, orderClasses } from './classes.ts'
import { imageRoot, listRoot, outsideGit, streamManifest, TreeContents } from './contents.ts'
import { parseSha256 } from './digests.ts'
import { absent } from './draft.ts'
import { pathFault } from './manifest-rows.ts'
import { type PanopticMasks, panopticMasks, segmentShape } from './panoptic.ts'
import { folderOf, joinPath, normalPath } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

const encoder = new TextEncoder()
/** Ten times train2017; it streams by, and its columns are bounded by it. */
const JSON_LIMIT = 4 * 1024 * 1024 * 1024

/** JSON file of each split, in the order of the configuration. */
export function cocoFiles(placement: DataPlacement): string[] {
  const splits = Object.keys(placement.splits)
  if (placement.file === null) return Object.values(placement.splits).map((file) => joinPath(placement.root, file))
  if (splits.length === 1) return [joinPath(placement.root, placement.file)]
  const hint = 'Name a COCO file for every split: `splits: {train: train.json, test: test.json}`.'
  throw new GateError('coco-splits', 'user', 'one COCO file (`data.file`) holds one split only', { hint })
}

/** One JSON file a split; `file_name` lies below the root of the dataset, beside the JSON, or in a folder of images. */
export async function readCocoDataset(placement: DataPlacement, tree: Tree): Promise<Dataset> {
  const problems = new Problems()
  const splits = Object.keys(placement.splits)
  const paths = cocoFiles(placement)
  const outside = outsideGit(placement)
  const digest = outside ? placement.columns.digest : null
  const files: CocoFile[] = []
  for (const path of paths) {
    const reader = new CocoReader(
      path,
      (code, text, { line, column }) => problems.add(code, path, line, text, { column }),
      digest,
    )
    for await (const chunk of streamManifest(tree, path, JSON_LIMIT)) reader.push(chunk)
    files.push(reader.end())
  }
  const contents = outside ? null : new TreeContents(await listRoot(placement, tree))
  const classes = await classesOf(files, paths, placement, tree, problems)

  const images = new CocoRows(files.reduce((sum, file) => sum + file.images.rows, 0))
  const boxes = new BoxRows()
  const codes = new Map(classes.map((name, code) => [name, code]))
  for (const [index, file] of files.entries()) {
    const source = { index, path: paths[index]!, file }
    const folder = contents
      ? folderOfImages(placement, splits[index]!, source.path, file, contents)
      : imageRoot(placement)
    const masks = contents && panopticMasks(file, source.path, contents, problems)
    const rowOf = images.add(source, folder, contents, problems, masks)
    addBoxes(boxes, file, rowOf, codes, masks)
  }
  const split = images.split.build()
  const rows = split.length
  return {
    rows,
    path: images.path.build(),
    content: images.content(),
    split: { codes: split, values: splits },
    label: absent(rows, classes),
    line: Uint32Array.from(images.line.build()),
    ...(files.some(({ panoptic }) => panoptic !== null)
      ? { masks: images.masks.build(), maskContent: images.maskContent() }
      : {}),
    width: images.width.build(),
    height: images.height.build(),
    source: { codes: split, values: paths },
    columns: new Map(),
    boxes: boxes.build(),
    classes,
    problems: problems.build(),
  }
}

/** Names by ascending category id over all files, or as configured. */
async function classesOf(
  files: readonly CocoFile[],
  paths: readonly string[],
  placement: DataPlacement,
  tree: Tree,
  problems: Problems,
): Promise<readonly string[]> {
  const nameOf = new Map<number, string>()
  const idOf = new Map<string, number>()
  for (const [index, { categories }] of files.entries()) {
    const own = new Set<string>()
    for (const [row, id] of categories.id.entries()) {
      const name = categories.name[row]!
      const isFirst = !own.has(name)
      own.add(name)
      if ((nameOf.get(id) ?? name) !== name || (isFirst && (idOf.get(name) ?? id) !== id)) {
        const hint = 'Give a category the same id and name in the files of all splits.'
        const message = `${paths[index]}: category ${id} "${name}" has another id or name in another split`
        throw new GateError('coco-category', 'artifact', message, { hint, place: { path: paths[index]! } })
      }
      nameOf.set(id, name)
      if (isFirst) idOf.set(name, id)
    }
  }
  const found = [...idOf].sort(([, a], [, b]) => a - b).map(([name]) => name)
  const configured = await configuredClasses(placement, tree)
  if (configured === null) return found
  const classes = orderClasses(found, configured)
  for (const name of classes.slice(configured.length))
    problems.add('unknown-class', paths[0]!, 0, `category ${quoted(name)} is not one of the configured classes`)
  return classes
}

/** The folder that is configured, or in which most of the images lie, of those where COCO datasets have them. */
function folderOfImages(
  placement: DataPlacement,
  split: string,
  path: string,
  file: CocoFile,
  contents: TreeContents,
): string {
  if (placement.images !== null) return imageRoot(placement, split)
  let best = placement.root
  let most = 0
  for (const folder of imageFolders(placement.root, split, path)) {
    let found = 0
    for (let image = 0; image < file.images.rows; image++) {
      const name = normalPath(file.images.fileName.get(image))
      if (name !== null && contents.findText(joinPath(folder, name)) >= 0) found++
    }
    if (found === file.images.rows) return folder
    if (found <= most) continue
    most = found
    best = folder
  }
  return best
}

/**
 * Where COCO datasets keep the images of a split: `annotations/instances_val2017.json` has them in `val2017`, and so has
 * `annotations/custom_val.json` of those who train with scripts written for COCO.
 */
export function imageFolders(root: string, split: string, path: string): string[] {
  const named = path.replace(/^.*[/_]/, '').replace(/\.json$/i, '')
  const folders = ['', split, named, `${split}2017`, `${named}2017`]
  return folders
    .flatMap((folder) => [folder, folder === '' ? 'images' : `images/${folder}`])
    .flatMap((below) => [joinPath(root, below), joinPath(folderOf(path), below)])
}

/** Rows of images over all files. */
class CocoRows {
  readonly path = new StringsBuilder()
  readonly masks = new StringsBuilder()
  readonly split = new IntColumn()
  readonly line = new IntColumn()
  readonly width = new IntColumn()
  readonly height = new IntColumn()
  readonly #contents: Contents
  #masks: Contents | null = null
  constructor(capacity: number) {
    this.#contents = Contents.empty(capacity)
  }

  content(): Contents {
    return this.#first(this.#contents)
  }
  maskContent(): Contents | null {
    return this.#masks && this.#first(this.#masks)
  }
  #first({ kinds, hashes }: Contents): Contents {
    const rows = this.split.rows
    return new Contents(kinds.slice(0, rows), hashes.slice(0, rows * 32))
  }

  /** Row of each image of the file, −1 where it is left out. */
  add(
    source: { readonly index: number; readonly path: string; readonly file: CocoFile },
    folder: string,
    contents: TreeContents | null,
    problems: Problems,
    masks: PanopticMasks | null,
  ): Int32Array {
    const { images } = source.file
    const rowOf = new Int32Array(images.rows).fill(-1)
    const seen = new ByteDictionary()
    for (let image = 0; image < images.rows; image++) {
      const name = images.fileName.get(image)
      const below = normalPath(name)
      const line = images.line[image]!
      const place = { column: images.column[image]! }
      const bytes = encoder.encode(below ?? '')
      const known = seen.size
      if (below === null || seen.code(bytes, 0, bytes.length) < known) {
        const again = { code: 'duplicate-record' as const, text: `${quoted(name)} is listed again` }
        const { code, text } = below === null ? pathFault(name) : again
        problems.add(code, source.path, line, text, place)
        continue
      }
      const row = this.split.rows
      rowOf[image] = row
      this.split.push(source.index)
      this.line.push(line)
      this.width.push(images.width[image]!)
      this.height.push(images.height[image]!)
      const path = joinPath(folder, below)
      this.path.push(path)
      this.masks.push(masks?.path[image] ?? '')
      if (masks) {
        this.#masks ??= Contents.empty(this.#contents.kinds.length)
        this.#masks.copy(row, masks.content, image)
      }
      if (contents === null) {
        if (images.digest) this.#setDigest(row, images.digest[image] ?? null, source.path, name)
      } else {
        const file = contents.findText(path)
        if (file >= 0) contents.copy(file, this.#contents, row)
        else problems.add('missing-file', source.path, line, contents.missing(path), place)
      }
    }
    return rowOf
  }

  #setDigest(row: number, digest: string | null, path: string, name: string): void {
    const bytes = encoder.encode(digest ?? '')
    this.#contents.kinds[row] = CONTENT_KINDS.indexOf('sha256')
    if (parseSha256(viewOf(bytes), 0, bytes.length, viewOf(this.#contents.hashes), row * 32)) return
    const message = `${path}: image ${quoted(name)} has no sha-256 of 64 hex digits`
    const hint =
      'Images outside git are named by their sha-256: give it as `data.columns.digest` says, or leave that out.'
    throw new GateError('digest-invalid', 'artifact', message, { hint, place: { path } })
  }
}

/** Annotations of the images that stay. */
function addBoxes(
  boxes: BoxRows,
  { annotations, categories }: CocoFile,
  rowOf: Int32Array,
  classes: Classes,
  masks: PanopticMasks | null,
): void {
  const labels = categories.name.map((name) => classes.get(name)!)
  const box = boxRecord()
  const hash = new ShapeHash()
  for (let from = 0; from < annotations.rows; from++) {
    box.image = rowOf[annotations.image[from]!]!
    if (box.image < 0) continue
    box.label = labels[annotations.category[from]!]!
    box.id = annotations.id[from]!
    box.crowd = annotations.crowd[from]!
    box.x = annotations.xywh[from * 4]!
    box.y = annotations.xywh[from * 4 + 1]!
    box.w = annotations.xywh[from * 4 + 2]!
    box.h = annotations.xywh[from * 4 + 3]!
    box.shape = masks ? segmentShape(hash, masks.content, annotations.image[from]!, box.id) : annotations.shape[from]!
    box.crossed = annotations.crossed[from]!
    box.line = annotations.line[from]!
    box.column = annotations.column[from]!
    boxes.push(box)
  }
}
type Classes = ReadonlyMap<string, number>
