import { describe, expect, test } from 'vitest'
import type { MemoryFile } from '#test/memory-tree'
import { told } from '#test/problems'
import { type Fields, readYolo, YAML } from '#test/yolo-dataset'

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
    const problems = await told(readYolo(change))
    expect(problems).toContainEqual(expect.stringMatching(/./))
    expect(problems.map((problem) => problem.slice(0, start.length))).toContain(start)
    // One fault is told once, and nothing else is wrong.
    expect(problems).toHaveLength(1)
  })
  test('a pose task without kpt_shape', async () => {
    expect(await told(readYolo({}, {}, 'keypoints'))).toEqual([
      expect.stringMatching(/^yolo-keypoints data\/data.yaml:0:0/),
    ])
  })
  test('a split that the file does not have', async () => {
    expect(await told(readYolo({}, { splits: { test: 'test' } }))).toEqual([expect.stringMatching(/^yolo-split/)])
  })
  test('images outside git', async () => {
    expect(await told(readYolo({}, { store: 'mount' }))).toEqual([expect.stringMatching(/^yolo-outside-git/)])
  })
})
