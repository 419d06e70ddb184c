import { expect } from 'vitest'
import { testCheck } from '#test/check-tester'
import { many, type Picture, type SideOptions, side } from '#test/evidence-builders'
import { check } from './check.ts'

const some: Picture[] = [
  { path: 'a.jpg', split: 'train' },
  { path: 'b.jpg', split: 'val' },
  { path: 'c.jpg', split: 'test' },
  { path: 'd.jpg', split: 'test', label: 'dog' },
]
const [a, b, c, d] = some as [Picture, Picture, Picture, Picture]
const splits: SideOptions = { splits: ['train', 'val', 'test', 'extra'] }
const world = (base: readonly Picture[], head: readonly Picture[]) => ({
  base: side(base, splits),
  head: side(head, splits),
})

testCheck(check, [
  { name: 'nothing moved', given: world(some, some) },
  {
    name: 'from train into test: by content under another name, and by name with other content',
    given: world(
      [a, { path: 'e.jpg', split: 'extra' }, ...some.slice(1)],
      [{ path: 'x/a.jpg', content: 'a.jpg' }, { path: 'e.jpg', content: 'E' }, ...some.slice(1)],
    ),
    finds: [
      'trained-into-judged: images of train moved into test, which is judged: 1, for example x/a.jpg',
      'trained-into-judged: images of extra moved into test, which is judged: 1, for example e.jpg',
    ],
    also: ({ findings }) =>
      expect(findings[0]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'data/manifest.csv', line: 2 },
        { kind: 'image', side: 'head', id: 'x/a.jpg' },
      ]),
  },
  {
    name: 'from val into test, and others between train and val',
    given: world(
      [...some, { path: 'e.jpg', split: 'train' }],
      [a, { ...b, split: 'test' }, c, d, { path: 'e.jpg', split: 'val' }],
    ),
    finds: ['other-into-judged: images of val moved into test, which is judged: 1, for example b.jpg'],
  },
  {
    name: 'out of test, with the last of its class',
    given: world(some, [a, b, c, { ...d, split: 'train' }]),
    finds: [
      'judged-into-other: images of test, which is judged, moved into train: 1, for example d.jpg',
      'judged-shrunk: the judged split test has 1 images, 2 on base (0 removed, 1 moved to other splits)',
      'judged-class-lost: nothing in test is of dog any more',
    ],
    also: ({ exhibits }) => expect(exhibits).toMatchObject([{ rows: [['test', 'train', 1, null]] }]),
  },
  {
    name: 'exchanged for new ones: as many as before',
    given: world(some, [a, b, { path: 'n.jpg' }, { path: 'm.jpg', label: 'dog' }]),
  },
  {
    name: 'emptied',
    given: world(some, [a, b]),
    finds: ['judged-shrunk: the judged split test has 0 images, 2 on base (2 removed, 0 moved to other splits)'],
  },
  {
    name: 'many classes lost, of boxes',
    given: world(
      [
        { path: 'a.jpg', boxes: [...'abcdefg'].map((label) => ({ at: [1, 1, 2, 2], label })) },
        { path: 'b.jpg', split: 'train', boxes: [] },
      ],
      [
        { path: 'a.jpg', boxes: [{ at: [1, 1, 2, 2], label: 'a' }] },
        { path: 'b.jpg', boxes: [{ at: [1, 1, 2, 2], label: 'a' }] },
      ],
    ),
    finds: [
      'trained-into-judged: images of train moved into test, which is judged: 1, for example b.jpg',
      'judged-class-lost: nothing in test is of b, c, d, e, f, 1 more any more',
    ],
    also: ({ exhibits }) => expect(exhibits).toMatchObject([{ rows: [['train', 'test', 1, 1]] }]),
  },
  {
    name: 'the judged split is another one',
    given: world(some, [{ ...a, split: 'val' }, b, c, d]),
    target: { gateSplit: 'val' },
    finds: ['trained-into-judged: images of train moved into val, which is judged: 1, for example a.jpg'],
  },
  {
    name: 'a thousand are one finding',
    given: world(
      [c, ...many(1000, (i) => ({ path: `${i}`, split: 'train' }))],
      [c, ...many(1000, (i) => ({ path: `${i}`, split: 'test' }))],
    ),
    finds: ['trained-into-judged: images of train moved into test, which is judged: 1000, for example 0'],
    also: ({ findings }) => expect(findings[0]!.about).toHaveLength(10),
  },
])
