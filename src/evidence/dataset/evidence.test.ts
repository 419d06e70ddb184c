import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { dataPlacement, dataScene } from '#test/datasets'
import { type MemoryFile, MemoryTree } from '#test/memory-tree'
import { evidence } from './evidence.ts'

type Fields = Record<string, MemoryFile>
const csv: Partial<DataPlacement> = { format: 'csv', file: 'm.csv' }

describe('as evidence', () => {
  const data = dataPlacement()
  const tree = new MemoryTree([['data/train/cat/1.jpg', 'a']])
  test('unavailable where there is no dataset on base', async () => {
    const scene = dataScene(null, { data, tree })
    expect(await evidence.unavailable(scene, 'base')).toEqual({ code: 'no-data-on-base', args: {} })
    expect(await evidence.unavailable(scene, 'anchor')).toEqual({ code: 'no-anchor', args: {} })
    expect(await evidence.unavailable(scene, 'head')).toBeNull()
    const bare = new MemoryTree([['README.md', 'x']])
    const broughtAlong = dataScene({ data, tree: bare }, { data, tree })
    expect(await evidence.unavailable(broughtAlong, 'base')).toEqual({ code: 'no-data-on-base', args: {} })
    const removed = dataScene({ data, tree }, { data, tree: bare })
    expect(await evidence.unavailable(removed, 'head')).toBeNull() // an error of the pull request, raised by compute
  })
  test('inputs change with what is read, and with nothing else', async () => {
    const inputs = async (files: Fields, change: Partial<DataPlacement> = {}) =>
      evidence.inputs(
        dataScene(null, { data: dataPlacement(change), tree: new MemoryTree(Object.entries(files)) }),
        'head',
      )
    const files = { 'data/train/cat/1.jpg': 'a', 'names.txt': 'cat' }
    const before = await inputs(files)
    expect(await inputs({ ...files, 'README.md': 'x' })).toEqual(before)
    expect(await inputs({ ...files, 'data/train/cat/2.jpg': 'a' })).not.toEqual(before)
    expect(await inputs(files, { root: '' })).not.toEqual(before)
    const named = await inputs(files, { classes: { file: 'names.txt' } })
    expect(await inputs({ ...files, 'names.txt': 'dog' }, { classes: { file: 'names.txt' } })).not.toEqual(named)
    const listed = { 'data/m.csv': 'image,label,split\n' }
    expect(await inputs({ ...listed, 'data/1.jpg': 'a' }, csv)).not.toEqual(await inputs(listed, csv))
  })
})
