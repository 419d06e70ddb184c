import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { REAL_DATA } from '#test/built'
import { seen } from '#test/init'
import { filesOnDisk } from '#test/memory-tree'

describe.skipIf(!REAL_DATA)('repositories that people laid out', () => {
  const files = (name: string) => filesOnDisk(join(REAL_DATA!, name))

  test('BCCD: Pascal VOC with lists', async () => {
    const { data, task, proposal, rejected } = await seen(files('bccd'))
    expect(task).toBe('detection')
    expect(data).toMatchObject({
      format: 'voc',
      root: 'BCCD',
      splits: {
        train: 'ImageSets/Main/train.txt',
        val: 'ImageSets/Main/val.txt',
        test: 'ImageSets/Main/test.txt',
      },
    })
    expect(proposal!.layout.counts).toEqual({ train: 205, val: 87, test: 72 })
    expect(rejected).toEqual([])
  })

  test('a piece of COCO: one file beside a folder of images', async () => {
    const { data, task, proposal } = await seen(files('coco-tiny'))
    expect(task).toBe('instance-segmentation')
    expect(data).toMatchObject({ format: 'coco', root: '', splits: { test: 'instances.json' } })
    expect(proposal!.layout).toMatchObject({ counts: { test: 13 } })
  })

  test('ImageNet: a manifest with other columns, without a split', async () => {
    const { data, proposal } = await seen(files('imagenet'))
    expect(data).toMatchObject({ format: 'csv', splits: { test: 'labels.csv' }, columns: { label: 'class_name' } })
    expect(proposal!.layout).toMatchObject({ counts: { test: 200 } })
    expect(proposal!.layout.classes).toHaveLength(200)
  })
})
