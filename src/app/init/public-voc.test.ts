import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { catXml } from '#test/layouts'

/** Datasets in Pascal VOC as they are published, each in small. */
const cases: readonly ToldCase[] = [
  [
    'VOC 2007 with masks, lists of classes and Layout',
    [
      'voc in VOCdevkit/VOC2007, detection: train ImageSets/Main/train.txt, val ImageSets/Main/val.txt, test ImageSets/Main/test.txt; cat',
    ],
    {
      ...images(
        'VOCdevkit/VOC2007/JPEGImages/000005.jpg',
        'VOCdevkit/VOC2007/JPEGImages/000007.jpg',
        'VOCdevkit/VOC2007/JPEGImages/000001.jpg',
        'VOCdevkit/VOC2007/SegmentationClass/000007.png',
        'VOCdevkit/VOC2007/SegmentationObject/000007.png',
        'VOCdevkit/VOC2007/SegmentationClass/000005.png',
      ),
      ...Object.fromEntries(
        ['000005', '000007', '000001'].map((n) => [`VOCdevkit/VOC2007/Annotations/${n}.xml`, catXml(n)]),
      ),
      'VOCdevkit/VOC2007/ImageSets/Main/train.txt': '000005\n',
      'VOCdevkit/VOC2007/ImageSets/Main/val.txt': '000007\n',
      'VOCdevkit/VOC2007/ImageSets/Main/trainval.txt': '000005\n000007\n',
      'VOCdevkit/VOC2007/ImageSets/Main/test.txt': '000001\n',
      'VOCdevkit/VOC2007/ImageSets/Main/cat_train.txt': '000005 -1\n',
      'VOCdevkit/VOC2007/ImageSets/Layout/train.txt': '000005 1\n',
      'VOCdevkit/VOC2007/ImageSets/Segmentation/train.txt': '000005\n',
      'VOCdevkit/VOC2007/ImageSets/Segmentation/val.txt': '000007\n',
    },
  ],
  [
    'Kaggle: images and annotations without lists',
    [
      'annotations: Pascal VOC annotations apart from the images in "images", but neither lists nor folders of splits: move image and XML together to train/ and test/',
    ],
    {
      ...images('images/road0.png', 'images/road1.png'),
      'annotations/road0.xml': catXml('road0'),
      'annotations/road1.xml': catXml('road1'),
    },
  ],
  [
    'Kaggle: XML beside images, a table of the same boxes',
    [
      'voc in ., detection: train, test; cat',
      'train_labels.csv: a table of boxes (columns: filename, width, height, class, xmin, ymin, xmax, ymax): write them as COCO JSON, Pascal VOC or YOLO',
    ],
    {
      ...images('train/a.jpg', 'train/b.jpg', 'test/c.jpg'),
      'train/a.xml': catXml('a'),
      'train/b.xml': catXml('b'),
      'test/c.xml': catXml('c'),
      'train_labels.csv': 'filename,width,height,class,xmin,ymin,xmax,ymax\na.jpg,1,1,cat,1,2,3,4\n',
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
