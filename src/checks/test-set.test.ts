import { expect, test } from 'vitest'
import type { Judgement } from '#evidence/judgement/types'
import { many, type Picture, side } from '#test/evidence-builders'
import { testSetOf } from './test-set.ts'

const cats = many(40, (i) => ({ path: `t/${String(i).padStart(2, '0')}.jpg`, content: `c${i}` }))

function named(pictures: readonly Picture[], judged = pictures.map((_, row) => row)): string {
  const { dataset } = side([...pictures], { classes: ['cat', 'dog'] })
  const labels = new Map(pictures.map(({ path, label = 'cat' }) => [path, label!]))
  const truth = judged.map((row) => labels.get(dataset.path.get(row))!)
  return testSetOf({ headRow: Int32Array.from(judged), truth } as unknown as Judgement, dataset)
}

test('a test set is the contents and labels of what is judged, whatever paths and order', () => {
  const name = named(cats)
  expect(name).toMatch(/^[0-9a-f]{16}$/)
  expect(named(cats.toReversed())).toBe(name)
  expect(named(cats.map((one, i) => ({ ...one, path: `other/${i}.png` })))).toBe(name)
  const changed = (change: Partial<Picture>) => named(cats.map((one, i) => (i === 7 ? { ...one, ...change } : one)))
  const others = [changed({ content: 'new' }), changed({ label: 'dog' }), named(cats.slice(1)), named(cats, [0, 1, 2])]
  expect(new Set([name, ...others]).size).toBe(5)
})
