import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import type { Ports, Tree } from '#contract/ports'
import { sha256 } from '#host/hash'
import { readDataset } from '#test/datasets'
import { MemoryTree } from '#test/memory-tree'
import { huggingFaceParquet } from '#test/parquet'
import { tar } from '#test/tar'
import type { Dataset } from './dataset/types.ts'
import { ImageReader } from './image-reader.ts'

const ports = { hash: sha256 } as unknown as Ports
/** Images of odd sizes, some longer than a chunk of the stream. */
const images = Array.from({ length: 24 }, (_, i) => Buffer.alloc((i * 397) % 2500, `${i} `))

const inShards: Partial<DataPlacement> = {
  format: 'webdataset',
  splits: { train: 'train-{0..1}.tar', test: 'test.tar' },
}
const shard = (from: number, to: number) =>
  tar(
    images.slice(from, to).flatMap((bytes, i) => [
      { name: `${i}.txt`, bytes: 'x'.repeat(700) },
      { name: `${i}.jpg`, bytes },
    ]),
  )
const shards = new MemoryTree([
  ['data/train-0.tar', shard(0, 8)],
  ['data/train-1.tar', shard(8, 16)],
  ['data/test.tar', shard(16, 24)],
])

const inTables: Partial<DataPlacement> = {
  format: 'parquet',
  splits: { train: 'train-*.parquet', test: 'test.parquet' },
}
const table = (from: number, to: number) =>
  huggingFaceParquet(
    images.slice(from, to).map((bytes) => ({ bytes, path: null, label: 0 })),
    ['x'],
    { rowGroupSize: 3 },
  )
const tables = new MemoryTree([
  ['data/train-0.parquet', table(0, 8)],
  ['data/train-1.parquet', table(8, 16)],
  ['data/test.parquet', table(16, 24)],
])

/** Counts what is read of the tree. */
function counted(tree: Tree): { tree: Tree; opened: string[] } {
  const opened: string[] = []
  const noted = Object.create(tree) as Tree
  noted.read = (path, limit) => {
    opened.push(path)
    return tree.read(path, limit)
  }
  noted.stream = (path, limit) => {
    opened.push(path)
    return tree.stream(path, limit)
  }
  return { tree: noted, opened }
}

describe.each([
  ['tar shards', inShards, shards],
  ['Parquet files', inTables, tables],
])('images in %s', (_, placement, tree) => {
  const read = async (order: readonly number[], from: Tree = tree, dataset?: Dataset) => {
    const reader = new ImageReader(dataset ?? (await readDataset(placement, tree, 'regression')), from, ports)
    const found: (Uint8Array | string)[] = []
    for (const row of order) found.push(await reader.read(row))
    await reader.close()
    return found
  }
  test('in their order, every container is opened once', async () => {
    const { tree: noted, opened } = counted(tree)
    const order = images.map((__, row) => row)
    expect((await read(order, noted)).map((bytes) => Buffer.from(bytes as Uint8Array))).toEqual(images)
    expect(opened).toHaveLength(3)
  })
  test('in any order, and again', async () => {
    const dataset = await readDataset(placement, tree, 'regression')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(23), { maxLength: 10 }), async (order) => {
        const found = await read(order, tree, dataset)
        expect(found.map((bytes) => Buffer.from(bytes as Uint8Array))).toEqual(order.map((row) => images[row]))
      }),
      { numRuns: 30 },
    )
  })
  test('bytes that are not those of the content id are not given', async () => {
    const dataset = await readDataset(placement, tree, 'regression')
    dataset.content.hashes[32 * 5]! ^= 1
    expect((await read([4, 5], tree, dataset)).map((bytes) => typeof bytes)).toEqual(['object', 'string'])
  })
})

test('a shard that is shorter than it was', async () => {
  const dataset = await readDataset(inShards, shards, 'regression')
  const cut = new MemoryTree([['data/train-0.tar', shard(0, 8).subarray(0, 5000)]])
  const reader = new ImageReader(dataset, cut, ports)
  expect([typeof (await reader.read(0)), await reader.read(7)]).toEqual(['object', 'other-bytes'])
  await reader.close()
})
