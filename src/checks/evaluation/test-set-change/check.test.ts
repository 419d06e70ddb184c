import { expect, test } from 'vitest'
import { outcomeOf, testCheck } from '#test/check-tester'
import { expectLinear } from '#test/cpu'
import { many, type Picture, side } from '#test/evidence-builders'
import { splitVersions } from '../../split-version.ts'
import { check } from './check.ts'

const tests = many(8, (i) => ({ path: `${i}.jpg` }))
const [first, second, ...others] = tests as [Picture, Picture, ...Picture[]]
const train: Picture = { path: 't.jpg', split: 'train' }
const world = (base: readonly Picture[], head: readonly Picture[]) => ({ base: side(base), head: side(head) })
const at = (x: number) => ({ at: [x, 1, 5, 5] }) as const

testCheck(check, [
  {
    name: 'the same questions',
    given: world([...tests, train], [...tests, { ...train, label: 'dog' }]),
    also: ({ metrics }) =>
      expect(metrics).toMatchObject([{ base: { value: 1, n: 8 }, head: { value: 1 }, delta: { value: 0 } }]),
  },
  {
    name: 'one of each kind of change',
    given: world(
      [...tests, train],
      [{ ...first, content: 'E' }, { ...second, label: 'dog' }, ...others.slice(1), { path: 'n.jpg' }, train],
    ),
    finds: [expect.stringMatching(/^changed: .* 1 added, 1 removed, 1 edited, 1 relabelled; 5 of the 8 .* \(0.625\)/)],
    also: ({ findings, metrics }) => {
      const [edited, relabelled, added, ...images] = findings[0]!.about
      expect([edited, relabelled, added]).toMatchObject([{ line: 2 }, { line: 3 }, { line: 9 }])
      expect(images).toMatchObject([{ id: '0.jpg' }, { id: '1.jpg' }, { id: 'n.jpg' }])
      expect(findings[0]!.count).toBe(4)
      expect(metrics[0]).toMatchObject({ base: { value: 5 / 8 }, head: { value: 5 / 8 } })
    },
  },
  {
    name: 'moved in and out',
    given: world([...tests, train], [{ ...first, split: 'train' }, second, ...others, { ...train, split: 'test' }]),
    finds: [expect.stringMatching(/^changed: .* 1 added, 1 removed, 0 edited, 0 relabelled; 7 of the 8/)],
  },
  {
    name: 'hardly anything is left',
    given: world(tests, [...tests.slice(0, 3), ...many(9, (i) => ({ path: `n${i}.jpg` }))]),
    finds: [
      expect.stringMatching(/^hardly-comparable: .* 9 added, 5 removed, .* only 3 of the 8 images of base \(0.375\)/),
    ],
  },
  {
    name: 'emptied',
    given: world(tests, [train]),
    finds: [expect.stringMatching(/^hardly-comparable: .* 0 added, 8 removed, .* only 0 of the 8/)],
    also: ({ metrics }) => expect(metrics[0]!.head.value).toBeNull(),
  },
  {
    name: 'annotations: one moved, one removed, one image that has none any more',
    given: world(
      [
        { path: 'a', boxes: [at(1), at(2)] },
        { path: 'b', boxes: [at(1), at(1)] },
        { path: 'c', boxes: [at(1)] },
        { path: 'd', boxes: [at(2), at(1)] },
        { path: 'e', boxes: [] },
        { path: 'f', boxes: [] },
      ],
      [
        { path: 'a', boxes: [at(1), at(3)] },
        { path: 'b', boxes: [at(1)] },
        { path: 'c', boxes: [] },
        { path: 'd', boxes: [at(1), at(2)] },
        { path: 'e', boxes: [] },
        { path: 'f', boxes: [] },
      ],
    ),
    finds: [expect.stringMatching(/^changed: .* 0 edited, 3 relabelled; 3 of the 6/)],
  },
  {
    name: 'masks: one edited, one gone',
    given: world(
      ['a', 'b', 'c', 'd', 'e'].map((path) => ({ path, mask: path })),
      [{ path: 'a', mask: 'A' }, { path: 'b' }, ...['c', 'd', 'e'].map((path) => ({ path, mask: path }))],
    ),
    finds: [expect.stringMatching(/^changed: .* 0 edited, 2 relabelled; 3 of the 5/)],
  },
  {
    name: 'files that neither commit has did not change',
    given: world([...tests, { path: 'gone', content: null }], [...tests, { path: 'gone', content: null }]),
  },
  {
    name: 'a file that is gone while its record stays',
    given: world(tests, [{ ...first, content: null }, second, ...others]),
    finds: [expect.stringMatching(/^changed: .* 0 added, 1 removed, 0 edited, 0 relabelled; 7 of the 8/)],
  },
  { name: 'nothing was judged', given: world([train], tests), notApplicable: 'nothing-judged-on-base' },
])

test('a judged split that is empty on both sides is no pass', () => {
  expect(() => outcomeOf(check, { given: world([train], [{ ...train, label: 'dog' }]) })).toThrow(
    'neither base nor head has an image in the judged split `test`',
  )
})

test('what a waiver rests on is all that changed, in any order', () => {
  const boxes = [at(1), at(2)]
  const base = [...tests, { path: 'x', boxes }]
  const basis = (head: readonly Picture[]) => outcomeOf(check, { given: world(base, head) }).findings[0]?.basis
  const added: Picture = { path: 'n', boxes }
  const one = basis([...base, added])
  expect(basis([added, ...base.toReversed()])).toBe(one)
  expect(basis([...base, { ...added, boxes: boxes.toReversed() }])).toBe(one)
  const others = [
    [...base, { ...added, content: 'other' }],
    [...base, { path: 'n', label: 'dog' }],
    [...base, { path: 'n' }],
    [...base, { ...added, boxes: [at(1), { ...at(2), label: 'dog' }] }],
    [...base, { ...added, boxes: [at(1)] }],
    base.slice(1),
    [...base.slice(1), added],
  ].map(basis)
  expect(new Set([one, ...others]).size).toBe(8)
  const masked = (mask: string) => outcomeOf(check, { given: world([{ path: 'x', mask: '1' }], [{ path: 'x', mask }]) })
  expect(masked('2').findings[0]!.basis).not.toBe(masked('3').findings[0]!.basis)
})

test('a version is that of the contents, in any order and under any name', () => {
  const version = (pictures: readonly Picture[]) => splitVersions(side(pictures).dataset).get('test')
  const same = version(tests)
  expect(same).toMatch(/^[0-9a-f]{16}$/)
  expect(version(tests.toReversed())).toBe(same)
  expect(version([train, ...tests.map((one) => ({ ...one, path: `x/${one.path}`, content: one.path }))])).toBe(same)
  const others = [tests.slice(1), [...tests, ...tests], [{ ...first, label: 'dog' }, ...tests.slice(1)], []]
  expect(new Set([same, ...others.map(version)]).size).toBe(5)
})

test('a hundred thousand boxes in linear time', () => {
  const boxes = Array.from({ length: 100 }, (_, x) => at(x))
  return expectLinear(1000, (images) => {
    const of = side(many(images, (i) => ({ path: `${i}.jpg`, boxes })))
    return () => expect(outcomeOf(check, { given: { base: of, head: of } }).findings).toEqual([])
  })
})
