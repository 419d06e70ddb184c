import { create, toBinary } from '@bufbuild/protobuf'
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf'

/** Writes small ONNX models with the official schema, for tests. */
export type Dim = number | string
export const FLOAT = 1
export const INT64 = 7
export const BOOL = 9

export function port(name: string, dims: readonly Dim[], elemType = FLOAT) {
  const dim = dims.map((value) => ({
    value:
      typeof value === 'number'
        ? { case: 'dimValue' as const, value: BigInt(value) }
        : { case: 'dimParam' as const, value },
  }))
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } },
  })
}

export function node(
  opType: string,
  input: readonly string[],
  output: readonly string[],
  attribute: readonly ReturnType<typeof ints>[] = [],
  domain = '',
) {
  return create(NodeProtoSchema, { opType, input: [...input], output: [...output], attribute: [...attribute], domain })
}

export function ints(name: string, values: readonly number[]) {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INTS, ints: values.map(BigInt) })
}
export function int(name: string, value: number) {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.INT, i: BigInt(value) })
}
export function subgraph(name: string, g: ReturnType<typeof graph>) {
  return create(AttributeProtoSchema, { name, type: AttributeProto_AttributeType.GRAPH, g })
}

export function floats(name: string, dims: readonly number[], values: readonly number[]) {
  return create(TensorProtoSchema, {
    name,
    dataType: FLOAT,
    dims: dims.map(BigInt),
    rawData: new Uint8Array(Float32Array.from(values).buffer),
  })
}
export function int64s(name: string, dims: readonly number[], values: readonly number[]) {
  return create(TensorProtoSchema, { name, dataType: INT64, dims: dims.map(BigInt), int64Data: values.map(BigInt) })
}
export function bools(name: string, values: readonly boolean[]) {
  return create(TensorProtoSchema, { name, dataType: BOOL, dims: [], rawData: Uint8Array.from(values, Number) })
}

export function graph(parts: {
  nodes: ReturnType<typeof node>[]
  inputs?: ReturnType<typeof port>[]
  outputs: ReturnType<typeof port>[]
  initializers?: ReturnType<typeof floats>[]
}) {
  return create(GraphProtoSchema, {
    name: 'g',
    node: parts.nodes,
    input: parts.inputs ?? [],
    output: parts.outputs,
    initializer: parts.initializers ?? [],
  })
}

export function model(
  of: ReturnType<typeof graph>,
  more: { opset?: number; ir?: number; metadata?: Record<string, string>; domains?: string[] } = {},
): Uint8Array {
  return toBinary(
    ModelProtoSchema,
    create(ModelProtoSchema, {
      irVersion: BigInt(more.ir ?? 8),
      producerName: 'test',
      graph: of,
      opsetImport: [
        { domain: '', version: BigInt(more.opset ?? 17) },
        ...(more.domains ?? []).map((domain) => ({ domain, version: 1n })),
      ],
      metadataProps: Object.entries(more.metadata ?? {}).map(([key, value]) => ({ key, value })),
    }),
  )
}

/** A classifier of 3×`side`×`side` pictures: the mean of each colour is the score of its class. */
export function colourClassifier(
  side: number,
  more: { metadata?: Record<string, string>; scale?: readonly number[] } = {},
): Uint8Array {
  const scale = more.scale ?? [1, 1, 1]
  return model(
    graph({
      inputs: [port('image', ['batch', 3, side, side])],
      outputs: [port('scores', ['batch', 3])],
      initializers: [floats('scale', [3], scale)],
      nodes: [
        node('ReduceMean', ['image'], ['mean'], [ints('axes', [2, 3]), int('keepdims', 0)]),
        node('Mul', ['mean', 'scale'], ['scores']),
      ],
    }),
    more.metadata ? { metadata: more.metadata } : {},
  )
}

/** As `colourClassifier`, but it adds to every score what it draws anew, up to `most`: it answers otherwise each time. */
export function unsureClassifier(side: number, most: number): Uint8Array {
  return model(
    graph({
      inputs: [port('image', ['batch', 3, side, side])],
      outputs: [port('scores', ['batch', 3])],
      initializers: [floats('most', [1], [most])],
      nodes: [
        node('ReduceMean', ['image'], ['mean'], [ints('axes', [2, 3]), int('keepdims', 0)]),
        node('RandomUniformLike', ['mean'], ['drawn']),
        node('Mul', ['drawn', 'most'], ['noise']),
        node('Add', ['mean', 'noise'], ['scores']),
      ],
    }),
  )
}

/** Never ends: a Loop whose condition stays true. */
export function endlessLoop(): Uint8Array {
  const body = graph({
    inputs: [port('i', [], INT64), port('c', [], BOOL), port('x', ['batch', 3])],
    outputs: [port('c2', [], BOOL), port('x2', ['batch', 3])],
    nodes: [node('Identity', ['c'], ['c2']), node('Identity', ['x'], ['x2'])],
  })
  return model(
    graph({
      inputs: [port('image', ['batch', 3, 4, 4])],
      outputs: [port('scores', ['batch', 3])],
      initializers: [bools('always', [true])],
      nodes: [
        node('ReduceMean', ['image'], ['mean'], [ints('axes', [2, 3]), int('keepdims', 0)]),
        node('Loop', ['', 'always', 'mean'], ['scores'], [subgraph('body', body)]),
      ],
    }),
  )
}

/** Asks for `bytes` of memory when it runs. */
export function memoryHog(bytes: number): Uint8Array {
  return model(
    graph({
      inputs: [port('image', ['batch', 3, 4, 4])],
      outputs: [port('scores', ['batch', 3])],
      initializers: [int64s('shape', [1], [Math.floor(bytes / 4)]) as never],
      nodes: [
        node('ConstantOfShape', ['shape'], ['huge']),
        node('ReduceMax', ['huge'], ['top'], [int('keepdims', 0)]),
        node('ReduceMean', ['image'], ['mean'], [ints('axes', [2, 3]), int('keepdims', 0)]),
        node('Add', ['mean', 'top'], ['scores']),
      ],
    }),
  )
}
