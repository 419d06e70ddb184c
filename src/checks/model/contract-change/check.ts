import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Estimate, Exhibit, Found, Metric } from '#contract/outcome'
import type { ModelStructure } from '#evidence/model/types'
import { type Break, breaksOf } from './breaks.ts'
import { type Code, messages } from './messages.ts'
import { type Port, portText } from './shapes.ts'

/** Rows of the table, and characters of a text: names may have 64 KB. */
const SHOWN = 100
const LONGEST = 200

/** Everything that whoever loads the model relies on: names, types and shapes of inputs and outputs, operator sets. */
export const check = defineCheck({
  id: 'model/contract-change',
  title: 'Contract of the model',
  failureTitle: 'The contract of the model changed',
  why: 'A renamed input or a batch fixed at 1 passes every metric and breaks the service on the day of the release.',
  pitfalls: [1, 9],
  cost: 'static',
  needs: {
    base: { evidence: 'model', at: 'base' },
    head: { evidence: 'model', at: 'head' },
  },
  options: z.strictObject({}),
  messages,
  references: [
    'ONNX, Open Neural Network Exchange Intermediate Representation: onnx.ai/onnx/repo-docs/IR.html',
    'ONNX versioning: onnx.ai/onnx/repo-docs/Versioning.html',
  ],
  run({ base, head }) {
    const breaks = breaksOf(base, head)
    return {
      status: 'measured',
      metrics: [
        metric('inputs', base.inputs.length, head.inputs.length),
        metric('outputs', base.outputs.length, head.outputs.length),
      ],
      claims: [],
      findings: breaks.map((one) => toFound(one, head)),
      exhibits: breaks.length > 0 ? [signature(base, head)] : [],
    }
  },
})

function toFound({ code, args, subject }: Break, head: ModelStructure): Found<Code> {
  const shown = Object.entries(args).map(([name, value]) => [name, typeof value === 'string' ? clip(value) : value])
  return {
    code,
    args: Object.fromEntries(shown),
    about: [{ kind: 'file', side: 'head', path: head.path }],
    age: 'new',
    count: 1,
    subject,
    basis: JSON.stringify(args),
  }
}

/** Counted on one file each; the breaks themselves are the findings. */
function metric(id: string, base: number, head: number): Metric {
  const interval = { code: 'deterministic', args: {} }
  const estimate = (value: number): Estimate => ({ value, n: 1, of: 'file', interval })
  return {
    id,
    slice: null,
    unit: 'count',
    better: 'neither',
    base: estimate(base),
    head: estimate(head),
    delta: estimate(head - base),
  }
}

function signature(base: ModelStructure, head: ModelStructure): Exhibit {
  const rows = [...ports('input', base.inputs, head.inputs), ...ports('output', base.outputs, head.outputs)]
  const columns = ['', 'name', 'base', 'head'].map((name) => ({ name, unit: 'text' as const }))
  return { kind: 'table', title: 'Inputs and outputs', columns, rows: rows.slice(0, SHOWN), total: rows.length }
}

function ports(kind: string, base: readonly Port[], head: readonly Port[]): (string | null)[][] {
  const before = new Map(base.map((port) => [port.name, portText(port)]))
  const after = new Map(head.map((port) => [port.name, portText(port)]))
  const names = new Set([...before.keys(), ...after.keys()])
  return [...names].map((name) => [kind, clip(name), clipped(before.get(name)), clipped(after.get(name))])
}

function clipped(text: string | undefined): string | null {
  return text === undefined ? null : clip(text)
}
function clip(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`
}
