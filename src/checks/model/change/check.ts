import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Exhibit, Found, Metric } from '#contract/outcome'
import type { ModelStructure } from '#evidence/model/types'
import { compareTensors, type TensorChange } from './tensors.ts'

const SHOWN = 100

/** The model as a reviewer would want to see it: what is the same, what was trained, what was added. */
export const check = defineCheck({
  id: 'model/change',
  title: 'What changed in the model',
  failureTitle: 'The model changed',
  why: 'A binary file in a pull request shows nothing: was it retrained, exported again, or replaced?',
  pitfalls: [7],
  cost: 'static',
  needs: {
    base: { evidence: 'model', at: 'base' },
    head: { evidence: 'model', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    're-exported': {
      text: 'exported again: all {total} tensors are equal by content, {renamed} under another name',
      fix: 'Nothing was trained.',
      severity: 'info',
    },
    retrained: {
      text: 'same graph, {changed} of {total} tensors have other values',
      fix: 'See the table of tensors.',
      severity: 'info',
    },
    restructured: {
      text: 'another graph: operators {before} → {after}; of {total} tensors {equal} equal, {changed} changed, {reshaped} reshaped, {added} added, {removed} removed',
      fix: 'See the tables of operators and tensors.',
      severity: 'info',
    },
  },
  references: [],
  run({ base, head }) {
    const tensors = compareTensors(base, head)
    return {
      status: 'measured',
      metrics: metrics(base, head),
      claims: [],
      findings: findings(base, head, tensors),
      exhibits: [facts(base, head), tensorTable(tensors, head), operators(base, head)],
    }
  },
})

type Code = 're-exported' | 'retrained' | 'restructured'

function findings(base: ModelStructure, head: ModelStructure, change: TensorChange): Found<Code>[] {
  const { equal, renamed, changed, reshaped, added, removed } = change
  const total = base.tensors.length
  const sameGraph = [...operatorNames(base, head)].every(
    (name) => base.operators.get(name) === head.operators.get(name),
  )
  const values = changed.length + reshaped.filter(([a]) => a.elements > 1).length
  const structural = [...added, ...removed].some((tensor) => tensor.elements > 1)
  if (
    sameGraph &&
    values === 0 &&
    !structural &&
    renamed === 0 &&
    added.length + removed.length + reshaped.length === 0
  )
    return []
  const weightsKept = values === 0 && !structural
  const code: Code = weightsKept
    ? 're-exported'
    : sameGraph && !structural && reshaped.length === 0
      ? 'retrained'
      : 'restructured'
  const args = {
    total,
    renamed,
    equal: equal + renamed,
    changed: changed.length,
    reshaped: reshaped.length,
    added: added.length,
    removed: removed.length,
    before: base.nodes,
    after: head.nodes,
  }
  return [
    {
      code,
      args,
      about: [{ kind: 'file', side: 'head', path: head.path }],
      age: 'new',
      count: 1,
      subject: 'model',
      basis: JSON.stringify(args),
    },
  ]
}

function operatorNames(base: ModelStructure, head: ModelStructure): Set<string> {
  return new Set([...base.operators.keys(), ...head.operators.keys()].sort())
}

function metrics(base: ModelStructure, head: ModelStructure): Metric[] {
  const one = (
    id: string,
    unit: 'count' | 'byte',
    of: 'file' | 'node' | 'tensor',
    value: (model: ModelStructure) => number,
    n: (model: ModelStructure) => number,
  ): Metric => {
    const interval = { code: 'deterministic', args: {} }
    const estimate = (side: ModelStructure, shown: number) => ({ value: shown, n: n(side), of, interval })
    return {
      id,
      slice: null,
      unit,
      better: 'lower',
      base: estimate(base, value(base)),
      head: estimate(head, value(head)),
      delta: estimate(head, value(head) - value(base)),
    }
  }
  return [
    one(
      'parameters',
      'count',
      'tensor',
      (model) => model.parameters,
      (model) => model.tensors.length,
    ),
    one(
      'model-bytes',
      'byte',
      'file',
      (model) => model.bytes,
      () => 1,
    ),
    one(
      'operators',
      'count',
      'node',
      (model) => model.nodes,
      (model) => model.nodes,
    ),
  ]
}

function facts(base: ModelStructure, head: ModelStructure): Exhibit {
  const opsets = ({ opsets }: ModelStructure) =>
    [...opsets]
      .map(([domain, version]) => `${domain || 'ai.onnx'} ${version}`)
      .sort()
      .join(', ')
  const rows: [string, string, string][] = [
    ['producer', base.producer, head.producer],
    ['operator sets', opsets(base), opsets(head)],
    ['IR version', String(base.irVersion), String(head.irVersion)],
    ['parameters', String(base.parameters), String(head.parameters)],
    ['bytes', String(base.bytes), String(head.bytes)],
    ['operators', String(base.nodes), String(head.nodes)],
    ['tensors', String(base.tensors.length), String(head.tensors.length)],
  ]
  return { kind: 'table', title: 'Facts', columns: text('fact', 'base', 'head'), rows, total: rows.length }
}

function tensorTable({ changed, reshaped, added, removed }: TensorChange, head: ModelStructure): Exhibit {
  const shape = (tensor: { dtype: string; dims: readonly number[] }) => `${tensor.dtype} [${tensor.dims.join(', ')}]`
  const rows: string[][] = [
    ...changed.map(([a, b]) => ['other values', b.name, shape(a), shape(b)]),
    ...reshaped.map(([a, b]) => ['other shape', b.name, shape(a), shape(b)]),
    ...removed.map((tensor) => ['removed', tensor.name, shape(tensor), '']),
    ...added.map((tensor) => ['added', tensor.name, '', shape(tensor)]),
  ]
  return {
    kind: 'table',
    title: `Tensors that are not the same (head has ${head.tensors.length})`,
    columns: text('change', 'tensor', 'base', 'head'),
    rows: rows.slice(0, SHOWN),
    total: rows.length,
  }
}

function operators(base: ModelStructure, head: ModelStructure): Exhibit {
  const counts = [...operatorNames(base, head)].map((name): [string, number, number] => [
    name,
    base.operators.get(name) ?? 0,
    head.operators.get(name) ?? 0,
  ])
  const rows = counts.filter(([, before, after]) => before !== after)
  const columns = [
    ...text('operator'),
    { name: 'base', unit: 'count' as const },
    { name: 'head', unit: 'count' as const },
  ]
  return {
    kind: 'table',
    title: 'Operators whose number changed',
    columns,
    rows: rows.slice(0, SHOWN),
    total: rows.length,
  }
}

function text(...names: string[]): { name: string; unit: 'text' }[] {
  return names.map((name) => ({ name, unit: 'text' }))
}
