import { describe, expect, test } from 'vitest'
import type { Claim, Found } from '#contract/outcome'
import type { Conclusion, Severity, StandingWaiver, Waiver } from '#contract/report'
import { claim, failing, findingsIn, found, ID, measured, SLICES, unclear, verdict, waiver } from '#test/verdicts'
import type { Raw } from './run.ts'
import { settleWaivers } from './waivers.ts'

test.each<[Claim['role'], Partial<Claim['p']>, Conclusion]>([
  ['primary', unclear, 'inconclusive'],
  ['limit', unclear, 'inconclusive'],
  ['protected', unclear, 'warned'], // an under-powered slice
  ['advisory', unclear, 'passed'],
  ['primary', failing, 'blocked'],
  ['limit', failing, 'blocked'],
  ['protected', failing, 'blocked'],
  ['advisory', failing, 'warned'],
])('a claim that is %s, of p-values %o: %s', (role, p, conclusion) => {
  const result = verdict({ [ID]: measured([claim(p, { role, slice: 'night', gain: -0.05 })]) })
  expect(result.conclusion).toBe(conclusion)
  expect(result.blockers).toHaveLength(['inconclusive', 'blocked'].includes(conclusion) ? 1 : 0)
})

test('a claim that passes leaves nothing to look at', () => {
  const result = verdict({ [ID]: measured([claim({})]) }, { onInconclusive: 'block' })
  expect(result).toMatchObject({ conclusion: 'passed', blockers: [], severities: {}, waived: [] })
  expect(Object.keys(result.outcomes)).toEqual([ID])
})

test('to allow what is not proven allows no failure', () => {
  const result = verdict({ [ID]: measured([claim(failing, { gain: -0.05 })]) }, { onInconclusive: 'allow' })
  expect([result.conclusion, result.blockers.length]).toEqual(['blocked', 1])
})

test('the severity of a check holds for the claims of it that fail; advisory ones warn at most', () => {
  const of = (severity: Severity, role: Claim['role']) => {
    const outcomes = { [ID]: measured([claim(failing, { role, gain: -0.05 })]) }
    const result = verdict(outcomes, { checks: { [ID]: { severity, options: {} } } })
    return [result.conclusion, ...Object.values(result.severities)]
  }
  expect([of('warn', 'primary'), of('info', 'primary'), of('off', 'primary')]).toEqual([
    ['warned', 'warn'],
    ['passed', 'info'],
    ['passed', 'off'],
  ])
  expect([of('block', 'advisory'), of('info', 'advisory')]).toEqual([
    ['warned', 'warn'],
    ['passed', 'info'],
  ])
})

test('of two claims of one name the one that blocks decides, wherever it stands', () => {
  const both = [claim(failing, { gain: -0.05 }), claim(failing, { gain: -0.05, role: 'advisory' })]
  for (const claims of [both, both.toReversed()])
    expect(verdict({ [ID]: measured(claims) })).toMatchObject({ conclusion: 'blocked', blockers: [expect.anything()] })
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

  test('what was there before is information, unless it is off', () => {
    const old = [found('regression', 'pre-existing')]
    expect(Object.values(of(old).severities)).toEqual(['info'])
    expect(Object.values(of(old, 'off').severities)).toEqual(['off'])
  })
  test('of a check that nobody described it blocks', () => {
    expect(verdict({ 'other/check': measured([], [found('regression')]) }).conclusion).toBe('blocked')
  })
  test('each check has its own', () => {
    const result = verdict({ [ID]: measured([], [found('seen')]), [SLICES]: measured([], [found('odd')]) })
    expect([ID, SLICES].map((check) => findingsIn(result, check).map(({ code }) => code))).toEqual([['seen'], ['odd']])
  })
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
      verdict({ [SLICES]: measured([], [found('regression')]) }),
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
    ['first test set', { status: 'not-applicable', reason: { code: 'first-test-set', args: {} } }, 'warned'],
  ])('%s', (_, raw, expected) => {
    const result = verdict({ [ID]: raw })
    expect([result.conclusion, result.outcomes]).toEqual([expected, { [ID]: raw }])
  })
  test('one of several that is switched off passes, one that was not selected warns; no check at all is no pass', () => {
    expect(verdict({ a: skipped('switched-off'), [ID]: measured([]) }).conclusion).toBe('passed')
    expect(verdict({ a: skipped('not-selected'), [ID]: measured([]) }).conclusion).toBe('warned')
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
    expect(verdict({ [ID]: measured([claim({}, other)]) }).outcomes[ID]).toEqual({
      status: 'error',
      code: 'claim-not-finite',
      owner: 'us',
      message: `${ID} made a claim whose numbers are not finite`,
      hint: expect.stringContaining('report it'),
    })
  })
})
