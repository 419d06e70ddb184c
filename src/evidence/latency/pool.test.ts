import { describe, expect, test } from 'vitest'
import { latency } from '#test/evidence-builders'
import { evidence } from './evidence.ts'
import { pool } from './pool.ts'

const BASE = [10, 11, 12, 10, 11, 12, 10, 11]
const first = latency(BASE, [20, 22, 24, 20, 22, 24, 20, 22], { unsteady: 1 })
const second = latency([12, 13], [18, 19], { unsteady: 2, tail: 1.5 })
const third = latency([9], [9.5])

test('rounds of all runs side by side, the oldest first', () => {
  const found = pool.join(third, [pool.write(first), pool.write(second)])
  expect(found).toMatchObject({ pooled: 3, rounds: 11, unsteady: 3, runsPerRound: 150, batch: 1, profile: 'quick' })
  expect([...found.base.p50]).toEqual([...BASE, 12, 13, 9])
  expect([...found.head.p50]).toEqual([...first.head.p50, 18, 19, 9.5])
  expect([...found.base.p95]).toEqual([...first.base.p95, 18, 19.5, 9 * 1.2])
  expect([...found.head.p95]).toEqual([...first.head.p95, 27, 28.5, 9.5 * 1.2])
})

test('without an earlier run nothing changes', () => expect(pool.join(first, [])).toBe(first))

test('exchanged and pooled is pooled and exchanged', () => {
  const [a, b] = [evidence.swap!(first), evidence.swap!(second)]
  expect(pool.join(a, [pool.write(b)])).toEqual(evidence.swap!(pool.join(first, [pool.write(second)])))
})

describe('what does not fit counts as absent', () => {
  const good = JSON.parse(pool.write(second)) as { base: object; head: object }
  const both = (p50: unknown, p95: unknown = [18, 19]) => ({ ...good, head: { p50, p95 } })
  test('and what fits does not', () => expect(pool.join(first, [JSON.stringify(good)]).pooled).toBe(2))
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['one thing more', { ...good, passed: true }],
    ['no head', { base: good.base, unsteady: 0 }],
    ['no time at all', both([0, 1])],
    ['time that no machine takes', both([5e-324, 1])],
    ['time that nobody waits for', both([1e308, 1])],
    ['time that runs back', both([-1, 1])],
    ['time that is text', both(['18', '19'])],
    ['a side without rounds', both([], [])],
    ['no rounds', { unsteady: 0, base: { p50: [], p95: [] }, head: { p50: [], p95: [] } }],
    ['rounds of one side', both([18])],
    ['rounds without end', both(Array(21).fill(18), Array(21).fill(18))],
    ['more that were unsteady than there are', { ...good, unsteady: 5 }],
  ])('%s', (_, run) => {
    const text = JSON.stringify(run)
    expect(pool.join(first, [text, JSON.stringify(text), text.slice(1), '{"base":'.repeat(100_000)])).toBe(first)
  })
  test('time without end', () => {
    expect(pool.join(first, [pool.write(second).replace('18', '1e999')])).toBe(first)
  })
})
