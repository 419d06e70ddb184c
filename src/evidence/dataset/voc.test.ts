import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { REAL_DATA } from '#test/built'
import { readDataset, rowsOf } from '#test/datasets'
import { filesOnDisk, type MemoryFile } from '#test/memory-tree'
import { boxesOf, told } from '#test/problems'
import { vocFiles, vocXml } from '#test/voc-writer'

type Fields = Record<string, MemoryFile | null>
const voc: Partial<DataPlacement> = {
  format: 'voc',
  splits: { train: 'ImageSets/Main/train.txt', val: 'ImageSets/Main/val.txt' },
}
const cat = { name: 'cat', corners: [10, 20, 30, 60], difficult: false } as const
const dog = { name: 'dog', corners: [1, 1, 100, 80], difficult: true } as const
const clean = vocFiles([
  { name: 'a', split: 'train', width: 100, height: 80, objects: [cat, dog] },
  { name: 'b', split: 'train', width: 100, height: 80, objects: [] },
  { name: 'c', split: 'val', width: 640, height: 480, objects: [cat] },
])
function read(change: Fields = {}, placement: Partial<DataPlacement> = {}) {
  const files = new Map<string, MemoryFile | null>([...clean, ...Object.entries(change)])
  const there = [...files].filter((file): file is [string, MemoryFile] => file[1] !== null)
  return readDataset({ ...voc, ...placement }, there, 'detection')
}

describe('what VOC has', () => {
  test('boxes by their corners, difficult ones, sizes, places', async () => {
    const dataset = await read()
    expect(dataset.problems).toEqual([])
    expect(rowsOf(dataset).map((row) => row.replace(/git:\w+ /, ''))).toEqual([
      'data/JPEGImages/a.jpg train - 1',
      'data/JPEGImages/b.jpg train - 2',
      'data/JPEGImages/c.jpg val - 1',
    ])
    expect(boxesOf(dataset)).toEqual([
      'data/JPEGImages/a.jpg cat 10 20 20 40 10:2',
      'data/JPEGImages/a.jpg dog 1 1 99 79 22:2 crowd',
      'data/JPEGImages/c.jpg cat 10 20 20 40 10:2',
    ])
    expect([...dataset.width!, ...dataset.height!]).toEqual([100, 100, 640, 80, 80, 480])
    expect(dataset.annotations?.get(1)).toBe('data/Annotations/b.xml')
    expect(dataset.annotationContent?.text(1)).toMatch(/^git:/)
    expect(dataset.classes).toEqual(['cat', 'dog'])
  })

  const a = 'data/Annotations/a.xml'
  const wrap = (inside: string) => `<annotation>${inside}</annotation>`
  const box = '<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3.5</xmax><ymax>1e1</ymax></bndbox>'
  const readings: [string, Fields, Partial<DataPlacement>][] = [
    [
      'a declaration and a byte order mark',
      {
        [a]: `\ufeff<?xml version="1.0" encoding="UTF-8"?>\n${vocXml({ name: 'a', split: '', width: 9, height: 9, objects: [] })}`,
      },
      {},
    ],
    [
      'comments, CDATA, attributes',
      { [a]: wrap(`<!-- <x> --><object id="1" x='>'><name><![CDATA[c]]>a<!-- -->t</name>${box}</object>`) },
      {},
    ],
    [
      'parts of a person',
      { [a]: wrap(`<object><name>cat</name>${box}<part><name>head</name>${box}</part></object>`) },
      {},
    ],
    ['empty elements', { [a]: wrap('<path/><source />') }, {}],
    ['the name of the file without extension, or with folders', { [a]: wrap('<filename>C:\\x\\a</filename>') }, {}],
    ['a list with flags', { 'data/ImageSets/Main/train.txt': 'a -1\r\nb  1\r\n' }, {}],
    ['Layout: a line a person', { 'data/ImageSets/Main/train.txt': 'a 1\na 2\nb 1\n' }, {}],
    ['names with extension and folder', { 'data/ImageSets/Main/train.txt': 'JPEGImages/a.jpg\nb.jpg' }, {}],
    [
      'a name with a space and a number',
      {
        'data/ImageSets/Main/train.txt': 'a\nb 2\n',
        'data/JPEGImages/b 2.PNG': 'x',
        'data/Annotations/b 2.xml': wrap(''),
      },
      {},
    ],
    ['a folder of images', {}, { splits: { all: 'JPEGImages' } }],
    ['XML beside the images (Roboflow)', { 'data/t/x.jpg': 'x', 'data/t/x.xml': wrap('') }, { splits: { all: 't' } }],
    [
      'images and annotations',
      { 'data/images/x.jpg': 'x', 'data/annotations/x.xml': wrap('') },
      { splits: { all: 'images' } },
    ],
  ]
  test.each(readings)('%s', async (_, change, placement) => {
    const dataset = await read(change, placement)
    expect(dataset.problems).toEqual([])
    expect(dataset.annotations!.get(dataset.rows - 1)).not.toBe('')
    for (const name of dataset.classes) expect(['cat', 'dog']).toContain(name)
  })

  test('a changed mask is a changed shape', async () => {
    const masks = (object: string): Fields => ({
      'data/SegmentationObject/a.png': object,
      'data/SegmentationClass/a.png': 'class',
    })
    const shapes = async (change: Fields) => [...(await read(change)).boxes!.shape]
    const [one, again, other] = [await shapes(masks('1')), await shapes(masks('1')), await shapes(masks('2'))]
    expect(one).toEqual(again)
    expect(one[0]).not.toBe(0)
    expect(one[0]).not.toBe(other[0])
    expect(one[2]).toBe(0)
  })

  test('classes by any name, and as configured', async () => {
    const named = (name: string) => ({ ...cat, name })
    const objects = ['__proto__', 'constructor', 'R&D <x>', 'cat', 'cat'].map(named).map((object, at) => ({
      ...object,
      corners: [at, 1, 50, 60] as const,
    }))
    const change = { [a]: vocXml({ name: 'a', split: '', width: 100, height: 80, objects }) }
    expect((await read(change)).classes).toEqual(['R&D <x>', '__proto__', 'cat', 'constructor'])
    const dataset = await read(change, { classes: ['constructor', 'cat'] })
    expect(dataset.classes).toEqual(['constructor', 'cat', 'R&D <x>', '__proto__'])
    expect(boxesOf(dataset).map((one) => one.split(' ')[1])).toEqual([
      '__proto__',
      'constructor',
      'R&D',
      'cat',
      'cat',
      'cat',
    ])
    expect(dataset.problems.map(({ code, line, count }) => [code, line, count])).toEqual([
      ['unknown-class', 10, 1],
      ['unknown-class', 34, 1],
    ])
  })
})

test.skipIf(!REAL_DATA)('blood cells: all are read', async () => {
  const files = [...filesOnDisk(join(REAL_DATA!, 'bccd/BCCD'), 'data')]
  const splits = Object.fromEntries(['train', 'val', 'test'].map((name) => [name, `ImageSets/Main/${name}.txt`]))
  const dataset = await readDataset({ format: 'voc', splits }, files, 'detection')
  expect([dataset.rows, dataset.boxes!.rows, dataset.classes]).toEqual([364, 4888, ['Platelets', 'RBC', 'WBC']])
  expect(dataset.problems).toEqual([])
})

const A = 'data/Annotations/a.xml'
const TRAIN = 'data/ImageSets/Main/train.txt'
const xml = (text: MemoryFile): Fields => ({ [A]: text })
const object = (inside: string): Fields =>
  xml(`<annotation>\n<size><width>100</width><height>80</height></size>\n${inside}</annotation>`)
const corners = (xmin: unknown, ymin: unknown, xmax: unknown, ymax: unknown) =>
  `<bndbox><xmin>${xmin}</xmin><ymin>${ymin}</ymin><xmax>${xmax}</xmax><ymax>${ymax}</ymax></bndbox>`
const sized = (inside: string): Fields => xml(`<annotation>\n<size>${inside}</size></annotation>`)
const bad: [string, Fields, string][] = [
  ['a document type', xml('<!DOCTYPE annotation>\n<annotation/>'), `invalid-annotation ${A}:1:1 a document type`],
  [
    'a billion laughs',
    xml('<!DOCTYPE l [<!ENTITY l "l"><!ENTITY m "&l;&l;&l;&l;">]>\n<annotation>&m;</annotation>'),
    `invalid-annotation ${A}:1:1 a document type`,
  ],
  ['an external entity', xml('<annotation>\n&xxe;</annotation>'), `invalid-annotation ${A}:2:1 an entity that is not`],
  ['an open ampersand', xml('<annotation>R&D</annotation>'), `invalid-annotation ${A}:1:14 an entity that is not`],
  ['a character that is none', xml('<annotation>&#x110000;</annotation>'), `invalid-annotation ${A}:1:13 an entity`],
  [
    'nested a hundred deep',
    xml('<annotation>'.repeat(100)),
    `invalid-annotation ${A}:1:385 elements nested deeper than 32`,
  ],
  ['an empty file', xml(''), `invalid-annotation ${A}:1:1 no element`],
  ['white space', xml(' \n'), `invalid-annotation ${A}:1:1 no element`],
  ['text', xml('no XML'), `invalid-annotation ${A}:1:1 text outside`],
  ['JSON', xml('{"shapes": []}'), `invalid-annotation ${A}:1:1 text outside`],
  [
    'another document',
    xml('<html><object/></html>'),
    `invalid-annotation ${A}:1:1 the root is <html>, not <annotation>`,
  ],
  ['a second root', xml('<annotation/>\n<annotation/>'), `invalid-annotation ${A}:2:1 a second root element`],
  ['text after the root', xml('<annotation/>\nx'), `invalid-annotation ${A}:1:14 text outside`],
  ['cut off', xml('<annotation>\n<object>'), `invalid-annotation ${A}:2:9 the file ends within <object>`],
  ['cut off in a tag', xml('<annotation>\n<object'), `invalid-annotation ${A}:2:1 the tag of <object> does not end`],
  ['cut off in a comment', xml('<annotation>\n<!-- '), `invalid-annotation ${A}:2:1 "<!--" without "-->"`],
  ['crossed elements', xml('<annotation>\n<a><b></a></b>'), `invalid-annotation ${A}:2:7 </a>, but <b> is open`],
  ['a conflict', xml('<annotation>\n<<<<<<< HEAD'), `invalid-annotation ${A}:2:1 "<" that begins no tag`],
  ['less than', xml('<annotation>\na < b</annotation>'), `invalid-annotation ${A}:2:3 "<" that begins no tag`],
  [
    'Latin-1',
    xml(Buffer.from('<annotation>\xe9</annotation>', 'latin1')),
    `invalid-annotation ${A}:1:1 the file is not UTF-8`,
  ],
  ['UTF-16', xml(Buffer.from('\ufeff<annotation/>', 'utf16le')), `invalid-annotation ${A}:1:1 the file is UTF-16`],
  ['NUL', xml('<annotation>\n\0</annotation>'), `invalid-annotation ${A}:2:1 a control character`],
  ['2 MB', xml(' '.repeat(2e6)), `invalid-annotation ${A}:0:0 larger than 1048576 bytes`],
  [
    'no name',
    object(`<object>${corners(1, 1, 9, 9)}</object>`),
    `invalid-annotation ${A}:3:1 an object without a name`,
  ],
  [
    'an empty name',
    object(`<object><name> </name>${corners(1, 1, 9, 9)}</object>`),
    `invalid-annotation ${A}:3:9 an object without`,
  ],
  ['no box', object('<object><name>cat</name></object>'), `invalid-annotation ${A}:3:1 "cat" has no <bndbox>`],
  [
    'three corners',
    object('<object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax></bndbox></object>'),
    `invalid-annotation ${A}:3:25 the box of "cat" has no <ymax>`,
  ],
  [
    'a corner of letters',
    object(`<object><name>cat</name>${corners(1, 'x', 9, 9)}</object>`),
    `invalid-annotation ${A}:3:47 <ymin> is "x"`,
  ],
  [
    'an empty corner',
    object(`<object><name>cat</name>${corners(1, '', 9, 9)}</object>`),
    `invalid-annotation ${A}:3:47 <ymin> is ""`,
  ],
  [
    'NaN',
    object(`<object><name>cat</name>${corners('nan', 1, 9, 9)}</object>`),
    `invalid-annotation ${A}:3:33 <xmin> is "nan"`,
  ],
  [
    'a decimal comma',
    object(`<object><name>cat</name>${corners('1,5', 1, 9, 9)}</object>`),
    `invalid-annotation ${A}:3:33 <xmin> is "1,5"`,
  ],
  [
    'inside out',
    object(`<object><name>cat</name>${corners(9, 1, 1, 9)}</object>`),
    `invalid-annotation ${A}:3:25 the box of "cat" is inside out: <xmin>`,
  ],
  [
    'upside down',
    object(`<object><name>cat</name>${corners(1, 9, 9, 1)}</object>`),
    `invalid-annotation ${A}:3:25 the box of "cat" is inside out: <ymin>`,
  ],
  [
    'two boxes in one object',
    object(`<object><name>cat</name>${corners(1, 1, 9, 9)}${corners(2, 2, 9, 9)}</object>`),
    `odd-annotation ${A}:3:98 a second <bndbox>`,
  ],
  [
    'difficult as a word',
    object(`<object><name>cat</name><difficult>yes</difficult>${corners(1, 1, 9, 9)}</object>`),
    `odd-annotation ${A}:3:25 <difficult> is "yes"`,
  ],
  ['a size of nothing', sized('<width>0</width><height>0</height>'), `odd-annotation ${A}:2:7 the size of the image`],
  ['half a size', sized('<height>80</height>'), `odd-annotation ${A}:2:7 the size of the image`],
  [
    'the annotation of another image',
    xml('<annotation>\n<filename>z.jpg</filename></annotation>'),
    `odd-annotation ${A}:2:1 <filename> is "z.jpg"`,
  ],
  ['no XML', { [A]: null }, `missing-file ${TRAIN}:1:0 "${A}" is not in the commit`],
  ['XML that is a link', xml({ symlink: '/etc/passwd' }), `missing-file ${TRAIN}:1:0 "${A}" is a symbolic link`],
  ['an absent LFS object', xml({ lfs: '7'.repeat(64) }), `content-absent ${A}:0:0`],
  ['no list', { [TRAIN]: null }, `manifest-missing ${TRAIN}:0:0`],
  ['an empty list', { [TRAIN]: '\n' }, `missing-file ${TRAIN}:0:0 the split has no image`],
  [
    'a name without image',
    { 'data/JPEGImages/b.jpg': null },
    `missing-file ${TRAIN}:2:0 "data/JPEGImages/b.jpg" is not`,
  ],
  ['a name twice', { [TRAIN]: 'a\na\nb' }, `duplicate-record ${TRAIN}:2:0 "data/JPEGImages/a.jpg" is listed again`],
  ['a name that leads out', { [TRAIN]: 'a\n../../etc/passwd\nb' }, `outside-root ${TRAIN}:2:0 "../../etc/passwd"`],
  ['an absolute name', { [TRAIN]: '/etc/a\na\nb' }, `outside-root ${TRAIN}:1:0 "/etc/a"`],
]
describe('bad data, each told with its place', () => {
  test.each(bad)('%s', async (_, change, start) => {
    const problems = await told(read(change))
    expect(problems.map((problem) => problem.slice(0, start.length))).toContain(start)
    expect(problems).toHaveLength(1)
  })
})

describe('for all data', () => {
  const side = fc.integer({ min: 1, max: 2000 })
  const objects = fc.array(
    fc.record({
      name: fc.constantFrom('cat', '__proto__', 'a & b', '<x>', '"\u{1f431}"'),
      x: fc.nat(500),
      y: fc.nat(500),
      w: side,
      h: side,
      difficult: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  test('what is written is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(objects, { minLength: 1, maxLength: 5 }), async (written) => {
        const images = written.map((list, index) => ({
          name: `image ${index}x`,
          split: 'train',
          width: 2500,
          height: 2500,
          objects: list.map(({ name, x, y, w, h, difficult }) => ({
            name,
            corners: [x, y, x + w, y + h] as const,
            difficult,
          })),
        }))
        const dataset = await readDataset({ ...voc, splits: { train: 'ImageSets/Main/train.txt' } }, vocFiles(images))
        const read = Array.from({ length: dataset.boxes!.rows }, (_, row) => ({
          image: dataset.boxes!.image[row],
          name: dataset.classes[dataset.boxes!.label[row]!],
          xywh: [...dataset.boxes!.xywh.subarray(row * 4, row * 4 + 4)],
          crowd: dataset.boxes!.crowd[row],
        }))
        const expected = written.flatMap((list, image) =>
          list.map(({ name, x, y, w, h, difficult }) => ({
            image,
            name,
            xywh: [x, y, w, h],
            crowd: difficult ? 1 : 0,
          })),
        )
        expect(read).toEqual(expected)
        expect(dataset.problems.filter(({ code }) => code !== 'odd-annotation')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('an XML of any kind is read or told', async () => {
    const word = fc.constantFrom(
      ...[
        '<annotation>',
        '</annotation>',
        '<object>',
        '</object>',
        '<name>',
        '</name>',
        'cat',
        '<bndbox>',
        '</bndbox>',
      ],
      ...[
        '<xmin>',
        '1',
        '</xmin>',
        '<a b="',
        '"',
        '/>',
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '<?',
        '?>',
        '&lt;',
        '&',
        ' ',
        '\n',
      ],
    )
    const content = fc.oneof(
      fc.array(word, { maxLength: 20 }).map((words) => words.join('')),
      fc.array(word, { maxLength: 20 }).map((words) => `<annotation>${words.join('')}</annotation>`),
      fc.uint8Array({ maxLength: 60 }),
    )
    await fc.assert(
      fc.asyncProperty(content, async (bytes) => {
        const dataset = await read({ [A]: bytes })
        const objects = [...dataset.boxes!.image].filter((image) => image === 0).length
        const sound = /<annotation/.test(String(bytes))
        expect(objects + dataset.problems.length > 0 || sound).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})
