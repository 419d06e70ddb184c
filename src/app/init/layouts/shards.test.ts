import { describe, expect, test } from 'vitest'
import { images, look, seen } from '#test/init'
import { huggingFaceParquet, objectsParquet, parquet } from '#test/parquet'
import { tar } from '#test/tar'

describe('Parquet', () => {
  const rows = (from: number, n: number) =>
    Array.from({ length: n }, (_, at) => ({ bytes: Buffer.from(`pixels ${from + at}`), path: null, label: at % 2 }))
  const names = ['cat', 'dog']

  test('Hugging Face: images inside, shards of each split', async () => {
    const { data, proposal } = await seen({
      'README.md': '# x\n',
      'data/train-00000-of-00002.parquet': huggingFaceParquet(rows(0, 3), names),
      'data/train-00001-of-00002.parquet': huggingFaceParquet(rows(3, 2), names),
      'data/test-00000-of-00001.parquet': huggingFaceParquet(rows(9, 2), names),
    })
    expect(data).toMatchObject({
      format: 'parquet',
      root: 'data',
      file: null,
      splits: { train: 'train-*.parquet', test: 'test-00000-of-00001.parquet' },
    })
    expect(proposal!.layout).toMatchObject({ classes: names, counts: { train: 5, test: 2 } })
  })

  test('a folder a split', async () => {
    const { data } = await seen({
      'default/train/0000.parquet': huggingFaceParquet(rows(0, 3), names),
      'default/validation/0000.parquet': huggingFaceParquet(rows(3, 3), names),
    })
    expect(data).toMatchObject({ format: 'parquet', root: 'default', splits: { train: 'train', val: 'validation' } })
  })

  test('a manifest with a split column', async () => {
    const { data } = await seen({
      'd/a.png': '1',
      'd/b.png': '2',
      'd/index.parquet': parquet([
        { name: 'image_path', data: ['a.png', 'b.png'] },
        { name: 'label', data: ['x', 'y'] },
        { name: 'split', data: ['train', 'test'] },
      ]),
    })
    expect(data).toMatchObject({
      format: 'parquet',
      root: 'd',
      file: 'index.parquet',
      splits: { train: 'train', test: 'test' },
    })
    expect(data!.columns.image).toBe('image_path')
  })

  test('boxes in `objects` are a detection task', async () => {
    const boxed = (...files: string[]) =>
      objectsParquet(
        files.map((file) => ({ file, objects: { bbox: [[1, 2, 3, 4]], category: [0] } })),
        ['face'],
      )
    const { data, task, proposal, dataset } = await seen({
      ...images('d/a.png', 'd/b.png', 'd/c.png'),
      'd/train.parquet': boxed('a.png', 'b.png'),
      'd/test.parquet': boxed('c.png'),
    })
    expect(data).toMatchObject({
      format: 'parquet',
      root: 'd',
      splits: { train: 'train.parquet', test: 'test.parquet' },
    })
    expect(data!.columns.image).toBe('file_name')
    expect(task).toBe('detection')
    expect(proposal!.layout).toMatchObject({ classes: null, counts: { train: 2, test: 1 } })
    expect(dataset).toMatchObject({ classes: ['face'], boxes: { rows: 3 } })
  })

  test('what is no Parquet, and tables of something else', async () => {
    const { why, proposal } = await look({
      'test.parquet': 'PAR1 not really PAR1',
      'x.parquet': parquet([{ name: 'text', data: ['a'] }]),
    })
    expect(proposal).toBeNull()
    expect(why['test.parquet']).toEqual(expect.any(String))
    expect(why['x.parquet']).toContain('no column of image files (columns: text)')
  })
})

describe('WebDataset', () => {
  const shard = (from: number, n: number, extra: (key: number) => { name: string; bytes: string }) =>
    tar(
      Array.from({ length: n }, (_, at) => [
        { name: `${from + at}.jpg`, bytes: `pixels ${from + at}` },
        extra(from + at),
      ]).flat(),
    )
  const cls = (key: number) => ({ name: `${key}.cls`, bytes: String(key % 2) })

  test('numbered shards of each split', async () => {
    const { data, proposal } = await seen({
      'shards/train-000000.tar': shard(0, 4, cls),
      'shards/train-000001.tar': shard(4, 4, cls),
      'shards/val-000000.tar': shard(8, 2, cls),
    })
    expect(data).toMatchObject({
      format: 'webdataset',
      root: 'shards',
      splits: { train: 'train-*.tar', val: 'val-000000.tar' },
    })
    expect(proposal!.layout).toMatchObject({ classes: ['0', '1'], counts: { train: 8, val: 2 } })
  })

  test('a folder a split, classes in JSON', async () => {
    const json = (key: number) => ({ name: `${key}.json`, bytes: JSON.stringify({ class_name: key % 2 ? 'a' : 'b' }) })
    const { data } = await seen({
      'd/train/000.tar': shard(0, 4, json),
      'd/test/000.tar': shard(4, 4, json),
      'd/test/001.tar': shard(8, 2, json),
    })
    expect(data).toMatchObject({ format: 'webdataset', root: 'd', splits: { train: 'train', test: 'test' } })
    expect(data!.columns.label).toBe('class_name')
  })

  test('captions, archives of other things, broken ones', async () => {
    const txt = (key: number) => ({ name: `${key}.txt`, bytes: 'a cat' })
    const { why } = await look({
      'a/test-0.tar': shard(0, 2, txt),
      'b/test.tar': tar([{ name: 'x.c', bytes: 'int' }]),
      'c/test.tar': 'no archive',
    })
    expect(why.a).toContain('neither a `cls` nor a label')
    expect(why.b).toContain('no images in "b/test.tar"')
    expect(why.c).toContain('c/test.tar: ')
  })
})
