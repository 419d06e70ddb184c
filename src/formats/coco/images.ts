import { StringsBuilder } from '#contract/table'
import { FloatColumn, IntColumn } from '../csv-columns.ts'
import type { JsonCursor } from '../json-cursor.ts'
import { IdIndex } from './id-index.ts'
import { keyOf } from './key.ts'
import type { CocoFile } from './types.ts'
import { readId } from './values.ts'

/** Images as they stream by. What makes references ambiguous is an error of the file. */
export class ImageList {
  readonly index = new IdIndex()
  readonly #digestKey: string | null
  readonly #digest: (string | null)[] = []
  readonly #id = new FloatColumn()
  readonly #fileName = new StringsBuilder()
  readonly #width = new IntColumn()
  readonly #height = new IntColumn()
  readonly #line = new IntColumn()
  readonly #column = new IntColumn()
  #rows = 0

  constructor(digestKey: string | null) {
    this.#digestKey = digestKey
  }

  /** @throws GateError `coco-image`, `coco-id` */
  read(cursor: JsonCursor): void {
    const { line, column } = cursor
    let id = Number.NaN
    let name: { start: number; end: number; text: string | null } | null = null
    let url: string | null = null
    let width = 0
    let height = 0
    let digest: string | null = null
    if (cursor.kind() !== 'object') throw cursor.error('coco-image', 'an image is no object', NAME_IT)
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) {
      const key = keyOf(cursor)
      const isDigest = this.#digestKey !== null && key === null && cursor.text() === this.#digestKey
      if (key === 'id') id = readId(cursor, 'the id of an image')
      else if (key === 'file_name' && cursor.kind() === 'string') {
        cursor.string()
        name = { start: cursor.textStart, end: cursor.textEnd, text: cursor.escaped ? cursor.text() : null }
      } else if (key === 'coco_url' && name === null && cursor.kind() === 'string') {
        cursor.string()
        url = cursor.text()
      } else if (key === 'width') width = pixels(cursor)
      else if (key === 'height') height = pixels(cursor)
      else if (isDigest && cursor.kind() === 'string') {
        cursor.string()
        digest = cursor.text()
      } else cursor.skip()
    }
    const place = { line, column }
    // LVIS names images by their address only: …/val2017/000000397133.jpg lies in val2017.
    const address = name === null ? url?.split('/').slice(-2).join('/') : undefined
    if (address) name = { start: 0, end: 0, text: address }
    if (name === null) throw cursor.error('coco-image', 'an image has no file_name', NAME_IT, place)
    if (Number.isNaN(id)) throw cursor.error('coco-id', 'an image has no id', 'Give every image its id.', place)
    if (this.index.add(id, this.#rows) >= 0)
      throw cursor.error('coco-id', `two images have the id ${id}`, 'Give each an id of its own.', place)
    this.#id.push(id)
    if (name.text === null) this.#fileName.pushRange(cursor.data, name.start, name.end)
    else this.#fileName.push(name.text)
    this.#width.push(width)
    this.#height.push(height)
    this.#line.push(line)
    this.#column.push(column)
    if (this.#digestKey !== null) this.#digest.push(digest)
    this.#rows++
  }

  build(): CocoFile['images'] {
    return {
      rows: this.#rows,
      id: this.#id.build(),
      fileName: this.#fileName.build(),
      width: this.#width.build(),
      height: this.#height.build(),
      digest: this.#digestKey === null ? null : this.#digest,
      line: this.#line.build(),
      column: this.#column.build(),
    }
  }
}

const NAME_IT = 'Give every image its file_name.'

/** 0 when it is not a size of a picture. */
function pixels(cursor: JsonCursor): number {
  if (cursor.kind() !== 'number') {
    cursor.skip()
    return 0
  }
  const value = cursor.number()
  return Number.isSafeInteger(value) && value > 0 && value < 2 ** 31 ? value : 0
}
