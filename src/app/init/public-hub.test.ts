import { expect, test } from 'vitest'
import { images, type ToldCase, told } from '#test/init'
import { huggingFaceParquet, imagesParquet, objectsSchema } from '#test/parquet'
import { type TarEntry, tar } from '#test/tar'

const NAMES = ['cat', 'dog']
const hfrow = (label: number) => ({ bytes: Buffer.from(`x${label}`), path: `${label}.png`, label })
const text = { name: 'text', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const
const captions = imagesParquet({ image: ['a.jpg'] }, { data: [{ name: 'text', data: ['a cat'] }], schema: [text] })
const objects = { name: 'objects', data: [{ bbox: [[1, 2, 3, 4]], category: [0] }] }
const cppe = imagesParquet({ image: ['a.jpg'] }, { data: [objects], schema: objectsSchema() })
const two = (image: string, mask: string) => imagesParquet({ [image]: ['a.jpg'], [mask]: ['a.png'] })
const h = 'data/train-00000-of-00002-'
const wds = (keys: readonly string[], entries: (key: string) => TarEntry[]) => tar(keys.flatMap(entries))
/** A sample as img2dataset writes it. */
const cap = (key: string) => [
  { name: `${key}.jpg`, bytes: `x${key}` },
  {
    name: `${key}.json`,
    bytes: JSON.stringify({
      url: 'http://x/y.jpg',
      caption: 'a cat',
      key,
      status: 'success',
      width: 9,
      height: 9,
      exif: '{}',
      sha256: 'ab',
    }),
  },
  { name: `${key}.txt`, bytes: 'a cat' },
]
const cls = (key: string) => [
  { name: `${key}.cls`, bytes: String(Number(key) % 2) },
  { name: `${key}.jpg`, bytes: `x${key}` },
]
const meta = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

/** Datasets as Hugging Face and WebDataset have them, each in small. */
const cases: readonly ToldCase[] = [
  [
    'metadata.jsonl with labels',
    ['huggingface in data, classification: train, test; cat, dog'],
    {
      ...images('data/train/0001.png', 'data/train/0002.png', 'data/test/0003.png'),
      'data/train/metadata.jsonl': meta([
        { file_name: '0001.png', label: 'cat' },
        { file_name: '0002.png', label: 'dog' },
      ]),
      'data/test/metadata.jsonl': meta([{ file_name: '0003.png', label: 'dog' }]),
    },
  ],
  [
    'metadata.csv with numbers of classes',
    ['huggingface in ., classification: train, val validation; 0, 1'],
    {
      ...images('train/0001.png', 'train/0002.png', 'validation/0003.png'),
      'train/metadata.csv': 'file_name,label\n0001.png,0\n0002.png,1\n',
      'validation/metadata.csv': 'file_name,label\n0003.png,1\n',
    },
  ],
  [
    'metadata.csv with captions',
    [
      '.: train/metadata.csv: no column of labels (columns: file_name, text): call it `label`, or name it by hand in `data.columns`',
    ],
    {
      ...images('train/0001.png', 'test/0002.png'),
      'train/metadata.csv': 'file_name,text\n0001.png,This is a golden retriever\n',
      'test/metadata.csv': 'file_name,text\n0002.png,A german shepherd\n',
    },
  ],
  [
    'metadata.jsonl with boxes',
    ['huggingface in ., detection: train, test; classes not counted'],
    {
      ...images('train/0001.png', 'test/0002.png'),
      'train/metadata.jsonl': meta([
        { file_name: '0001.png', objects: { bbox: [[302.0, 109.0, 73.0, 52.0]], categories: [0] } },
      ]),
      'test/metadata.jsonl': meta([
        { file_name: '0002.png', objects: { bbox: [[810.0, 100.0, 57.0, 28.0]], categories: [1] } },
      ]),
    },
  ],
  [
    'metadata.jsonl without splits',
    ['jsonl in ., classification: test metadata.jsonl; cat, dog'],
    {
      ...images('0001.png', '0002.png'),
      'metadata.jsonl': meta([
        { file_name: '0001.png', label: 'cat' },
        { file_name: '0002.png', label: 'dog' },
      ]),
    },
  ],
  [
    'Parquet as push_to_hub names it',
    [
      'parquet in data, classification: train train-*.parquet, test test-00000-of-00001-1a2b3c4d5e6f7a8b.parquet; cat, dog',
    ],
    {
      'README.md': '---\ndataset_info:\n---\n',
      [`${h}5b0d5a1cde9dcd24.parquet`]: huggingFaceParquet([hfrow(0)], NAMES),
      [`${h.replace('00000-of', '00001-of')}92f1a0b5e2bb1ca4.parquet`]: huggingFaceParquet([hfrow(1)], NAMES),
      'data/test-00000-of-00001-1a2b3c4d5e6f7a8b.parquet': huggingFaceParquet([hfrow(1)], NAMES),
    },
  ],
  [
    'Parquet in the folder of a configuration',
    [
      'parquet in default, classification: train train-00000-of-00001.parquet, val validation-00000-of-00001.parquet; cat, dog',
    ],
    {
      'default/train-00000-of-00001.parquet': huggingFaceParquet([hfrow(0)], NAMES),
      'default/validation-00000-of-00001.parquet': huggingFaceParquet([hfrow(1)], NAMES),
    },
  ],
  [
    'Parquet as the hub converts it',
    ['parquet in default, classification: train, test; cat, dog'],
    {
      'default/train/0000.parquet': huggingFaceParquet([hfrow(0)], NAMES),
      'default/test/0000.parquet': huggingFaceParquet([hfrow(1)], NAMES),
    },
  ],
  [
    'Parquet with captions',
    [
      'data/test-00000-of-00001.parquet: no column of labels (columns: image, text): call it `label`, or name it by hand in `data.columns`',
      'data/train-00000-of-00001.parquet: no column of labels (columns: image, text): call it `label`, or name it by hand in `data.columns`',
    ],
    { 'data/train-00000-of-00001.parquet': captions, 'data/test-00000-of-00001.parquet': captions },
  ],
  [
    'Parquet of train alone',
    [
      'data: no manifest with labels named test or val beside "data/train-00000-of-00001.parquet": nothing to judge; write one, or a column `split`',
    ],
    { 'data/train-00000-of-00001.parquet': huggingFaceParquet([hfrow(0), hfrow(1)], NAMES) },
  ],
  [
    'Parquet with boxes',
    [
      'parquet in data, detection: train train-00000-of-00001.parquet, test test-00000-of-00001.parquet; classes not counted',
    ],
    { 'data/train-00000-of-00001.parquet': cppe, 'data/test-00000-of-00001.parquet': cppe },
  ],
  [
    'Parquet of masks called label',
    [
      'data/train-00000-of-00001.parquet: the column `label` holds a structure, as of a mask, and no label: tables of masks are not read; write images and masks as files',
      'data/validation-00000-of-00001.parquet: the column `label` holds a structure, as of a mask, and no label: tables of masks are not read; write images and masks as files',
    ],
    {
      'data/train-00000-of-00001.parquet': two('pixel_values', 'label'),
      'data/validation-00000-of-00001.parquet': two('pixel_values', 'label'),
    },
  ],
  [
    'Parquet of masks called annotation',
    [
      'data/train-00000-of-00001.parquet: no column of labels (columns: image, annotation): call it `label`, or name it by hand in `data.columns`',
      'data/validation-00000-of-00001.parquet: no column of labels (columns: image, annotation): call it `label`, or name it by hand in `data.columns`',
    ],
    {
      'data/train-00000-of-00001.parquet': two('image', 'annotation'),
      'data/validation-00000-of-00001.parquet': two('image', 'annotation'),
    },
  ],
  [
    'img2dataset',
    ['00000.tar: shards whose samples have neither a `cls` nor a label in their `json`'],
    {
      '00000.tar': wds(['000000000', '000000001'], cap),
      '00000_stats.json': '{\n    "count": 2,\n    "successes": 2\n}',
      '00001.tar': wds(['000010000'], cap),
      '00001_stats.json': '{}',
    },
  ],
  [
    'img2dataset, in folders of splits',
    ['.: shards whose samples have neither a `cls` nor a label in their `json`'],
    { 'train/00000.tar': wds(['000000000'], cap), 'test/00000.tar': wds(['000000000'], cap) },
  ],
  [
    'shards of wds',
    ['webdataset in wds, classification: train imagenet-train-*.tar, val imagenet-val-000000.tar; 0, 1'],
    {
      'wds/imagenet-train-000000.tar': wds(['0', '1'], cls),
      'wds/imagenet-train-000001.tar': wds(['2', '3'], cls),
      'wds/imagenet-val-000000.tar': wds(['4', '5'], cls),
    },
  ],
  [
    'shards of no split',
    [
      '00000.tar: shards that tell no split: name them train-000000.tar and test-000000.tar, or move them to train/ and test/',
    ],
    { '00000.tar': wds(['0', '1'], cls), '00001.tar': wds(['2', '3'], cls) },
  ],
  [
    'shards in folders of splits',
    ['webdataset in ., classification: train, test; 0, 1'],
    {
      'train/0.tar': wds(
        ['s0', 's1'].map((_, i) => String(i)),
        (k) => [
          { name: `s${k}.cls`, bytes: k },
          { name: `s${k}.webp`, bytes: `x${k}` },
        ],
      ),
      'train/nshards.txt': '1',
      'test/0.tar': wds(['2'], (k) => [
        { name: `s${k}.cls`, bytes: '1' },
        { name: `s${k}.webp`, bytes: `x${k}` },
      ]),
      'test/nshards.txt': '1',
      'classnames.txt': 'a\nb\n',
    },
  ],
]

test.each(cases)('%s', async (_, lines, files) => {
  expect(await told(files)).toEqual(lines)
})
