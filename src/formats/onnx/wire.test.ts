import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { WINDOW } from './limits.ts'
import { type ByteSource, signed, sourceOf, Wire } from './wire.ts'

/** `number wire text|value` of every field. */
function fields(bytes: readonly number[] | Uint8Array, source = sourceOf(Uint8Array.from(bytes), 'm.onnx')): string[] {
  const wire = new Wire(source)
  const seen: string[] = []
  wire.walk({ start: 0, end: source.size }, (field) => {
    const value = field.wire === 0 ? signed(field.low, field.high) : `${field.start}-${field.end}`
    seen.push(`${field.number} ${field.wire} ${value}`)
  })
  return seen
}
function failure(bytes: readonly number[], source?: ByteSource): string {
  try {
    fields(bytes, source)
  } catch (error) {
    if (error instanceof GateError && error.code === 'onnx-malformed') return error.message
    throw error
  }
  return 'none'
}

test('fields of every wire type', () => {
  expect(fields([])).toEqual([])
  expect(fields([0x08, 0x96, 0x01])).toEqual(['1 0 150'])
  expect(fields([0x12, 0x02, 0x61, 0x62, 0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8])).toEqual([
    '2 2 2-4',
    '3 5 5-9',
    '4 1 10-18',
  ])
  expect(fields([0xf8, 0xff, 0xff, 0xff, 0x0f, 0x01])).toEqual(['536870911 0 1'])
})

test('integers up to 64 bits, also written longer than needed', () => {
  expect(fields([0x08, ...Array(9).fill(0xff), 0x01])).toEqual(['1 0 -1'])
  expect(fields([0x08, ...Array(8).fill(0xff), 0x7f])).toEqual([`1 0 ${2 ** 63}`])
  expect(fields([0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10])).toEqual([`1 0 ${2 ** 53}`])
  expect(fields([0x08, 0x80, 0x00])).toEqual(['1 0 0'])
  const varint = (value: bigint) => {
    const bytes = [0x08]
    for (let rest = BigInt.asUintN(64, value); ; rest >>= 7n) {
      bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0))
      if (rest <= 0x7fn) return bytes
    }
  }
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 53n), max: 2n ** 53n }), (value) => {
      expect(fields(varint(value))).toEqual([`1 0 ${value}`])
    }),
  )
})

test('what is broken is told with its byte', () => {
  const at = (what: string) => `m.onnx: not a valid ONNX file: ${what}`
  expect(failure([0x08])).toBe(at('a number that is cut off at byte 1'))
  expect(failure([0x08, 0x80])).toBe(at('a number that is cut off at byte 1'))
  expect(failure([0x08, ...Array(10).fill(0x80), 0x01])).toBe(at('a number of more than 64 bits at byte 1'))
  expect(failure([0x08, ...Array(9).fill(0xff), 0x02])).toBe(at('a number of more than 64 bits at byte 1'))
  expect(failure([0x12, 0x05, 0x61])).toBe(at('a length that goes past its message at byte 1'))
  expect(failure([0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01])).toBe(at('a length that goes past its message at byte 1'))
  expect(failure([0x12, ...Array(9).fill(0xff), 0x01])).toBe(at('a length that goes past its message at byte 1'))
  expect(failure([0x1d, 1, 2, 3])).toBe(at('a number that is cut off at byte 1'))
  expect(failure([0x0b])).toBe(at('a field of wire type 3 at byte 0'))
  expect(failure([0x0e])).toBe(at('a field of wire type 6 at byte 0'))
  expect(failure([0x00, 0x01])).toBe(at('a field without a number at byte 0'))
  expect(failure([0x88, 0x80, 0x80, 0x80, 0x10, 0x01])).toBe(at('a field without a number at byte 0'))
})

test('a source that ends before its size', () => {
  const source: ByteSource = { path: 'm.onnx', size: 9, read: () => new Uint8Array(0) }
  expect(failure([], source)).toBe('m.onnx: not a valid ONNX file: the end of the file at byte 0')
})

test('windows and bytes see the same, wherever a field crosses an edge', () => {
  const big = new Uint8Array(3 * WINDOW)
  let used = 0
  while (used < big.length - 300) {
    const length = (used * 7) % 290
    big.set(length < 128 ? [0x12, length] : [0x12, (length & 0x7f) | 0x80, length >> 7], used)
    used += length + (length < 128 ? 2 : 3)
  }
  const bytes = big.slice(0, used)
  const copying: ByteSource = {
    path: 'm.onnx',
    size: bytes.length,
    read: (offset, length) => bytes.slice(offset, offset + length),
  }
  expect(fields(bytes, copying)).toEqual(fields(bytes))
})

test('names: any bytes, and different ones stay different', () => {
  const read = (name: readonly number[]) => {
    const wire = new Wire(sourceOf(Uint8Array.from([0x0a, name.length, ...name]), 'm.onnx'))
    let text = ''
    wire.walk({ start: 0, end: name.length + 2 }, (field) => {
      text = wire.text(field)
    })
    return text
  }
  expect(read([0xef, 0xbb, 0xbf, 0x61])).toBe('\ufeffa')
  expect(read([0x61, 0xff])).toBe('a\\xff')
  expect(read([0x61, 0xfe])).toBe('a\\xfe')
  expect(read([0xc3, 0xa9])).toBe('é')
})
