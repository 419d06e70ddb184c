import { describe, expect, test } from 'vitest'
import { images, look, seen } from '#test/init'
import { yoloFiles } from '#test/yolo-writer'

function cocoText(names: readonly string[], annotation: object = {}): string {
  return JSON.stringify({
    info: {},
    images: names.map((file_name, id) => ({ id, file_name, width: 100, height: 100 })),
    annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1, bbox: [1, 2, 3, 4], ...annotation })),
    categories: [{ id: 1, name: 'cat' }],
  })
}
const polygon = { segmentation: [[1, 2, 4, 2, 4, 6]] }

describe('COCO', () => {
  test('polygons make it instance-segmentation, as published, captions beside', async () => {
    const { data, task, layouts, why } = await seen({
      ...images('data/coco/images/train2017/1.jpg', 'data/coco/images/val2017/2.jpg'),
      'data/coco/annotations/instances_train2017.json': cocoText(['1.jpg'], polygon),
      'data/coco/annotations/instances_val2017.json': cocoText(['2.jpg'], polygon),
      'data/coco/annotations/captions_val2017.json': JSON.stringify({
        images: [{ id: 1, file_name: '2.jpg' }],
        annotations: [{ id: 1, image_id: 1, caption: 'a cat' }],
      }),
    })
    expect(task).toBe('instance-segmentation')
    expect(data).toMatchObject({
      format: 'coco',
      root: 'data/coco',
      splits: { train: 'annotations/instances_train2017.json', val: 'annotations/instances_val2017.json' },
    })
    expect(layouts).toHaveLength(1)
    expect(why['data/coco/annotations/captions_val2017.json']).toContain('no list "categories"')
  })

  test('Roboflow: a file beside the images of each split', async () => {
    const { data, task } = await seen({
      ...images('train/a.jpg', 'valid/b.jpg', 'test/c.jpg'),
      'train/_annotations.coco.json': cocoText(['a.jpg']),
      'valid/_annotations.coco.json': cocoText(['b.jpg']),
      'test/_annotations.coco.json': cocoText(['c.jpg']),
    })
    expect(task).toBe('detection')
    expect(data).toMatchObject({
      root: '',
      splits: {
        train: 'train/_annotations.coco.json',
        val: 'valid/_annotations.coco.json',
        test: 'test/_annotations.coco.json',
      },
    })
  })

  test("of one's own beside train2017 and val2017, and a class that is named twice as Roboflow does", async () => {
    const named = [
      { id: 0, name: 'cat', supercategory: 'none' },
      { id: 1, name: 'cat', supercategory: 'cat' },
    ]
    const text = (name: string) => JSON.stringify({ ...JSON.parse(cocoText([name])), categories: named })
    const { data, layouts } = await seen(
      {
        ...images('train2017/a.jpg', 'val2017/b.jpg'),
        'annotations/custom_train.json': text('a.jpg'),
        'annotations/custom_val.json': text('b.jpg'),
      },
      ['train', 'val'].map(
        (split) =>
          `annotations/custom_${split}.json:1 two categories have the name "cat": they are taken for one class`,
      ),
    )
    expect(data).toMatchObject({ root: '', splits: { val: 'annotations/custom_val.json' } })
    expect(layouts[0]!.classes).toEqual(['cat'])
  })

  test('one file alone is all judged; images of a split that are not there leave it out', async () => {
    const alone = await seen({ ...images('x/images/a.jpg'), 'x/instances.json': cocoText(['a.jpg']) })
    expect(alone.data).toMatchObject({ root: 'x', splits: { test: 'instances.json' } })
    const half = await seen({
      ...images('val2017/a.jpg'),
      'annotations/instances_train2017.json': cocoText(['z.jpg']),
      'annotations/instances_val2017.json': cocoText(['a.jpg']),
    })
    expect(half.data!.splits).toEqual({ val: 'annotations/instances_val2017.json' })
    expect(half.why['annotations/instances_train2017.json']).toContain('"z.jpg" is not in the repository')
  })

  test('keypoints, and images that are nowhere', async () => {
    const joints = { id: 1, name: 'person', keypoints: ['nose'], skeleton: [] }
    const text = JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 9, 9], keypoints: [1, 1, 2], num_keypoints: 1 }],
      categories: [joints],
    })
    const pose = await seen({ ...images('val/a.jpg'), 'person_keypoints_val.json': text })
    expect(pose.task).toBe('keypoints')
    const { proposal, why } = await seen({ 'person_keypoints_val.json': text })
    expect(proposal).toBeNull()
    expect(why['person_keypoints_val.json']).toContain('Git LFS or DVC')
  })
})

describe('YOLO', () => {
  const one = (split: string, labels: readonly (readonly number[])[] = [[0, 0.5, 0.5, 0.2, 0.2]]) => ({
    name: `${split}.jpg`,
    split,
    labels,
  })

  test('data.yaml beside images and labels', async () => {
    const { data, task, layouts } = await seen(
      yoloFiles(['cat', 'dog'], [one('train'), one('val')], { root: 'sets/pets' }),
    )
    expect(task).toBe('detection')
    expect(data).toMatchObject({
      format: 'yolo',
      root: 'sets/pets',
      file: 'data.yaml',
      splits: { train: 'train', val: 'val' },
    })
    expect(layouts).toMatchObject([{ classes: ['cat', 'dog'] }])
  })

  test('a path of the machine that the file was written on is told as the fault', async () => {
    const files = yoloFiles(['cat'], [one('train'), one('val')], { keys: 'path: C:\\Users\\me\\cats\n' })
    files.set('data.yaml', files.get('data/data.yaml')!)
    files.delete('data/data.yaml')
    const { why } = await look(files)
    expect(why['data.yaml']).toContain('leads out of it; write the path as seen from this file, or none')
  })

  test('a split without any label file is left out', async () => {
    const bare = { ...one('test'), labels: null }
    const { data, proposal } = await seen(yoloFiles(['cat'], [one('train'), one('val'), bare]))
    expect(data!.splits).toEqual({ train: 'train', val: 'val' })
    expect(proposal!.guesses[0]).toContain('no label file was found for the images of `test: images/test`')
    const { why } = await look(yoloFiles(['cat'], [bare]))
    expect(why['data/data.yaml']).toContain('no label file was found')
  })

  test('outlines, joints and turned boxes', async () => {
    const outline = await seen(yoloFiles(['cat'], [one('val', [[0, 0.1, 0.1, 0.2, 0.1, 0.2, 0.2]])]))
    expect(outline.task).toBe('instance-segmentation')
    const pose = await seen(
      yoloFiles(['cat'], [one('val', [[0, 0.5, 0.5, 0.2, 0.2, 0.5, 0.5, 2]])], { keys: 'kpt_shape: [1, 3]\n' }),
    )
    expect(pose.task).toBe('keypoints')
    const turned = await seen(yoloFiles(['cat'], [one('test', [[0, 0.1, 0.1, 0.2, 0.1, 0.2, 0.2, 0.1, 0.2]])]))
    expect(turned.task).toBe('detection')
    expect(turned.proposal!.guesses).toContainEqual(expect.stringContaining('turned boxes'))
  })

  test('coco128.yaml in a folder of its own, whose path leads beside it', async () => {
    const { data } = await seen({
      ...images('datasets/coco128/images/train2017/1.jpg'),
      'datasets/coco128/labels/train2017/1.txt': '0 0.5 0.5 0.1 0.1\n',
      'configs/coco128.yaml':
        'path: ../datasets/coco128  # dataset root\ntrain: images/train2017\nval: images/train2017\ntest:\nnames:\n  0: person\n',
    })
    // Train and val are one folder, as in Ultralytics' own file: the evidence tells, and reads each image once.
    expect(data).toMatchObject({ root: '', file: 'configs/coco128.yaml' })
  })

  test('Roboflow: ../train/images, seen from a folder that is not there', async () => {
    const { data, proposal } = await seen({
      ...images('train/images/a.jpg', 'valid/images/b.jpg'),
      'train/labels/a.txt': '0 0.5 0.5 0.1 0.1\n',
      'valid/labels/b.txt': '0 0.5 0.5 0.1 0.1\n',
      'data.yaml': "train: ../train/images\nval: ../valid/images\ntest: ../test/images\n\nnc: 1\nnames: ['cat']\n",
    })
    expect(data).toMatchObject({ format: 'yolo', root: '', splits: { train: 'train', val: 'val' } })
    expect(proposal!.guesses).toContainEqual(expect.stringContaining('`test: ../test/images`'))
  })

  test('lists of images', async () => {
    const { data, layouts, proposal } = await seen({
      ...images('d/images/a.jpg', 'd/images/b.jpg'),
      'd/labels/a.txt': '0 0.5 0.5 0.1 0.1\n',
      'd/labels/b.txt': '0 0.5 0.5 0.1 0.1\n',
      'd/train.txt': './images/a.jpg\n',
      'd/val.txt': './images/b.jpg\n',
      'd/set.yml': 'train: train.txt\nval: val.txt\nnames: [cat]\n',
    })
    expect(data).toMatchObject({ format: 'yolo', root: 'd', file: 'set.yml' })
    expect(layouts).toHaveLength(1)
    expect(proposal!.guesses.join()).not.toContain('none of the first images has a label file')
  })

  test('labels without a data.yaml and without folders of splits', async () => {
    const label = '0 0.5 0.5 0.1 0.1\n'
    const { why } = await look({
      ...images('d/images/a.jpg', 'obj/b.jpg'),
      'd/labels/a.txt': label,
      'obj/b.txt': label,
    })
    expect(why.d).toContain('write "d/data.yaml" with `path: .`, `train: train.txt`')
    expect(why.obj).toContain('write "obj/data.yaml"')
  })

  test('without a data.yaml, or with one whose images are elsewhere: rejected with what to write', async () => {
    const bare = await seen({
      ...images('images/train/a.jpg', 'images/val/b.jpg'),
      'labels/train/a.txt': '0 0.5 0.5 0.1 0.1\n',
      'labels/val/b.txt': '0 0.5 0.5 0.1 0.1\n',
    })
    expect(bare.proposal).toBeNull()
    expect(bare.why['.']).toContain('write "data.yaml" with `path: .`, `train: images/train`, `val: images/val`')
    const halves = await seen({
      ...images('train/images/a.jpg', 'test/images/b.jpg'),
      'train/labels/a.txt': '0 0.5 0.5 0.1 0.1\n',
      'test/labels/b.txt': '0 0.5 0.5 0.1 0.1\n',
    })
    expect(halves.why['.']).toContain('`train: train/images`, `test: test/images`')
    const elsewhere = await seen({
      'coco.yaml': 'path: ../datasets/coco\ntrain: train2017.txt\nval: val2017.txt\nnames: [a]\n',
    })
    expect(elsewhere.why['coco.yaml']).toContain('`train: train2017.txt` is neither a folder of images nor a list')
    const broken = await seen({ 'data.yaml': 'train: a\nval: b\nnames: [a, a]\n' })
    expect(broken.why['data.yaml']).toContain('stands there twice')
  })
})

const XML = (name: string) =>
  `<annotation><filename>${name}.jpg</filename><size><width>9</width><height>9</height><depth>3</depth></size><object><name>cat</name><difficult>0</difficult><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>5</xmax><ymax>5</ymax></bndbox></object></annotation>\n`

describe('Pascal VOC', () => {
  test('VOCdevkit with lists of each split and of single classes', async () => {
    const root = 'VOCdevkit/VOC2012'
    const { data, task } = await seen({
      ...images(`${root}/JPEGImages/a.jpg`, `${root}/JPEGImages/b.jpg`),
      [`${root}/Annotations/a.xml`]: XML('a'),
      [`${root}/Annotations/b.xml`]: XML('b'),
      [`${root}/ImageSets/Main/train.txt`]: 'a\n',
      [`${root}/ImageSets/Main/val.txt`]: 'b\n',
      [`${root}/ImageSets/Main/trainval.txt`]: 'a\nb\n',
      [`${root}/ImageSets/Main/cat_val.txt`]: 'b 1\n',
    })
    expect(task).toBe('detection')
    expect(data).toMatchObject({
      format: 'voc',
      root,
      splits: { train: 'ImageSets/Main/train.txt', val: 'ImageSets/Main/val.txt' },
    })
  })

  test('only trainval and test', async () => {
    const { data } = await seen({
      ...images('v/JPEGImages/a.jpg', 'v/JPEGImages/b.jpg'),
      'v/Annotations/a.xml': XML('a'),
      'v/Annotations/b.xml': XML('b'),
      'v/ImageSets/Main/trainval.txt': 'a\n',
      'v/ImageSets/Main/test.txt': 'b\n',
    })
    expect(data!.splits).toEqual({ train: 'ImageSets/Main/trainval.txt', test: 'ImageSets/Main/test.txt' })
  })

  test('masks alone, listed in ImageSets/Segmentation only', async () => {
    const masks = images('v/JPEGImages/a.jpg', 'v/SegmentationClass/a.png', 'v/JPEGImages/b.jpg')
    const lists = { 'v/ImageSets/Segmentation/train.txt': 'b\n', 'v/ImageSets/Segmentation/val.txt': 'a\n' }
    const { data, task, dataset } = await seen({ ...masks, ...images('v/SegmentationClass/b.png'), ...lists })
    expect(task).toBe('semantic-segmentation')
    expect(data).toMatchObject({ format: 'voc', root: 'v', splits: { val: 'ImageSets/Segmentation/val.txt' } })
    expect(dataset!.boxes).toBeNull()
    expect(dataset!.annotations!.get(1)).toBe('v/SegmentationClass/a.png')
    const files = {
      ...masks,
      ...images('v/SegmentationClass/b.png'),
      ...lists,
      'v/ImageSets/Segmentation/test.txt': '\n',
    }
    expect((await seen(files)).data!.splits).not.toHaveProperty('test') // as some tools leave it
    const gone = ['v/ImageSets/Segmentation/train.txt:1 "v/SegmentationClass/b.png" is not in the commit']
    await seen({ ...masks, ...lists }, gone)
    expect((await look(masks)).why).toEqual({
      v: 'Pascal VOC without lists of its splits: write ImageSets/Segmentation/train.txt and ImageSets/Segmentation/test.txt with the stem of an image a line ("a")',
    })
  })

  test('annotations in small letters, as some tools write them', async () => {
    const { data, layouts } = await seen({
      ...images('JPEGImages/a.png', 'JPEGImages/b.png'),
      'annotations/a.xml': XML('a'),
      'annotations/b.xml': XML('b'),
      'ImageSets/Main/train.txt': 'a\n',
      'ImageSets/Main/test.txt': 'b\n',
    })
    expect(data).toMatchObject({ format: 'voc', root: '' })
    expect(layouts[0]!.classes).toHaveLength(1)
  })

  test('XML beside the images of each split, or in a tree of its own', async () => {
    const { data } = await seen({
      ...images('train/a.jpg', 'valid/b.jpg'),
      'train/a.xml': XML('a'),
      'valid/b.xml': XML('b'),
    })
    expect(data).toMatchObject({ format: 'voc', root: '', splits: { train: 'train', val: 'valid' } })
    const trees = await seen({
      ...images('d/images/train/a.jpg', 'd/images/test/b.jpg'),
      'd/annotations/train/a.xml': XML('a'),
      'd/annotations/test/b.xml': XML('b'),
    })
    expect(trees.data).toMatchObject({
      format: 'voc',
      root: 'd',
      splits: { train: 'images/train', test: 'images/test' },
    })
  })

  test('without splits: rejected with what to write', async () => {
    const { proposal, why } = await look({
      ...images('x/JPEGImages/a.jpg', 'y/images/b.jpg', 'z/c.jpg'),
      'x/Annotations/a.xml': XML('a'),
      'y/annotations/b.xml': XML('b'),
      'z/c.xml': XML('c'),
    })
    expect(proposal).toBeNull()
    expect(why.x).toContain('write ImageSets/Main/train.txt')
    expect(why['y/annotations']).toContain('apart from the images in "y/images"')
    expect(why.z).toContain('beside the images')
  })
})
