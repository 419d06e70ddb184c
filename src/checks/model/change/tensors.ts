import type { ModelStructure, ModelTensor } from '#evidence/model/types'
import { align } from './align.ts'
import { sameSteps, type Trace, traceOf, type Use } from './trace.ts'

export type Pair = readonly [base: ModelTensor, head: ModelTensor]

/** How the tensors of two models relate. Every tensor stands in one place only. */
export interface TensorChange {
  /** Same rule of computation: same operators, attributes and wiring. */
  readonly sameGraph: boolean
  /** Same values, same shape; the first under the same name, the second under another. */
  readonly equal: readonly Pair[]
  readonly renamed: readonly Pair[]
  /** Same type and shape, other values. */
  readonly changed: readonly Pair[]
  /** Another shape. */
  readonly reshaped: readonly Pair[]
  /** Another type: quantised, or cast. */
  readonly retyped: readonly Pair[]
  readonly added: readonly ModelTensor[]
  readonly removed: readonly ModelTensor[]
  /** Further copies of what the other side has once: exporters store equal shapes once or many times. */
  readonly copied: readonly ModelTensor[]
  readonly merged: readonly ModelTensor[]
}

/**
 * By place where the graphs are the same, which no renaming and no retraining disturbs. Else by content first (exporters
 * renumber: by name alone a new export looks like a retraining), then by names that people or modules gave, then by the
 * order of uses, then by what names are left.
 */
export function compareTensors(base: ModelStructure, head: ModelStructure): TensorChange {
  const [before, after] = [traceOf(base), traceOf(head)]
  const sameGraph = sameSteps(before, after)
  const matching = new Matching(inOrderOfUse(base, before), inOrderOfUse(head, after))
  if (sameGraph) matching.byPlace(before.uses, after.uses)
  matching.byKey(({ name, digest, dims }) => `${name}\0${digest}\0${dims}`)
  // Single numbers are equal by chance.
  matching.byKey(({ digest, dims, elements }) => (elements > 1 ? `${digest}\0${dims}` : null))
  matching.byKey(({ digest, elements }) => (elements > 1 ? digest : null))
  matching.byKey(({ name }) => givenName(name))
  const [left, right] = [roles(before), roles(after)]
  matching.byOrder((tensor, side) => `${(side === 'base' ? left : right).get(tensor)} ${tensor.dims}`)
  matching.byOrder((tensor, side) => `${(side === 'base' ? left : right).get(tensor)} ${tensor.dims.length}`)
  matching.byKey(({ name }) => bare(name))
  return matching.result(sameGraph)
}

class Matching {
  readonly #left: Set<ModelTensor>
  readonly #right: Set<ModelTensor>
  readonly #pairs: Pair[] = []

  constructor(left: Iterable<ModelTensor>, right: Iterable<ModelTensor>) {
    this.#left = new Set(left)
    this.#right = new Set(right)
  }

  byPlace(before: readonly Use[], after: readonly Use[]): void {
    for (const [index, { tensor }] of before.entries()) this.#pair(tensor, after[index]!.tensor)
  }

  /** Equal keys, one for one in the order of use; null = not to be matched so. */
  byKey(key: (tensor: ModelTensor) => string | null): void {
    const waiting = new Map<string, ModelTensor[]>()
    for (const tensor of [...this.#right].reverse()) {
      const of = key(tensor)
      if (of === null) continue
      const others = waiting.get(of)
      if (others) others.push(tensor)
      else waiting.set(of, [tensor])
    }
    for (const tensor of [...this.#left]) {
      const of = key(tensor)
      const partner = of === null ? undefined : waiting.get(of)?.pop()
      if (partner) this.#pair(tensor, partner)
    }
  }

  byOrder(token: (tensor: ModelTensor, side: 'base' | 'head') => string): void {
    const [left, right] = [[...this.#left], [...this.#right]]
    const pairs = align(
      left.map((tensor) => token(tensor, 'base')),
      right.map((tensor) => token(tensor, 'head')),
    )
    for (const [a, b] of pairs) this.#pair(left[a]!, right[b]!)
  }

  #pair(a: ModelTensor, b: ModelTensor): void {
    if (!this.#left.has(a) || !this.#right.has(b)) return
    this.#left.delete(a)
    this.#right.delete(b)
    this.#pairs.push([a, b])
  }

  result(sameGraph: boolean): TensorChange {
    const pairs: Record<PairKind, Pair[]> = { equal: [], renamed: [], changed: [], reshaped: [], retyped: [] }
    for (const pair of this.#pairs) pairs[kindOf(pair)].push(pair)
    const known = (side: 0 | 1) => new Set(this.#pairs.map((pair) => pair[side].digest))
    const [onBase, onHead] = [known(0), known(1)]
    const isCopy = (tensor: ModelTensor, of: ReadonlySet<string>) => tensor.elements > 1 && of.has(tensor.digest)
    const [left, right] = [[...this.#left], [...this.#right]]
    return {
      sameGraph,
      ...pairs,
      added: right.filter((tensor) => !isCopy(tensor, onBase)),
      removed: left.filter((tensor) => !isCopy(tensor, onHead)),
      copied: right.filter((tensor) => isCopy(tensor, onBase)),
      merged: left.filter((tensor) => isCopy(tensor, onHead)),
    }
  }
}

type PairKind = 'equal' | 'renamed' | 'changed' | 'reshaped' | 'retyped'
function kindOf([a, b]: Pair): PairKind {
  if (a.dtype !== b.dtype) return 'retyped'
  if (String(a.dims) !== String(b.dims)) return 'reshaped'
  if (a.digest !== b.digest) return 'changed'
  return a.name === b.name ? 'equal' : 'renamed'
}

/** Tensors in the order in which they are first used, those that nothing uses last. */
function inOrderOfUse({ tensors }: ModelStructure, { uses }: Trace): Set<ModelTensor> {
  return new Set([...uses.map(({ tensor }) => tensor), ...tensors])
}

function roles({ uses }: Trace): Map<ModelTensor, string> {
  const first = new Map<ModelTensor, string>()
  for (const { tensor, role } of uses) if (!first.has(tensor)) first.set(tensor, role)
  return first
}

/**
 * Null for a name that an exporter counted out (`614`, `onnx::Conv_614`, `const_fold_opt__614`): the next export gives
 * it to another tensor.
 */
function givenName(name: string): string | null {
  const own = bare(name)
  return /^\d+$|^onnx::|__\d+$/.test(own) ? null : own
}
/** Quantisers append a word. */
function bare(name: string): string {
  return name.replace(/_quantized$/, '')
}
