import { expect } from 'vitest'
import { testCheck } from '#test/check-tester'
import { many, type Picture, type SideOptions, side } from '#test/evidence-builders'
import { check } from './check.ts'

const clean: Picture[] = [{ path: 'a.jpg', split: 'train' }, { path: 'b.jpg' }]
const world = (base: readonly Picture[] | null, head: readonly Picture[], options: SideOptions = {}) => ({
  base: base && side(base, options),
  head: side(head, options),
})
const cat = (path: string, more: Partial<Picture> = {}): Picture => ({ path, content: 'x', label: 'cat', ...more })
const dog = (path: string, more: Partial<Picture> = {}): Picture => ({ path, content: 'x', label: 'dog', ...more })
const box = { at: [10, 10, 20, 20] } as const
const shot = (path: string, boxes: Picture['boxes'] & object): Picture => ({ path, content: 'x', boxes })
const masked = (path: string, mask: string, more: Partial<Picture> = {}): Picture => {
  return { path, content: 'x', label: null, annotations: `${path}.png`, mask, ...more }
}

testCheck(check, [
  { name: 'no picture twice', given: world(clean, clean) },
  { name: 'copies with one label', given: world(clean, [...clean, cat('1.jpg'), cat('2.jpg')]) },
  {
    name: 'a copy without label says nothing else',
    given: world(clean, [...clean, cat('1.jpg'), cat('2.jpg', { label: null })]),
  },
  {
    name: 'a copy with another label, on its own line first',
    given: world([cat('1.jpg'), ...clean], [cat('1.jpg'), ...clean, dog('2.jpg', { split: 'train' })]),
    finds: ['conflicting-labels: the same picture is dog as 2.jpg and cat as 1.jpg (2 files)'],
    also: ({ findings, metrics, exhibits }) => {
      expect(findings[0]!.about).toMatchObject([{ line: 5 }, { id: '2.jpg' }, { line: 2 }, { id: '1.jpg' }])
      expect(metrics).toMatchObject([{ base: { value: 0, n: 3 }, head: { value: 1, n: 4 }, delta: { value: 1 } }])
      expect(exhibits).toMatchObject([{ kind: 'pairs', total: 1, pairs: [{ left: { id: '2.jpg' } }] }])
    },
  },
  {
    name: 'one of two copies relabelled; equal pixels of other bytes',
    given: world(
      [cat('1.jpg'), cat('2.png', { content: 'y', pixels: 'x' })],
      [cat('1.jpg'), dog('2.png', { content: 'y', pixels: 'x' })],
    ),
    finds: ['conflicting-labels: the same picture is dog as 2.png and cat as 1.jpg (2 files)'],
  },
  {
    name: 'old, although a third copy joined; a third label is new',
    given: world(
      [cat('1.jpg'), dog('2.jpg'), cat('3.jpg', { content: 'y' }), dog('4.jpg', { content: 'y' })],
      [
        cat('1.jpg'),
        dog('2.jpg'),
        dog('5.jpg'),
        cat('3.jpg', { content: 'y' }),
        dog('4.jpg', { content: 'y' }),
        cat('6.jpg', { content: 'y', label: '__proto__' }),
      ],
    ),
    finds: [
      'conflicting-labels: the same picture is __proto__ as 6.jpg and cat as 3.jpg (3 files)',
      'further-pictures (old): 1 further pictures of which two things are said (conflicting-labels), for example in data/manifest.csv',
    ],
  },
  {
    name: 'in folders the files themselves are meant',
    given: world(null, [cat('cat/1.jpg', { line: 0 }), dog('dog/1.jpg', { line: 0 })]),
    finds: ['conflicting-labels: the same picture is cat as cat/1.jpg and dog as dog/1.jpg (2 files)'],
    also: ({ findings }) => expect(findings[0]!.about[0]).toEqual({ kind: 'file', side: 'head', path: 'cat/1.jpg' }),
  },
  {
    name: 'annotations: the same set to the pixel is no conflict',
    given: world(null, [
      shot('1.jpg', [box, { at: [1.2, 1, 2, 2], label: 'dog' }]),
      shot('2.jpg', [{ at: [1.3, 1, 2, 2], label: 'dog' }, box, box]),
    ]),
  },
  {
    name: 'annotations: another class, a missing box, none at all',
    given: world(null, [
      shot('1.jpg', [box, { at: [1, 1, 2, 2], label: 'dog' }]),
      shot('2.jpg', [{ ...box, label: 'dog' }]),
      shot('3.jpg', []),
    ]),
    finds: [
      'conflicting-annotations: the same picture is annotated differently as 1.jpg and 2.jpg: 3 annotations are on one of them only (3 files)',
    ],
  },
  {
    name: 'masks, by their pixels',
    given: world(
      [masked('1.jpg', 'm'), masked('2.jpg', 'm'), masked('3.jpg', 'o', { content: 'y' })],
      [
        masked('1.jpg', 'm'),
        masked('2.jpg', 'n'),
        masked('3.jpg', 'o', { content: 'y' }),
        masked('4.jpg', 'p', { content: 'y', decodedMask: { pixels: 'o' } }),
        masked('5.jpg', 'q', { content: 'y', decodedMask: { status: 'unreadable' } }),
      ],
      { classes: [] },
    ),
    finds: ['conflicting-masks: the same picture has one mask as 2.jpg and another as 1.jpg (2 files)'],
    also: ({ exhibits }) => expect(exhibits).toEqual([]),
  },
  {
    name: 'annotations as shares of the image, of known size and unknown',
    given: world(
      null,
      [
        shot('1.jpg', [{ at: [0.5, 0.5, 0.1, 0.1] }]),
        shot('2.jpg', [{ at: [0.5, 0.501, 0.1, 0.1] }]),
        { ...shot('3.jpg', [{ at: [0.5, 0.5, 0.1, 0.1] }]), content: 'y', status: 'absent' },
        { ...shot('4.jpg', [{ at: [0.5, 0.51, 0.1, 0.1] }]), content: 'y', status: 'absent' },
      ],
      { normalised: true },
    ),
    finds: [
      'conflicting-annotations: the same picture is annotated differently as 3.jpg and 4.jpg: 2 annotations are on one of them only (2 files)',
    ],
  },
  {
    name: 'sixty pictures',
    given: world(
      null,
      many(120, (i) => cat(`${i}.jpg`, { content: `${i >> 1}`, label: i % 2 ? 'cat' : 'dog' })),
    ),
    finds: expect.arrayContaining([
      'further-pictures: 10 further pictures of which two things are said (conflicting-labels), for example in data/manifest.csv',
    ]) as unknown as string[],
    also: ({ findings, exhibits }) => {
      expect(findings).toHaveLength(51)
      expect(exhibits).toMatchObject([{ total: 60 }])
    },
  },
])
