import { GateError } from '#contract/errors'
import { type Strings, StringsBuilder } from '#contract/table'
import { parseJson } from './json.ts'

/** The object-detection part of a COCO file, in columns. */
export interface CocoFile {
  readonly images: {
    readonly rows: number
    readonly id: Float64Array
    readonly fileName: Strings
    /** Pixels; 0 when the file does not say. */
    readonly width: Int32Array
    readonly height: Int32Array
    /** Field `digestKey` of each image, when asked for. */
    readonly digest: readonly (string | null)[] | null
  }
  /** Ascending by id; names are distinct. */
  readonly categories: { readonly id: readonly number[]; readonly name: readonly string[] }
  readonly annotations: {
    readonly rows: number
    /** NaN when absent. */
    readonly id: Float64Array
    /** Row of `images`. */
    readonly image: Int32Array
    /** Row of `categories`. */
    readonly category: Int32Array
    /** 4 a row: x, y, width, height in pixels, as the file has them; finite, width and height not negative. */
    readonly xywh: Float64Array
    readonly crowd: Uint8Array
  }
}

type Item = Record<string, unknown>

/**
 * Reads images, categories and annotations. What makes references ambiguous (doubled or inexact ids) is an error; an
 * annotation that cannot be used is left out and told to `problem`.
 * @throws GateError `json-…`, `coco-…` with file and remedy
 */
export function readCoco(
  bytes: Uint8Array,
  path: string,
  problem: (text: string) => void,
  digestKey: string | null = null,
): CocoFile {
  const root = parseJson(bytes, path)
  const images = readImages(list(root, 'images', path), path, digestKey)
  const categories = readCategories(list(root, 'categories', path), path)
  const annotations = readAnnotations(list(root, 'annotations', path), images.byId, categories.byId, problem)
  return { images: images.columns, categories: categories.columns, annotations }
}

function readImages(items: readonly unknown[], path: string, digestKey: string | null) {
  const rows = items.length
  const id = new Float64Array(rows)
  const fileName = new StringsBuilder()
  const width = new Int32Array(rows)
  const height = new Int32Array(rows)
  const digest: (string | null)[] | null = digestKey === null ? null : []
  const byId = new Map<number, number>()
  for (const [row, item] of items.entries()) {
    const name = isItem(item) ? item.file_name : undefined
    if (!isItem(item) || typeof name !== 'string')
      throw cocoError('coco-image', path, `images[${row}] has no file_name`, 'Give every image its file_name.')
    id[row] = safeId(item.id, `images[${row}].id`, path)
    takeId(byId, id[row]!, row, 'images', path)
    fileName.push(name)
    width[row] = pixels(item.width)
    height[row] = pixels(item.height)
    if (digest && digestKey !== null) {
      const value = Object.hasOwn(item, digestKey) ? item[digestKey] : null
      digest.push(typeof value === 'string' ? value : null)
    }
  }
  return { columns: { rows, id, fileName: fileName.build(), width, height, digest }, byId }
}

function readCategories(items: readonly unknown[], path: string) {
  const found = items.map((item, row) => {
    const name = isItem(item) ? item.name : undefined
    if (!isItem(item) || typeof name !== 'string')
      throw cocoError('coco-category', path, `categories[${row}] has no name`, 'Give every category its name.')
    return { id: safeId(item.id, `categories[${row}].id`, path), name }
  })
  found.sort((a, b) => a.id - b.id)
  const byId = new Map<number, number>()
  const names = new Set<string>()
  for (const [row, { id, name }] of found.entries()) {
    takeId(byId, id, row, 'categories', path)
    if (names.has(name))
      throw cocoError('coco-category', path, `two categories have the name "${name}"`, 'Give each a name of its own.')
    names.add(name)
  }
  return { columns: { id: found.map((item) => item.id), name: found.map((item) => item.name) }, byId }
}

function readAnnotations(
  items: readonly unknown[],
  images: ReadonlyMap<number, number>,
  categories: ReadonlyMap<number, number>,
  problem: (text: string) => void,
): CocoFile['annotations'] {
  const id = new Float64Array(items.length)
  const image = new Int32Array(items.length)
  const category = new Int32Array(items.length)
  const xywh = new Float64Array(items.length * 4)
  const crowd = new Uint8Array(items.length)
  const seen = new Set<number>()
  let rows = 0
  for (const [index, item] of items.entries()) {
    const fault = isItem(item) ? faultOf(item, images, categories, seen) : 'is not an object'
    if (!isItem(item) || fault !== null) {
      const name = isItem(item) && typeof item.id === 'number' ? `annotation ${item.id}` : `annotations[${index}]`
      problem(`${name} ${fault}`)
      continue
    }
    id[rows] = typeof item.id === 'number' ? item.id : Number.NaN
    image[rows] = images.get(item.image_id as number)!
    category[rows] = categories.get(item.category_id as number)!
    xywh.set(item.bbox as number[], rows * 4)
    crowd[rows] = item.iscrowd === 1 || item.iscrowd === true ? 1 : 0
    rows++
  }
  return {
    rows,
    id: id.slice(0, rows),
    image: image.slice(0, rows),
    category: category.slice(0, rows),
    xywh: xywh.slice(0, rows * 4),
    crowd: crowd.slice(0, rows),
  }
}

/** Why an annotation cannot be used, or null. */
function faultOf(
  item: Item,
  images: ReadonlyMap<number, number>,
  categories: ReadonlyMap<number, number>,
  seen: Set<number>,
): string | null {
  if (item.id !== undefined && !Number.isSafeInteger(item.id)) return `has an id that is not an exact integer`
  if (!images.has(item.image_id as number)) return `names image ${shown(item.image_id)}, which is not listed`
  if (!categories.has(item.category_id as number))
    return `names category ${shown(item.category_id)}, which is not listed`
  const box = item.bbox
  if (!Array.isArray(box) || box.length !== 4 || !box.every((value) => Number.isFinite(value)))
    return 'has no bbox of four finite numbers'
  if ((box[2] as number) < 0 || (box[3] as number) < 0) return 'has a box of negative size'
  if (typeof item.id !== 'number') return null
  if (seen.has(item.id)) return 'has the id of an earlier annotation'
  seen.add(item.id)
  return null
}

function list(root: unknown, key: string, path: string): readonly unknown[] {
  const value = isItem(root) && Object.hasOwn(root, key) ? root[key] : undefined
  if (Array.isArray(value)) return value
  const hint = 'Name a COCO file with the lists images, categories and annotations (they may be empty).'
  throw cocoError('coco-shape', path, `no list "${key}" at the top`, hint)
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** JSON.parse rounds 2^53 + 1 to a neighbour: beyond the safe range two ids can become one. */
function safeId(value: unknown, what: string, path: string): number {
  if (Number.isSafeInteger(value)) return value as number
  const hint = 'Use integers below 2^53 as ids.'
  throw cocoError('coco-id', path, `${what} is ${shown(value)}, not an exact integer`, hint)
}

function takeId(byId: Map<number, number>, id: number, row: number, what: string, path: string): void {
  if (byId.has(id)) throw cocoError('coco-id', path, `two ${what} have the id ${id}`, 'Give each an id of its own.')
  byId.set(id, row)
}

function pixels(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < 2 ** 31 ? (value as number) : 0
}

function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100))
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? String(value) : typeof value
}

function cocoError(code: string, path: string, what: string, hint: string): GateError {
  return new GateError(code, 'artifact', `${path}: ${what}`, { hint, place: { path } })
}
