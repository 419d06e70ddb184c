import { expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Pixels } from '#evidence/pixels/types'
import { outcomeOf, testCheck } from '#test/check-tester'
import { many, type Picture, type SideOptions, side } from '#test/evidence-builders'
import { clustersOf } from '../../picture-clusters.ts'
import { check } from './check.ts'

const train = (path: string, more: Partial<Picture> = {}): Picture => ({ path, split: 'train', ...more })
const inTest = (path: string, more: Partial<Picture> = {}): Picture => ({ path, split: 'test', ...more })
const world = (base: readonly Picture[] | null, head: readonly Picture[], options: SideOptions = {}) => ({
  base: base && side(base, options),
  head: side(head, options),
})
const clean = [train('a.jpg'), train('b.jpg'), inTest('c.jpg')]
const three = { splits: ['train', 'val', 'test'] }

testCheck(check, [
  { name: 'nothing twice', given: world(clean, clean) },
  {
    name: 'a training image copied into the test set',
    given: world(clean, [...clean, inTest('z.jpg', { content: 'a.jpg' })]),
    finds: ['across-splits: the same picture is in test and train: z.jpg and a.jpg (2 records)'],
    also: ({ metrics, findings, exhibits }) => {
      expect(metrics).toMatchObject([
        {
          id: 'pictures-in-both',
          slice: 'test and train',
          base: { value: 0, n: 3 },
          head: { value: 1, n: 4 },
          delta: { value: 1 },
        },
      ])
      expect(findings[0]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'data/manifest.csv', line: 5 },
        { kind: 'image', side: 'head', id: 'z.jpg' },
        { kind: 'file', side: 'head', path: 'data/manifest.csv', line: 2 },
        { kind: 'image', side: 'head', id: 'a.jpg' },
      ])
      expect(exhibits).toMatchObject([
        {
          kind: 'pairs',
          total: 1,
          pairs: [{ left: { id: 'z.jpg' }, right: { id: 'a.jpg' }, text: { code: 'in-splits' } }],
        },
      ])
    },
  },
  {
    name: 'a copy of a test image in the training set: its record comes first, for there the copy is to be removed',
    given: world(clean, [train('0.jpg', { content: 'c.jpg' }), ...clean]),
    finds: ['across-splits: the same picture is in test and train: c.jpg and 0.jpg (2 records)'],
    also: ({ findings }) =>
      expect(findings[0]!.about).toMatchObject([{ line: 2 }, { id: '0.jpg' }, { line: 5 }, { id: 'c.jpg' }]),
  },
  {
    name: 'other bytes, equal pixels: a PNG of a bitmap, a rotated picture with its EXIF mark',
    given: world(clean, [...clean, inTest('a.png', { content: 'other', pixels: 'a.jpg', line: 0 })]),
    finds: ['across-splits: the same picture is in test and train: a.png and a.jpg (2 records)'],
  },
  {
    name: 'equal bytes that are not here, or cannot be decoded',
    given: world(clean, [
      ...clean,
      train('1.jpg', { content: 'one', id: 'sha256', status: 'absent' }),
      inTest('2.jpg', { content: 'one', id: 'sha256', status: 'absent' }),
      train('3.jpg', { content: 'empty', status: 'unreadable' }),
      inTest('4.jpg', { content: 'empty', status: 'unreadable' }),
      train('5.jpg', { content: null }),
      inTest('6.jpg', { content: null }),
    ]),
    finds: [
      'across-splits: the same picture is in test and train: 2.jpg and 1.jpg (2 records)',
      'across-splits: the same picture is in test and train: 4.jpg and 3.jpg (2 records)',
    ],
  },
  {
    name: 'bytes and pixels join to one cluster; another colour of the same file name does not',
    given: world(clean, [
      train('1.jpg', { content: 'x', pixels: 'p' }),
      train('2.jpg', { content: 'y', pixels: 'p' }),
      inTest('3.jpg', { content: 'y', status: 'absent' }),
      inTest('4.jpg', { content: 'z', pixels: 'p' }),
      inTest('5.jpg', { content: 'w', pixels: 'q' }),
    ]),
    finds: ['across-splits: the same picture is in test and train: 3.jpg and 1.jpg (4 records)'],
  },
  {
    name: 'what base has already, whatever it is called now, and one copy more in the same splits',
    given: world(
      [...clean, inTest('z.jpg', { content: 'a.jpg' })],
      [train('renamed.jpg', { content: 'a.jpg' }), ...clean, inTest('z2.jpg', { content: 'a.jpg' })],
    ),
    finds: ['across-splits (old): the same picture is in test and train: z2.jpg and renamed.jpg (3 records)'],
  },
  {
    name: 'a copy in a further split is new, one copy less is not',
    given: world(
      [
        train('1.jpg'),
        { path: '2.jpg', content: '1.jpg', split: 'val' },
        ...three.splits.map((split) => ({ path: `${split}/9.jpg`, content: '9', split })),
      ],
      [
        train('1.jpg'),
        { path: '2.jpg', content: '1.jpg', split: 'val' },
        inTest('3.jpg', { content: '1.jpg' }),
        { path: 'train/9.jpg', content: '9', split: 'train' },
        { path: 'val/9.jpg', content: '9', split: 'val' },
      ],
      three,
    ),
    finds: [
      'across-splits: the same picture is in test and train and val: 3.jpg and 1.jpg (3 records)',
      'across-splits (old): the same picture is in train and val: train/9.jpg and val/9.jpg (2 records)',
    ],
    also: ({ metrics }) =>
      expect(metrics.map(({ slice, base, head }) => [slice, base.value, head.value])).toEqual([
        ['test and train', 1, 1],
        ['test and val', 1, 1],
        ['train and val', 2, 2],
      ]),
  },
  {
    name: 'twice in one split',
    given: world(
      [train('1.jpg'), train('2.jpg', { content: '1.jpg' }), inTest('3.jpg'), inTest('4.jpg', { content: '3.jpg' })],
      [
        train('1.jpg'),
        train('2.jpg', { content: '1.jpg' }),
        train('5.jpg'),
        train('6.jpg', { content: '5.jpg' }),
        inTest('3.jpg'),
        inTest('4.jpg', { content: '3.jpg' }),
      ],
    ),
    finds: [
      'within-split (old): 1 pictures are in test more than once, for example 3.jpg and 4.jpg',
      'within-split: 1 pictures are in train more than once, for example 5.jpg and 6.jpg',
    ],
  },
  {
    name: 'a whole training set copied: the first thousand one by one',
    given: world(
      clean,
      many(1200, (i) => train(`train/${i}.jpg`, { content: `${i}` })).concat(
        many(1200, (i) => inTest(`test/${i}.jpg`, { content: `${i}` })),
      ),
    ),
    finds: expect.arrayContaining([
      'more-across-splits: 200 more pictures are in test and train, for example test/819.jpg and train/819.jpg',
    ]) as unknown as string[],
    also: ({ findings, exhibits, metrics }) => {
      expect(findings).toHaveLength(1001)
      expect(exhibits).toMatchObject([{ total: 1200, pairs: { length: 50 } }])
      expect(metrics[0]!.head.value).toBe(1200)
    },
  },
  {
    name: 'the first dataset: all is new',
    given: world(null, [train('1.jpg'), inTest('2.jpg', { content: '1.jpg' })]),
    finds: ['across-splits: the same picture is in test and train: 2.jpg and 1.jpg (2 records)'],
    also: ({ metrics }) =>
      expect(metrics[0]!.delta).toEqual({ value: null, reason: { code: 'absent-on-base', args: {} } }),
  },
  {
    name: 'one file listed in two splits',
    given: world(clean, [train('1.jpg'), inTest('1.jpg', { line: 9 })]),
    finds: ['across-splits: the same picture is in test and train: 1.jpg and 1.jpg (2 records)'],
  },
  {
    name: 'an empty dataset',
    given: world([], []),
  },
])

test('twenty splits: only pairs with the gate split are counted', () => {
  const splits = Array.from({ length: 20 }, (_, i) => (i === 0 ? 'test' : `s${i}`))
  const given = {
    base: side([], { splits }),
    head: side(
      splits.map((split) => ({ path: split, content: 'x', split })),
      { splits },
    ),
  }
  expect(outcomeOf(check, { given }).metrics).toHaveLength(19)
})

test('a million images give their thousand clusters', () => {
  const { data, pixels } = million()
  expect(clustersOf(data, pixels)).toHaveLength(1000)
})

/** A million random pictures, of which a thousand of the second half equal one of the first. */
function million(): { data: Dataset; pixels: Pixels } {
  const rows = 1_000_000
  const hash = new Uint8Array(rows * 32)
  const words = new Uint32Array(hash.buffer)
  for (let i = 0, x = 1; i < words.length; i++) words[i] = x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d) + i
  for (let i = 0; i < 1000; i++) hash.copyWithin((rows - 1 - i) * 32, i * 32, (i + 1) * 32)
  const codes = new Int32Array(rows)
  const column = { codes, values: ['train'] }
  const data = {
    rows,
    path: new Strings(
      new Uint8Array(rows),
      Uint32Array.from(codes, (_, row) => row + 1),
    ),
    content: new Contents(new Uint8Array(rows).fill(1), hash),
    split: column,
    label: column,
    line: new Uint32Array(rows),
    source: column,
    columns: new Map(),
    boxes: null,
    classes: [],
    problems: [],
  }
  const sizes = new Uint32Array(rows)
  return { data, pixels: { ...side([]).pixels, rows, status: new Uint8Array(rows), hash, width: sizes, height: sizes } }
}
