import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { sha256 } from '#host/hash'
import { floats, graph, int64s, ints, model, node, port, subgraph } from '#test/onnx-writer'
import { digestTensor } from './content.ts'
import { WINDOW } from './limits.ts'
import { readOnnx } from './read.ts'
import { type ByteSource, sourceOf } from './wire.ts'

/** Reads everything there is to read. A fault of the file is an answer, anything else is a crash. */
function survives(bytes: Uint8Array): boolean {
  const source = sourceOf(bytes, 'm.onnx')
  try {
    const { tensors } = readOnnx(source)
    for (const tensor of tensors) if (tensor.external === null) digestTensor(source, tensor, sha256)
    return true
  } catch (error) {
    if (error instanceof GateError && error.code === 'onnx-malformed' && error.hint !== '') return false
    throw error
  }
}

const body = graph({ nodes: [node('Identity', ['x'], ['o'])], outputs: [port('o', [])] })
const small = model(
  graph({
    nodes: [
      node('Gemm', ['x', 'w'], ['h'], [ints('axes', [1, -2, 3])]),
      node('If', ['c'], ['y'], [subgraph('then_branch', body)], 'a'),
    ],
    inputs: [port('x', ['n', 3])],
    outputs: [port('y', ['n', 3])],
    initializers: [floats('w', [3, 3], Array(9).fill(1)), int64s('s', [3], [1, -1, 2 ** 40]) as never],
  }),
  { metadata: { names: "{0: 'a'}" } },
)

describe('no bytes crash it', () => {
  test('random ones', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void survives(bytes)),
      { numRuns: 3000 },
    )
  })
  test('a model with some bytes changed, cut out or doubled', () => {
    expect(survives(small)).toBe(true)
    const place = fc.nat(small.length - 1)
    const edit = fc.oneof(
      fc.record({ at: place, byte: fc.integer({ min: 0, max: 255 }) }),
      fc.record({ at: place, cut: fc.nat(20) }),
      fc.record({ at: place, again: fc.nat(20) }),
    )
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let bytes: Uint8Array = Uint8Array.from(small)
        for (const one of edits) {
          const [before, after] = [bytes.subarray(0, one.at), bytes.subarray(one.at)]
          if ('byte' in one) bytes = Buffer.concat([before, Uint8Array.of(one.byte), after.subarray(1)])
          else if ('cut' in one) bytes = Buffer.concat([before, after.subarray(one.cut)])
          else bytes = Buffer.concat([before, after.subarray(0, one.again), after])
        }
        survives(bytes)
      }),
      { numRuns: 5000 },
    )
  })
  test('a model cut off anywhere', () => {
    for (let length = 0; length < small.length; length++) survives(small.slice(0, length))
  })
})

test('tensors of 4 GB are skipped, not read', () => {
  const head = [0x08, 0x08, 0x42, 0x02, 0x10, 0x11]
  const varint = (value: number) => {
    const bytes: number[] = []
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      bytes.push((rest % 128) | (rest > 127 ? 0x80 : 0))
      if (rest <= 127) return bytes
    }
  }
  // 100 tensors of 40 MB: everything but their first bytes is made up on demand.
  const payload = 40_000_000
  const tensor = [0x08, ...varint(payload / 4), 0x10, 0x01, 0x4a, ...varint(payload)]
  const field = [0x2a, ...varint(tensor.length + payload), ...tensor]
  const stride = field.length + payload
  const start = [...head, 0x3a, ...varint(stride * 100)]
  let asked = 0
  const source: ByteSource = {
    path: 'm.onnx',
    size: start.length + stride * 100,
    read(offset, length) {
      asked += length
      return Uint8Array.from({ length }, (_, index) => {
        const at = offset + index
        return at < start.length ? start[at]! : (field[(at - start.length) % stride] ?? 0)
      })
    },
  }
  const { tensors } = readOnnx(source)
  expect(tensors.map(({ elements }) => elements)).toEqual(Array(100).fill(payload / 4))
  expect(asked).toBeLessThan(330 * WINDOW)
})
