/** Parquet's encodings of levels, indices and numbers. What does not fit its bytes is a fault, told by the caller. */
export class EncodingFault extends Error {}

/** A place in bytes that only moves forward and never beyond `end`. */
export interface Cursor {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
  readonly end: number
}
export function cursorOf(bytes: Uint8Array, at = 0, end = bytes.length): Cursor {
  if (at < 0 || end > bytes.length || at > end) throw new EncodingFault('a part outside its page')
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at, end }
}
/** Moves on by `length`; returns where it was. */
export function take(cursor: Cursor, length: number): number {
  const start = cursor.at
  if (length < 0 || length > cursor.end - start) throw new EncodingFault('a page that ends early')
  cursor.at += length
  return start
}

export function takeVarint(cursor: Cursor): number {
  let value = 0
  for (let scale = 1, i = 0; i < 10; i++, scale *= 128) {
    const byte = cursor.bytes[take(cursor, 1)]!
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return value
  }
  throw new EncodingFault('a number of more than ten bytes')
}

/** Fills `out` from runs of equal values and of bit-packed ones. */
export function readHybrid(cursor: Cursor, width: number, out: Int32Array): void {
  if (width > 24) throw new EncodingFault(`values of ${width} bits`)
  let done = 0
  while (done < out.length) {
    const header = takeVarint(cursor)
    const run = Math.floor(header / 2)
    if (header % 2 === 0) {
      let value = 0
      for (let i = 0; i < width; i += 8) value |= cursor.bytes[take(cursor, 1)]! << i
      const end = Math.min(out.length, done + run)
      out.fill(value, done, end)
      done = end
    } else {
      const end = Math.min(out.length, done + run * 8)
      // Some writers leave out the padding of the last group.
      const length = Math.min(run * width, Math.max(Math.ceil(((end - done) * width) / 8), cursor.end - cursor.at))
      unpackBits(cursor.bytes, take(cursor, length), width, out, done, end)
      done = end
    }
  }
}

/** Values of `width` bits, the lowest first. */
function unpackBits(bytes: Uint8Array, from: number, width: number, out: Int32Array, start: number, end: number): void {
  const mask = 2 ** width - 1
  let at = from
  let held = 0
  let bits = 0
  for (let i = start; i < end; i++) {
    while (bits < width) {
      held |= bytes[at++]! << bits
      bits += 8
    }
    out[i] = held & mask
    held >>>= width
    bits -= width
  }
}

/** DELTA_BINARY_PACKED: all values of a page, at most `limit`. */
export function readDelta(cursor: Cursor, limit: number): BigInt64Array {
  const block = takeVarint(cursor)
  const minis = takeVarint(cursor)
  const count = takeVarint(cursor)
  const perMini = block / minis
  if (count > limit || !Number.isInteger(perMini) || perMini % 8 !== 0 || perMini === 0 || block > 2 ** 20)
    throw new EncodingFault('blocks of differences that do not add up')
  const values = new BigInt64Array(count)
  let value = takeZigzag(cursor)
  if (count > 0) values[0] = value
  for (let done = 1; done < count; ) {
    const least = takeZigzag(cursor)
    const widths = take(cursor, minis)
    for (let mini = 0; mini < minis && done < count; mini++) {
      const width = cursor.bytes[widths + mini]!
      if (width > 64) throw new EncodingFault(`differences of ${width} bits`)
      const from = take(cursor, (perMini / 8) * width)
      for (let i = 0; i < perMini && done < count; i++) {
        value = BigInt.asIntN(64, value + least + bitsAt(cursor.bytes, from, i * width, width))
        values[done++] = value
      }
    }
  }
  return values
}

function bitsAt(bytes: Uint8Array, from: number, bit: number, width: number): bigint {
  let value = 0n
  for (let i = 0; i < width; ) {
    const at = bit + i
    const within = at % 8
    const taken = Math.min(8 - within, width - i)
    const part = (bytes[from + (at >> 3)]! >> within) & (2 ** taken - 1)
    value |= BigInt(part) << BigInt(i)
    i += taken
  }
  return value
}

function takeZigzag(cursor: Cursor): bigint {
  let value = 0n
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = cursor.bytes[take(cursor, 1)]!
    value |= BigInt(byte & 0x7f) << shift
    if (byte < 0x80) return (value >> 1n) ^ -(value & 1n)
  }
  throw new EncodingFault('a number of more than ten bytes')
}
