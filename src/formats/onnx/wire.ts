import { GateError } from '#contract/errors'

/** Protobuf's wire format, read in place: nothing is copied, no length is believed beyond the message that holds it. */
export interface Field {
  number: number
  wire: 0 | 1 | 2 | 5
  /** Value of a varint as a signed 64-bit integer, exact up to 2^53. */
  int: number
  /** Bytes of a length-delimited or fixed field. */
  start: number
  end: number
}

export function malformed(what: string, offset: number): GateError {
  return new GateError('onnx-malformed', 'artifact', `not a valid ONNX file: ${what} at byte ${offset}`, {
    hint: 'Export the model again; `python -m onnx.checker FILE` says more.',
  })
}

/** Calls `visit` for every field of the message in bytes[start, end). The field object is reused. */
export function walk(bytes: Uint8Array, start: number, end: number, visit: (field: Field) => void): void {
  const field: Field = { number: 0, wire: 0, int: 0, start: 0, end: 0 }
  let at = start
  while (at < end) {
    const tag = varint(bytes, at, end)
    const wire = tag.low & 7
    field.number = tag.low >>> 3
    if (field.number === 0 || tag.high !== 0) throw malformed('a field without a number', at)
    at = tag.next
    if (wire === 0) {
      const value = varint(bytes, at, end)
      field.int = value.high * 2 ** 32 + value.low
      at = value.next
    } else if (wire === 2) {
      const length = varint(bytes, at, end)
      if (length.high !== 0 || length.low > end - length.next)
        throw malformed('a length that goes past its message', at)
      field.start = length.next
      at = field.end = length.next + length.low
    } else if (wire === 1 || wire === 5) {
      field.start = at
      at = field.end = at + (wire === 1 ? 8 : 4)
      if (at > end) throw malformed('a number that is cut off', field.start)
    } else throw malformed(`wire type ${wire}`, at)
    field.wire = wire as Field['wire']
    visit(field)
  }
}

interface Varint {
  /** Low 32 bits, unsigned; high 32 bits, signed. */
  low: number
  high: number
  next: number
}

function varint(bytes: Uint8Array, at: number, end: number): Varint {
  let low = 0
  let high = 0
  for (let i = 0; i < 10; i++) {
    if (at + i >= end) throw malformed('a number that is cut off', at)
    const byte = bytes[at + i]!
    const part = byte & 0x7f
    const shift = 7 * i
    if (shift < 28) low |= part << shift
    else if (shift === 28) {
      low |= part << 28
      high |= part >> 4
    } else high |= part << (shift - 32)
    if (byte < 0x80) return { low: low >>> 0, high: high | 0, next: at + i + 1 }
  }
  throw malformed('a number of more than ten bytes', at)
}

/** Integers of a repeated field, packed or not. */
export function ints(bytes: Uint8Array, field: Field, into: number[], most: number): void {
  if (field.wire === 0) into.push(field.int)
  else if (field.wire === 2)
    for (let at = field.start; at < field.end; ) {
      const value = varint(bytes, at, field.end)
      into.push(value.high * 2 ** 32 + value.low)
      at = value.next
      if (into.length > most) throw malformed(`more than ${most} numbers`, at)
    }
  else throw malformed('a number of the wrong kind', field.start)
}

const LONGEST_TEXT = 65_536
const decoder = new TextDecoder()
export function text(bytes: Uint8Array, field: Field): string {
  if (field.wire !== 2) throw malformed('text of the wrong kind', field.start)
  if (field.end - field.start > LONGEST_TEXT) throw malformed(`text of more than ${LONGEST_TEXT} bytes`, field.start)
  return decoder.decode(bytes.subarray(field.start, field.end))
}

/** The bytes of an embedded message. */
export function inside(field: Field): [start: number, end: number] {
  if (field.wire !== 2) throw malformed('a message of the wrong kind', field.start)
  return [field.start, field.end]
}
