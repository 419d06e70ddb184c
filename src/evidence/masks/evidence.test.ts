import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DataPlacement, Placement } from '#contract/config'
import type { Resolve, Scene } from '#contract/evidence'
import type { Ports } from '#contract/ports'
import type { Dataset } from '#evidence/dataset/types'
import { PIXEL_STATUS } from '#evidence/pixels/types'
import { eachStore } from '#host/each-store'
import { createSandbox } from '#host/sandbox/sandbox'
import { readDataset } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'
import { evidence } from './evidence.ts'
import { valuesAt } from './types.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-masks-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Decodes in real children, keeps in real files. */
async function measure(dataset: Dataset, files: Readonly<Record<string, MemoryFile>>, size: readonly [number, number]) {
  const sandbox = createSandbox({
    folder: join(root, 'dist'),
    nativesDir: root,
    env: process.env,
    log: { info: () => {} },
  })
  let unsettled = 0
  const ports = {
    each: eachStore(folder),
    images: { read: async (path: string) => files[path] ?? 'not-here' },
    sandbox,
    log: { stage: (_: string, work: (progress: unknown) => unknown) => work({ total: () => {}, step: () => {} }) },
    unsettled: () => unsettled++,
  } as unknown as Ports
  const pixels = {
    width: new Uint32Array(dataset.rows).fill(size[0]),
    height: new Uint32Array(dataset.rows).fill(size[1]),
  }
  const resolve = (async (id: string) => (id === 'dataset' ? dataset : pixels)) as unknown as Resolve
  const scene = {} as Scene
  const kept = await evidence.kept!(scene, 'head', resolve, ports)
  return { masks: await evidence.compute(scene, 'head', resolve, ports), kept, unsettled }
}

const pixels = (values: readonly number[]) => sharp(Buffer.from(values), { raw: { width: 4, height: 2, channels: 1 } })

test('size and values of each mask, of every kind, decoded once in its life', async () => {
  const grey = await pixels([0, 1, 2, 255, 0, 0, 0, 0]).toColourspace('b-w').png().toBuffer()
  const files: Record<string, MemoryFile> = {
    'data/masks/test/grey.png': grey,
    'data/masks/test/again.png': grey,
    'data/masks/test/palette.png': await pixels([0, 90, 90, 0, 0, 0, 0, 0])
      .png({ palette: true, colours: 2 })
      .toBuffer(),
    'data/masks/test/colour.png': await pixels([0, 90, 90, 0, 0, 0, 0, 0]).toColourspace('srgb').png().toBuffer(),
    'data/masks/test/photo.png': await sharp(grey).jpeg().toBuffer(),
    'data/masks/test/cut.png': grey.subarray(0, 50),
    'data/masks/test/tiff.tif': await sharp(grey).tiff().toBuffer(),
    'data/masks/test/array.npy': '\x93NUMPY',
  }
  const names = ['again', 'alone', 'array', 'colour', 'cut', 'grey', 'palette', 'photo', 'tiff']
  const listed = { ...files, ...Object.fromEntries(names.map((name) => [`data/images/test/${name}.jpg`, name])) }
  const placement: Partial<DataPlacement> = { format: 'masks', splits: { test: 'images/test' } }
  const dataset = await readDataset(placement, Object.entries(listed), 'semantic-segmentation')
  expect(Array.from({ length: dataset.rows }, (_, row) => dataset.path.get(row))).toEqual(
    names.map((name) => `data/images/test/${name}.jpg`),
  )
  const first = await measure(dataset, files, [4, 2])
  expect(first).toMatchObject({ kept: { images: 6, kept: 0 }, unsettled: 0 })
  const { masks } = first
  expect([...masks.status].map((code) => PIXEL_STATUS[code])).toEqual([
    'ok',
    'missing',
    'missing',
    'ok',
    'unreadable',
    'ok',
    'ok',
    'ok',
    'ok',
  ])
  expect([...masks.width]).toEqual([4, 0, 0, 4, 0, 4, 4, 4, 4])
  expect([...masks.imageHeight]).toEqual(new Array(9).fill(2))
  expect(names.map((_, row) => (masks.valued[row] ? valuesAt(masks, row) : null))).toEqual([
    [0, 1, 2, 255],
    null,
    null,
    null,
    null,
    [0, 1, 2, 255],
    [0, 1],
    null,
    null,
  ])
  const second = await measure(dataset, {}, [4, 2])
  expect(second).toMatchObject({ kept: { images: 6, kept: 6 }, unsettled: 0 })
  expect(second.masks.values).toEqual(masks.values)
})

test('what is not here is measured again, and datasets without masks need nothing', async () => {
  const placement: Partial<DataPlacement> = { format: 'masks', splits: { test: 'images/test' } }
  const files = { 'data/images/test/a.jpg': 'a', 'data/masks/test/a.png': 'gone' }
  const dataset = await readDataset(placement, Object.entries(files), 'semantic-segmentation')
  const { masks, unsettled } = await measure(dataset, {}, [4, 2])
  expect(unsettled).toBe(1)
  expect(masks.detail.get(0)).toBe('not on this machine')
  const folders = await readDataset({}, [['data/train/cat/1.jpg', 'a']])
  expect((await measure(folders, {}, [4, 2])).masks.rows).toBe(0)
  const at = (format: DataPlacement['format']) => ({ placement: { head: { data: { format } } as Placement } }) as Scene
  expect(await evidence.unavailable(at('folder'), 'head')).toEqual({ code: 'no-masks', args: {} })
  expect(await evidence.unavailable(at('voc'), 'head')).toBeNull()
})
