import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { readDataset } from '#test/datasets'
import type { MemoryFile } from '#test/memory-tree'
import type { Dataset } from './types.ts'

/** Whatever a pull request commits: a sound dataset, or an error with a code and a hint. Never another exception. */
async function soundOrRefused(reading: Promise<Dataset>): Promise<void> {
  try {
    const { rows, path, content, split, label, line, source, columns, boxes, classes } = await reading
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
