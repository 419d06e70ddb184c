import { FloatColumn, IntColumn } from '#formats/csv-columns'
import type { Boxes } from './types.ts'

/** One annotation, to be filled anew for every row: no object a box. */
export interface BoxRecord {
  image: number
  label: number
  x: number
  y: number
  w: number
  h: number
  id: number
  crowd: number
  shape: number
  crossed: number
  line: number
  column: number
}

export function boxRecord(): BoxRecord {
  return {
    image: 0,
    label: -1,
    x: 0,
    y: 0,
    w: 0,
    h: 0,
    id: Number.NaN,
    crowd: 0,
    shape: 0,
    crossed: 0,
    line: 0,
    column: 0,
  }
}

/** Fills `box` with annotation `row`. */
export function readBox(boxes: Boxes, row: number, box: BoxRecord): void {
  box.image = boxes.image[row]!
  box.label = boxes.label[row]!
  box.x = boxes.xywh[4 * row]!
  box.y = boxes.xywh[4 * row + 1]!
  box.w = boxes.xywh[4 * row + 2]!
  box.h = boxes.xywh[4 * row + 3]!
  box.id = boxes.id[row]!
  box.crowd = boxes.crowd[row]!
  box.shape = boxes.shape[row]!
  box.crossed = boxes.crossed?.[row] ?? 0
  box.line = boxes.line[row]!
  box.column = boxes.column[row]!
}

/** Annotations as readers find them, in columns. */
export class BoxRows {
  readonly #image = new IntColumn()
  readonly #label = new IntColumn()
  readonly #xywh = new FloatColumn()
  readonly #id = new FloatColumn()
  readonly #crowd = new IntColumn()
  readonly #shape = new FloatColumn()
  readonly #crossed = new IntColumn()
  readonly #line = new IntColumn()
  readonly #column = new IntColumn()

  push(box: Readonly<BoxRecord>): void {
    this.#image.push(box.image)
    this.#label.push(box.label)
    this.#xywh.push(box.x)
    this.#xywh.push(box.y)
    this.#xywh.push(box.w)
    this.#xywh.push(box.h)
    this.#id.push(box.id)
    this.#crowd.push(box.crowd)
    this.#shape.push(box.shape)
    this.#crossed.push(box.crossed)
    this.#line.push(box.line)
    this.#column.push(box.column)
  }

  build(normalised = false): Boxes {
    return {
      rows: this.#image.rows,
      image: this.#image.build(),
      label: this.#label.build(),
      xywh: this.#xywh.build(),
      normalised,
      id: this.#id.build(),
      crowd: Uint8Array.from(this.#crowd.build()),
      shape: this.#shape.build(),
      crossed: Uint8Array.from(this.#crossed.build()),
      line: Uint32Array.from(this.#line.build()),
      column: Uint32Array.from(this.#column.build()),
    }
  }
}
