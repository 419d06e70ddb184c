import { GateError } from '#contract/errors'
import { isUtf8 } from './utf8.ts'

/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const DEPTH_LIMIT = 64
/** The longest string or number; a mask of a 100-megapixel picture as compressed RLE is shorter. */
const TOKEN_LIMIT = 16 * 1024 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const COLON = 0x3a
const MINUS = 0x2d
const DOT = 0x2e
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const LF = 0x0a
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const latin = new TextDecoder('latin1')
/** Of ten, exact. */
export const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))

/** Thrown when the bytes at hand end within a value: come back with more. */
export const INCOMPLETE = Symbol('incomplete')

/** What a value begins with. */
export type Kind = 'object' | 'list' | 'string' | 'number' | 'word'

/**
 * A strict reader of JSON text over a window of bytes, token by token, that knows line and column. Nothing is copied or
 * made a string before it is asked for. Where the window ends within a token and more may come, {@link INCOMPLETE} is
 * thrown: the caller restores a {@link Mark}, gives a longer window, and reads that value again.
 * @throws GateError `json-…` with file, line, column and remedy
 */
export class JsonCursor {
  readonly path: string
  data: Uint8Array = new Uint8Array(0)
  at = 0
  /** Where the bytes at hand end. */
  end = 0
  /** No bytes come after the window. */
  final = false
  /** 1-based line of `at`. */
  line = 1
  /** Index at which that line begins, in the window's terms (negative when it began in an earlier one). */
  lineStart = 0
  /** UTF-8 continuation bytes on this line before `at`: they are no characters. */
  #continued = 0
  /** The string that was read last: its bytes between the quotes, and whether it has escapes. */
  textStart = 0
  textEnd = 0
  escaped = false
  /** Where the key that was read last begins. */
  keyColumn = 0

  /** What `readPlainNumbers` read. */
  numbers = new Float64Array(1 << 10)

  constructor(path: string) {
    this.path = path
  }

  /** 1-based, in characters. */
  get column(): number {
    return this.at - this.lineStart - this.#continued + 1
  }

  /** `data[from, end)`, which is on line `line`, is all there is. */
  whole(data: Uint8Array, from = 0, end = data.length, line = 1): void {
    this.data = data
    this.final = true
    this.end = end
    this.restore({ at: from, line, lineStart: from, continued: 0 })
  }

  /** Steps over one. */
  byteOrderMark(): void {
    const { data, at, end } = this
    if (end - at < 3 && !this.final) throw INCOMPLETE
    if (data[at] !== 0xef || data[at + 1] !== 0xbb || data[at + 2] !== 0xbf) return
    this.at += 3
    this.lineStart += 3
  }

  mark(): Mark {
    return { at: this.at, line: this.line, lineStart: this.lineStart, continued: this.#continued }
  }
  restore(mark: Mark): void {
    this.at = mark.at
    this.line = mark.line
    this.lineStart = mark.lineStart
    this.#continued = mark.continued
  }

  /** Steps over white space; whether that is all there is at hand. */
  blank(): boolean {
    const { data, end } = this
    let at = this.at
    for (; at < end; at++) {
      const byte = data[at]!
      if (byte > 0x20) break
      if (byte === LF) {
        this.line++
        this.lineStart = at + 1
        this.#continued = 0
      } else if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) break
    }
    this.at = at
    return at === end
  }

  /** The next byte that is no white space. */
  peek(): number {
    return this.blank() ? this.#more() : this.data[this.at]!
  }

  kind(): Kind {
    const byte = this.peek()
    if (byte === OPEN_OBJECT) return 'object'
    if (byte === OPEN_LIST) return 'list'
    if (byte === QUOTE) return 'string'
    if (byte === MINUS || (byte >= 0x30 && byte <= 0x39)) return 'number'
    return 'word'
  }

  /** Steps into a list or object. */
  open(): void {
    this.peek()
    this.at++
  }
  /** Whether the list or object that was stepped into has a further element; steps over the comma or out of it. */
  next(first: boolean, close: typeof CLOSE_LIST | typeof CLOSE_OBJECT): boolean {
    const byte = this.peek()
    if (byte === close) {
      this.at++
      return false
    }
    if (first) return true
    if (byte !== COMMA) this.refuse()
    this.at++
    if (this.peek() === close) this.refuse()
    return true
  }
  nextItem(first: boolean): boolean {
    return this.next(first, CLOSE_LIST)
  }
  /** As `next` for an object: the key is then the string that was read last. */
  nextKey(first: boolean): boolean {
    if (!this.next(first, CLOSE_OBJECT)) return false
    if (this.peek() !== QUOTE) this.refuse()
    this.keyColumn = this.column
    this.string()
    const { textStart, textEnd, escaped } = this
    if (this.peek() !== COLON) this.refuse()
    this.at++
    this.textStart = textStart
    this.textEnd = textEnd
    this.escaped = escaped
    return true
  }

  /** Reads a string; see `textStart`, `text`. */
  string(): void {
    const { data, end } = this
    const start = this.at + 1
    let at = start
    let continued = 0
    let high = false
    this.escaped = false
    for (; at < end; at++) {
      const byte = data[at]!
      if (byte === QUOTE) break
      if (byte < 0x20) this.#refuseAt(at)
      else if (byte >= 0x80) {
        high = true
        if (byte < 0xc0) continued++
      } else if (byte === BACKSLASH) {
        this.escaped = true
        at++
      }
    }
    if (at >= end) {
      if (at - start > TOKEN_LIMIT)
        throw this.error('json-too-large', `a string of more than ${TOKEN_LIMIT} bytes`, SPLIT)
      this.at = end
      this.#more()
    }
    if (high && !isUtf8(data.subarray(start, at)))
      throw this.error('json-not-utf8', 'this text is not UTF-8', 'Save the file as UTF-8.')
    this.textStart = start
    this.textEnd = at
    if (this.escaped) this.#checkEscapes(start)
    this.#continued += continued
    this.at = at + 1
  }
  /** The string that was read last. */
  text(): string {
    const text = utf8.decode(this.data.subarray(this.textStart, this.textEnd))
    return this.escaped ? (JSON.parse(`"${text}"`) as string) : text
  }

  /** Reads a number; exact: what JSON.parse gives. Not finite when it is beyond the range of doubles. */
  number(): number {
    const { data, end } = this
    const start = this.at
    let at = start
    const negative = data[at] === MINUS
    if (negative) at++
    const first = at
    let mantissa = 0
    let digit = at < end ? data[at]! - 0x30 : 0
    while (at < end && digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      digit = ++at < end ? data[at]! - 0x30 : 0
    }
    let digits = at - first
    if (at < end && (digits === 0 || (digits > 1 && data[first] === 0x30))) this.#word(start)
    let decimals = 0
    if (at < end && data[at] === DOT) {
      const from = ++at
      digit = at < end ? data[at]! - 0x30 : 0
      while (at < end && digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit
        digit = ++at < end ? data[at]! - 0x30 : 0
      }
      decimals = at - from
      digits += decimals
      if (decimals === 0 && at < end) this.#refuseAt(at)
    }
    let exponent = false
    if (at < end && (data[at]! | 0x20) === 0x65) {
      exponent = true
      at++
      if (at < end && (data[at] === 0x2b || data[at] === MINUS)) at++
      const from = at
      while (at < end && data[at]! >= 0x30 && data[at]! <= 0x39) at++
      if (at === from && at < end) this.#refuseAt(at)
    }
    if (at >= end && !this.final) {
      if (at - start > TOKEN_LIMIT) throw this.error('json-too-large', 'a number without end', SPLIT)
      throw INCOMPLETE
    }
    if (at >= end && (digits === 0 || data[at - 1]! < 0x30)) this.#refuseAt(at)
    this.at = at
    // Mantissa and power of ten are exact doubles, so that one division rounds once (Clinger).
    if (!exponent && digits <= 19 && mantissa <= Number.MAX_SAFE_INTEGER && decimals <= 22) {
      const value = decimals === 0 ? mantissa : mantissa / POWERS[decimals]!
      return negative ? -value : value
    }
    return Number(latin.decode(data.subarray(start, at)))
  }

  /** Reads `true`, `false` or `null`. */
  word(): boolean | null {
    this.peek()
    for (const [text, value] of WORDS) {
      let same = 0
      while (same < text.length && this.at + same < this.end && this.data[this.at + same] === text.charCodeAt(same))
        same++
      if (same < text.length) {
        if (same > 0 && this.at + same >= this.end) {
          if (!this.final) throw INCOMPLETE
          this.#refuseAt(this.end)
        }
        continue
      }
      this.at += text.length
      return value
    }
    return this.#word(this.at)
  }

  /** Reads any value, as JSON.parse gives it. */
  value(): unknown {
    this.peek()
    const start = this.at
    this.skip()
    return JSON.parse(utf8.decode(this.data.subarray(start, this.at)))
  }

  /** Reads past any value. */
  skip(): void {
    const kind = this.kind()
    if (kind === 'string') this.string()
    else if (kind === 'number') this.number()
    else if (kind === 'word') this.word()
    else this.#skipNested()
  }

  #skipNested(): void {
    const closers: number[] = []
    let first = true
    do {
      const close = closers.at(-1)
      if (close !== undefined) {
        const further = close === CLOSE_LIST ? this.nextItem(first) : this.nextKey(first)
        if (!further) {
          closers.pop()
          first = false
          continue
        }
      }
      first = false
      const kind = this.kind()
      if (kind === 'list' || kind === 'object') {
        this.#deeper(closers.length + 1)
        this.open()
        closers.push(kind === 'list' ? CLOSE_LIST : CLOSE_OBJECT)
        first = true
      } else this.skip()
    } while (closers.length > 0)
  }

  /** @throws GateError `json-too-deep` when `depth` lists and objects are too many */
  #deeper(depth: number): void {
    if (depth <= DEPTH_LIMIT) return
    this.peek()
    const hint = 'Annotations are never nested that deep: export the file again.'
    throw this.error('json-too-deep', `nested deeper than ${DEPTH_LIMIT}`, hint)
  }

  /** @throws GateError `json-not-text` at a byte that no text has */
  checkText(): void {
    const byte = this.at < this.end ? this.data[this.at]! : -1
    if (byte === 0 || byte >= 0xfe)
      throw this.error('json-not-text', 'the file is binary or UTF-16', 'Save it as UTF-8 text.')
  }

  refuse(): never {
    this.#refuseAt(this.at)
  }

  error(code: string, what: string, hint: string, { line, column }: Place = this): GateError {
    const place = { path: this.path, line, column }
    return new GateError(code, 'artifact', `${this.path}:${line}:${column}: ${what}`, { hint, place })
  }

  #refuseAt(at: number): never {
    this.at = at
    this.checkText()
    throw this.error('json-syntax', 'not JSON from here on', 'Export the file again, or correct it at this place.')
  }
  /** What is neither value nor number: Python's json writes NaN and Infinity although JSON has no such numbers. */
  #word(start: number): never {
    this.at = start
    const byte = this.data[start]!
    const bare = byte === MINUS ? this.data[start + 1] : byte
    if (bare !== 0x4e && bare !== 0x49) this.refuse()
    const hint = "JSON has no NaN and no Infinity (Python's json writes them): give a number or leave the record out."
    throw this.error('json-not-finite', 'NaN, Infinity or another bare word', hint)
  }
  #more(): never {
    if (!this.final) throw INCOMPLETE
    return this.refuse()
  }
  #checkEscapes(start: number): void {
    let text = ''
    try {
      text = this.text()
    } catch {
      this.#refuseAt(start)
    }
    if (!/\p{Surrogate}/u.test(text)) return
    this.at = start
    const hint = 'Write the character itself, as UTF-8.'
    throw this.error('json-surrogate', 'half of a surrogate pair, which is no character', hint)
  }
}

export interface Mark {
  readonly at: number
  readonly line: number
  readonly lineStart: number
  readonly continued: number
}
interface Place {
  readonly line: number
  readonly column: number
}
const SPLIT = 'Split the file, or export it again.'
const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const
