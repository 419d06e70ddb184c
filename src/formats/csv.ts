import { grown } from '#contract/byte-index'
import {
  CSV_COLUMN_LIMIT,
  CSV_FIELD_LIMIT,
  CSV_ROW_LIMIT,
  CSV_ROWS_LIMIT,
  type CsvFault,
  csvError,
} from './csv-fault.ts'
import { isUtf8 } from './utf8.ts'

/** Takes one column's fields, row by row: `bytes[start, end)` without quotes, valid UTF-8, only good during the call. */
export interface CsvColumn {
  push(bytes: Uint8Array, start: number, end: number, line: number): void
}
export interface CsvTarget {
  /** One for each name of the header; null = not wanted. */
  readonly columns: readonly (CsvColumn | null)[]
  /** After the fields of each record; `line` is the 1-based line on which it begins. */
  row?(line: number): void
}
/** Says what becomes of each column; names are distinct, apart from empty ones. */
export type CsvOpen = (header: readonly string[]) => CsvTarget

/**
 * Reads a whole CSV file. Returns the number of records below the header; see {@link CsvReader} for the grammar.
 * @throws GateError `csv-…` with file, line, column and remedy
 */
export function readCsv(bytes: Uint8Array, path: string, open: CsvOpen): number {
  const reader = new CsvReader(path, open)
  reader.push(bytes)
  return reader.end()
}

const QUOTE = 0x22
const LF = 0x0a
const CR = 0x0d
const DELIMITERS = [0x2c, 0x3b, 0x09] // , ; tab
const PLAIN = 0
const HIGH = 1
const STOP = 2
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * RFC 4180 over bytes, chunk by chunk, strict where readers disagree: a quote inside an unquoted field, text after a
 * closing quote, records of the wrong width, NUL and anything but UTF-8 are refused with their place. Lines end with LF,
 * CRLF or a lone CR; a UTF-8 byte order mark and blank lines are skipped; the delimiter (comma, semicolon or tab) is the
 * one that the header has most of. The first record is the header.
 * @public
 */
export class CsvReader {
  readonly #path: string
  readonly #open: CsvOpen
  readonly #kinds = new Uint8Array(256)
  #target: CsvTarget | null = null
  #delimiter = 0
  /** How far a header that is not complete yet was looked at, and what it has. */
  readonly #seen = { at: 0, quoted: false, named: false, counts: DELIMITERS.map(() => 0) }
  #words: { readonly view: DataView; readonly below: number } = { view: new DataView(new ArrayBuffer(0)), below: 0 }
  #carry: Uint8Array = new Uint8Array(0)
  #line = 1
  #rows = 0
  // The record that is being scanned: [start, end) of each field in the data, and whether it holds doubled quotes.
  #fields = 0
  #starts = new Int32Array(64)
  #ends = new Int32Array(64)
  #doubled = new Uint8Array(64)
  #unquoted = new Uint8Array(256)

  constructor(path: string, open: CsvOpen) {
    this.#path = path
    this.#open = open
    this.#kinds.fill(HIGH, 0x80)
    for (const byte of [0, LF, CR, QUOTE]) this.#kinds[byte] = STOP
  }

  push(chunk: Uint8Array): void {
    const data = this.#carry.length === 0 ? chunk : joined(this.#carry, chunk)
    const used = this.#read(data, false)
    this.#carry = data.slice(used) // a copy: the caller may fill its chunk anew
    if (this.#carry.length > CSV_ROW_LIMIT) this.#refuse('csv-row-too-long', this.#carry, 0, 0)
  }

  /** Reads what is left and returns the number of records. */
  end(): number {
    const data = this.#carry
    this.#carry = new Uint8Array(0)
    this.#read(data, true)
    if (!this.#target) this.#refuse('csv-empty', data, 0, 0)
    return this.#rows
  }

  #read(data: Uint8Array, final: boolean): number {
    let at = 0
    if (this.#delimiter === 0) {
      at = this.#begin(data, final)
      if (at < 0) return 0
    }
    const least = Math.max(this.#delimiter, QUOTE, CR, LF) + 1
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    this.#words = { view, below: (least * 0x01010101) | 0 }
    while (at < data.length) {
      const next = this.#record(data, at, final)
      if (next < 0) break
      at = next
    }
    return at
  }

  /** Skips the byte order mark and settles the delimiter; −1 when more bytes are needed. */
  #begin(data: Uint8Array, final: boolean): number {
    if (data.length < 3 && !final) return -1
    if ((data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff))
      this.#refuse('csv-utf16', data, 0, 0)
    const start = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0
    const { counts } = this.#seen
    let { at, quoted, named } = this.#seen
    for (at = Math.max(at, start); at < data.length; at++) {
      const byte = data[at]!
      const ending = byte === LF || byte === CR
      if (byte === QUOTE) quoted = !quoted
      else if (ending && !quoted && named) break
      else if (!quoted && DELIMITERS.includes(byte)) counts[DELIMITERS.indexOf(byte)]!++
      named ||= !ending
    }
    Object.assign(this.#seen, { at, quoted, named })
    if (at === data.length && !final) return -1
    this.#delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))]!
    this.#kinds[this.#delimiter] = STOP
    return start
  }

  /** Scans one record and hands it on; returns where the next begins, −1 when this one is not complete yet. */
  #record(data: Uint8Array, from: number, final: boolean): number {
    const kinds = this.#kinds
    const length = data.length
    const { view, below } = this.#words
    const fours = length - 3
    let at = from
    let lines = 0
    this.#fields = 0
    for (;;) {
      let start = at
      let end = at
      let doubled = 0
      let high = false
      if (at < length && data[at] === QUOTE) {
        start = ++at
        const bound = Math.min(length, start + CSV_FIELD_LIMIT + 1)
        for (; at < bound; at++) {
          const byte = data[at]!
          if (byte === QUOTE) {
            if (at + 1 === length && !final) return -1
            if (at + 1 === length || data[at + 1] !== QUOTE) break
            doubled = 1
            at++
          } else if (byte === LF || (byte === CR && data[at + 1] !== LF)) lines++
          else if (byte >= 0x80) high = true
          else if (byte === 0) this.#refuse('csv-not-text', data, from, at)
        }
        if (at >= bound) {
          if (bound === length && !final) return -1
          this.#refuse('csv-unterminated-quote', data, from, start - 1)
        }
        end = at++
        if (at < length && data[at] !== this.#delimiter && data[at] !== LF && data[at] !== CR)
          this.#refuse('csv-stray-quote', data, from, at)
      } else {
        for (; at < length; at++) {
          // Four at once: letters and digits lie above every byte that stops, and are nearly all there is.
          for (; at < fours; at += 4) {
            const four = view.getInt32(at, true)
            if (((four | (four - below)) & 0x80808080) !== 0) break
          }
          if (at >= length) break
          const kind = kinds[data[at]!]!
          if (kind === STOP) break
          if (kind !== PLAIN) high = true
        }
        end = at
        if (end - start > CSV_FIELD_LIMIT) this.#refuse('csv-field-too-long', data, from, start)
        if (at < length && data[at] === QUOTE) this.#refuse('csv-stray-quote', data, from, at)
        if (at < length && data[at] === 0) this.#refuse('csv-not-text', data, from, at)
      }
      if (at >= length && !final) return -1
      if (high && !isUtf8(data.subarray(start, end))) this.#refuse('csv-not-utf8', data, from, start)
      this.#field(data, from, start, end, doubled)
      if (at >= length) break
      const stop = data[at++]!
      if (stop === this.#delimiter) continue
      if (stop === CR) {
        if (at === length && !final) return -1
        if (at < length && data[at] === LF) at++
      }
      lines++
      break
    }
    if (at - from > CSV_ROW_LIMIT) this.#refuse('csv-row-too-long', data, from, from)
    const blank = this.#fields === 1 && this.#starts[0] === from && this.#ends[0] === from
    if (!blank) this.#emit(data, from)
    this.#line += lines
    return at
  }

  #field(data: Uint8Array, from: number, start: number, end: number, doubled: number): void {
    const field = this.#fields++
    if (!this.#target && field === CSV_COLUMN_LIMIT) this.#refuse('csv-too-many-columns', data, from, start)
    if (this.#target && field === this.#target.columns.length) this.#refuse('csv-extra-field', data, from, start)
    if (field === this.#starts.length) {
      this.#starts = grown(this.#starts, field * 2)
      this.#ends = grown(this.#ends, field * 2)
      this.#doubled = grown(this.#doubled, field * 2)
    }
    this.#starts[field] = start
    this.#ends[field] = end
    this.#doubled[field] = doubled
  }

  #emit(data: Uint8Array, from: number): void {
    if (!this.#target) {
      this.#target = this.#open(this.#header(data, from))
      return
    }
    const { columns } = this.#target
    if (this.#fields < columns.length)
      this.#refuse('csv-missing-field', data, from, from, ` (${this.#fields} of ${columns.length})`)
    if (++this.#rows > CSV_ROWS_LIMIT) this.#refuse('csv-too-many-rows', data, from, from)
    for (let field = 0; field < columns.length; field++) {
      const column = columns[field]
      if (!column) continue
      const start = this.#starts[field]!
      const end = this.#ends[field]!
      if (this.#doubled[field] === 0) column.push(data, start, end, this.#line)
      else column.push(this.#unquoted, 0, this.#unquote(data, start, end), this.#line)
    }
    this.#target.row?.(this.#line)
  }

  #header(data: Uint8Array, from: number): string[] {
    const names: string[] = []
    const seen = new Set<string>()
    for (let field = 0; field < this.#fields; field++) {
      const start = this.#starts[field]!
      const length = this.#unquote(data, start, this.#ends[field]!, this.#doubled[field] === 1)
      const name = utf8.decode(this.#unquoted.subarray(0, length))
      // Unnamed columns (the index that pandas writes) cannot be asked for, so they may repeat.
      if (name !== '' && seen.has(name)) this.#refuse('csv-duplicate-column', data, from, start, `: ${name}`)
      seen.add(name)
      names.push(name)
    }
    return names
  }

  /** Copies a field with `""` made `"`; returns its length. */
  #unquote(data: Uint8Array, start: number, end: number, doubled = true): number {
    if (end - start > this.#unquoted.length) this.#unquoted = new Uint8Array((end - start) * 2)
    let length = 0
    for (let at = start; at < end; at++) {
      this.#unquoted[length++] = data[at]!
      if (doubled && data[at] === QUOTE) at++
    }
    return length
  }

  #refuse(code: CsvFault, data: Uint8Array, from: number, at: number, detail = ''): never {
    throw csvError(code, this.#path, { data, from, line: this.#line }, at, detail)
  }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
