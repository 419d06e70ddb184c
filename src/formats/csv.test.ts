import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { codeAt, StringsBuilder } from '#contract/table'
import { type CsvColumn, CsvReader, type CsvTarget, readCsv } from './csv.ts'
import { CodeColumn } from './csv-columns.ts'
import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT } from './csv-fault.ts'

interface Read {
  header: string[]
  rows: string[][]
  lines: number[]
}
const encoder = new TextEncoder()

class StringColumn implements CsvColumn {
  readonly strings = new StringsBuilder()
  push(bytes: Uint8Array, start: number, end: number): void {
    this.strings.pushRange(bytes, start, end)
  }
}

/** Reads text in chunks of `size` bytes into plain rows. */
function read(text: string | Uint8Array, size = Number.POSITIVE_INFINITY): Read {
  const result: Read = { header: [], rows: [], lines: [] }
  const columns: StringColumn[] = []
  const reader = new CsvReader('data/m.csv', (header) => {
    result.header.push(...header)
    columns.push(...header.map(() => new StringColumn()))
    return { columns, row: (line) => result.lines.push(line) }
  })
  const bytes = typeof text === 'string' ? encoder.encode(text) : text
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.slice(at, Math.min(bytes.length, at + size)))
  const count = reader.end()
  const built = columns.map((column) => column.strings.build())
  for (let row = 0; row < count; row++) result.rows.push(built.map((column) => column.get(row)))
  return result
}
function fault(text: string | Uint8Array, size?: number): string {
  try {
    read(text, size)
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.hint).not.toBe('')
    expect(error.message).toContain(`data/m.csv:${error.place?.line}:${error.place?.column}: `)
    return `${error.code} ${error.place?.path}:${error.place?.line}:${error.place?.column}`
  }
  return 'read'
}

describe('grammar', () => {
  test('line ends, blank lines, quotes, byte order mark', () => {
    const text = '\ufeffimage,label\r\na.jpg,cat\n\n"b,""1"".jpg","two\r\nlines"\rc.jpg,'
    expect(read(text)).toEqual({
      header: ['image', 'label'],
      rows: [
        ['a.jpg', 'cat'],
        ['b,"1".jpg', 'two\r\nlines'],
        ['c.jpg', ''],
      ],
      lines: [2, 4, 6],
    })
  })
  test.each([
    ['image;label, or kind;split\na;b;c', 3],
    ['image\tlabel\na\tb', 2],
    ['"a,b,c";d\nx;y', 2],
    ['image\na,b', 0],
    ['image\na', 1],
  ])('the header settles the delimiter: %j', (text, width) => {
    if (width === 0) expect(fault(text)).toBe('csv-extra-field data/m.csv:2:3')
    else expect(read(text).header).toHaveLength(width)
  })
  test('names of Object.prototype are ordinary columns and values', () => {
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']
    const column = new CodeColumn()
    readCsv(
      encoder.encode(`image,__proto__\n${names.map((name) => `a.jpg,${name}\n`).join('')}`),
      'm.csv',
      (header) => {
        expect(header).toEqual(['image', '__proto__'])
        return { columns: [null, column] }
      },
    )
    const codes = column.build()
    expect(names.map((_, row) => codeAt(codes, row))).toEqual(names)
  })
  test('unnamed columns may repeat, as pandas and spreadsheets write them', () => {
    expect(read(',image,,\n0,a.jpg,,').header).toEqual(['', 'image', '', ''])
  })
  test('a header without rows', () => {
    expect(read('image,label').rows).toEqual([])
    expect(read('image,label\n\n\n').rows).toEqual([])
  })
})

describe('refusals name file, line and column', () => {
  test.each([
    ['csv-empty data/m.csv:1:1', ''],
    ['csv-empty data/m.csv:3:1', '\n\n'],
    ['csv-empty data/m.csv:1:1', '\ufeff'],
    ['csv-unterminated-quote data/m.csv:2:3', 'a,b\n1,"2\n3\n'],
    ['csv-unterminated-quote data/m.csv:2:3', 'a,b\n1,"2'],
    ['csv-unterminated-quote data/m.csv:2:3', 'a,b\n1,"'],
    ['csv-unterminated-quote data/m.csv:2:3', `a,b\n1,"${'x\n'.repeat(CSV_FIELD_LIMIT)}`],
    ['csv-stray-quote data/m.csv:2:4', 'a,b\n1,2"3'],
    ['csv-stray-quote data/m.csv:4:2', 'a,b\n"1\r\n\n"x,2'],
    ['csv-not-text data/m.csv:2:4', 'a,b\nüü,\0'],
    ['csv-not-text data/m.csv:3:1', 'a,b\n"\n\0",'],
    ['csv-missing-field data/m.csv:2:1', 'a,b\n1'],
    ['csv-extra-field data/m.csv:3:5', 'a,b\r1,2\r1,2,3\r'],
    ['csv-duplicate-column data/m.csv:1:5', 'a,b,a\n'],
    ['csv-duplicate-column data/m.csv:1:4', 'a,"a"\n'],
    ['csv-field-too-long data/m.csv:2:3', `a,b\n1,${'x'.repeat(CSV_FIELD_LIMIT + 1)}`],
    [`csv-too-many-columns data/m.csv:1:${CSV_COLUMN_LIMIT + 1}`, ','.repeat(CSV_COLUMN_LIMIT)],
  ])('%s', (expected, text) => {
    expect(fault(text)).toBe(expected)
    expect(fault(text, 4093)).toBe(expected)
  })
  test.each([
    ['UTF-16 LE', [0xff, 0xfe, 0x61, 0], 'csv-utf16 data/m.csv:1:1'],
    ['UTF-16 BE', [0xfe, 0xff, 0, 0x61], 'csv-utf16 data/m.csv:1:1'],
    ['UTF-16 without mark', [0x61, 0, 0x2c, 0], 'csv-not-text data/m.csv:1:2'],
    ['Latin-1', [0x61, 0x0a, 0xdc, 0x62], 'csv-not-utf8 data/m.csv:2:1'],
    ['a surrogate', [0x61, 0x0a, 0x22, 0xed, 0xa0, 0x80, 0x22], 'csv-not-utf8 data/m.csv:2:2'],
  ])('%s', (_, bytes, expected) => {
    expect(fault(Uint8Array.from(bytes))).toBe(expected)
  })
  test('a record without end is given up while it streams', () => {
    expect(fault(`a\n${'"x",'.repeat(400_000)}`, 1000)).toContain('csv-extra-field')
    expect(fault(`${'"x",'.repeat(1000)}"${'x'.repeat(2_000_000)}`, 10_000)).toBe('csv-row-too-long data/m.csv:1:1')
  })
})

const cell = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', 'a', 'ü', '🙂', '\ufeff') }),
)
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))
const dialect = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t'),
  newline: fc.constantFrom('\n', '\r\n', '\r'),
  mark: fc.constantFrom('', '\ufeff'),
  last: fc.boolean(),
  chunk: fc.integer({ min: 1, max: 40 }),
})

test('what a writer quoted comes back, in whatever chunks it arrives', () => {
  fc.assert(
    fc.property(table, dialect, (rows, { delimiter, newline, mark, last, chunk }) => {
      const clean = rows.map((row) => row.map((value) => value.replaceAll('\0', '')))
      const width = clean[0]?.length ?? 1
      const header = Array.from({ length: width }, (_, i) => `column ${i}`)
      const quote = (value: string) =>
        /[",;\t\r\n]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value
      const lines = [header, ...clean].map((row) => row.map(quote).join(delimiter))
      const text = mark + lines.join(newline) + (last ? newline : '')
      const whole = read(text)
      expect(whole.header).toEqual(header)
      expect(whole.rows).toEqual(clean)
      expect(read(text, chunk)).toEqual(whole)
    }),
  )
})

test('any bytes give rows or an error with a place, the same in every chunking', () => {
  const byte = fc.constantFrom(0x22, 0x22, 0x2c, 0x2c, 0x0a, 0x0d, 0x61, 0x61, 0x3b, 0xc3, 0xbc, 0)
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
      const data = Uint8Array.from(bytes)
      const whole = fault(data)
      expect(fault(data, size)).toBe(whole)
      if (whole === 'read') expect(read(data, size)).toEqual(read(data))
    }),
    { numRuns: 2000 },
  )
})

describe('records that are taken many at once', () => {
  const letters = /^[\w./-]*$/
  /** Reads with a target that takes only what it may, and refuses every `odd`th record besides. */
  function read(text: string, odd: number, cut: number): string[] {
    const found: string[] = []
    let row: string[] = []
    const decode = (bytes: Uint8Array, start: number, end: number) =>
      new TextDecoder().decode(bytes.subarray(start, end))
    const open = (header: readonly string[]): CsvTarget => ({
      columns: header.map(() => ({ push: (bytes, start, end) => void row.push(decode(bytes, start, end)) })),
      row: (line) => {
        found.push(`${line}: ${row.join('|')}`)
        row = []
      },
      records({ bytes, starts, ends, lines, width, count }) {
        for (let at = 0; at < count; at++) {
          const fields = Array.from({ length: width }, (_, i) =>
            decode(bytes, starts[at * width + i]!, ends[at * width + i]!),
          )
          if (!letters.test(fields[0]!) || !letters.test(fields[1]!) || lines[at]! % odd === 0) return at
          found.push(`${lines[at]}: ${fields.join('|')}`)
        }
        return count
      },
    })
    const reader = new CsvReader('m.csv', open)
    const bytes = new TextEncoder().encode(text)
    for (let from = 0; from < bytes.length; from += cut) reader.push(bytes.subarray(from, from + cut))
    expect(reader.end()).toBe(found.length)
    return found
  }

  test('are read as all others are, whatever lies in them and wherever the chunks end', () => {
    const field = fc.oneof(
      fc.constantFrom('a', 'bb', 'a.jpg', '', '"q,""x"', 'é', '"l\nm"', 'b c'),
      fc.stringMatching(/^[a-c.]{0,6}$/),
    )
    const record = fc.tuple(field, field, field).map((fields) => fields.join(','))
    fc.assert(
      fc.property(
        fc.array(record, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 64 }),
        fc.boolean(),
        (records, odd, cut, ended) => {
          const text = `x,y,z\n${records.join('\n')}${ended ? '\n' : ''}`
          const plain: string[] = []
          let row: string[] = []
          readCsv(new TextEncoder().encode(text), 'm.csv', (header) => ({
            columns: header.map(() => ({
              push: (bytes, start, end) => void row.push(new TextDecoder().decode(bytes.subarray(start, end))),
            })),
            row: (line) => {
              plain.push(`${line}: ${row.join('|')}`)
              row = []
            },
          }))
          expect(read(text, odd, cut)).toEqual(plain)
        },
      ),
      { numRuns: 2000 },
    )
  })
})
