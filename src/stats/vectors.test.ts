import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { binomialCdf } from './binomial.ts'
import { clusterDifference, clusterInterval, clusterNotInferior } from './cluster.ts'
import { holm } from './holm.ts'
import { logRatio, logRatioInterval, notSlowerThan, slowerThan } from './log-ratio.ts'
import { alphaForLook } from './looks.ts'
import { mcnemarExact, mcnemarMidP, mcnemarMidPWorse } from './mcnemar.ts'
import { normalCdf, normalQuantile, normalSf } from './normal.ts'
import { mde80, n80, n90 } from './power.ts'
import { seededRandom } from './random.ts'
import { tCdf, tQuantile } from './student-t.ts'
import { tangoBeyondMargin, tangoInterval, tangoNotInferior, tangoZ } from './tango.ts'
import { wilsonInterval } from './wilson.ts'

describe('distributions agree with scipy 1.17', () => {
  test.each([
    [-8, 6.220960574271784e-16],
    [-3, 0.0013498980316300945],
    [-0.3, 0.3820885778110474],
    [0, 0.5],
    [1.6448536269514722, 0.95],
    [2.5, 0.9937903346742238],
  ])('Φ(%d)', (x, p) => {
    expect(Math.abs(normalCdf(x) / p - 1)).toBeLessThan(1e-14)
    expect(Math.abs(normalSf(-x) / p - 1)).toBeLessThan(1e-14)
  })
  test.each([
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [1e-10, -6.361340902404056],
    [0.5, 0],
  ])('Φ⁻¹(%d)', (p, x) => expect(normalQuantile(p)).toBeCloseTo(x, 13))
  test.each([
    [2, 7, 0.957190335718512],
    [-1.5, 3, 0.11529193262241147],
    [0.3, 120.5, 0.6176529700710367],
  ])('t cdf(%d, df %d)', (t, df, p) => expect(tCdf(t, df)).toBeCloseTo(p, 12))
  test.each([
    [0.95, 7, 1.894578605061305],
    [0.975, 1, 12.706204736432095],
    [0.05, 19, -1.729132811521367],
  ])('t quantile(%d, df %d)', (p, df, t) => expect(tQuantile(p, df)).toBeCloseTo(t, 9))
  test('binomial', () => {
    expect(binomialCdf(10, 31, 0.5)).toBeCloseTo(0.035377772990614176, 13)
    expect(binomialCdf(500_000, 1_000_000, 0.5)).toBeCloseTo(0.5003989421806654, 9)
  })
})

describe('McNemar', () => {
  test.each([
    [86, 150, 3.71594e-5, 2.89339e-5],
    [10, 21, 0.0707555, 0.0501025],
    [5, 15, 0.0413895, 0.0266037],
    [2, 8, 0.109375, 0.0654297],
    [0, 6, 0.03125, 0.015625],
    [1, 9, 0.021484375, 0.01171875],
    [30, 15, 0.0356978, 0.0258961],
    [7, 7, 1, 1],
    [0, 1, 1, 0.5],
    [1, 7, 0.0703125, 0.0390625],
    [0, 0, 1, 1],
  ])('b = %d, c = %d', (b, c, exact, mid) => {
    // the vectors have six or seven digits
    expect(Math.abs(mcnemarExact(b, c) / exact - 1)).toBeLessThan(2e-6)
    expect(Math.abs(mcnemarMidP(b, c) / mid - 1)).toBeLessThan(2e-6)
    expect(mcnemarMidP(c, b)).toBe(mcnemarMidP(b, c))
  })
  test('one-sided: half the two-sided on the worse side', () => {
    expect(mcnemarMidPWorse(5, 15)).toBeCloseTo(0.0266037 / 2, 7)
    expect(mcnemarMidPWorse(15, 5)).toBeCloseTo(1 - 0.0266037 / 2, 7)
    expect(mcnemarMidPWorse(0, 0)).toBe(1)
  })
})

describe('Tango', () => {
  const ratesci = { gains: 30, regressions: 45, n: 1000 }
  test('non-inferiority', () => {
    expect(tangoZ(ratesci, -0.03)).toBeCloseTo(1.684243, 6)
    expect(tangoNotInferior(ratesci, 0.03)).toBeCloseTo(0.0460674, 7)
    expect(tangoBeyondMargin(ratesci, 0.03)).toBeCloseTo(1 - 0.0460674, 7)
  })
  test.each([
    [30, 45, 1000, 0.95, -0.032583, 0.002021],
    [30, 45, 1000, 0.9, -0.029635, -0.000768],
    [20, 40, 160, 0.95, -0.2180642, -0.0308646],
    [12, 2, 50, 0.95, 0.061112, 0.344709],
    [14, 0, 50, 0.95, 0.174742, 0.416651],
    [0, 0, 54, 0.95, -0.066414, 0.066414],
    [0, 1, 50, 0.95, -0.104954, 0.052775],
    [97, 28, 125, 0.95, 0.390623, 0.68046],
    [1, 7, 21, 0.95, -0.517232, -0.026003],
  ])('gains %d, regressions %d of %d at %d', (gains, regressions, n, level, lo, hi) => {
    const interval = tangoInterval({ gains, regressions, n }, level)
    expect(interval.lo).toBeCloseTo(lo, 6)
    expect(interval.hi).toBeCloseTo(hi, 6)
  })
  const counts = fc
    .tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(1_000_000))
    .map(([gains, regressions, rest]) => ({ gains, regressions, n: gains + regressions + rest }))
  test('the interval holds the estimate, and exchanging gains and regressions mirrors it', () => {
    fc.assert(
      fc.property(counts, (one) => {
        if (one.n === 0) return
        const { lo, hi } = tangoInterval(one, 0.95)
        const estimate = (one.gains - one.regressions) / one.n
        const mirrored = tangoInterval({ ...one, gains: one.regressions, regressions: one.gains }, 0.95)
        expect(lo).toBeLessThanOrEqual(estimate + 1e-12)
        expect(hi).toBeGreaterThanOrEqual(estimate - 1e-12)
        expect(mirrored.lo).toBeCloseTo(-hi, 9)
        expect(mirrored.hi).toBeCloseTo(-lo, 9)
      }),
    )
  })
  test('p falls as the margin grows, is finite, and the two sides add up to one', () => {
    fc.assert(
      fc.property(
        counts,
        fc.double({ min: 1e-6, max: 0.999, noNaN: true }),
        fc.double({ min: 1e-6, max: 0.999, noNaN: true }),
        (one, a, b) => {
          const [narrow, wide] = [Math.min(a, b), Math.max(a, b)]
          const p = tangoNotInferior(one, narrow)
          expect(p).toBeGreaterThanOrEqual(0)
          expect(p).toBeLessThanOrEqual(1)
          expect(tangoNotInferior(one, wide)).toBeLessThanOrEqual(p + 1e-12)
          if (one.n > 0) expect(p + tangoBeyondMargin(one, narrow)).toBeCloseTo(1, 12)
        },
      ),
    )
  })
  test('shown at one-sided .05 = the 90 % interval lies on that side of the margin', () => {
    fc.assert(
      fc.property(counts, fc.double({ min: 1e-6, max: 0.999, noNaN: true }), (one, margin) => {
        const { lo, hi } = tangoInterval(one, 0.9)
        if (Math.min(Math.abs(lo + margin), Math.abs(hi + margin)) < 1e-9) return
        expect(tangoNotInferior(one, margin) <= 0.05).toBe(lo > -margin)
        expect(tangoBeyondMargin(one, margin) <= 0.05).toBe(hi < -margin)
      }),
    )
  })
  test('nothing to compare shows nothing', () => {
    const none = { gains: 0, regressions: 0, n: 0 }
    expect([tangoNotInferior(none, 0.01), tangoBeyondMargin(none, 0.01), tangoInterval(none, 0.95)]).toEqual([
      1,
      1,
      { lo: -1, hi: 1 },
    ])
  })
})

test.each([
  [0.05, 0.01, 3092, 4282],
  [0.05, 0.02, 773, 1071],
  [0.1, 0.02, 1546, 2141],
  [0.03, 0.005, 7420, 10277],
  [0.02, 0.01, 1237, 1713],
  [0.06, 0.02, 928, 1285],
])('N80 and N90 at ψ = %d, δ = %d', (psi, margin, eighty, ninety) => {
  expect([Math.ceil(n80(psi, margin)), Math.ceil(n90(psi, margin))]).toEqual([eighty, ninety])
})

test.each([
  [300, 0.06, 0.03516],
  [1000, 0.05, 0.01758],
  [5000, 0.05, 0.007863],
  [10000, 0.05, 0.00556],
])('MDE80 of n = %d at ψ = %d', (n, psi, loss) => expect(Number(mde80(psi, n).toPrecision(4))).toBe(loss))

test('Holm (Benjamini & Hochberg 1995, and ties)', () => {
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ]
  const adjusted = holm(p)
  expect(adjusted.slice(0, 5)).toEqual(
    [0.0015, 0.0056, 0.0247, 0.114, 0.2211].map((value) => expect.closeTo(value, 10)),
  )
  expect(adjusted.filter((value) => value <= 0.05)).toHaveLength(3)
  expect(holm([0.05, 0.04, 0.03, 0.02, 0.01])).toEqual(
    [0.09, 0.09, 0.09, 0.08, 0.05].map((value) => expect.closeTo(value, 10)),
  )
  expect(holm([])).toEqual([])
})

test('Wilson (statsmodels)', () => {
  const { lo, hi } = wilsonInterval(172, 200, 0.95)
  expect(lo).toBeCloseTo(0.8051011913429243, 12)
  expect(hi).toBeCloseTo(0.9013301736654437, 12)
  expect(wilsonInterval(0, 10, 0.95).lo).toBe(0)
  expect(wilsonInterval(10, 10, 0.95).hi).toBe(1)
})

describe('groups', () => {
  test('equal groups: the t interval of the group means', () => {
    const sums = Float64Array.of(1, -2, 0, 3, -1, 2)
    const difference = clusterDifference(sums, new Float64Array(6).fill(10))
    expect(difference.delta).toBeCloseTo(0.05, 12)
    // means .1 −.2 0 .3 −.1 .2: sd .1870829, SE = sd/√6
    expect(difference.se).toBeCloseTo(0.18708286933869708 / Math.sqrt(6), 12)
    expect(clusterInterval(difference, 0.95).hi).toBeCloseTo(0.05 + 2.5705818 * difference.se, 6)
  })
  test('fewer than five groups decide nothing', () => {
    const difference = clusterDifference(Float64Array.of(5, 5, 5, 5), new Float64Array(4).fill(5))
    expect(clusterNotInferior(difference, 0.5)).toBe(1)
  })
})

test('log-ratios of rounds', () => {
  const base = Float64Array.of(10, 11, 10.5, 10.2, 10.8, 10.1, 10.4, 10.6)
  const same = logRatio(base, base)
  expect([same.mean, same.se]).toEqual([0, 0])
  expect([slowerThan(same, 1.05), notSlowerThan(same, 1.05)]).toEqual([1, 0])
  const slower = logRatio(
    base,
    base.map((value, round) => value * (1.1 + 0.01 * (round % 2))),
  )
  expect(Math.exp(slower.mean)).toBeCloseTo(1.105, 3)
  expect(slowerThan(slower, 1.05)).toBeLessThan(1e-6)
  const { lo, hi } = logRatioInterval(slower, 0.9)
  expect(lo < slower.mean && slower.mean < hi).toBe(true)
  expect(slowerThan(logRatio(base.subarray(0, 1), base.subarray(0, 1)), 1.05)).toBe(1)
})

test('α of looks', () => {
  expect([1, 2, 3, 4, 5].map((k) => alphaForLook(k, 'normal'))).toEqual([0.05, 0.05, 0.05, 0.05 / 4, 0.05 / 9])
  let total = 0
  for (let k = 1; k < 10_000; k++) total += alphaForLook(k, 'strict')
  expect(total).toBeLessThan(0.05)
  expect(total).toBeGreaterThan(0.0499)
})

test('the seeded generator repeats itself, differs by seed, and is roughly uniform', () => {
  const draw = (seed: string) => Array.from({ length: 4 }, seededRandom(seed))
  const seed = '0123456789abcdef'.repeat(4)
  expect(draw(seed)).toEqual(draw(seed))
  expect(draw(seed)).not.toEqual(draw('f'.repeat(64)))
  const next = seededRandom(seed)
  let sum = 0
  for (let i = 0; i < 100_000; i++) sum += next()
  expect(sum / 100_000).toBeCloseTo(0.5, 2)
})
