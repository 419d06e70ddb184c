import type { ParquetColumn, ParquetFile, ParquetType } from './parquet.ts'
import { type Cursor, cursorOf, EncodingFault, readDelta, readHybrid, take } from './parquet-encodings.ts'
import { PARQUET_CELLS_LIMIT, parquetError } from './parquet-fault.ts'
import { type ParquetPage, pagesOf, withPlace } from './parquet-pages.ts'

const PLAIN = 0
const PLAIN_DICTIONARY = 2
const RLE = 3
const DELTA_BINARY = 5
const DELTA_LENGTH = 6
const RLE_DICTIONARY = 8
const WIDTHS: Readonly<Partial<Record<ParquetType, number>>> = { int32: 4, int64: 8, float: 4, double: 8 }

/** Values of a column in one row group: numbers, or places of bytes in buffers. Absent ones are told by `has`. */
export class ColumnValues {
  readonly column: ParquetColumn
  readonly rows: number
  /** 1 where the row has a value. */
  readonly has: Uint8Array
  readonly #numbers: Float64Array | BigInt64Array | null
  readonly #buffers: Uint8Array[] = []
  readonly #places: Int32Array | null
  #row = 0
  /** Rows that have come. */
  get filled(): number {
    return this.#row
  }

  constructor(column: ParquetColumn, rows: number) {
    this.column = column
    this.rows = rows
    this.has = new Uint8Array(rows)
    this.#numbers =
      column.type === 'bytes' ? null : column.type === 'int64' ? new BigInt64Array(rows) : new Float64Array(rows)
    this.#places = column.type === 'bytes' ? new Int32Array(rows * 3) : null
  }

  /** The bytes of a row that has some: a view of the page they came in. */
  bytes(row: number): Uint8Array {
    const [buffer, start, end] = [0, 1, 2].map((i) => this.#places![row * 3 + i]!) as [number, number, number]
    return this.#buffers[buffer]!.subarray(start, end)
  }
  number(row: number): number | bigint {
    const value = this.#numbers![row]!
    return this.column.type === 'float' ? shortest(Number(value)) : value
  }

  /** Rows of one page: `present[i]` picks the next of its values. */
  addPage(present: Uint8Array, values: Values): void {
    if (present.length > this.rows - this.#row) throw new EncodingFault('more values than the row group has rows')
    const buffer = values.buffer ? this.#buffers.push(values.buffer) - 1 : 0
    let next = 0
    for (let i = 0; i < present.length; i++, this.#row++) {
      if (present[i] === 0) continue
      this.has[this.#row] = 1
      const at = next++
      if (this.#numbers) this.#numbers[this.#row] = values.numbers![at]!
      else {
        this.#places![this.#row * 3] = buffer
        this.#places![this.#row * 3 + 1] = values.starts![at]!
        this.#places![this.#row * 3 + 2] = values.ends![at]!
      }
    }
  }
  finish(): this {
    if (this.#row !== this.rows) throw new EncodingFault('fewer values than the row group has rows')
    return this
  }
}

/** Decoded values of one page or dictionary. */
interface Values {
  readonly count: number
  readonly numbers?: Float64Array | BigInt64Array
  readonly buffer?: Uint8Array
  readonly starts?: Int32Array
  readonly ends?: Int32Array
}

/** How the entries of a column that repeats are nested. */
export interface Levels {
  readonly repetition: Uint8Array
  readonly definition: Uint8Array
}

/** A column of one row group, without repetition: one value a row, or none. */
export function readColumn(file: ParquetFile, column: ParquetColumn, group: number): ColumnValues {
  const { rows, chunks } = file.groups[group]!
  if (column.repetition > 0) throw parquetError('parquet-type', file.path, column.path.join('.'))
  return withPlace(file, column, () => {
    if (chunks[column.index]!.values !== rows)
      throw new EncodingFault('as many values as the row group has rows are needed')
    return readEntries(file, column, group, null)
  })
}

/** All entries of a column in one row group; those of one that repeats say in `levels` where they belong. */
export function readEntries(
  file: ParquetFile,
  column: ParquetColumn,
  group: number,
  levels: Levels | null,
): ColumnValues {
  const chunk = file.groups[group]!.chunks[column.index]!
  if (column.type === 'int96' || column.type === 'fixed')
    throw parquetError('parquet-type', file.path, column.path.join('.'))
  if (chunk.values > PARQUET_CELLS_LIMIT) throw new EncodingFault(`${chunk.values} values in one row group`)
  const values = new ColumnValues(column, chunk.values)
  let dictionary: Values | null = null
  for (const page of pagesOf(file, column, chunk)) {
    if (page.dictionary) dictionary = plain(cursorOf(page.bytes), column.type, page.values)
    else addPage(values, page, dictionary, file.path, levels)
  }
  return values.finish()
}

function addPage(
  into: ColumnValues,
  page: ParquetPage,
  dictionary: Values | null,
  path: string,
  levels: Levels | null,
): void {
  const { column } = into
  const cursor = cursorOf(page.bytes)
  const repetition = takeLevels(cursor, page, column.repetition, page.levels?.repetition)
  const definition = takeLevels(cursor, page, column.definition, page.levels?.definition)
  levels?.repetition.set(repetition, into.filled)
  levels?.definition.set(definition, into.filled)
  const present = definition.map((level) => Number(level === column.definition))
  const count = present.reduce((sum, one) => sum + one, 0)
  into.addPage(present, valuesOf(cursor, column, page.encoding, count, dictionary, path))
}

/** A level for each entry of a page; older pages state the length before them, newer ones in the header (`length`). */
function takeLevels(cursor: Cursor, page: ParquetPage, most: number, length: number | undefined): Uint8Array {
  if (most === 0) {
    take(cursor, length ?? 0)
    return new Uint8Array(page.values)
  }
  const size = length ?? cursor.view.getUint32(take(cursor, 4), true)
  const start = take(cursor, size)
  const levels = new Int32Array(page.values)
  readHybrid(cursorOf(page.bytes, start, start + size), bitsFor(most), levels)
  return Uint8Array.from(levels)
}

function valuesOf(
  cursor: Cursor,
  column: ParquetColumn,
  encoding: number,
  count: number,
  dictionary: Values | null,
  path: string,
): Values {
  if (count === 0) return { count, numbers: new Float64Array(0), buffer: cursor.bytes }
  if (encoding === PLAIN) return plain(cursor, column.type, count)
  if (encoding === RLE_DICTIONARY || encoding === PLAIN_DICTIONARY) {
    if (!dictionary) throw new EncodingFault('indices without a dictionary')
    return picked(cursor, count, dictionary)
  }
  if (encoding === RLE && column.type === 'boolean') {
    const length = cursor.view.getUint32(take(cursor, 4), true)
    const start = take(cursor, length)
    const bits = new Int32Array(count)
    readHybrid(cursorOf(cursor.bytes, start, start + length), 1, bits)
    return { count, numbers: Float64Array.from(bits) }
  }
  if (encoding === DELTA_BINARY && (column.type === 'int32' || column.type === 'int64')) {
    const numbers = readDelta(cursor, count)
    if (numbers.length < count) throw new EncodingFault('fewer differences than values')
    return {
      count,
      numbers:
        column.type === 'int64' ? numbers : Float64Array.from(numbers, (value) => Number(BigInt.asIntN(32, value))),
    }
  }
  if (encoding === DELTA_LENGTH && column.type === 'bytes') return byLengths(cursor, count)
  throw parquetError('parquet-encoding', path, `encoding ${encoding} of ${column.path.join('.')}`)
}

function plain(cursor: Cursor, type: ParquetType, count: number): Values {
  if (type === 'bytes') {
    if (count > (cursor.end - cursor.at) / 4) throw new EncodingFault('a page that ends early')
    const starts = new Int32Array(count)
    const ends = new Int32Array(count)
    for (let i = 0; i < count; i++) {
      const length = cursor.view.getUint32(take(cursor, 4), true)
      starts[i] = take(cursor, length)
      ends[i] = cursor.at
    }
    return { count, buffer: cursor.bytes, starts, ends }
  }
  const { view } = cursor
  if (type === 'boolean') {
    const from = take(cursor, Math.ceil(count / 8))
    return {
      count,
      numbers: Float64Array.from({ length: count }, (_, i) => (cursor.bytes[from + (i >> 3)]! >> (i & 7)) & 1),
    }
  }
  const width = WIDTHS[type]
  if (width === undefined) throw new EncodingFault(`values of type ${type}`)
  const from = take(cursor, count * width)
  if (type === 'int64') {
    const numbers = new BigInt64Array(count)
    for (let i = 0; i < count; i++) numbers[i] = view.getBigInt64(from + 8 * i, true)
    return { count, numbers }
  }
  const numbers = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    if (type === 'int32') numbers[i] = view.getInt32(from + 4 * i, true)
    else numbers[i] = type === 'float' ? view.getFloat32(from + 4 * i, true) : view.getFloat64(from + 8 * i, true)
  }
  return { count, numbers }
}

/** Values of a dictionary by their indices; the buffer stays the dictionary's. */
function picked(cursor: Cursor, count: number, dictionary: Values): Values {
  const width = cursor.bytes[take(cursor, 1)]!
  const indices = new Int32Array(count)
  readHybrid(cursor, width, indices)
  for (const index of indices) if (index >= dictionary.count) throw new EncodingFault('an index beyond its dictionary')
  const { numbers, buffer, starts, ends } = dictionary
  if (buffer && starts && ends)
    return { count, buffer, starts: indices.map((index) => starts[index]!), ends: indices.map((index) => ends[index]!) }
  if (numbers instanceof BigInt64Array)
    return { count, numbers: BigInt64Array.from(indices, (index) => numbers[index]!) }
  return { count, numbers: Float64Array.from(indices, (index) => numbers![index]!) }
}

/** All lengths, then all bytes. */
function byLengths(cursor: Cursor, count: number): Values {
  const lengths = readDelta(cursor, count)
  if (lengths.length < count) throw new EncodingFault('fewer lengths than values')
  const starts = new Int32Array(count)
  const ends = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    starts[i] = take(cursor, Number(lengths[i]))
    ends[i] = cursor.at
  }
  return { count, buffer: cursor.bytes, starts, ends }
}

/** The shortest decimal that is this 32-bit float: 0.1, not 0.10000000149011612. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === value) return short
  }
  return value
}

function bitsFor(level: number): number {
  return 32 - Math.clz32(level)
}
