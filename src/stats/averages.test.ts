import { expect, test } from 'vitest'
import { clusterDifference } from './cluster.ts'
import { compareAverages, comparePaired } from './paired.ts'

function averages(differences: readonly number[], n: number, margin: number) {
  const all = Float64Array.from({ length: n }, (_, at) => differences[at] ?? 0)
  const part = (sign: 1 | -1) => differences.reduce((sum, one) => sum + Math.max(0, sign * one), 0)
  const sums = { gains: part(1), regressions: part(-1), n }
  return compareAverages(clusterDifference(all, new Float64Array(n).fill(1)), sums, margin)
}
const once = (gains: number, regressions: number, n: number, margin: number) =>
  comparePaired({ gains, regressions, n }, null, margin)

test('one image that is right in half of the runs shows no more than a hundred images can', () => {
  expect(once(0, 0, 100, 0.01).p.notInferior).toBeGreaterThan(0.05)
  expect(once(1, 0, 100, 0.01).p.notInferior).toBeGreaterThan(0.05)
  expect(averages([0.5], 100, 0.01).p.notInferior).toBeGreaterThan(0.05)
  expect(averages([-0.5], 100, 0.01).p.notInferior).toBeGreaterThan(averages([0.5], 100, 0.01).p.notInferior)
})

test('where many images differ it decides as t does', () => {
  const losses = Array.from({ length: 300 }, (_, at) => (at % 3 === 0 ? -0.5 : 0.25))
  const { gain, p, interval } = averages(losses, 1000, 0.05)
  expect([gain, p.notInferior < 0.001, interval.lo < gain && gain < interval.hi]).toEqual([0, true, true])
  expect(averages(Array(200).fill(-0.5), 1000, 0.05).p).toMatchObject({
    beyondMargin: expect.toSatisfy((p) => p < 0.001),
  })
})

test('runs that agree are never surer than one', () => {
  for (const [gains, losses] of [
    [0, 0],
    [3, 1],
    [2, 9],
  ] as const) {
    const pooled = averages([...Array(gains).fill(1), ...Array(losses).fill(-1)], 200, 0.02)
    const one = once(gains, losses, 200, 0.02)
    expect(pooled.p.notInferior).toBeGreaterThanOrEqual(one.p.notInferior)
    expect(pooled.p.beyondMargin).toBeGreaterThanOrEqual(one.p.beyondMargin)
  }
})
