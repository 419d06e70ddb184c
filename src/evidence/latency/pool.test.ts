import { expect, test } from 'vitest'
import { poolLatency } from './pool.ts'
import type { Latency } from './types.ts'

function run(base: readonly number[], head: readonly number[], unsteady = 0): Latency {
  const side = (times: readonly number[]) => ({
    p50: Float64Array.from(times),
    p95: Float64Array.from(times, (ms) => 2 * ms),
  })
  return {
    rounds: base.length,
    runsPerRound: 150,
    batch: 1,
    profile: 'quick',
    base: side(base),
    head: side(head),
    unsteady,
  }
}
const [first, second] = [run([10, 11], [20, 22], 1), run([12], [18], 2)]

test('the rounds of all runs stand side by side', () => {
  const one = poolLatency(first, null)
  expect(one).toMatchObject({ value: first, runs: 1 })
  const two = poolLatency(second, JSON.parse(JSON.stringify(one.keep)))
  expect([two.runs, two.value]).toEqual([2, run([10, 11, 12], [20, 22, 18], 3)])
  const three = poolLatency(first, two.keep)
  expect([three.runs, three.value.rounds]).toEqual([3, 5])
})

const good = poolLatency(first, null).keep as { base: object }
test.each<[string, unknown]>([
  ['text', 'fast'],
  ['no time at all', { ...good, head: { p50: [0, 1], p95: [1, 1] } }],
  ['time without end', { ...good, head: { p50: [Number.POSITIVE_INFINITY, 1], p95: [1, 1] } }],
  ['no rounds', { ...good, base: { p50: [], p95: [] }, head: { p50: [], p95: [] } }],
  ['rounds of one side', { ...good, head: { p50: [1], p95: [1] } }],
  ['rounds without end', { ...good, base: { p50: Array(30_000).fill(1), p95: [] } }],
  ['one thing more', { ...good, passed: true }],
])('%s counts as absent', (_, kept) => {
  expect(poolLatency(second, kept)).toMatchObject({ value: second, runs: 1 })
})
