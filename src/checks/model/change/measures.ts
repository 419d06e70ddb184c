import type { Estimate, Metric, Unit } from '#contract/outcome'
import type { ModelStructure } from '#evidence/model/types'
import type { TensorChange } from './tensors.ts'

/** Counted on one file each: no interval. */
export function metricsOf(base: ModelStructure, head: ModelStructure, change: TensorChange): Metric[] {
  const { changed, reshaped, retyped, added, removed } = change
  const paired = changed.length + reshaped.length + retyped.length
  return [
    metric('parameters', 'count', 'neither', base.parameters, head.parameters),
    metric('bytes', 'byte', 'lower', base.bytes, head.bytes),
    metric('nodes', 'count', 'neither', base.nodes.length, head.nodes.length),
    metric('tensors', 'count', 'neither', base.tensors.length, head.tensors.length),
    // Each side's tensors whose values the other side does not have: both are 118 when 118 were retrained.
    metric('tensors-of-its-own', 'count', 'neither', paired + removed.length, paired + added.length),
  ]
}

function metric(id: string, unit: Unit, better: Metric['better'], base: number, head: number): Metric {
  const interval = { code: 'deterministic', args: {} }
  const estimate = (value: number): Estimate => ({ value, n: 1, of: 'file', interval })
  return { id, slice: null, unit, better, base: estimate(base), head: estimate(head), delta: estimate(head - base) }
}
