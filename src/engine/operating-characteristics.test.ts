import { expect, test } from 'vitest'
import type { Claim } from '#contract/outcome'
import type { Judged } from '#contract/report'
import { logGamma } from '#stats/log-gamma'
import { comparePaired } from '#stats/paired'
import { type PairedCounts, tangoNotInferior } from '#stats/tango'
import { judgeClaims } from './claims.ts'

/** Probability of every result of n pairs of which a share psi flips and whose true difference is delta. Nothing is drawn. */
function* results(n: number, psi: number, delta: number): Generator<[PairedCounts, number]> {
  const spread = 7 * Math.sqrt(n * psi) + 10
  const times = (count: number, share: number) => (count === 0 ? 0 : count * Math.log(Math.max(0, share)))
  for (let flips = Math.max(0, Math.floor(n * psi - spread)); flips <= Math.min(n, n * psi + spread); flips++)
    for (let gains = 0; gains <= flips; gains++) {
      const regressions = flips - gains
      const ways = [n, -gains, -regressions, flips - n].reduce(
        (sum, k) => sum + Math.sign(k) * logGamma(Math.abs(k) + 1),
        0,
      )
      const p =
        ways + times(gains, (psi + delta) / 2) + times(regressions, (psi - delta) / 2) + times(n - flips, 1 - psi)
      if (p > -20) yield [{ gains, regressions, n }, Math.exp(p)]
    }
}

function chance(n: number, psi: number, delta: number, holds: (counts: PairedCounts) => boolean): number {
  let sum = 0
  for (const [counts, p] of results(n, psi, delta)) if (holds(counts)) sum += p
  return sum
}

function verdictOf(counts: PairedCounts, margin: number): Judged['verdict'] {
  const { gain, p } = comparePaired(counts, null, margin)
  const claim = { gain, margin, anchor: null, p: { ...p, notInferiorToAnchor: null }, role: 'primary' } as Claim
  return judgeClaims([{ check: 'evaluation/metric-regression', claim }], 0.05)[0]!.verdict
}

type Cell = readonly [pass: number, fail: number]
// The columns are a true difference of 0, −δ/2, −δ, −2δ, −3δ. Simulated with other code: off by its own noise.
test.each<[n: number, psi: number, margin: number, cells: readonly Cell[]]>([
  [
    300,
    0.06,
    0.02,
    [
      [0.38, 0.009],
      [0.16, 0.05],
      [0.05, 0.17],
      [0.001, 0.73],
      [0, 1],
    ],
  ],
  [
    1000,
    0.05,
    0.01,
    [
      [0.4, 0.01],
      [0.17, 0.05],
      [0.05, 0.18],
      [0.001, 0.71],
      [0, 0.98],
    ],
  ],
  [
    2000,
    0.05,
    0.01,
    [
      [0.63, 0.01],
      [0.26, 0.09],
      [0.05, 0.37],
      [0, 0.96],
      [0, 1],
    ],
  ],
  [
    3100,
    0.05,
    0.01,
    [
      [0.8, 0.007],
      [0.34, 0.11],
      [0.05, 0.51],
      [0, 0.995],
      [0, 1],
    ],
  ],
  [
    5000,
    0.05,
    0.01,
    [
      [0.93, 0.001],
      [0.47, 0.06],
      [0.05, 0.51],
      [0, 0.999],
      [0, 1],
    ],
  ],
  [
    10000,
    0.05,
    0.01,
    [
      [0.998, 0],
      [0.72, 0.014],
      [0.05, 0.51],
      [0, 1],
      [0, 1],
    ],
  ],
])('n = %d, ψ = %d, δ = %d: how often the three verdicts come', (n, psi, margin, cells) => {
  for (const [at, [pass, fail]] of cells.entries()) {
    const delta = -margin * [0, 0.5, 1, 2, 3][at]!
    const rates = { pass: 0, fail: 0, inconclusive: 0 }
    for (const [counts, p] of results(n, psi, delta)) rates[verdictOf(counts, margin)] += p
    expect(rates.pass + rates.fail + rates.inconclusive).toBeCloseTo(1, 4)
    expect(Math.abs(rates.pass - pass), `pass at ${delta}: ${rates.pass}`).toBeLessThan(0.01)
    expect(Math.abs(rates.fail - fail), `fail at ${delta}: ${rates.fail}`).toBeLessThan(0.01)
    if (delta === -margin) expect(rates.pass).toBeLessThanOrEqual(0.05) // the size of "not worse than tolerated"
    if (delta === 0) expect(rates.fail).toBeLessThanOrEqual(0.01) // false alarms
  }
})

test('"the number went down", and "down by more than the tolerance", on a pull request that changes nothing', () => {
  const worse = (by: number) => (counts: PairedCounts) => counts.regressions - counts.gains > by * counts.n + 1e-9
  for (const [n, psi, beyond] of [
    [300, 0.06, 0.2],
    [1000, 0.05, 0.069],
    [2000, 0.05, 0.02],
  ] as const) {
    expect(chance(n, psi, 0, worse(0))).toBeGreaterThan(0.45)
    expect(chance(n, psi, 0, worse(0))).toBeLessThan(0.49)
    expect(chance(n, psi, 0, worse(0.01))).toBeCloseTo(beyond, 2)
  }
})

test('at the margin Tango keeps its level where Wald does not', () => {
  const wald = ({ gains, regressions, n }: PairedCounts) => {
    const difference = (gains - regressions) / n
    const se = Math.sqrt((gains + regressions) / n - difference ** 2) / Math.sqrt(n)
    return difference - 1.6448536 * se > -0.03
  }
  expect(chance(100, 0.05, -0.03, wald)).toBeCloseTo(0.099, 2)
  const tango = chance(100, 0.05, -0.03, (counts) => tangoNotInferior(counts, 0.03) <= 0.05)
  expect(tango).toBeGreaterThan(0.037)
  expect(tango).toBeLessThan(0.053)
})
