import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { BOX_LINE, catXml, cocoJson, OUTLINE } from '#test/layouts'

const rf = (yaml: string) => ({
  ...images('train/images/a_jpg.rf.1.jpg', 'valid/images/b_jpg.rf.2.jpg', 'test/images/c_jpg.rf.3.jpg'),
  'train/labels/a_jpg.rf.1.txt': BOX_LINE,
  'valid/labels/b_jpg.rf.2.txt': BOX_LINE,
  'test/labels/c_jpg.rf.3.txt': BOX_LINE,
  'data.yaml': yaml,
  'README.dataset.txt': '# cats > 2023\nhttps://universe.roboflow.com\n',
  'README.roboflow.txt': '\ncats - v1\n==============================\n\n',
})
const rfyaml = (pre: string) =>
  `train: ${pre}train/images\nval: ${pre}valid/images\ntest: ${pre}test/images\n\nnc: 1\nnames: ['cat']\n\nroboflow:\n  workspace: w\n  project: cats\n  version: 1\n  license: CC BY 4.0\n  url: https://universe.roboflow.com/w/cats/dataset/1\n`

/** What Roboflow exports, each format in small. */
const cases: readonly ToldCase[] = [
  [
    'COCO',
    [
      'coco in ., detection: train train/_annotations.coco.json, val valid/_annotations.coco.json, test test/_annotations.coco.json; cat',
    ],
    {
      ...images('train/a_jpg.rf.1.jpg', 'valid/b_jpg.rf.2.jpg', 'test/c_jpg.rf.3.jpg'),
      'train/_annotations.coco.json': cocoJson(['a_jpg.rf.1.jpg']),
      'valid/_annotations.coco.json': cocoJson(['b_jpg.rf.2.jpg']),
      'test/_annotations.coco.json': cocoJson(['c_jpg.rf.3.jpg']),
      'README.roboflow.txt': 'x',
    },
  ],
  [
    'COCO with outlines, in a folder of the version',
    [
      'coco in cats-1, instance-segmentation: train train/_annotations.coco.json, val valid/_annotations.coco.json; cat',
    ],
    {
      ...images('cats-1/train/a.jpg', 'cats-1/valid/b.jpg'),
      'cats-1/train/_annotations.coco.json': cocoJson(['a.jpg'], { extra: OUTLINE }),
      'cats-1/valid/_annotations.coco.json': cocoJson(['b.jpg'], { extra: OUTLINE }),
    },
  ],
  [
    'COCO of train alone',
    ['train/_annotations.coco.json: no split named test or val beside it: nothing to judge'],
    { ...images('train/a.jpg'), 'train/_annotations.coco.json': cocoJson(['a.jpg']) },
  ],
  ['YOLOv5, v8, v11', ['yolo data.yaml in ., detection: train, val, test; cat'], rf(rfyaml('../'))],
  [
    'YOLO whose paths begin with the folder that the file is in',
    ['yolo data.yaml in cats-1, detection: train, val, test; cat'],
    Object.fromEntries(Object.entries(rf(rfyaml('cats-1/'))).map(([p, f]) => [`cats-1/${p}`, f])),
  ],
  [
    'Pascal VOC',
    ['voc in ., detection: train, val valid, test; cat'],
    {
      ...images('train/a_jpg.rf.1.jpg', 'valid/b_jpg.rf.2.jpg', 'test/c_jpg.rf.3.jpg'),
      'train/a_jpg.rf.1.xml': catXml('a_jpg.rf.1'),
      'valid/b_jpg.rf.2.xml': catXml('b_jpg.rf.2'),
      'test/c_jpg.rf.3.xml': catXml('c_jpg.rf.3'),
    },
  ],
  [
    'folders of classes',
    ['folder in ., classification: train, val valid, test; cat, dog'],
    images(
      'train/cat/a.jpg',
      'train/dog/b.jpg',
      'valid/cat/c.jpg',
      'valid/dog/d.jpg',
      'test/cat/e.jpg',
      'test/dog/f.jpg',
    ),
  ],
  [
    'a column a class',
    [
      'test/_classes.csv: a column a class (cat, dog): write one column `label` with the name of the class',
      'train/_classes.csv: a column a class (cat, dog): write one column `label` with the name of the class',
      'valid/_classes.csv: a column a class (cat, dog): write one column `label` with the name of the class',
    ],
    {
      ...images('train/a.jpg', 'train/b.jpg', 'valid/c.jpg', 'test/d.jpg'),
      'train/_classes.csv': 'filename, cat, dog\na.jpg, 1, 0\nb.jpg, 0, 1\n',
      'valid/_classes.csv': 'filename, cat, dog\nc.jpg, 1, 0\n',
      'test/_classes.csv': 'filename, cat, dog\nd.jpg, 0, 1\n',
    },
  ],
  [
    'masks beside images',
    [
      'masks in ., semantic-segmentation: train, val valid, test; classes not counted',
      'test/_classes.csv: no column of image files (columns: Pixel Value,  Class): call the one with their names `image`',
      'train/_classes.csv: no column of image files (columns: Pixel Value,  Class): call the one with their names `image`',
      'valid/_classes.csv: no column of image files (columns: Pixel Value,  Class): call the one with their names `image`',
    ],
    {
      ...images('train/a.jpg', 'train/a_mask.png', 'valid/b.jpg', 'valid/b_mask.png', 'test/c.jpg', 'test/c_mask.png'),
      'train/_classes.csv': 'Pixel Value, Class\n0, background\n1, cat',
      'valid/_classes.csv': 'Pixel Value, Class\n0, background\n1, cat',
      'test/_classes.csv': 'Pixel Value, Class\n0, background\n1, cat',
    },
  ],
  [
    'a table of boxes',
    [
      'test/_annotations.csv: a table of boxes (columns: filename, width, height, class, xmin, ymin, xmax, ymax): write them as COCO JSON, Pascal VOC or YOLO',
      'train/_annotations.csv: a table of boxes (columns: filename, width, height, class, xmin, ymin, xmax, ymax): write them as COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('train/a.jpg', 'test/c.jpg'),
      'train/_annotations.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,416,416,cat,1,2,3,4\n',
      'test/_annotations.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\nc.jpg,416,416,cat,1,2,3,4\n',
    },
  ],
  [
    'Create ML',
    ['train: annotations of Create ML are not read: convert them to COCO JSON, Pascal VOC or YOLO'],
    {
      ...images('train/a.jpg', 'test/c.jpg'),
      'train/_annotations.createml.json':
        '[{"image":"a.jpg","annotations":[{"label":"cat","coordinates":{"x":1,"y":2,"width":3,"height":4}}]}]',
      'test/_annotations.createml.json': '[{"image":"c.jpg","annotations":[]}]',
    },
  ],
  [
    'Darknet',
    [
      '.: label files as YOLO has them, but no data.yaml that tells splits and class names: write "data.yaml" with `path: .`, `train: train`, `test: test` and `names: [first, second, …]`',
    ],
    {
      ...images('train/a.jpg', 'test/c.jpg'),
      'train/a.txt': BOX_LINE,
      'train/_darknet.labels': 'cat\n',
      'test/c.txt': BOX_LINE,
      'test/_darknet.labels': 'cat\n',
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
