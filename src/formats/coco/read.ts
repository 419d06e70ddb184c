import { GateError } from '#contract/errors'
import type { JsonCursor } from '../json-cursor.ts'
import { JsonListsReader } from '../json-lists.ts'
import { AnnotationRows } from './annotations.ts'
import { CategoryList } from './categories.ts'
import { IdIndex } from './id-index.ts'
import { ImageList } from './images.ts'
import { PanopticList } from './panoptic.ts'
import type { CocoFile, CocoProblem } from './types.ts'

/**
 * Reads images, categories and annotations (boxes, polygons, masks, joints; panoptic segments) of a COCO file, chunk by
 * chunk: only columns are kept. What makes references ambiguous (doubled or inexact ids) is an error; an annotation that
 * cannot be used is left out and told to `problem`.
 * @throws GateError `json-…`, `coco-…` with file, line, column and remedy
 */
export class CocoReader {
  readonly #path: string
  readonly #images: ImageList
  readonly #categories: CategoryList
  readonly #annotations: AnnotationRows
  readonly #panoptic: PanopticList
  readonly #reader: JsonListsReader

  /** `outlines`: whether polygons are looked at for crossing themselves, which takes half as long again as reading. */
  constructor(path: string, problem: CocoProblem, digestKey: string | null = null, outlines = true) {
    this.#path = path
    this.#images = new ImageList(digestKey)
    this.#categories = new CategoryList(problem)
    this.#annotations = new AnnotationRows(problem, outlines)
    this.#panoptic = new PanopticList(this.#annotations)
    this.#reader = new JsonListsReader(
      path,
      new Map<string, (cursor: JsonCursor) => void>([
        ['images', (cursor) => this.#images.read(cursor)],
        ['categories', (cursor) => this.#categories.read(cursor)],
        ['annotations', (cursor) => this.#annotation(cursor)],
      ]),
    )
  }

  push(chunk: Uint8Array): void {
    this.#reader.push(chunk)
  }

  end(): CocoFile {
    this.#reader.end()
    for (const list of ['images', 'categories', 'annotations'])
      if (!this.#reader.found.has(list)) throw this.#lacks(list)
    const images = this.#images.build()
    const categories = this.#categories.build()
    const byId = new IdIndex()
    for (const [row, id] of categories.id.entries()) byId.add(id, row)
    const find = (id: number) => this.#images.index.find(id)
    const { width, height } = images
    const annotations = this.#annotations.build(
      { find, width, height },
      { find: (id) => byId.find(id), joints: categories.joints },
    )
    return { images, categories, annotations, panoptic: this.#panoptic.build(images.rows, find) }
  }

  #annotation(cursor: JsonCursor): void {
    if (!this.#panoptic.read(cursor)) this.#annotations.read(cursor)
  }

  #lacks(list: string): GateError {
    const { isObject } = this.#reader
    const what = isObject ? `no list "${list}" at the top` : 'a list of results, or no object at all, at the top'
    const hint = 'Name a COCO file with the lists images, categories and annotations (they may be empty).'
    return new GateError('coco-shape', 'artifact', `${this.#path}: ${what}`, { hint, place: { path: this.#path } })
  }
}
