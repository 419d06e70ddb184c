import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { cpuOf } from '#test/cpu'
import { readDataset } from '#test/datasets'
import { PICTURES, WRITERS } from '#test/formats'
import type { MemoryFile } from '#test/memory-tree'
import { mutations } from '#test/mutations'
import { huggingFaceParquet, parquet } from '#test/parquet'
import { sealed, tar } from '#test/tar'
import type { Dataset } from './types.ts'

/**
 * Whatever a pull request commits: a sound dataset, or an error with a code and a hint. Never another exception, and
 * where `neverEmpty`, never a dataset of nothing without a word.
 */
async function soundOrRefused(reading: Promise<Dataset>, neverEmpty = false): Promise<void> {
  try {
    const { rows, path, content, split, label, line, source, columns, boxes, classes, members, problems } =
      await reading
    const lengths = [path.rows, content.rows, split.codes.length, label.codes.length, line.length, source.codes.length]
    for (const length of lengths) expect(length).toBe(rows)
    for (const column of [split, label, source, ...columns.values()]) {
      expect(column.codes).toHaveLength(rows)
      for (const code of column.codes) expect(code).toBeLessThan(column.values.length)
      expect(new Set(column.values).size).toBe(column.values.length)
    }
    for (const code of split.codes) expect(code).toBeGreaterThanOrEqual(0)
    expect(label.values).toEqual(classes)
    const places = Array.from({ length: rows }, (_, row) => `${split.codes[row]} ${path.get(row)}`)
    expect(new Set(places).size).toBe(rows)
    for (const place of places) expect(place).toMatch(/^\d+ data\/[^/]/)
    for (const place of places) expect(place.split('/')).not.toContain('..')
    for (const row of boxes?.image ?? []) expect(row).toBeLessThan(rows)
    if (neverEmpty && rows === 0) expect(problems).not.toEqual([])
    if (members) expect([members.at.length, members.size.length]).toEqual([rows, rows])
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.owner).not.toBe('us')
    expect(error.hint).not.toBe('')
  }
}

const word = fc.constantFrom(
  'a.jpg',
  '../a.jpg',
  './b//c.png',
  '/x',
  'C:\\y',
  'é\u202e.jpg',
  '__proto__',
  'constructor',
  '',
  '"q""q"',
  'train',
  'test',
  'other',
  '|<!--',
  '::error::',
)

test('manifests', async () => {
  const line = fc.tuple(word, word, fc.constantFrom('train', 'test', 'other', '')).map((cells) => cells.join(','))
  const text = fc.tuple(
    fc.array(fc.oneof({ weight: 9, arbitrary: line }, word), { maxLength: 8 }),
    fc.constantFrom('\n', '\r\n', '\r'),
  )
  await fc.assert(
    fc.asyncProperty(text, async ([lines, newline]) => {
      const manifest = ['image,label,split', ...lines].join(newline)
      const files: [string, MemoryFile][] = [
        ['data/m.csv', manifest],
        ['data/a.jpg', 'x'],
      ]
      await soundOrRefused(readDataset({ format: 'csv', file: 'm.csv' }, files))
    }),
    { numRuns: 500 },
  )
})

test('COCO files', async () => {
  const id = fc.constantFrom(1, 2, 3, -1, 1.5, 2 ** 53, '1', null, undefined)
  const image = fc.record({ id, file_name: fc.oneof(word, fc.constant(7)) })
  const box = fc.array(fc.constantFrom(0, 1, -1, 1e308, null, '2'), { minLength: 3, maxLength: 5 })
  const list = (item: fc.Arbitrary<unknown>) =>
    fc.oneof({ weight: 9, arbitrary: fc.array(item, { maxLength: 4 }) }, fc.jsonValue())
  const file = fc.record({
    images: list(fc.oneof({ weight: 9, arbitrary: image }, fc.jsonValue())),
    categories: list(fc.record({ id, name: word })),
    annotations: list(
      fc.record({ id, image_id: id, category_id: id, bbox: box, iscrowd: fc.constantFrom(0, 1, 2, 'x') }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(fc.oneof({ weight: 9, arbitrary: file }, fc.jsonValue()), async (value) => {
      const files: [string, MemoryFile][] = [
        ['data/x.json', JSON.stringify(value)],
        ['data/images/a.jpg', 'x'],
      ]
      await soundOrRefused(readDataset({ format: 'coco', splits: { train: 'x.json' } }, files, 'detection'))
    }),
    { numRuns: 1000 },
  )
})

test('names of folders and files', async () => {
  const segment = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', 'a\nb', '|<!--', '\u202e', 'cat'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 5 }).map((text) => text.replaceAll(/[/\0]/g, '_')),
  )
  const path = fc
    .array(segment, { minLength: 1, maxLength: 3 })
    .filter((parts) => !parts.some((part) => part === '.' || part === '..'))
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(
        path.map((parts) => `data/train/${parts.join('/')}.jpg`),
        { maxLength: 6 },
      ),
      async (paths) => {
        await soundOrRefused(
          readDataset(
            {},
            paths.map((name, i): [string, string] => [name, String(i)]),
          ),
        )
      },
    ),
  )
})

test('JSONL manifests and Hugging Face metadata', async () => {
  const value = fc.oneof(word, fc.jsonValue())
  const box = fc.array(fc.constantFrom(0, 1, -1, 1e308, null, '2'), { minLength: 3, maxLength: 5 })
  const objects = fc.oneof(
    fc.record({
      bbox: fc.array(box, { maxLength: 3 }),
      categories: fc.array(fc.oneof(fc.nat(3), word), { maxLength: 3 }),
    }),
    fc.jsonValue(),
  )
  const record = fc.record(
    { image: value, file_name: value, label: value, split: value, objects, __proto__: value },
    { requiredKeys: [] },
  )
  const line = fc.oneof(
    { weight: 9, arbitrary: record.map((one) => JSON.stringify(one)) },
    fc.jsonValue().map((one) => JSON.stringify(one)),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 6 }),
      fc.constantFrom('classification', 'detection'),
      async (lines, task) => {
        const text = lines.join('\n')
        const files: [string, MemoryFile][] = [
          ['data/m.jsonl', text],
          ['data/train/metadata.jsonl', text],
          ['data/a.jpg', 'x'],
        ]
        await soundOrRefused(readDataset({ format: 'jsonl', file: 'm.jsonl' }, files, task), true)
        await soundOrRefused(readDataset({ format: 'huggingface', splits: { train: 'train' } }, files, task), true)
      },
    ),
    { numRuns: 500 },
  )
})

test('split lists', async () => {
  const piece = fc.constantFrom(
    'a.jpg',
    'cat/',
    '../',
    '/',
    ' ',
    '\t',
    ',',
    ';',
    '\n',
    '\r',
    '"',
    '0',
    '__proto__',
    '\ufeff',
    '.png',
    '-1',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 20 }), fc.constantFrom('txt', 'csv', 'tsv'), async (pieces, kind) => {
      const files: [string, MemoryFile][] = [
        [`data/l.${kind}`, pieces.join('')],
        ['data/cat/a.jpg', 'x'],
      ]
      await soundOrRefused(readDataset({ splits: { train: `l.${kind}` } }, files), true)
    }),
    { numRuns: 500 },
  )
})

test('tar shards', async () => {
  const good = tar([
    { name: 'a.jpg', bytes: 'x' },
    { name: 'a.json', bytes: '{"label": 1, "x": [2], "objects": {"bbox": [[0,0,1,1]], "category": [0]}}' },
    { name: `${'d/'.repeat(60)}b.png`, bytes: 'y', size: 'pax' },
    { name: '__proto__.cls', bytes: 'constructor' },
    { name: '__proto__.jpg', bytes: 'z' },
  ])
  // With its checksums right again, a changed header is looked at.
  const resealed = mutations(good).map((bytes) => {
    const copy = Buffer.from(bytes)
    for (let at = 0; at + 512 <= copy.length; at += 512)
      if (copy[at + 257] === 0x75) sealed(copy.subarray(at, at + 512))
    return copy
  })
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(mutations(good), resealed),
      fc.constantFrom('classification', 'detection'),
      async (bytes, task) => {
        await soundOrRefused(
          readDataset({ format: 'webdataset', splits: { train: 't.tar' } }, [['data/t.tar', bytes]], task),
          true,
        )
      },
    ),
    { numRuns: 1000 },
  )
})

test('Parquet files', async () => {
  const rows = [
    { bytes: Buffer.from('a'), path: '__proto__', label: 0 },
    { bytes: null, path: '../x', label: -1 },
    { bytes: Buffer.from('c'), path: null, label: 9 },
  ]
  const inside = huggingFaceParquet(rows, ['constructor', 'b'])
  const table = parquet([
    { name: 'image', data: ['a.jpg', '../b', 'c.jpg'] },
    { name: 'label', data: ['x', null, 'y'] },
  ])
  await fc.assert(
    fc.asyncProperty(fc.oneof(mutations(inside), mutations(table)), async (bytes) => {
      await soundOrRefused(
        readDataset({ format: 'parquet', splits: { train: 'p.parquet' } }, [['data/p.parquet', bytes]]),
        true,
      )
    }),
    { numRuns: 2000 },
  )
})

/** Milliseconds of CPU for a few small files. */
const SOON = 5000

test.each(Object.entries(WRITERS))('%s with some bytes changed', async (_, write) => {
  const { placement, task, files } = write(PICTURES)
  const told = [...files].filter(([path]) => !/\.(jpg|png)$/.test(path))
  if (told.length === 0) return // names are all that there is
  const broken = fc
    .constantFrom(...told)
    .chain(([path, file]) => mutations(Buffer.from(file as string)).map((bytes) => ({ path, bytes })))
  await fc.assert(
    fc.asyncProperty(broken, async ({ path, bytes }) => {
      const read = () => soundOrRefused(readDataset(placement, new Map([...files, [path, bytes]]), task), true)
      expect(await cpuOf(read)).toBeLessThan(SOON)
    }),
    { numRuns: 500 },
  )
})
