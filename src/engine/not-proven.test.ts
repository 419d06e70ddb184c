import { describe, expect, test } from 'vitest'
import type { Policy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Claim, Found } from '#contract/outcome'
import { claim, findingsIn, found, ID, measured, SLICES, unclear, verdict, waiver } from '#test/verdicts'
import { enforcedExit } from './exit.ts'
import { NOT_PROVEN } from './verdict.ts'

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
  test('it is a finding of the policy, new, with what a reader needs to decide', () => {
    const result = verdict({ [ID]: measured([claim(unclear, { slice: 'night', n80: 899.5 })]) })
    expect(result.outcomes['policy/not-proven']).toEqual({
      status: 'measured',
      metrics: [],
      claims: [],
      exhibits: [],
      findings: [
        {
          id: expect.stringMatching(/^[0-9a-f]{10}$/),
          evidence: expect.stringMatching(/^[0-9a-f]{64}$/),
          code: 'not-proven',
          about: [],
          age: 'new',
          count: 1,
          args: {
            check: ID,
            metric: 'accuracy',
            slice: 'night',
            n: 1000,
            gain: -0.001,
            margin: 0.01,
            mde80: 0.01,
            n80: 900,
            baseRatio: 0.9,
          },
        },
      ],
    })
    expect(findingsIn(result, ID)).toEqual([])
    expect(result.severities).toEqual({ [findingsIn(result, NOT_PROVEN)[0]!.id]: 'warn' })
  })
  test('what could not be computed is not told as a number', () => {
    const result = verdict({ [ID]: measured([claim(unclear, { mde80: null, n80: null })]) })
    const { args } = findingsIn(result, NOT_PROVEN)[0]!
    expect([args.slice, 'mde80' in args, 'n80' in args]).toEqual(['', false, false])
  })
  test('each check, metric and slice is a finding of its own, and rests on its numbers', () => {
    const of = (other: Partial<Claim>, check: CheckId = ID, p: Partial<Claim['p']> = unclear) =>
      findingsIn(verdict({ [check]: measured([claim(p, other)]) }), NOT_PROVEN)[0]!
    const { id, evidence } = of({})
    const others = [of({ metric: 'recall' }), of({ slice: 'night' }), of({ slice: 'day' }), of({}, SLICES)]
    expect(new Set([id, ...others.map((one) => one.id)]).size).toBe(5)
    const numbers = [
      of({ gain: -0.002 }),
      of({ margin: 0.02 }),
      of({ n: 999 }),
      of({}, ID, { ...unclear, worse: 0.31 }),
    ]
    expect(new Set(numbers.map((one) => one.id))).toEqual(new Set([id]))
    expect(new Set([evidence, ...numbers.map((one) => one.evidence)]).size).toBe(5)
    const all = verdict({ [ID]: measured([claim(unclear), claim(unclear, { metric: 'recall' })]) })
    expect(findingsIn(all, NOT_PROVEN).map((one) => one.args.metric)).toEqual(['accuracy', 'recall'])
  })
  test('beside it, what blocks still blocks, what warns still warns', () => {
    const beside = (findings: Found[]) =>
      verdict({ [ID]: measured([claim(unclear)], findings) }, { onInconclusive: 'allow' }).conclusion
    expect([beside([found('regression')]), beside([found('odd')])]).toEqual(['blocked', 'inconclusive'])
  })
  test('a maintainer may accept it', () => {
    const outcomes = { [ID]: measured([claim(unclear)]) }
    const waivers = [waiver(verdict(outcomes, { onInconclusive: 'block' }))]
    const result = verdict(outcomes, { onInconclusive: 'block' }, { waivers })
    expect([result.conclusion, result.blockers]).toEqual(['inconclusive', []])
  })
})
