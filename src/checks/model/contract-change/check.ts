import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Found, Metric } from '#contract/outcome'
import type { ModelStructure } from '#evidence/model/types'
import { type Break, breaksOf } from './breaks.ts'

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
  messages: {
    'port-added': {
      text: 'new: {port}, {after}',
      fix: 'Callers must give or read it: keep the signature, or release it as a new version.',
      severity: 'block',
    },
    'port-removed': {
      text: '{port} is gone ({before})',
      fix: 'Callers that use it break: keep it, or release a new version.',
      severity: 'block',
    },
    'port-renamed': {
      text: '{port} is now called {after}',
      fix: 'Export with the old name (`input_names`, `output_names`).',
      severity: 'block',
    },
    'type-changed': {
      text: '{port} changes its type: {before} → {after}',
      fix: 'Cast inside the graph, or release a new version.',
      severity: 'block',
    },
    'shape-narrowed': {
      text: '{port} is fixed where it was dynamic: {before} → {after}',
      fix: 'Export with the dynamic dimension (`dynamic_axes`).',
      severity: 'block',
    },
    'shape-changed': {
      text: '{port} changes its shape: {before} → {after}',
      fix: 'Callers must change with it: release a new version.',
      severity: 'block',
    },
    'shape-widened': {
      text: '{port} is dynamic where it was fixed: {before} → {after}',
      fix: 'Nothing to do.',
      severity: 'info',
    },
    'opset-raised': {
      text: 'the operator set {domain} rises from {before} to {after}',
      fix: 'Check that every runtime that loads the model knows it.',
      severity: 'warn',
    },
    'opset-lowered': {
      text: 'the operator set {domain} falls from {before} to {after}',
      fix: 'Nothing to do, if it is meant.',
      severity: 'info',
    },
    'ir-raised': {
      text: 'the IR version rises from {before} to {after}',
      fix: 'Check that every runtime that loads the model knows it.',
      severity: 'warn',
    },
    'domain-added': {
      text: 'operators of {domain} are used ({after})',
      fix: 'Only runtimes with this extension load the model: use standard operators.',
      severity: 'block',
    },
    'external-data': {
      text: 'tensors lie outside the model, in {after}',
      fix: 'Ship these files with the model, or export it as one file.',
      severity: 'warn',
    },
  },
  references: ['ONNX intermediate representation and versioning (onnx.ai)'],
  run({ base, head }) {
    const breaks = breaksOf(base, head)
    return {
      status: 'measured',
      metrics: [metric(base, head)],
      claims: [],
      findings: breaks.map((one) => toFound(one, head)),
      exhibits: [],
    }
  },
})

function toFound({ code, args, subject }: Break, head: ModelStructure): Found<Break['code']> {
  return {
    code,
    args,
    about: [{ kind: 'file', side: 'head', path: head.path }],
    age: 'new',
    count: 1,
    subject,
    basis: JSON.stringify(args),
  }
}

/** Inputs and outputs, so that the number of each is seen; the breaks themselves are the findings. */
function metric(base: ModelStructure, head: ModelStructure): Metric {
  const ports = ({ inputs, outputs }: ModelStructure) => inputs.length + outputs.length
  const interval = { code: 'deterministic', args: {} }
  const one = (value: number, n: number) => ({ value, n, of: 'tensor' as const, interval })
  return {
    id: 'inputs-and-outputs',
    slice: null,
    unit: 'count',
    better: 'neither',
    base: one(ports(base), ports(base)),
    head: one(ports(head), ports(head)),
    delta: one(ports(head) - ports(base), ports(head)),
  }
}
