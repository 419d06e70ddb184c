import { expect, test } from 'vitest'
import { Contents, Strings } from '#contract/table'
import { outcomeOf, testCheck } from '#test/check-tester'
import { many, type Picture, side } from '#test/evidence-builders'
import { check } from './check.ts'

type Change = NonNullable<Picture['quality']>
const ordinary = many(120, (i) => ({ path: `old/${i}.jpg`, quality: { dark: 0.8 + i / 1000 } }))
const one = (path: string, quality: Change, more: Partial<Picture> = {}): Picture => ({
  path,
  quality,
  line: 0,
  ...more,
})
const world = (base: readonly Picture[] | null, added: readonly Picture[]) => ({
  base: base && side(base),
  head: side([...(base ?? []), ...added]),
})
const shown = (code: string, text: string, score: number, limit: number, path: string, old = '') =>
  `${code}${old}: ${text}, for example ${path} (score ${score}, limit ${limit})`

const night = many(200, (i) => ({ path: `night/${i}.jpg`, quality: { dark: 0.1 + i / 1000 } }))
const someGrey = many(120, (i) => ({ path: `old/${i}.jpg`, quality: { grey: i < 6 } }))
const manySizes = many(120, (i) => ({ path: `old/${i}.jpg`, quality: { width: 400 + i, height: 300 } }))

testCheck(check, [
  {
    name: 'ordinary pictures',
    given: world(ordinary, [one('new.jpg', {})]),
    also: ({ metrics, exhibits }) => {
      expect(metrics.map(({ id, base, head }) => [id, base.value, head.value])).toEqual(
        ['dark', 'light', 'blurry', 'low-information', 'odd-aspect-ratio', 'odd-size', 'grey'].map((id) => [
          `${id}-images`,
          0,
          0,
        ]),
      )
      expect(metrics[0]!.head).toMatchObject({ n: 121, of: 'image' })
      expect(exhibits).toEqual([])
    },
  },
  {
    name: 'one of each kind',
    given: world(ordinary, [
      one('black.jpg', { dark: 0.02 }),
      one('white.jpg', { light: 0.99 }),
      one('smeared.jpg', { edges: 12, spread: 5 }),
      one('empty.jpg', { entropy: 0.4 }),
      one('strip.jpg', { width: 320, height: 24 }),
      one('grey.jpg', { grey: true }),
    ]),
    finds: [
      shown('dark', '1 dark images in test', 0.02, 0.32, 'black.jpg'),
      shown('light', '1 images in test that are nearly white', 0.01, 0.05, 'white.jpg'),
      shown('blurry', '1 blurry images in test', 0.113, 0.29, 'smeared.jpg'),
      shown('low-information', '1 images in test that show nearly nothing', 0.04, 0.3, 'empty.jpg'),
      shown('odd-aspect-ratio', '1 images of an odd aspect ratio in test', 0.075, 0.35, 'strip.jpg'),
      shown('odd-size', '1 images of an odd size in test', 0, 1, 'strip.jpg'),
      shown('grey', '1 grey images in test', 0, 1, 'grey.jpg'),
    ],
    also: ({ metrics, exhibits }) => {
      expect(metrics[0]!.delta.value).toBeCloseTo(1 / 126, 12)
      expect(exhibits.map(({ title }) => title)).toEqual([
        'Worst images',
        'Scores, dark',
        'Scores, light',
        'Scores, blurry',
        'Scores, low information',
        'Scores, odd aspect ratio',
        'Scores, odd size',
      ])
    },
  },
  {
    name: 'by night every picture is dark: only what is darker than nearly all of base is told',
    given: world(night, [one('night/new.jpg', { dark: 0.15 }), one('black.jpg', { dark: 0.05 })]),
    finds: [shown('dark', '1 dark images in test', 0.05, 0.102, 'black.jpg')],
    also: ({ metrics }) => expect(metrics[0]!.base.value).toBe(1),
  },
  {
    name: 'grey pictures are ordinary where base has some',
    given: world(someGrey, [one('grey.jpg', { grey: true })]),
  },
  {
    name: 'sizes: far from those of base',
    given: world(manySizes, [
      one('icon.jpg', { width: 32, height: 32 }),
      one('usual.jpg', { width: 460, height: 300 }),
    ]),
    finds: [shown('odd-size', '1 images of an odd size in test', 0, 0.5, 'icon.jpg')],
  },
  {
    name: 'the pull request’s pictures before those of base, five examples, each split by itself',
    given: world(
      [...ordinary, one('was.jpg', { dark: 0.3 })],
      [
        ...many(7, (i) => one(`new/${i}.jpg`, { dark: 0.2 - i / 100 })),
        one('train.jpg', { dark: 0.1 }, { split: 'train', line: 9 }),
      ],
    ),
    finds: [
      shown('dark', '1 dark images in train', 0.1, 0.32, 'train.jpg'),
      shown('dark', '7 dark images in test', 0.14, 0.32, 'new/6.jpg'),
    ],
    also: ({ findings, exhibits }) => {
      expect(findings[0]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'data/manifest.csv', line: 9 },
        { kind: 'image', side: 'head', id: 'train.jpg' },
      ])
      expect(findings[1]).toMatchObject({ count: 7, about: { length: 5 } })
      const [table] = exhibits
      if (table?.kind !== 'table') throw new Error('no table')
      expect(table).toMatchObject({ total: 9 })
      expect(table.rows.at(-1)).toEqual(['dark', 'was.jpg', 'test', 0.3, 0.32, 'base'])
    },
  },
  {
    name: 'as it was before: told, and old',
    given: world([...ordinary, one('was.jpg', { dark: 0.1 })], []),
    finds: [shown('dark', '1 dark images in test', 0.1, 0.32, 'was.jpg', ' (old)')],
  },
  {
    name: 'other bytes under the same path are new',
    given: {
      base: side([...ordinary, one('x.jpg', { dark: 0.1 }, { content: '1' })]),
      head: side([...ordinary, one('x.jpg', { dark: 0.1 }, { content: '2' })]),
    },
    finds: [shown('dark', '1 dark images in test', 0.1, 0.32, 'x.jpg')],
  },
  {
    name: 'too few on base to say what is ordinary: the limits are fixed',
    given: world(night.slice(0, 99), [one('new.jpg', { dark: 0.15 })]),
    finds: [shown('dark', '1 dark images in test', 0.15, 0.32, 'new.jpg')],
  },
  {
    name: 'nothing on base: all is new',
    given: world(null, [one('black.jpg', { dark: 0.1 }), one('a.jpg', {})]),
    finds: [shown('dark', '1 dark images in test', 0.1, 0.32, 'black.jpg')],
    also: ({ metrics }) => expect(metrics[0]!.base).toMatchObject({ reason: { code: 'absent-on-base' } }),
  },
  {
    name: 'what cannot be decoded has no score',
    given: world(ordinary, [one('cut.jpg', { dark: 0 }, { status: 'unreadable' })]),
  },
  {
    name: 'nothing decoded at all',
    given: world(null, [one('cut.jpg', {}, { status: 'unreadable' })]),
    also: ({ metrics }) => expect(metrics[0]!.head).toMatchObject({ reason: { code: 'undefined' } }),
  },
  {
    name: 'limits are the user’s: 0 switches an issue off',
    given: world(ordinary, [one('black.jpg', { dark: 0.1 }), one('dim.jpg', { edges: 35 })]),
    options: { dark: 0, blurry: 0.31 },
    finds: [shown('blurry', '1 blurry images in test', 0.295, 0.31, 'dim.jpg')],
  },
])

test('half a million pictures, all of one fault', () => {
  const rows = 500_000
  const few = side(many(100, (i) => one(`${i}.jpg`, { grey: true })))
  const column = { codes: new Int32Array(rows), values: ['train'] }
  const wide = <T extends Uint8Array | Uint32Array | Float64Array>(of: T): T =>
    new (of.constructor as new (length: number) => T)(rows).map((_, at) => of[at % 100]!) as T
  const { quality } = few.pixels
  const head = {
    dataset: {
      ...few.dataset,
      rows,
      path: Strings.of(Array.from({ length: rows }, (_, at) => `${at}.jpg`)),
      content: Contents.empty(rows),
      split: column,
      label: column,
      line: new Uint32Array(rows),
      source: column,
    },
    pixels: {
      ...few.pixels,
      rows,
      status: wide(few.pixels.status),
      width: wide(few.pixels.width),
      height: wide(few.pixels.height),
      quality: Object.fromEntries(
        Object.entries(quality).map(([name, of]) => [name, wide(of)]),
      ) as unknown as typeof quality,
    },
  }
  const { findings } = outcomeOf(check, { given: { base: null, head } })
  expect(findings).toMatchObject([{ code: 'grey', count: rows, args: { path: '0.jpg' } }])
})
