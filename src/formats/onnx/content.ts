import { CHUNK } from './limits.ts'
import { ATTRIBUTE, TENSOR } from './schema.ts'
import type { Tensor } from './types.ts'
import { type ByteSource, type Field, malformed, Wire } from './wire.ts'

/** sha-256 of the concatenation of the parts. */
export type Hash = (...parts: (string | Uint8Array)[]) => Uint8Array

/**
 * A digest of type, number of elements and values; equal exactly when these are, in whichever field, file or byte the
 * values stand, whatever name and shape they have. One step per CHUNK of content: hash(previous, chunk).
 * `external` is the file that a tensor with external data names.
 */
export function digestTensor(source: ByteSource, tensor: Tensor, hash: Hash, external?: ByteSource): Uint8Array {
  let digest = hash(`${tensor.dtype} ${tensor.elements}`)
  const chunks = new Chunks((chunk) => {
    digest = hash(digest, chunk)
  })
  const length = tensor.external ? externalContent(tensor, external, chunks) : ownContent(source, tensor, chunks)
  chunks.end()
  const expected = bytesOf(tensor)
  if (expected !== null && length !== expected)
    throw malformed(
      source.path,
      `a tensor of ${expected} bytes (${tensor.dtype}, [${tensor.dims.join(', ')}]) that holds ${length}`,
      tensor.span.start,
    )
  return digest
}

/** Bits an element; text, and types that are not known, are not listed. */
const BITS: Readonly<Record<string, number>> = {
  float32: 32,
  uint8: 8,
  int8: 8,
  uint16: 16,
  int16: 16,
  int32: 32,
  int64: 64,
  bool: 8,
  float16: 16,
  float64: 64,
  uint32: 32,
  uint64: 64,
  complex64: 64,
  complex128: 128,
  bfloat16: 16,
  float8e4m3fn: 8,
  float8e4m3fnuz: 8,
  float8e5m2: 8,
  float8e5m2fnuz: 8,
  float8e8m0: 8,
  uint4: 4,
  int4: 4,
  float4e2m1: 4,
  uint2: 2,
  int2: 2,
}

/** Bytes of the content, or null for text and unknown types. */
export function bytesOf({ dtype, elements }: Pick<Tensor, 'dtype' | 'elements'>): number | null {
  const bits = BITS[dtype]
  return bits === undefined ? null : Math.ceil((elements * bits) / 8)
}

type Kind = 'bytes' | 'integers' | 'text'
const KINDS: Readonly<Record<Tensor['form'], ReadonlyMap<number, Kind>>> = {
  tensor: new Map([
    [TENSOR.raw, 'bytes'],
    // Little endian on the wire as in raw_data, packed or one by one.
    [TENSOR.floats, 'bytes'],
    [TENSOR.doubles, 'bytes'],
    [TENSOR.int32s, 'integers'],
    [TENSOR.int64s, 'integers'],
    [TENSOR.uint64s, 'integers'],
    [TENSOR.strings, 'text'],
  ]),
  attribute: new Map([
    [ATTRIBUTE.float, 'bytes'],
    [ATTRIBUTE.floats, 'bytes'],
    [ATTRIBUTE.int, 'integers'],
    [ATTRIBUTE.ints, 'integers'],
    [ATTRIBUTE.string, 'text'],
    [ATTRIBUTE.strings, 'text'],
  ]),
}

/** The content in the form of `raw_data`, whichever field it was written to. Returns its length. */
function ownContent(source: ByteSource, tensor: Tensor, into: Chunks): number {
  const wire = new Wire(source)
  const kinds = KINDS[tensor.form]
  // Narrow types stand one by one in int32_data; types below a byte are packed there as in raw_data.
  const width = Math.max(1, Math.floor((BITS[tensor.dtype] ?? 8) / 8))
  const number = new Uint8Array(8)
  const view = new DataView(number.buffer)
  let length = 0
  const push = (bytes: Uint8Array) => {
    length += bytes.length
    into.push(bytes)
  }
  const bytes = (field: Field) => {
    if (field.wire === 0) throw wire.fault('tensor data of the wrong kind', field.start)
    for (let at = field.start; at < field.end; at += CHUNK) push(wire.read(at, Math.min(field.end, at + CHUNK)))
  }
  wire.walk(tensor.span, (field) => {
    const kind = kinds.get(field.number)
    if (kind === 'bytes') bytes(field)
    else if (kind === 'integers')
      wire.integers(field, (low, high) => {
        view.setUint32(0, low, true)
        view.setUint32(4, high, true)
        push(number.subarray(0, width))
      })
    else if (kind === 'text') {
      view.setUint32(0, wire.message(field).end - field.start, true)
      push(number.subarray(0, 4))
      bytes(field)
    }
  })
  return length
}

function externalContent(tensor: Tensor, file: ByteSource | undefined, into: Chunks): number {
  const { location, offset, length } = tensor.external!
  if (!file) throw new Error(`the content of ${location} was not given`)
  const end = length === null ? file.size : offset + length
  if (offset > end || end > file.size)
    throw malformed(file.path, `external data from byte ${offset} to ${end} of a file that ends`, file.size)
  for (let at = offset; at < end; at += CHUNK) into.push(file.read(at, Math.min(end, at + CHUNK) - at))
  return end - offset
}

/** Cuts a stream of bytes into pieces of CHUNK bytes; many small ones cost one buffer. */
class Chunks {
  readonly #visit: (chunk: Uint8Array) => void
  #buffer = new Uint8Array(0)
  #used = 0
  constructor(visit: (chunk: Uint8Array) => void) {
    this.#visit = visit
  }
  push(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length) {
      if (this.#used === 0 && bytes.length - at >= CHUNK) {
        this.#visit(bytes.subarray(at, at + CHUNK))
        at += CHUNK
        continue
      }
      const take = Math.min(CHUNK - this.#used, bytes.length - at)
      this.#reserve(this.#used + take)
      this.#buffer.set(bytes.subarray(at, at + take), this.#used)
      this.#used += take
      at += take
      if (this.#used === CHUNK) this.end()
    }
  }
  end(): void {
    if (this.#used > 0) this.#visit(this.#buffer.subarray(0, this.#used))
    this.#used = 0
  }
  #reserve(length: number): void {
    if (length <= this.#buffer.length) return
    const wider = new Uint8Array(Math.min(CHUNK, Math.max(length, this.#buffer.length * 2, 64)))
    wider.set(this.#buffer.subarray(0, this.#used))
    this.#buffer = wider
  }
}
