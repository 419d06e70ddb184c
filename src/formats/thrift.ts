/**
 * Thrift's compact protocol, as far as Parquet uses it, behind bounds: no declared count is believed before the bytes
 * for it are there, and what a hostile footer may allocate is limited.
 */
export type ThriftValue = number | boolean | Uint8Array | readonly ThriftValue[] | ThriftStruct
/** Value by field id. */
export type ThriftStruct = ReadonlyMap<number, ThriftValue>

/** Parquet's footers nest about six deep. */
const DEPTH_LIMIT = 24
/** 1,000 row groups × 50 columns × 5 structures. */
const STRUCTS_LIMIT = 500_000
const VALUES_LIMIT = 5_000_000

const TRUE = 1
const FALSE = 2
const BYTE = 3
const I16 = 4
const I32 = 5
const I64 = 6
const DOUBLE = 7
const BINARY = 8
const LIST = 9
const STRUCT = 12

/** What is not thrift, or more of it than anyone writes. The caller says where. */
export class ThriftFault extends Error {}

export class ThriftReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #end: number
  #structs = 0
  #values = 0
  at: number

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#end = end
    this.at = start
  }

  struct(depth = 0): ThriftStruct {
    if (depth > DEPTH_LIMIT || ++this.#structs > STRUCTS_LIMIT) throw new ThriftFault('more structures than a file has')
    const fields = new Map<number, ThriftValue>()
    let id = 0
    for (;;) {
      const byte = this.#byte()
      if (byte === 0) return fields
      const delta = byte >> 4
      id = delta > 0 ? id + delta : this.#zigzag()
      fields.set(id, this.#value(byte & 15, depth))
    }
  }

  #value(type: number, depth: number): ThriftValue {
    if (++this.#values > VALUES_LIMIT) throw new ThriftFault('more values than a file has')
    switch (type) {
      case TRUE:
        return true
      case FALSE:
        return false
      case BYTE:
        return (this.#byte() << 24) >> 24
      case I16:
      case I32:
      case I64:
        return this.#zigzag()
      case DOUBLE:
        return this.#view.getFloat64(this.#skip(8), true)
      case BINARY: {
        const length = this.#varint()
        const start = this.#skip(length)
        return this.#bytes.subarray(start, start + length)
      }
      case LIST:
        return this.#list(depth)
      case STRUCT:
        return this.struct(depth + 1)
      default:
        throw new ThriftFault(`type ${type}, which Parquet does not use`)
    }
  }

  #list(depth: number): ThriftValue[] {
    if (depth > DEPTH_LIMIT) throw new ThriftFault('nested too deep')
    const byte = this.#byte()
    const type = byte & 15
    const size = byte >> 4 === 15 ? this.#varint() : byte >> 4
    if (size > this.#end - this.at) throw new ThriftFault('a list longer than the bytes that are left')
    const items: ThriftValue[] = []
    // In a list a boolean is a byte of its own: every item takes one at least.
    for (let i = 0; i < size; i++)
      items.push(type === TRUE || type === FALSE ? this.#byte() === TRUE : this.#value(type, depth + 1))
    return items
  }

  #zigzag(): number {
    const value = this.#varint()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  /** At most ten bytes; beyond 2^53 a number is not exact, and no size or offset is that large. */
  #varint(): number {
    let value = 0
    for (let scale = 1, i = 0; i < 10; i++, scale *= 128) {
      const byte = this.#byte()
      value += (byte & 0x7f) * scale
      if (byte < 0x80) return value
    }
    throw new ThriftFault('a number of more than ten bytes')
  }

  #byte(): number {
    return this.#bytes[this.#skip(1)]!
  }

  #skip(length: number): number {
    const start = this.at
    if (length > this.#end - start) throw new ThriftFault('the structure ends early')
    this.at += length
    return start
  }
}

/** The field as an integer from 0 to 2^53; `fallback` where it is absent. */
export function integerAt(struct: ThriftStruct, id: number, fallback?: number): number {
  const value = struct.get(id) ?? fallback
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new ThriftFault(`field ${id} is not a count`)
}
export function structAt(struct: ThriftStruct, id: number): ThriftStruct {
  return asStruct(struct.get(id))
}
export function asStruct(value: ThriftValue | undefined): ThriftStruct {
  if (value instanceof Map) return value
  throw new ThriftFault('a structure is missing')
}
export function listAt(struct: ThriftStruct, id: number): readonly ThriftValue[] {
  const value = struct.get(id)
  if (Array.isArray(value)) return value
  throw new ThriftFault(`field ${id} is not a list`)
}
export function textAt(struct: ThriftStruct, id: number): string {
  return asText(struct.get(id))
}
export function asText(value: ThriftValue | undefined): string {
  if (value instanceof Uint8Array) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value)
  throw new ThriftFault('a name is missing')
}
