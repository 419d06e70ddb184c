import { describe, expect, test } from 'vitest'
import type { Claim } from '#contract/outcome'
import { comparePaired } from '#stats/paired'
import { claim, ID, measured, SLICES, verdict } from '#test/verdicts'

const one = (p: Partial<Claim['p']>, other: Partial<Claim> = {}) =>
  verdict({ [ID]: measured([claim(p, other)]) }).judged[0]!

describe('one primary claim', () => {
  test.each<[string, Partial<Claim['p']>, Partial<Claim>, string]>([
    ['shown within the tolerance', {}, {}, 'pass'],
    ['exactly at α', { notInferior: 0.05 }, {}, 'pass'],
    ['just above α', { notInferior: 0.0500001 }, {}, 'inconclusive'],
    ['exactly at the level of a failure', { beyondMargin: 0.05, worse: 0.4 }, {}, 'fail'],
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

  test.each<[string, Partial<Claim['p']>, Partial<Claim>, string, number]>([
    ['shown to be worse than tolerated', { beyondMargin: 0.04 }, {}, 'worse-than-tolerated', 0.04],
    ['certainly worse', { worse: 0.005 }, { gain: -0.02 }, 'certainly-worse', 0.005],
    ['not inferior', {}, {}, 'not-inferior', 0.01],
    ['a loss that is tolerated', { worse: 0.04 }, {}, 'tolerated-loss', 0.01],
    ['not shown', { notInferior: 0.2 }, {}, 'not-shown', 0.2],
    ['the anchor is not shown, at α', { notInferior: 0.05, notInferiorToAnchor: 0.2 }, {}, 'anchor-not-shown', 0.05],
  ])('it says why: %s, with the p-value that decided', (_, p, other, code, value) => {
    expect(one(p, other)).toMatchObject({ pAdjusted: value, why: { code, args: { p: value } } })
  })

  test('only what passes is a loss that was tolerated', () => {
    const worse = { worse: 0.04 }
    expect([
      one({ ...worse, notInferior: 0.2 }).toleratedLoss,
      one({ ...worse, beyondMargin: 0.001 }).toleratedLoss,
    ]).toEqual([false, false])
  })

  test('p-values of 0 and 1 are p-values', () => {
    expect(one({ beyondMargin: 1, worse: 1, notInferior: 0, notInferiorToAnchor: 0 }).verdict).toBe('pass')
    expect(one({ beyondMargin: 0, worse: 0, notInferior: 1 }).verdict).toBe('fail')
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
  const shown = { beyondMargin: 0.03, notInferior: 0.97, worse: 0.02 }
  const slice = (p: Partial<Claim['p']>) => claim(p, { role: 'protected', slice: 'night', gain: -0.02 })
  const alone = verdict({ [ID]: measured([claim({})]), [SLICES]: measured([slice(shown)]) })
  expect(alone.judged[1]!.verdict).not.toBe('fail') // .03 × 2
  const single = verdict({ [SLICES]: measured([slice(shown)]) })
  expect([single.judged[0]!.verdict, single.conclusion]).toEqual(['fail', 'blocked'])
  const withLimit = verdict({
    [ID]: measured([claim({}, { role: 'limit' }), claim({}, { role: 'advisory' })]),
    [SLICES]: measured([slice(shown)]),
  })
  expect(withLimit.judged[2]!.verdict).toBe('fail')
  const limit = verdict({
    [ID]: measured([claim({ beyondMargin: 0.5, worse: 1e-9, notInferior: 0.5 }, { role: 'limit', gain: -1 })]),
  })
  expect(limit.judged[0]!.verdict).toBe('inconclusive')
})

test.each<[string, Claim['anchor']]>([
  ['gain', { gain: Number.NaN, margin: 0.02 }],
  ['margin', { gain: 0, margin: Number.POSITIVE_INFINITY }],
])('a claim whose %s since the last release is no number decides nothing', (_, anchor) => {
  const unsound = verdict({ [ID]: measured([claim({ notInferiorToAnchor: 0.001 }, { anchor })]) })
  expect([unsound.conclusion, unsound.judged]).toEqual(['unverified', []])
})
