import { describe, expect, test } from 'vitest'
import { images, look, seen } from '#test/init'

describe('LabelMe', () => {
  const text = (type: string) =>
    JSON.stringify({
      version: '5.0.1',
      flags: {},
      shapes: [
        {
          label: 'cat',
          points:
            type === 'rectangle'
              ? [
                  [1, 1],
                  [5, 5],
                ]
              : [
                  [1, 1],
                  [5, 1],
                  [5, 5],
                ],
          group_id: null,
          shape_type: type,
          flags: {},
        },
      ],
      imagePath: 'a.jpg',
      imageData: null,
      imageHeight: 9,
      imageWidth: 9,
    })
  test('a JSON beside each image of each split', async () => {
    const files = (type: string) => ({
      ...images('d/train/a.jpg', 'd/test/b.jpg'),
      'd/train/a.json': text(type),
      'd/test/b.json': text(type).replace('a.jpg', 'b.jpg'),
    })
    const outlines = await seen(files('polygon'))
    expect(outlines.data).toMatchObject({ format: 'labelme', root: 'd', splits: { train: 'train', test: 'test' } })
    expect(outlines.task).toBe('instance-segmentation')
    expect((await seen(files('rectangle'))).task).toBe('detection')
  })
  test('a split without any JSON is left out', async () => {
    const files = { ...images('train/a.jpg', 'val/b.jpg', 'test/c.jpg'), 'train/a.json': text('polygon') }
    const { data, proposal } = await seen({ ...files, 'val/b.json': text('polygon').replace('a.jpg', 'b.jpg') })
    expect(data!.splits).toEqual({ train: 'train', val: 'val' })
    expect(proposal!.guesses[0]).toContain('no image of test has a JSON')
    expect((await look(files)).why['.']).toContain('no split named test or val has them')
  })
  test('no folder a split: rejected', async () => {
    const { why } = await look({ ...images('photos/a.jpg'), 'photos/a.json': text('polygon') })
    expect(why.photos).toContain('move image and JSON together to train/ and test/')
  })
})

describe('semantic masks', () => {
  const layouts: readonly [string, readonly string[], object][] = [
    [
      'CamVid',
      ['camvid/train/a.png', 'camvid/trainannot/a.png', 'camvid/val/b.png', 'camvid/valannot/b.png'],
      { root: 'camvid', splits: { train: 'train', val: 'val' } },
    ],
    [
      'images/SPLIT beside masks/SPLIT',
      ['d/images/train/a.jpg', 'd/masks/train/a.png', 'd/images/val/b.jpg', 'd/masks/val/b.png'],
      { root: 'd', splits: { train: 'images/train', val: 'images/val' } },
    ],
    [
      'SPLIT/images beside SPLIT/masks',
      ['train/images/a.jpg', 'train/masks/a.png', 'test/images/b.jpg', 'test/masks/b.png'],
      { root: '', splits: { train: 'train/images', test: 'test/images' } },
    ],
    [
      'img_dir beside ann_dir',
      ['x/img_dir/train/a.jpg', 'x/ann_dir/train/a.png', 'x/img_dir/val/b.jpg', 'x/ann_dir/val/b.png'],
      { root: 'x', splits: { train: 'img_dir/train', val: 'img_dir/val' } },
    ],
    [
      'ADE20K',
      [
        'ade/images/training/a.jpg',
        'ade/annotations/training/a.png',
        'ade/images/validation/b.jpg',
        'ade/annotations/validation/b.png',
      ],
      { root: 'ade', splits: { train: 'images/training', val: 'images/validation' } },
    ],
    [
      'Cityscapes',
      [
        'c/leftImg8bit/train/ulm/u_1_leftImg8bit.png',
        'c/gtFine/train/ulm/u_1_gtFine_labelIds.png',
        'c/leftImg8bit/val/bonn/b_1_leftImg8bit.png',
        'c/gtFine/val/bonn/b_1_gtFine_labelIds.png',
      ],
      { root: 'c', splits: { train: 'leftImg8bit/train', val: 'leftImg8bit/val' } },
    ],
  ]
  test.each(layouts)('%s', async (_, paths, expected) => {
    const { data, task, layouts } = await seen(images(...paths))
    expect(task).toBe('semantic-segmentation')
    expect(data).toMatchObject({ format: 'masks', ...expected })
    expect(layouts).toHaveLength(1)
  })
  test('without splits: rejected', async () => {
    const { why, proposal } = await look(images('images/a.jpg', 'masks/a.png'))
    expect(proposal).toBeNull()
    expect(why.images).toContain('move them to images/train and images/test')
  })
})

test('parts of a dataset are no classes', async () => {
  const { proposal, why } = await look(
    images('train/images/a.jpg', 'train/labels/b.png', 'test/images/c.jpg', 'test/labels/d.png'),
  )
  expect(proposal).toBeNull()
  expect(why['.']).toContain('images, labels below its splits are parts of a dataset, not classes')
})
