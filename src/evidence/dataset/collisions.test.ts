import { describe, expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import { expectLinear } from '#test/cpu'
import { readDataset } from '#test/datasets'
import { nameCollisions } from './collisions.ts'
import type { Dataset } from './types.ts'

const collisions = async (...paths: string[]) =>
  (
    await readDataset(
      {},
      paths.map((path) => [`data/train/${path}`, path] as const),
    )
  ).problems.filter(({ code }) => code === 'name-collision')

describe('paths that are one file elsewhere', () => {
  test.each([
    ['case of the name', 'c/A.png', 'c/a.png'],
    ['case of the extension', 'c/a.PNG', 'c/a.png'],
    ['case of a folder', 'C/a.png', 'c/a.png'],
    ['NFC and NFD', 'c/\u00e9.png', 'c/e\u0301.png'],
    ['both', 'c/\u00c9.png', 'c/e\u0301.png'],
    ['ASCII and not', 'c/\u212a.png', 'c/k.png'], // the Kelvin sign
    ['Cyrillic', 'c/\u0416.png', 'c/\u0436.png'],
  ])('%s', async (_, a, b) => {
    const [problem, ...others] = await collisions(a, b, 'c/other.png')
    expect(others).toEqual([])
    expect(problem).toMatchObject({ file: 'data/train', count: 1 })
    for (const name of [a, b]) expect(problem!.text).toContain(`"data/train/${name}"`)
  })

  test.each([
    ['letters that look alike', 'c/a.png', 'c/\u0430.png'],
    ['other folders', 'c/a.png', 'd/A.png'],
    ['a dotless i', 'c/\u0131.png', 'c/i.png'],
    ['compatibility forms', 'c/\ufb01.png', 'c/fi.png'],
    ['__proto__', 'c/__proto__.png', 'c/constructor.png'],
  ])('%s are two files', async (_, a, b) => expect(await collisions(a, b)).toEqual([]))
})

test('the line of the second; the same image of two splits is no collision, and one collision is told once', async () => {
  const manifest = 'image,label,split\na.jpg,x,train\na.jpg,x,test\nA.jpg,x,train\nA.jpg,x,test\nb.jpg,x,test\n'
  const files = ['a.jpg', 'A.jpg', 'b.jpg'].map((name) => [`data/${name}`, name] as const)
  const { problems, rows } = await readDataset({ format: 'csv', file: 'm.csv' }, [['data/m.csv', manifest], ...files])
  expect(rows).toBe(5)
  expect(problems).toMatchObject([{ code: 'name-collision', file: 'data/m.csv', line: 4, count: 1 }])
})

test('a million paths in linear time', () =>
  expectLinear(1_000_000, (rows) => {
    const path = Strings.of(Array.from({ length: rows }, (_, row) => `data/train/class-${row % 1000}/IMG_${row}.jpg`))
    const codes = { codes: new Int32Array(rows), values: ['data/train'] }
    const dataset = {
      rows,
      path,
      content: Contents.empty(rows),
      split: codes,
      label: codes,
      line: new Uint32Array(rows),
      source: codes,
    } as unknown as Dataset
    return () => expect(nameCollisions(dataset)).toEqual([])
  }))
