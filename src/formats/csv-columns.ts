import { ByteDictionary, grown } from '#contract/byte-index'
import type { Cells, Codes } from '#contract/table'
import type { CsvColumn } from './csv.ts'

/** A dictionary-encoded column; values are numbered as they first come. */
export class CodeColumn implements CsvColumn {
  readonly #dictionary = new ByteDictionary()
  readonly #codes = new IntColumn()
  push(bytes: Uint8Array, start: number, end: number): void {
    this.#codes.push(this.#dictionary.code(bytes, start, end))
  }
  /** A column of the first `count` rows of a table. */
  take(cells: Cells, column: number, count: number): void {
    const { values, from } = this.#codes.more(count)
    this.#dictionary.codes(cells, column, count, values, from)
  }
  /** Rows below `rows` without a value become −1. */
  padTo(rows: number): void {
    while (this.#codes.rows < rows) this.#codes.push(-1)
  }
  build(): Codes {
    return { codes: this.#codes.build(), values: this.#dictionary.values() }
  }
}

/** A growing column of 32-bit integers. */
export class IntColumn {
  #values = new Int32Array(1 << 10)
  #rows = 0
  get rows(): number {
    return this.#rows
  }
  push(value: number): void {
    if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 4)
    this.#values[this.#rows++] = value
  }
  /** `count` rows more, to be written to `values` from `from` on. */
  more(count: number): { readonly values: Int32Array; readonly from: number } {
    const from = this.#rows
    this.#rows += count
    while (this.#rows > this.#values.length) this.#values = grown(this.#values, this.#values.length * 4)
    return { values: this.#values, from }
  }
  /** The first `count` of `values`. */
  pushAll(values: Int32Array, count: number): void {
    const more = this.more(count)
    more.values.set(values.subarray(0, count), more.from)
  }
  /** `count` rows of the same value. */
  fill(value: number, count: number): void {
    const { values, from } = this.more(count)
    values.fill(value, from, from + count)
  }
  build(): Int32Array {
    return this.#values.subarray(0, this.#rows) // what was never written takes no memory
  }
}

/** A growing column of 64-bit floats. */
export class FloatColumn {
  #values = new Float64Array(1 << 10)
  #rows = 0
  push(value: number): void {
    if (this.#rows === this.#values.length) this.#values = grown(this.#values, this.#rows * 4)
    this.#values[this.#rows++] = value
  }
  build(): Float64Array {
    return this.#values.subarray(0, this.#rows) // what was never written takes no memory
  }
}
