import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { CocoReader } from './read.ts'

const encoder = new TextEncoder()

function read(bytes: Uint8Array | string, size = 1 << 16) {
  const problems: string[] = []
  const reader = new CocoReader('x.json', (code, text, { line, column }) =>
    problems.push(`${code === 'odd-annotation' ? 'odd ' : ''}${line}:${column} ${text}`),
  )
  const data = typeof bytes === 'string' ? encoder.encode(bytes) : bytes
  for (let at = 0; at < data.length; at += size) reader.push(data.subarray(at, at + size))
  return { file: reader.end(), problems }
}
/** The file-level error of a text, or what was told of its records, one a line. */
function outcome(text: Uint8Array | string, size?: number): string {
  try {
    const { problems } = read(text, size)
    return problems.join('\n') || 'fine'
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.hint.length).toBeGreaterThan(5)
    expect(error.owner).toBe('artifact')
    return `${error.code} ${error.message}`
  }
}

const IMAGES = '{"id": 1, "file_name": "a.jpg", "width": 4, "height": 3}'
const CATEGORIES = '{"id": 1, "name": "cat", "keypoints": ["nose", "tail"]}'
const ANNOTATION =
  '{"id": 1, "image_id": 1, "category_id": 1, "bbox": [0, 0, 2, 2], "iscrowd": 0, "area": 4, "segmentation": [[0, 0, 2, 0, 2, 2]]}'
/** Three lines: what is tried stands on the last one. */
function file({ images = IMAGES, categories = CATEGORIES, annotations = ANNOTATION } = {}): string {
  return `{"images": [${images}],\n "categories": [${categories}],\n "annotations": [${annotations}]}`
}
const annotation = (from: string, to: string) => file({ annotations: ANNOTATION.replace(from, to) })
const SEGMENTATION = '[[0, 0, 2, 0, 2, 2]]'
const shape = (text: string) => annotation(SEGMENTATION, text)

describe('forty-five files that are not what they should be', () => {
  test.each<[what: string, text: Uint8Array | string, told: string]>([
    ['nothing', '', 'json-syntax x.json:1:1: not JSON from here on'],
    ['white space', ' \n ', 'json-syntax x.json:2:2: not JSON from here on'],
    ['half a file', file().slice(0, -60), 'json-syntax x.json:3:'],
    ['two files in one', `${file()}${file()}`, 'json-syntax x.json:3:'],
    ['a comma too many', annotation('"area": 4,', '"area": 4,,'), 'json-syntax x.json:3:107: not JSON from here on'],
    ['a comma before the end', file({ images: `${IMAGES},` }), 'json-syntax x.json:1:70: not JSON from here on'],
    ['single quotes', file().replaceAll('"', "'"), 'json-syntax x.json:1:2: not JSON from here on'],
    ['a comment', `// made by hand\n${file()}`, 'json-syntax x.json:1:1: not JSON from here on'],
    ['a line break in a name', file().replace('a.jpg', 'a\n.jpg'), 'json-syntax x.json:1:'],
    ['an escape that is none', file().replace('a.jpg', '\\x41.jpg'), 'json-syntax x.json:1:'],
    ['NaN', annotation('[0, 0, 2, 2]', '[0, 0, NaN, 2]'), 'json-not-finite x.json:3:76: NaN, Infinity'],
    ['minus Infinity', annotation('4,', '-Infinity,'), 'json-not-finite x.json:3:'],
    ['a leading zero', annotation('"area": 4', '"area": 04'), 'json-syntax x.json:3:105: not JSON from here on'],
    ['UTF-16', Buffer.from(`\ufeff${file()}`, 'utf16le'), 'json-not-text x.json:1:1: the file is binary or UTF-16'],
    ['Latin-1', Buffer.from(file().replace('a.jpg', 'ä.jpg'), 'latin1'), 'json-not-utf8 x.json:1:36'],
    ['a byte order mark', `\ufeff${file()}`, 'fine'],
    ['a million lists', `{"info": ${'['.repeat(1e6)}`, 'json-too-deep x.json:1:75: nested deeper than 64'],
    ['a million objects', `{"info": ${'{"a":'.repeat(1e6)}`, 'json-too-deep x.json:1:'],
    ['results instead of a dataset', '[{"image_id": 1, "score": 0.5}]', 'coco-shape x.json: a list of results'],
    ['no images', '{"categories": [], "annotations": []}', 'coco-shape x.json: no list "images" at the top'],
    ['annotations that are no list', '{"images": [], "annotations": {}}', 'coco-shape x.json: no list "categories"'],
    ['two lists of images', `{"images": [], "images": []}`, 'json-duplicate-key x.json:1:26: a second list "images"'],
    ['an image without name', file({ images: '{"id": 1}' }), 'coco-image x.json:1:13: an image has no file_name'],
    ['an image without id', file({ images: '{"file_name": "a"}' }), 'coco-id x.json:1:13: an image has no id'],
    ['two images of one id', file({ images: `${IMAGES}, ${IMAGES}` }), 'coco-id x.json:1:71: two images have the id 1'],
    ['an id as text', file().replace('"id": 1', '"id": "1"'), 'coco-id x.json:1:20: the id of an image is "1"'],
    ['an id of 2^53 + 1', file().replace('"id": 1', '"id": 9007199254740993'), 'coco-id x.json:1:20: the id'],
    ['a category without name', file({ categories: '{"id": 1}' }), 'coco-category x.json:2:17: a category has no name'],
    [
      'two categories of one name',
      file({ categories: `${CATEGORIES}, {"id": 2, "name": "cat"}` }),
      'odd 2:74 two categories have the name "cat": they are taken for one class',
    ],
    ['no such image', annotation('"image_id": 1', '"image_id": 9'), '3:18 annotation 1 names image 9, which'],
    ['no image at all', annotation('"image_id": 1, ', ''), '3:18 annotation 1 names image undefined, which'],
    ['an image by name', annotation('"image_id": 1', '"image_id": "a"'), '3:40 annotation 1 names image "a", which'],
    ['no such category', annotation('"category_id": 1', '"category_id": 7'), '3:18 annotation 1 names category 7'],
    ['no box', annotation('"bbox": [0, 0, 2, 2], ', ''), '3:18 annotation 1 has no bbox of four finite numbers'],
    ['a box of three', annotation('[0, 0, 2, 2]', '[0, 0, 2]'), '3:69 annotation 1 has no bbox of four finite numbers'],
    ['a box beyond doubles', annotation('[0, 0, 2, 2]', '[0, 0, 1e999, 2]'), '3:69 annotation 1 has no bbox of four'],
    ['a box of null', annotation('[0, 0, 2, 2]', 'null'), '3:69 annotation 1 has no bbox of four finite numbers'],
    ['a negative box', annotation('[0, 0, 2, 2]', '[0, 0, -2, 2]'), '3:69 annotation 1 has a box of negative size'],
    ['a box twice', annotation('"area": 4', '"bbox": [0, 0, 1, 1]'), '3:105 annotation 1 has "bbox" twice'],
    [
      'an id twice',
      file({ annotations: `${ANNOTATION}, ${ANNOTATION}` }),
      '3:147 annotation 1 has the id of an earlier',
    ],
    ['crowd of 2', annotation('"iscrowd": 0', '"iscrowd": 2'), '3:94 annotation 1 has an iscrowd that is neither'],
    ['a negative area', annotation('"area": 4', '"area": -4'), '3:105 annotation 1 has an area that is no positive'],
    ['an odd polygon', shape('[[0, 0, 2, 0, 2]]'), '3:124 annotation 1 has a polygon with an odd number of'],
    ['a polygon of two points', shape('[[0, 0, 2, 0]]'), '3:124 annotation 1 has a polygon of 2 points'],
    ['a polygon of text', shape('[["0", 0, 2, 0, 2, 2]]'), '3:124 annotation 1 has a polygon that is no list'],
    ['a mask of another size', shape('{"size": [2, 2], "counts": [4]}'), '3:18 annotation 1 has a mask of 2 × 2 on'],
    ['a mask too short', shape('{"size": [3, 4], "counts": [4]}'), '3:124 annotation 1 has a mask whose runs cover 4'],
    ['a mask without size', shape('{"counts": [12]}'), '3:124 annotation 1 has a mask without a size'],
    ['a negative run', shape('{"size": [3, 4], "counts": [-1, 13]}'), '3:124 annotation 1 has a mask with a run'],
    ['a mask that is no code', shape('{"size": [3, 4], "counts": "é~"}'), '3:124 annotation 1 has a mask that is no'],
    ['a code that never ends', shape('{"size": [3, 4], "counts": "ooooooooo"}'), '3:124 annotation 1 has a mask that'],
    ['joints of two numbers', annotation('"area": 4', '"keypoints": [1, 1]'), '3:110 annotation 1 has 2 numbers of'],
    ['joints of another skeleton', annotation('"area": 4', '"keypoints": [1, 1, 2]'), '3:18 annotation 1 has 1 keyp'],
    ['a joint half visible', annotation('"area": 4', '"keypoints": [1, 1, 0.5, 0, 0, 0]'), '3:110 annotation 1 has'],
    [
      'joints miscounted',
      annotation('"area": 4', '"keypoints": [1, 1, 2, 0, 0, 0], "num_keypoints": 2'),
      'odd 3:18 annotation 1 says num_keypoints 2 and labels 1',
    ],
    ['no object', file({ annotations: '17' }), '3:18 an annotation is no object'],
  ])('%s', (_, text, told) => {
    const whole = outcome(text)
    expect(whole.startsWith(told) ? told : whole).toBe(told)
    if (encoder.encode(String(text)).length < 1000) expect(outcome(text, 1)).toBe(whole) // byte by byte it is the same
  })
})

test('a mask has one name however its runs are written', () => {
  const names = ['{"size": [3, 4], "counts": [2, 3, 7]}', '{"counts": "237", "size": [3, 4]}'].map((text) => {
    const { file: read1, problems } = read(shape(text))
    expect(problems).toEqual([])
    return read1.annotations.shape[0]
  })
  expect(names[0]).toBe(names[1])
  expect(names[0]).not.toBe(read(file()).file.annotations.shape[0])
})

test('numbers have one name however they are written', () => {
  const name = (text: string) => read(shape(text)).file.annotations.shape[0]
  expect(name('[[0.0, 0, 2e0, -0, 2.00, 0.2E1]]')).toBe(name(SEGMENTATION))
  expect(name('[[0, 0, 2, 0, 2, 2.0000000000000004]]')).not.toBe(name(SEGMENTATION))
})

test('panoptic segments are annotations of their image, wherever its name stands', () => {
  const segment = (id: number) => `{"id": ${id}, "category_id": 1, "bbox": [0, 0, 1, 1], "area": 1, "iscrowd": 0}`
  const annotations = [
    `{"segments_info": [${segment(7)}, ${segment(8)}], "file_name": "a.png", "image_id": 1}`,
    '{"image_id": 1, "file_name": "a.png", "segments_info": [{"id": 9, "category_id": 5, "bbox": [0, 0, 1, 1]}]}',
  ]
  for (const size of [1, 1 << 16]) {
    const { file: panoptic, problems } = read(file({ annotations: annotations.join(',\n') }), size)
    expect(problems).toEqual(['4:57 annotation 9 names category 5, which is not listed'])
    expect([...panoptic.annotations.id]).toEqual([7, 8])
    expect(panoptic.panoptic).toEqual(['a.png'])
  }
})

describe('laws', () => {
  const sound = encoder.encode(file())
  const mutation = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 4,
  })
  test('whatever bytes come: columns, problems or an error with a remedy, the same in pieces of any size', () => {
    fc.assert(
      fc.property(mutation, fc.integer({ min: 1, max: 50 }), (changes, size) => {
        const bytes = sound.slice()
        for (const [at, byte] of changes) bytes[at] = byte
        expect(outcome(bytes, size)).toBe(outcome(bytes))
      }),
      { numRuns: 2000 },
    )
  })
  test('numbers are what JSON.parse makes of them', () => {
    const written = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
      fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(25)).map(([digits, point]) => {
        const text = String(digits < 0n ? -digits : digits).padStart(point + 1, '0')
        const whole = text.slice(0, text.length - point)
        return `${digits < 0n ? '-' : ''}${whole}${point > 0 ? `.${text.slice(text.length - point)}` : ''}`
      }),
    )
    fc.assert(
      fc.property(fc.array(written, { minLength: 4, maxLength: 4 }), (numbers) => {
        const box = [numbers[0], numbers[1], numbers[2]!.replace(/^-/, ''), numbers[3]!.replace(/^-/, '')]
        const { file: got, problems } = read(annotation('[0, 0, 2, 2]', `[${box.join(',')}]`))
        expect(problems).toEqual([])
        expect([...got.annotations.xywh]).toEqual(box.map((text) => JSON.parse(text!)))
      }),
      { numRuns: 1000 },
    )
  })
  test('JSON of any shape is read past as JSON.parse reads it', () => {
    fc.assert(
      fc.property(fc.json(), fc.integer({ min: 1, max: 9 }), (json, size) => {
        const text = `{"info": ${json}, ${file().slice(1)}`
        expect(outcome(text, size)).toBe('fine')
      }),
      { numRuns: 500 },
    )
  })
  test('what is no JSON is never read', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (text) => {
        let valid = true
        try {
          JSON.parse(text)
        } catch {
          valid = false
        }
        const told = outcome(`{"info": ${text}, ${file().slice(1)}`)
        if (valid) expect(told).toBe('fine')
      }),
      { numRuns: 1000 },
    )
  })
})
