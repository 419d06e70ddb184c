import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { REAL_DATA } from '#test/built'
import { readDataset, rowsOf } from '#test/datasets'
import { filesOnDisk, type MemoryFile } from '#test/memory-tree'
import { boxesOf, told } from '#test/problems'
import { yoloFiles } from '#test/yolo-writer'

type Fields = Record<string, MemoryFile | null>
const SPLITS = { train: 'train', val: 'val', test: 'test' }
const yolo: Partial<DataPlacement> = { format: 'yolo', file: 'data.yaml', splits: SPLITS }
const YAML = 'train: images/train\nval: images/val\nnames: [cat, dog]\n'
const clean: Fields = {
  'data/data.yaml': YAML,
  'data/images/train/a.jpg': 'a',
  'data/images/train/deep/b.PNG': 'b',
  'data/images/train/background.jpg': 'c',
  'data/images/train/empty.jpg': 'd',
  'data/images/val/v.jpg': 'e',
  'data/labels/train/a.txt': '0 0.5 0.5 0.2 0.4\n1 .25 0.25 1e-1 1E-01\n',
  'data/labels/train/deep/b.txt': '1 0.1 0.1 0.3 0.1 0.3 0.4 0.1 0.4\r\n',
  'data/labels/train/empty.txt': '',
  'data/labels/val/v.txt': '\n  0\t0.5 0.5 1 1  \n\n',
}
function read(
  change: Fields = {},
  placement: Partial<DataPlacement> = {},
  task: 'detection' | 'keypoints' = 'detection',
) {
  const files = Object.entries({ ...clean, ...change }).filter((file): file is [string, MemoryFile] => file[1] !== null)
  return readDataset({ ...yolo, ...placement }, files, task)
}

describe('what Ultralytics reads', () => {
  test('boxes, outlines, images without labels', async () => {
    const dataset = await read()
    expect(dataset.problems).toEqual([])
    expect(rowsOf(dataset).map((row) => row.split(' ', 2).join(' '))).toEqual([
      'data/images/train/a.jpg train',
      'data/images/train/background.jpg train',
      'data/images/train/deep/b.PNG train',
      'data/images/train/empty.jpg train',
      'data/images/val/v.jpg val',
    ])
    expect(boxesOf(dataset)).toEqual([
      'data/images/train/a.jpg cat 0.4 0.3 0.2 0.4 1:1',
      'data/images/train/a.jpg dog 0.2 0.2 0.1 0.1 2:1',
      'data/images/train/deep/b.PNG dog 0.1 0.1 0.2 0.3 1:1 shape',
      'data/images/val/v.jpg cat 0 0 1 1 2:3',
    ])
    expect(dataset.boxes?.normalised).toBe(true)
    expect(dataset.split.values).toEqual(['train', 'val'])
    expect([0, 1, 3].map((row) => dataset.annotations?.get(row))).toEqual([
      'data/labels/train/a.txt',
      '',
      'data/labels/train/empty.txt',
    ])
    expect([0, 1, 3].map((row) => dataset.annotationContent?.text(row).slice(0, 12))).toEqual([
      'git:5a7ab0ce',
      '',
      'git:e69de29b',
    ])
  })

  const layouts: [string, Fields, Partial<DataPlacement>][] = [
    ['path from the file', { 'data/data.yaml': 'path: .\ntrain: images/train\nnames: [cat, dog]' }, {}],
    ['path from the repository', { 'data/data.yaml': 'path: data\ntrain: images/train\nnames: [cat, dog]' }, {}],
    [
      'the file in a folder of its own',
      { 'cfg/data.yaml': 'path: ../data\ntrain: images/train\nnames: [cat, dog]' },
      { root: '', file: 'cfg/data.yaml' },
    ],
    [
      '../ that does not leave the folder (Roboflow)',
      { 'data/data.yaml': 'train: ../images/train\nnames: [cat, dog]' },
      {},
    ],
    ['a list of folders', { 'data/data.yaml': 'train: [images/train]\nnames: [cat, dog]' }, {}],
    ['a name for every number', { 'data/data.yaml': 'train: images/train\nnames:\n  1: dog\n  "0": cat\nnc: 2' }, {}],
    [
      'a list file beside the images',
      { 'data/data.yaml': 'train: l/train.txt\nnames: [cat, dog]', 'data/l/train.txt': './../images/train/a.jpg\n' },
      {},
    ],
    [
      'a list file from the root of the dataset, and of the repository',
      {
        'data/data.yaml': 'train: [train.txt, images/val]\nnames: [cat, dog]',
        'data/train.txt': '\ufeffimages/train/a.jpg\r\n\ndata/images/train/deep/b.PNG\r\n',
      },
      {},
    ],
    ['an anchor', { 'data/data.yaml': 'x: &x images/train\ntrain: *x\nnames: [cat, dog]' }, {}],
    ['validation for val', { 'data/data.yaml': 'train: images/train\nvalidation: images/val\nnames: [cat, dog]' }, {}],
    [
      'a split by another name',
      { 'data/data.yaml': 'minival: images/val\nnames: [cat, dog]' },
      { splits: { val: 'minival' } },
    ],
  ]
  test.each(layouts)('%s', async (_, change, placement) => {
    const dataset = await read(change, placement)
    expect(dataset.problems).toEqual([])
    expect(dataset.boxes!.rows).toBeGreaterThan(0)
    expect(dataset.classes).toEqual(['cat', 'dog'])
  })

  test('names as they were written, also those of Object', async () => {
    const names = '[__proto__, constructor, no, 1.0, "null", "~"]'
    const dataset = await read({
      'data/data.yaml': `train: images/train\nnames: ${names}`,
      'data/labels/train/a.txt': '0 .5 .5 .1 .1\n1 .5 .5 .1 .1\n3 .5 .5 .1 .1\n',
    })
    expect(dataset.classes).toEqual(['__proto__', 'constructor', 'no', '1.0', 'null', '~'])
    expect(
      boxesOf(dataset)
        .slice(0, 3)
        .map((box) => box.split(' ')[1]),
    ).toEqual(['__proto__', 'constructor', '1.0'])
    expect(dataset.problems).toEqual([])
    const counted = await read({ 'data/data.yaml': 'train: images/train\nnc: 2' })
    expect(counted.classes).toEqual(['class_0', 'class_1'])
  })

  test('configured classes give the order', async () => {
    const dataset = await read({}, { classes: ['dog', 'bird'] })
    expect(dataset.classes).toEqual(['dog', 'bird', 'cat'])
    expect(boxesOf(dataset)[0]).toContain('a.jpg cat 0.4')
    expect(await told(read({}, { classes: ['dog', 'bird'] }))).toEqual([
      'unknown-class data/data.yaml:3:9 class "cat" is not one of the configured classes',
    ])
  })

  test('joints, and the same joints written otherwise', async () => {
    const keys = 'kpt_shape: [2, 3]\nflip_idx: [1, 0]\n'
    const at = (labels: string) => ({ 'data/data.yaml': `${YAML}${keys}`, 'data/labels/train/a.txt': labels })
    const rest = { 'data/labels/train/deep/b.txt': null, 'data/labels/val/v.txt': null }
    const one = await read({ ...at('0 .5 .5 .5 .5 0.4 0.4 2 0 0 0\n'), ...rest }, {}, 'keypoints')
    const two = await read({ ...at('0 0.50 5e-1 .5 .5 .40 0.400 2.000000 0.0 -0 0\n'), ...rest }, {}, 'keypoints')
    const moved = await read({ ...at('0 .5 .5 .5 .5 0.41 0.4 2 0 0 0\n'), ...rest }, {}, 'keypoints')
    expect(boxesOf(one)).toEqual(['data/images/train/a.jpg cat 0.25 0.25 0.5 0.5 1:1 shape'])
    expect(two.boxes!.shape).toEqual(one.boxes!.shape)
    expect(moved.boxes!.shape).not.toEqual(one.boxes!.shape)
    expect(one.problems.map(({ code }) => code)).toEqual(['odd-annotation']) // val has no label file at all
  })
})

test.skipIf(!REAL_DATA)('people of COCO with their joints: 17 of x, y and visibility', async () => {
  const files: [string, MemoryFile][] = [['data.yaml', 'val: images\nnames: [person]\nkpt_shape: [17, 3]']]
  for (const [path, bytes] of filesOnDisk(join(REAL_DATA!, 'coco-val')))
    files.push([path.startsWith('keypoints/') ? path.replace('keypoints', 'labels') : `images/${path}`, bytes])
  const dataset = await readDataset({ ...yolo, root: '', splits: { val: 'val' } }, files, 'keypoints')
  expect([dataset.rows, dataset.boxes!.rows]).toEqual([8, 33])
  expect(dataset.problems).toEqual([])
})

const A = 'data/labels/train/a.txt'
const label = (text: MemoryFile): Fields => ({ [A]: text })
const yaml = (text: string): Fields => ({ 'data/data.yaml': text })
const pose = (text: string): Fields => ({
  'data/data.yaml': `${YAML}kpt_shape: [1, 3]\n`,
  'data/labels/train/deep/b.txt': null,
  'data/labels/val/v.txt': '0 .5 .5 .1 .1 .5 .5 1',
  [A]: text,
})
const utf16 = Buffer.from('\ufeff0 .5 .5 .1 .1\n', 'utf16le')

/** Each: what is broken, and how the first words of what is told begin. */
const bad: [string, Fields, string][] = [
  ['a class beyond the names', label('2 .5 .5 .1 .1'), `unknown-class ${A}:1:1 class 2 of 2`],
  ['a negative class', label('-1 .5 .5 .1 .1'), `invalid-annotation ${A}:1:1 the class "-1"`],
  ['half a class', label('0.5 .5 .5 .1 .1'), `invalid-annotation ${A}:1:1 the class "0.5"`],
  ['the name of a class', label('cat .5 .5 .1 .1'), `invalid-annotation ${A}:1:1 "cat" is not a number`],
  ['four numbers', label('0 .5 .5 .1'), `invalid-annotation ${A}:1:1 4 numbers`],
  ['a prediction with confidence', label('0 .5 .5 .1 .1 .9'), `invalid-annotation ${A}:1:1 6 numbers`],
  ['half a point', label('0 .1 .1 .2 .2 .3 .3 .4'), `invalid-annotation ${A}:1:1 8 numbers`],
  ['a class and no more', label('0'), `invalid-annotation ${A}:1:1 1 numbers`],
  ['pixels', label('0 320 240 64 48'), `invalid-annotation ${A}:1:3 "320" is out of bounds: pixels?`],
  ['a share beyond 1', label('0 0.5 0.5 0.1 1.02'), `invalid-annotation ${A}:1:15 "1.02" is out of bounds`],
  ['a hair beyond 1', label('0 0.5 0.5 0.1 1.000001'), `odd-annotation ${A}:1:15 "1.000001" is just beyond`],
  ['a hair below 0', label('0 .1 .1 .2 .2 .3 -1e-9'), `odd-annotation ${A}:1:18 "-1e-9" is just beyond`],
  ['a negative coordinate', label('0 -0.5 .5 .1 .1'), `invalid-annotation ${A}:1:3 "-0.5" is out of bounds`],
  ['a negative width', label('0 .5 .5 -.2 .1'), `invalid-annotation ${A}:1:9 "-.2" is out of bounds`],
  ['NaN', label('0 nan .5 .1 .1'), `invalid-annotation ${A}:1:3 "nan" is not a finite number`],
  ['infinity', label('0 .5 .5 .1 -inf'), `invalid-annotation ${A}:1:12 "-inf" is not a finite number`],
  ['beyond doubles', label('0 .5 .5 .1 1e999'), `invalid-annotation ${A}:1:12 "1e999" is too large`],
  ['a decimal comma', label('0 0,5 0,5 0,1 0,1'), `invalid-annotation ${A}:1:3 "0,5" is not a number: write a point`],
  ['commas between', label('0,.5,.5,.1,.1'), `invalid-annotation ${A}:1:1 "0,.5,.5,.1,.1" is not a number`],
  ['hexadecimal', label('0x0 .5 .5 .1 .1'), `invalid-annotation ${A}:1:1 "0x0" is not a number`],
  ['underscores', label('0 0_1 .5 .1 .1'), `invalid-annotation ${A}:1:3 "0_1" is not a number`],
  ['half an exponent', label('0 5e .5 .1 .1'), `invalid-annotation ${A}:1:3 "5e" is not a number`],
  ['digits of another script', label('0 ٠.٥ .5 .1 .1'), `invalid-annotation ${A}:1:3 "٠.٥" is not a number`],
  ['after a word of several bytes', label('0 .5 .5 .1 .1\nä ü .5 .1 .1'), `invalid-annotation ${A}:2:1 "ä"`],
  ['a comment', label('# boxes\n0 .5 .5 .1 .1'), `invalid-annotation ${A}:1:1 "#" is not a number`],
  ['the third line, lone CR', label('0 .5 .5 .1 .1\r\r0 .5 .5 .1 x\r'), `invalid-annotation ${A}:3:12 "x"`],
  ['NUL', label('0 .5\0 .5 .1 .1'), `invalid-annotation ${A}:1:5 "\0" is not a number`],
  ['UTF-16', label(utf16), `invalid-annotation ${A}:1:1 the file is UTF-16`],
  [
    'a byte order mark',
    label('\ufeff0 .5 .5 .1 .1'),
    `invalid-annotation ${A}:1:1 the file begins with a byte order mark`,
  ],
  ['the same label twice', label('0 .5 .5 .1 .1\n0 0.50 .5 .1 1e-1'), `odd-annotation ${A}:2:1 the same label`],
  ['no area', label('0 .5 .5 0 .1'), `odd-annotation ${A}:1:9 the box has no area`],
  ['beyond the edge', label('0 .9 .5 .4 .1'), `odd-annotation ${A}:1:3 the box reaches beyond the image`],
  ['a flat outline', label('0 .1 .1 .2 .1 .3 .1'), `odd-annotation ${A}:1:3 the outline has no area`],
  [
    'box and outline',
    label('1 .5 .5 .1 .1\n0 .1 .1 .2 .2 .3 .1'),
    `odd-annotation ${A}:1:1 a box in a file with outlines`,
  ],
  ['a file of 5 MB', label(' '.repeat(5e6)), `invalid-annotation ${A}:0:0 larger than 4194304 bytes`],
  [
    'a symbolic link',
    label({ symlink: '/etc/passwd' }),
    'missing-file data/images/train:0:0 "data/labels/train/a.txt" is a symbolic link',
  ],
  ['an absent LFS object', label({ lfs: '7'.repeat(64) }), `content-absent ${A}:0:0 `],
  [
    'no joints',
    pose('0 .5 .5 .1 .1'),
    `invalid-annotation ${A}:1:1 5 numbers, not the 8 of class, box and 1 joints of 3`,
  ],
  ['a joint outside', pose('0 .5 .5 .1 .1 1.5 .5 2'), `invalid-annotation ${A}:1:15 "1.5" is out of bounds`],
  ['a visibility of 3', pose('0 .5 .5 .1 .1 .5 .5 3'), `odd-annotation ${A}:1:21 visibility "3" is not 0, 1 or 2`],
  ['no data.yaml', { 'data/data.yaml': null }, 'manifest-missing data/data.yaml:0:0'],
  ['no YAML', yaml('train: [a'), 'yaml-syntax data/data.yaml:1:10'],
  ['a list', yaml('- train'), 'yaml-syntax data/data.yaml:1:1 data/data.yaml:1:1: not a data.yaml'],
  ['an empty data.yaml', yaml(''), 'yaml-syntax data/data.yaml:1:1'],
  ['a key twice', yaml(`${YAML}train: x\n`), 'yaml-syntax data/data.yaml:4:1'],
  ['two documents', yaml(`${YAML}---\n${YAML}`), 'yaml-syntax data/data.yaml:4:1'],
  ['an unknown alias', yaml('train: *x\nnames: [a]'), 'yaml-syntax data/data.yaml:1:8'],
  [
    'an alias bomb',
    yaml(`train: images/train\na: &a x\nnames: [${'*a,'.repeat(500)}]`),
    'yaml-syntax data/data.yaml:3:',
  ],
  ['nested deep', yaml(`train: ${'['.repeat(1e5)}`), 'yaml-syntax data/data.yaml:1:107'],
  ['nested deep by explicit keys', yaml('? '.repeat(1e5)), 'yaml-syntax data/data.yaml:1:'],
  ['a data.yaml of 2 MB', yaml(' '.repeat(2e6)), 'file-too-large data/data.yaml'],
  ['no names', yaml('train: images/train'), 'yolo-names data/data.yaml:1:1'],
  ['names of nothing', yaml('train: images/train\nnames: []'), 'yolo-names data/data.yaml:2:8'],
  ['one name', yaml('train: images/train\nnames: cat'), 'yolo-names data/data.yaml:2:8'],
  ['a name twice', yaml('train: images/train\nnames: [cat, dog, cat]'), 'yolo-names data/data.yaml:2:19'],
  ['an empty name', yaml('train: images/train\nnames: [cat, ""]'), 'yolo-names data/data.yaml:2:14'],
  ['a gap in the numbers', yaml('train: images/train\nnames: {0: cat, 2: dog}'), 'yolo-names data/data.yaml:2:17'],
  ['a number twice', yaml('train: images/train\nnames: {0: cat, "0": dog}'), 'yolo-names data/data.yaml:2:17'],
  [
    'fewer than nc',
    yaml(`${YAML}nc: 3`),
    'yolo-nc data/data.yaml:4:5 data/data.yaml:4:5: `nc` is 3, but `names` has 2',
  ],
  ['a billion classes', yaml('train: images/train\nnc: 1000000000'), 'yolo-nc data/data.yaml:2:5'],
  ['joints of four', yaml(`${YAML}kpt_shape: [17, 4]`), 'yolo-keypoints data/data.yaml:4:12'],
  ['a mirror of too few', yaml(`${YAML}kpt_shape: [2, 3]\nflip_idx: [0]`), 'yolo-keypoints data/data.yaml:5:11'],
  ['no split', yaml('names: [cat]'), 'yolo-split data/data.yaml:0:0'],
  ['a split that is a map', yaml('train: {a: b}\nnames: [cat]'), 'yolo-split data/data.yaml:1:8'],
  [
    'an absolute path',
    yaml(`path: /content/data\n${YAML}`),
    'outside-root data/data.yaml:1:7 `path` "/content/data" leads out',
  ],
  [
    'a path that is nowhere',
    yaml(`path: coco8\n${YAML}`),
    'missing-file data/data.yaml:1:7 `path` "coco8" is no folder',
  ],
  [
    'out of the repository',
    yaml('train: ../../../etc\nval: images/val\nnames: [cat, dog]'),
    'outside-root data/data.yaml:1:8',
  ],
  [
    'an address',
    yaml('train: https://x.y/z.zip\nval: images/val\nnames: [cat, dog]'),
    'outside-root data/data.yaml:1:8',
  ],
  [
    'a folder that is not there',
    yaml('train: nowhere\nval: images/val\nnames: [cat, dog]'),
    'missing-file data/data.yaml:1:8',
  ],
  [
    'a list that leads out',
    { ...yaml('train: l.txt\nnames: [cat, dog]'), 'data/l.txt': 'images/train/a.jpg\n/etc/x.jpg\n' },
    'outside-root data/l.txt:2:0 "/etc/x.jpg"',
  ],
  [
    'a list with a missing image',
    { ...yaml('train: l.txt\nnames: [cat, dog]'), 'data/l.txt': 'images/train/a.jpg\nb.jpg\n' },
    'missing-file data/l.txt:2:0 "data/b.jpg" is not in the commit',
  ],
  [
    'a list with an image twice',
    { ...yaml('train: l.txt\nnames: [cat, dog]'), 'data/l.txt': 'images/train/a.jpg\n./images/train/a.jpg\n' },
    'duplicate-record data/l.txt:2:0 ',
  ],
  [
    'a list of texts',
    { ...yaml('train: l.txt\nnames: [cat, dog]'), 'data/l.txt': 'labels/train/a.txt\nimages/train/a.jpg' },
    'not-an-image data/l.txt:1:0 ',
  ],
  [
    'a list of nothing',
    { ...yaml('train: l.txt\nnames: [cat, dog]'), 'data/l.txt': '\n' },
    'missing-file data/data.yaml:1:8 split "train" has no image',
  ],
  [
    'no label at all',
    { 'data/labels/val/v.txt': null },
    'odd-annotation data/data.yaml:2:6 no image of split "val" has a label file (one would be "data/labels/val/v.txt")',
  ],
]
describe('bad data, each told with its place', () => {
  test.each(bad)('%s', async (_, change, start) => {
    const problems = await told(read(change))
    expect(problems).toContainEqual(expect.stringMatching(/./))
    expect(problems.map((problem) => problem.slice(0, start.length))).toContain(start)
    // One fault is told once, and nothing else is wrong.
    expect(problems).toHaveLength(1)
  })
  test('a pose task without kpt_shape', async () => {
    expect(await told(read({}, {}, 'keypoints'))).toEqual([
      expect.stringMatching(/^yolo-keypoints data\/data.yaml:0:0/),
    ])
  })
  test('a split that the file does not have', async () => {
    expect(await told(read({}, { splits: { test: 'test' } }))).toEqual([expect.stringMatching(/^yolo-split/)])
  })
  test('images outside git', async () => {
    expect(await told(read({}, { store: 'mount' }))).toEqual([expect.stringMatching(/^yolo-outside-git/)])
  })
})

describe('for all data', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0)
  const outline = fc.tuple(fc.nat(2), fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 6 }))
  const box = fc.tuple(fc.nat(2), share, share, share, share)
  const labels = fc.oneof(
    fc.array(box, { maxLength: 5 }),
    fc.array(
      outline.map(([category, points]) => [category, ...points.flat()]),
      { maxLength: 3 },
    ),
  )
  const images = fc.array(fc.tuple(fc.constantFrom('train', 'val'), fc.option(labels)), { minLength: 1, maxLength: 6 })

  test('what is written is read', async () => {
    await fc.assert(
      fc.asyncProperty(images, async (written) => {
        const all = written.map(([split, one], index) => ({ name: `i${index}.jpg`, split, labels: one }))
        const dataset = await readDataset(yolo, yoloFiles(['a', '__proto__', 'c'], all), 'detection')
        const boxes = dataset.boxes!
        const read = new Map<string, number[][]>()
        for (let row = 0; row < boxes.rows; row++) {
          const path = dataset.path.get(boxes.image[row]!)
          read.set(path, [...(read.get(path) ?? []), [boxes.label[row]!, ...boxes.xywh.subarray(row * 4, row * 4 + 4)]])
          expect(boxes.line[row]).toBe(read.get(path)!.length)
        }
        for (const { name, split, labels: one } of all)
          expect(read.get(`data/images/${split}/${name}`) ?? []).toEqual((one ?? []).map(boxOf))
        expect(dataset.problems.filter(({ code }) => code !== 'odd-annotation')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  /** Class and box of a label as it was written. */
  function boxOf([category, ...numbers]: readonly number[]): number[] {
    if (numbers.length === 4) {
      const [x, y, w, h] = numbers as [number, number, number, number]
      return [category!, x - w / 2, y - h / 2, w, h]
    }
    const xs = numbers.filter((_, index) => index % 2 === 0)
    const ys = numbers.filter((_, index) => index % 2 === 1)
    const [left, top] = [Math.min(...xs), Math.min(...ys)]
    return [category!, left, top, Math.max(...xs) - left, Math.max(...ys) - top]
  }

  test('bytes of any kind are boxes or problems', async () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789.e-+ \n\r\t,') }).map((text) => Buffer.from(text))
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), digits)
    await fc.assert(
      fc.asyncProperty(bytes, async (content) => {
        const dataset = await read({ [A]: content, 'data/labels/train/deep/b.txt': null, 'data/labels/val/v.txt': '' })
        const blank = content.every((byte) => byte === 9 || byte === 10 || byte === 13 || byte === 32)
        expect(dataset.boxes!.rows + dataset.problems.length > 0).toBe(!blank)
        for (const value of dataset.boxes!.xywh) expect(Number.isFinite(value)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  test('a data.yaml of any kind is read or refused', async () => {
    const word = fc.constantFrom(
      'train:',
      'names:',
      'nc:',
      'path:',
      ' images/train',
      ' [a, b]',
      ' {0: a}',
      '\n',
      '&a',
      '*a',
      ' 2',
      '-',
      '? ',
      '!!x',
      '<<',
    )
    const text = fc.oneof(
      fc.array(word, { maxLength: 12 }).map((words) => words.join('')),
      fc.string({ maxLength: 80 }),
    )
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        const problems = await told(read({ 'data/data.yaml': content }))
        for (const problem of problems) expect(problem).not.toMatch(/^internal/)
      }),
      { numRuns: 1000 },
    )
  })
})
