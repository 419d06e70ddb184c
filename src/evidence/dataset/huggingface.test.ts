import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { faultOf, problemsOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'

type Fields = Record<string, MemoryFile>
const data: Partial<DataPlacement> = { format: 'huggingface', root: 'data', splits: { train: 'train', test: 'test' } }
const lines = (...records: unknown[]) => records.map((record) => JSON.stringify(record)).join('\n')
const images: Fields = { 'data/train/a.jpg': 'a', 'data/train/sub/b.jpg': 'b', 'data/test/c.jpg': 'c' }

describe('Hugging Face image folders', () => {
  test('without metadata the folders are the classes', async () => {
    const files = { 'data/train/cat/1.jpg': 'a', 'data/test/dog/2.jpg': 'b' }
    expect(rowsOf(await readDataset(data, Object.entries(files)))).toEqual([
      'data/train/cat/1.jpg train cat git:2e65efe2 0',
      'data/test/dog/2.jpg test dog git:63d8dbd4 0',
    ])
  })
  test('names are relative to the folder of the metadata, other columns are metadata', async () => {
    const files = {
      ...images,
      'data/train/metadata.csv': 'file_name,label,camera\na.jpg,1,north\nsub/b.jpg,0,__proto__\n../test/c.jpg,1,x\n',
      'data/test/metadata.jsonl': lines({ label: 1, file_name: 'c.jpg', text: 'ein Bild' }),
    }
    const dataset = await readDataset({ ...data, classes: ['cat', 'dog'] }, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/train/a.jpg train dog git:2e65efe2 2',
      'data/train/sub/b.jpg train cat git:63d8dbd4 3',
      'data/test/c.jpg test dog git:3410062b 1',
    ])
    expect([0, 1, 2].map((row) => codeAt(dataset.columns.get('camera')!, row))).toEqual(['north', '__proto__', null])
    expect(codeAt(dataset.columns.get('text')!, 2)).toBe('ein Bild')
    expect(problemsOf(dataset)).toEqual([
      'data/train/metadata.csv:4 outside-root 1: "../test/c.jpg" is not a path below the root of the dataset',
    ])
  })
  test('classes that are only numbers are ordered as numbers', async () => {
    const records = Array.from({ length: 12 }, (_, i) => ({ file_name: `${i}.jpg`, label: 11 - i }))
    const files = { 'data/train/metadata.jsonl': lines(...records) }
    const dataset = await readDataset({ ...data, splits: { train: 'train' } }, Object.entries(files))
    expect(dataset.classes).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'])
    expect([...dataset.label.codes]).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0])
  })
  test('boxes of `objects`, on the line of their record', async () => {
    const files = {
      ...images,
      'data/train/metadata.jsonl': lines(
        {
          file_name: 'a.jpg',
          objects: {
            bbox: [
              [1, 2, 3, 4],
              [5, 6, 7.5, 8],
            ],
            categories: [1, 0],
          },
          camera: 'x',
        },
        { file_name: '/abs.jpg', objects: { bbox: [[0, 0, 1, 1]], categories: [0] } },
        { file_name: 'a.jpg', objects: { bbox: [[9, 9, 9, 9]], categories: [0] } },
        { file_name: 'sub/b.jpg', objects: [{ bbox: [0, 0, 1, 1], category: 'dog' }] },
      ),
      'data/test/metadata.jsonl': lines({ file_name: 'c.jpg', objects: { bbox: [], category: [] } }),
    }
    const dataset = await readDataset({ ...data, classes: ['cat', 'dog'] }, Object.entries(files), 'detection')
    expect(rowsOf(dataset).map((row) => row.split(' git')[0])).toEqual([
      'data/train/a.jpg train -',
      'data/train/sub/b.jpg train -',
      'data/test/c.jpg test -',
    ])
    const { boxes } = dataset
    expect([[...boxes!.image], [...boxes!.label], [...boxes!.line], [...boxes!.xywh], boxes!.normalised]).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [1, 1, 4],
      [1, 2, 3, 4, 5, 6, 7.5, 8, 0, 0, 1, 1],
      false,
    ])
    expect(dataset.classes).toEqual(['cat', 'dog'])
    expect([...dataset.columns.keys()]).toEqual(['camera'])
    expect(problemsOf(dataset)).toEqual([
      'data/train/metadata.jsonl:2 outside-root 1: "/abs.jpg" is not a path below the root of the dataset',
      'data/train/metadata.jsonl:3 duplicate-record 1: "data/train/a.jpg" is listed again in split "train" (first on line 1)',
    ])
  })
  test.each([
    ['`objects` is neither an object nor a list', 'x'],
    ['`objects` is neither an object nor a list', 3],
    ['`objects` has no list `bbox`', {}],
    ['`objects` has no list `bbox`', { bbox: { 0: [0, 0, 1, 1] }, categories: [0] }],
    ['`objects` has no list `categories`', { bbox: [] }],
    ['`bbox` has 1 boxes, `categories` 0 classes', { bbox: [[0, 0, 1, 1]], categories: [] }],
    ['an annotation is not an object', [[0, 0, 1, 1]]],
    ['a box is not four finite numbers', [{ bbox: [0, 0, 1], category: 0 }]],
    ['a box is not four finite numbers', [{ bbox: [0, 0, 1, '1'], category: 0 }]],
    ['a box is not four finite numbers', { bbox: [null], categories: [0] }],
    ['box [0, 0, -1, 1] has a negative size', [{ bbox: [0, 0, -1, 1], category: 0 }]],
    ['class null is neither a name nor an index', [{ bbox: [0, 0, 1, 1], category: null }]],
    ['class -1 is neither a name nor an index', [{ bbox: [0, 0, 1, 1], category: -1 }]],
    ['class 0.5 is neither a name nor an index', [{ bbox: [0, 0, 1, 1], category: 0.5 }]],
    ['a class without a name', [{ bbox: [0, 0, 1, 1], category: '' }]],
  ])('%s', async (text, objects) => {
    const files = { ...images, 'data/train/metadata.jsonl': lines({ file_name: 'a.jpg', objects }) }
    const dataset = await readDataset({ ...data, splits: { train: 'train' } }, Object.entries(files), 'detection')
    const told = problemsOf(dataset).map((problem) => problem.replaceAll('"', ''))
    expect(told).toEqual([`data/train/metadata.jsonl:1 invalid-annotation 1: ${text}`])
    expect([dataset.rows, dataset.boxes!.rows]).toEqual([1, 0])
  })
  test('a box of huge numbers is not finite', async () => {
    const text = '{"file_name":"a.jpg","objects":[{"bbox":[0,0,1e999,1],"category":0}]}'
    const dataset = await readDataset(
      { ...data, splits: { train: 'train' } },
      Object.entries({ ...images, 'data/train/metadata.jsonl': text }),
      'detection',
    )
    expect(problemsOf(dataset)[0]).toContain('a box is not four finite numbers')
  })
  test.each([
    [
      'manifest-column-missing: data/train/metadata.jsonl:1: no column "objects"',
      'detection',
      { 'data/train/metadata.jsonl': lines({ file_name: 'a.jpg' }) },
    ],
    [
      'manifest-column-missing: data/train/metadata.csv:1: no column "objects"',
      'detection',
      { 'data/train/metadata.csv': 'file_name\na.jpg\n' },
    ],
    [
      'manifest-column-missing: data/train/metadata.csv:1: no column "file_name"',
      'classification',
      { 'data/train/metadata.csv': 'image,label\na.jpg,1\n' },
    ],
    [
      'manifest-column-missing: data/train/metadata.csv:1: no column "label"',
      'classification',
      { 'data/train/metadata.csv': 'file_name\na.jpg\n' },
    ],
    ['metadata-ambiguous', 'classification', { 'data/train/metadata.csv': 'x', 'data/train/metadata.jsonl': 'x' }],
    [
      'metadata-missing: data/test',
      'classification',
      { 'data/train/metadata.csv': 'file_name,label\n', 'data/test/cat/1.jpg': 'x' },
    ],
  ] as const)('%s', async (expected, task, files) => {
    const splits = expected.startsWith('metadata-missing') ? data.splits! : { train: 'train' }
    expect(await faultOf({ ...data, splits }, files, task)).toContain(expected)
  })
})
