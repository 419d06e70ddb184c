import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { dataPlacement, faultOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'
import { maskFiles } from '../masks/mask-files.ts'

type Fields = Record<string, MemoryFile>
const SHA = (digit: string) => digit.repeat(64)

describe('COCO files', () => {
  const train = {
    images: [
      { id: 1, file_name: 'a.jpg' },
      { id: 2, file_name: 'sub/b.jpg' },
      { id: 3, file_name: '../x.jpg' },
      { id: 4, file_name: 'a.jpg' },
    ],
    categories: [
      { id: 9, name: 'constructor' },
      { id: 4, name: 'cat' },
    ],
    annotations: [
      { id: 1, image_id: 2, category_id: 9, bbox: [1, 2, 3, 4], iscrowd: 1 },
      { id: 2, image_id: 3, category_id: 9, bbox: [1, 2, 3, 4] },
      { id: 3, image_id: 1, category_id: 4, bbox: [0, 0, 1, 1] },
      { id: 4, image_id: 8, category_id: 4, bbox: [0, 0, 1, 1] },
    ],
  }
  const test_ = { images: [{ id: 1, file_name: 'z.jpg' }], categories: [{ id: 7, name: 'owl' }], annotations: [] }
  const coco: Partial<DataPlacement> = { format: 'coco', splits: { train: 'ann/train.json', test: 'ann/test.json' } }
  const files: Fields = {
    'data/ann/train.json': JSON.stringify(train),
    'data/ann/test.json': JSON.stringify(test_),
    'data/images/train/a.jpg': 'a',
    'data/images/train/sub/b.jpg': 'b',
  }
  test('rows, boxes and classes by category id over all splits', async () => {
    const dataset = await readDataset(coco, Object.entries(files), 'detection')
    expect(rowsOf(dataset)).toEqual([
      'data/images/train/a.jpg train - git:2e65efe2 1',
      'data/images/train/sub/b.jpg train - git:63d8dbd4 1',
      'data/z.jpg test - - 1',
    ])
    expect(dataset.classes).toEqual(['cat', 'owl', 'constructor'])
    const boxes = dataset.boxes!
    expect([[...boxes.image], [...boxes.label], [...boxes.crowd], [...boxes.id]]).toEqual([
      [1, 0],
      [2, 0],
      [1, 0],
      [1, 3],
    ])
    expect([...boxes.xywh]).toEqual([1, 2, 3, 4, 0, 0, 1, 1])
    expect(dataset.problems.map(({ code, file, text }) => `${file} ${code}: ${text}`)).toEqual([
      'data/ann/train.json invalid-annotation: annotation 4 names image 8, which is not listed',
      'data/ann/train.json outside-root: "../x.jpg" is not a path below the root of the dataset',
      'data/ann/train.json duplicate-record: "a.jpg" is listed again',
      'data/ann/test.json missing-file: "data/z.jpg" is not in the commit',
    ])
  })
  test('images outside git carry a sha-256', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha256' }
    const outside = { ...coco, splits: { test: 'x.json' }, columns, images: { root: '$data' } }
    const images = [{ id: 1, file_name: 'z.jpg', sha256: SHA('c') }]
    const dataset = await readDataset(outside, [['data/x.json', JSON.stringify({ ...test_, images })]], 'detection')
    expect(rowsOf(dataset)).toEqual(['z.jpg test - sha256:ccccc 1'])
    expect(await faultOf(outside, { 'data/x.json': JSON.stringify(test_) })).toContain(
      'digest-invalid: data/x.json: image "z.jpg"',
    )
  })
  test('panoptic: segments are annotations, and another picture of segments is another shape', async () => {
    const segments_info = [1, 2].map((id) => ({ id, category_id: 1, bbox: [0, 0, 1, 1], area: 1, iscrowd: 0 }))
    const json = JSON.stringify({
      images: [
        { id: 1, file_name: 'a.jpg' },
        { id: 2, file_name: 'b.jpg' },
      ],
      categories: [{ id: 1, name: 'sky' }],
      annotations: [
        { image_id: 1, file_name: 'a.png', segments_info },
        { image_id: 2, file_name: 'gone.png', segments_info: [{ ...segments_info[0], id: 3 }] },
      ],
    })
    const read = (png: string) =>
      readDataset(
        { format: 'coco', splits: { val: 'annotations/panoptic_val.json' } },
        Object.entries({
          'data/annotations/panoptic_val.json': json,
          'data/annotations/panoptic_val/a.png': png,
          'data/val/a.jpg': 'a',
          'data/val/b.jpg': 'b',
        }),
        'detection',
      )
    const [one, other] = [await read('one'), await read('other')]
    expect(one.masks!.get(0)).toBe('data/annotations/panoptic_val/a.png')
    expect([one, other].map(({ maskContent }) => [...maskContent!.kinds])).toEqual([
      [1, 0],
      [1, 0],
    ])
    expect(maskFiles(one)!.content.text(0)).not.toBe(maskFiles(other)!.content.text(0))
    expect(one.problems.map(({ code, text }) => `${code} ${text}`)).toEqual([
      'missing-file its segments "gone.png" are not in the commit',
    ])
    expect([...one.boxes!.id]).toEqual([1, 2, 3])
    expect(new Set(one.boxes!.shape).size).toBe(3)
    expect(one.boxes!.shape[0]).not.toBe(other.boxes!.shape[0])
    expect(one.boxes!.shape[2]).toBe(other.boxes!.shape[2])
  })
  test('categories that disagree between splits, one file for two splits', async () => {
    const other = JSON.stringify({ ...test_, categories: [{ id: 4, name: 'dog' }] })
    expect(await faultOf(coco, { ...files, 'data/ann/test.json': other })).toContain(
      'coco-category: data/ann/test.json',
    )
    expect(await faultOf({ ...coco, file: 'ann/train.json' }, files)).toContain('coco-splits')
    expect(await faultOf({ ...coco, splits: { test: 'no.json' } }, files)).toContain('manifest-missing: data/no.json')
  })
})
