import { expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { outcomeOf } from '#test/check-tester'
import { readDataset } from '#test/datasets'
import { labelmeFiles } from '#test/labelme-writer'
import type { MemoryFile } from '#test/memory-tree'
import { vocFiles } from '#test/voc-writer'
import { yoloFiles } from '#test/yolo-writer'
import { check } from './check.ts'

/** [x, y, width, height] on an image of 640 × 480: sound, no area, too far to the right, the first one again. */
const BOXES = [
  [64, 48, 128, 96],
  [64, 48, 0, 96],
  [608, 48, 64, 96],
  [64, 48, 128, 96],
] as const
const corners = BOXES.map(([x, y, w, h]) => [x, y, x + w, y + h] as const)
const all = { train: 'train' }

type Files = ReadonlyMap<string, MemoryFile>
const coco = {
  images: [{ id: 1, file_name: 'a.jpg', width: 640, height: 480 }],
  categories: [{ id: 1, name: 'cat' }],
  annotations: BOXES.map((bbox, id) => ({ id, image_id: 1, category_id: 1, bbox })),
}
const voc = corners.map((corners) => ({ name: 'cat', corners, difficult: false }))
const shapes = corners.map(([x, y, right, bottom]) => ({
  label: 'cat',
  kind: 'rectangle',
  points: [
    [x, y],
    [right, bottom],
  ] as const,
}))
const labels = BOXES.map(([x, y, w, h]) => [0, (x + w / 2) / 640, (y + h / 2) / 480, w / 640, h / 480])

const FORMATS: [string, Partial<DataPlacement>, Files][] = [
  [
    'coco',
    { splits: { train: 'train.json' } },
    new Map([
      ['data/train.json', JSON.stringify(coco)],
      ['data/a.jpg', 'a'],
    ]),
  ],
  [
    'voc',
    { splits: { train: 'ImageSets/Main/train.txt' } },
    vocFiles([{ name: 'a', split: 'train', width: 640, height: 480, objects: voc }]),
  ],
  ['labelme', { splits: all }, labelmeFiles([{ name: 'a', split: 'train', shapes }])],
  ['yolo', { splits: all, file: 'data.yaml' }, yoloFiles(['cat'], [{ name: 'a.jpg', split: 'train', labels }])],
]

const bow = [
  [64, 48],
  [192, 144],
  [192, 48],
  [64, 144],
] as const
const square = [bow[0], bow[2], bow[1], bow[3]] as const
const outlined = (segmentation: unknown) => ({
  ...coco,
  annotations: [{ ...coco.annotations[0], segmentation }],
})
const OUTLINES: [string, Partial<DataPlacement>, (points: typeof bow | typeof square) => Files][] = [
  [
    'coco',
    { splits: { train: 'train.json' } },
    (points) =>
      new Map([
        ['data/train.json', JSON.stringify(outlined([points.flat(), points.flatMap(([x, y]) => [x / 3, y / 3])]))],
        ['data/a.jpg', 'a'],
      ]),
  ],
  [
    'coco',
    { splits: { train: 'train.json' } },
    // Numbers that are not plain are read another way.
    (points) =>
      new Map([
        ['data/train.json', JSON.stringify(outlined([points.flat()])).replace('192,', '1.92e2,')],
        ['data/a.jpg', 'a'],
      ]),
  ],
  [
    'labelme',
    { splits: all },
    (points) => labelmeFiles([{ name: 'a', split: 'train', shapes: [{ label: 'cat', kind: 'polygon', points }] }]),
  ],
  [
    'yolo',
    { splits: all, file: 'data.yaml' },
    (points) => {
      const label = [0, ...points.flatMap(([x, y]) => [x / 640, y / 480])]
      return yoloFiles(['cat'], [{ name: 'a.jpg', split: 'train', labels: [label] }])
    },
  ],
]
test.each(OUTLINES)('%s: an outline that crosses itself', async (format, placement, files) => {
  const read = async (points: typeof bow | typeof square) => {
    const dataset = await readDataset({ format, ...placement } as Partial<DataPlacement>, files(points), 'detection')
    expect(dataset.problems).toEqual([])
    const { findings } = outcomeOf(check, { given: { base: null, head: { dataset } }, target: { task: 'detection' } })
    return findings.map(({ code }) => code)
  }
  expect(await read(square)).toEqual([])
  expect(await read(bow)).toEqual(['crossed-outline'])
})

test.each(FORMATS)('%s: what is wrong with a box is said once, and here alone', async (format, placement, files) => {
  const dataset = await readDataset({ format, ...placement } as Partial<DataPlacement>, files, 'detection')
  expect(dataset.problems).toEqual([])
  expect(dataset.boxes!.rows).toBe(4)
  const { findings } = outcomeOf(check, { given: { base: null, head: { dataset } }, target: { task: 'detection' } })
  expect(findings.map(({ code }) => code)).toEqual(['zero-area', 'out-of-image', 'repeated-box'])
})
