import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { CocoReader } from './read.ts'
import type { CocoProblem } from './types.ts'

const encoder = new TextEncoder()

/** Reads a file in pieces of `size` bytes: what a reader carries over is tried at every place. */
function readCoco(bytes: Uint8Array, path: string, problem: CocoProblem, size = 7) {
  const reader = new CocoReader(path, problem)
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  return reader.end()
}
const good = {
  images: [
    { id: 7, file_name: 'b.jpg', width: 20, height: 10 },
    { id: 3, file_name: 'a.jpg' },
  ],
  categories: [
    { id: 90, name: 'toothbrush' },
    { id: 1, name: '__proto__' },
  ],
  annotations: [
    { id: 5, image_id: 3, category_id: 90, bbox: [1.5, 2, 3, 4], iscrowd: 0, segmentation: [[0, 0, 1, 0, 1, 1]] },
    { id: 6, image_id: 7, category_id: 1, bbox: [0, 0, 0, 0], iscrowd: 1 },
    { image_id: 7, category_id: 1, bbox: [0, 0, 1, 1] },
  ],
}
type Change = { images?: unknown; categories?: unknown; annotations?: unknown }

function read(value: string | object) {
  const problems: string[] = []
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return { file: readCoco(encoder.encode(text), 'data/x.json', (_, problem) => problems.push(problem)), problems }
}
function fault(value: string | Change): string {
  try {
    read(typeof value === 'string' ? value : { ...good, ...value })
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.hint).not.toBe('')
    return `${error.code} ${error.message}`
  }
  return 'read'
}

test('columns of a small file', () => {
  const { file, problems } = read(good)
  expect(problems).toEqual([])
  expect(file.images.rows).toBe(2)
  expect([file.images.fileName.get(0), file.images.fileName.get(1)]).toEqual(['b.jpg', 'a.jpg'])
  expect([...file.images.width, ...file.images.height]).toEqual([20, 0, 10, 0])
  expect(file.categories).toEqual({ id: [1, 90], name: ['__proto__', 'toothbrush'], joints: [0, 0] })
  expect([...file.annotations.id]).toEqual([5, 6, Number.NaN])
  expect([...file.annotations.image]).toEqual([1, 0, 0])
  expect([...file.annotations.category]).toEqual([1, 0, 0])
  expect([...file.annotations.xywh.slice(0, 4)]).toEqual([1.5, 2, 3, 4])
  expect([...file.annotations.crowd]).toEqual([0, 1, 0])
})

describe('annotations that cannot be used are left out and told', () => {
  test.each([
    ['names image 99, which is not listed', { image_id: 99 }],
    ['names image "7", which is not listed', { image_id: '7' }],
    ['names image undefined, which is not listed', { image_id: undefined }],
    ['names category 2, which is not listed', { category_id: 2 }],
    ['has no bbox of four finite numbers', { bbox: [1, 2, 3] }],
    ['has no bbox of four finite numbers', { bbox: [1, 2, 3, null] }],
    ['has no bbox of four finite numbers', { bbox: ['1', 2, 3, 4] }],
    ['has no bbox of four finite numbers', { bbox: undefined }],
    ['has a box of negative size', { bbox: [1, 2, -3, 4] }],
  ])('%s', (text, change) => {
    const { file, problems } = read({ ...good, annotations: [{ ...good.annotations[0], ...change }] })
    expect(problems).toEqual([`annotation 5 ${text}`])
    expect(file.annotations.rows).toBe(0)
  })
  test('an infinite box, a doubled id, an inexact id, no object', () => {
    const annotation = JSON.stringify(good.annotations[0])
    const odd = [
      annotation.replace('1.5', '1e999'),
      annotation,
      annotation,
      annotation.replace('"id":5', '"id":9007199254740993'),
      '17',
    ]
    const { file, problems } = read(`${JSON.stringify({ ...good, annotations: [] }).slice(0, -2)}${odd.join(',')}]}`)
    expect(file.annotations.rows).toBe(1)
    expect(problems).toEqual([
      'annotation 5 has no bbox of four finite numbers',
      'annotation 5 has the id of an earlier annotation',
      'annotation 9007199254740992 has an id that is not an exact integer',
      'an annotation is no object',
    ])
  })
})

describe('what makes the file ambiguous or unreadable is an error', () => {
  test.each<[string, string | Change]>([
    ['coco-shape data/x.json: no list "images" at the top', '{"__proto__": {"images": []}}'],
    ['coco-shape data/x.json: a list of results, or no object at all, at the top', '[]'],
    ['coco-shape data/x.json: no list "annotations" at the top', { annotations: {} }],
    ['coco-image data/x.json:1:12: an image has no file_name', { images: [{ id: 1 }] }],
    ['coco-image data/x.json:1:12: an image is no object', { images: [null] }],
    [
      'coco-id data/x.json:1:18: the id of an image is "7", not an exact integer',
      { images: [{ id: '7', file_name: 'a' }] },
    ],
    ['coco-id data/x.json:1:64: two images have the id 7', { images: [good.images[0], good.images[0]] }],
    [
      'coco-id data/x.json:1:136: two categories have the id 1',
      { categories: [good.categories[1], { id: 1, name: 'b' }] },
    ],
    ['coco-category data/x.json:1:108: a category has no name', { categories: [{ id: 1 }] }],
    [
      'coco-id data/x.json:1:18: the id of an image is 9007199254740993, not an exact integer',
      '{"images":[{"id":9007199254740993,"file_name":"a"}],"categories":[],"annotations":[]}',
    ],
    ['json-not-finite data/x.json:2:2: NaN, Infinity or another bare word', '[\n NaN]'],
    ['json-not-finite data/x.json:1:2: NaN, Infinity or another bare word', '[-Infinity]'],
    ['json-syntax data/x.json:1:1: not JSON from here on', 'image,label'],
    ['json-syntax data/x.json:2:6: not JSON from here on', '{"ü":\n "ü" 1}'],
    ['json-syntax data/x.json:1:12: not JSON from here on', '{"images":['],
    ['json-syntax data/x.json:1:1: not JSON from here on', ''],
  ])('%s', (expected, value) => {
    expect(fault(value)).toBe(expected)
  })
  test('a million levels', () => {
    expect(fault('['.repeat(1_000_000))).toBe('json-too-deep data/x.json:1:65: nested deeper than 64')
    expect(fault('{"a":'.repeat(1_000_000))).toContain('json-too-deep')
    expect(fault(`{"a":"${'['.repeat(1000)}\\"["}`)).toContain('coco-shape')
  })
  test('bytes that are not UTF-8', () => {
    expect(() => readCoco(Uint8Array.from([0x22, 0xff, 0x22]), 'x.json', () => {})).toThrow('not UTF-8')
  })
})

const real = process.env.CV_GATE_REAL_DATA
if (!real) console.warn('skipped: CV_GATE_REAL_DATA names no folder with real annotations')
describe.skipIf(!real)('a real file', () => {
  test('thirteen photographs of val2017', () => {
    const problems: string[] = []
    const bytes = readFileSync(join(real!, 'coco-tiny/instances.json'))
    const file = readCoco(bytes, 'instances.json', (_, problem) => problems.push(problem), 1 << 16)
    expect(problems).toEqual([])
    expect(file.images.rows).toBe(13)
    expect(file.annotations.rows).toBe(119)
    expect(file.annotations.crowd.reduce((sum, value) => sum + value)).toBe(2)
    expect(file.categories.name).toHaveLength(80)
    expect(file.categories.id.slice(10, 13)).toEqual([11, 13, 14]) // COCO has no category 12
    expect(file.categories.name[79]).toBe('toothbrush')
  })
})
