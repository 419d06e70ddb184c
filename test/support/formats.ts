import type { DataFormat, DataPlacement, Task } from '#contract/config'
import { labelmeFiles } from './labelme-writer.ts'
import type { MemoryFile } from './memory-tree.ts'
import { huggingFaceParquet } from './parquet.ts'
import { tar } from './tar.ts'
import { vocFiles } from './voc-writer.ts'
import { yoloFiles } from './yolo-writer.ts'

/** A picture of 640 × 480 with one object on it, for every format to say as much of it as it can. */
export interface Picture {
  /** Without extension, another for each. */
  readonly name: string
  readonly split: 'train' | 'test'
  readonly label: string
  /** Pixels. */
  readonly box: readonly [x: number, y: number, w: number, h: number]
}
/** A dataset as its format has it on disk, below `data`, with the placement that names it. */
export interface Written {
  readonly placement: Partial<DataPlacement>
  readonly task: Task
  readonly files: ReadonlyMap<string, MemoryFile>
  /** Path of the picture as it is to be read. */
  readonly path: (picture: Picture) => string
}
type Writer = (pictures: readonly Picture[]) => Written

export const [WIDTH, HEIGHT] = [640, 480]
/** Two of each split and class, named as what every object has. */
export const PICTURES = ['a', 'b', '__proto__', 'constructor'].map((name, at): Picture => {
  const label = ['cat', '__proto__'][at >> 1]!
  return { name, split: at % 2 === 0 ? 'train' : 'test', label, box: [at, 2, 30, 40] }
})
const SPLITS = ['train', 'test'] as const
const bytesOf = ({ name }: Picture) => `pixels of ${name}`
const labelsOf = (pictures: readonly Picture[]) => [...new Set(pictures.map(({ label }) => label))]

/** Files of the pictures, `place` below `data`. */
function imageFiles(pictures: readonly Picture[], place: (picture: Picture) => string): Map<string, MemoryFile> {
  return new Map(pictures.map((picture) => [`data/${place(picture)}`, bytesOf(picture)]))
}
/** One text a split, `lines` of its pictures behind `head`. */
function perSplit(
  pictures: readonly Picture[],
  file: (split: string) => string,
  line: (picture: Picture) => string,
  head = '',
): [string, string][] {
  return SPLITS.map((split) => {
    const own = pictures.filter((picture) => picture.split === split)
    return [`data/${file(split)}`, head + own.map((picture) => `${line(picture)}\n`).join('')]
  })
}
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
const beside = ({ name }: Picture) => `images/${name}.jpg`
const inSplit = ({ name, split }: Picture) => `${split}/${name}.jpg`

function manifest(format: 'csv' | 'jsonl', line: (picture: Picture) => string, head = ''): Writer {
  return (pictures) => ({
    placement: { format, splits: { train: `train.${format}`, test: `test.${format}` } },
    task: 'classification',
    files: new Map([
      ...imageFiles(pictures, beside),
      ...perSplit(pictures, (split) => `${split}.${format}`, line, head),
    ]),
    path: (picture) => `data/${beside(picture)}`,
  })
}

function coco(pictures: readonly Picture[]): Written {
  const categories = labelsOf(pictures).map((name, id) => ({ id: id + 1, name }))
  const json = (split: string) => {
    const own = pictures.filter((picture) => picture.split === split)
    const images = own.map(({ name }, id) => ({ id, file_name: `${name}.jpg`, width: WIDTH, height: HEIGHT }))
    const annotations = own.map(({ label, box }, id) => {
      const category_id = categories.find(({ name }) => name === label)!.id
      return { id, image_id: id, category_id, bbox: box, area: box[2] * box[3], iscrowd: 0 }
    })
    return JSON.stringify({ images, annotations, categories })
  }
  const files = imageFiles(pictures, inSplit)
  for (const split of SPLITS) files.set(`data/annotations/instances_${split}.json`, json(split))
  return {
    placement: {
      format: 'coco',
      splits: { train: 'annotations/instances_train.json', test: 'annotations/instances_test.json' },
    },
    task: 'detection',
    files,
    path: (picture) => `data/${inSplit(picture)}`,
  }
}

/** A writer for each format that is read. */
export const WRITERS: Readonly<Record<DataFormat, Writer>> = {
  folder: (pictures) => {
    const place = ({ name, split, label }: Picture) => `${split}/${label}/${name}.jpg`
    const path = (picture: Picture) => `data/${place(picture)}`
    return { placement: {}, task: 'classification', files: imageFiles(pictures, place), path }
  },
  csv: manifest('csv', (picture) => `${quoted(beside(picture))},${quoted(picture.label)}`, 'image,label\n'),
  jsonl: manifest('jsonl', (picture) => JSON.stringify({ image: beside(picture), label: picture.label })),
  parquet: (pictures) => {
    const names = labelsOf(pictures)
    const files = new Map<string, MemoryFile>()
    for (const split of SPLITS) {
      const rows = pictures
        .filter((picture) => picture.split === split)
        .map((one) => ({ bytes: Buffer.from(bytesOf(one)), path: `${one.name}.jpg`, label: names.indexOf(one.label) }))
      files.set(`data/${split}-00000-of-00001.parquet`, huggingFaceParquet(rows, names))
    }
    const place = ({ split, name }: Picture) => `data/${split}-00000-of-00001.parquet/${name}.jpg`
    const splits = { train: 'train-*.parquet', test: 'test-*.parquet' }
    return { placement: { format: 'parquet', splits }, task: 'classification', files, path: place }
  },
  huggingface: (pictures) => ({
    placement: { format: 'huggingface' },
    task: 'classification',
    files: new Map([
      ...imageFiles(pictures, inSplit),
      ...perSplit(
        pictures,
        (split) => `${split}/metadata.csv`,
        ({ name, label }) => `${quoted(`${name}.jpg`)},${quoted(label)}`,
        'file_name,label\n',
      ),
    ]),
    path: (picture) => `data/${inSplit(picture)}`,
  }),
  coco,
  yolo: (pictures) => {
    const names = labelsOf(pictures)
    const images = pictures.map(({ name, split, label, box: [x, y, w, h] }) => ({
      name: `${name}.jpg`,
      split,
      labels: [[names.indexOf(label), (x + w / 2) / WIDTH, (y + h / 2) / HEIGHT, w / WIDTH, h / HEIGHT]] as const,
    }))
    return {
      placement: { format: 'yolo', file: 'data.yaml' },
      task: 'detection',
      files: yoloFiles(names, images),
      path: (picture) => `data/images/${inSplit(picture)}`,
    }
  },
  voc: (pictures) => ({
    placement: {
      format: 'voc',
      splits: { train: 'ImageSets/Main/train.txt', test: 'ImageSets/Main/test.txt' },
    },
    task: 'detection',
    files: vocFiles(
      pictures.map(({ name, split, label, box: [x, y, w, h] }) => ({
        name,
        split,
        width: WIDTH,
        height: HEIGHT,
        objects: [{ name: label, corners: [x, y, x + w, y + h], difficult: false }],
      })),
    ),
    path: ({ name }) => `data/JPEGImages/${name}.jpg`,
  }),
  labelme: (pictures) => ({
    placement: { format: 'labelme' },
    task: 'detection',
    files: labelmeFiles(
      pictures.map(({ name, split, label, box: [x, y, w, h] }) => ({
        name,
        split,
        shapes: [
          {
            label,
            kind: 'rectangle',
            points: [
              [x, y],
              [x + w, y + h],
            ],
          },
        ],
      })),
    ),
    path: (picture) => `data/${inSplit(picture)}`,
  }),
  masks: (pictures) => ({
    placement: { format: 'masks', splits: { train: 'images/train', test: 'images/test' }, classes: labelsOf(pictures) },
    task: 'semantic-segmentation',
    files: new Map([
      ...imageFiles(pictures, (picture) => `images/${inSplit(picture)}`),
      ...pictures.map(({ name, split, label }) => [`data/masks/${split}/${name}.png`, label] as const),
    ]),
    path: (picture) => `data/images/${inSplit(picture)}`,
  }),
  webdataset: (pictures) => {
    const files = new Map<string, MemoryFile>()
    for (const split of SPLITS) {
      const own = pictures.filter((picture) => picture.split === split)
      const members = own.flatMap((one) => [
        { name: `${one.name}.jpg`, bytes: bytesOf(one) },
        { name: `${one.name}.cls`, bytes: one.label },
      ])
      files.set(`data/${split}-000000.tar`, tar(members))
    }
    const path = ({ split, name }: Picture) => `data/${split}-000000.tar/${name}.jpg`
    const splits = { train: 'train-*.tar', test: 'test-*.tar' }
    return { placement: { format: 'webdataset', splits }, task: 'classification', files, path }
  },
}
