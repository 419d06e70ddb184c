import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteDictionary, RowIndex } from './byte-index.ts'
import { Strings, viewOf } from './table.ts'

const encoder = new TextEncoder()
const words = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '__proto__', 'a', '\ufeffa')))

test('a row index finds the first row of every string and nothing else', () => {
  fc.assert(
    fc.property(words, fc.string(), (values, absent) => {
      const index = new RowIndex(Strings.of(values))
      for (const [row, value] of values.entries()) {
        const first = values.indexOf(value)
        expect(index.find(encoder.encode(value))).toBe(first)
        expect(index.duplicateOf[row]).toBe(first === row ? -1 : first)
      }
      expect(index.find(encoder.encode(absent))).toBe(values.indexOf(absent))
    }),
  )
})

test('a dictionary numbers strings in the order of their first occurrence', () => {
  fc.assert(
    fc.property(words, (values) => {
      const dictionary = new ByteDictionary()
      const distinct = [...new Set(values)]
      for (const value of values) {
        const bytes = encoder.encode(`<${value}>`)
        expect(dictionary.code(bytes, 1, bytes.length - 1)).toBe(distinct.indexOf(value))
      }
      expect(dictionary.values()).toEqual(distinct)
    }),
  )
})

test('a dictionary grows', () => {
  const dictionary = new ByteDictionary()
  for (let pass = 0; pass < 2; pass++)
    for (let i = 0; i < 5000; i++) {
      const bytes = encoder.encode(`value ${i}`)
      expect(dictionary.code(bytes, 0, bytes.length)).toBe(i)
    }
  expect(dictionary.size).toBe(5000)
})

test('a column of texts of every length has the codes of its texts one by one', () => {
  const texts = Array.from(
    { length: 20_000 },
    (_, i) => 'abcdefghijkl'.slice(0, i % 13) + (((i * 7919) % 3001) >> (i % 5)),
  )
  const values = texts.map((text, i) => text.slice(0, i % 12))
  const { pool, ends } = Strings.of(values)
  const starts = Int32Array.from(values, (_, row) => (row === 0 ? 0 : ends[row - 1]!))
  const cells = { bytes: pool, view: viewOf(pool), starts, ends: Int32Array.from(ends), width: 1 }
  const dictionary = new ByteDictionary()
  const codes = new Int32Array(values.length + 1)
  dictionary.codes(cells, 0, values.length, codes, 1)
  dictionary.codes(cells, 0, values.length, codes, 1)
  const distinct = dictionary.values()
  expect(distinct).toEqual([...new Set(values)])
  expect(values.map((_, row) => distinct[codes[row + 1]!])).toEqual(values)
})
