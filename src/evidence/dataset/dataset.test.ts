import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { codeAt } from '#contract/table'
import { dataPlacement, dataScene, faultOf, readDataset, rowsOf } from '#test/datasets'
import { filesOnDisk, type MemoryFile, MemoryTree } from '#test/memory-tree'
import { evidence } from './evidence.ts'

type Fields = Record<string, MemoryFile>
const csv: Partial<DataPlacement> = { format: 'csv', file: 'm.csv' }
const SHA = (digit: string) => digit.repeat(64)

describe('image folders', () => {
  const files: Fields = {
    'data/train/cat/1.jpg': 'a',
    'data/train/cat/deep/er/2.PNG': 'b',
    'data/train/Dog/1.jpg': 'c',
    'data/train/cat/notes.txt': 'x',
    'data/train/cat/link.jpg': { symlink: '/etc/passwd' },
    'data/train-extra/owl/1.jpg': 'd',
    'data/test/__proto__/1.jpg': 'a',
    'data/test/\u{1f431}/x|<!--\n::error::.jpg': 'e',
    'data/test/\uffee/1.webp': { lfs: SHA('7') },
    'data/test/loose.jpg': 'f',
    'other/1.jpg': 'g',
  }
  test('the first folder below a split is the class; other files are not read', async () => {
    const dataset = await readDataset({}, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/train/Dog/1.jpg train Dog git:3410062b 0',
      'data/train/cat/1.jpg train cat git:2e65efe2 0',
      'data/train/cat/deep/er/2.PNG train cat git:63d8dbd4 0',
      'data/test/__proto__/1.jpg test __proto__ git:2e65efe2 0',
      'data/test/loose.jpg test - git:4d1ae35b 0',
      'data/test/\uffee/1.webp test \uffee sha256:77777 0',
      'data/test/\u{1f431}/x|<!--\n::error::.jpg test \u{1f431} git:9cbe6ea5 0',
    ])
    expect(dataset.classes).toEqual(['Dog', '__proto__', 'cat', '\uffee', '\u{1f431}'])
    expect(dataset.source.values).toEqual(['data/train', 'data/test'])
    expect(dataset.boxes).toBeNull()
    expect(dataset.problems).toEqual([
      {
        code: 'not-an-image',
        file: 'data/train/cat/link.jpg',
        line: 0,
        column: 0,
        text: '"data/train/cat/link.jpg" is a symbolic link, which is not followed',
        count: 1,
      },
      {
        code: 'empty-label',
        file: 'data/test/loose.jpg',
        line: 0,
        column: 0,
        text: '"data/test/loose.jpg" lies in no class folder',
        count: 1,
      },
    ])
  })
  test('the repository as root, a split in itself', async () => {
    const dataset = await readDataset(
      { root: '', splits: { all: '' } },
      Object.entries({ 'cat/1.jpg': 'a', 'x.md': 'b' }),
    )
    expect(rowsOf(dataset)).toEqual(['cat/1.jpg all cat git:2e65efe2 0'])
  })
  test('a split without images is kept', async () => {
    const dataset = await readDataset({ splits: { train: 'train', val: 'val' } }, Object.entries(files))
    expect(dataset.split.values).toEqual(['train', 'val'])
    expect(dataset.rows).toBe(3)
  })
  test('configured classes come first, in their order, from the list or a file', async () => {
    const classes = ['cat', 'owl']
    const listed = await readDataset(
      { classes },
      Object.entries({ ...files, 'data/test/loose.jpg': { symlink: 'x' }, 'data/train/cat/link.jpg': '' }),
    )
    expect(listed.classes.slice(0, 3)).toEqual(['cat', 'owl', 'Dog'])
    expect(codeAt(listed.label, 0)).toBe('Dog')
    expect(listed.problems.map((problem) => problem.code)).toEqual(['not-an-image', ...Array(4).fill('unknown-class')])
    const file = { ...files, 'names.txt': 'cat\r\nowl\r\n\r\n' }
    const read = await readDataset({ classes: { file: 'names.txt' } }, Object.entries(file))
    expect(read.classes).toEqual(listed.classes)
    expect(await faultOf({ classes: ['a', 'b', 'a'] }, files)).toContain('class 3 "a" stands there twice')
    expect(await faultOf({ classes: { file: 'none.txt' } }, files)).toContain('file-missing')
  })
  test('a root that is not there', async () => {
    expect(await faultOf({ root: 'dta' }, files)).toBe(
      'data-root-missing: dta: no such folder on head; it is the root of the dataset',
    )
    expect(await faultOf({ splits: {} }, files)).toContain('no-splits')
    expect(await faultOf({ images: { root: '$data' } }, files)).toContain('folder-outside-git')
  })
})

describe('CSV manifests', () => {
  const files: Fields = {
    'data/m.csv': [
      'image,label,split,camera,__proto__',
      'a.jpg,cat,train,north,x',
      './img//b.jpg,"d""og",test,,y',
      'gone.jpg,cat,test,south,',
      'a.jpg,cat,test,north,x',
    ].join('\r\n'),
    'data/a.jpg': 'a',
    'data/img/b.jpg': 'b',
  }
  test('rows, content from the tree, every other column', async () => {
    const dataset = await readDataset(csv, Object.entries(files))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train cat git:2e65efe2 2',
      'data/img/b.jpg test d"og git:63d8dbd4 3',
      'data/gone.jpg test cat - 4',
      'data/a.jpg test cat git:2e65efe2 5',
    ])
    expect(dataset.classes).toEqual(['cat', 'd"og'])
    expect([...dataset.columns.keys()]).toEqual(['camera', '__proto__'])
    expect([0, 1, 2, 3].map((row) => codeAt(dataset.columns.get('camera')!, row))).toEqual([
      'north',
      '',
      'south',
      'north',
    ])
    expect(dataset.source.values).toEqual(['data/m.csv'])
    expect(dataset.problems).toEqual([
      {
        code: 'missing-file',
        file: 'data/m.csv',
        line: 4,
        column: 0,
        text: '"data/gone.jpg" is not in the commit',
        count: 1,
      },
    ])
    const linked = await readDataset(csv, Object.entries({ ...files, 'data/gone.jpg': { symlink: '/etc/passwd' } }))
    expect(linked.problems[0]!.text).toBe('"data/gone.jpg" is a symbolic link, which is not followed')
  })
  test('a manifest for each split, with columns of its own', async () => {
    const dataset = await readDataset(
      { format: 'csv', splits: { train: 'a.csv', test: 'b.csv' } },
      Object.entries({ 'data/a.csv': 'image,label,x\n1.jpg,cat,1\n', 'data/b.csv': 'label,y,image\ncat,2,1.jpg\n' }),
    )
    expect(rowsOf(dataset)).toEqual(['data/1.jpg train cat - 2', 'data/1.jpg test cat - 2'])
    expect([...dataset.columns.get('x')!.codes, ...dataset.columns.get('y')!.codes]).toEqual([0, -1, -1, 0])
    expect(codeAt(dataset.source, 1)).toBe('data/b.csv')
  })
  test('what is wrong with a record is told on its line', async () => {
    const text = [
      'image,label,split',
      '../../etc/passwd,cat,train',
      ',cat,train',
      'a.jpg,,train',
      'a.jpg,cat,unlabelled',
      '/abs.jpg,,unlabelled',
      'a.jpg,dog,train',
      'a.jpg,dog,test',
      'img/b.jpg,dog,test',
      'a.jpg,dog,test',
    ].join('\n')
    const dataset = await readDataset(csv, Object.entries({ ...files, 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual([
      'data/a.jpg train - git:2e65efe2 4',
      'data/a.jpg test dog git:2e65efe2 8',
      'data/img/b.jpg test dog git:63d8dbd4 9',
    ])
    expect(dataset.problems.map(({ code, line, text, count }) => `${line} ${code} ${count}: ${text}`)).toEqual([
      '2 outside-root 1: "../../etc/passwd" is not a path below the root of the dataset',
      '3 not-an-image 1: the name of the image is empty',
      '4 empty-label 1: the label is empty',
      '5 unknown-split 2: "unlabelled" is none of the configured splits: its records are not read',
      '7 duplicate-record 1: "data/a.jpg" is listed again in split "train" with another label (first on line 4)',
      '10 duplicate-record 1: "data/a.jpg" is listed again in split "test" (first on line 8)',
    ])
    expect(dataset.classes).toEqual(['dog']) // the classes of records that are read
  })
  test('images outside git are named by their digest', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha' }
    const text = `image,label,split,sha\na.jpg,cat,train,${SHA('A')}\nb.jpg,cat,train,sha256:${SHA('b')}\n`
    const outside = { ...csv, columns, images: { root: '$data/photos' } }
    const dataset = await readDataset(outside, Object.entries({ 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual(['photos/a.jpg train cat sha256:aaaaa 2', 'photos/b.jpg train cat sha256:bbbbb 3'])
    expect(dataset.content.hex(1)).toBe(SHA('b'))
    expect(dataset.problems).toEqual([])
    expect([...dataset.columns.keys()]).toEqual([])
    for (const bad of ['', 'xyz', `${SHA('a').slice(1)}g`, SHA('a').slice(1), `md5sums:${SHA('a')}`])
      expect(await faultOf(outside, { 'data/m.csv': `${text}c.jpg,cat,train,${bad}\n` })).toContain(
        'digest-invalid: data/m.csv:4:',
      )
    expect(await faultOf({ ...outside, columns: dataPlacement().columns }, { 'data/m.csv': text })).toContain(
      'data-root-not-given',
    )
  })
  test('a digest column never stands for bytes that are in git', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha' }
    const text = `image,label,split,sha\na.jpg,cat,train,${SHA('a')}\n`
    const dataset = await readDataset({ ...csv, columns }, Object.entries({ ...files, 'data/m.csv': text }))
    expect(rowsOf(dataset)).toEqual(['data/a.jpg train cat git:2e65efe2 2'])
    expect([...dataset.columns.keys()]).toEqual([])
  })
  test('labels beyond the configured classes stay, and are told once', async () => {
    const dataset = await readDataset({ ...csv, classes: ['d"og', 'owl'] }, Object.entries(files))
    expect(dataset.classes).toEqual(['d"og', 'owl', 'cat'])
    expect(dataset.problems.filter(({ code }) => code === 'unknown-class')).toEqual([
      {
        code: 'unknown-class',
        file: 'data/m.csv',
        line: 2,
        column: 0,
        text: 'label "cat" is not one of the configured classes',
        count: 3,
      },
    ])
  })
  test('a manifest without its columns, or not there at all', async () => {
    expect(await faultOf(csv, { 'data/x.csv': '' })).toBe(
      'manifest-missing: data/m.csv: no such file on head; the dataset is described there',
    )
    expect(await faultOf(csv, { 'data/m.csv': 'image,Label\n' })).toBe(
      'manifest-column-missing: data/m.csv:1: no column "label"; the header has "image", "Label"',
    )
    expect(await faultOf({ ...csv, splits: { a: 'x', b: 'x' } }, files)).toContain('splits-ambiguous')
    expect(await faultOf(csv, { 'data/m.csv': 'image,label,split\n"a' })).toContain(
      'csv-unterminated-quote: data/m.csv:2:1',
    )
  })
  test('a task without labels needs no label column', async () => {
    const dataset = await readDataset(csv, Object.entries({ 'data/m.csv': 'image,split\na.jpg,test\n' }), 'detection')
    expect(rowsOf(dataset)).toEqual(['data/a.jpg test - - 2'])
  })
  test('a thousand problems are kept, the rest is counted', async () => {
    const records = Array.from({ length: 5000 }, (_, i) => `${i}.jpg,cat,test\n`).join('')
    const { rows, problems } = await readDataset(csv, Object.entries({ 'data/m.csv': `image,label,split\n${records}` }))
    expect(rows).toBe(5000)
    expect(problems).toHaveLength(1001)
    expect(problems.at(-1)).toEqual({
      code: 'missing-file',
      file: 'data/m.csv',
      line: 0,
      column: 0,
      text: 'more of these',
      count: 4000,
    })
  })
})

describe('COCO files', () => {
  const train = {
    images: [
      { id: 1, file_name: 'a.jpg' },
      { id: 2, file_name: 'sub/b.jpg' },
      { id: 3, file_name: '../x.jpg' },
      { id: 4, file_name: 'a.jpg' },
    ],
    categories: [
      { id: 9, name: 'constructor' },
      { id: 4, name: 'cat' },
    ],
    annotations: [
      { id: 1, image_id: 2, category_id: 9, bbox: [1, 2, 3, 4], iscrowd: 1 },
      { id: 2, image_id: 3, category_id: 9, bbox: [1, 2, 3, 4] },
      { id: 3, image_id: 1, category_id: 4, bbox: [0, 0, 1, 1] },
      { id: 4, image_id: 8, category_id: 4, bbox: [0, 0, 1, 1] },
    ],
  }
  const test_ = { images: [{ id: 1, file_name: 'z.jpg' }], categories: [{ id: 7, name: 'owl' }], annotations: [] }
  const coco: Partial<DataPlacement> = { format: 'coco', splits: { train: 'ann/train.json', test: 'ann/test.json' } }
  const files: Fields = {
    'data/ann/train.json': JSON.stringify(train),
    'data/ann/test.json': JSON.stringify(test_),
    'data/images/train/a.jpg': 'a',
    'data/images/train/sub/b.jpg': 'b',
  }
  test('rows, boxes and classes by category id over all splits', async () => {
    const dataset = await readDataset(coco, Object.entries(files), 'detection')
    expect(rowsOf(dataset)).toEqual([
      'data/images/train/a.jpg train - git:2e65efe2 1',
      'data/images/train/sub/b.jpg train - git:63d8dbd4 1',
      'data/z.jpg test - - 1',
    ])
    expect(dataset.classes).toEqual(['cat', 'owl', 'constructor'])
    const boxes = dataset.boxes!
    expect([[...boxes.image], [...boxes.label], [...boxes.crowd], [...boxes.id]]).toEqual([
      [1, 0],
      [2, 0],
      [1, 0],
      [1, 3],
    ])
    expect([...boxes.xywh]).toEqual([1, 2, 3, 4, 0, 0, 1, 1])
    expect(dataset.problems.map(({ code, file, text }) => `${file} ${code}: ${text}`)).toEqual([
      'data/ann/train.json invalid-annotation: annotation 4 names image 8, which is not listed',
      'data/ann/train.json outside-root: "../x.jpg" is not a path below the root of the dataset',
      'data/ann/train.json duplicate-record: "a.jpg" is listed again',
      'data/ann/test.json missing-file: "data/z.jpg" is not in the commit',
    ])
  })
  test('images outside git carry a sha-256', async () => {
    const columns = { ...dataPlacement().columns, digest: 'sha256' }
    const outside = { ...coco, splits: { test: 'x.json' }, columns, images: { root: '$data' } }
    const images = [{ id: 1, file_name: 'z.jpg', sha256: SHA('c') }]
    const dataset = await readDataset(outside, [['data/x.json', JSON.stringify({ ...test_, images })]], 'detection')
    expect(rowsOf(dataset)).toEqual(['z.jpg test - sha256:ccccc 1'])
    expect(await faultOf(outside, { 'data/x.json': JSON.stringify(test_) })).toContain(
      'digest-invalid: data/x.json: image "z.jpg"',
    )
  })
  test('panoptic: segments are annotations, and another picture of segments is another shape', async () => {
    const segments_info = [1, 2].map((id) => ({ id, category_id: 1, bbox: [0, 0, 1, 1], area: 1, iscrowd: 0 }))
    const json = JSON.stringify({
      images: [
        { id: 1, file_name: 'a.jpg' },
        { id: 2, file_name: 'b.jpg' },
      ],
      categories: [{ id: 1, name: 'sky' }],
      annotations: [
        { image_id: 1, file_name: 'a.png', segments_info },
        { image_id: 2, file_name: 'gone.png', segments_info: [{ ...segments_info[0], id: 3 }] },
      ],
    })
    const read = (png: string) =>
      readDataset(
        { format: 'coco', splits: { val: 'annotations/panoptic_val.json' } },
        Object.entries({
          'data/annotations/panoptic_val.json': json,
          'data/annotations/panoptic_val/a.png': png,
          'data/val/a.jpg': 'a',
          'data/val/b.jpg': 'b',
        }),
        'detection',
      )
    const [one, other] = [await read('one'), await read('other')]
    expect(one.masks!.get(0)).toBe('data/annotations/panoptic_val/a.png')
    expect(one.problems.map(({ code, text }) => `${code} ${text}`)).toEqual([
      'missing-file its segments "gone.png" are not in the commit',
    ])
    expect([...one.boxes!.id]).toEqual([1, 2, 3])
    expect(new Set(one.boxes!.shape).size).toBe(3)
    expect(one.boxes!.shape[0]).not.toBe(other.boxes!.shape[0])
    expect(one.boxes!.shape[2]).toBe(other.boxes!.shape[2])
  })
  test('categories that disagree between splits, one file for two splits', async () => {
    const other = JSON.stringify({ ...test_, categories: [{ id: 4, name: 'dog' }] })
    expect(await faultOf(coco, { ...files, 'data/ann/test.json': other })).toContain(
      'coco-category: data/ann/test.json',
    )
    expect(await faultOf({ ...coco, file: 'ann/train.json' }, files)).toContain('coco-splits')
    expect(await faultOf({ ...coco, splits: { test: 'no.json' } }, files)).toContain('manifest-missing: data/no.json')
  })
})

describe('as evidence', () => {
  const data = dataPlacement()
  const tree = new MemoryTree([['data/train/cat/1.jpg', 'a']])
  test('unavailable where there is no dataset on base', async () => {
    const scene = dataScene(null, { data, tree })
    expect(await evidence.unavailable(scene, 'base')).toEqual({ code: 'no-data-on-base', args: {} })
    expect(await evidence.unavailable(scene, 'anchor')).toEqual({ code: 'no-anchor', args: {} })
    expect(await evidence.unavailable(scene, 'head')).toBeNull()
    const bare = new MemoryTree([['README.md', 'x']])
    const broughtAlong = dataScene({ data, tree: bare }, { data, tree })
    expect(await evidence.unavailable(broughtAlong, 'base')).toEqual({ code: 'no-data-on-base', args: {} })
    const removed = dataScene({ data, tree }, { data, tree: bare })
    expect(await evidence.unavailable(removed, 'head')).toBeNull() // an error of the pull request, raised by compute
  })
  test('inputs change with what is read, and with nothing else', async () => {
    const inputs = async (files: Fields, change: Partial<DataPlacement> = {}) =>
      evidence.inputs(
        dataScene(null, { data: dataPlacement(change), tree: new MemoryTree(Object.entries(files)) }),
        'head',
      )
    const files = { 'data/train/cat/1.jpg': 'a', 'names.txt': 'cat' }
    const before = await inputs(files)
    expect(await inputs({ ...files, 'README.md': 'x' })).toEqual(before)
    expect(await inputs({ ...files, 'data/train/cat/2.jpg': 'a' })).not.toEqual(before)
    expect(await inputs(files, { root: '' })).not.toEqual(before)
    const named = await inputs(files, { classes: { file: 'names.txt' } })
    expect(await inputs({ ...files, 'names.txt': 'dog' }, { classes: { file: 'names.txt' } })).not.toEqual(named)
    const listed = { 'data/m.csv': 'image,label,split\n' }
    expect(await inputs({ ...listed, 'data/1.jpg': 'a' }, csv)).not.toEqual(await inputs(listed, csv))
  })
})

const real = process.env.CV_GATE_REAL_DATA
if (!real) console.warn('skipped: CV_GATE_REAL_DATA names no folder with real data')
describe.skipIf(!real)('real data', () => {
  test('a COCO file with its photographs', async () => {
    const tree = new MemoryTree(filesOnDisk(`${real}/coco-tiny`, 'data'))
    const dataset = await readDataset({ format: 'coco', splits: { test: 'instances.json' } }, tree, 'detection')
    expect(dataset.problems).toEqual([])
    expect(dataset.rows).toBe(13)
    expect(dataset.boxes!.rows).toBe(119)
    expect(dataset.path.get(0)).toBe('data/images/000000184324.jpg')
    expect(dataset.classes[0]).toBe('person')
  })
  test('a CSV of two hundred photographs', async () => {
    const tree = new MemoryTree(filesOnDisk(`${real}/imagenet`, 'data'))
    const columns = { ...dataPlacement().columns, label: 'class_name' }
    const dataset = await readDataset({ format: 'csv', splits: { test: 'labels.csv' }, columns }, tree)
    expect(dataset.problems).toEqual([])
    expect(dataset.rows).toBe(200)
    expect(rowsOf(dataset)[0]).toMatch(/^data\/n01440764_tench\.JPEG test tench git:[0-9a-f]{8} 2$/)
    expect([...dataset.columns.keys()]).toEqual(['class_index', 'wnid'])
  })
})
