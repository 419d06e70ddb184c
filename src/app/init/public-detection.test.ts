import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { cocoJson, OUTLINE } from '#test/layouts'

const joints = [{ id: 1, name: 'person', supercategory: 'person', keypoints: ['nose'], skeleton: [] }]
const pose = { keypoints: [1, 1, 2], num_keypoints: 1, segmentation: [[1, 2, 4, 2, 4, 6]] }
const captions = (n: string) =>
  JSON.stringify({
    info: {},
    images: [{ id: 0, file_name: n, coco_url: 'x', width: 9, height: 9 }],
    licenses: [],
    annotations: [{ image_id: 0, id: 1, caption: 'a cat' }],
  })
const panoptic = (n: string) =>
  JSON.stringify({
    info: {},
    licenses: [],
    images: [{ id: 0, file_name: n, width: 9, height: 9 }],
    annotations: [
      {
        segments_info: [{ id: 3226956, category_id: 1, iscrowd: 0, bbox: [1, 2, 3, 4], area: 12 }],
        file_name: n.replace('.jpg', '.png'),
        image_id: 0,
      },
    ],
    categories: [{ supercategory: 'person', isthing: 1, id: 1, name: 'person' }],
  })
const info = (n: string) =>
  JSON.stringify({
    info: {},
    images: [{ id: 0, file_name: n, width: 9, height: 9 }],
    licenses: [],
    categories: [{ id: 1, name: 'cat' }],
  })
const [a, b, c] = ['000000000009.jpg', '000000000139.jpg', '000000000001.jpg']
const rle = { segmentation: { counts: [0, 10000], size: [100, 100] } }
const lvis = (split: string, n: string) =>
  JSON.stringify({
    info: {},
    licenses: [],
    images: [
      {
        id: 391895,
        coco_url: `http://images.cocodataset.org/${split}/${n}`,
        width: 9,
        height: 9,
        license: 1,
        flickr_url: 'x',
        neg_category_ids: [],
        not_exhaustive_category_ids: [],
        date_captured: 'x',
      },
    ],
    annotations: [{ id: 1, image_id: 391895, category_id: 1, bbox: [1, 2, 3, 4], area: 6, ...OUTLINE }],
    categories: [
      {
        id: 1,
        name: 'aerosol_can',
        synset: 'x',
        synonyms: [],
        def: '',
        frequency: 'c',
        image_count: 1,
        instance_count: 1,
      },
    ],
  })

/** Detection datasets as they are published, each in small: what `init` takes of them, or why it takes nothing. */
const cases: readonly ToldCase[] = [
  [
    'COCO 2017: instances, keypoints, captions, panoptic and stuff side by side',
    [
      'coco in coco, instance-segmentation: train annotations/instances_train2017.json, val annotations/instances_val2017.json; cat',
      'also coco in coco (annotations/panoptic_train2017.json, annotations/panoptic_val2017.json)',
      'also coco in coco (annotations/person_keypoints_train2017.json, annotations/person_keypoints_val2017.json)',
      'coco/annotations/captions_train2017.json: no list "categories" at the top',
      'coco/annotations/captions_val2017.json: no list "categories" at the top',
      'coco/annotations/image_info_test-dev2017.json: no list "annotations" at the top',
      'coco/annotations/image_info_test2017.json: no list "annotations" at the top',
    ],
    {
      ...images(
        `coco/train2017/${a}`,
        `coco/val2017/${b}`,
        `coco/test2017/${c}`,
        'coco/annotations/panoptic_train2017/000000000009.png',
        'coco/annotations/panoptic_val2017/000000000139.png',
      ),
      ...Object.fromEntries(
        [
          ['train2017', a],
          ['val2017', b],
        ].flatMap(([s, n]) => [
          [`coco/annotations/captions_${s}.json`, captions(n!)],
          [`coco/annotations/instances_${s}.json`, cocoJson([n!], { extra: OUTLINE })],
          [`coco/annotations/person_keypoints_${s}.json`, cocoJson([n!], { extra: pose, categories: joints })],
          [`coco/annotations/panoptic_${s}.json`, panoptic(n!)],
          [`coco/annotations/stuff_${s}.json`, cocoJson([n!], { extra: rle })],
        ]),
      ),
      'coco/annotations/image_info_test2017.json': info(c!),
      'coco/annotations/image_info_test-dev2017.json': info(c!),
    },
  ],
  [
    'LVIS beside its images: no file names, but addresses',
    [
      'coco in data/lvis_v1, instance-segmentation: train annotations/lvis_v1_train.json, val annotations/lvis_v1_val.json; aerosol_can',
    ],
    {
      ...images(`data/lvis_v1/train2017/${a}`, `data/lvis_v1/val2017/${b}`),
      'data/lvis_v1/annotations/lvis_v1_train.json': lvis('train2017', a!),
      'data/lvis_v1/annotations/lvis_v1_val.json': lvis('val2017', b!),
    },
  ],
  [
    'LVIS beside COCO, val of images of train2017',
    [
      'coco in datasets, instance-segmentation: train lvis/lvis_v1_train.json, val lvis/lvis_v1_val.json; images below coco; aerosol_can',
    ],
    {
      ...images(`datasets/coco/train2017/${a}`, `datasets/coco/val2017/${b}`),
      'datasets/lvis/lvis_v1_train.json': lvis('train2017', a!),
      'datasets/lvis/lvis_v1_val.json': lvis('train2017', a!),
    },
  ],
  [
    'Objects365: images lie otherwise than they are named, and patches are no classes',
    [
      'objects365/annotations/zhiyuan_objv2_val.json: its first image "images/v2/patch8/objects365_v2_00908726.jpg" is not in the repository where it says; a file of that name lies in "objects365/val/patch8": write paths as seen from the folder of this file, or from one above it',
      'objects365: "objects365/annotations/zhiyuan_objv2_val.json" names images in its folders: they are no classes',
    ],
    {
      ...images(
        'objects365/train/patch0/objects365_v1_00000000.jpg',
        'objects365/val/patch8/objects365_v2_00908726.jpg',
      ),
      'objects365/annotations/zhiyuan_objv2_train.json': cocoJson(['images/v1/patch0/objects365_v1_00000000.jpg']),
      'objects365/annotations/zhiyuan_objv2_val.json': cocoJson(['images/v2/patch8/objects365_v2_00908726.jpg']),
    },
  ],
  [
    'COCO beside a folder of images of any name',
    ['coco in ., detection: train train.json, val val.json; images below photos; cat'],
    {
      ...images('photos/a.jpg', 'photos/b.jpg'),
      'train.json': cocoJson(['a.jpg']),
      'val.json': cocoJson(['b.jpg']),
    },
  ],
  [
    'BDD100K',
    [
      'bdd100k/labels/det_20: annotations of Scalabel, as BDD100K has them, are not read: convert them to COCO JSON, Pascal VOC or YOLO',
      'bdd100k/images/100k: images right in the folders of its splits: no class folders, and no annotations or manifest that can be read',
    ],
    {
      ...images(
        'bdd100k/images/100k/train/0000f77c-6257be58.jpg',
        'bdd100k/images/100k/val/b1c66a42-6f7d68ca.jpg',
        'bdd100k/images/100k/test/cabc30fc-e7726578.jpg',
      ),
      'bdd100k/labels/det_20/det_train.json':
        '[\n    {\n        "name": "0000f77c-6257be58.jpg",\n        "attributes": {"weather": "clear", "scene": "city street", "timeofday": "daytime"},\n        "timestamp": 10000,\n        "labels": [{"id": "0", "attributes": {"occluded": false}, "category": "traffic light", "box2d": {"x1": 1, "y1": 2, "x2": 3, "y2": 4}}]}]',
      'bdd100k/labels/det_20/det_val.json':
        '[\n    {\n        "name": "b1c66a42-6f7d68ca.jpg",\n        "attributes": {"weather": "clear"},\n        "timestamp": 10000,\n        "labels": [{"id": "0", "category": "traffic light", "box2d": {"x1": 1, "y1": 2, "x2": 3, "y2": 4}}]}]',
    },
  ],
  [
    'KITTI',
    ['kitti/training/label_2: label files of KITTI are not read: convert them to COCO JSON, Pascal VOC or YOLO'],
    {
      ...images(
        'kitti/training/image_2/000000.png',
        'kitti/training/image_2/000001.png',
        'kitti/testing/image_2/000000.png',
      ),
      'kitti/training/label_2/000000.txt':
        'Pedestrian 0.00 0 -0.20 712.40 143.00 810.73 307.92 1.89 0.48 1.20 1.84 1.47 8.41 0.01\n',
      'kitti/training/label_2/000001.txt':
        'Truck 0.00 0 -1.57 599.41 156.40 629.75 189.25 2.85 2.63 12.34 0.47 1.49 69.44 -1.56\nDontCare -1 -1 -10 503.89 169.71 590.61 190.13 -1 -1 -1 -1000 -1000 -1000 -10\n',
      'kitti/training/calib/000000.txt': 'P0: 7.07e+02 0 6.04e+02 0 0\n',
      'kitti/testing/calib/000000.txt': 'P0: 7.07e+02 0 6.04e+02 0 0\n',
    },
  ],
  [
    'WIDER FACE',
    [
      'wider_face_split: boxes on lines of their own below each image, as WIDER FACE has them, are not read: convert them to COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images(
        'WIDER_train/images/0--Parade/0_Parade_a_1_849.jpg',
        'WIDER_train/images/1--Handshaking/1_H_2.jpg',
        'WIDER_val/images/0--Parade/0_Parade_b_1_465.jpg',
        'WIDER_val/images/1--Handshaking/1_H_3.jpg',
        'WIDER_test/images/0--Parade/0_P_9.jpg',
      ),
      'wider_face_split/wider_face_train_bbx_gt.txt':
        '0--Parade/0_Parade_a_1_849.jpg\n1\n449 330 122 149 0 0 0 0 0 0 \n1--Handshaking/1_H_2.jpg\n1\n449 330 122 149 0 0 0 0 0 0 \n',
      'wider_face_split/wider_face_val_bbx_gt.txt':
        '0--Parade/0_Parade_b_1_465.jpg\n2\n345 211 4 4 2 0 0 0 2 0 \n331 126 3 3 0 0 0 1 0 0 \n1--Handshaking/1_H_3.jpg\n1\n449 330 122 149 0 0 0 0 0 0 \n',
      'wider_face_split/wider_face_test_filelist.txt': '0--Parade/0_P_9.jpg\n',
      'wider_face_split/readme.txt': 'Attached the mappings',
    },
  ],
  [
    'CrowdHuman',
    [
      'annotation_train.odgt: boxes in odgt, as CrowdHuman has them, are not read: convert them to COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('Images/273271,c9db000d5146c15.jpg', 'Images/284193,faa9000f2678b5e.jpg'),
      'annotation_train.odgt':
        '{"ID": "284193,faa9000f2678b5e", "gtboxes": [{"tag": "person", "hbox": [123, 129, 63, 64], "head_attr": {"ignore": 0}, "fbox": [61, 123, 191, 453], "vbox": [62, 126, 154, 446], "extra": {"box_id": 0}}]}\n',
      'annotation_val.odgt':
        '{"ID": "273271,c9db000d5146c15", "gtboxes": [{"tag": "person", "hbox": [123, 129, 63, 64], "fbox": [61, 123, 191, 453], "vbox": [62, 126, 154, 446], "extra": {"box_id": 0}}]}\n',
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
