import type { ModelStructure } from '#evidence/model/types'

export type Port = ModelStructure['inputs'][number]
export type Dims = Port['dims']

/** Names of dynamic dimensions promise nothing: `N`, `batch` and an unknown one are the same. */
export function sameShape(a: Dims, b: Dims): boolean {
  if (a === null || b === null) return a === b
  return a.length === b.length && a.every((dim, axis) => sameDim(dim, b[axis]!))
}

function sameDim(a: number | string | null, b: number | string | null): boolean {
  return typeof a === 'number' || typeof b === 'number' ? a === b : true
}

/**
 * `narrowed`: a dimension is fixed that was dynamic; `widened`: only the other way; `changed`: another number of axes, or
 * another size on an axis that is fixed on both sides.
 */
export function shapeChange(base: Dims, head: Dims): 'same' | 'narrowed' | 'widened' | 'changed' {
  if (sameShape(base, head)) return 'same'
  if (base === null) return 'narrowed'
  if (head === null) return 'widened'
  if (base.length !== head.length) return 'changed'
  let narrowed = false
  for (const [axis, before] of base.entries()) {
    const after = head[axis]!
    if (typeof after !== 'number' || before === after) continue
    if (typeof before === 'number') return 'changed'
    narrowed = true
  }
  return narrowed ? 'narrowed' : 'widened'
}

/** Sizes of the one axis, other than the first, that differs while both sizes are fixed; null if it is not the only one. */
export function widthChange(base: Dims, head: Dims): { before: number; after: number } | null {
  if (base === null || head === null || base.length !== head.length) return null
  const axes = [...base.keys()].filter((axis) => !sameDim(base[axis]!, head[axis]!))
  const [axis] = axes
  if (axes.length !== 1 || axis === 0) return null
  const [before, after] = [base[axis!]!, head[axis!]!]
  return typeof before === 'number' && typeof after === 'number' ? { before, after } : null
}

export function shapeText(dims: Dims): string {
  return dims === null ? 'any shape' : `[${dims.map((dim) => dim ?? '?').join(', ')}]`
}
export function portText({ dtype, dims }: Port): string {
  return `${dtype} ${shapeText(dims)}`
}
