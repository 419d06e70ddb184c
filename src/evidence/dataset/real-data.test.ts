import { describe, expect, test } from 'vitest'
import { dataPlacement, readDataset, rowsOf } from '#test/datasets'
import { filesOnDisk, MemoryTree } from '#test/memory-tree'

const real = process.env.CV_GATE_REAL_DATA
if (!real) console.warn('skipped: CV_GATE_REAL_DATA names no folder with real data')
describe.skipIf(!real)('real data', () => {
  test('a COCO file with its photographs', async () => {
    const tree = new MemoryTree(filesOnDisk(`${real}/coco-tiny`, 'data'))
    const dataset = await readDataset({ format: 'coco', splits: { test: 'instances.json' } }, tree, 'detection')
    expect(dataset.problems).toEqual([])
    expect(dataset.rows).toBe(13)
    expect(dataset.boxes!.rows).toBe(119)
    expect(dataset.path.get(0)).toBe('data/images/000000184324.jpg')
    expect(dataset.classes[0]).toBe('person')
  })
  test('a CSV of two hundred photographs', async () => {
    const tree = new MemoryTree(filesOnDisk(`${real}/imagenet`, 'data'))
    const columns = { ...dataPlacement().columns, label: 'class_name' }
    const dataset = await readDataset({ format: 'csv', splits: { test: 'labels.csv' }, columns }, tree)
    expect(dataset.problems).toEqual([])
    expect(dataset.rows).toBe(200)
    expect(rowsOf(dataset)[0]).toMatch(/^data\/n01440764_tench\.JPEG test tench git:[0-9a-f]{8} 2$/)
    expect([...dataset.columns.keys()]).toEqual(['class_index', 'wnid'])
  })
})
