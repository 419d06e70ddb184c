import { expect, test } from 'vitest'
import { textHash } from '#contract/byte-index'
import { type DataProblem, MORE_OF_THESE, type ProblemCode } from '#evidence/dataset/types'
import { outcomeOf, testCheck } from '#test/check-tester'
import { readDataset } from '#test/datasets'
import { type Picture, side } from '#test/evidence-builders'
import { check } from './check.ts'

const sound: Picture[] = [{ path: 'a.jpg', split: 'train' }, { path: 'b.jpg' }]
type At = Partial<Pick<DataProblem, 'file' | 'line' | 'column' | 'count'>>
const problem = (code: ProblemCode, text: string, { file = 'm.csv', line = 0, column = 0, count = 1 }: At = {}) => {
  return { code, file, line, column, text, count }
}
const missing = (name: string, line: number, more: At = {}) =>
  problem('missing-file', `"${name}" is not in the commit`, { line, ...more })
/** Problems that the reader did not keep. */
const rest = (...names: readonly string[]): DataProblem => ({
  ...problem('missing-file', MORE_OF_THESE, { count: names.length }),
  rest: Float64Array.from(names, (name) => textHash(missing(name, 0).text)),
})
const world = (
  base: readonly DataProblem[] | null,
  head: readonly DataProblem[],
  pictures: { base?: Picture[]; head?: Picture[] } = {},
) => ({
  base: base && side(pictures.base ?? sound, { problems: base }),
  head: side(pictures.head ?? sound, { problems: head }),
})

testCheck(check, [
  { name: 'all is there', given: world([], []) },
  {
    name: 'each kind of fault, on the line and column of its record',
    given: world(
      [],
      [
        missing('gone.jpg', 7, { column: 3 }),
        problem('outside-root', '"../x.jpg" is not a path below the root of the dataset', { line: 9 }),
        problem('not-an-image', '"data/link.jpg" is a symbolic link, which is not followed', { file: 'data/link.jpg' }),
        problem('name-collision', '"A.jpg" and "a.jpg"', { line: 4 }),
        problem('unknown-split', 'not of this check', { line: 5 }),
      ],
    ),
    finds: [
      'missing-file: a record names a file that is not there: "gone.jpg" is not in the commit',
      'outside-root: a record leaves the root of the dataset: "../x.jpg" is not a path below the root of the dataset',
      'not-an-image: where an image should be there is none: "data/link.jpg" is a symbolic link, which is not followed',
      'name-collision: names that are one name on some machines: "A.jpg" and "a.jpg"',
    ],
    also: ({ findings, metrics }) => {
      expect(findings.map(({ about }) => about)).toEqual([
        [{ kind: 'file', side: 'head', path: 'm.csv', line: 7, column: 3 }],
        [{ kind: 'file', side: 'head', path: 'm.csv', line: 9 }],
        [{ kind: 'file', side: 'head', path: 'data/link.jpg' }],
        [{ kind: 'file', side: 'head', path: 'm.csv', line: 4 }],
      ])
      expect(metrics[0]).toMatchObject({ base: { value: 0 }, head: { value: 4 }, delta: { value: 4 } })
    },
  },
  {
    name: 'the same is old on whatever line, and one finding',
    given: world(
      [missing('x.jpg', 2), missing('y.jpg', 3)],
      [missing('new.jpg', 2), missing('x.jpg', 3), missing('y.jpg', 4)],
    ),
    finds: [
      'missing-file: a record names a file that is not there: "new.jpg" is not in the commit',
      'further-records (old): 2 further records at fault (missing-file), for example in m.csv',
    ],
  },
  {
    name: 'equal texts: the one above which nothing moved, and below which all moved alike, is the new one',
    given: world(
      [2, 5, 9].map((line) => problem('not-an-image', 'the name is empty', { line })),
      [2, 4, 6, 10].map((line) => problem('not-an-image', 'the name is empty', { line })),
    ),
    finds: [
      'not-an-image: where an image should be there is none: the name is empty',
      'further-records (old): 3 further records at fault (not-an-image), for example in m.csv',
    ],
    also: ({ findings }) => expect(findings[0]!.about).toMatchObject([{ line: 4 }]),
  },
  {
    name: 'an annotation file that was renamed with its image says nothing new',
    given: world([missing('x', 1, { file: 'l/a.txt' })], [missing('x', 1, { file: 'l/z.txt' })], {
      base: [{ path: 'a.jpg', annotations: 'l/a.txt' }],
      head: [{ path: 'z.jpg', content: 'a.jpg', annotations: 'l/z.txt' }],
    }),
    finds: ['further-records (old): 1 further records at fault (missing-file), for example in l/z.txt'],
  },
  {
    name: 'a manifest that was renamed says nothing new',
    given: {
      base: side(sound, { problems: [missing('x', 1, { file: 'old.csv' })], source: 'old.csv' }),
      head: side(sound, { problems: [missing('x', 1, { file: 'new.csv' })], source: 'new.csv' }),
    },
    finds: ['further-records (old): 1 further records at fault (missing-file), for example in new.csv'],
  },
  {
    name: 'fifty one by one, by line, the rest as one',
    given: world(
      null,
      Array.from({ length: 60 }, (_, i) => missing(`${i}`, 100 - i)),
    ),
    finds: expect.arrayContaining([
      'further-records: 10 further records at fault (missing-file), for example in m.csv',
    ]) as unknown as string[],
    also: ({ findings }) => {
      expect(findings).toHaveLength(51)
      expect(findings.map(({ about }) => about[0]).slice(0, 2)).toMatchObject([{ line: 41 }, { line: 42 }])
      expect(findings[50]!.about).toHaveLength(5)
    },
  },
  {
    name: 'beyond the limit of the reader, what is said is compared by its hash',
    given: world(
      [missing('b', 2), missing('c', 3), missing('gone', 4), rest('a', 'd', 'd', 'e')],
      [missing('a', 2), missing('b', 3), missing('new', 4), rest('c', 'd', 'e', 'e', 'f')],
    ),
    finds: [
      'missing-file: a record names a file that is not there: m.csv: more of these', // e once more, and f
      'missing-file: a record names a file that is not there: "new" is not in the commit',
      'further-records (old): 5 further records at fault (missing-file), for example in m.csv',
    ],
    also: ({ findings }) => expect(findings.map(({ count }) => count)).toEqual([2, 1, 5]),
  },
  {
    name: 'more values of one problem than on base',
    given: world([missing('x', 2, { count: 3 })], [missing('x', 2, { count: 5 })]),
    finds: [
      'missing-file: a record names a file that is not there: "x" is not in the commit',
      'further-records (old): 3 further records at fault (missing-file), for example in m.csv',
    ],
    also: ({ findings }) => expect(findings[0]!.count).toBe(2),
  },
])

test('of five thousand files that are not there, one is another one', async () => {
  const read = async (names: readonly number[]) => {
    const records = names.map((name) => `${name}.jpg,cat,test\n`).join('')
    const files = [['data/m.csv', `image,label,split\n${records}`]] as const
    return { dataset: await readDataset({ format: 'csv', file: 'm.csv' }, files) }
  }
  const names = Array.from({ length: 5000 }, (_, at) => at)
  for (const at of [10, 4000]) {
    const other = names.with(at, 9999)
    const [base, head] = [await read(names), await read(at === 10 ? other : other.toReversed())]
    const { findings, metrics } = outcomeOf(check, { given: { base, head } })
    expect(findings.map(({ age, count }) => [age, count])).toEqual([
      ['new', 1],
      ['pre-existing', 4999],
    ])
    expect(metrics[0]).toMatchObject({ delta: { value: 0 } })
  }
})
