import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { parquetReadObjects } from 'hyparquet'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { cpuOf } from '#test/cpu'
import { huggingFaceParquet, parquet } from '#test/parquet'
import { openParquet } from './parquet.ts'
import { readColumn } from './parquet-column.ts'
import { cursorOf, readHybrid } from './parquet-encodings.ts'

/** Columns by their path, as plain values; null where there is none. */
function read(bytes: Uint8Array): Record<string, (string | number | bigint | null)[]> {
  const file = openParquet(bytes, 'p.parquet')
  const columns = file.columns.map((column): [string, (string | number | bigint | null)[]] => {
    const all: (string | number | bigint | null)[] = []
    for (const group of file.groups.keys()) {
      const values = readColumn(file, column, group)
      const plainOf = (row: number) =>
        column.type === 'bytes' ? Buffer.from(values.bytes(row)).toString() : values.number(row)
      for (let row = 0; row < values.rows; row++) all.push(values.has[row] === 1 ? plainOf(row) : null)
    }
    return [column.path.join('.'), all]
  })
  return Object.fromEntries(columns)
}
function fault(bytes: Uint8Array): string {
  try {
    read(bytes)
  } catch (error) {
    if (!(error instanceof GateError) || error.hint === '' || error.place?.path !== 'p.parquet') throw error
    return error.code
  }
  return 'read'
}

/** Written by pyarrow 26, compressed with zstd. */
const ZSTD = [
  'UEFSMRUEFTYVSEwVBhUAEgAAKLUv/SAb2QAABQAAAGEuanBnBQAAAGIuanBnBQAAAGMuanBnFQAVFBUmLBUGFRAVBhUGHAAAACi1',
  'L/0gClEAAAIAAAAGAQIDJAAVBBUeFTBMFQQVABIAACi1L/0gD3kAAAMAAABjYXQEAAAAZMO2ZxUAFRIVJCwVBhUQFQYVBhwAAAAo',
  'tS/9IAlJAAACAAAAAwMBAwIVBBUgFTJMFQQVABIAACi1L/0gEIEAAAEAAAAAAAAA+f////////8VABUSFSQsFQYVEBUGFQYcAAAA',
  'KLUv/SAJSQAAAgAAAAMFAQMCFQQZTDUAGAZzY2hlbWEVBgAVDCUCGAVpbWFnZSUATBwAAAAVDCUCGAVsYWJlbCUATBwAAAAVBCUC',
  'GAFuABYGGRwZPCYAHBUMGTUABhAZGAVpbWFnZRUMFgYWjAEWsAEmbCYIKSwVBBUAFQIAFQAVEBUCADwWHhkGGSYABgAAACYAHBUM',
  'GTUABhAZGAVsYWJlbBUMFgYWchaWASaEAia4ASksFQQVABUCABUAFRAVAgA8Fg4ZBhkmAgQAAAAmABwVBBk1AAYQGRgBbhUMFgYW',
  'dBaYASacAybOAiksFQQVABUCABUAFRAVAgA8KQYZJgIEAAAAFvICFgYmCBbeAwAoIHBhcnF1ZXQtY3BwLWFycm93IHZlcnNpb24g',
  'MjYuMC4xGTwcAAAcAAAcAAAALAEAAFBBUjE=',
].join('')

describe('what others wrote', () => {
  test('pyarrow with zstd', () => {
    expect(read(Buffer.from(ZSTD, 'base64'))).toEqual({
      image: ['a.jpg', 'b.jpg', 'c.jpg'],
      label: ['cat', 'd\u00f6g', null],
      n: [1n, null, -7n],
    })
  })
  test('structures with bytes, row group by row group', () => {
    const rows = Array.from({ length: 25 }, (_, i) => ({
      bytes: i % 5 === 0 ? null : Buffer.from(`image ${i}`),
      path: i % 3 === 0 ? null : `${i}.png`,
      label: i % 2,
    }))
    const bytes = huggingFaceParquet(rows, ['a', 'b'], { rowGroupSize: 10 })
    expect(openParquet(bytes, 'p').groups.map((group) => group.rows)).toEqual([10, 10, 5])
    expect(read(bytes)).toEqual({
      'image.bytes': rows.map((row) => row.bytes?.toString() ?? null),
      'image.path': rows.map((row) => row.path),
      label: rows.map((row) => BigInt(row.label)),
    })
  })
  test('names of Object.prototype are columns like any other', () => {
    const file = openParquet(
      parquet([
        { name: '__proto__', data: ['x'] },
        { name: 'constructor', data: ['y'] },
      ]),
      'p',
    )
    expect(file.columns.map(({ path }) => path)).toEqual([['__proto__'], ['constructor']])
  })
})

const text = fc.string({ unit: 'grapheme', maxLength: 8 })
const cells = fc.integer({ min: 1, max: 60 }).chain((rows) => {
  const column = <T>(value: fc.Arbitrary<T>) => fc.array(fc.option(value), { minLength: rows, maxLength: rows })
  return fc.record({
    text: column(fc.oneof(fc.constantFrom('same', '__proto__'), text)),
    int: column(fc.integer()),
    long: column(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
    double: column(fc.double({ noNaN: true }).map((value) => value + 0)), // the writer's dictionary has one zero
    float: column(fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0)),
    bool: column(fc.boolean()),
  })
})
const style = fc.record({
  codec: fc.constantFrom('UNCOMPRESSED' as const, 'SNAPPY' as const, 'GZIP' as const),
  pageSize: fc.constantFrom(16, 100, 1 << 20),
  rowGroupSize: fc.constantFrom(3, 1000),
  delta: fc.boolean(),
})

test('what a writer wrote comes back, as hyparquet reads it', async () => {
  await fc.assert(
    fc.asyncProperty(cells, style, async ({ text, int, long, double, float, bool }, { delta, ...options }) => {
      const bytes = parquet(
        [
          {
            name: 'text',
            data: text,
            type: 'STRING',
            ...(delta ? { encoding: 'DELTA_LENGTH_BYTE_ARRAY' as const } : {}),
          },
          { name: 'int', data: int, type: 'INT32', ...(delta ? { encoding: 'DELTA_BINARY_PACKED' as const } : {}) },
          { name: 'long', data: long, type: 'INT64', ...(delta ? { encoding: 'DELTA_BINARY_PACKED' as const } : {}) },
          { name: 'double', data: double, type: 'DOUBLE' },
          { name: 'float', data: float, type: 'FLOAT' },
          { name: 'bool', data: bool, type: 'BOOLEAN' },
        ],
        { ...options, compressors: { GZIP: (input) => new Uint8Array(gzipSync(input)) } },
      )
      const mine = read(bytes)
      expect(mine.text).toEqual(text)
      expect(mine.int).toEqual(int)
      expect(mine.long).toEqual(long)
      expect(mine.double).toEqual(double)
      expect(mine.float!.map((value) => (value === null ? null : Math.fround(Number(value))))).toEqual(float)
      expect(mine.bool).toEqual(bool.map((value) => (value === null ? null : Number(value))))
      if (options.codec === 'GZIP') return
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
      const theirs = await parquetReadObjects({ file, columns: ['text'] })
      expect(theirs.map((row) => row.text ?? null)).toEqual(mine.text)
    }),
    { numRuns: 200 },
  )
})

const good = parquet([{ name: 'image', data: ['a.jpg', 'b.jpg', 'c.jpg'] }], {
  codec: 'UNCOMPRESSED',
  statistics: false,
})
const footerLength = Buffer.from(good).readUInt32LE(good.length - 8)
function changed(change: (bytes: Buffer) => void): Uint8Array {
  const copy = Buffer.from(good)
  change(copy)
  return copy
}
/** A file whose footer is these bytes. */
function withFooter(footer: readonly number[]): Uint8Array {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(footer.length)
  return Buffer.concat([Buffer.from('PAR1'), Buffer.from(footer), length, Buffer.from('PAR1')])
}
const varint = (value: number) => {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128)
  return [...bytes, rest]
}

test.each([
  ['parquet-magic', 'nothing', new Uint8Array()],
  ['parquet-magic', 'text', Buffer.from('image,label\na.jpg,cat\n')],
  ['parquet-magic', 'cut at its end', good.subarray(0, good.length - 3)],
  ['parquet-magic', 'cut at its beginning', good.subarray(3)],
  ['parquet-magic', 'eight bytes', Buffer.from('PAR1PAR1')],
  ['parquet-encrypted', 'an encrypted footer', changed((bytes) => bytes.write('PARE', bytes.length - 4))],
  ['parquet-footer', 'a footer beyond the file', changed((bytes) => bytes.writeUInt32LE(2 ** 31, bytes.length - 8))],
  [
    'parquet-footer',
    'a footer that begins too late',
    changed((bytes) => bytes.writeUInt32LE(footerLength - 3, bytes.length - 8)),
  ],
  ['parquet-footer', 'a footer of nothing', changed((bytes) => bytes.writeUInt32LE(0, bytes.length - 8))],
  ['parquet-footer', 'zeros', changed((bytes) => bytes.fill(0, bytes.length - 8 - footerLength, bytes.length - 8))],
  ['parquet-footer', 'a list of 2^31 items', withFooter([0x29, 0xfc, ...varint(2 ** 31)])],
  ['parquet-footer', 'a text of 2^40 bytes', withFooter([0x68, ...varint(2 ** 40)])],
  ['parquet-footer', 'a number without end', withFooter([0x15, ...Array<number>(2000).fill(0x80)])],
  ['parquet-footer', 'structures in structures', withFooter([...Array<number>(2000).fill(0x1c)])],
  ['parquet-footer', 'lists in lists', withFooter([0x19, ...Array<number>(2000).fill(0x19)])],
  [
    'parquet-footer',
    'a million structures',
    withFooter([0x29, 0xfc, ...varint(1_000_000), ...Array<number>(1_000_000).fill(0)]),
  ],
  ['parquet-footer', 'a map', withFooter([0x1b, 0x00])],
  ['parquet-page', 'a page header that is none', changed((bytes) => bytes.fill(0xff, 4, 12))],
  ['parquet-page', 'zeros where pages were', changed((bytes) => bytes.fill(0, 4, 40))],
])('%s: %s', (expected, _, bytes) => {
  expect(fault(bytes)).toBe(expected)
})

test('a run of 2^31 values fills what is asked for, and no more', () => {
  const levels = new Int32Array(8)
  readHybrid(cursorOf(Uint8Array.of(0xfe, 0xff, 0xff, 0xff, 0x0f, 1)), 1, levels)
  expect([...levels]).toEqual(Array(8).fill(1))
})

test('rows that nothing backs', () => {
  const rows = 3_000_000
  const constant = parquet([{ name: 'label', data: Array<string>(rows).fill('x'), nullable: false }], {
    rowGroupSize: rows,
    pageSize: 1 << 30,
  })
  expect(constant.length).toBeLessThan(100_000)
  expect(fault(constant)).toBe('parquet-too-many-rows')
})

test('mutated files are read or refused, soon', async () => {
  const files = [
    Buffer.from(good),
    Buffer.from(ZSTD, 'base64'),
    Buffer.from(
      parquet([
        {
          name: 'a',
          data: ['x', 'x', null, 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy'],
        },
        { name: 'n', data: [1n, 2n, null, 4n], encoding: 'DELTA_BINARY_PACKED', type: 'INT64' },
      ]),
    ),
    Buffer.from(
      huggingFaceParquet(
        [
          { bytes: Buffer.from('abc'), path: 'x', label: 0 },
          { bytes: null, path: null, label: 1 },
        ],
        ['a', 'b'],
      ),
    ),
  ]
  const edit = fc.record({ share: fc.double({ min: 0, max: 0.9999, noNaN: true }), byte: fc.nat(255) })
  const mutated = () =>
    fc.assert(
      fc.property(fc.nat(3), fc.array(edit, { minLength: 1, maxLength: 3 }), (which, edits) => {
        const bytes = Buffer.from(files[which]!)
        for (const { share, byte } of edits) bytes[Math.floor(share * bytes.length)] = byte
        expect(fault(bytes)).toMatch(/^(read|parquet-[a-z0-9-]+)$/)
      }),
      { numRuns: 10_000 },
    )
  expect(await cpuOf(mutated)).toBeLessThan(60_000)
})
