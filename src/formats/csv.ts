import { grown } from '#contract/byte-index'
import type { Cells } from '#contract/table'
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
/** Consecutive records: their fields without quotes, valid UTF-8, only good during the call. */
export interface CsvRecords extends Cells {
  readonly count: number
  /** 1-based line on which each begins. */
  readonly lines: Int32Array
}
export interface CsvTarget {
  /** One for each name of the header; null = not wanted. */
  readonly columns: readonly (CsvColumn | null)[]
  /** After the fields of each record; `line` is the 1-based line on which it begins. */
  row?(line: number): void
  /** Takes many records at once and returns how many: those behind go to `columns` and `row` one by one. */
  records?(records: CsvRecords): number
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
/** Fields scanned before the columns get them: they and the bytes they lie in stay in the cache meanwhile. */
const BATCH = 4 * CSV_COLUMN_LIMIT
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
  /** In every byte the least number above all bytes that end a plain field. */
  #below = 0
  /** Bytes of a record that is not complete yet: the first `carried` of these. */
  #carry: Uint8Array = new Uint8Array(0)
  #carried = 0
  #line = 1
  #rows = 0
  // Records that are scanned and not handed on yet, and behind them the one that is being scanned.
  #view: DataView = new DataView(new ArrayBuffer(0))
  readonly #starts = new Int32Array(BATCH)
  readonly #ends = new Int32Array(BATCH)
  readonly #lines = new Int32Array(BATCH)
  /** Fields of a record. */
  #width = 0
  #count = 0
  /** Of the record that is being scanned: whether each field holds doubled quotes. */
  readonly #doubled = new Uint8Array(CSV_COLUMN_LIMIT)
  #unquoted = new Uint8Array(256)

  constructor(path: string, open: CsvOpen) {
    this.#path = path
    this.#open = open
    this.#kinds.fill(HIGH, 0x80)
    for (const byte of [0, LF, CR, QUOTE]) this.#kinds[byte] = STOP
  }

  push(chunk: Uint8Array): void {
    const data = this.#carried === 0 ? plain(chunk) : this.#behindCarry(chunk)
    const rest = data.subarray(this.#read(data, false))
    if (rest.length > this.#carry.length) this.#carry = new Uint8Array(rest.length * 2)
    this.#carry.set(rest) // a copy: the caller may fill its chunk anew
    this.#carried = rest.length
    if (rest.length > CSV_ROW_LIMIT) this.#refuse('csv-row-too-long', rest, 0, 0)
  }

  #behindCarry(chunk: Uint8Array): Uint8Array {
    const length = this.#carried + chunk.length
    if (length > this.#carry.length) this.#carry = grown(this.#carry, length * 2)
    this.#carry.set(chunk, this.#carried)
    return this.#carry.subarray(0, length)
  }

  /** Reads what is left and returns the number of records. */
  end(): number {
    const data = this.#carry.subarray(0, this.#carried)
    this.#carried = 0
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
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    while (at < data.length) {
      if (this.#target) at = this.#plainRecords(data, at)
      if (this.#count > 0 && this.#count === this.#most()) this.#handOn(data)
      else if (at < data.length) {
        const next = this.#record(data, at, final)
        if (next < 0) break
        at = next
      }
    }
    this.#handOn(data)
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
    this.#below = ((Math.max(this.#delimiter, QUOTE, CR, LF) + 1) * 0x01010101) | 0
    return start
  }

  /** Records that may wait before they are handed on. */
  #most(): number {
    return Math.min(Math.floor(BATCH / this.#width), CSV_ROWS_LIMIT - this.#rows)
  }

  /** Scans records without a quote, as many as may wait; returns where the first begins that `#record` must look at. */
  #plainRecords(data: Uint8Array, from: number): number {
    const starts = this.#starts
    const ends = this.#ends
    const view = this.#view
    const kinds = this.#kinds
    const below = this.#below
    const delimiter = this.#delimiter
    const width = this.#width
    const most = this.#most()
    const eights = data.length - 7
    let high = 0
    let count = this.#count
    let line = this.#line
    let next = from
    scan: while (count < most) {
      let at = next
      let field = count * width
      const beyond = field + width
      for (let stop = delimiter; stop === delimiter; ) {
        if (field === beyond) break scan
        starts[field] = at
        for (; ; at++) {
          // Eight at once: letters and digits lie above every byte that stops, and are nearly all there is.
          let low = 0
          for (; at < eights; at += 8) {
            const four = view.getInt32(at, true)
            const more = view.getInt32(at + 4, true)
            low = (four | (four - below)) & 0x80808080
            if (low !== 0) break
            low = (more | (more - below)) & 0x80808080
            if (low !== 0) {
              at += 4
              break
            }
          }
          if (low === 0) break scan
          at += (31 - Math.clz32(low & -low)) >> 3
          const kind = kinds[data[at]!]!
          if (kind === STOP) break
          high |= kind
        }
        ends[field++] = at
        stop = data[at++]!
        if (stop === CR && data[at] === LF) stop = data[at++]!
        if (stop !== delimiter && stop !== LF) break scan
      }
      const blank = width === 1 && starts[field - 1] === ends[field - 1]
      if (field < beyond || blank || at - next > CSV_FIELD_LIMIT) break
      this.#lines[count++] = line++
      next = at
    }
    // What is wrong is found record by record.
    if (high === HIGH && !isUtf8(data.subarray(from, next))) return from
    this.#count = count
    this.#line = line
    return next
  }

  /** Scans one record, whatever it holds; returns where the next begins, −1 when this one is not complete yet. */
  #record(data: Uint8Array, from: number, final: boolean): number {
    const kinds = this.#kinds
    const length = data.length
    let at = from
    let lines = 0
    let field = 0
    let copied = false
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
      this.#field(data, from, field, start, end, doubled)
      copied ||= doubled === 1
      field++
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
    const first = this.#count * this.#width
    const blank = field === 1 && this.#starts[first] === from && this.#ends[first] === from
    if (!blank) this.#endRecord(data, from, field, copied)
    this.#line += lines
    return at
  }

  #field(data: Uint8Array, from: number, field: number, start: number, end: number, doubled: number): void {
    if (!this.#target && field === CSV_COLUMN_LIMIT) this.#refuse('csv-too-many-columns', data, from, start)
    if (this.#target && field === this.#width) this.#refuse('csv-extra-field', data, from, start)
    const at = this.#count * this.#width + field
    this.#starts[at] = start
    this.#ends[at] = end
    this.#doubled[field] = doubled
  }

  #endRecord(data: Uint8Array, from: number, fields: number, copied: boolean): void {
    if (!this.#target) {
      this.#target = this.#open(this.#header(data, from, fields))
      this.#width = fields
      return
    }
    if (fields < this.#width) this.#refuse('csv-missing-field', data, from, from, ` (${fields} of ${this.#width})`)
    if (this.#count === this.#most()) this.#refuse('csv-too-many-rows', data, from, from)
    this.#lines[this.#count++] = this.#line
    if (copied) this.#handOnCopy(data)
  }

  /** A record with doubled quotes goes by itself, for its fields are not in the data. */
  #handOnCopy(data: Uint8Array): void {
    const from = --this.#count * this.#width
    this.#handOn(data)
    this.#roomFor(this.#ends[from + this.#width - 1]! - this.#starts[from]!)
    let used = 0
    for (let field = 0; field < this.#width; field++) {
      const [start, end] = [this.#starts[from + field]!, this.#ends[from + field]!]
      this.#starts[field] = used
      used = this.#unquote(data, start, end, this.#doubled[field]!, used)
      this.#ends[field] = used
    }
    this.#lines[0] = this.#line
    this.#count = 1
    this.#handOn(this.#unquoted, new DataView(this.#unquoted.buffer))
  }

  #handOn(bytes: Uint8Array, view = this.#view): void {
    const target = this.#target
    const count = this.#count
    if (!target || count === 0) return
    this.#count = 0
    this.#rows += count
    const width = this.#width
    // Behind a record that was not taken at once comes one alone, then two, four: bad files cost little more than good ones.
    for (let row = 0, alone = 1; row < count; alone *= 2) {
      const starts = this.#starts.subarray(row * width, count * width)
      const ends = this.#ends.subarray(row * width, count * width)
      const lines = this.#lines.subarray(row, count)
      row += target.records?.({ bytes, view, starts, ends, lines, width, count: count - row }) ?? 0
      const last = target.records ? Math.min(count, row + alone) : count
      for (; row < last; row++) this.#handOnAlone(target, bytes, row)
    }
  }

  #handOnAlone(target: CsvTarget, bytes: Uint8Array, row: number): void {
    const width = this.#width
    const line = this.#lines[row]!
    for (let field = 0, at = row * width; field < width; field++, at++)
      target.columns[field]?.push(bytes, this.#starts[at]!, this.#ends[at]!, line)
    target.row?.(line)
  }

  #header(data: Uint8Array, from: number, fields: number): string[] {
    const names: string[] = []
    const seen = new Set<string>()
    for (let field = 0; field < fields; field++) {
      const start = this.#starts[field]!
      const end = this.#ends[field]!
      this.#roomFor(end - start)
      const name = utf8.decode(this.#unquoted.subarray(0, this.#unquote(data, start, end, this.#doubled[field]!, 0)))
      // Unnamed columns (the index that pandas writes) cannot be asked for, so they may repeat.
      if (name !== '' && seen.has(name)) this.#refuse('csv-duplicate-column', data, from, start, `: ${name}`)
      seen.add(name)
      names.push(name)
    }
    return names
  }

  #roomFor(length: number): void {
    if (length > this.#unquoted.length) this.#unquoted = new Uint8Array(length * 2)
  }

  /** Copies a field to `to` with `""` made `"`; returns where the copy ends. */
  #unquote(data: Uint8Array, start: number, end: number, doubled: number, to: number): number {
    let used = to
    for (let at = start; at < end; at++) {
      this.#unquoted[used++] = data[at]!
      if (doubled === 1 && data[at] === QUOTE) at++
    }
    return used
  }

  #refuse(code: CsvFault, data: Uint8Array, from: number, at: number, detail = ''): never {
    this.#handOn(data) // what is wrong with the records before comes first
    throw csvError(code, this.#path, { data, from, line: this.#line }, at, detail)
  }
}

/** The same bytes as no Buffer: code that gets both kinds is compiled twice, and slower. */
function plain(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
