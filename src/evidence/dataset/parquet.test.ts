import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { sha256 } from '#host/hash'
import { faultOf, problemsOf, readDataset, rowsOf } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'
import { declaring, huggingFaceParquet, parquet } from '#test/parquet'

type Fields = Record<string, MemoryFile>
const digest = (text: string) => Buffer.from(sha256(text)).toString('hex').slice(0, 5)
const manifest: Partial<DataPlacement> = { format: 'parquet', file: 'm.parquet' }

describe('manifests', () => {
  const files: Fields = {
    'data/m.parquet': parquet([
      { name: 'image', data: ['a.jpg', './img//b.jpg', 'gone.jpg', '../x', null, 'a.jpg', 'c.jpg'] },
      { name: 'label', data: ['cat', '__proto__', 'cat', 'cat', 'cat', null, 'cat'] },
      { name: 'split', data: ['train', 'test', 'test', 'test', 'test', 'test', 'other'] },
      { name: 'constructor', data: [1.5, null, -2, 1, 1, 1, 1], type: 'DOUBLE' },
      { name: 'night', data: [true, false, null, true, true, true, true] },
      { name: 'raw', data: Array(7).fill(Uint8Array.of(0xff)), type: 'BYTE_ARRAY' },
    ]),
    'data/a.jpg': 'a',
    'data/img/b.jpg': 'b',
  }
  test('rows, content from the tree, plain columns as metadata', async () => {
    const dataset = await readDataset(manifest, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train cat git:2e65efe2 0',
      'data/img/b.jpg test __proto__ git:63d8dbd4 0',
      'data/gone.jpg test cat - 0',
      'data/a.jpg test - git:2e65efe2 0',
    ])
    const columns = [...dataset.columns].map(([name, column]) => [
      name,
      ...[0, 1, 2, 3].map((row) => codeAt(column, row)),
    ])
    expect(columns).toEqual([
      ['constructor', '1.5', null, '-2', '1'],
      ['night', 'true', 'false', null, 'true'],
    ])
    expect(problemsOf(dataset)).toEqual([
      'data/m.parquet:0 outside-root 1: "../x" is not a path below the root of the dataset',
      'data/m.parquet:0 not-an-image 1: the name of the image is empty',
      'data/m.parquet:0 empty-label 1: "a.jpg" has no label',
      'data/m.parquet:0 unknown-split 1: "other" is none of the configured splits: its records are not read',
      'data/m.parquet:0 missing-file 1: "data/gone.jpg" is not in the commit',
    ])
    expect(dataset.members).toBeNull()
  })
  test('numbers as labels are indices', async () => {
    const labels = parquet([
      { name: 'image', data: ['a.jpg', 'img/b.jpg'] },
      { name: 'label', data: [10, 2], type: 'INT32' },
    ])
    const data: Partial<DataPlacement> = { format: 'parquet', splits: { test: 'm.parquet' } }
    const dataset = await readDataset(data, Object.entries({ ...files, 'data/m.parquet': labels }))
    expect([dataset.classes.length, ...dataset.label.codes]).toEqual([11, 10, 2])
    const named = await readDataset(
      { ...data, classes: ['x', 'y', 'z'] },
      Object.entries({ ...files, 'data/m.parquet': labels }),
    )
    expect([...named.label.codes]).toEqual([3, 2])
  })
  test('a metadata.parquet of a Hugging Face folder', async () => {
    const metadata = parquet([
      { name: 'file_name', data: ['b.jpg'] },
      { name: 'label', data: ['cat'] },
    ])
    const data: Partial<DataPlacement> = { format: 'huggingface', splits: { train: 'img' } }
    const dataset = await readDataset(data, Object.entries({ ...files, 'data/img/metadata.parquet': metadata }))
    expect(rowsOf(dataset)).toEqual(['data/img/b.jpg train cat git:63d8dbd4 0'])
  })
  const structure = parquet([{ name: 'image', data: [{ url: 'x' }] }], {
    schema: [
      { name: 'root', num_children: 1 },
      { name: 'image', num_children: 1, repetition_type: 'OPTIONAL' },
      { name: 'url', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ],
  })
  test.each([
    ['manifest-missing: data/m.parquet', {}],
    ['parquet-magic: data/m.parquet', { 'data/m.parquet': 'image,label,split\n' }],
    ['parquet-empty: data/m.parquet', { 'data/m.parquet': parquet([{ name: 'image', data: [], type: 'STRING' }]) }],
    [
      'no column "image"; the header has "label", "split"',
      {
        'data/m.parquet': parquet([
          { name: 'label', data: ['x'] },
          { name: 'split', data: ['test'] },
        ]),
      },
    ],
    [
      'no column "label"',
      {
        'data/m.parquet': parquet([
          { name: 'image', data: ['x'] },
          { name: 'split', data: ['test'] },
        ]),
      },
    ],
    [
      'parquet-not-utf8: data/m.parquet',
      {
        'data/m.parquet': parquet([
          { name: 'image', data: [Uint8Array.of(0xff)], type: 'BYTE_ARRAY' },
          { name: 'label', data: ['x'] },
          { name: 'split', data: ['test'] },
        ]),
      },
    ],
    [
      'parquet-too-large: data/m.parquet',
      {
        'data/m.parquet': parquet([
          { name: 'image', data: ['x'.repeat(70_000)] },
          { name: 'label', data: ['x'] },
          { name: 'split', data: ['test'] },
        ]),
      },
    ],
    ['parquet-type: data/m.parquet', { 'data/m.parquet': structure }],
  ] as [string, Fields][])('%s', async (expected, broken) => {
    expect(await faultOf(manifest, { 'data/x': '', ...broken })).toContain(expected)
  })
})

test('images inside with numbers for names are refused', async () => {
  const schema = [
    { name: 'root', num_children: 2 },
    { name: 'image', repetition_type: 'OPTIONAL', num_children: 2 },
    { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
    { name: 'path', type: 'INT32', repetition_type: 'OPTIONAL' },
    { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
  ] as const
  const table = parquet(
    [
      { name: 'image', data: [{ bytes: Uint8Array.of(1), path: 5 }] },
      { name: 'label', data: [0n] },
    ],
    { schema: [...schema] },
  )
  const at = { format: 'parquet', splits: { train: 'p.parquet' } } as const
  expect(await faultOf(at, { 'data/p.parquet': table })).toContain('images whose bytes or names are numbers')
})

describe('images inside, as Hugging Face writes them', () => {
  const data: Partial<DataPlacement> = {
    format: 'parquet',
    splits: { train: 'data/train-*.parquet', test: 'data/test-*.parquet' },
  }
  const row = (bytes: string | null, path: string | null, label: number) => ({
    bytes: bytes === null ? null : Buffer.from(bytes),
    path,
    label,
  })
  const files: Fields = {
    'data/data/train-00000-of-00002.parquet': huggingFaceParquet(
      [
        row('a', 'x.png', 1),
        row('b', null, 0),
        row('c', 'x.png', -1),
        row(null, 'gone.png', 0),
        row('e', '/abs.png', 7),
      ],
      ['cat', '__proto__'],
      { rowGroupSize: 2 },
    ),
    'data/data/train-00001-of-00002.parquet': huggingFaceParquet([row('f', 'x.png', 0)], ['cat', '__proto__']),
    'data/data/test-00000-of-00001.parquet': huggingFaceParquet([row('a', 'y/z.png', 1)], ['cat', '__proto__']),
  }
  test('content ids of the bytes, names by path or row, classes by the names in the file', async () => {
    const dataset = await readDataset(data, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      `data/data/train-00000-of-00002.parquet/x.png train __proto__ sha256:${digest('a')} 0`,
      `data/data/train-00000-of-00002.parquet/1 train cat sha256:${digest('b')} 0`,
      `data/data/train-00000-of-00002.parquet/2 train - sha256:${digest('c')} 0`,
      `data/data/train-00000-of-00002.parquet/4 train 7 sha256:${digest('e')} 0`,
      `data/data/train-00001-of-00002.parquet/x.png train cat sha256:${digest('f')} 0`,
      `data/data/test-00000-of-00001.parquet/y/z.png test __proto__ sha256:${digest('a')} 0`,
    ])
    expect(dataset.classes).toEqual(['cat', '__proto__', '7'])
    expect(dataset.members).toEqual({
      container: 'parquet',
      column: 'image',
      at: Float64Array.of(0, 1, 2, 4, 0, 0),
      size: Float64Array.of(1, 1, 1, 1, 1, 1),
    })
    expect(problemsOf(dataset).map((text) => text.replace(/^.*?:0 /, ''))).toEqual([
      'empty-label 1: "2" has no label',
      'not-an-image 1: "gone.png" has no bytes',
      'unknown-class 1: label "7" is not a class that the dataset names',
    ])
  })
  test.each([
    [
      'parquet-classes',
      { 'data/data/test-00000-of-00001.parquet': huggingFaceParquet([row('a', null, 1)], ['dog', 'cat']) },
    ],
    [
      'parquet-mixed',
      {
        'data/data/test-00000-of-00001.parquet': parquet([
          { name: 'image', data: ['x'] },
          { name: 'label', data: [1] },
        ]),
      },
    ],
    ['shards-missing: data/data/val-*.parquet', {}],
  ] as [string, Fields][])('%s', async (expected, other) => {
    const splits = expected.startsWith('shards') ? { val: 'data/val-*.parquet' } : data.splits!
    expect(await faultOf({ ...data, splits }, { ...files, ...other })).toContain(expected)
  })
  test('thousands of rows', async () => {
    const many = huggingFaceParquet(
      Array.from({ length: 3000 }, (_, i) => row(`image ${i}`, null, i % 2)),
      ['x', 'y'],
    )
    const dataset = await readDataset({ format: 'parquet', splits: { test: 'm.parquet' } }, [['data/m.parquet', many]])
    expect(dataset.rows).toBe(3000)
    for (const i of [0, 1023, 1024, 2999])
      expect(dataset.content.hex(i)).toBe(Buffer.from(sha256(`image ${i}`)).toString('hex'))
  })
})

test('a file that declares more cells than its size holds is refused before a page is read', async () => {
  const image = { name: 'image', data: Array<string>(10_000).fill('a.jpg') }
  const others = Array.from({ length: 69 }, (_, at) => ({ ...image, name: `${at}` }))
  const file = declaring(parquet([image, ...others], { rowGroupSize: 10_000 }), 10_000, 1_000_000)
  const data: Partial<DataPlacement> = { format: 'parquet', splits: { test: 'm.parquet' } }
  expect(await faultOf(data, { 'data/m.parquet': file }, 'regression')).toBe(
    'parquet-too-many-rows: data/m.parquet: declares more rows than a file of this size holds (1000000 rows × 70 columns)',
  )
})
