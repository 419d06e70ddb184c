import type { Port } from '#formats/onnx/types'

export interface ModelTensor {
  readonly name: string
  readonly source: 'initializer' | 'constant'
  readonly dtype: string
  readonly dims: readonly number[]
  readonly elements: number
  /** sha-256 of type and content; equal exactly when the values are equal, whatever name and shape. */
  readonly digest: string
}

/** What an ONNX file says of itself, without running it. */
export interface ModelStructure {
  readonly path: string
  readonly bytes: number
  readonly irVersion: number
  readonly producer: string
  readonly opsets: ReadonlyMap<string, number>
  readonly inputs: readonly Port[]
  readonly outputs: readonly Port[]
  readonly operators: ReadonlyMap<string, number>
  readonly nodes: number
  readonly tensors: readonly ModelTensor[]
  /** Elements of all floating-point and integer tensors of more than one element. */
  readonly parameters: number
  /** Files that tensors lie in outside the model. */
  readonly external: readonly string[]
  /** Class names from the metadata, or null. */
  readonly classes: readonly string[] | null
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    model: ModelStructure
  }
}
