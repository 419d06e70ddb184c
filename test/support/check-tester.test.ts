import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Given } from '#contract/evidence'
import type { Estimate, Found, Measured } from '#contract/outcome'
import { codeAt } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type {} from '#evidence/latency/types'
import type {} from '#evidence/pixels/types'
import { allOffences, type Case, testCheck } from './check-tester.ts'
import { latency, type Picture, side } from './evidence-builders.ts'

const needs = {
  base: { evidence: 'dataset', at: 'base' },
  head: { evidence: 'dataset', at: 'head' },
  pixels: { evidence: 'pixels', at: 'head', optional: true },
} as const
type Run = (given: Given<typeof needs>) => Measured<'night' | 'night-lost'>

/** Counts the images of the night. */
const lawful: Run = ({ base, head }) => {
  const [was, is] = [nights(base), nights(head)]
  return {
    status: 'measured',
    metrics: [{ id: 'nights', slice: null, unit: 'count', better: 'higher', ...counts(was.length, is.length) }],
    claims: [],
    findings: [
      ...is.map((path) => found('night', path, was.includes(path))),
      ...was.filter((path) => !is.includes(path)).map((path) => found('night-lost', path, false)),
    ],
    exhibits: [],
  }
}
function nights({ rows, path, columns }: Dataset): string[] {
  const time = columns.get('time')
  if (!time) return []
  const all = Array.from({ length: rows }, (_, row) => row).filter((row) => codeAt(time, row) === 'night')
  return all.map((row) => path.get(row)).sort()
}
function counts(base: number, head: number): { base: Estimate; head: Estimate; delta: Estimate } {
  const of = (value: number): Estimate => ({ value, n: 1, of: 'image', interval: { code: 'deterministic', args: {} } })
  return { base: of(base), head: of(head), delta: of(head - base) }
}
function found(code: 'night' | 'night-lost', path: string, old: boolean): Found<'night' | 'night-lost'> {
  return { code, args: { path }, about: [], age: old ? 'pre-existing' : 'new', count: 1, subject: path, basis: '' }
}

function checkOf(run: Run) {
  return defineCheck({
    id: 'dataset/night',
    title: 'Nights',
    failureTitle: 'Nights',
    why: 'To try the tester.',
    pitfalls: [],
    cost: 'static',
    needs,
    options: z.strictObject({}),
    messages: {
      night: { text: '{path} is dark', fix: '', severity: 'info' },
      'night-lost': { text: '{path} was dark', fix: '', severity: 'info' },
    },
    references: [],
    run,
  })
}
const night = (path: string, time: string): Picture => ({ path, columns: { time } })
/** Made anew for every check: some of them write into what they are given. */
const cases = (): Case[] => [
  {
    name: 'one more, one less',
    given: {
      base: side([night('a', 'night'), night('b', 'night'), night('c', 'day'), night('d', 'day')]),
      head: side([night('a', 'night'), night('b', 'day'), night('c', 'night'), night('d', 'day'), night('e', 'night')]),
    },
    finds: ['night (old): a is dark', 'night: c is dark', 'night: e is dark', 'night-lost: b was dark'],
    also: ({ metrics }) => expect(metrics[0]!.delta.value).toBe(1),
  },
]

testCheck(checkOf(lawful), cases())

/** A lawful outcome, changed. */
function spoilt(spoil: (outcome: Measured<'night' | 'night-lost'>, given: Given<typeof needs>) => unknown): Run {
  return (given) => {
    const outcome = lawful(given)
    spoil(outcome, given)
    return outcome
  }
}
function head(outcome: Measured): { value: number } {
  return outcome.metrics[0]!.head as { value: number }
}
function delta(outcome: Measured): { value: number; n?: number } {
  return outcome.metrics[0]!.delta as { value: number; n?: number }
}
let calls = 0

const mutants: Record<string, [law: string, run: Run]> = {
  'writes into a column': ['inputs stay as they are', spoilt((_, given) => given.head.label.codes.fill(7))],
  'writes into a map': [
    'inputs stay as they are',
    spoilt((_, { head: of }) => (of.columns as Map<string, unknown>).clear()),
  ],
  'writes into a string pool': ['inputs stay as they are', spoilt((_, given) => given.base.path.pool.reverse())],
  'counts its calls': ['twice gives the same bytes', spoilt((outcome) => (outcome.findings[0]!.basis = `${calls++}`))],
  'gives NaN': ['the outcome is well-formed', spoilt((outcome) => (head(outcome).value = Number.NaN))],
  'says no n': ['the outcome is well-formed', spoilt((outcome) => Reflect.deleteProperty(delta(outcome), 'n'))],
  'says no unit': [
    'the outcome is well-formed',
    spoilt((outcome) => Reflect.deleteProperty(outcome.metrics[0]!, 'unit')),
  ],
  'has an unknown code': [
    'the outcome is well-formed',
    spoilt((outcome) => Object.assign(outcome.findings[0]!, { code: 'constructor' })),
  ],
  'forgets an argument': ['the outcome is well-formed', spoilt((outcome) => (outcome.findings[0]!.args = {}))],
  'has a crooked table': [
    'the outcome is well-formed',
    spoilt((outcome) => outcome.exhibits.push({ kind: 'table', title: '', columns: [], rows: [[1]], total: 1 })),
  ],
  'has two metrics of one name': [
    'the outcome is well-formed',
    spoilt((outcome) => outcome.metrics.push(outcome.metrics[0]!)),
  ],
  'is asynchronous': [
    'the outcome is well-formed',
    (async (given: Given<typeof needs>) => lawful(given)) as unknown as Run,
  ],
  'names the first row': [
    'the order of images does not matter',
    spoilt((outcome, given) => (outcome.findings[0]!.subject = given.head.path.get(0))),
  ],
  'always finds something new': [
    'nothing changed: no difference, nothing new',
    spoilt((outcome) => outcome.findings.push(found('night', 'x', false))),
  ],
  'sees a difference where none is': [
    'nothing changed: no difference, nothing new',
    spoilt((outcome) => (delta(outcome).value += 1e-9)),
  ],
  'forgets the sign': [
    'exchanging the sides turns the signs',
    spoilt((outcome) => (delta(outcome).value = Math.abs(delta(outcome).value))),
  ],
  'needs the column': [
    'a column that is absent is told, not thrown',
    spoilt((_, given) => given.head.columns.get('time')!.codes.length),
  ],
  'needs what is optional': ['evidence that is optional may lack', spoilt((_, given) => given.pixels!.rows)],
}

describe('a check that breaks a law is caught', () => {
  test.each(Object.entries(mutants))('%s', (_, [law, run]) => {
    expect(allOffences(checkOf(run), cases()).filter((offence) => offence.includes(`: ${law}: `))).not.toEqual([])
  })
  test('a message that no case produces', () => {
    const silent = spoilt((outcome) => (outcome.findings = outcome.findings.filter(({ code }) => code === 'night')))
    expect(allOffences(checkOf(silent), cases())).toEqual(['never said: night-lost'])
  })
  test('a claim whose gain stays when the sides are exchanged', () => {
    const timed = defineCheck({
      ...checkOf(lawful),
      needs: { latency: { evidence: 'latency', at: 'pair' } },
      messages: { night: { text: '', fix: '', severity: 'info' } },
      run({ latency: { base, head: other } }) {
        const gain = Math.abs(base.p50[0]! - other.p50[0]!)
        const interval = { code: 'deterministic', args: {} }
        const p = { beyondMargin: 1, worse: 1, notInferior: 1, notInferiorToAnchor: null }
        const metric = { id: 'nights', slice: null, unit: 'count', better: 'higher', ...counts(1, 1) } as const
        const claim = { metric: 'nights', slice: null, role: 'limit', code: 'night', unit: 'ms', n: 1 } as const
        const rest = { gain, anchor: null, margin: 1, interval, p, mde80: null, n80: null, args: {} }
        return { status: 'measured', metrics: [metric], claims: [{ ...claim, ...rest }], findings: [], exhibits: [] }
      },
    })
    const given = { base: {}, head: {}, latency: latency([1], [2]) }
    expect(allOffences(timed, [{ name: 'slower', given }])).toEqual([
      'slower: exchanging the sides turns the signs: gain of nights null: 1, exchanged 1',
    ])
  })
})
