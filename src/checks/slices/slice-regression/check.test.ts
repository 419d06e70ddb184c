import { expect, test } from 'vitest'
import type { TargetPolicy } from '#contract/config'
import type { Measured } from '#contract/outcome'
import { outcomeOf, readings, testCheck } from '#test/check-tester'
import { many, type Picture, side } from '#test/evidence-builders'
import type { World } from '#test/world'
import { check } from './check.ts'

/** 40 images of the day and 20 of the night; head is wrong on the first `lost` of the night. */
function nights(lost: number, more: Partial<Picture> = {}): World {
  const images = many(60, (i) => ({
    path: `t/${i}.jpg`,
    columns: { time: i < 40 ? 'day' : 'night', width: String(100 + i), camera: `c${i % 3}` },
    ...more,
  }))
  const classes = { classes: ['cat', 'dog'] }
  return {
    base: side(images, classes),
    head: side(
      images.map((one, i) => ({ ...one, answer: i >= 40 && i < 40 + lost ? 'dog' : 'cat' })),
      classes,
    ),
  }
}
const rule = (id: string, where: Exclude<TargetPolicy['slices'][number], string>['where'], tolerance = 0.05) => ({
  id,
  where,
  tolerance,
})
const slices = (...declared: TargetPolicy['slices']) => ({ target: { slices: declared } })
const summary = ({ claims }: Measured) => claims.map(({ slice, n, gain, margin }) => [slice, n, gain, margin])
const one = (path: string, columns: Picture['columns'], more: Partial<Picture> = {}): Picture => ({
  path,
  columns: columns ?? {},
  ...more,
})

testCheck(check, [
  {
    name: 'runs that do not agree on the night agree on the day',
    given: {
      base: { ...nights(0).base, earlier: [nights(0).base!] },
      head: { ...nights(5).head, earlier: [nights(3).head] },
    },
    ...slices('time'),
    also: (outcome) => {
      expect(summary(outcome)).toEqual([
        ['time=day', 40, 0, 0.02],
        ['time=night', 20, -0.2, 0.02],
      ])
      expect(outcome.claims.map(({ interval, args }) => [interval, args.pooled])).toMatchObject([
        [{ method: 'tango' }, 2],
        [{ method: 'image-t' }, 2],
      ])
    },
  },
  {
    name: 'every value of a column, with the tolerance of the primary metric',
    given: nights(5),
    ...slices('time'),
    also: (outcome) => {
      expect(summary(outcome)).toEqual([
        ['time=day', 40, 0, 0.02],
        ['time=night', 20, -0.25, 0.02],
      ])
      const [, night] = outcome.claims
      expect(night).toMatchObject({
        role: 'protected',
        code: 'slice-regression',
        args: { slice: 'time=night', regressions: 5 },
      })
      expect(night!.p.notInferiorToAnchor).toBeNull()
      expect(
        outcome.metrics.map(({ slice, base, head, delta }) => [slice, base.value, head.value, delta.value]),
      ).toEqual([
        ['time=day', 1, 1, 0],
        ['time=night', 1, 0.75, -0.25],
      ])
      expect(outcome.exhibits).toMatchObject([{ kind: 'bars', bars: [{ name: 'time=day' }, { base: 1, head: 0.75 }] }])
    },
  },
  {
    name: 'rules: exact, list, range, intersection, each with its own tolerance',
    given: nights(5),
    ...slices(
      rule('night', { time: 'night' }, 0.1),
      rule('two cameras', { camera: ['c0', 'c1'] }),
      rule('wide', { width: { min: 150 } }),
      rule('narrow', { width: { max: 100.5 } }),
      rule('wide night of c2', { time: 'night', width: { min: 140, max: 144 }, camera: 'c2' }),
    ),
    also: (outcome) =>
      expect(summary(outcome)).toEqual([
        ['night', 20, -0.25, 0.1],
        ['two cameras', 40, -0.075, 0.05],
        ['wide', 10, 0, 0.05],
        ['narrow', 1, 0, 0.05],
        ['wide night of c2', 2, -1, 0.05],
      ]),
  },
  {
    name: 'a value that is no number is in no range',
    given: {
      base: side(['5', '', ' ', 'Infinity', 'wide', '0x5'].map((width, i) => one(`${i}`, { width }))),
      head: side(['5', '', ' ', 'Infinity', 'wide', '0x5'].map((width, i) => one(`${i}`, { width }))),
    },
    ...slices(rule('some', { width: {} })),
    also: (outcome) => expect(summary(outcome)).toEqual([['some', 2, 0, 0.05]]),
  },
  {
    name: 'a fixed population is counted',
    given: nights(1),
    target: {
      slices: ['time'],
      primary: { metric: 'accuracy', tolerance: 0.02, population: 'fixed', test: 'non-inferiority' },
    },
    also: ({ claims }) => {
      expect(claims.map(({ code, p }) => [code, p.beyondMargin])).toEqual([
        ['slice-regression-counted', 1],
        ['slice-regression-counted', 0],
      ])
    },
  },
  {
    name: 'the images of a slice were taken away, or exchanged for others',
    given: {
      base: side([one('a', { time: 'day' }), one('b', { time: 'night' }), one('c', { time: 'dusk' })]),
      head: side([one('a', { time: 'day' }), one('c', { time: 'dusk' }, { content: 'other bytes' })]),
    },
    ...slices('time'),
    finds: [
      'slice-vanished: slice time=dusk has no image any more that both models can be judged on; on base there are 1',
      'slice-vanished: slice time=night has no image any more that both models can be judged on; on base there are 1',
    ],
  },
  {
    name: 'a rule that matches nothing, or only what head adds',
    given: {
      base: side([one('a', { time: 'day' })]),
      head: side([one('a', { time: 'day' }), one('b', { time: 'dawn' })]),
    },
    ...slices(rule('dawn', { time: 'dawn' }), rule('dusk', { time: 'dusk' })),
    finds: [
      'empty-slice (old): slice dawn has no judged image on base (1 on head)',
      'empty-slice (old): slice dusk has no judged image on base (0 on head)',
    ],
  },
  {
    name: 'a column that the data never had',
    given: { base: side([one('a', { time: 'day' })]), head: side([one('a', { time: 'day' })]) },
    ...slices('tmie', rule('far', { distance: { min: 10 }, time: 'day' })),
    finds: [
      'unknown-column (old): slice tmie names the column tmie, which the data on base do not have (columns: time)',
      'unknown-column (old): slice far names the column distance, which the data on base do not have (columns: time)',
    ],
  },
  {
    name: 'a column that head takes away: judged by base, and told',
    given: { base: side([one('a', { time: 'day' })]), head: side([one('a', {})]) },
    ...slices('time'),
    finds: ['unknown-column: slice time=day names the column time, which the data on head do not have (columns: none)'],
    also: (outcome) => expect(summary(outcome)).toEqual([['time=day', 1, 0, 0.02]]),
  },
  {
    name: 'a column of a thousand values',
    given: {
      base: side(many(300, (i) => one(`${i}`, { patient: `p${Math.floor(i / 2)}` }))),
      head: side(many(300, (i) => one(`${i}`, { patient: `p${Math.floor(i / 2)}` }))),
    },
    ...slices('patient'),
    finds: ['values-not-judged (old): the column patient has 150 values: only the 100 with the most images are judged'],
    also: ({ claims }) => expect(claims).toHaveLength(100),
  },
  {
    name: 'groups are the units in a slice as well',
    given: {
      base: side(
        many(30, (i) => one(`${i}`, { time: 'day', patient: `p${i % 6}` })),
        { group: 'patient' },
      ),
      head: side(
        many(30, (i) => one(`${i}`, { time: 'day', patient: `p${i % 6}` })),
        { group: 'patient' },
      ),
    },
    ...slices('time'),
    also: ({ metrics }) => expect(metrics[0]!.delta).toMatchObject({ of: 'group', n: 6 }),
  },
  {
    name: 'hostile columns and values',
    given: {
      base: side([one('a', { constructor: '__proto__' })]),
      head: side([one('a', { constructor: '__proto__' }, { answer: 'dog' })]),
    },
    ...slices('constructor', 'toString'),
    finds: [
      'unknown-column (old): slice toString names the column toString, which the data on base do not have (columns: constructor)',
    ],
    also: (outcome) => expect(summary(outcome)).toEqual([['constructor=__proto__', 1, -1, 0.02]]),
  },
  { name: 'no slices', given: nights(0), notApplicable: 'no-slices' },
  {
    name: 'no primary metric',
    given: nights(0),
    target: { slices: ['time'], primary: null },
    notApplicable: 'no-primary',
  },
])

test('a pull request cannot move its failures out of a slice: base says what is in it', () => {
  const { base } = nights(0)
  const day = many(60, (i) => one(`t/${i}.jpg`, { time: 'day' }, { answer: i < 40 ? 'cat' : 'dog' }))
  const outcome = outcomeOf(check, { given: { base, head: side(day, { classes: ['cat', 'dog'] }) }, ...slices('time') })
  expect(summary(outcome)).toEqual([
    ['time=day', 40, 0, 0.02],
    ['time=night', 20, -1, 0.02],
  ])
})

test('nor can values that it invents hide a slice among others', () => {
  const { base } = nights(5)
  const invented = many(60, (i) => one(`t/${i}.jpg`, { time: `t${i}` }))
  const outcome = outcomeOf(check, { given: { base, head: side(invented) }, ...slices('time') })
  expect(outcome.claims).toHaveLength(2)
  expect(readings(check, outcome)).toEqual([])
})
