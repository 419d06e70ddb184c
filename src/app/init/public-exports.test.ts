import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { labelmeJson } from '#test/labelme-writer'
import { BOX_LINE, catXml, cocoJson } from '#test/layouts'

/** What labelling tools write and export, each in small. */
const cases: readonly ToldCase[] = [
  [
    'CVAT: COCO',
    ['coco in ., detection: test annotations/instances_default.json; cat'],
    {
      ...images('images/default/a.jpg', 'images/default/b.jpg'),
      'annotations/instances_default.json': cocoJson(['a.jpg', 'b.jpg']),
    },
  ],
  [
    'CVAT: COCO of the subsets Train and Validation',
    ['coco in ., detection: train annotations/instances_Train.json, val annotations/instances_Validation.json; cat'],
    {
      ...images('images/Train/a.jpg', 'images/Validation/b.jpg'),
      'annotations/instances_Train.json': cocoJson(['a.jpg']),
      'annotations/instances_Validation.json': cocoJson(['b.jpg']),
    },
  ],
  [
    'CVAT: YOLO 1.1',
    [
      'obj_train_data: label files as YOLO has them, but no data.yaml that tells splits and class names: write "obj_train_data/data.yaml" with `path: .`, `train: train.txt`, `val: val.txt` (lists of images) and `names: [first, second, …]`',
      'obj_valid_data: label files as YOLO has them, but no data.yaml that tells splits and class names: write "obj_valid_data/data.yaml" with `path: .`, `train: train.txt`, `val: val.txt` (lists of images) and `names: [first, second, …]`',
      'valid.txt: its first image "data/obj_valid_data/b.jpg" is not in the repository where it says; a file of that name lies in "obj_valid_data": write paths as seen from the folder of this file, or from one above it',
    ],
    {
      ...images('obj_train_data/a.jpg', 'obj_valid_data/b.jpg'),
      'obj_train_data/a.txt': BOX_LINE,
      'obj_valid_data/b.txt': BOX_LINE,
      'obj.data':
        'classes = 1\ntrain = data/train.txt\nvalid = data/valid.txt\nnames = data/obj.names\nbackup = backup/\n',
      'obj.names': 'cat\n',
      'train.txt': 'data/obj_train_data/a.jpg\n',
      'valid.txt': 'data/obj_valid_data/b.jpg\n',
    },
  ],
  [
    'CVAT: Ultralytics YOLO of one subset',
    [
      'data.yaml: train.txt: its first image "data/images/train/a.jpg" is not in the repository where it says; a file of that name lies in "images/train": write paths as seen from the folder of this file, or from one above it',
      'train.txt: a list of images, but none of test or val beside it: nothing to judge',
    ],
    {
      ...images('images/train/a.jpg', 'images/train/b.jpg'),
      'labels/train/a.txt': BOX_LINE,
      'labels/train/b.txt': BOX_LINE,
      'data.yaml': 'names:\n  0: cat\npath: .\ntrain: train.txt\n',
      'train.txt': 'data/images/train/a.jpg\ndata/images/train/b.jpg\n',
    },
  ],
  [
    'CVAT: lists that begin with data/',
    [
      'data.yaml: Train.txt: its first image "data/images/Train/a.jpg" is not in the repository where it says; a file of that name lies in "images/Train": write paths as seen from the folder of this file, or from one above it',
      'Validation.txt: its first image "data/images/Validation/b.jpg" is not in the repository where it says; a file of that name lies in "images/Validation": write paths as seen from the folder of this file, or from one above it',
    ],
    {
      ...images('images/Train/a.jpg', 'images/Validation/b.jpg'),
      'labels/Train/a.txt': BOX_LINE,
      'labels/Validation/b.txt': BOX_LINE,
      'data.yaml': 'Train: Train.txt\nValidation: Validation.txt\nnames:\n  0: cat\npath: .\n',
      'Train.txt': 'data/images/Train/a.jpg\n',
      'Validation.txt': 'data/images/Validation/b.jpg\n',
    },
  ],
  [
    'CVAT: Pascal VOC',
    [
      '.: Pascal VOC without lists of its splits: write ImageSets/Main/train.txt and ImageSets/Main/test.txt with the stem of an image a line ("a")',
    ],
    {
      ...images('JPEGImages/a.jpg', 'JPEGImages/b.jpg'),
      'Annotations/a.xml': catXml('a'),
      'Annotations/b.xml': catXml('b'),
      'ImageSets/Main/default.txt': 'a\nb\n',
      'labelmap.txt': '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:250,50,83::\n',
    },
  ],
  [
    'CVAT: segmentation mask',
    [
      '.: Pascal VOC without lists of its splits: write ImageSets/Segmentation/train.txt and ImageSets/Segmentation/test.txt with the stem of an image a line ("a")',
    ],
    {
      ...images('JPEGImages/a.jpg', 'SegmentationClass/a.png', 'SegmentationObject/a.png'),
      'ImageSets/Segmentation/default.txt': 'a\n',
      'labelmap.txt': '# label:color_rgb:parts:actions\nbackground:0,0,0::\ncat:250,50,83::\n',
    },
  ],
  [
    'CVAT for images',
    ["annotations.xml: annotations in CVAT's own XML are not read: export them as COCO JSON, Pascal VOC or YOLO"],
    {
      ...images('images/a.jpg', 'images/b.jpg'),
      'annotations.xml':
        '<?xml version="1.0" encoding="utf-8"?>\n<annotations>\n  <version>1.1</version>\n  <meta>\n    <job>\n      <id>1</id>\n' +
        '    </job></meta>\n  <image id="0" name="a.jpg" width="9" height="9">\n    <box label="cat" source="manual" occluded="0" xtl="1" ytl="1" xbr="3" ybr="4" z_order="0">\n    </box>\n  </image>\n</annotations>\n',
    },
  ],
  [
    'Label Studio: COCO',
    ['coco in ., detection: test result.json; cat'],
    {
      ...images('images/1b2c-a.jpg', 'images/9f-b.jpg'),
      'result.json': cocoJson(['images/1b2c-a.jpg', 'images/9f-b.jpg']),
    },
  ],
  [
    'Label Studio: COCO of Windows',
    [
      'result.json: its first image "images\\\\1b2c-a.jpg" is not in the repository where it says; a file of that name lies in "images": write paths as seen from the folder of this file, or from one above it',
    ],
    {
      ...images('images/1b2c-a.jpg', 'images/9f-b.jpg'),
      'result.json': cocoJson(['images\\1b2c-a.jpg', 'images\\9f-b.jpg']),
    },
  ],
  [
    'Label Studio: COCO with paths of its server',
    [
      'result.json: its first image "../../label-studio/data/media/upload/1/1b2c-a.jpg" is not in the repository where it says; a file of that name lies in "images": write paths as seen from the folder of this file, or from one above it',
    ],
    {
      ...images('images/1b2c-a.jpg', 'images/9f-b.jpg'),
      'result.json': cocoJson([
        '../../label-studio/data/media/upload/1/1b2c-a.jpg',
        '../../label-studio/data/media/upload/1/9f-b.jpg',
      ]),
    },
  ],
  [
    'Label Studio: YOLO',
    [
      '.: label files as YOLO has them, but no data.yaml that tells splits and class names: write "data.yaml" with `path: .`, `train: train.txt`, `val: val.txt` (lists of images) and `names: [first, second, …]`',
    ],
    {
      ...images('images/1b2c-a.jpg', 'images/9f-b.jpg'),
      'labels/1b2c-a.txt': BOX_LINE,
      'labels/9f-b.txt': BOX_LINE,
      'classes.txt': 'cat\ndog\n',
      'notes.json':
        '{\n  "categories": [\n    {\n      "id": 0,\n      "name": "cat"\n    }\n  ],\n  "info": {\n    "year": 2023,\n    "version": "1.0",\n    "contributor": "Label Studio"\n  }\n}',
    },
  ],
  [
    'Label Studio: Pascal VOC',
    [
      'Annotations: Pascal VOC annotations apart from the images in "images", but neither lists nor folders of splits: move image and XML together to train/ and test/',
    ],
    {
      ...images('images/1b2c-a.jpg', 'images/9f-b.jpg'),
      'Annotations/1b2c-a.xml': catXml('1b2c-a'),
      'Annotations/9f-b.xml': catXml('9f-b'),
    },
  ],
  [
    'Label Studio: its own JSON',
    [
      'project-1-at-2023-01-01.json: annotations as Label Studio keeps them are not read: export them as COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('images/a.jpg'),
      'project-1-at-2023-01-01.json':
        '[{"id":1,"annotations":[{"id":1,"completed_by":1,"result":[{"original_width":600,"original_height":403,"image_rotation":0,"value":{"x":1,"y":2,"width":3,"height":4,"rotation":0,"rectanglelabels":["cat"]},"id":"x","from_name":"label","to_name":"image","type":"rectanglelabels"}]}],"data":{"image":"/data/upload/1/a.jpg"}}]',
    },
  ],
  [
    'Supervisely',
    ['project/ds0/ann: annotations of Supervisely are not read: export them as COCO JSON, Pascal VOC or YOLO'],
    {
      ...images('project/ds0/img/a.jpg', 'project/ds0/img/b.jpg'),
      'project/meta.json': '{"classes":[{"title":"cat","shape":"rectangle","color":"#0F8A5B"}],"tags":[]}',
      'project/ds0/ann/a.jpg.json':
        '{"description":"","tags":[],"size":{"height":9,"width":9},"objects":[{"id":1,"classId":1,"labelerLogin":"x","geometryType":"rectangle","tags":[],"classTitle":"cat","points":{"exterior":[[1,1],[3,3]],"interior":[]}}]}',
      'project/ds0/ann/b.jpg.json': '{"description":"","tags":[],"size":{"height":9,"width":9},"objects":[]}',
    },
  ],
  [
    'VGG Image Annotator',
    [
      'balloon/train: annotations of the VGG Image Annotator are not read: export them as COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('balloon/train/a.jpg', 'balloon/val/b.jpg'),
      'balloon/train/via_region_data.json':
        '{"a.jpg1115004":{"fileref":"","size":1115004,"filename":"a.jpg","base64_img_data":"","file_attributes":{},"regions":{"0":{"shape_attributes":{"name":"polygon","all_points_x":[1,2,3],"all_points_y":[1,2,1]},"region_attributes":{}}}}}',
      'balloon/val/via_region_data.json':
        '{"b.jpg1115004":{"fileref":"","size":1115004,"filename":"b.jpg","regions":{}}}',
    },
  ],
  [
    'LabelMe',
    ['labelme in ., instance-segmentation: train, val; cat'],
    {
      ...images('train/a.jpg', 'val/b.jpg'),
      'train/a.json': labelmeJson('a', [
        {
          label: 'cat',
          kind: 'polygon',
          points: [
            [1, 1],
            [5, 1],
            [5, 5],
          ],
        },
      ]),
      'val/b.json': labelmeJson('b', [
        {
          label: 'cat',
          kind: 'polygon',
          points: [
            [1, 1],
            [5, 1],
            [5, 5],
          ],
        },
      ]),
      'labels.txt': '__ignore__\n_background_\ncat\n',
    },
  ],
  [
    'LabelMe apart from the images',
    ['labels/train: LabelMe files apart from their images: move each beside its image, in a folder a split'],
    {
      ...images('images/train/a.jpg', 'images/val/b.jpg'),
      'labels/train/a.json': labelmeJson('a', [
        {
          label: 'cat',
          kind: 'polygon',
          points: [
            [1, 1],
            [5, 1],
            [5, 5],
          ],
        },
      ]),
      'labels/val/b.json': labelmeJson('b', []),
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
