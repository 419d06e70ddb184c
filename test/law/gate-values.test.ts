import { describe, expect, test } from 'vitest'
import { load } from '#app/load-config'
import type { Policy, TargetPolicy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Claim } from '#contract/outcome'
import { enforcedExit } from '#engine/exit'
import { judge } from '#engine/verdict'
import { sha256 } from '#host/hash'
import { CONFIG } from '#test/small-repository'

const ID: CheckId = 'evaluation/metric-regression'
const policy: Policy = {
  mode: 'enforce',
  onInconclusive: 'review',
  looks: 'normal',
  waivers: [],
  budgetMinutes: null,
  trainingCode: [],
  targets: {},
  checks: {},
}
/** Shown to be no loss beyond the margin, and no loss at all. */
const passing: Claim = {
  metric: 'accuracy',
  slice: null,
  role: 'primary',
  code: 'regression',
  unit: 'ratio',
  n: 1000,
  gain: 0.001,
  margin: 0.01,
  anchor: null,
  interval: { lo: -0.01, hi: 0.01, level: 0.95, method: 'tango' },
  p: { beyondMargin: 0.99, worse: 0.6, notInferior: 0.01, notInferiorToAnchor: null },
  mde80: 0.01,
  n80: 900,
  args: {},
}
/** Shown to be a loss beyond the margin. */
const failing: Claim = {
  ...passing,
  gain: -0.04,
  p: { ...passing.p, beyondMargin: 0.001, worse: 0.001, notInferior: 0.999 },
}

function verdict(claim: Claim): string {
  const measured = { status: 'measured' as const, metrics: [], claims: [claim], findings: [], exhibits: [] }
  const outcomes = new Map([[ID, measured]])
  const targetPolicy = {} as TargetPolicy
  const result = judge({
    ...{ target: 'main', outcomes, checks: new Map(), policy, targetPolicy, alpha: 0.05, waivers: [], hash: sha256 },
  })
  const exit = enforcedExit({
    conclusion: result.conclusion,
    targets: [{ ...result, name: '', plan: '' as never, notes: [] }],
  })
  return `${result.conclusion} ${exit}`
}
function configured(yaml: string): string {
  try {
    load(yaml, { path: 'cv-gate.yml', commit: 'a'.repeat(40) })
    return 'taken'
  } catch (error) {
    return (error as { code: string }).code
  }
}

const VALUES = [
  Number.NaN,
  Infinity,
  -Infinity,
  -0,
  0,
  5e-324,
  1.7e308,
  -1,
  1.0000001,
  undefined,
  null,
  '0.01',
] as const
type Value = (typeof VALUES)[number]
const as = (value: Value) => value as number
/** As a person writes it. */
const yaml = (value: Value) =>
  value === undefined ? '' : typeof value === 'string' ? `"${value}"` : Object.is(value, -0) ? '-0' : String(value)
const spelled = (value: Value) =>
  yaml(value).replace('-Infinity', '-.inf').replace('Infinity', '.inf').replace('NaN', '.nan')

/** What 12 numbers become: the first three are none, the next three about nothing, then too large, negative, above one, and no numbers. */
type Twelve = readonly [string, string, string, string, string, string, string, string, string, string, string, string]
const none = 'unverified 2'
const no = 'wrong-configuration'
const RULES: Record<string, readonly [(value: Value) => string, Twelve]> = {
  'primary: p of no loss beyond the margin': [
    (value) => verdict({ ...passing, p: { ...passing.p, notInferior: as(value) } }),
    [none, none, none, 'passed 0', 'passed 0', 'passed 0', none, none, none, none, none, none],
  ],
  'protected: gain of a slice': [
    (value) => verdict({ ...failing, role: 'protected', p: { ...failing.p, beyondMargin: 0.9 }, gain: as(value) }),
    [none, none, none, 'warned 0', 'warned 0', 'warned 0', 'warned 0', 'blocked 1', 'warned 0', none, none, none],
  ],
  'limit: p of a loss beyond it': [
    (value) => verdict({ ...passing, role: 'limit', p: { ...passing.p, beyondMargin: as(value) } }),
    [none, none, none, 'blocked 1', 'blocked 1', 'blocked 1', none, none, none, none, none, none],
  ],
  'anchor: gain since the last release': [
    (value) =>
      verdict({
        ...passing,
        anchor: { gain: as(value), margin: 0.02 },
        p: { ...passing.p, notInferiorToAnchor: 0.9 },
      }),
    [
      ...[none, none, none, 'inconclusive 0', 'inconclusive 0', 'inconclusive 0', 'inconclusive 0'],
      ...['inconclusive 1', 'inconclusive 0', none, none, none],
    ] as unknown as Twelve,
  ],
  'tolerance: percentage points': [
    (value) => configured(CONFIG.replace('10pp', `${yaml(value)}pp`)),
    [no, no, no, no, no, no, no, no, 'taken', no, no, no],
  ],
  'budget: minutes': [
    (value) => configured(`${CONFIG}budget: {minutes: ${spelled(value)}}\n`),
    [no, no, no, no, no, 'taken', 'taken', no, 'taken', no, no, no],
  ],
}

test('6 rules, 12 values each', () => expect(Object.keys(RULES).length * VALUES.length).toBe(72))

describe.each(Object.entries(RULES))('%s', (_, [become, expected]) => {
  test.each(VALUES.map((value, at) => [value, expected[at]!] as const))('%s: %s', (value, outcome) => {
    expect(become(value)).toBe(outcome)
  })
})

test('no number in the place of another makes a pass of a failing claim that is not one of its own', () => {
  const places: ((value: number) => Claim)[] = [
    (value) => ({ ...failing, n: value }),
    (value) => ({ ...failing, mde80: value, n80: value }),
    (value) => ({ ...failing, interval: { lo: value, hi: value, level: value, method: 'tango' } }),
    (value) => ({ ...failing, margin: value }),
    (value) => ({ ...failing, gain: value }),
    (value) => ({ ...failing, p: { ...failing.p, notInferior: value } }),
    (value) => ({ ...failing, anchor: { gain: value, margin: value } }),
  ]
  for (const place of places) for (const value of VALUES) expect(verdict(place(as(value)))).toMatch(/ [12]$/)
})
