import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { BOX_LINE, cocoJson, OUTLINE } from '#test/layouts'

const COCO8 = (path: string) =>
  `# Ultralytics 🚀 AGPL-3.0 License\n\n# Train/val/test sets as 1) dir: path/to/imgs\npath: ${path} # dataset root dir\ntrain: images/train # train images (relative to 'path') 4 images\nval: images/val # val images (relative to 'path') 4 images\ntest: # test images (optional)\n\n# Classes\nnames:\n  0: person\n  1: bicycle\n\n# Download script/URL (optional)\ndownload: https://github.com/ultralytics/assets/releases/download/v0.0.0/coco8.zip\n`
const coco8 = (root: string, line = BOX_LINE) => ({
  ...images(`${root}images/train/000000000009.jpg`, `${root}images/val/000000000036.jpg`),
  [`${root}labels/train/000000000009.txt`]: line,
  [`${root}labels/val/000000000036.txt`]: line,
})
const dota =
  'imagesource:GoogleEarth\ngsd:0.146343590398\n2753.0 2408.0 2861.0 2385.0 2888.0 2468.0 2805.0 2502.0 plane 0\n'
const vis = '684,8,273,116,0,0,0,0\n406,119,265,70,0,0,0,0\n'

/** Datasets of Ultralytics, and of those who convert to YOLO, each in small. */
const cases: readonly ToldCase[] = [
  [
    'coco8: ../datasets/coco8 for datasets/coco8',
    ['yolo coco8.yaml in ., detection: train, val; person, bicycle'],
    { ...coco8('datasets/coco8/'), 'coco8.yaml': COCO8('../datasets/coco8') },
  ],
  [
    'coco8: coco8 for datasets/coco8',
    ['yolo coco8.yaml in ., detection: train, val; person, bicycle'],
    { ...coco8('datasets/coco8/'), 'coco8.yaml': COCO8('coco8') },
  ],
  [
    'coco8: ../datasets/coco8 where it is not',
    [
      'coco8.yaml: `train: images/train` is neither a folder of images nor a list in the repository: `path: ../datasets/coco8` leads out of it; write the path as seen from this file, or none',
      'coco8: label files as YOLO has them, but no data.yaml that tells splits and class names: write "coco8/data.yaml" with `path: .`, `train: images/train`, `val: images/val` and `names: [first, second, …]`',
    ],
    { ...coco8('coco8/'), 'coco8.yaml': COCO8('../datasets/coco8') },
  ],
  [
    'coco8: the file alone',
    [
      'coco8.yaml: `train: images/train` is neither a folder of images nor a list in the repository: `path: ../datasets/coco8` leads out of it; write the path as seen from this file, or none',
    ],
    { 'coco8.yaml': COCO8('../datasets/coco8') },
  ],
  [
    'coco128: train and val are one',
    ['yolo coco128.yaml in ., detection: train, val; person'],
    {
      ...images('coco128/images/train2017/000000000009.jpg', 'coco128/images/train2017/000000000025.jpg'),
      'coco128/labels/train2017/000000000009.txt': BOX_LINE,
      'coco128/labels/train2017/000000000025.txt': BOX_LINE,
      'coco128/LICENSE': 'x',
      'coco128/README.txt': 'x',
      'coco128.yaml':
        'path: ./coco128 # dataset root dir\ntrain: images/train2017 # 128 images\nval: images/train2017\ntest:\n\nnames:\n  0: person\n',
    },
  ],
  [
    'COCO by lists: one of images without labels',
    ['yolo coco.yaml in ., detection: train, val; person', 'also coco in coco (annotations/instances_val2017.json)'],
    {
      ...images('coco/images/train2017/1.jpg', 'coco/images/val2017/2.jpg', 'coco/images/test2017/3.jpg'),
      'coco/labels/train2017/1.txt': BOX_LINE,
      'coco/labels/val2017/2.txt': BOX_LINE,
      'coco/train2017.txt': './images/train2017/1.jpg\n',
      'coco/val2017.txt': './images/val2017/2.jpg\n',
      'coco/test-dev2017.txt': './images/test2017/3.jpg\n',
      'coco/annotations/instances_val2017.json': cocoJson(['2.jpg'], { extra: OUTLINE }),
      'coco.yaml':
        'path: coco\ntrain: train2017.txt # 118287 images\nval: val2017.txt\ntest: test-dev2017.txt # 20288\nnames:\n  0: person\n',
    },
  ],
  [
    'imagenette: folders of classes',
    ['folder in imagenette160, classification: train, val; n01440764, n02102040'],
    images(
      'imagenette160/train/n01440764/a.JPEG',
      'imagenette160/train/n02102040/b.JPEG',
      'imagenette160/val/n01440764/c.JPEG',
      'imagenette160/val/n02102040/d.JPEG',
    ),
  ],
  [
    'coco8-pose',
    ['yolo coco8-pose.yaml in ., keypoints: train, val; person'],
    {
      ...coco8('datasets/coco8-pose/', `0 0.5 0.5 0.2 0.2 ${'0.5 0.5 2 '.repeat(17).trim()}\n`),
      'coco8-pose.yaml': `path: datasets/coco8-pose\ntrain: images/train\nval: images/val\ntest:\n\n# Keypoints\nkpt_shape: [17, 3]\nflip_idx: [0, 2, 1, 4, 3, 6, 5, 8, 7, 10, 9, 12, 11, 14, 13, 16, 15]\n\nnames:\n  0: person\n\nkpt_names:\n  0:\n    - nose\n    - left_eye\n`,
    },
  ],
  [
    'DOTA with turned boxes, labelTxt beside',
    ['yolo DOTAv1.yaml in ., detection: train, val; plane'],
    {
      ...images('DOTAv1/images/train/P0000.png', 'DOTAv1/images/val/P0003.png', 'DOTAv1/images/test/P0006.png'),
      'DOTAv1/labels/train/P0000.txt': '0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n',
      'DOTAv1/labels/val/P0003.txt': '0 0.1 0.1 0.2 0.1 0.2 0.2 0.1 0.2\n',
      'DOTAv1/labels/train_original/P0000.txt': dota,
      'DOTAv1/labels/val_original/P0003.txt': dota,
      'DOTAv1.yaml': 'path: DOTAv1\ntrain: images/train\nval: images/val\ntest: images/test\nnames:\n  0: plane\n',
    },
  ],
  [
    'DOTA as published: labelTxt',
    [
      "DOTA/train/labelTxt: corners in pixels with a class behind them, as DOTA's labelTxt has them, are not read: convert them to YOLO, `class x1 y1 … y4` in shares of the image",
    ],
    {
      ...images('DOTA/train/images/P0000.png', 'DOTA/val/images/P0003.png', 'DOTA/test/images/P0006.png'),
      'DOTA/train/labelTxt/P0000.txt': dota,
      'DOTA/val/labelTxt/P0003.txt': dota,
    },
  ],
  [
    'VisDrone as published',
    [
      'VisDrone2019-DET-train/annotations: boxes in pixels between commas, as VisDrone has them, are not read: convert them to COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('VisDrone2019-DET-train/images/1.jpg', 'VisDrone2019-DET-val/images/2.jpg'),
      'VisDrone2019-DET-train/annotations/1.txt': vis,
      'VisDrone2019-DET-val/annotations/2.txt': vis,
    },
  ],
  [
    'VisDrone converted, its own annotations beside',
    ['yolo VisDrone.yaml in ., detection: train, val, test; pedestrian'],
    {
      ...images(
        'VisDrone/VisDrone2019-DET-train/images/1.jpg',
        'VisDrone/VisDrone2019-DET-val/images/2.jpg',
        'VisDrone/VisDrone2019-DET-test-dev/images/3.jpg',
      ),
      'VisDrone/VisDrone2019-DET-train/annotations/1.txt': vis,
      'VisDrone/VisDrone2019-DET-val/annotations/2.txt': vis,
      'VisDrone/VisDrone2019-DET-test-dev/annotations/3.txt': vis,
      'VisDrone/VisDrone2019-DET-train/labels/1.txt': BOX_LINE,
      'VisDrone/VisDrone2019-DET-val/labels/2.txt': BOX_LINE,
      'VisDrone/VisDrone2019-DET-test-dev/labels/3.txt': BOX_LINE,
      'VisDrone.yaml':
        'path: VisDrone\ntrain: VisDrone2019-DET-train/images\nval: VisDrone2019-DET-val/images\ntest: VisDrone2019-DET-test-dev/images\nnames:\n  0: pedestrian\n',
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
