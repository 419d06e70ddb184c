import { describe, expect, test } from 'vitest'
import type { CheckMeta } from '#contract/check'
import type { Policy, TargetPolicy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Claim, Found, Measured } from '#contract/outcome'
import type { Severity, StandingWaiver, Waiver } from '#contract/report'
import { sha256 } from '#host/hash'
import { comparePaired } from '#stats/paired'
import { enforcedExit, exitCode } from './exit.ts'
import { engineChecks } from './policy-change.ts'
import type { Raw } from './run.ts'
import { judge, NOT_PROVEN } from './verdict.ts'
import { settleWaivers } from './waivers.ts'

const ID: CheckId = 'evaluation/metric-regression'
const meta: CheckMeta = {
  id: ID,
  title: 't',
  failureTitle: 'f',
  why: 'w',
  pitfalls: [],
  cost: 'cpu',
  references: [],
  messages: {
    regression: { text: 'x', fix: 'y', severity: 'block' },
    seen: { text: 'x', fix: 'y', severity: 'info' },
    odd: { text: 'x', fix: 'y', severity: 'warn' },
  },
}
const checks = new Map<CheckId, CheckMeta>(
  [meta, { ...meta, id: 'slices/slice-regression' as CheckId }, ...engineChecks].map((one) => [one.id, one]),
)
const basePolicy: Policy = {
  mode: 'enforce',
  onInconclusive: 'review',
  looks: 'normal',
  waivers: [],
  budgetMinutes: null,
  trainingCode: [],
  targets: {},
  checks: {},
}
const pass = { beyondMargin: 0.99, worse: 0.4, notInferior: 0.01, notInferiorToAnchor: null }
const unclear = { beyondMargin: 0.6, worse: 0.3, notInferior: 0.2, notInferiorToAnchor: null }

function claim(p: Partial<Claim['p']>, other: Partial<Claim> = {}): Claim {
  return {
    metric: 'accuracy',
    slice: null,
    role: 'primary',
    code: 'regression',
    unit: 'ratio',
    n: 1000,
    gain: -0.001,
    margin: 0.01,
    anchor: null,
    interval: { lo: -0.01, hi: 0.01, level: 0.95, method: 'tango' },
    p: { ...pass, ...p },
    mde80: 0.01,
    n80: 900,
    args: { baseRatio: 0.9 },
    ...other,
  }
}
function found(code: string, age: Found['age'] = 'new', subject = code): Found {
  return { code, args: {}, about: [], age, count: 1, subject, basis: 'b' }
}
function measured(claims: Claim[], findings: Found[] = []): Measured {
  return { status: 'measured', metrics: [], claims, findings, exhibits: [] }
}
function verdict(
  outcomes: Record<string, Raw>,
  policy: Partial<Policy> = {},
  extra: { alpha?: number; waivers?: StandingWaiver[] } = {},
) {
  return judge({
    target: 'main',
    outcomes: new Map(Object.entries(outcomes)) as ReadonlyMap<CheckId, Raw>,
    checks,
    policy: { ...basePolicy, ...policy },
    targetPolicy: {} as TargetPolicy,
    alpha: extra.alpha ?? 0.05,
    waivers: extra.waivers ?? [],
    hash: sha256,
  })
}
/** For the first blocker of a verdict. */
function waiver({ blockers: [id], outcomes }: ReturnType<typeof judge>): StandingWaiver {
  const findings = Object.values(outcomes).flatMap((outcome) => (outcome.status === 'measured' ? outcome.findings : []))
  const { evidence } = findings.find((finding) => finding.id === id)!
  const until = '2026-02-01T00:00:00.000Z'
  return {
    finding: id!,
    evidence: evidence.slice(0, 8),
    by: 'm',
    reason: 'r',
    until,
    pull: 7,
    comment: 1,
    state: 'valid',
  }
}
const one = (p: Partial<Claim['p']>, other: Partial<Claim> = {}) =>
  verdict({ [ID]: measured([claim(p, other)]) }).judged[0]!

describe('one primary claim', () => {
  test.each<[string, Partial<Claim['p']>, Partial<Claim>, string]>([
    ['shown within the tolerance', {}, {}, 'pass'],
    ['exactly at α', { notInferior: 0.05 }, {}, 'pass'],
    ['just above α', { notInferior: 0.0500001 }, {}, 'inconclusive'],
    ['shown beyond the margin', { beyondMargin: 0.05, notInferior: 0.95, worse: 0.001 }, { gain: -0.03 }, 'fail'],
    [
      'not quite beyond the margin',
      { beyondMargin: 0.0500001, notInferior: 0.95, worse: 0.02 },
      { gain: -0.03 },
      'inconclusive',
    ],
    [
      'certainly worse, estimate at the margin',
      { beyondMargin: 0.4, worse: 0.01, notInferior: 0.6 },
      { gain: -0.01 },
      'fail',
    ],
    [
      'certainly worse, estimate inside',
      { beyondMargin: 0.6, worse: 0.01, notInferior: 0.4 },
      { gain: -0.0099999 },
      'inconclusive',
    ],
    [
      'worse, not certainly',
      { beyondMargin: 0.4, worse: 0.0100001, notInferior: 0.6 },
      { gain: -0.02 },
      'inconclusive',
    ],
    ['anchor not shown', { notInferiorToAnchor: 0.051 }, {}, 'inconclusive'],
    ['anchor shown', { notInferiorToAnchor: 0.05 }, {}, 'pass'],
  ])('%s', (_, p, other, expected) => expect(one(p, other).verdict).toBe(expected))

  test('30 gained, 45 lost of 1000 at δ = .03: a real loss, tolerated', () => {
    const { gain, p } = comparePaired({ gains: 30, regressions: 45, n: 1000 }, null, 0.03)
    const result = verdict({ [ID]: measured([claim(p, { gain, margin: 0.03 })]) })
    expect([result.conclusion, result.judged[0]!.verdict, result.judged[0]!.toleratedLoss]).toEqual([
      'warned',
      'pass',
      true,
    ])
    expect(result.judged[0]!.pAdjusted).toBeCloseTo(0.0460674, 7)
  })

  test('a smaller α of a later look withholds the pass', () => {
    expect(verdict({ [ID]: measured([claim({ notInferior: 0.02 })]) }, {}, { alpha: 0.0125 }).judged[0]!.verdict).toBe(
      'inconclusive',
    )
  })

  test('a tolerated real loss passes with a warning', () => {
    const result = verdict({ [ID]: measured([claim({ worse: 0.05 })]) })
    expect([result.conclusion, result.judged[0]!.toleratedLoss]).toEqual(['warned', true])
    expect(verdict({ [ID]: measured([claim({ worse: 0.051 })]) }).conclusion).toBe('passed')
  })
})

test('Holm spans primary and protected claims of all checks, but not limits or advisory ones', () => {
  const failing = { beyondMargin: 0.03, notInferior: 0.97, worse: 0.02 }
  const slice = (p: Partial<Claim['p']>) => claim(p, { role: 'protected', slice: 'night', gain: -0.02 })
  const alone = verdict({ [ID]: measured([claim({})]), 'slices/slice-regression': measured([slice(failing)]) })
  expect(alone.judged[1]!.verdict).not.toBe('fail') // .03 × 2
  const single = verdict({ 'slices/slice-regression': measured([slice(failing)]) })
  expect([single.judged[0]!.verdict, single.conclusion]).toEqual(['fail', 'blocked'])
  const withLimit = verdict({
    [ID]: measured([claim({}, { role: 'limit' }), claim({}, { role: 'advisory' })]),
    'slices/slice-regression': measured([slice(failing)]),
  })
  expect(withLimit.judged[2]!.verdict).toBe('fail')
  const limit = verdict({
    [ID]: measured([claim({ beyondMargin: 0.5, worse: 1e-9, notInferior: 0.5 }, { role: 'limit', gain: -1 })]),
  })
  expect(limit.judged[0]!.verdict).toBe('inconclusive')
})

test('an under-powered protected slice warns and never blocks', () => {
  const result = verdict({ [ID]: measured([claim(unclear, { role: 'protected', slice: 'night', gain: -0.05 })]) })
  expect([result.conclusion, result.blockers]).toEqual(['warned', []])
})

describe('what is not proven', () => {
  const at = (rule: Policy['onInconclusive'], gain: number) =>
    verdict({ [ID]: measured([claim(unclear, { gain })]) }, { onInconclusive: rule })
  test.each<[Policy['onInconclusive'], number, number]>([
    ['review', -0.0099, 0],
    ['review', -0.01, 1],
    ['allow', -0.5, 0],
    ['block', 0.5, 1],
  ])('%s at a gain of %d exits %d', (rule, gain, exit) => {
    const result = at(rule, gain)
    expect(result.conclusion).toBe('inconclusive')
    expect(
      enforcedExit({
        conclusion: result.conclusion,
        targets: [{ ...result, name: 'main', plan: '' as never, notes: [] }],
      }),
    ).toBe(exit)
    const outcome = result.outcomes[NOT_PROVEN]
    expect(outcome?.status === 'measured' && outcome.findings[0]?.code).toBe('not-proven')
  })
  test.each([
    ['within twice the tolerance', -0.0199, 0],
    ['beyond it: small losses that were each accepted need a decision', -0.02, 1],
  ])('since the last release %s', (_, since, exit) => {
    const anchored = claim({ notInferiorToAnchor: 0.6 }, { gain: 0, anchor: { gain: since, margin: 0.02 } })
    const result = verdict({ [ID]: measured([anchored]) })
    const outcome = result.outcomes[NOT_PROVEN]
    expect(outcome?.status === 'measured' && outcome.findings[0]?.code).toBe('anchor-not-proven')
    expect([result.conclusion, result.blockers.length]).toEqual(['inconclusive', exit])
  })
  test('of a time it says so in rounds', () => {
    const result = verdict({ [ID]: measured([claim(unclear, { role: 'limit', unit: 'ms' })]) })
    const outcome = result.outcomes[NOT_PROVEN]
    expect(outcome?.status === 'measured' && outcome.findings[0]?.code).toBe('time-not-proven')
  })
  test('a maintainer may accept it', () => {
    const outcomes = { [ID]: measured([claim(unclear)]) }
    const waivers = [waiver(verdict(outcomes, { onInconclusive: 'block' }))]
    const result = verdict(outcomes, { onInconclusive: 'block' }, { waivers })
    expect([result.conclusion, result.blockers]).toEqual(['inconclusive', []])
  })
})

describe('findings', () => {
  const of = (findings: Found[], severity: Severity | null = null, waivers: StandingWaiver[] = []) =>
    verdict({ [ID]: measured([], findings) }, severity ? { checks: { [ID]: { severity, options: {} } } } : {}, {
      waivers,
    })
  test.each<[string, Found[], Severity | null, string]>([
    ['new and blocking', [found('regression')], null, 'blocked'],
    ['pre-existing', [found('regression', 'pre-existing')], null, 'passed'],
    ['info', [found('seen')], null, 'passed'],
    ['warn', [found('odd')], null, 'warned'],
    ['configured down', [found('regression')], 'warn', 'warned'],
    ['configured up', [found('seen')], 'block', 'blocked'],
    ['off', [found('regression')], 'off', 'passed'],
    ['a code nobody described', [found('unknown')], null, 'blocked'],
  ])('%s', (_, findings, severity, expected) => expect(of(findings, severity).conclusion).toBe(expected))

  test('a waived finding does not block, and is still shown', () => {
    const own = waiver(of([found('regression')]))
    const result = of([found('regression')], null, [own])
    expect([result.conclusion, result.severities[own.finding], result.waived]).toEqual([
      'warned',
      'warn',
      [own.finding],
    ])
    expect(settleWaivers([own], [result])).toMatchObject([{ state: 'honoured' }])
  })
  const changed = () => [{ ...found('regression'), basis: 'other' }]
  const blocking = () => [found('regression')]
  test.each<[string, Partial<StandingWaiver>, () => Found[], Waiver['state']]>([
    ['the evidence has changed', {}, changed, 'void'],
    ['a second one hides behind it', {}, () => [...changed(), ...blocking()], 'void'],
    ['it expired', { state: 'expired' }, blocking, 'expired'],
    ['it was edited', { state: 'edited' }, blocking, 'edited'],
    ['it was withdrawn', { state: 'withdrawn' }, blocking, 'withdrawn'],
    ['its author may not', { state: 'no-right' }, blocking, 'no-right'],
    ['it is for another finding', { finding: '0123456789' }, blocking, 'unused'],
  ])('no waiver is honoured when %s', (_, more, findings, state) => {
    const waived = { ...waiver(of(blocking())), ...more }
    const result = of(findings(), null, [waived])
    expect([result.conclusion, result.waived]).toEqual(['blocked', []])
    expect(settleWaivers([waived], [result])).toMatchObject([{ state }])
  })
  test('of several waivers each is for its own', () => {
    const both = () => [found('regression', 'new', 'a'), found('regression', 'new', 'b')]
    const { blockers, ...rest } = of(both())
    const waivers = blockers.map((id) => waiver({ ...rest, blockers: [id] }))
    expect([of(both(), null, waivers).blockers, of(both(), null, waivers.slice(0, 1)).blockers]).toEqual([
      [],
      [blockers[1]],
    ])
    expect(settleWaivers(waivers, [of(both(), null, waivers)]).map(({ state }) => state)).toEqual([
      'honoured',
      'honoured',
    ])
  })
  test('a waiver for what does not block is unused', () => {
    const own = waiver(of(blocking()))
    expect(settleWaivers([own], [of(blocking(), 'warn', [own])])).toMatchObject([{ state: 'unused' }])
    expect(settleWaivers([own], [of([])])).toMatchObject([{ state: 'unused' }])
  })
  test('what is skipped or in error holds no finding to waive', () => {
    const own = waiver(of(blocking()))
    const outcomes = { [ID]: { status: 'unchanged' } } as const
    expect(settleWaivers([own], [{ outcomes, waived: [] }])).toMatchObject([{ state: 'unused' }])
  })
  test('an id has ten digits; it and the evidence depend on what they name', () => {
    const one = of([found('regression')])
    const [id] = one.blockers
    expect(id).toMatch(/^[0-9a-f]{10}$/)
    const ids = [
      of([found('regression', 'new', 'other subject')]),
      verdict({ 'slices/slice-regression': measured([], [found('regression')]) }),
    ].map(({ blockers }) => blockers[0])
    expect(new Set([id, ...ids]).size).toBe(3)
  })
  test('equal subjects are one finding; ids do not depend on age, count or basis', () => {
    const result = of([
      found('regression', 'pre-existing', 'a'),
      { ...found('regression', 'new', 'a'), basis: 'other' },
      found('regression', 'new', 'b'),
    ])
    const outcome = result.outcomes[ID]!
    expect(outcome.status === 'measured' && outcome.findings.map(({ count, age }) => [count, age])).toEqual([
      [2, 'new'],
      [1, 'new'],
    ])
  })
  test('a failed claim is a finding of its check', () => {
    const result = verdict({ [ID]: measured([claim({ beyondMargin: 0.001, notInferior: 0.999 }, { gain: -0.04 })]) })
    const outcome = result.outcomes[ID]!
    expect(result.conclusion).toBe('blocked')
    expect(outcome.status === 'measured' && outcome.findings).toMatchObject([
      { id: result.blockers[0], code: 'regression', args: { baseRatio: 0.9 } },
    ])
  })
})

describe('"did not run" is never "passed"', () => {
  const error: Raw = { status: 'error', code: 'x', owner: 'artifact', message: 'm', hint: 'h' }
  const skipped = (code: string): Raw => ({ status: 'skipped', reason: { code, args: {} } })
  test.each<[string, Raw, string]>([
    ['error', error, 'unverified'],
    ['over budget', skipped('over-budget'), 'unverified'],
    ['not selected', skipped('not-selected'), 'warned'],
    ['all switched off by the policy', skipped('switched-off'), 'warned'],
    ['unchanged', { status: 'unchanged' }, 'passed'],
    ['not applicable', { status: 'not-applicable', reason: { code: 'no-slices', args: {} } }, 'passed'],
    [
      'a judged split that base had empty',
      { status: 'not-applicable', reason: { code: 'nothing-judged-on-base', args: {} } },
      'warned',
    ],
    ['first data', { status: 'not-applicable', reason: { code: 'no-data-on-base', args: {} } }, 'warned'],
    ['first model', { status: 'not-applicable', reason: { code: 'first-model', args: {} } }, 'warned'],
  ])('%s', (_, raw, expected) => expect(verdict({ [ID]: raw }).conclusion).toBe(expected))
  test('one of several that is switched off passes; no check at all does not', () => {
    expect(verdict({ a: skipped('switched-off'), [ID]: measured([]) }).conclusion).toBe('passed')
    expect(verdict({}).conclusion).toBe('unverified')
  })
  test('blocked is worse than unverified', () => {
    expect(verdict({ a: error, [ID]: measured([], [found('regression')]) }).conclusion).toBe('blocked')
  })
  test.each([Number.NaN, Infinity, -0.1, 1.1])('a p-value of %d is an error', (value) => {
    for (const key of ['beyondMargin', 'worse', 'notInferior', 'notInferiorToAnchor'] as const)
      expect(verdict({ [ID]: measured([claim({ [key]: value })]) }).conclusion).toBe('unverified')
  })
  test.each([{ gain: Number.NaN }, { margin: 0 }, { margin: Number.NaN }])('%o is an error', (other) => {
    expect(verdict({ [ID]: measured([claim({}, other)]) }).outcomes[ID]).toMatchObject({
      status: 'error',
      code: 'claim-not-finite',
    })
  })
})

test('advisory mode exits 0', () => {
  expect(exitCode({ conclusion: 'blocked', mode: 'advisory', targets: [] })).toBe(0)
  expect([
    exitCode({ conclusion: 'blocked', mode: 'enforce', targets: [] }),
    exitCode({ conclusion: 'unverified', mode: 'enforce', targets: [] }),
  ]).toEqual([1, 2])
})
