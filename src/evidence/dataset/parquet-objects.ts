import type { ParquetColumn, ParquetFile } from '#formats/parquet'
import { parquetError } from '#formats/parquet-fault'
import { ParquetLists } from '#formats/parquet-lists'
import { OBJECTS } from './manifest-rows.ts'

/**
 * Annotations in a column of structures, as Hugging Face writes them: `objects` with lists `bbox` and `category` (also
 * `categories`), or a list of `{bbox, category}`.
 */
export class ParquetObjects {
  readonly #file: ParquetFile
  readonly #bbox: ParquetColumn
  readonly #category: ParquetColumn
  #boxes: ParquetLists | null = null
  #categories: ParquetLists | null = null

  /** null: the file has no such column. @throws GateError `parquet-type` where it has one of another kind */
  static of(file: ParquetFile): ParquetObjects | null {
    const own = file.columns.filter(({ path }) => path[0] === OBJECTS)
    if (own.length === 0) return null
    const find = (names: readonly string[], repetition: number) =>
      own.find(({ path, ...column }) => column.repetition === repetition && path.some((name) => names.includes(name)))
    const [bbox, category] = [find(['bbox'], 2), find(['category', 'categories'], 1)]
    if (bbox && category && bbox.type !== 'bytes') return new ParquetObjects(file, bbox, category)
    const lacks = category ? 'bbox: four numbers a box' : 'category: one a box'
    throw parquetError('parquet-type', file.path, `${OBJECTS} without ${lacks}`)
  }

  private constructor(file: ParquetFile, bbox: ParquetColumn, category: ParquetColumn) {
    this.#file = file
    this.#bbox = bbox
    this.#category = category
  }

  open(group: number): void {
    this.#boxes = new ParquetLists(this.#file, this.#bbox, group)
    this.#categories = new ParquetLists(this.#file, this.#category, group)
  }

  /** The annotations of the next row of the group. */
  next(image: string): { readonly image: string; readonly bbox: unknown; readonly categories: unknown } {
    return { image, bbox: this.#boxes!.next(), categories: this.#categories!.next() }
  }
}
