import { expect, test } from 'vitest'
import type { CheckId } from '#contract/ids'
import type { Found } from '#contract/outcome'
import { folded } from './fold.ts'
import type { Raw } from './run.ts'

function found(code: string, at: number, age: Found['age'] = 'new'): Found {
  const about = [{ kind: 'file' as const, side: 'head' as const, path: `f${at}` }]
  return { code, args: { at }, about, age, count: 2, subject: `s${at}`, basis: `b${at}` }
}
const many = (code: string, count: number, age?: Found['age']) =>
  Array.from({ length: count }, (_, at) => found(code, at, age))
const measured = (findings: Found[]): Raw => ({ status: 'measured', metrics: [], claims: [], exhibits: [], findings })
const outcomes = (...all: Found[][]) =>
  new Map(all.map((findings, at): [CheckId, Raw] => [`check/${at}`, measured(findings)]))
const findingsOf = (map: ReadonlyMap<CheckId, Raw>) =>
  [...map.values()].flatMap((raw) => (raw.status === 'measured' ? raw.findings : []))

test('as many as allowed stay as they are', () => {
  const all = outcomes(many('a', 6), many('b', 4))
  expect(folded(all, 10)).toEqual({ outcomes: all, folded: 0 })
  expect(folded(outcomes(), 0).folded).toBe(0)
})

test('the largest groups become one each, until all fit; what is new stays apart from what is old', () => {
  const all = outcomes([...many('a', 5), ...many('a', 3, 'pre-existing')], many('b', 4))
  const { outcomes: made, folded: count } = folded(all, 11)
  expect(count).toBe(5)
  expect(findingsOf(made).map(({ code, age, count }) => [code, age, count])).toEqual([
    ['a', 'new', 10],
    ...Array.from({ length: 3 }, () => ['a', 'pre-existing', 2]),
    ...Array.from({ length: 4 }, () => ['b', 'new', 2]),
  ])
  expect(findingsOf(folded(all, 3).outcomes)).toHaveLength(3)
})

test('what stands for all rests on all', () => {
  const [before] = findingsOf(folded(outcomes(many('a', 5)), 1).outcomes)
  const changed = many('a', 5)
  changed[4] = { ...changed[4]!, basis: 'other' }
  const [after] = findingsOf(folded(outcomes(changed), 1).outcomes)
  expect(after!.subject).toBe(before!.subject)
  expect(after!.basis).not.toBe(before!.basis)
  expect(before!.about).toHaveLength(5)
})

test('as many as nobody reads fold in one pass', () => {
  const { outcomes: made, folded: count } = folded(outcomes(many('a', 200_000), many('b', 10)), 100_000)
  expect([findingsOf(made).length, count]).toEqual([11, 200_000])
})
