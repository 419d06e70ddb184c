import type { OnnxModel, Tensor } from '#formats/onnx/types'

/** Types that hold shapes, indices, masks and text; quantised weights are uint8, int8, int32 and below. */
const NEVER: ReadonlySet<string> = new Set(['int64', 'bool', 'string', 'undefined'])
/** Their further inputs are sizes and scales, which may be floating-point. */
const SIZED: ReadonlySet<string> = new Set(['Resize', 'Upsample'])

/**
 * Tells the numbers that training sets from those that the graph needs to work. A heuristic on purpose: single numbers
 * are never counted as weights, for epsilons and thresholds cannot be told from them.
 */
export function isWeight({ nodes }: Pick<OnnxModel, 'nodes'>): (tensor: Tensor) => boolean {
  const sizes = new Set<string>()
  const others = new Set<string>()
  for (const { domain, operator, inputs } of nodes) {
    const sized = domain === '' && SIZED.has(operator)
    for (const [slot, name] of inputs.entries()) (sized && slot > 0 ? sizes : others).add(name)
  }
  return ({ name, dtype, elements }) => elements > 1 && !NEVER.has(dtype) && (!sizes.has(name) || others.has(name))
}
