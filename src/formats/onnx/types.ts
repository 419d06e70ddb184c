/** TensorProto.DataType by number; 0 and unknown numbers are `undefined<n>`. */
export const DTYPES: readonly string[] = [
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
]
export function dtypeName(code: number): string {
  return DTYPES[code] ?? `type ${code}`
}

/** An input or output: dims are numbers, names of dynamic dimensions, or null when unknown; dims null = shape unknown. */
export interface Port {
  readonly name: string
  readonly dtype: string
  readonly dims: readonly (number | string | null)[] | null
}

export interface Tensor {
  readonly name: string
  /** Initializer of a graph, or value of a Constant node. */
  readonly source: 'initializer' | 'constant'
  readonly dtype: string
  readonly dims: readonly number[]
  readonly elements: number
  /** Location of external data, else null. */
  readonly external: string | null
  /** The message in the file. */
  readonly start: number
  readonly end: number
}

export interface OnnxModel {
  readonly irVersion: number
  readonly producer: string
  /** Domain ('' = ai.onnx) → version. */
  readonly opsets: ReadonlyMap<string, number>
  readonly metadata: ReadonlyMap<string, string>
  /** Without the initializers that old exporters list as inputs. */
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  /** `domain::op` (no prefix for ai.onnx) → count, subgraphs and functions included. */
  readonly operators: ReadonlyMap<string, number>
  readonly nodes: number
  readonly tensors: readonly Tensor[]
}
