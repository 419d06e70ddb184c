import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { readDataset } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'
import { told } from '#test/problems'

const classes = ['sky', '__proto__']
function read(paths: readonly string[] | Record<string, MemoryFile>, placement: Partial<DataPlacement> = {}) {
  const files = Array.isArray(paths) ? paths.map((path) => [path, path] as const) : Object.entries(paths)
  return readDataset({ format: 'masks', splits: { all: '' }, classes, ...placement }, files, 'semantic-segmentation')
}
async function pairs(paths: readonly string[], place = ''): Promise<string[]> {
  const dataset = await read(paths, { splits: { all: place } })
  expect(dataset.problems).toEqual([])
  return Array.from({ length: dataset.rows }, (_, row) => `${dataset.path.get(row)} ${dataset.annotations!.get(row)}`)
}

describe('where masks lie', () => {
  const layouts: [string, string, string, string][] = [
    ['images and masks', 'images', 'images/a.jpg', 'masks/a.png'],
    ['by split, outside', 'train/images', 'train/images/x/a.jpg', 'train/masks/x/a.png'],
    ['ADE20K', 'images/training', 'images/training/a.jpg', 'annotations/training/a.png'],
    ['images and labels', 'images', 'images/a.tif', 'labels/a.tif'],
    ['MMSegmentation', 'img_dir/train', 'img_dir/train/a.jpg', 'ann_dir/train/a.png'],
    ['Pascal VOC', 'JPEGImages', 'JPEGImages/a.jpg', 'SegmentationClass/a.png'],
    [
      'Cityscapes',
      'leftImg8bit/val',
      'leftImg8bit/val/bonn/bonn_0_1_leftImg8bit.png',
      'gtFine/val/bonn/bonn_0_1_gtFine_labelIds.png',
    ],
    ['CamVid', 'train', 'train/a.png', 'trainannot/a.png'],
    ['Carvana', 'imgs', 'imgs/a.jpg', 'masks/a_mask.gif'],
    ['beside the image', 'train', 'train/a.jpg', 'train/a_mask.png'],
    ['names of Object', 'images', 'images/__proto__.jpg', 'masks/__proto__.png'],
    ['a name with dots', 'images', 'images/a.b.c.jpg', 'masks/a.b.c.png'],
  ]
  test.each(layouts)('%s', async (_, place, image, mask) => {
    expect(await pairs([`data/${image}`, `data/${mask}`, 'data/readme.md'], place)).toEqual([
      `data/${image} data/${mask}`,
    ])
  })

  test('of several the first kind of folder and file, whatever else there is', async () => {
    const paths = ['images/a.jpg', 'images/b.jpg', 'labels/a.png', 'masks/b.png', 'masks/a.tif', 'masks/a.png']
    const all = paths.map((path) => `data/${path}`)
    expect(await pairs(all, 'images')).toEqual([
      'data/images/a.jpg data/masks/a.png',
      'data/images/b.jpg data/masks/b.png',
    ])
  })

  test('one row an image, no boxes, the content of the mask; a changed mask has another', async () => {
    const files = {
      'data/images/a.jpg': 'a',
      'data/masks/a.png': '1',
      'data/images/b.jpg': 'b',
      'data/masks/b.png': '2',
    }
    const one = await read(files, { splits: { all: 'images' } })
    const two = await read({ ...files, 'data/masks/b.png': '3' }, { splits: { all: 'images' } })
    expect([one.rows, one.boxes, one.classes]).toEqual([2, null, classes])
    expect([...one.label.codes]).toEqual([-1, -1])
    expect(one.annotationContent!.text(0)).toBe(two.annotationContent!.text(0))
    expect(one.annotationContent!.text(1)).not.toBe(two.annotationContent!.text(1))
    const pointer = await read({ ...files, 'data/masks/b.png': { lfs: '7'.repeat(64) } }, { splits: { all: 'images' } })
    expect(pointer.annotationContent!.text(1)).toBe(`sha256:${'7'.repeat(64)}`)
  })
})

describe('bad data', () => {
  const clean: Record<string, MemoryFile> = {
    'data/images/train/a.jpg': 'a',
    'data/images/train/b.jpg': 'b',
    'data/images/test/c.jpg': 'c',
    'data/masks/train/a.png': '1',
    'data/masks/train/b.png': '2',
    'data/masks/test/c.png': '3',
  }
  const splits = { train: 'images/train', test: 'images/test' }
  const without = (...paths: string[]) =>
    Object.fromEntries(Object.entries(clean).filter(([path]) => !paths.includes(path)))
  const B = 'data/masks/train/b.png'
  const bad: [string, Record<string, MemoryFile>, Partial<DataPlacement>, string][] = [
    ['no mask', without(B), {}, 'missing-file data/images/train/b.jpg:0:0 "data/images/train/b.jpg" has no mask'],
    [
      'a mask of another case',
      { ...without(B), 'data/masks/train/B.png': '2' },
      {},
      'missing-file data/images/train/b.jpg:0:0 "data/images/train/b.jpg" has no',
    ],
    [
      'a mask in another split',
      { ...without(B), 'data/masks/test/b.png': '2' },
      {},
      'missing-file data/images/train/b.jpg:0:0 "data/images/train/b.jpg" has',
    ],
    [
      'a mask that is a link',
      { ...clean, [B]: { symlink: '/etc/passwd' } },
      {},
      'missing-file data/images/train/b.jpg:0:0 "data/images/train/b.jpg" has no mask',
    ],
    [
      'a mask of text',
      { ...without(B), 'data/masks/train/b.txt': '2' },
      {},
      'missing-file data/images/train/b.jpg:0:0 "data/images/train/b.jpg" has no mask',
    ],
    [
      'a mask in JPEG',
      { ...without(B), 'data/masks/train/b.jpg': '2' },
      {},
      'odd-annotation data/masks/train/b.jpg:0:0 a mask in JPEG',
    ],
    [
      'a split without any mask',
      without('data/masks/test/c.png'),
      {},
      'missing-file data/images/test:0:0 no image of the split has a mask',
    ],
    [
      'a split without images',
      without('data/images/test/c.jpg'),
      {},
      'missing-file data/images/test:0:0 the split has no image',
    ],
    [
      'a folder that is not there',
      clean,
      { splits: { train: 'images/train', test: 'nowhere' } },
      'missing-file data/nowhere:0:0 the split has no image',
    ],
    [
      'the folder of the masks',
      clean,
      { splits: { test: 'masks/test' } },
      'missing-file data/masks/test:0:0 no image of the split has a mask',
    ],
    [
      'an image that is a link',
      { ...without('data/images/train/b.jpg'), 'data/images/train/b.jpg': { symlink: '/x' } },
      {},
      'not-an-image data/images/train/b.jpg:0:0 "data/images/train/b.jpg" is a symbolic link',
    ],
    ['no root', clean, { root: 'elsewhere' }, 'data-root-missing elsewhere:0:0'],
    ['outside git', clean, { store: 'mount' }, 'masks-outside-git'],
    ['a class twice', clean, { classes: ['a', 'a'] }, 'classes-invalid'],
    ['an empty class', clean, { classes: ['a', ''] }, 'classes-invalid'],
  ]
  test.each(bad)('%s', async (_, files, placement, start) => {
    const problems = await told(read(files, { splits, ...placement }))
    expect(problems.map((problem) => problem.slice(0, start.length))).toContain(start)
    expect(problems).toHaveLength(1)
  })
})

test('any names: every image is a row, and has its mask or a problem', async () => {
  const name = fc.oneof(
    fc.constantFrom('a', 'a.b', '__proto__', 'images', 'a_mask', '\u202e', '|', 'a b'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }).map((text) => text.replaceAll(/[/\0]/g, '_')),
  )
  const written = fc.uniqueArray(fc.tuple(name, fc.boolean()), { maxLength: 6, selector: ([stem]) => stem })
  await fc.assert(
    fc.asyncProperty(written, async (images) => {
      const files: Record<string, MemoryFile> = Object.create(null)
      for (const [stem, masked] of images) {
        files[`data/images/${stem}.jpg`] = 'x'
        if (masked) files[`data/masks/${stem}.png`] = 'x'
      }
      if (images.length === 0) return
      const dataset = await read(files, { splits: { all: 'images' } })
      expect(dataset.rows).toBe(images.length)
      for (let row = 0; row < dataset.rows; row++) {
        const stem = dataset.path.get(row).slice('data/images/'.length, -'.jpg'.length)
        const mask = dataset.annotations!.get(row)
        if (images.some(([one, masked]) => one === stem && masked)) expect(mask).toBe(`data/masks/${stem}.png`)
      }
      const alone = images.filter(([, masked]) => !masked).length
      expect(dataset.problems.length > 0 || alone === 0 || images.some(([stem]) => stem.includes('_mask'))).toBe(true)
    }),
  )
})
