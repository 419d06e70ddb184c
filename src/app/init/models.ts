import type { ModelPlacement } from '#contract/config'
import type { Evidence, Scene } from '#contract/evidence'
import type { Ports, Tree } from '#contract/ports'
import { evidence as modelEvidence } from '#evidence/model/evidence'
import type { ModelStructure } from '#evidence/model/types'
import { sha256 } from '#host/hash'
import type { Rejected } from './layout.ts'
import { reasonOf } from './reason.ts'

export interface ModelFound {
  readonly path: string
  /** Width of the class scores; null when no output is a list of them. */
  readonly outputs: number | null
  readonly classes: readonly string[] | null
  readonly input: { readonly width: number; readonly height: number } | null
}

export async function describeModel(tree: Tree, path: string): Promise<ModelFound | Rejected> {
  const model: ModelPlacement = { path, preprocess: {} as ModelPlacement['preprocess'], adapter: null, classes: null }
  const scene = { placement: { head: { model, data: {} } }, tree: { head: tree } } as unknown as Scene
  try {
    const structure = (await (modelEvidence as Evidence<'model'>).compute(
      scene,
      'head',
      () => Promise.reject(new Error('needs nothing')),
      { hash: sha256 } as Ports,
    )) as ModelStructure
    const scores = structure.outputs.find(
      ({ dims, dtype }) => dtype === 'float32' && dims?.length === 2 && typeof dims[1] === 'number',
    )
    const dims = structure.inputs[0]?.dims ?? []
    const [height, width] = dims[3] === 3 ? [dims[1], dims[2]] : [dims[2], dims[3]]
    return {
      path,
      outputs: scores ? Number(scores.dims![1]) : null,
      classes: structure.classes,
      input: typeof height === 'number' && typeof width === 'number' ? { height, width } : null,
    }
  } catch (error) {
    return { path, why: reasonOf(error, path) }
  }
}
