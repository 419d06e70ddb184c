import type { Span } from './wire.ts'

/** TensorProto.DataType by number. */
const DTYPES: readonly string[] = [
  'undefined',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'string',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
  'float8e4m3fn',
  'float8e4m3fnuz',
  'float8e5m2',
  'float8e5m2fnuz',
  'uint4',
  'int4',
  'float4e2m1',
  'float8e8m0',
  'uint2',
  'int2',
]
export function dtypeName(code: number): string {
  return DTYPES[code] ?? `type ${code}`
}

/** A number, the name of a dynamic dimension, or null when nothing is known. */
export type Dim = number | string | null
/** An input or output of the network; dims null = even the number of axes is unknown. */
export interface Port {
  readonly name: string
  readonly dtype: string
  readonly dims: readonly Dim[] | null
}

export interface OnnxNode {
  /** '' = ai.onnx. */
  readonly domain: string
  readonly operator: string
  readonly name: string
  /** Names of values; '' = an optional input that is left out. */
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** `domain::name` of the function whose body it is in, or ''. Names of values are local to it. */
  readonly within: string
  /** Attributes sorted by name, without subgraphs (their nodes stand in the list too) and without a Constant's value. */
  readonly attributes: readonly Span[]
}

/** Where tensors lie that are not in the file itself. */
export interface External {
  readonly location: string
  readonly offset: number
  /** null = up to the end. */
  readonly length: number | null
}

export interface Tensor {
  /** Of the initializer, or of the output of the Constant node. */
  readonly name: string
  readonly source: 'initializer' | 'constant'
  /** As that of a node. */
  readonly within: string
  readonly dtype: string
  readonly dims: readonly number[]
  readonly elements: number
  readonly external: External | null
  /** The message that holds the content: a TensorProto, or the attribute of a Constant node. */
  readonly span: Span
  readonly form: 'tensor' | 'attribute'
}

/** What an ONNX file says of itself, without the contents of its tensors. */
export interface OnnxModel {
  readonly irVersion: number
  readonly producer: string
  /** Domain ('' = ai.onnx) → version. */
  readonly opsets: ReadonlyMap<string, number>
  readonly metadata: ReadonlyMap<string, string>
  /** Without the initializers that old exporters list as inputs. */
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** In the order of the file, each before the nodes of its subgraphs; then those of functions. Constants included. */
  readonly nodes: readonly OnnxNode[]
  /** `domain::name` of the functions that the file itself defines. */
  readonly functions: ReadonlySet<string>
  readonly tensors: readonly Tensor[]
}
