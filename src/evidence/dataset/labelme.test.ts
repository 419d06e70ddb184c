import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataPlacement } from '#contract/config'
import { readDataset } from '#test/datasets'
import { labelmeFiles, labelmeJson } from '#test/labelme-writer'
import type { MemoryFile } from '#test/memory-tree'
import { boxesOf, told } from '#test/problems'

type Fields = Record<string, MemoryFile | null>
const labelme: Partial<DataPlacement> = { format: 'labelme' }
const triangle = { label: 'cat', kind: 'polygon', points: [[10, 20], [30, 20], [20, 60]] } as const // biome-ignore format: points in a row
const box = {
  label: 'dog',
  kind: 'rectangle',
  points: [
    [30, 60],
    [10, 20],
  ],
} as const
const clean = labelmeFiles([
  { name: 'a', split: 'train', shapes: [triangle, box] },
  { name: 'b', split: 'train', shapes: [] },
  { name: 'c', split: 'test', shapes: [box] },
])
clean.set('data/train/background.png', 'no JSON')
function read(change: Fields = {}, placement: Partial<DataPlacement> = {}) {
  const files = new Map<string, MemoryFile | null>([...clean, ...Object.entries(change)])
  const there = [...files].filter((file): file is [string, MemoryFile] => file[1] !== null)
  return readDataset({ ...labelme, ...placement }, there, 'instance-segmentation')
}

describe('what LabelMe writes', () => {
  test('shapes by their bounds, sizes, places', async () => {
    const dataset = await read()
    expect(dataset.problems).toEqual([])
    expect(boxesOf(dataset)).toEqual([
      'data/train/a.jpg cat 10 20 20 40 5:1 shape',
      'data/train/a.jpg dog 10 20 20 40 6:1',
      'data/test/c.jpg dog 10 20 20 40 5:1',
    ])
    expect([...dataset.width!]).toEqual([640, 640, 0, 640])
    expect([...dataset.height!]).toEqual([480, 480, 0, 480])
    expect(['a', 'b', 'background'].map((_, row) => dataset.annotations?.get(row))).toEqual([
      'data/train/a.json',
      'data/train/b.json',
      '',
    ])
    expect(dataset.annotationContent?.text(0)).toMatch(/^git:/)
    expect(dataset.annotationContent?.text(2)).toBe('')
    expect(dataset.classes).toEqual(['cat', 'dog'])
  })

  const kinds: [string, readonly (readonly [number, number])[], string][] = [
    ['circle', [[100, 100], [103, 104]], '95 95 10 10'],
    ['line', [[1, 1], [9, 1]], '1 1 8 0'],
    ['point', [[5, 6]], '5 6 0 0'],
    ['points', [[5, 6], [7, 8]], '5 6 2 2'],
    ['linestrip', [[1, 1], [9, 1], [9, 5]], '1 1 8 4'],
    ['rectangle', [[1, 1], [9, 1], [9, 5], [1, 5]], '1 1 8 4'],
    ['rotation', [[5, 1], [9, 5], [5, 9], [1, 5]], '1 1 8 8'],
  ] // biome-ignore format: points in a row
  test.each(kinds)('%s', async (kind, points, xywh) => {
    const dataset = await read({ 'data/train/a.json': labelmeJson('a', [{ label: 'cat', kind, points }]) })
    expect(dataset.problems).toEqual([])
    expect(boxesOf(dataset)[0]).toBe(`data/train/a.jpg cat ${xywh} 5:1 shape`)
  })

  test('another mask, another point, another kind are other shapes; other digits are not', async () => {
    const shape = async (change: object) => {
      const one = { label: 'cat', shape_type: 'polygon', points: [[1, 2], [5, 2], [5, 6]], ...change } // biome-ignore format: points in a row
      return (await read({ 'data/train/a.json': JSON.stringify({ shapes: [one] }) })).boxes!.shape[0]
    }
    const mask = (content: string) => ({ shape_type: 'mask', points: [[1, 2], [5, 6]], mask: content }) // biome-ignore format: points in a row
    const all = [
      {},
      {
        points: [
          [1, 2],
          [5, 2],
          [5, 7],
        ],
      },
      { shape_type: 'linestrip' },
      mask('AAAA'),
      mask('AAAB'),
    ]
    expect(new Set(await Promise.all(all.map(shape))).size).toBe(all.length)
    expect(await shape({ shape_type: null })).toBe(await shape({})) // before version 4: polygons only
    const other = '{"shapes": [{"label": "cat", "points": [[1.0, 2e0], [5, 2], [5.00, 6]]}]}'
    expect((await read({ 'data/train/a.json': other })).boxes!.shape[0]).toBe(await shape({}))
  })

  test('the place of a shape in one line, behind other lists of that name', async () => {
    const json = '{"x": {"shapes": [1, "]"]}, "sh\\u0061pes": [ {"label": "ü\\"", "points": [[1,2],[3,2],[3,4]]} , {}]}'
    const dataset = await read({ 'data/train/a.json': json })
    expect(boxesOf(dataset)[0]).toBe(`data/train/a.jpg ü" 1 2 2 2 1:${json.indexOf('{"label"') + 1} shape`)
    expect(dataset.problems.map(({ line, column }) => [line, column])).toEqual([[1, json.indexOf('{}') + 1]])
  })

  test('classes by any name, and as configured', async () => {
    const change = {
      'data/train/a.json': labelmeJson(
        'a',
        ['__proto__', 'constructor'].map((label) => ({ ...box, label })),
      ),
    }
    expect((await read(change)).classes).toEqual(['__proto__', 'constructor', 'dog'])
    expect(await told(read(change, { classes: ['dog', 'constructor'] }))).toEqual([
      'unknown-class data/train/a.json:5:1 class "__proto__" is not one of the configured classes',
    ])
  })
})

const A = 'data/train/a.json'
const json = (text: MemoryFile): Fields => ({ [A]: text })
const shape = (change: object): Fields =>
  json(
    `{"imageWidth": 640, "imageHeight": 480, "shapes": [\n${JSON.stringify({ label: 'cat', points: triangle.points, ...change })}]}`,
  )
const bad: [string, Fields, string][] = [
  ['an empty file', json(''), `invalid-annotation ${A}:1:1 not JSON`],
  ['no JSON', json('{"shapes": [\n{]}'), `invalid-annotation ${A}:2:2 not JSON`],
  ['cut off', json('{"shapes": [\n{"label"'), `invalid-annotation ${A}:2:9 not JSON`],
  ['NaN', json('{"shapes": [\n{"points": [[NaN, 1]]}]}'), `invalid-annotation ${A}:2:14 NaN`],
  ['nested a million deep', json('['.repeat(1e6)), `invalid-annotation ${A}:1:65 nested deeper than 64`],
  ['Latin-1', json(Buffer.from('{"shapes": ["\xe9"]}', 'latin1')), `invalid-annotation ${A}:1:13 this text is not UTF-8`],
  ['a list', json('[]'), `invalid-annotation ${A}:1:1 no list "shapes"`],
  ['a file of COCO', json('{"images": [], "annotations": []}'), `invalid-annotation ${A}:1:1 no list "shapes"`],
  ['shapes of another kind', json('{"shapes": {}}'), `invalid-annotation ${A}:1:1 no list "shapes"`],
  ['only a prototype', json('{"__proto__": {"shapes": []}}'), `invalid-annotation ${A}:1:1 no list "shapes"`],
  ['a shape that is null', json('{"shapes": [\n null]}'), `invalid-annotation ${A}:2:2 a shape is no object`],
  ['no label', shape({ label: undefined }), `invalid-annotation ${A}:2:1 a shape without a label`],
  ['an empty label', shape({ label: ' ' }), `invalid-annotation ${A}:2:1 a shape without a label`],
  ['a label that is a number', shape({ label: 7 }), `invalid-annotation ${A}:2:1 a shape without a label`],
  ['an unknown kind', shape({ shape_type: 'cuboid' }), `invalid-annotation ${A}:2:1 "cat" has a "shape_type" that is not known`],
  ['a kind of Object', shape({ shape_type: 'constructor' }), `invalid-annotation ${A}:2:1 "cat" has a "shape_type" that`],
  ['no points', shape({ points: null }), `invalid-annotation ${A}:2:1 "cat" has "points" that are no pairs`],
  ['points of three', shape({ points: [[1, 2, 3]] }), `invalid-annotation ${A}:2:1 "cat" has "points" that are no pairs`],
  ['points of text', shape({ points: [['1', '2']] }), `invalid-annotation ${A}:2:1 "cat" has "points" that are no pairs`],
  ['too large a number', json('{"shapes": [\n{"label": "cat", "points": [[1e999, 1]]}]}'), `invalid-annotation ${A}:2:1 "cat" has "points"`],
  ['a polygon of two', shape({ points: [[1, 2], [3, 4]] }), `invalid-annotation ${A}:2:1 the polygon of "cat" has 2 points, not 3 or more`],
  ['a circle of three', shape({ shape_type: 'circle' }), `invalid-annotation ${A}:2:1 the circle of "cat" has 3 points, not 2`],
  ['a mask without one', shape({ shape_type: 'mask', points: [[1, 2], [3, 4]] }), `invalid-annotation ${A}:2:1 "cat" has no "mask"`],
  ['a size of text', json('{"imageWidth": "640", "shapes": []}'), `odd-annotation ${A}:1:16 "imageWidth" is no number`],
  ['of another image', json('{"imagePath": "..\\\\x\\\\z.jpg", "shapes": []}'), `odd-annotation ${A}:1:15 "imagePath" is "..\\x\\z.jpg"`],
  ['a symbolic link', json({ symlink: '/etc/passwd' }), `missing-file data/train:0:0 "${A}" is a symbolic link`],
  ['an absent LFS object', json({ lfs: '7'.repeat(64) }), `content-absent ${A}:0:0`],
  ['a split without images', { 'data/test/c.jpg': null }, 'missing-file data/test:0:0 the split has no image'],
  ['a split without JSON', { 'data/test/c.json': null }, 'odd-annotation data/test:0:0 no image of the split has a JSON'],
] // biome-ignore format: points in a row
describe('bad data, each told with its place', () => {
  test.each(bad)('%s', async (_, change, start) => {
    const problems = await told(read(change))
    expect(problems.map((problem) => problem.slice(0, start.length))).toContain(start)
    expect(problems).toHaveLength(1)
  })
})

describe('for all data', () => {
  const number = fc.double({ min: 0, max: 400, noNaN: true })
  const point = fc.tuple(number, number)
  const shapes = fc.array(
    fc.record({
      label: fc.constantFrom('cat', '__proto__', '"\u{1f431}\n'),
      kind: fc.constantFrom('polygon', 'linestrip', 'points'),
      points: fc.array(point, { minLength: 3, maxLength: 6 }),
    }),
    { maxLength: 4 },
  )
  test('what is written is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(shapes, { minLength: 1, maxLength: 4 }), async (written) => {
        const images = written.map((list, at) => ({ name: `i${at}`, split: 'train', shapes: list }))
        const dataset = await readDataset({ ...labelme, splits: { train: 'train' } }, labelmeFiles(images))
        const { boxes, classes } = dataset
        const read = Array.from({ length: boxes!.rows }, (_, row) => ({
          image: boxes!.image[row],
          label: classes[boxes!.label[row]!],
          xywh: [...boxes!.xywh.subarray(row * 4, row * 4 + 4)],
        }))
        const expected = written.flatMap((list, image) =>
          list.map(({ label, points }) => {
            const xs = points.map(([x]) => x)
            const ys = points.map(([, y]) => y)
            const [x, y] = [Math.min(...xs), Math.min(...ys)]
            return { image, label, xywh: [x, y, Math.max(...xs) - x, Math.max(...ys) - y] }
          }),
        )
        expect(read).toEqual(expected)
        expect(dataset.problems.filter(({ code }) => code !== 'odd-annotation')).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  test('a JSON of any kind is shapes or problems', async () => {
    const value = fc.oneof(
      fc.jsonValue().map((json) => JSON.stringify(json)),
      fc.jsonValue().map((json) => JSON.stringify({ shapes: [json, { label: 'cat', points: json }] }, null, 1)),
      fc.uint8Array({ maxLength: 60 }),
    )
    await fc.assert(
      fc.asyncProperty(value, async (content) => {
        const dataset = await read({ [A]: content })
        expect(
          [...dataset.boxes!.image].filter((image) => image === 0).length + dataset.problems.length,
        ).toBeGreaterThan(0)
      }),
      { numRuns: 1000 },
    )
  })
})
