import { ByteDictionary } from '#contract/byte-index'
import type { CsvColumn } from './csv.ts'
import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT, CSV_ROWS_LIMIT } from './csv-fault.ts'
import { JSONL_CELLS_LIMIT, JSONL_DEPTH_LIMIT, JSONL_RECORD_LIMIT, type JsonlFault, jsonlError } from './jsonl-fault.ts'
import { isUtf8 } from './utf8.ts'

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

const QUOTE = 0x22
const BACKSLASH = 0x5c
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const COMMA = 0x2c
const COLON = 0x3a
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const ESCAPES = new Map([...'"\\/bfnrt'].map((letter, at) => [letter.charCodeAt(0), '"\\/\b\f\n\r\t'.charCodeAt(at)]))
const WORDS = ['true', 'false', 'null'].map((word) => new TextEncoder().encode(word))
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * JSON Lines: one object a line (RFC 8259, strict), lines as in CSV: LF, CRLF or a lone CR, blank ones and a UTF-8 byte
 * order mark skipped. Returns the number of records.
 * @throws GateError `jsonl-…` with file, line, column and remedy
 */
export function readJsonl(bytes: Uint8Array, path: string, target: RecordTarget): number {
  return new JsonlReader(bytes, path, target).read()
}

class JsonlReader {
  readonly #data: Uint8Array
  readonly #path: string
  readonly #target: RecordTarget
  readonly #names = new ByteDictionary()
  readonly #columns: (RecordColumn | null)[] = []
  /** Record in which each name came last. */
  readonly #lastIn: number[] = []
  #rows = 0
  #line = 1
  #from = 0
  #end = 0
  #at = 0
  #depth = 0
  // The text that was read last, without quotes and escapes.
  #text: Uint8Array
  #textStart = 0
  #textEnd = 0
  #plain = new Uint8Array(256)

  constructor(data: Uint8Array, path: string, target: RecordTarget) {
    this.#data = data
    this.#text = data
    this.#path = path
    this.#target = target
  }

  read(): number {
    const data = this.#data
    if ((data[0] === 0xff && data[1] === 0xfe) || (data[0] === 0xfe && data[1] === 0xff)) this.#refuse('jsonl-utf16', 0)
    let at = data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? 3 : 0
    let feed = -1
    let carriage = -1
    for (; at < data.length; this.#line++) {
      if (feed < at) feed = nextOf(data, LF, at)
      if (carriage < at) carriage = nextOf(data, CR, at)
      this.#from = at
      this.#at = at
      this.#end = Math.min(feed, carriage)
      if (this.#end - at > JSONL_RECORD_LIMIT) this.#refuse('jsonl-record-too-long', at)
      this.#record()
      at = carriage + 1 === feed ? feed + 1 : this.#end + 1
    }
    this.#from = Math.min(at, data.length)
    if (this.#rows === 0) this.#refuse('jsonl-empty', this.#from)
    return this.#rows
  }

  #record(): void {
    this.#checkText()
    if (this.#space() === this.#end) return
    if (this.#data[this.#at] !== OPEN_OBJECT) this.#refuse('jsonl-not-object', this.#at)
    if (++this.#rows > CSV_ROWS_LIMIT) this.#refuse('jsonl-too-many-records', this.#at)
    if (this.#rows * this.#columns.length > JSONL_CELLS_LIMIT) this.#refuse('jsonl-too-many-names', this.#at)
    this.#members(true)
    if (this.#space() !== this.#end) this.#refuse('jsonl-not-object', this.#at)
    this.#target.row(this.#line)
  }

  /** UTF-8 without NUL; the rest of the reader may count on it. */
  #checkText(): void {
    let high = false
    for (let at = this.#from; at < this.#end; at++) {
      const byte = this.#data[at]!
      if (byte >= 0x80) high = true
      else if (byte === 0) this.#refuse('jsonl-not-text', at)
    }
    if (high && !isUtf8(this.#data.subarray(this.#from, this.#end))) this.#refuse('jsonl-not-utf8', this.#from)
  }

  /** Names and values between braces; those of the record itself go to their columns. */
  #members(top: boolean): void {
    this.#open()
    for (let first = true; !this.#closes(CLOSE_OBJECT, first); first = false) {
      if (this.#data[this.#at] !== QUOTE) this.#refuse('jsonl-syntax', this.#at)
      const nameAt = this.#at
      this.#string()
      const column = top ? this.#column(nameAt) : null
      this.#expect(COLON)
      this.#space()
      this.#value(column)
    }
  }

  #items(): void {
    this.#open()
    for (let first = true; !this.#closes(CLOSE_LIST, first); first = false) this.#value(null)
  }

  #open(): void {
    if (++this.#depth > JSONL_DEPTH_LIMIT) this.#refuse('jsonl-too-deep', this.#at)
    this.#at++
  }

  /** Steps over the closing sign, or over the comma before the next item. */
  #closes(sign: number, first: boolean): boolean {
    this.#space()
    if (this.#data[this.#at] === sign && this.#at < this.#end) {
      this.#at++
      this.#depth--
      return true
    }
    if (!first) this.#expect(COMMA)
    this.#space()
    return false
  }

  #value(column: RecordColumn | null): void {
    const start = this.#at
    const sign = start < this.#end ? this.#data[start]! : 0
    if (sign === OPEN_OBJECT || sign === OPEN_LIST) {
      if (column && !column.nested) this.#refuse('jsonl-nested', start)
      if (sign === OPEN_OBJECT) this.#members(false)
      else this.#items()
      column?.nested?.(this.#data, start, this.#at, this.#line)
    } else if (sign === QUOTE) {
      this.#string()
      if (column && this.#textEnd - this.#textStart > CSV_FIELD_LIMIT) this.#refuse('jsonl-field-too-long', start)
      column?.push(this.#text, this.#textStart, this.#textEnd, this.#line)
    } else if (sign === 0x2d || isDigit(sign)) {
      this.#number()
      column?.push(this.#data, start, this.#at, this.#line)
    } else if (!this.#word()) column?.push(this.#data, start, this.#at, this.#line)
  }

  #column(nameAt: number): RecordColumn | null {
    const code = this.#names.code(this.#text, this.#textStart, this.#textEnd)
    if (code === this.#columns.length) {
      if (code === CSV_COLUMN_LIMIT) this.#refuse('jsonl-too-many-names', nameAt)
      this.#columns.push(this.#target.column(utf8.decode(this.#text.subarray(this.#textStart, this.#textEnd))))
    }
    if (this.#lastIn[code] === this.#rows) this.#refuse('jsonl-duplicate-key', nameAt)
    this.#lastIn[code] = this.#rows
    return this.#columns[code]!
  }

  #string(): void {
    const start = ++this.#at
    this.#text = this.#data
    for (; this.#at < this.#end; this.#at++) {
      const byte = this.#data[this.#at]!
      if (byte === QUOTE) {
        this.#textStart = start
        this.#textEnd = this.#at++
        return
      }
      if (byte === BACKSLASH) {
        this.#escaped(start)
        return
      }
      if (byte < SPACE) this.#refuse('jsonl-syntax', this.#at)
    }
    this.#refuse('jsonl-syntax', start - 1)
  }

  /** The slow way, from the first backslash on: a copy without escapes. */
  #escaped(start: number): void {
    const most = this.#end - start
    if (most > this.#plain.length) this.#plain = new Uint8Array(most * 2)
    const plain = this.#plain
    let length = this.#at - start
    plain.set(this.#data.subarray(start, this.#at))
    while (this.#at < this.#end) {
      const byte = this.#data[this.#at]!
      if (byte === QUOTE) {
        this.#at++
        this.#text = plain
        this.#textStart = 0
        this.#textEnd = length
        return
      }
      if (byte < SPACE) this.#refuse('jsonl-syntax', this.#at)
      if (byte !== BACKSLASH) {
        plain[length++] = byte
        this.#at++
        continue
      }
      const letterAfter = this.#data[this.#at + 1]!
      const letter = this.#at + 1 < this.#end ? ESCAPES.get(letterAfter) : undefined
      if (letter !== undefined) {
        plain[length++] = letter
        this.#at += 2
      } else {
        // At most 3 bytes for six, or 4 for twelve: the copy never outgrows the text.
        const point = this.#codePoint()
        length += new TextEncoder().encodeInto(String.fromCodePoint(point), plain.subarray(length)).written
      }
    }
    this.#refuse('jsonl-syntax', start - 1)
  }

  #codePoint(): number {
    const start = this.#at
    const unit = this.#unit()
    if (unit < 0xd800 || unit > 0xdfff) return unit
    if (unit > 0xdbff || this.#data[this.#at] !== BACKSLASH) this.#refuse('jsonl-surrogate', start)
    const low = this.#unit()
    if (low < 0xdc00 || low > 0xdfff) this.#refuse('jsonl-surrogate', start)
    return 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff)
  }

  #unit(): number {
    const digits = String.fromCharCode(...this.#data.subarray(this.#at, Math.min(this.#end, this.#at + 6)))
    if (!/^\\u[0-9a-fA-F]{4}$/.test(digits)) this.#refuse('jsonl-syntax', this.#at)
    this.#at += 6
    return Number.parseInt(digits.slice(2), 16)
  }

  #number(): void {
    const start = this.#at
    if (this.#sign() === 0x2d) this.#at++
    if (this.#sign() === 0x49) this.#refuse('jsonl-not-finite', start) // -Infinity
    if (this.#sign() === 0x30) this.#at++
    else this.#digits()
    if (this.#sign() === 0x2e) {
      this.#at++
      this.#digits()
    }
    if ((this.#sign() | 0x20) === 0x65) {
      this.#at++
      if (this.#sign() === 0x2b || this.#sign() === 0x2d) this.#at++
      this.#digits()
    }
  }

  #digits(): void {
    if (!isDigit(this.#sign())) this.#refuse('jsonl-syntax', this.#at)
    while (isDigit(this.#sign())) this.#at++
  }

  /** The byte that comes next, 0 at the end of the line. */
  #sign(): number {
    return this.#at < this.#end ? this.#data[this.#at]! : 0
  }

  /** true, false or null; says whether it was null. */
  #word(): boolean {
    const word = WORDS.find((letters) => letters.every((letter, i) => this.#data[this.#at + i] === letter))
    if (word && this.#at + word.length <= this.#end) {
      this.#at += word.length
      return word === WORDS[2]
    }
    const bare = (this.#sign() | 0x20) >= 0x61 && (this.#sign() | 0x20) <= 0x7a
    return this.#refuse(bare ? 'jsonl-not-finite' : 'jsonl-syntax', this.#at)
  }

  #expect(sign: number): void {
    this.#space()
    if (this.#sign() !== sign) this.#refuse('jsonl-syntax', this.#at)
    this.#at++
  }

  #space(): number {
    while (this.#at < this.#end && (this.#data[this.#at] === SPACE || this.#data[this.#at] === TAB)) this.#at++
    return this.#at
  }

  #refuse(code: JsonlFault, at: number): never {
    throw jsonlError(code, this.#path, { data: this.#data, from: this.#from, line: this.#line }, at)
  }
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

function nextOf(data: Uint8Array, byte: number, from: number): number {
  const at = data.indexOf(byte, from)
  return at < 0 ? data.length : at
}
