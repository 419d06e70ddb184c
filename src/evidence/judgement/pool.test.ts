import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { swapJudgement } from './judge-rows.ts'
import { poolJudgement } from './pool.ts'
import type { Judgement } from './types.ts'

type Scores = readonly number[]

/** Rows 0, 1, 2 … of head, 10, 11, 12 … of base. */
function run(base: Scores, head: Scores, anchor: Scores | null = null, missing: readonly number[] = []): Judgement {
  const kept = [...base.keys()].filter((row) => !missing.includes(row))
  const pick = (scores: Scores) => Float64Array.from(kept, (row) => scores[row]!)
  const name = (row: number) => `${row}`
  const share = (scores: Scores) => ({ n: scores.length, right: scores.reduce((sum, one) => sum + one, 0) })
  return {
    headRow: Int32Array.from(kept),
    baseRow: Int32Array.from(kept, (row) => row + 10),
    baseRight: pick(base),
    headRight: pick(head),
    anchorRight: anchor && pick(anchor),
    baseAnswer: kept.map(name),
    headAnswer: kept.map(name),
    truth: kept.map(name),
    headMissing: new Map(missing.map((row) => [row, 'not-finite'])),
    answered: { base: Int32Array.from(base.keys(), (row) => row + 10), head: Int32Array.from(kept) },
    whole: { base: share(base), head: share(head) },
  }
}
/** One after the other, each with what the one before it kept, as the artifact holds it. */
function pooled(...runs: readonly Judgement[]): Judgement {
  let [value, kept] = [runs[0]!, null as unknown]
  for (const one of runs) {
    const next = poolJudgement(one, kept)
    value = next.value
    kept = JSON.parse(JSON.stringify(next.keep))
  }
  return value
}

const bits = fc.array(fc.constantFrom(0, 1), { minLength: 6, maxLength: 6 })

test('runs that agree are one run', () => {
  fc.assert(
    fc.property(bits, bits, fc.integer({ min: 1, max: 5 }), (base, head, times) => {
      const one = run(base, head, base)
      expect(pooled(...Array<Judgement>(times).fill(one))).toEqual(one)
    }),
  )
})

test('every image scores its average over the runs', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(bits, bits), { minLength: 2, maxLength: 5 }), (runs) => {
      const found = pooled(...runs.map(([base, head]) => run(base, head)))
      for (let at = 0; at < 6; at++) {
        expect(found.baseRight[at]).toBe(runs.reduce((sum, [base]) => sum + base[at]!, 0) / runs.length)
        expect(found.headRight[at]).toBe(runs.reduce((sum, [, head]) => sum + head[at]!, 0) / runs.length)
      }
    }),
  )
})

test('base and head exchanged, before or after', () => {
  const [a, b] = [run([1, 0, 1], [0, 0, 1]), run([1, 1, 1], [1, 0, 0])]
  const kept = poolJudgement(swapJudgement(a), null).keep
  expect(poolJudgement(swapJudgement(b), kept).value).toEqual(swapJudgement(pooled(a, b)))
})

test('what head has once not answered is missing; what the anchor has once not answered is not compared with it', () => {
  const found = pooled(run([1, 1, 0], [1, 0, 0], [1, Number.NaN, 1], [0]), run([1, 1, 0], [1, 1, 0], [1, 1, 1]))
  expect(found.headMissing).toEqual(new Map([[0, 'not-finite']]))
  expect([[...found.headRow], [...found.baseRow], found.truth]).toEqual([
    [1, 2],
    [11, 12],
    ['1', '2'],
  ])
  expect([...found.headRight, ...found.anchorRight!]).toEqual([0.5, 0, Number.NaN, 1])
  expect(pooled(run([1, 1], [1, 1]), run([1, 1], [1, 1], null, [1])).headMissing.size).toBe(1)
})

describe('what does not fit counts as absent', () => {
  const one = run([1, 0], [1, 1])
  const good = poolJudgement(run([1, 0], [0, 1]), null).keep as Record<string, unknown>
  test('and what fits does not', () => expect(poolJudgement(one, good).runs).toBe(2))
  test.each<[string, unknown]>([
    ['nothing', null],
    ['text', 'runs'],
    ['no runs', { ...good, runs: 0 }],
    ['runs without end', { ...good, runs: 1e9 }],
    ['a sum beyond its runs', { ...good, head: [5, 1] }],
    ['less than nothing', { ...good, base: [-1, 0] }],
    ['half an image', { ...good, base: [0.5, 0] }],
    ['no number', { ...good, head: [Number.NaN, 1] }],
    ['fewer images', { ...good, rows: [0], base: [1], head: [0] }],
    ['other images', { ...good, rows: [0, 2] }],
    ['a column that is shorter', { ...good, head: [1] }],
    ['an anchor that there is not', { ...good, anchor: [1, 1] }],
    ['more right than there are', { ...good, whole: { base: { n: 1, right: 2 }, head: { n: 2, right: 1 } } }],
    ['one thing more', { ...good, passed: true }],
  ])('%s', (_, kept) => {
    expect(poolJudgement(one, kept)).toMatchObject({ value: one, runs: 1 })
  })
})
