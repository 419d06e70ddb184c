import type * as Ort from 'onnxruntime-node'

export interface NetworkInput {
  readonly name: string
  readonly type: string
  /** Fixed dimensions as numbers, dynamic ones null. */
  readonly dims: readonly (number | null)[]
}
export interface Network {
  readonly session: Ort.InferenceSession
  readonly input: NetworkInput
  readonly outputs: readonly string[]
}

/** A model whose shape of use this program does not know; the text is for its author. */
export class UnsupportedModel extends Error {}

/** One thread, no log of the old exporters' warnings; CPU. The bytes are the whole model: no file is opened. */
export async function openNetwork(ort: typeof Ort, bytes: Uint8Array, threads: number): Promise<Network> {
  const session = await ort.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    graphOptimizationLevel: 'all',
  })
  const inputs = session.inputMetadata.filter((meta) => meta.isTensor)
  const [input] = inputs
  if (!input || session.inputMetadata.length !== 1)
    throw new UnsupportedModel(
      `the model has ${session.inputMetadata.length} inputs (${session.inputNames.join(', ')}): one image input is supported`,
    )
  const dims = input.shape.map((dim) => (typeof dim === 'number' && dim > 0 ? dim : null))
  return { session, input: { name: input.name, type: input.type, dims }, outputs: session.outputNames }
}

/** Height and width of the input, null where dynamic. */
export function inputSize({ dims }: NetworkInput, layout: 'nchw' | 'nhwc'): { width: number; height: number } | null {
  if (dims.length !== 4)
    throw new UnsupportedModel(`the model's input has ${dims.length} dimensions: an image input has 4`)
  const [height, width] = layout === 'nchw' ? [dims[2], dims[3]] : [dims[1], dims[2]]
  return height && width ? { height, width } : null
}

/** Float values as the tensor type that the model takes. */
export function tensorOf(
  ort: typeof Ort,
  { type }: NetworkInput,
  values: Float32Array,
  dims: readonly number[],
): Ort.Tensor {
  if (type === 'float32') return new ort.Tensor('float32', values, dims)
  if (type === 'uint8') return new ort.Tensor('uint8', Uint8Array.from(values), dims)
  throw new UnsupportedModel(`the model takes ${type} input: float32 and uint8 are supported`)
}
