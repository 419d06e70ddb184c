import { FloatColumn, IntColumn } from '../csv-columns.ts'
import type { JsonCursor } from '../json-cursor.ts'
import { readPlainNumbers } from '../json-plain-numbers.ts'
import { ShapeHash } from '../shape-hash.ts'
import { IdIndex } from './id-index.ts'
import { type Key, keyOf } from './key.ts'
import { readJoints, readSegmentation, type Shape } from './segmentation.ts'
import type { CocoFile, CocoProblem } from './types.ts'
import { shownValue } from './values.ts'

interface Size {
  readonly row: number
  readonly height: number
  readonly width: number
}

/**
 * Annotations as they stream by. An annotation that cannot be used is told and left out: at once when it shows by itself,
 * at the end when it is its image or category, which may come later in the file.
 */
export class AnnotationRows {
  readonly #problem: CocoProblem
  readonly #hash = new ShapeHash()
  readonly #ids = new IdIndex()
  readonly #id = new FloatColumn()
  readonly #imageId = new FloatColumn()
  readonly #categoryId = new FloatColumn()
  readonly #xywh = new FloatColumn()
  readonly #crowd = new IntColumn()
  readonly #shape = new FloatColumn()
  readonly #crossed = new IntColumn()
  readonly #line = new IntColumn()
  readonly #column = new IntColumn()
  /** Masks state the size of their image. */
  readonly #masks: Size[] = []
  /** Row → number of joints, for the rows that have any. */
  readonly #joints = new Map<number, number>()
  #rows = 0

  // The record at hand.
  readonly #shapeOf: Shape
  readonly #box = new Float64Array(4)
  #recordId = 0
  #image = 0
  #category = 0
  #isCrowd = 0
  #numJoints = -1
  #labelled = -1
  #stated = -1
  #fault: string | null = null
  #odd: string | null = null
  #seen = 0
  readonly #place = { line: 0, column: 0 }

  constructor(problem: CocoProblem, outlines: boolean) {
    this.#problem = problem
    this.#shapeOf = { fault: null, hash: 0, outlines, crossed: 0, height: 0, width: 0, covered: 0 }
  }

  /** Reads one annotation. `parent` is the image of a panoptic annotation, whose segments are read by this as well. */
  read(cursor: JsonCursor, parent: number | null = null): void {
    const line = cursor.line
    const column = cursor.column
    if (cursor.kind() !== 'object') {
      cursor.skip()
      this.#problem('invalid-annotation', 'an annotation is no object', { line, column })
      return
    }
    this.#begin(parent)
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) {
      const key = keyOf(cursor)
      if (key === null) {
        cursor.skip()
        continue
      }
      cursor.peek()
      const [atLine, atColumn] = [cursor.line, cursor.column]
      const before = this.#fault
      this.#value(cursor, key)
      if (before !== null || this.#fault === null) continue
      this.#place.line = atLine
      this.#place.column = atColumn
    }
    this.#finish(line, column)
  }

  #begin(parent: number | null): void {
    const shape = this.#shapeOf
    shape.fault = null
    shape.hash = 0
    shape.crossed = 0
    shape.height = 0
    shape.width = 0
    this.#box.fill(Number.NaN)
    this.#recordId = Number.NaN
    this.#image = parent ?? Number.NaN
    this.#category = Number.NaN
    this.#isCrowd = 0
    this.#numJoints = -1
    this.#labelled = -1
    this.#stated = -1
    this.#fault = null
    this.#odd = null
    this.#seen = parent === null ? 0 : SEEN.image_id
  }

  #value(cursor: JsonCursor, key: Key): void {
    const seen = SEEN[key]
    if ((this.#seen & seen) !== 0) this.#fault ??= `has "${key}" twice`
    this.#seen |= seen
    if (key === 'bbox') this.#readBox(cursor)
    else if (key === 'segmentation') this.#readShape(cursor)
    else if (key === 'keypoints') {
      const { joints, labelled } = readJoints(cursor, this.#shapeOf, this.#hash)
      this.#numJoints = joints
      this.#labelled = labelled
      this.#fault ??= this.#shapeOf.fault
    } else if (key === 'id') this.#recordId = this.#readId(cursor, 'has an id that is not an exact integer', false)
    else if (key === 'image_id') this.#image = this.#readId(cursor, 'image', true)
    else if (key === 'category_id') this.#category = this.#readId(cursor, 'category', true)
    else if (key === 'iscrowd') this.#readCrowd(cursor)
    else if (key === 'area') this.#readArea(cursor)
    else if (key === 'num_keypoints' && cursor.kind() === 'number') this.#stated = cursor.number()
    else cursor.skip()
  }

  #readBox(cursor: JsonCursor): void {
    const box = this.#box
    let numbers = 0
    const plain = cursor.kind() === 'list' ? readPlainNumbers(cursor) : -1
    if (plain >= 0) {
      numbers = plain
      for (let i = 0; i < 4; i++) box[i] = cursor.numbers[i]!
    } else if (cursor.kind() === 'list') {
      cursor.open()
      for (let first = true; cursor.nextItem(first); first = false) {
        const value = cursor.kind() === 'number' ? cursor.number() : Number.NaN
        if (Number.isNaN(value)) cursor.skip()
        if (numbers < 4) box[numbers] = value
        numbers++
      }
    } else cursor.skip()
    if (numbers !== 4 || !box.every((value) => Number.isFinite(value))) this.#fault ??= NO_BOX
    else if (box[2]! < 0 || box[3]! < 0) this.#fault ??= 'has a box of negative size'
  }

  #readShape(cursor: JsonCursor): void {
    readSegmentation(cursor, this.#shapeOf, this.#hash)
    this.#fault ??= this.#shapeOf.fault
  }

  #readId(cursor: JsonCursor, what: string, isReference: boolean): number {
    const start = cursor.at
    const kind = cursor.kind()
    const value = kind === 'number' ? cursor.number() : Number.NaN
    if (kind !== 'number') cursor.skip()
    if (Number.isSafeInteger(value)) return value
    const shown = shownValue(cursor.data, start, cursor.at)
    this.#fault ??= isReference ? `names ${what} ${shown}, which is not listed` : what
    return kind === 'number' ? value : Number.NaN
  }

  #readCrowd(cursor: JsonCursor): void {
    const value = cursor.kind() === 'number' ? cursor.number() : cursor.kind() === 'word' ? cursor.word() : null
    if (value === null) this.#fault ??= 'has an iscrowd that is neither 0 nor 1'
    if (value === null && cursor.kind() === 'string') cursor.skip()
    if (value !== null && value !== 0 && value !== 1 && typeof value !== 'boolean')
      this.#fault ??= 'has an iscrowd that is neither 0 nor 1'
    this.#isCrowd = value === 1 || value === true ? 1 : 0
  }

  #readArea(cursor: JsonCursor): void {
    const value = cursor.kind() === 'number' ? cursor.number() : Number.NaN
    if (Number.isNaN(value)) cursor.skip()
    if (!Number.isFinite(value) || value < 0) this.#fault ??= 'has an area that is no positive number'
  }

  #finish(line: number, column: number): void {
    const place = this.#fault === null ? { line, column } : this.#place
    if ((this.#seen & SEEN.image_id) === 0) this.#fault ??= 'names image undefined, which is not listed'
    if ((this.#seen & SEEN.category_id) === 0) this.#fault ??= 'names category undefined, which is not listed'
    if ((this.#seen & SEEN.bbox) === 0) this.#fault ??= NO_BOX
    if (this.#fault === null && !Number.isNaN(this.#recordId) && this.#ids.add(this.#recordId, this.#rows) >= 0)
      this.#fault = 'has the id of an earlier annotation'
    if (this.#stated >= 0 && this.#labelled >= 0 && this.#stated !== this.#labelled)
      this.#odd ??= `says num_keypoints ${this.#stated} and labels ${this.#labelled}`
    const name = nameOf(this.#recordId)
    if (this.#fault !== null) {
      this.#problem('invalid-annotation', `${name} ${this.#fault}`, place)
      return
    }
    if (this.#odd !== null) this.#problem('odd-annotation', `${name} ${this.#odd}`, place)
    const shape = this.#shapeOf
    if (shape.height > 0) this.#masks.push({ row: this.#rows, height: shape.height, width: shape.width })
    if (this.#numJoints >= 0) this.#joints.set(this.#rows, this.#numJoints)
    this.#id.push(this.#recordId)
    this.#imageId.push(this.#image)
    this.#categoryId.push(this.#category)
    for (let i = 0; i < 4; i++) this.#xywh.push(this.#box[i]!)
    this.#crowd.push(this.#isCrowd)
    this.#shape.push(shape.hash)
    this.#crossed.push(shape.crossed)
    this.#line.push(line)
    this.#column.push(column)
    this.#rows++
  }

  /** Resolves images and categories; leaves out, and tells, what names none or does not fit them. */
  build(images: ImagesOf, categories: CategoriesOf): CocoFile['annotations'] {
    const ids = this.#id.build()
    const imageIds = this.#imageId.build()
    const categoryIds = this.#categoryId.build()
    const xywh = this.#xywh.build()
    const crowd = this.#crowd.build()
    const shape = this.#shape.build()
    const crossed = this.#crossed.build()
    const line = this.#line.build()
    const column = this.#column.build()
    const image = new Int32Array(this.#rows)
    const category = new Int32Array(this.#rows)
    const masks = new Map(this.#masks.map((mask) => [mask.row, mask]))
    let kept = 0
    for (let row = 0; row < this.#rows; row++) {
      const ofImage = images.find(imageIds[row]!)
      const ofCategory = categories.find(categoryIds[row]!)
      const fault =
        ofImage < 0
          ? `names image ${imageIds[row]}, which is not listed`
          : ofCategory < 0
            ? `names category ${categoryIds[row]}, which is not listed`
            : (misfitOf(masks.get(row), images, ofImage) ??
              jointsFault(this.#joints.get(row), categories.joints[ofCategory]!))
      if (fault !== null) {
        this.#problem('invalid-annotation', `${nameOf(ids[row]!)} ${fault}`, { line: line[row]!, column: column[row]! })
        continue
      }
      ids[kept] = ids[row]!
      image[kept] = ofImage
      category[kept] = ofCategory
      for (let i = 0; i < 4; i++) xywh[kept * 4 + i] = xywh[row * 4 + i]!
      crowd[kept] = crowd[row]!
      shape[kept] = shape[row]!
      crossed[kept] = crossed[row]!
      line[kept] = line[row]!
      column[kept] = column[row]!
      kept++
    }
    return {
      rows: kept,
      id: ids.subarray(0, kept),
      image: image.subarray(0, kept),
      category: category.subarray(0, kept),
      xywh: xywh.subarray(0, kept * 4),
      crowd: Uint8Array.from(crowd.subarray(0, kept)),
      shape: shape.subarray(0, kept),
      crossed: Uint8Array.from(crossed.subarray(0, kept)),
      line: Uint32Array.from(line.subarray(0, kept)),
      column: Uint32Array.from(column.subarray(0, kept)),
    }
  }
}

interface ImagesOf {
  find(id: number): number
  readonly width: Int32Array
  readonly height: Int32Array
}
interface CategoriesOf {
  find(id: number): number
  readonly joints: readonly number[]
}

function nameOf(id: number): string {
  return Number.isNaN(id) ? 'an annotation without id' : `annotation ${id}`
}

function misfitOf(mask: Size | undefined, { width, height }: ImagesOf, image: number): string | null {
  if (!mask || width[image] === 0 || height[image] === 0) return null
  if (mask.width === width[image] && mask.height === height[image]) return null
  return `has a mask of ${mask.height} × ${mask.width} on an image of ${height[image]} × ${width[image]}`
}

function jointsFault(joints: number | undefined, expected: number): string | null {
  if (joints === undefined || expected === 0 || joints === expected) return null
  return `has ${joints} keypoints, its category has ${expected}`
}

const NO_BOX = 'has no bbox of four finite numbers'
const SEEN: Readonly<Record<Key, number>> = {
  id: 1,
  image_id: 2,
  category_id: 4,
  bbox: 8,
  iscrowd: 16,
  segmentation: 32,
  keypoints: 64,
  num_keypoints: 128,
  area: 256,
  segments_info: 512,
  file_name: 0,
  coco_url: 0,
  width: 0,
  height: 0,
  name: 0,
}
