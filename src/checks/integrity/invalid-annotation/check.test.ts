import { expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import type { Boxes, DataProblem, ProblemCode } from '#evidence/dataset/types'
import { outcomeOf, testCheck } from '#test/check-tester'
import { expectLinear } from '#test/cpu'
import { readDataset } from '#test/datasets'
import { many, type Picture, type PictureBox, type SideEvidence, type SideOptions, side } from '#test/evidence-builders'
import { filesOnDisk } from '#test/memory-tree'
import { check } from './check.ts'

const problem = (code: ProblemCode, text: string, line: number, count = 1): DataProblem => {
  return { code, file: 'm.csv', line, column: 2, text, count }
}
const sound: Picture[] = [{ path: 'a.jpg' }]
/** An image of 100 × 50 pixels with these boxes. */
const boxed = (boxes: readonly PictureBox[], more: Partial<Picture> = {}): Picture => {
  return { path: 'a.jpg', size: [100, 50], annotations: 'a.xml', boxes, ...more }
}
const one = (boxes: readonly PictureBox[], options?: SideOptions, more?: Partial<Picture>) =>
  side([boxed(boxes, more)], options)
const good: PictureBox = { at: [10, 10, 20, 20] }
/** Images with masks, their classes named or not. */
const maskedSide = (pictures: readonly Partial<Picture>[], classes: readonly string[] = []) => {
  const all = pictures.map((one, at) => {
    return { path: `i/${at}.jpg`, annotations: `m/${at}.png`, mask: `mask ${at}`, line: 0, ...one }
  })
  return side(all, { classes })
}
const semantic = { task: 'semantic-segmentation' } as const
const twice = { decodedMask: { size: [64, 48] } } as const

testCheck(check, [
  { name: 'all is well', given: { base: side(sound), head: side(sound) } },
  {
    name: 'what readers found, each on its line and column, worst first',
    given: {
      base: side(sound),
      head: side(sound, {
        problems: [
          problem('odd-annotation', 'an outline that crosses itself', 9),
          problem('duplicate-record', '"a.jpg" is listed again', 3),
          problem('unknown-split', '"holdout" is none of the configured splits', 4, 12),
          problem('empty-label', 'the label is empty', 5),
          problem('unknown-class', 'label "cet" is not one of the configured classes', 6, 2),
          problem('invalid-annotation', 'bbox is no number', 7),
          problem('missing-file', 'not of this check', 8),
        ],
      }),
    },
    finds: [
      'duplicate-record: a record too many: "a.jpg" is listed again',
      'unknown-split: "holdout" is none of the configured splits (12 records)',
      'empty-label: a record without a class: the label is empty',
      'unknown-class: label "cet" is not one of the configured classes (2 records)',
      'invalid-annotation: an annotation that is not read: bbox is no number',
      'odd-annotation: an odd annotation: an outline that crosses itself',
    ],
    also: ({ findings, metrics }) => {
      expect(findings[0]!.about).toEqual([{ kind: 'file', side: 'head', path: 'm.csv', line: 3, column: 2 }])
      expect(metrics).toMatchObject([{ id: 'records-at-fault', head: { value: 18 }, delta: { value: 18 } }])
    },
  },
  {
    name: 'boxes at fault, each on the line of its annotation file',
    given: {
      base: one([good]),
      head: one([
        good,
        { at: [10, 10, 0, 20], line: 12, column: 5 },
        { at: [90, 10, 20, 20], line: 13 },
        { at: [10, 10, 20, 20], line: 14 },
        { at: [10, 10, 0.5, 20], label: '__proto__', line: 15 },
        { at: [-1, -1, 102, 52], line: 16 }, // a pixel over on all sides: rounding, or counted from 1
        { at: [10, 10, 20, 20], shape: 7, line: 17 }, // another outline in the same box
        { at: [10, 10, 20, 20], label: 'dog', line: 18 },
        { at: [1, 1, Number.NaN, 3], line: 19 },
      ]),
    },
    finds: [
      'zero-area: a box of cat on a.jpg has no area: 10 10 0 20 (x y width height)',
      'zero-area: a box of cat on a.jpg has no area: 1 1 NaN 3 (x y width height)',
      'out-of-image: a box of cat on a.jpg leaves the image of 100 × 50: 90 10 20 20 (x y width height)',
      'repeated-box: a box of cat stands on a.jpg more than once: 10 10 20 20 (x y width height)',
      'tiny-box: a box of __proto__ on a.jpg is less than a pixel wide or high: 10 10 0.5 20 (x y width height)',
    ],
    also: ({ findings, metrics }) => {
      expect(findings[0]!.about).toEqual([
        { kind: 'file', side: 'head', path: 'a.xml', line: 12, column: 5 },
        { kind: 'image', side: 'head', id: 'a.jpg', box: [10, 10, 0, 20] },
      ])
      expect(metrics[1]).toMatchObject({ id: 'boxes-at-fault', base: { value: 0, n: 1 }, head: { value: 5, n: 9 } })
    },
  },
  {
    name: 'old: the same box on the same image, whatever its line, its file and the number of its class',
    given: {
      base: one([{ at: [10, 10, 0, 20], line: 3 }], { classes: ['cat'] }),
      head: one(
        [
          { at: [10, 10, 0, 20], line: 30 },
          { at: [10, 10, 0, 20], line: 31 },
        ],
        { classes: ['ant', 'cat'] },
        {
          path: 'renamed.jpg',
          content: 'a.jpg',
          annotations: 'renamed.xml',
        },
      ),
    },
    finds: [
      'zero-area: a box of cat on renamed.jpg has no area: 10 10 0 20 (x y width height)',
      'further-invalid (old): 1 further annotations at fault (zero-area), for example in renamed.xml',
      'repeated-box: a box of cat stands on renamed.jpg more than once: 10 10 0 20 (x y width height)',
    ],
  },
  {
    name: 'odd ones that base has as well',
    given: {
      base: one([good, good]),
      head: one([good, good, { at: [1, 1, 0.1, 5] }]),
    },
    finds: [
      'further-odd (old): 1 further annotations to look at (repeated-box), for example in a.xml',
      'tiny-box: a box of cat on a.jpg is less than a pixel wide or high: 1 1 0.1 5 (x y width height)',
    ],
  },
  {
    name: 'shares of the image, its size known and unknown',
    given: {
      base: null,
      head: side(
        [
          boxed([{ at: [0, 0, 1.005, 1] }, { at: [0, 0, 1.02, 1] }, { at: [0, 0, 0.001, 1] }], { path: 'k.jpg' }),
          boxed([{ at: [0, 0, 1.005, 1] }, { at: [0, 0.5, 1, 0.52] }, { at: [0, 0, 0.001, 1] }], {
            path: 'u.jpg',
            annotations: 'u.txt',
            size: [0, 0],
          }),
        ],
        { normalised: true },
      ),
    },
    finds: [
      'out-of-image: a box of cat on k.jpg leaves the image of 1 × 1: 0 0 1.02 1 (x y width height)',
      'out-of-image: a box of cat on u.jpg leaves the image of 1 × 1: 0 0.5 1 0.52 (x y width height)',
      'tiny-box: a box of cat on k.jpg is less than a pixel wide or high: 0 0 0.001 1 (x y width height)',
    ],
  },
  {
    name: 'outlines that cross themselves, for information; old ones by their points',
    given: {
      base: one([{ ...good, shape: 1, crossed: 1 }]),
      head: one([
        { ...good, shape: 1, crossed: 1, line: 7 },
        { ...good, shape: 2, crossed: 1, line: 8 },
        { ...good, shape: 3, crossed: 2, line: 9 },
      ]),
    },
    finds: [
      'crossed-outline: the outline of a cat on a.jpg crosses itself: its box is 10 10 20 20 (x y width height)',
      'further-outlines (old): 1 further outlines to look at (crossed-outline), for example in a.xml',
      'intricate-outline: the outline of a cat on a.jpg is too intricate to say whether it crosses itself: its box is 10 10 20 20 (x y width height)',
    ],
    also: ({ metrics, findings }) => {
      expect(findings[0]!.about[0]).toMatchObject({ line: 8 })
      expect(metrics[1]).toMatchObject({ id: 'boxes-at-fault', head: { value: 0 } })
    },
  },
  {
    name: 'a point is no box where joints are marked',
    given: { base: null, head: one([{ at: [5, 5, 0, 0], shape: 3 }]) },
    target: { task: 'keypoints' },
  },
  {
    name: 'sixty boxes without area',
    given: { base: one([]), head: one(Array.from({ length: 60 }, (_, x) => ({ at: [x, 1, 0, 1], line: x + 1 }))) },
    finds: expect.arrayContaining([
      'further-invalid: 10 further annotations at fault (zero-area), for example in a.xml',
    ]) as unknown as string[],
    also: ({ findings }) => expect(findings).toHaveLength(51),
  },
  {
    name: 'masks that cannot be decoded, or are not as large as their images',
    given: {
      base: maskedSide([{}, { decodedMask: { status: 'unreadable' } }, {}, twice, {}]),
      head: maskedSide([
        { mask: 'cut off', decodedMask: { status: 'unreadable' } },
        { decodedMask: { status: 'unreadable' } },
        { mask: 'another', ...twice },
        twice,
        { mask: 'turned', decodedMask: { size: [24, 32] } },
        { status: 'unreadable', ...twice },
        { mask: '' },
      ]),
    },
    finds: [
      'unreadable-mask: the mask m/0.png cannot be decoded (unreadable): it is unreadable',
      'further-invalid (old): 1 further annotations at fault (unreadable-mask), for example in m/1.png',
      'mask-size: the mask m/2.png has 64 × 48 pixels, its image i/2.jpg has 32 × 24',
      'further-odd (old): 1 further annotations to look at (mask-size), for example in m/3.png',
    ],
    also: ({ metrics, findings }) => {
      expect(metrics[1]).toMatchObject({ id: 'masks-at-fault', base: { value: 2, n: 5 }, head: { value: 4, n: 6 } })
      expect(findings[2]!.about).toMatchObject([{ path: 'm/2.png' }, { kind: 'image', id: 'i/2.jpg' }])
    },
  },
  {
    name: 'values that no class has',
    target: semantic,
    given: {
      base: null,
      head: maskedSide(
        [
          { decodedMask: { values: [0, 1, 2, 255] } },
          { decodedMask: { values: [0, ...Array.from({ length: 12 }, (_, at) => at + 3)] } },
          { decodedMask: { values: null } },
        ],
        ['road', 'car'],
      ),
    },
    finds: [
      'mask-value: the mask m/1.png has values without a class: 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 2 more (the classes are 0 to 1; 255 is left out everywhere)',
    ],
  },
  {
    name: 'values that base has in no mask, where classes have no names',
    target: semantic,
    given: {
      base: maskedSide([{ decodedMask: { values: [0, 255] } }, { decodedMask: { values: [0, 4] } }]),
      head: maskedSide([{ decodedMask: { values: [0, 255] } }, { mask: 'new', decodedMask: { values: [0, 3, 4] } }]),
    },
    finds: ['new-mask-value: the mask m/1.png has values that no mask on base has: 3'],
  },
  {
    name: 'values that no mask on base has are not told where some of those are not here',
    target: semantic,
    given: {
      base: maskedSide([{ decodedMask: { values: [0] } }, { decodedMask: { status: 'absent' } }]),
      head: maskedSide([{ decodedMask: { values: [0] } }, { mask: 'new', decodedMask: { values: [3] } }]),
    },
  },
  {
    name: 'a class that is added mends nothing else, and breaks nothing',
    target: semantic,
    given: {
      base: maskedSide([{ decodedMask: { values: [4, 5] } }, { decodedMask: { values: [4] } }], ['a', 'b', 'c']),
      head: maskedSide([{ decodedMask: { values: [4, 5] } }, { decodedMask: { values: [4] } }], ['a', 'b', 'c', 'd']),
    },
    finds: ['further-invalid (old): 1 further annotations at fault (mask-value), for example in m/0.png'],
  },
  {
    name: 'a class that is taken away leaves values without one',
    target: semantic,
    given: {
      base: maskedSide([{ decodedMask: { values: [4, 5] } }, { decodedMask: { values: [0] } }], ['a', 'b', 'c', 'd']),
      head: maskedSide([{ decodedMask: { values: [4, 5] } }, { decodedMask: { values: [0] } }], ['a', 'b', 'c']),
    },
    finds: [
      'mask-value: the mask m/0.png has values without a class: 4, 5 (the classes are 0 to 2; 255 is left out everywhere)',
    ],
  },
  {
    name: 'names of classes that base did not have',
    target: semantic,
    given: {
      base: maskedSide([{ decodedMask: { values: [9] } }]),
      head: maskedSide([{ decodedMask: { values: [9] } }], ['a']),
    },
    finds: [
      'mask-value: the mask m/0.png has values without a class: 9 (the classes are 0 to 0; 255 is left out everywhere)',
    ],
  },
  {
    name: 'values that are instances',
    target: { task: 'instance-segmentation' },
    given: { base: null, head: maskedSide([{ decodedMask: { values: [0, 1, 2, 3] } }], ['person']) },
  },
  {
    name: 'a mask that moved with its image to another name and split',
    target: semantic,
    given: {
      base: maskedSide([{ ...twice, content: 'x' }, { content: 'y' }]),
      head: maskedSide([
        { path: 'moved.jpg', annotations: 'moved.png', mask: 'mask 0', split: 'train', content: 'x', ...twice },
        { content: 'y' },
      ]),
    },
    finds: ['further-odd (old): 1 further annotations to look at (mask-size), for example in moved.png'],
  },
  {
    name: 'masks that are not here',
    given: { base: null, head: maskedSide([{}, { decodedMask: { status: 'absent' } }]) },
    finds: ['masks-not-read: 1 masks of test were not read: it is absent'],
  },
])

/** Images with a thousand boxes each. */
function crowded(images: number, boxWidth: number): SideEvidence {
  const of = side(many(images, (image) => boxed([], { path: `${image}`, size: [2000, 50] })))
  const rows = images * 1000
  const xywh = new Float64Array(rows * 4).fill(5)
  for (let box = 0; box < rows; box++) xywh.set([box % 1000, 1, boxWidth, 5], box * 4)
  const boxes: Boxes = {
    rows,
    image: Int32Array.from({ length: rows }, (_, box) => Math.floor(box / 1000)),
    label: new Int32Array(rows),
    xywh,
    normalised: false,
    id: new Float64Array(rows),
    crowd: new Uint8Array(rows),
    shape: new Float64Array(rows),
    line: Uint32Array.from({ length: rows }, (_, box) => box + 1),
    column: new Uint32Array(rows),
  }
  return { ...of, dataset: { ...of.dataset, classes: ['cat'], boxes } }
}
test.each([
  ['clean', 5, 5, 0],
  ['all new and at fault', 5, 0, 51],
  ['all old and at fault', 0, 0, 1],
])('a million boxes on either side in linear time, %s', (_name, before, after, findings) =>
  expectLinear(1000, (images) => {
    const given = { base: crowded(images, before), head: crowded(images, after) }
    return () => expect(outcomeOf(check, { given }).findings).toHaveLength(findings)
  }),
)

/** Base and head of a panoptic dataset have pictures of segments, whose numbers are no classes. */
test('segments are no classes', () => {
  const of = maskedSide([{ decodedMask: { values: [7] } }], ['a'])
  const head = { ...of, dataset: { ...of.dataset, masks: of.dataset.annotations! } }
  expect(outcomeOf(check, { given: { base: null, head }, target: semantic }).findings).toEqual([])
  expect(outcomeOf(check, { given: { base: null, head: of }, target: semantic }).findings).toHaveLength(1)
})

test.each([
  ['all new', 0, 102],
  ['all old', 9, 2],
])('masks at fault in two ways in linear time, %s', (_name, before, findings) =>
  expectLinear(5000, (rows) => {
    const all = (value: number) =>
      Array.from({ length: rows }, () => ({ mask: `${value}`, decodedMask: { ...twice.decodedMask, values: [value] } }))
    const given = { base: maskedSide(all(before), ['a']), head: maskedSide(all(9), ['a']) }
    return () => expect(outcomeOf(check, { given, target: semantic }).findings).toHaveLength(findings)
  }),
)

const real = process.env.CV_GATE_REAL_DATA
if (!real) console.warn('skipped: CV_GATE_REAL_DATA names no folder with real annotations')
test.skipIf(!real)('real Pascal VOC files have two boxes that were never drawn', async () => {
  const splits = Object.fromEntries(['train', 'val', 'test'].map((name) => [name, `ImageSets/Main/${name}.txt`]))
  const dataset = await readDataset({ format: 'voc', splits }, filesOnDisk(`${real}/bccd/BCCD`, 'data'), 'detection')
  const outcome = outcomeOf(check, { given: { base: null, head: { dataset } }, target: { task: 'detection' } })
  expect(outcome.findings.map(({ code, about: [place] }) => ({ code, place }))).toMatchObject([
    { code: 'zero-area', place: { path: 'data/Annotations/BloodImage_00338.xml', line: 158, column: 2 } },
    { code: 'zero-area', place: { path: 'data/Annotations/BloodImage_00343.xml', line: 50, column: 2 } },
  ])
})
test.skipIf(!real)('a real COCO file has nothing wrong', async () => {
  const placement: Partial<DataPlacement> = { format: 'coco', splits: { val: 'instances.json' } }
  const dataset = await readDataset(placement, filesOnDisk(`${real}/coco-tiny`, 'data'), 'detection')
  expect(dataset.boxes!.rows).toBe(119)
  const given = { base: null, head: { dataset } }
  expect(outcomeOf(check, { given, target: { task: 'detection' } }).findings).toEqual([])
})
