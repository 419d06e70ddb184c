import type { Found } from '#contract/outcome'
import type { ModelStructure, ModelTensor } from '#evidence/model/types'
import type { TensorChange } from './tensors.ts'

export const messages = {
  'same-network': {
    text: 'the same network in another file: graph and all {tensors} tensors are equal',
    fix: 'Metadata, names or versions differ: see the facts. A changed list of classes changes what the outputs mean.',
    severity: 'info',
  },
  'same-weights': {
    text: 'all {weights} weights equal by content, {renamed} of them under another name; nodes {before} → {after}, other constants: {constants}',
    fix: 'Nothing was trained. Look at the operators and constants: a new export, another input size, or decoding moved into the graph.',
    severity: 'info',
  },
  retrained: {
    text: 'the same graph, {changed} of {tensors} tensors have other values',
    fix: 'The network was trained again or its weights were edited: see the tensors.',
    severity: 'info',
  },
  resized: {
    text: 'the same graph, of {tensors} tensors {changed} with other values, {reshaped} with another shape or type',
    fix: 'Layers became wider or narrower, for example for other classes: see the tensors.',
    severity: 'info',
  },
  converted: {
    text: '{retyped} of {weights} weights with another type, the others equal; nodes {before} → {after}',
    fix: 'Quantised or cast: nothing was trained, but the outputs are not the same.',
    severity: 'info',
  },
  extended: {
    text: 'all {weights} weights kept, {added} new; nodes {before} → {after}',
    fix: 'A part was put onto a frozen network: see the operators and the new tensors.',
    severity: 'info',
  },
  restructured: {
    text: 'another graph: nodes {before} → {after}; of {weights} weights {kept} equal, {changed} with other values, {reshaped} with another shape or type, {removed} gone; {added} new',
    fix: 'See the operators and the tensors.',
    severity: 'info',
  },
} as const
export type Code = keyof typeof messages

/** What happened, in one sentence; none when the files are the same. */
export function summary(base: ModelStructure, head: ModelStructure, change: TensorChange): Found<Code>[] {
  if (base.digest === head.digest) return []
  const { code, args } = sentence(base, head, change)
  const about: Found['about'] = [{ kind: 'file', side: 'head', path: head.path }]
  return [{ code, args, about, age: 'new', count: 1, subject: 'model', basis: `${base.digest} ${head.digest}` }]
}

function sentence(
  base: ModelStructure,
  head: ModelStructure,
  change: TensorChange,
): { code: Code; args: Record<string, number> } {
  const { sameGraph, equal, renamed, changed, reshaped, retyped, added, removed, copied, merged } = change
  const tensors = base.tensors.length
  const nodes = { before: base.nodes.length, after: head.nodes.length }
  const others = changed.length + reshaped.length + retyped.length
  const unpaired = added.length + removed.length
  if (sameGraph && others + unpaired + copied.length + merged.length === 0)
    return { code: 'same-network', args: { tensors } }

  const kept = (pair: readonly [ModelTensor, ModelTensor]) => isWeight(pair[0]) && pair[0].digest === pair[1].digest
  const weights = count(base.tensors, isWeight)
  const same = count([...equal, ...renamed, ...reshaped], kept) + count(merged, isWeight)
  const lost = weights - same
  const fresh = count([...changed, ...reshaped, ...retyped], (pair) => isWeight(pair[1]) && !kept(pair))
  const gained = count(added, isWeight) + fresh
  if (lost === 0 && gained === 0) {
    const constants = others + unpaired - count(reshaped, kept)
    return { code: 'same-weights', args: { weights, renamed: count(renamed, kept), constants, ...nodes } }
  }
  if (sameGraph && unpaired === 0) {
    const args = { tensors, changed: changed.length, reshaped: reshaped.length + retyped.length }
    return { code: args.reshaped === 0 ? 'retrained' : 'resized', args }
  }
  if (lost === 0) return { code: 'extended', args: { weights, added: gained, ...nodes } }
  const ofWeights = (pair: readonly [ModelTensor, ModelTensor]) => isWeight(pair[0]) && !kept(pair)
  if (lost === count(retyped, ofWeights)) return { code: 'converted', args: { weights, retyped: lost, ...nodes } }
  return {
    code: 'restructured',
    args: {
      weights,
      kept: same,
      changed: count(changed, ofWeights),
      reshaped: count([...reshaped, ...retyped], ofWeights),
      added: count(added, isWeight),
      removed: count(removed, isWeight),
      ...nodes,
    },
  }
}

function isWeight({ role }: ModelTensor): boolean {
  return role === 'weight'
}
function count<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length
}
