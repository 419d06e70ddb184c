import type { ModelStructure, ModelTensor } from '#evidence/model/types'

/** How the tensors of two models relate. Equal content counts first, whatever it is called: exporters renumber. */
export interface TensorChange {
  /** Same name and content. */
  readonly equal: number
  /** Same content under another name. */
  readonly renamed: number
  /** Same name, type and shape, other content. */
  readonly changed: readonly (readonly [ModelTensor, ModelTensor])[]
  /** Same name, other type or shape. */
  readonly reshaped: readonly (readonly [ModelTensor, ModelTensor])[]
  readonly added: readonly ModelTensor[]
  readonly removed: readonly ModelTensor[]
}

export function compareTensors(base: ModelStructure, head: ModelStructure): TensorChange {
  const left = new Set(base.tensors)
  const right = new Set(head.tensors)
  const equal = pair(
    left,
    right,
    ({ name, digest, dims }) => `${name}\0${digest}\0${dims}`,
    () => true,
  )
  // Scalars are equal by chance: only tensors of several elements are recognised under another name.
  const renamed = pair(
    left,
    right,
    ({ digest }) => digest,
    ({ elements }) => elements > 1,
  )
  const byName = pair(
    left,
    right,
    ({ name }) => name,
    () => true,
  )
  const changed = byName.filter(([a, b]) => a.dtype === b.dtype && String(a.dims) === String(b.dims))
  const reshaped = byName.filter(([a, b]) => a.dtype !== b.dtype || String(a.dims) !== String(b.dims))
  return { equal: equal.length, renamed: renamed.length, changed, reshaped, added: [...right], removed: [...left] }
}

/** Takes out of both sets what has the same key, one for one. */
function pair(
  left: Set<ModelTensor>,
  right: Set<ModelTensor>,
  key: (tensor: ModelTensor) => string,
  counts: (tensor: ModelTensor) => boolean,
): [ModelTensor, ModelTensor][] {
  const waiting = new Map<string, ModelTensor[]>()
  for (const tensor of right)
    if (counts(tensor)) waiting.set(key(tensor), [...(waiting.get(key(tensor)) ?? []), tensor])
  const pairs: [ModelTensor, ModelTensor][] = []
  for (const tensor of left) {
    const partner = counts(tensor) ? waiting.get(key(tensor))?.shift() : undefined
    if (!partner) continue
    left.delete(tensor)
    right.delete(partner)
    pairs.push([tensor, partner])
  }
  return pairs
}
