import { describe, expect, test } from 'vitest'
import type { TargetHistory } from '#contract/history'
import type { Claim } from '#contract/outcome'
import { outcomeOf, testCheck } from '#test/check-tester'
import { latency } from '#test/evidence-builders'
import { check } from './check.ts'

const BASE = [10, 10.4, 9.8, 10.1, 10.9, 9.9, 10.2, 10]
/** Head is `factor` times base, give or take what the machine does to each round. */
const NOISE = [0.004, -0.006, 0.002, 0.007, -0.003, -0.005, 0.001, 0]
const times = (factor: number) => BASE.map((ms, round) => ms * factor * Math.exp(NOISE[round]!))
const given = (head: readonly number[], change: Parameters<typeof latency>[2] = {}) => ({
  base: {},
  head: {},
  latency: latency(BASE.slice(0, head.length), head, change),
})
const lines = (claims: readonly Claim[]) => claims.map(({ metric, margin }) => [metric, Math.exp(margin).toFixed(2)])
const CONFIGURED = [
  ['latency-p50', '1.05'],
  ['latency-p95', '1.10'],
]
const QUIET = [0.001, -0.004, 0.012, 0.003, -0.009, 0.02, 0.0, -0.024, 0.006]
/** The 95th percentile is as quiet as can be. */
const timedItself = (p50: readonly number[]): TargetHistory => ({
  accuracy: [],
  latency: p50.map((mean, at) => ({ run: at + 1, commit: 'a'.repeat(40), p50: mean, p95: 0 })),
})

testCheck(check, [
  {
    name: 'the same model',
    given: given(BASE),
    also: ({ claims, metrics }) => {
      expect(claims[0]!.args).not.toHaveProperty('pooled')
      expect(claims[0]).toMatchObject({ gain: 0, p: { beyondMargin: 1, worse: 0.5, notInferior: 0 } })
      expect(metrics[0]).toMatchObject({ base: { value: 10.05, n: 8, of: 'round' }, delta: { value: 0 } })
    },
  },
  {
    name: 'rounds of two runs',
    given: given(BASE, { pooled: 2 }),
    also: ({ claims }) => expect(claims.map(({ args }) => args.pooled)).toEqual([2, 2]),
  },
  {
    name: 'twelve per cent slower',
    given: given(times(1.12)),
    also: ({ claims, exhibits }) => {
      expect(lines(claims)).toEqual([
        ['latency-p50', '1.05'],
        ['latency-p95', '1.10'],
      ])
      const [p50, p95] = claims as [Claim, Claim]
      expect(p50).toMatchObject({ role: 'limit', code: 'slower', n: 8, mde80: null })
      expect(p50.gain).toBeCloseTo(-Math.log(1.12), 3)
      // Mean .1133287 and s .0044721 of the log-ratios; 2.3646243 of t(7) by integrating the density.
      const { lo, hi } = p50.interval as { lo: number; hi: number }
      expect([lo, hi].map((one) => one.toFixed(5))).toEqual(['-0.11707', '-0.10959'])
      expect(p50.p.beyondMargin).toBeLessThan(1e-6)
      expect(p95.p.beyondMargin).toBeLessThan(1e-4)
      expect(p50.args).toMatchObject({ metric: 'median', times: 1.12, limit: 1.05, n: 8 })
      expect(exhibits).toMatchObject([{ kind: 'table', total: 8 }])
    },
  },
  {
    name: 'three per cent slower is within the limit, and certain',
    given: given(times(1.03)),
    also: ({ claims }) => {
      expect(claims[0]!.p.notInferior).toBeLessThan(0.001)
      expect(claims[0]!.p.worse).toBeLessThan(0.001)
    },
  },
  {
    name: 'limits of its own',
    given: given(times(1.12)),
    options: { 'ratio-p50': 1.2, 'ratio-p95': 1.5 },
    also: ({ claims }) => {
      expect(lines(claims)).toEqual([
        ['latency-p50', '1.20'],
        ['latency-p95', '1.50'],
      ])
      expect(claims[0]!.p.notInferior).toBeLessThan(0.001)
    },
  },
  {
    name: 'a busy machine',
    given: given(times(1), { unsteady: 5 }),
    finds: ['unsteady (old): 5 of 16 timed processes never became steady: the machine was busy'],
  },
  {
    name: 'nine A/A runs calibrate nothing',
    given: { ...given(times(1.12)), history: timedItself([...QUIET.slice(0, 7), 0.2, -0.2]) },
    finds: [
      'few-self-timed (old): fewer than 10 A/A runs on this kind of machine (9): whether its noise needs a wider limit is not known',
    ],
    also: ({ claims }) => expect(lines(claims)).toEqual(CONFIGURED),
  },
  {
    name: 'one A/A run of ten beyond half the limit is what may be',
    given: { ...given(times(1.12)), history: timedItself([...QUIET, -0.2]) },
    also: ({ claims }) => expect(lines(claims)).toEqual(CONFIGURED),
  },
  {
    name: 'a machine on which the model differs from itself: the limit of the median is raised, never lowered',
    given: { ...given(times(1.12)), history: timedItself([...QUIET, -0.07, 0.2, 0.01]) },
    finds: [
      'limit-raised (old): 2 of the last 12 A/A runs on this kind of machine differ by more than half of what median may (× 1.05): the limit is × 1.15 here',
    ],
    also: ({ claims }) => {
      expect(lines(claims)).toEqual([
        ['latency-p50', '1.15'], // e^(2 · .07): the 11th of 12
        ['latency-p95', '1.10'],
      ])
      expect(claims[0]).toMatchObject({ margin: expect.closeTo(0.14, 12), args: { limit: 1.15, times: 1.12 } })
      expect(claims[0]!.p.notInferior).toBeLessThan(0.001) // 12 % within × 1.15
    },
  },
  {
    name: 'too few runs for a 95th percentile',
    given: given(times(1), { runsPerRound: 129 }),
    also: ({ claims, metrics }) => expect([claims.length, metrics.length]).toEqual([1, 1]),
  },
  {
    name: 'five rounds decide nothing, and are not silent',
    given: given(times(3).slice(0, 5)),
    also: ({ claims, metrics }) => {
      expect(claims[0]).toMatchObject({
        code: 'slower',
        interval: { code: 'too-few', args: { n: 5 } },
        p: { beyondMargin: 1, worse: 1, notInferior: 1 },
      })
      expect(metrics[0]!.delta).toMatchObject({ n: 5, interval: { code: 'too-few' } })
    },
  },
])

describe('options', () => {
  test.each([
    { 'ratio-p50': 1 },
    { 'ratio-p50': 0.9 },
    { 'ratio-p95': 11 },
    { 'ratio-p50': Number.NaN },
    { ratio: 1.1 },
  ])('refused: %o', (options) => {
    expect(() => outcomeOf(check, { given: given(BASE), options })).toThrow()
  })
})
