import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { REAL_DATA } from '#test/built'
import { readDataset, rowsOf } from '#test/datasets'
import { filesOnDisk, type MemoryFile } from '#test/memory-tree'
import { boxesOf, told } from '#test/problems'
import { type Fields, readYolo, YAML, yolo } from '#test/yolo-dataset'
import { yoloFiles } from '#test/yolo-writer'

const A = 'data/labels/train/a.txt'

describe('what Ultralytics reads', () => {
  test('boxes, outlines, images without labels', async () => {
    const dataset = await readYolo()
    expect(dataset.problems).toEqual([])
    expect(rowsOf(dataset).map((row) => row.split(' ', 2).join(' '))).toEqual([
      'data/images/train/a.jpg train',
      'data/images/train/background.jpg train',
      'data/images/train/deep/b.PNG train',
      'data/images/train/empty.jpg train',
      'data/images/val/v.jpg val',
    ])
    expect(boxesOf(dataset)).toEqual([
      'data/images/train/a.jpg cat 0.4 0.3 0.2 0.4 1:1',
      'data/images/train/a.jpg dog 0.2 0.2 0.1 0.1 2:1',
      'data/images/train/deep/b.PNG dog 0.1 0.1 0.2 0.3 1:1 shape',
      'data/images/val/v.jpg cat 0 0 1 1 2:3',
    ])
    expect(dataset.boxes?.normalised).toBe(true)
    expect(dataset.split.values).toEqual(['train', 'val'])
    expect([0, 1, 3].map((row) => dataset.annotations?.get(row))).toEqual([
      'data/labels/train/a.txt',
      '',
      'data/labels/train/empty.txt',
    ])
    expect([0, 1, 3].map((row) => dataset.annotationContent?.text(row).slice(0, 12))).toEqual([
      'git:5a7ab0ce',
      '',
      'git:e69de29b',
    ])
  })

  const layouts: [string, Fields, Partial<DataPlacement>][] = [
    ['path from the file', { 'data/data.yaml': 'path: .\ntrain: images/train\nnames: [cat, dog]' }, {}],
    ['path from the repository', { 'data/data.yaml': 'path: data\ntrain: images/train\nnames: [cat, dog]' }, {}],
    [
      'the file in a folder of its own',
      { 'cfg/data.yaml': 'path: ../data\ntrain: images/train\nnames: [cat, dog]' },
      { root: '', file: 'cfg/data.yaml' },
    ],
    [
      '../ that does not leave the folder (Roboflow)',
      { 'data/data.yaml': 'train: ../images/train\nnames: [cat, dog]' },
      {},
    ],
    ['a list of folders', { 'data/data.yaml': 'train: [images/train]\nnames: [cat, dog]' }, {}],
    ['a name for every number', { 'data/data.yaml': 'train: images/train\nnames:\n  1: dog\n  "0": cat\nnc: 2' }, {}],
    [
      'a list file beside the images',
      { 'data/data.yaml': 'train: l/train.txt\nnames: [cat, dog]', 'data/l/train.txt': './../images/train/a.jpg\n' },
      {},
    ],
    [
      'a list file from the root of the dataset, and of the repository',
      {
        'data/data.yaml': 'train: [train.txt, images/val]\nnames: [cat, dog]',
        'data/train.txt': '\ufeffimages/train/a.jpg\r\n\ndata/images/train/deep/b.PNG\r\n',
      },
      {},
    ],
    ['an anchor', { 'data/data.yaml': 'x: &x images/train\ntrain: *x\nnames: [cat, dog]' }, {}],
    ['validation for val', { 'data/data.yaml': 'train: images/train\nvalidation: images/val\nnames: [cat, dog]' }, {}],
    [
      'a split by another name',
      { 'data/data.yaml': 'minival: images/val\nnames: [cat, dog]' },
      { splits: { val: 'minival' } },
    ],
  ]
  test.each(layouts)('%s', async (_, change, placement) => {
    const dataset = await readYolo(change, placement)
    expect(dataset.problems).toEqual([])
    expect(dataset.boxes!.rows).toBeGreaterThan(0)
    expect(dataset.classes).toEqual(['cat', 'dog'])
  })

  test('names as they were written, also those of Object', async () => {
    const names = '[__proto__, constructor, no, 1.0, "null", "~"]'
    const dataset = await readYolo({
      'data/data.yaml': `train: images/train\nnames: ${names}`,
      'data/labels/train/a.txt': '0 .5 .5 .1 .1\n1 .5 .5 .1 .1\n3 .5 .5 .1 .1\n',
    })
    expect(dataset.classes).toEqual(['__proto__', 'constructor', 'no', '1.0', 'null', '~'])
    expect(
      boxesOf(dataset)
        .slice(0, 3)
        .map((box) => box.split(' ')[1]),
    ).toEqual(['__proto__', 'constructor', '1.0'])
    expect(dataset.problems).toEqual([])
    const counted = await readYolo({ 'data/data.yaml': 'train: images/train\nnc: 2' })
    expect(counted.classes).toEqual(['class_0', 'class_1'])
  })

  test('configured classes give the order', async () => {
    const dataset = await readYolo({}, { classes: ['dog', 'bird'] })
    expect(dataset.classes).toEqual(['dog', 'bird', 'cat'])
    expect(boxesOf(dataset)[0]).toContain('a.jpg cat 0.4')
    expect(await told(readYolo({}, { classes: ['dog', 'bird'] }))).toEqual([
      'unknown-class data/data.yaml:3:9 class "cat" is not one of the configured classes',
    ])
  })

  test('joints, and the same joints written otherwise', async () => {
    const keys = 'kpt_shape: [2, 3]\nflip_idx: [1, 0]\n'
    const at = (labels: string) => ({ 'data/data.yaml': `${YAML}${keys}`, 'data/labels/train/a.txt': labels })
    const rest = { 'data/labels/train/deep/b.txt': null, 'data/labels/val/v.txt': null }
    const one = await readYolo({ ...at('0 .5 .5 .5 .5 0.4 0.4 2 0 0 0\n'), ...rest }, {}, 'keypoints')
    const two = await readYolo({ ...at('0 0.50 5e-1 .5 .5 .40 0.400 2.000000 0.0 -0 0\n'), ...rest }, {}, 'keypoints')
    const moved = await readYolo({ ...at('0 .5 .5 .5 .5 0.41 0.4 2 0 0 0\n'), ...rest }, {}, 'keypoints')
    expect(boxesOf(one)).toEqual(['data/images/train/a.jpg cat 0.25 0.25 0.5 0.5 1:1 shape'])
    expect(two.boxes!.shape).toEqual(one.boxes!.shape)
    expect(moved.boxes!.shape).not.toEqual(one.boxes!.shape)
    expect(one.problems.map(({ code }) => code)).toEqual(['odd-annotation']) // val has no label file at all
  })
})

test.skipIf(!REAL_DATA)('people of COCO with their joints: 17 of x, y and visibility', async () => {
  const files: [string, MemoryFile][] = [['data.yaml', 'val: images\nnames: [person]\nkpt_shape: [17, 3]']]
  for (const [path, bytes] of filesOnDisk(join(REAL_DATA!, 'coco-val')))
    files.push([path.startsWith('keypoints/') ? path.replace('keypoints', 'labels') : `images/${path}`, bytes])
  const dataset = await readDataset({ ...yolo, root: '', splits: { val: 'val' } }, files, 'keypoints')
  expect([dataset.rows, dataset.boxes!.rows]).toEqual([8, 33])
  expect(dataset.problems).toEqual([])
})

describe('for all data', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
  const outline = fc.tuple(fc.nat(2), fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 6 }))
  const box = fc.tuple(fc.nat(2), share, share, share, share)
  const labels = fc.oneof(
    fc.array(box, { maxLength: 5 }),
    fc.array(
      outline.map(([category, points]) => [category, ...points.flat()]),
      { maxLength: 3 },
    ),
  )
  const images = fc.array(fc.tuple(fc.constantFrom('train', 'val'), fc.option(labels)), { minLength: 1, maxLength: 6 })

  test('what is written is read', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (written) => {
        const all = written.map(([split, one], index) => ({ name: `i${index}.jpg`, split, labels: one }))
        const dataset = await readDataset(yolo, yoloFiles(['a', '__proto__', 'c'], all), 'detection')
        const boxes = dataset.boxes!
        const read = new Map<string, number[][]>()
        for (let row = 0; row < boxes.rows; row++) {
          const path = dataset.path.get(boxes.image[row]!)
          read.set(path, [...(read.get(path) ?? []), [boxes.label[row]!, ...boxes.xywh.subarray(row * 4, row * 4 + 4)]])
          expect(boxes.line[row]).toBe(read.get(path)!.length)
        }
        for (const { name, split, labels: one } of all)
          expect(read.get(`data/images/${split}/${name}`) ?? []).toEqual((one ?? []).map(boxOf))
        expect(dataset.problems.filter(({ code }) => code !== 'odd-annotation')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  /** Class and box of a label as it was written. */
  function boxOf([category, ...numbers]: readonly number[]): number[] {
    if (numbers.length === 4) {
      const [x, y, w, h] = numbers as [number, number, number, number]
      return [category!, x - w / 2, y - h / 2, w, h]
    }
    const xs = numbers.filter((_, index) => index % 2 === 0)
    const ys = numbers.filter((_, index) => index % 2 === 1)
    const [left, top] = [Math.min(...xs), Math.min(...ys)]
    return [category!, left, top, Math.max(...xs) - left, Math.max(...ys) - top]
  }

  test('bytes of any kind are boxes or problems', async () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.e-+ \n\r\t,') }).map((text) => Buffer.from(text))
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), digits)
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const dataset = await readYolo({
          [A]: content,
          'data/labels/train/deep/b.txt': null,
          'data/labels/val/v.txt': '',
        })
        const blank = content.every((byte) => byte === 9 || byte === 10 || byte === 13 || byte === 32)
        expect(dataset.boxes!.rows + dataset.problems.length > 0).toBe(!blank)
        for (const value of dataset.boxes!.xywh) expect(Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  test('a data.yaml of any kind is read or refused', async () => {
    const word = fc.constantFrom(
      'train:',
      'names:',
      'nc:',
      'path:',
      ' images/train',
      ' [a, b]',
      ' {0: a}',
      '\n',
      '&a',
      '*a',
      ' 2',
      '-',
      '? ',
      '!!x',
      '<<',
    )
    const text = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
      fc.string({ maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const problems = await told(readYolo({ 'data/data.yaml': content }))
        for (const problem of problems) expect(problem).not.toMatch(/^internal/)
      }),
      { numRuns: 1000 },
    )
  })
})
