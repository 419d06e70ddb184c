import { GateError } from '#contract/errors'
import { LONGEST_NAME, MOST_TEXT, WINDOW } from './limits.ts'

/** Where bytes come from. A file of many gigabytes is never held whole: most of it are tensors, which are skipped. */
export interface ByteSource {
  /** For messages. */
  readonly path: string
  readonly size: number
  /** `length` bytes from `offset` on; never asked for more than `size`. */
  read(offset: number, length: number): Uint8Array
}

export function sourceOf(bytes: Uint8Array, path: string): ByteSource {
  return { path, size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) }
}

/** A part of the file: bytes from `start` up to `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One field of a message. The object is reused for the next one. */
export interface Field {
  number: number
  wire: 0 | 1 | 2 | 5
  /** A varint's two halves as they stand: `low` unsigned, `high` unsigned. */
  low: number
  high: number
  /** Bytes of a length-delimited or fixed field. */
  start: number
  end: number
}

export function malformed(path: string, what: string, offset: number): GateError {
  return new GateError('onnx-malformed', 'artifact', `${path}: not a valid ONNX file: ${what} at byte ${offset}`, {
    hint: 'Export the model again; `python -m onnx.checker` says more about a file that other tools can read.',
    place: { path },
  })
}

/**
 * Protobuf's wire format, read in place: nothing is copied but names, and no length is believed beyond the message that
 * holds it.
 */
export class Wire {
  readonly source: ByteSource
  #window: Uint8Array = new Uint8Array(0)
  #from = 0
  #low = 0
  #high = 0
  #text = 0
  readonly #names = new Map<string, string>()

  constructor(source: ByteSource) {
    this.source = source
  }

  fault(what: string, offset: number): GateError {
    return malformed(this.source.path, what, offset)
  }

  /** Calls `visit` for every field of the message in `span`. */
  walk({ start, end }: Span, visit: (field: Field) => void): void {
    const field: Field = { number: 0, wire: 0, low: 0, high: 0, start: 0, end: 0 }
    for (let at = start; at < end; ) {
      const from = at
      at = this.#varint(at, end)
      if (this.#high !== 0 || this.#low < 8) throw this.fault('a field without a number', from)
      field.number = this.#low >>> 3
      const wire = this.#low & 7
      field.start = at
      if (wire === 0) {
        at = this.#varint(at, end)
        field.low = this.#low
        field.high = this.#high
      } else if (wire === 2) {
        const next = this.#varint(at, end)
        if (this.#high !== 0 || this.#low > end - next) throw this.fault('a length that goes past its message', at)
        field.start = next
        at = next + this.#low
      } else if (wire === 1 || wire === 5) {
        at += wire === 1 ? 8 : 4
        if (at > end) throw this.fault('a number that is cut off', field.start)
      } else throw this.fault(`a field of wire type ${wire}`, from)
      field.end = at
      field.wire = wire
      visit(field)
    }
  }

  /** Integers of a repeated field, packed or one by one, as the two halves of 64 bits. */
  integers(field: Field, visit: (low: number, high: number) => void): void {
    if (field.wire === 0) visit(field.low, field.high)
    else
      for (let at = field.start, { end } = this.message(field); at < end; ) {
        at = this.#varint(at, end)
        visit(this.#low, this.#high)
      }
  }

  /** A single integer, exact up to 2^53. */
  integer(field: Field): number {
    if (field.wire !== 0) throw this.fault('no integer where one belongs', field.start)
    return signed(field.low, field.high)
  }

  /** The bytes of an embedded message. */
  message(field: Field): Span {
    if (field.wire !== 2) throw this.fault('a number where a message belongs', field.start)
    return { start: field.start, end: field.end }
  }

  /** Equal texts are one string. */
  text(field: Field, longest = LONGEST_NAME): string {
    const { start, end } = this.message(field)
    if (end - start > longest) throw this.fault(`a text of more than ${longest} bytes`, start)
    const text = decode(this.read(start, end))
    const known = this.#names.get(text)
    if (known !== undefined) return known
    this.#text += end - start
    if (this.#text > MOST_TEXT) throw this.fault(`more than ${MOST_TEXT} bytes of names`, start)
    this.#names.set(text, text)
    return text
  }

  read(start: number, end: number): Uint8Array {
    if (start >= this.#from && end <= this.#from + this.#window.length)
      return this.#window.subarray(start - this.#from, end - this.#from)
    const bytes = this.source.read(start, end - start)
    if (bytes.length !== end - start) throw this.fault('the end of the file', start + bytes.length)
    return bytes
  }

  /** Leaves the number in #low and #high, returns where the next byte is. */
  #varint(at: number, end: number): number {
    let low = 0
    let high = 0
    for (let shift = 0, next = at; next < end; shift += 7) {
      const byte = this.#byte(next++)
      const part = byte & 0x7f
      if (shift < 28) low |= part << shift
      else if (shift === 28) {
        low |= part << 28
        high = part >>> 4
      } else high |= part << (shift - 32)
      // The tenth byte holds the 64th bit and no other.
      if (shift === 63 && byte > 1) throw this.fault('a number of more than 64 bits', at)
      if (byte >= 0x80) continue
      this.#low = low >>> 0
      this.#high = high >>> 0
      return next
    }
    throw this.fault('a number that is cut off', at)
  }

  #byte(at: number): number {
    const index = at - this.#from
    if (index >= 0 && index < this.#window.length) return this.#window[index]!
    this.#window = this.source.read(at, Math.min(WINDOW, this.source.size - at))
    this.#from = at
    if (this.#window.length === 0) throw this.fault('the end of the file', at)
    return this.#window[0]!
  }
}

/** The two halves of a signed 64-bit integer as a number, exact up to 2^53. */
export function signed(low: number, high: number): number {
  return (high | 0) * 2 ** 32 + low
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** ONNX asks for UTF-8, runtimes take any bytes: others are shown as `\xNN`, so that different names stay different. */
function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    return Array.from(bytes, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`)).join('')
  }
}
