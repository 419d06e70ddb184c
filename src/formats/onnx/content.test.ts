import { create, toBinary } from '@bufbuild/protobuf'
import { TensorProtoSchema, TensorProto_DataType as Type } from 'onnx-buf'
import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { sha256 } from '#host/hash'
import { bytesOf, digestTensor } from './content.ts'
import { CHUNK } from './limits.ts'
import { readTensor } from './tensor.ts'
import { type ByteSource, sourceOf, Wire } from './wire.ts'

type Written = Partial<Omit<Parameters<typeof create<typeof TensorProtoSchema>>[1] & object, '$typeName' | '$unknown'>>

function tensorOf(bytes: Uint8Array) {
  const wire = new Wire(sourceOf(bytes, 'm.onnx'))
  return readTensor(wire, { start: 0, end: bytes.length }, { source: 'initializer', within: '', name: null })
}
function digest(written: Written | Uint8Array, external?: ByteSource): string {
  const bytes =
    written instanceof Uint8Array ? written : toBinary(TensorProtoSchema, create(TensorProtoSchema, written))
  return Buffer.from(digestTensor(sourceOf(bytes, 'm.onnx'), tensorOf(bytes), sha256, external)).toString('hex')
}
function raw(dataType: Type, values: ArrayBufferView, dims: readonly number[]): Written {
  const rawData = new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength)
  return { name: 'raw', dataType, dims: dims.map(BigInt), rawData }
}
function failure(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof GateError) return error.message
    throw error
  }
  return 'none'
}

test('the same values have the same digest, in whichever field they stand', () => {
  const values = [0, -1, 7, 100]
  const named = { name: 'typed', dims: [2n, 2n] }
  const same: [Written, Written][] = [
    [{ ...named, dataType: Type.FLOAT, floatData: values }, raw(Type.FLOAT, Float32Array.from(values), [4])],
    [{ ...named, dataType: Type.DOUBLE, doubleData: values }, raw(Type.DOUBLE, Float64Array.from(values), [4])],
    [{ ...named, dataType: Type.INT8, int32Data: values }, raw(Type.INT8, Int8Array.from(values), [4])],
    [{ ...named, dataType: Type.UINT8, int32Data: [0, 255, 7, 100] }, raw(Type.UINT8, Uint8Array.from(values), [4])],
    [{ ...named, dataType: Type.INT16, int32Data: values }, raw(Type.INT16, Int16Array.from(values), [4])],
    [{ ...named, dataType: Type.INT32, int32Data: values }, raw(Type.INT32, Int32Array.from(values), [4])],
    [{ ...named, dataType: Type.BOOL, int32Data: [0, 1, 1, 0] }, raw(Type.BOOL, Uint8Array.of(0, 1, 1, 0), [4])],
    [
      { ...named, dataType: Type.FLOAT16, int32Data: [0, 0xbc00, 0x3c00, 1] },
      raw(Type.FLOAT16, Uint16Array.of(0, 0xbc00, 0x3c00, 1), [4]),
    ],
    [
      { ...named, dataType: Type.UINT32, uint64Data: [0n, 0xffffffffn, 7n, 1n] },
      raw(Type.UINT32, Uint32Array.of(0, 0xffffffff, 7, 1), [4]),
    ],
    [{ ...named, dataType: Type.INT4, int32Data: [0x21, 0xf3] }, raw(Type.INT4, Uint8Array.of(0x21, 0xf3), [4])],
  ]
  for (const [typed, plain] of same) expect(digest(typed)).toBe(digest(plain))
})

test('64 bits stay exact: the end of a Slice is the largest integer', () => {
  const most = 2n ** 63n - 1n
  const int64 = (values: bigint[]) => digest({ dataType: Type.INT64, dims: [BigInt(values.length)], int64Data: values })
  expect(int64([most, -most])).toBe(digest(raw(Type.INT64, BigInt64Array.of(most, -most), [2])))
  expect(int64([most])).not.toBe(int64([most - 1n]))
  expect(digest({ dataType: Type.UINT64, dims: [1n], uint64Data: [2n ** 64n - 1n] })).toBe(
    digest(raw(Type.UINT64, BigUint64Array.of(2n ** 64n - 1n), [1])),
  )
})

test('type, number of elements and the cut between texts count', () => {
  expect(digest(raw(Type.FLOAT, new Float32Array(2), [2]))).not.toBe(digest(raw(Type.INT32, new Int32Array(2), [2])))
  expect(digest(raw(Type.UINT8, new Uint8Array(0), [0]))).not.toBe(digest(raw(Type.UINT8, new Uint8Array(1), [1])))
  const text = (...words: string[]) =>
    digest({ dataType: Type.STRING, dims: [BigInt(words.length)], stringData: words.map((word) => Buffer.from(word)) })
  expect(text('ab', 'c')).not.toBe(text('a', 'bc'))
})

test('unpacked and packed, many small pieces and one large: the same, over the edges of chunks', () => {
  const count = CHUNK / 4 + 5
  const values = Float32Array.from({ length: count }, (_, index) => index)
  const plain = digest(raw(Type.FLOAT, values, [count]))
  const unpacked = new Uint8Array(count * 5 + 8)
  const header = toBinary(TensorProtoSchema, create(TensorProtoSchema, { dataType: Type.FLOAT, dims: [BigInt(count)] }))
  const single = new Uint8Array(values.buffer)
  for (let index = 0; index < count; index++) {
    unpacked[index * 5] = 0x25
    unpacked.set(single.subarray(index * 4, index * 4 + 4), index * 5 + 1)
  }
  expect(digest(Buffer.concat([header, unpacked.subarray(0, count * 5)]))).toBe(plain)
  values[count - 1] = 0
  expect(digest(raw(Type.FLOAT, values, [count]))).not.toBe(plain)
})

test('content that does not fit the shape is refused with its byte', () => {
  expect(failure(() => digest(raw(Type.FLOAT, new Float32Array(3), [2, 2])))).toBe(
    'm.onnx: not a valid ONNX file: a tensor of 16 bytes (float32, [2, 2]) that holds 12 at byte 0',
  )
  expect(failure(() => digest({ dataType: Type.FLOAT, dims: [1n << 40n] }))).toContain('that holds 0')
  expect(failure(() => digest({ dataType: Type.FLOAT, dims: [-1n] }))).toContain('impossible shape')
  expect(failure(() => digest({ dataType: Type.FLOAT, dims: [1n << 60n, 1n << 60n] }))).toContain('impossible shape')
  expect(bytesOf({ dtype: 'int4', elements: 5 })).toBe(3)
})

test('external data: the same digest as inside, and never beyond the end of the file', () => {
  const values = Float32Array.from([1, 2, 3, 4])
  const entries = (offset: string, length: string | null) => ({
    dataType: Type.FLOAT,
    dims: [2n],
    dataLocation: 1,
    externalData: [
      { key: 'location', value: 'm.onnx.data' },
      { key: 'offset', value: offset },
      ...(length === null ? [] : [{ key: 'length', value: length }]),
    ],
  })
  const file = sourceOf(new Uint8Array(values.buffer), 'm.onnx.data')
  expect(digest(entries('8', '8'), file)).toBe(digest(raw(Type.FLOAT, values.subarray(2), [2])))
  expect(digest(entries('8', null), file)).toBe(digest(entries('8', '8'), file))
  expect(failure(() => digest(entries('8', '12'), file))).toBe(
    'm.onnx.data: not a valid ONNX file: external data from byte 8 to 20 of a file that ends at byte 16',
  )
  expect(failure(() => digest(entries('999999999999999', null), file))).toContain('of a file that ends at byte 16')
  expect(failure(() => digest(entries('-8', '8'), file))).toContain('external data without a valid offset')
})
