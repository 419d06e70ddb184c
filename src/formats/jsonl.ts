import { ByteDictionary } from '#contract/byte-index'
import type { CsvColumn } from './csv.ts'
import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT, CSV_ROWS_LIMIT } from './csv-fault.ts'
import { JsonCursor } from './json-cursor.ts'
import { JSONL_CELLS_LIMIT, JSONL_FAULTS, JSONL_RECORD_LIMIT, type JsonlFault } from './jsonl-fault.ts'

/** Takes the plain values of one name: texts without quotes and escapes, numbers and booleans as they are written. */
export interface RecordColumn extends CsvColumn {
  /** Takes an object or a list, as valid JSON. Absent: these are refused, with their place. */
  nested?(json: Uint8Array, start: number, end: number, line: number): void
}
export interface RecordTarget {
  /** What becomes of the values of a name that comes for the first time; null = not wanted. */
  column(name: string): RecordColumn | null
  /** After the values of each record; null and absent ones are not pushed. */
  row(line: number): void
}

const LF = 0x0a
const CR = 0x0d
const encoder = new TextEncoder()

/**
 * JSON Lines, chunk by chunk: one object a line (RFC 8259, strict), lines as in CSV: LF, CRLF or a lone CR, blank ones and
 * a UTF-8 byte order mark skipped. Holds one chunk and one record.
 * @throws GateError `jsonl-…`, `json-…` with file, line, column and remedy
 */
export class JsonlReader {
  readonly #cursor: JsonCursor
  readonly #target: RecordTarget
  readonly #names = new ByteDictionary()
  readonly #columns: (RecordColumn | null)[] = []
  /** Record in which each name came last. */
  readonly #lastIn: number[] = []
  #rows = 0
  #line = 1
  /** The begin of a line whose end has not come. */
  #held = new Uint8Array(1 << 10)
  #length = 0
  /** The last line ended with a CR, to which a LF may belong. */
  #returned = false

  constructor(path: string, target: RecordTarget) {
    this.#cursor = new JsonCursor(path)
    this.#target = target
  }

  push(chunk: Uint8Array): void {
    let at = this.#returned && chunk[0] === LF ? 1 : 0
    if (chunk.length > 0) this.#returned = false
    let feed = -1
    let carriage = -1
    for (;;) {
      if (feed < at) feed = nextOf(chunk, LF, at)
      if (carriage < at) carriage = nextOf(chunk, CR, at)
      const end = Math.min(feed, carriage)
      if (end === chunk.length) break
      if (this.#length === 0) this.#record(chunk, at, end)
      else this.#recordHeld(chunk.subarray(at, end))
      at = end === carriage && chunk[end + 1] === LF ? end + 2 : end + 1
      this.#returned = end === carriage && end + 1 === chunk.length
      this.#line++
    }
    if (at < chunk.length) this.#hold(chunk.subarray(at))
  }

  /** Returns the number of records. */
  end(): number {
    this.#recordHeld(new Uint8Array(0))
    if (this.#rows === 0) this.#refuse('jsonl-empty')
    return this.#rows
  }

  #hold(part: Uint8Array): void {
    const length = this.#length + part.length
    if (length > this.#held.length) {
      const held = this.#held.subarray(0, this.#length)
      this.#held = new Uint8Array(Math.max(length, this.#held.length * 2))
      this.#held.set(held)
    }
    this.#held.set(part, this.#length)
    this.#length = length
    if (length <= JSONL_RECORD_LIMIT) return
    this.#cursor.whole(this.#held, 0, length, this.#line)
    this.#refuse('jsonl-record-too-long')
  }

  #recordHeld(rest: Uint8Array): void {
    this.#hold(rest)
    const length = this.#length
    this.#length = 0
    this.#record(this.#held, 0, length)
  }

  #record(data: Uint8Array, from: number, end: number): void {
    const cursor = this.#cursor
    cursor.whole(data, from, end, this.#line)
    if (end - from > JSONL_RECORD_LIMIT) this.#refuse('jsonl-record-too-long')
    if (this.#line === 1) cursor.byteOrderMark()
    if (cursor.blank()) return
    if (cursor.kind() !== 'object') {
      cursor.checkText()
      this.#refuse('jsonl-not-object')
    }
    if (++this.#rows > CSV_ROWS_LIMIT) this.#refuse('jsonl-too-many-records')
    if (this.#rows * this.#columns.length > JSONL_CELLS_LIMIT) this.#refuse('jsonl-too-many-names')
    cursor.open()
    for (let first = true; cursor.nextKey(first); first = false) this.#value(this.#column())
    if (!cursor.blank()) this.#refuse('jsonl-not-object')
    this.#target.row(this.#line)
  }

  #value(column: RecordColumn | null): void {
    const cursor = this.#cursor
    const kind = cursor.kind()
    const { at: start, column: place } = cursor
    if (column === null) cursor.skip()
    else if (kind === 'object' || kind === 'list') {
      if (!column.nested) this.#refuse('jsonl-nested')
      cursor.skip()
      column.nested(cursor.data, start, cursor.at, this.#line)
    } else if (kind === 'string') {
      cursor.string()
      const { data, textStart, textEnd, escaped } = cursor
      if (textEnd - textStart > CSV_FIELD_LIMIT) this.#refuse('jsonl-field-too-long', place)
      if (escaped) {
        const text = encoder.encode(cursor.text())
        column.push(text, 0, text.length, this.#line)
      } else column.push(data, textStart, textEnd, this.#line)
    } else if (kind === 'number') {
      cursor.number()
      column.push(cursor.data, start, cursor.at, this.#line)
    } else if (cursor.word() !== null) column.push(cursor.data, start, cursor.at, this.#line)
  }

  /** Where the value of the key that was just read goes. */
  #column(): RecordColumn | null {
    const { data, textStart, textEnd, escaped, keyColumn } = this.#cursor
    const name = escaped ? encoder.encode(this.#cursor.text()) : null
    const code = name ? this.#names.code(name, 0, name.length) : this.#names.code(data, textStart, textEnd)
    if (code === this.#columns.length) {
      if (code === CSV_COLUMN_LIMIT) this.#refuse('jsonl-too-many-names', keyColumn)
      this.#columns.push(this.#target.column(this.#cursor.text()))
    }
    if (this.#lastIn[code] === this.#rows) this.#refuse('jsonl-duplicate-key', keyColumn)
    this.#lastIn[code] = this.#rows
    return this.#columns[code]!
  }

  #refuse(code: JsonlFault, column = this.#cursor.column): never {
    const [what, hint] = JSONL_FAULTS[code]
    throw this.#cursor.error(code, what, hint, { line: this.#line, column })
  }
}

function nextOf(data: Uint8Array, byte: number, from: number): number {
  const at = data.indexOf(byte, from)
  return at < 0 ? data.length : at
}
