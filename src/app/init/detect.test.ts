import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Files } from '#contract/ports'
import { PICTURES, WRITERS } from '#test/formats'
import { images, look, seen } from '#test/init'
import { MemoryTree } from '#test/memory-tree'
import { mutations } from '#test/mutations'
import { colourClassifier } from '#test/onnx-writer'
import { load } from '../load-config.ts'
import { detect } from './detect.ts'
import { renderConfig } from './write-config.ts'

test('image folders, whatever their splits are called', async () => {
  const { data, layouts, config } = await look(
    images(
      'pets/training/cat/1.jpg',
      'pets/training/dog/2.jpg',
      'pets/validation/cat/3.JPG',
      'pets/validation/dog/4.png',
    ),
  )
  expect(data).toMatchObject({ format: 'folder', root: 'pets', splits: { train: 'training', val: 'validation' } })
  expect(layouts[0]).toMatchObject({ classes: ['cat', 'dog'], counts: { train: 2, val: 2 } })
  expect(config!.policy).toMatchObject({ mode: 'advisory', targets: { main: { gateSplit: 'val' } } })
})

test('a manifest with a split column, other names and a semicolon', async () => {
  const { data, layouts } = await look({
    ...images('data/images/a.png', 'data/images/b, c.png'),
    'data/index.csv': 'File_Name;Category;Subset\nimages/a.png;cat;Train\n"images/b, c.png";"d;og";TEST\n',
  })
  expect(data).toMatchObject({
    format: 'csv',
    root: 'data',
    file: 'index.csv',
    splits: { train: 'Train', test: 'TEST' },
    columns: { image: 'File_Name', label: 'Category', split: 'Subset' },
  })
  expect(layouts[0]).toMatchObject({ classes: ['cat', 'd;og'], counts: { train: 1, test: 1 } })
})

test('a manifest for each split, whose images lie above it', async () => {
  const { data, layouts } = await look({
    ...images('img/a.png', 'img/b.png', 'img/c.png'),
    'lists/train.csv': 'path,label\nimg/a.png,cat\nimg/b.png,dog\n',
    'lists/test.csv': 'path,label\nimg/c.png,cat\n',
  })
  expect(data).toMatchObject({
    format: 'csv',
    root: '',
    file: null,
    splits: { train: 'lists/train.csv', test: 'lists/test.csv' },
    columns: { image: 'path', label: 'label' },
  })
  expect(layouts[0]).toMatchObject({ classes: ['cat', 'dog'], counts: { train: 2, test: 1 } })
})

test('COCO as it is published: annotations beside folders of images', async () => {
  const coco = (name: string) =>
    JSON.stringify({ images: [{ id: 1, file_name: name }], annotations: [], categories: [{ id: 1, name: 'cat' }] })
  const { data, config } = await look({
    ...images('coco/train2017/1.jpg', 'coco/val2017/2.jpg'),
    'coco/annotations/instances_train2017.json': coco('1.jpg'),
    'coco/annotations/instances_val2017.json': coco('2.jpg'),
  })
  expect(data).toMatchObject({
    format: 'coco',
    root: 'coco',
    splits: { train: 'annotations/instances_train2017.json', val: 'annotations/instances_val2017.json' },
  })
  expect(config!.policy.targets.main!.task).toBe('detection')
})

test('the model with as many scores as there are classes, and its input size', async () => {
  const folders = images('data/test/blue/1.png', 'data/test/green/2.png', 'data/test/red/3.png')
  const { model, models, proposal } = await look({ ...folders, 'm/colours.onnx': colourClassifier(4) })
  expect(models).toMatchObject([{ path: 'm/colours.onnx', outputs: 3, input: { width: 4, height: 4 } }])
  expect(model).toMatchObject({ path: 'm/colours.onnx', preprocess: { resize: { width: 4, height: 4 } } })
  expect(proposal!.guesses).toEqual([expect.stringContaining('preprocess')])
  const other = await look({ ...images('d/test/a/1.png', 'd/test/b/2.png'), 'm/colours.onnx': colourClassifier(4) })
  expect(other.model).toBeNull()
  expect(other.proposal!.guesses).toEqual([expect.stringContaining('none of the ONNX files')])
})

test('what is not used is rejected with the reason', async () => {
  const { why, proposal } = await look({
    ...images('only/train/cat/1.png', 'only/train/dog/2.png', 'one/test/cat/1.png'),
    'a.csv': 'x,y\n1,2\n',
    'b.csv': 'image,label\n1.png,cat\n',
    'c.csv': 'image,label,split\nnowhere.png,cat,test\n',
    'd.csv': 'image,label,split\n1.png,cat,train\n',
    'e.csv': 'image,label\n"1.png,cat\n',
    'm.onnx': 'no model',
  })
  expect(proposal).toBeNull()
  expect(why).toMatchObject({
    only: 'no split named test or val: nothing to judge',
    one: expect.stringContaining('no classes to tell apart'),
    'a.csv': expect.stringContaining('no column of image files (columns: x, y)'),
    'b.csv': expect.stringContaining('a file of that name lies in "'),
    'c.csv': expect.stringContaining('its first image "nowhere.png" is not in the repository: commit the images'),
    'd.csv': expect.stringContaining('no split named test or val in the column `split` (values: train)'),
    'e.csv': expect.stringContaining('line 2:1: the quote opened here is not closed'),
    'm.onnx': expect.any(String),
  })
})

test.each([
  '__proto__',
  'constructor',
  ': #',
  "'",
  '"',
  '- a',
  '&x *y',
  '%',
  '@',
  '\u202Egnp',
  '{a: b}',
  'true',
  '1.0',
  '~',
])('names like %j are written so that they are read back', async (name) => {
  const { data, model, config } = await look({
    ...images(`data ${name}/test/blue/1.png`, `data ${name}/test/${name}/2.png`, `data ${name}/test/z/3.png`),
    [`m/${name}.onnx`]: colourClassifier(4),
  })
  expect(data!.root).toBe(`data ${name}`)
  expect(model!.path).toBe(`m/${name}.onnx`)
  expect(config!.policy.mode).toBe('advisory')
})

test('what a configuration cannot name is passed over', async () => {
  const { proposal, files, why } = await look(images('a\nb/test/cat/1.png', 'a\nb/test/dog/1.png'))
  expect([proposal, files]).toEqual([null, 2])
  expect(why['a\nb']).toContain('a configuration cannot name it')
})

/** A tree that counts what is opened. */
class CountingTree extends MemoryTree {
  opened = 0
  override read(path: string, limit: number) {
    this.opened++
    return super.read(path, limit)
  }
  override stream(path: string, limit: number) {
    this.opened++
    return super.stream(path, limit)
  }
  override async *readEach(files: Files, rows: Iterable<number>, limit: number) {
    for await (const one of super.readEach(files, rows, limit)) {
      this.opened++
      yield one
    }
  }
}

test.each<[string, (n: number) => Record<string, string>]>([
  ['CSV', (n) => ({ [`x${n}/test.csv`]: 'image,label\na.png,a\n' })],
  ['JSON', (n) => ({ [`x${n}/test_${n}.json`]: '{"images": [{"id": 1, "file_name": "a.png"}], "annotations": []}' })],
  ['YAML', (n) => ({ [`x${n}/data.yaml`]: 'names: [a]\nval: images\n' })],
  ['tar', (n) => ({ [`x${n}/test.tar`]: 'no archive' })],
  ['Parquet', (n) => ({ [`x${n}/test.parquet`]: 'PAR1' })],
  ['VOC', (n) => ({ [`x${n}/images/a.png`]: '', [`x${n}/annotations/a.xml`]: '<annotation><object/></annotation>' })],
  ['LabelMe', (n) => ({ [`x${n}/test/a.png`]: '', [`x${n}/test/a.json`]: '{"shapes": [], "imagePath": "a.png"}' })],
  ['YOLO', (n) => ({ [`x${n}/images/test/a.png`]: '', [`x${n}/labels/test/a.txt`]: '0 .5 .5 .1 .1' })],
  ['masks', (n) => ({ [`x${n}/images/test/a.png`]: '', [`x${n}/masks/test/a.png`]: '' })],
])('of a thousand datasets in %s a few are opened', async (_, files) => {
  const all = Array.from({ length: 1000 }, (_, n) => Object.entries(files(n))).flat()
  const tree = new CountingTree(all)
  await detect(tree)
  expect(tree.opened).toBeLessThan(300)
})

test('images and nothing else: what is lacking is said', async () => {
  const { why } = await look(images('a/1.jpg', 'photos/1.jpg', 'photos/2.jpg'))
  expect(why).toEqual({ photos: '2 images, but neither splits nor annotations that can be read' })
})

test.each(Object.entries(WRITERS))(
  '%s, as it is written, is recognised, and read without a fault',
  async (format, write) => {
    const { data, layouts } = await seen(write(PICTURES).files)
    expect(data).toMatchObject({ format })
    if (format !== 'masks') expect([...layouts[0]!.classes!].sort()).toEqual(['__proto__', 'cat'])
  },
)

test('whatever stands in the files: a layout whose configuration loads, or what was rejected', async () => {
  const files = Object.entries(WRITERS).flatMap(([format, write]) => {
    const told = [...write(PICTURES).files]
    return told.filter(([path]) => !path.endsWith('.jpg')).map(([path, file]) => [format, path, file] as const)
  })
  const broken = fc
    .constantFrom(...files)
    .chain(([format, path, file]) => mutations(Buffer.from(file as string)).map((bytes) => ({ format, path, bytes })))
  await fc.assert(
    fc.asyncProperty(broken, async ({ format, path, bytes }) => {
      const written = WRITERS[format as keyof typeof WRITERS](PICTURES).files
      const tree = new MemoryTree(new Map([...written, [path, bytes]]))
      const { proposal, rejected } = await detect(tree)
      if (proposal) load(renderConfig(proposal), { path: 'x.yml', commit: 'worktree' })
      else expect(rejected).not.toEqual([])
    }),
    { numRuns: 500 },
  )
})
