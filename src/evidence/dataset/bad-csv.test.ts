import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { CsvReader } from '#formats/csv'
import { CSV_ROW_LIMIT } from '#formats/csv-fault'
import { dataPlacement, problemsOf, readDataset, rowsOf } from '#test/datasets'

/** What becomes of a manifest: `code line:column`, or what is told of its records, or its rows. */
async function outcome(manifest: string | Uint8Array, outside: boolean): Promise<string> {
  const columns = { ...dataPlacement().columns, ...(outside ? { digest: 'sha' } : {}) }
  const files: [string, string | Uint8Array][] = [
    ['data/m.csv', manifest],
    ['data/a.jpg', 'a'],
    ['data/b.jpg', 'b'],
  ]
  try {
    const images = outside ? { root: '$data' } : null
    const dataset = await readDataset({ format: 'csv', file: 'm.csv', columns, images }, files)
    const told = problemsOf(dataset).map((text) => text.replace('data/m.csv:', ''))
    const rows = rowsOf(dataset).map((row) => row.replace(/^data\//, '').replace(/ (git|sha256):.*/, ''))
    return told.length > 0 ? told.join(' | ') : rows.join(' | ')
  } catch (error) {
    if (!(error instanceof GateError)) throw error
    expect(error.hint).not.toBe('')
    expect(error.place?.path).toBe('data/m.csv')
    return `${error.code} ${error.place?.line}:${error.place?.column ?? 0}`
  }
}
const HEAD = 'image,label,split\n'
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))
const utf16 = (text: string, mark: number[]) => Buffer.concat([Buffer.from(mark), Buffer.from(text, 'utf16le')])

test.each<[name: string, manifest: string | Uint8Array, expected: string, outside?: boolean]>([
  ['an empty file', '', 'csv-empty 1:1'],
  ['blank lines only', '\n\r\n\r', 'csv-empty 4:1'],
  ['a byte order mark only', '\ufeff', 'csv-empty 1:1'],
  ['a byte order mark', `\ufeff${HEAD}a.jpg,cat,test\n`, 'a.jpg test cat'],
  [
    'a byte order mark in the middle',
    `${HEAD}\ufeffa.jpg,cat,test\n`,
    '2 missing-file 1: "data/\ufeffa.jpg" is not in the commit',
  ],
  ['UTF-16 LE with mark', utf16(HEAD, [0xff, 0xfe]), 'csv-utf16 1:1'],
  ['UTF-16 BE with mark', Buffer.from([0xfe, 0xff, 0, 0x69]), 'csv-utf16 1:1'],
  ['UTF-16 without mark', utf16(HEAD, []), 'csv-not-text 1:2'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x69, 0, 0, 0]), 'csv-utf16 1:1'],
  ['Latin-1', bytes(HEAD, 'a.jpg,', [0xdc], ',test\n'), 'csv-not-utf8 2:7'],
  ['an overlong encoding of /', bytes(HEAD, [0xc0, 0xaf], ',x,test\n'), 'csv-not-utf8 2:1'],
  ['half a surrogate pair', bytes(HEAD, [0xed, 0xa0, 0x80], ',x,test\n'), 'csv-not-utf8 2:1'],
  ['a character cut off at the end', bytes(HEAD, 'a.jpg,x,', [0xe2, 0x82]), 'csv-not-utf8 2:9'],
  ['a NUL in a name', `${HEAD}a\0.jpg,cat,test\n`, 'csv-not-text 2:2'],
  ['a NUL in quotes', `${HEAD}"a\0.jpg",cat,test\n`, 'csv-not-text 2:3'],
  [
    'an image instead of a table',
    bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
    'csv-not-utf8 1:1',
  ],
  ['lone carriage returns', 'image,label,split\ra.jpg,cat,test\rb.jpg,dog,test\r', 'a.jpg test cat | b.jpg test dog'],
  [
    'mixed line ends',
    'image,label,split\r\na.jpg,cat,test\rb.jpg,dog,nope\n',
    '3 unknown-split 1: "nope" is none of the configured splits: its records are not read',
  ],
  [
    'line ends in quotes',
    `${HEAD}"a\n.jpg",cat,test\nb.jpg,,test\n`,
    '4 empty-label 1: "data/b.jpg" has no label | 2 missing-file 1: "data/a\n.jpg" is not in the commit',
  ],
  ['a quote that is not closed', `${HEAD}"a.jpg,cat,test\nb.jpg,dog,test\n`, 'csv-unterminated-quote 2:1'],
  ['a quote that is not closed in the header', 'image,"label,split\na.jpg,cat,test\n', 'csv-unterminated-quote 1:7'],
  ['a quote inside a field', `${HEAD}a.jpg,5" disk,test\n`, 'csv-stray-quote 2:8'],
  ['text after a quote', `${HEAD}"a"b.jpg,cat,test\n`, 'csv-stray-quote 2:4'],
  ['a backslash before a quote', `${HEAD}"a\\"b.jpg",cat,test\n`, 'csv-stray-quote 2:5'],
  ['too few fields', `${HEAD}a.jpg,cat,test\nb.jpg,dog\n`, 'csv-missing-field 3:1'],
  ['too many fields', `${HEAD}a.jpg,cat,test,x\n`, 'csv-extra-field 2:16'],
  ['a delimiter at the end of every line', `${HEAD}a.jpg,cat,test,\n`, 'csv-extra-field 2:16'],
  ['another delimiter than the header', `${HEAD}a.jpg;cat;test\n`, 'csv-missing-field 2:1'],
  ['a column twice', 'image,label,split,label\n', 'csv-duplicate-column 1:19'],
  ['__proto__ twice', 'image,__proto__,split,__proto__\n', 'csv-duplicate-column 1:23'],
  ['a column in other letters', 'Image,label,split\na.jpg,cat,test\n', 'manifest-column-missing 1:0'],
  ['no header', 'a.jpg,cat,test\nb.jpg,dog,test\n', 'manifest-column-missing 1:0'],
  ['ten million columns', `image,label,split${',x'.repeat(10_000_000)}\n`, 'csv-row-too-long 1:1'],
  ['a field of 100 kB', `${HEAD}${'a'.repeat(100_000)},cat,test\n`, 'csv-field-too-long 2:1'],
  [
    'formulas as names',
    `${HEAD}a.jpg,=cmd|' /C calc'!A0,test\nb.jpg,@SUM(1),test\n`,
    "a.jpg test =cmd|' /C calc'!A0 | b.jpg test @SUM(1)",
  ],
  [
    'names of Object.prototype',
    `${HEAD}a.jpg,__proto__,test\nb.jpg,constructor,test\n`,
    'a.jpg test __proto__ | b.jpg test constructor',
  ],
  [
    'a workflow command and markup as names',
    `${HEAD}a.jpg,"::error::x",test\nb.jpg,|<!--,test\n`,
    'a.jpg test ::error::x | b.jpg test |<!--',
  ],
  [
    'paths that leave the root',
    `${HEAD}../a.jpg,x,test\n/a.jpg,x,test\nC:\\a.jpg,x,test\n`,
    '2 outside-root 1: "../a.jpg" is not a path below the root of the dataset | 3 outside-root 1: "/a.jpg" is not a path below the root of the dataset | 4 outside-root 1: "C:\\a.jpg" is not a path below the root of the dataset',
  ],
  [
    'the same path in other spellings',
    `${HEAD}a.jpg,cat,test\n./a.jpg,dog,test\n`,
    '3 duplicate-record 1: "data/a.jpg" is listed again in split "test" with another label (first on line 2)',
  ],
  ['an empty name', `${HEAD},cat,test\n`, '2 not-an-image 1: the name of the image is empty'],
  [
    'spaces around values are part of them',
    `${HEAD} a.jpg,cat,test\n`,
    '2 missing-file 1: "data/ a.jpg" is not in the commit',
  ],
  ['a digest that is none', 'image,label,split,sha\na.jpg,cat,test,abc\n', 'digest-invalid 2:0', true],
])('%s', async (_, manifest, expected, outside = false) => {
  expect(await outcome(manifest, outside)).toBe(expected)
})

test('a field of a gigabyte is given up after its first megabytes', () => {
  const reader = new CsvReader('m.csv', (header) => ({ columns: header.map(() => null) }))
  const chunk = Buffer.alloc(64 * 1024, 'x')
  let fed = 0
  const feed = () => {
    reader.push(Buffer.from('image,label\n"'))
    for (; fed < 1024 ** 3; fed += chunk.length) reader.push(chunk)
  }
  expect(feed).toThrow('is not closed')
  expect(fed).toBeLessThan(2 * CSV_ROW_LIMIT)
})
