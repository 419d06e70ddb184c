import type { Tensor } from './types.ts'
import { type Field, inside, ints, malformed, walk } from './wire.ts'

/** Bytes an element; types that pack two elements a byte, and text, are not listed. */
const WIDTHS: Readonly<Record<string, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
  float64: 8,
  uint32: 4,
  uint64: 8,
  complex64: 8,
  complex128: 16,
  bfloat16: 2,
}

/**
 * A tensor's content in one canonical form, little endian as in `raw_data`, whichever field it was written to. The parts
 * are views of the file where they can be. External data have no content here.
 */
export function contentOf(bytes: Uint8Array, { start, end, dtype, elements }: Tensor): Uint8Array[] {
  const width = WIDTHS[dtype] ?? 1
  const parts: Uint8Array[] = []
  walk(bytes, start, end, (field) => {
    if (field.number === 9 || field.number === 4 || field.number === 10) parts.push(bytes.subarray(...fixed(field)))
    else if (field.number === 5 || field.number === 7 || field.number === 11)
      parts.push(narrowed(bytes, field, width, elements))
    else if (field.number === 6) parts.push(lengthOf(field), bytes.subarray(...inside(field)))
  })
  return parts
}

/** raw_data, float_data and double_data, packed or one by one: the same bytes. */
function fixed(field: Field): [number, number] {
  if (field.wire === 0) throw malformed('tensor data of the wrong kind', field.start)
  return [field.start, field.end]
}

/** Varints as elements of `width` bytes. */
function narrowed(bytes: Uint8Array, field: Field, width: number, elements: number): Uint8Array {
  const values: number[] = []
  ints(bytes, field, values, Math.max(1, elements * 2))
  const out = new Uint8Array(values.length * width)
  const view = new DataView(out.buffer)
  for (const [at, value] of values.entries()) {
    if (width === 8) view.setBigInt64(at * 8, BigInt.asIntN(64, BigInt(Math.trunc(value))), true)
    else if (width === 4) view.setInt32(at * 4, value, true)
    else if (width === 2) view.setInt16(at * 2, value, true)
    else view.setInt8(at, value)
  }
  return out
}

function lengthOf(field: Field): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, field.end - field.start, true)
  return length
}
