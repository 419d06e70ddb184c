import { expect, test } from 'vitest'
import { images, look, seen } from '#test/init'
import type { MemoryFile } from '#test/memory-tree'

/** Layouts of datasets as they are published, each in small: what `init` takes of them, or why it takes nothing. */
const cases: readonly (readonly [name: string, taken: string, files: Record<string, MemoryFile>])[] = [
  [
    'Food-101: lists without extensions',
    'folder in food-101: train meta/train.txt, test meta/test.txt; images below images; apple_pie, ramen',
    {
      ...images(
        'food-101/images/apple_pie/1.jpg',
        'food-101/images/ramen/2.jpg',
        'food-101/images/ramen/3.jpg',
        'food-101/images/apple_pie/4.jpg',
      ),
      'food-101/meta/train.txt': 'apple_pie/1\nramen/2\n',
      'food-101/meta/test.txt': 'ramen/3\napple_pie/4\n',
      'food-101/meta/train.json': '{"apple_pie": ["apple_pie/1"], "ramen": ["ramen/2"]}',
      'food-101/meta/labels.txt': 'Apple pie\nRamen\n',
      'food-101/meta/classes.txt': 'apple_pie\nramen\n',
    },
  ],
  [
    'DTD: ten ways to split it',
    'folder in dtd: train labels/train1.txt, test labels/test1.txt; images below images; banded, dotted',
    {
      ...images(
        'dtd/images/banded/banded_0002.jpg',
        'dtd/images/banded/banded_0004.jpg',
        'dtd/images/dotted/dotted_0001.jpg',
        'dtd/images/dotted/dotted_0002.jpg',
      ),
      ...Object.fromEntries(
        Array.from({ length: 10 }, (_, i) => [
          [`dtd/labels/train${i + 1}.txt`, 'banded/banded_0002.jpg\ndotted/dotted_0001.jpg\n'],
          [`dtd/labels/test${i + 1}.txt`, 'banded/banded_0004.jpg\ndotted/dotted_0002.jpg\n'],
        ]).flat(),
      ),
      'dtd/labels/labels_joint_anno.txt': 'banded/banded_0002.jpg banded dotted\n',
    },
  ],
  [
    'MIT Indoor 67: lists without underscores',
    'folder in .: train TrainImages.txt, test TestImages.txt; images below Images; bar, gym',
    {
      ...images('Images/bar/a.jpg', 'Images/bar/b.jpg', 'Images/gym/c.jpg', 'Images/gym/d.jpg'),
      'TrainImages.txt': 'bar/a.jpg\ngym/c.jpg',
      'TestImages.txt': 'bar/b.jpg\ngym/d.jpg',
    },
  ],
  [
    'FGVC Aircraft: labels behind names without folder and extension, twice',
    'folder in data: train images_family_train.txt, test images_family_test.txt; images below images; A310, Boeing 707',
    {
      ...images('data/images/1.jpg', 'data/images/2.jpg', 'data/images/3.jpg'),
      'data/images_variant_train.txt': '1 707-320\n2 A310-200\n',
      'data/images_variant_test.txt': '3 707-320\n',
      'data/images_family_train.txt': '1 Boeing 707\n2 A310\n',
      'data/images_family_test.txt': '3 Boeing 707\n',
      'data/variants.txt': '707-320\nA310-200\n',
    },
  ],
  [
    'lists of Caffe',
    'folder in .: train train.txt, val val.txt; images below im; 0, 1',
    {
      ...images('im/ILSVRC_1.JPEG', 'im/ILSVRC_2.JPEG', 'im/ILSVRC_3.JPEG'),
      'train.txt': 'ILSVRC_1.JPEG 0\nILSVRC_2.JPEG 1\n',
      'val.txt': 'ILSVRC_3.JPEG 1\n',
    },
  ],
  [
    'Places365: paths that begin with a slash',
    'lists/train.txt: a list whose paths begin with "/": write them as seen from the folder of the images, without it',
    {
      ...images('data/a/airfield/1.jpg', 'data/b/bar/2.jpg', 'data/a/airfield/3.jpg'),
      'lists/train.txt': '/a/airfield/1.jpg 0\n/b/bar/2.jpg 1\n',
      'lists/val.txt': '/a/airfield/3.jpg 0\n',
    },
  ],
  [
    'Oxford Pets: several numbers behind a name',
    'annotations/test.txt: a list of images with several values a line: write one label behind each image',
    {
      ...images('images/Abyssinian_1.jpg', 'images/beagle_1.jpg', 'images/Abyssinian_2.jpg'),
      'annotations/trainval.txt': 'Abyssinian_1 1 1 1\nbeagle_1 2 2 1\n',
      'annotations/test.txt': 'Abyssinian_2 1 1 1\n',
      'annotations/list.txt': '#Image CLASS-ID SPECIES BREED ID\nAbyssinian_1 1 1 1\n',
    },
  ],
  [
    'Tiny ImageNet: labels and boxes of val in one file',
    't/val/val_annotations.txt: a list of images with several values a line: write one label behind each image',
    {
      ...images('t/train/n01/images/n01_0.JPEG', 't/train/n02/images/n02_0.JPEG', 't/val/images/val_0.JPEG'),
      't/val/val_annotations.txt': 'val_0.JPEG\tn01\t0\t0\t62\t62\n',
    },
  ],
  [
    'HAM10000: names without extensions in a table',
    'csv in .: test HAM10000_metadata.csv; images below HAM10000_images; mel, nv',
    {
      ...images('HAM10000_images/ISIC_1.jpg', 'HAM10000_images/ISIC_2.jpg'),
      'HAM10000_metadata.csv': 'lesion_id,image_id,dx,age\nHAM_1,ISIC_1,mel,80\nHAM_2,ISIC_2,nv,70\n',
    },
  ],
  [
    'a competition on Kaggle: ids, a folder for each split',
    'csv in .: train train.csv, val val.csv; images below {split}_images; 2, 4',
    {
      ...images('train_images/000c.png', 'train_images/001d.png', 'val_images/002e.png'),
      'train.csv': 'id_code,diagnosis\n000c,2\n001d,4\n',
      'val.csv': 'id_code,diagnosis\n002e,4\n',
    },
  ],
  [
    'the same as it is published: a test split without labels',
    '.: no manifest with labels named test or val beside "train.csv": nothing to judge; write one, or a column `split`',
    {
      ...images('train_images/000c.png', 'train_images/001d.png', 'test_images/002e.png'),
      'train.csv': 'id_code,diagnosis\n000c,2\n001d,4\n',
      'test.csv': 'id_code\n002e\n',
    },
  ],
  [
    'GTSRB: tables beside folders, capitals in the names of columns',
    'csv in GTSRB: train Train.csv, test Test.csv; 0, 1',
    {
      ...images('GTSRB/Train/0/00000.png', 'GTSRB/Train/1/00001.png', 'GTSRB/Test/00000.png', 'GTSRB/Test/00001.png'),
      'GTSRB/Train.csv': 'Width,Roi.X1,ClassId,Path\n27,5,0,Train/0/00000.png\n27,5,1,Train/1/00001.png\n',
      'GTSRB/Test.csv': 'Width,Roi.X1,ClassId,Path\n53,6,1,Test/00000.png\n53,6,0,Test/00001.png\n',
    },
  ],
  [
    'EuroSAT: a table with an index column',
    'csv in EuroSAT: train train.csv, test test.csv; 0, 1',
    {
      ...images('EuroSAT/Forest/Forest_1.jpg', 'EuroSAT/River/River_1.jpg', 'EuroSAT/River/River_2.jpg'),
      'EuroSAT/train.csv': ',Filename,Label,ClassName\n0,Forest/Forest_1.jpg,0,Forest\n1,River/River_1.jpg,1,River\n',
      'EuroSAT/test.csv': ',Filename,Label,ClassName\n0,River/River_2.jpg,1,River\n',
    },
  ],
]

test.each(cases)('%s', async (_, taken, files) => {
  const { proposal, data } = taken.includes(' in ') && !taken.includes('": ') ? await seen(files) : await look(files)
  if (!proposal || !data) {
    const { why } = await look(files)
    expect(Object.entries(why).map(([path, reason]) => `${path}: ${reason}`)).toContain(taken)
    return
  }
  const splits = Object.entries(data.splits).map(([name, place]) => `${name} ${place}`)
  const below = data.images ? `; images below ${data.images.root}` : ''
  const text = `${data.format} in ${data.root || '.'}: ${splits.join(', ')}${below}; ${proposal.layout.classes!.join(', ')}`
  expect(text).toBe(taken)
})
