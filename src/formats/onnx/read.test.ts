import { create, toBinary } from '@bufbuild/protobuf'
import {
  AttributeProtoSchema,
  FunctionProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  SparseTensorProtoSchema,
} from 'onnx-buf'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { sha256 } from '#host/hash'
import { expectLinear } from '#test/cpu'
import { floats, graph, int64s, ints, model, node, port, subgraph } from '#test/onnx-writer'
import { digestTensor } from './content.ts'
import { DEEPEST_GRAPH } from './limits.ts'
import { readOnnx } from './read.ts'
import { sourceOf } from './wire.ts'

function read(bytes: Uint8Array) {
  return readOnnx(sourceOf(bytes, 'm.onnx'))
}
function failure(bytes: Uint8Array): string {
  try {
    read(bytes)
  } catch (error) {
    if (error instanceof GateError && error.code === 'onnx-malformed') return error.message
    throw error
  }
  return 'none'
}
const x = port('x', ['n', 3])
const y = port('y', ['n', 3])
const plain = graph({ nodes: [node('Relu', ['x'], ['y'])], inputs: [x], outputs: [y] })

test('the whole of a small model', () => {
  const written = graph({
    nodes: [
      node('Gemm', ['x', 'w'], ['h'], [ints('b', [1]), ints('a', [2])]),
      node('Relu', ['h'], ['y'], [], 'ai.onnx'),
    ],
    inputs: [x, port('w', [3, 3])],
    outputs: [port('y', ['n', 0]), port('z', [])],
    initializers: [floats('w', [3, 3], Array(9).fill(1))],
  })
  const { nodes, tensors, ...rest } = read(
    model(written, { metadata: { names: 'x', ['__proto__']: 'y' }, domains: ['d'] }),
  )
  expect(rest).toEqual({
    irVersion: 8,
    producer: 'test',
    opsets: new Map([
      ['', 17],
      ['d', 1],
    ]),
    metadata: new Map(Object.entries({ names: 'x', ['__proto__']: 'y' })),
    inputs: [{ name: 'x', dtype: 'float32', dims: ['n', 3] }],
    outputs: [
      { name: 'y', dtype: 'float32', dims: ['n', null] },
      { name: 'z', dtype: 'float32', dims: [] },
    ],
    functions: new Set(),
  })
  expect(
    nodes.map(({ domain, operator, inputs, outputs, attributes }) => [
      domain,
      operator,
      inputs,
      outputs,
      attributes.length,
    ]),
  ).toEqual([
    ['', 'Gemm', ['x', 'w'], ['h'], 2],
    ['', 'Relu', ['h'], ['y'], 0],
  ])
  expect(tensors).toMatchObject([
    { name: 'w', source: 'initializer', dtype: 'float32', dims: [3, 3], elements: 9, external: null },
  ])
})

test('subgraphs and functions are read, and their initializers hide no input', () => {
  const body = graph({
    nodes: [node('Identity', ['x'], ['o'])],
    outputs: [port('o', [])],
    initializers: [floats('x', [1], [1])],
  })
  const written = graph({
    nodes: [node('If', ['c'], ['y'], [subgraph('then_branch', body), ints('k', [1])])],
    inputs: [x],
    outputs: [y],
  })
  const bytes = Buffer.concat([
    model(written),
    toBinary(
      ModelProtoSchema,
      create(ModelProtoSchema, {
        functions: [
          create(FunctionProtoSchema, { name: 'f', domain: 'local', node: [node('Mul', ['a', 'a'], ['b'])] }),
        ],
      }),
    ),
  ])
  const of = read(bytes)
  expect(of.inputs.map(({ name }) => name)).toEqual(['x'])
  expect(of.nodes.map(({ operator, within, attributes }) => [operator, within, attributes.length])).toEqual([
    ['If', '', 1],
    ['Identity', '', 0],
    ['Mul', 'local::f', 0],
  ])
  expect(of.functions).toEqual(new Set(['local::f']))
})

test('constants in every form, sparse tensors as values and indices', () => {
  const constant = (name: string, attribute: Parameters<typeof create<typeof AttributeProtoSchema>>[1]) =>
    create(NodeProtoSchema, {
      opType: 'Constant',
      output: [name],
      attribute: [create(AttributeProtoSchema, attribute)],
    })
  const sparse = create(SparseTensorProtoSchema, {
    values: floats('s', [2], [1, 2]),
    indices: int64s('', [2], [3, 5]),
    dims: [9n],
  })
  const written = create(GraphProtoSchema, {
    ...plain,
    node: [
      constant('t', { name: 'value', t: floats('other', [2], [1, 2]) }),
      constant('f', { name: 'value_float', f: 1.5 }),
      constant('i', { name: 'value_int', i: 7n }),
      constant('s1', { name: 'value_string', s: Buffer.from('a') }),
      constant('fs', { name: 'value_floats', floats: [1, 2] }),
      constant('is', { name: 'value_ints', ints: [1n, 2n, 3n] }),
      constant('ss', { name: 'value_strings', strings: [Buffer.from('a'), Buffer.from('b')] }),
      constant('sp', { name: 'sparse_value', sparseTensor: sparse }),
      ...plain.node,
    ],
    sparseInitializer: [sparse],
  })
  const bytes = model(written)
  const { tensors, nodes } = read(bytes)
  expect(nodes.every(({ attributes }) => attributes.length === 0)).toBe(true)
  expect(tensors.map(({ name, source, dtype, dims }) => `${name} ${source} ${dtype} [${dims}]`)).toEqual([
    't constant float32 [2]',
    'f constant float32 []',
    'i constant int64 []',
    's1 constant string []',
    'fs constant float32 [2]',
    'is constant int64 [3]',
    'ss constant string [2]',
    'sp constant float32 [2]',
    'sp (indices) constant int64 [2]',
    's initializer float32 [2]',
    's (indices) initializer int64 [2]',
  ])
  const digests = tensors.map((tensor) =>
    Buffer.from(digestTensor(sourceOf(bytes, ''), tensor, sha256)).toString('hex'),
  )
  expect(digests[0]).toBe(digests[4])
})

describe('refused', () => {
  const parts = (...of: object[]) =>
    Buffer.concat(of.map((part) => toBinary(ModelProtoSchema, create(ModelProtoSchema, part))))
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(0), 'no graph up to the end at byte 0'],
    ['text', Buffer.from('version https://git-lfs.github.com/spec/v1'), 'wire type'],
    ['no operator set', parts({ graph: plain }), 'no operator set'],
    ['two graphs', parts({ graph: plain }, { graph: plain }), 'a second graph'],
    ['cut off', model(plain).slice(0, -20), 'past its message'],
    ['a type that stands twice', modelOf(twice()), 'two types of one value'],
    ['deep', model(nested(DEEPEST_GRAPH)), `graphs nested more than ${DEEPEST_GRAPH} deep`],
  ])('%s', (_, bytes, message) => expect(failure(bytes)).toContain(message))
  test('deep, and not too deep', () => expect(failure(model(nested(DEEPEST_GRAPH - 1)))).toBe('none'))

  test.each([
    [[0x0a, 0x00]],
    [[0x0a, 0x02, 0x2a, 0x00]],
    [[0x2a, 0x00]],
    [[0x5a, 0x00]],
    [[0x62, 0x00]],
    [[0x0a, 0x02, 0x0a, 0x00]],
  ])('millions of empty nodes, attributes and graphs, %j, in linear time', async (message) => {
    await expectLinear(4_500_000, (count) => {
      const bytes = modelOf(repeated(message, count))
      return () => failure(bytes)
    })
    expect(failure(modelOf(repeated(message, 4_500_000)))).toMatch(/more than \d+ /)
  })
  test('one node of millions of graphs', () => {
    const graphs = repeated([0x5a, 0x00], 3_000_000)
    expect(failure(modelOf(wrapped(0x0a, wrapped(0x2a, graphs))))).toMatch(/more than \d+ attributes/)
  })
})

/** A length-delimited field. */
function wrapped(tag: number, content: Uint8Array): Uint8Array {
  const length: number[] = []
  for (let rest = content.length; ; rest >>>= 7) {
    length.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0))
    if (rest <= 0x7f) break
  }
  return Buffer.concat([Uint8Array.of(tag, ...length), content])
}
function repeated(message: readonly number[], times: number): Uint8Array {
  return Buffer.alloc(message.length * times, Uint8Array.from(message))
}
/** A model whose graph has these bytes. */
function modelOf(graphBytes: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(0x42, 0x02, 0x10, 0x11), wrapped(0x3a, graphBytes)])
}
/** A value whose type stands twice, which a writer with the schema cannot make. */
function twice(): Uint8Array {
  const type = (element: number) => wrapped(0x12, wrapped(0x0a, Uint8Array.of(0x08, element)))
  return wrapped(0x5a, Buffer.concat([wrapped(0x0a, Buffer.from('x')), type(1), type(7)]))
}
function nested(depth: number): ReturnType<typeof graph> {
  let inner = graph({ nodes: [], outputs: [y] })
  for (let level = 0; level < depth; level++)
    inner = graph({ nodes: [node('If', ['c'], ['y'], [subgraph('then_branch', inner)])], outputs: [y] })
  return inner
}
