import type { OnnxModel, OnnxNode } from '#formats/onnx/types'

export interface ModelTensor {
  readonly name: string
  /** Initializer of a graph, or value of a Constant node. */
  readonly source: 'initializer' | 'constant'
  /** `domain::name` of the function that it is in, or ''. */
  readonly within: string
  readonly dtype: string
  readonly dims: readonly number[]
  readonly elements: number
  /** `weight`: numbers that training sets. `constant`: shapes, indices, sizes, single numbers, text. */
  readonly role: 'weight' | 'constant'
  /** 64 hex digits; equal exactly when type and values are equal, whatever name and shape. */
  readonly digest: string
}

export interface ModelNode extends Omit<OnnxNode, 'attributes'> {
  /** Digest of the attributes, '' without any; subgraphs and the value of a Constant node are left out. */
  readonly attributes: string
}

/** What an ONNX file says of itself, without running it. Every text in it is untrusted. */
export interface ModelStructure extends Omit<OnnxModel, 'nodes' | 'tensors'> {
  readonly path: string
  /** 64 hex digits: sha-256 of the model file. */
  readonly digest: string
  /** Of the model file, without external data. */
  readonly bytes: number
  /** In the order of the file, each before the nodes of its subgraphs; then those of functions. Constants included. */
  readonly nodes: readonly ModelNode[]
  /** `domain::operator` (no prefix for the standard ones) → number of nodes. */
  readonly operators: ReadonlyMap<string, number>
  readonly tensors: readonly ModelTensor[]
  /** Elements of all weights. */
  readonly parameters: number
  /** Files beside the model that tensors lie in, sorted. */
  readonly external: readonly string[]
  /** Class names of the metadata in their order, or null. */
  readonly classes: readonly string[] | null
  /** Names that the configuration gives to the outputs (`model.classes`), and where they stand; null: none. */
  readonly configured: { readonly names: readonly string[]; readonly source: string } | null
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    model: ModelStructure
  }
}
