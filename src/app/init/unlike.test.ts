import { expect, test } from 'vitest'
import { images, look, type ToldCase, told } from '#test/init'
import { BOX_LINE, cocoJson } from '#test/layouts'
import { tar } from '#test/tar'

const square = (name: string, url: string) =>
  JSON.stringify({ ...JSON.parse(cocoJson([])), images: [{ id: 1, file_name: name, coco_url: url }] })
const yaml = (path: string) => `path: ${path}\nval: images/val\nnames: [cat]\n`

/** What looks like something else and is not to be taken for it. */
const cases: readonly ToldCase[] = [
  [
    'a COCO file of other images, beside folders of classes',
    [
      'folder in pets, classification: train, test; cat, dog',
      'else/val.json: its first image "away.jpg" is not in the repository: commit the images, track them with Git LFS or DVC, or see `data.images` for images outside git',
    ],
    {
      ...images('pets/train/cat/1.jpg', 'pets/train/dog/2.jpg', 'pets/test/cat/3.jpg', 'pets/test/dog/4.jpg'),
      'else/val.json': cocoJson(['away.jpg']),
    },
  ],
  [
    'one table of the images of all splits, told by their folders alone',
    ['metadata.csv: no column that tells train from test, and images of train are in it: add a column `split`'],
    {
      ...images('train/1.png', 'train/2.png', 'test/3.png'),
      'metadata.csv': 'file_name,label\ntrain/1.png,cat\ntrain/2.png,dog\ntest/3.png,dog\n',
    },
  ],
  [
    'an address beside a name: the name counts',
    ['coco in ., detection: val val.json; cat'],
    { ...images('val2017/a.jpg'), 'val.json': square('a.jpg', 'http://images.cocodataset.org/x/b.jpg') },
  ],
  [
    '`path` beside the file before the same in datasets',
    ['yolo data.yaml in ., detection: val; cat'],
    {
      ...images('cats/images/val/a.jpg', 'datasets/cats/images/val/b.jpg', 'datasets/cats/images/val/c.jpg'),
      'cats/labels/val/a.txt': BOX_LINE,
      'datasets/cats/labels/val/b.txt': BOX_LINE,
      'data.yaml': yaml('cats'),
    },
  ],
  [
    'an absolute path is not sought in datasets',
    [
      'data.yaml: `val: images/val` is neither a folder of images nor a list in the repository: `path: /cats` leads out of it; write the path as seen from this file, or none',
      'datasets/cats: label files as YOLO has them, but no data.yaml that tells splits and class names: write "datasets/cats/data.yaml" with `path: .`, `val: images/val` and `names: [first, second, …]`',
    ],
    {
      ...images('datasets/cats/images/val/b.jpg'),
      'datasets/cats/labels/val/b.txt': BOX_LINE,
      'data.yaml': yaml('/cats'),
    },
  ],
  [
    'a list of classes of which one is called as a split',
    ['folder in ., classification: train train.txt, test test.txt; cat, test'],
    {
      ...images('cat/1.jpg', 'test/2.jpg', 'cat/3.jpg', 'test/4.jpg'),
      'train.txt': 'cat/1.jpg\ntest/2.jpg\n',
      'test.txt': 'cat/3.jpg\ntest/4.jpg\n',
    },
  ],
  [
    'classes that are called as masks are',
    [
      '.: folders of images, classes perhaps, but no splits: move them into train/ and test/, or write lists train.txt and test.txt there with "with_mask/0.jpg" a line',
    ],
    images(...['with_mask', 'without_mask'].flatMap((name) => [0, 1, 2, 3, 4].map((at) => `${name}/${at}.jpg`))),
  ],
  [
    'a name that ends as a mask, of no image',
    ['.: images right in the folders of its splits: no class folders, and no annotations or manifest that can be read'],
    images('train/b.jpg', 'train/a_mask.png', 'test/c.jpg'),
  ],
  [
    'two numbers and a name: no column a class',
    [
      'test.csv: no column of labels (columns: image, width, height): call it `label`, or name it by hand in `data.columns`',
    ],
    { ...images('a.jpg'), 'test.csv': 'image,width,height\na.jpg,1,640\n' },
  ],
  [
    'texts and records beside images',
    ['photos: 2 images, but neither splits nor annotations that can be read'],
    {
      ...images('photos/a.jpg', 'photos/b.jpg'),
      'photos/a.txt': 'a cat on 1 mat',
      'photos/b.txt': '1,2\n',
      'package.json': '{"name": "x", "result": [], "objects": []}',
      'pom.xml': '<project><annotations/></project>',
      'numbers.txt': '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15\n',
    },
  ],
  ['an archive without images', [], { 'backup.tar': tar([{ name: 'a.cls', bytes: '1' }]), 'b.tar': 'no archive' }],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})

test('of annotations that nobody reads a few are opened, and each kind is told once', async () => {
  const files = Array.from({ length: 500 }, (_, n) => [`x${n}/label_2/a.txt`, `Car ${'1.5 '.repeat(14).trim()}\n`])
  const { rejected } = await look(Object.fromEntries(files))
  expect(rejected.map(({ path }) => path)).toEqual(['x0/label_2'])
})
