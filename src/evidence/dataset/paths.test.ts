import fc from 'fast-check'
import { expect, test } from 'vitest'
import { StringsBuilder, viewOf } from '#contract/table'
import { byCodePoint, hasImageExtension, isNormal, joinPath, normalCells, normalPath } from './paths.ts'

const encoder = new TextEncoder()

test.each([
  ['a.jpg', 'a.jpg'],
  ['./a//b/./c.jpg', 'a/b/c.jpg'],
  ['a/.hidden/..x.jpg', 'a/.hidden/..x.jpg'],
  ['a:b.jpg', null], // a drive on Windows
  ['12:30.jpg', '12:30.jpg'],
  ['a\n|<!--.jpg', 'a\n|<!--.jpg'],
  ['\u202egpj.a', '\u202egpj.a'],
  ['.../a.jpg', '.../a.jpg'], // three dots are a name
  ['a/..b/c..', 'a/..b/c..'],
  ['~/a.jpg', '~/a.jpg'], // no shell: the name of a folder
  ['$HOME/a.jpg', '$HOME/a.jpg'],
  ['%2e%2e/a.jpg', '%2e%2e/a.jpg'], // no URL: nothing is decoded
  ['\uff0e\uff0e/a.jpg', '\uff0e\uff0e/a.jpg'], // full-width dots are letters
  ['mailto:a', 'mailto:a'],
  ['CON', 'CON'],
  [' .. /a.jpg', ' .. /a.jpg'],
])('%j is %j', (text, expected) => {
  expect(normalPath(text)).toBe(expected)
})

test.each([
  '',
  '.',
  './',
  '/',
  '/etc/passwd',
  '//server/share/a.jpg',
  '..',
  '../a.jpg',
  'a/../../b.jpg',
  'a/..',
  'a/../b.jpg',
  '....//../a.jpg',
  '\\a.jpg',
  'a\\b.jpg',
  '..\\a.jpg',
  '\\\\server\\a.jpg',
  '\\\\?\\C:\\a.jpg',
  'C:\\a.jpg',
  'C:/a.jpg',
  'c:a.jpg',
  'a\0.jpg',
  '\0',
  'http://127.0.0.1/a.jpg',
  'HTTPS://x/a.jpg',
  'file:///etc/passwd',
  'data+x://y',
  'x/../../etc/passwd',
  './../a.jpg',
  'a//../b.jpg',
  'a/./../b.jpg',
  '...//..//a.jpg/..',
  '..//..//a.jpg',
  '/',
  '/./a.jpg',
  '//a.jpg',
  '/proc/self/environ',
  'z:',
  'C:',
  'a/b\\..\\..\\c.jpg',
  'file:/\\etc/passwd',
  'ftp://127.0.0.1/a.jpg',
  's3://bucket/a.jpg',
  'gs://bucket/a.jpg',
  'x-y.z+1://a',
  'a.jpg\0.png',
])('%j leaves the root', (text) => {
  expect(normalPath(text)).toBeNull()
})

test('the fast way never accepts what the slow way changes or refuses', () => {
  const piece = fc.constantFrom('a', '.', '..', '/', '\\', '\0', ':', 'ü', 'http:', 'b.jpg', 'C')
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
      (text) => {
        const bytes = encoder.encode(`x${text}`)
        if (isNormal(bytes, 1, bytes.length)) expect(normalPath(text)).toBe(text)
      },
    ),
    { numRuns: 5000 },
  )
  for (const text of ['a.jpg', 'train/cat/ü 1.jpg', 'a/b'])
    expect(isNormal(encoder.encode(text), 0, encoder.encode(text).length)).toBe(true)
})

test('a column is normal as far as each of its paths is', () => {
  const piece = fc.constantFrom('a', '.', '..', '/', '\\', '\0', ':', 'ü', ']', 'b.jpg', 'long-name_0', '0')
  const path = fc.array(piece, { maxLength: 9 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(fc.array(path, { maxLength: 4 }), (paths) => {
      const builder = new StringsBuilder()
      for (const one of paths) builder.push(one)
      const { pool, ends } = builder.build()
      const starts = Int32Array.from(paths, (_, row) => (row === 0 ? 0 : ends[row - 1]!))
      const cells = { bytes: pool, view: viewOf(pool), starts, ends: Int32Array.from(ends), width: 1 }
      const odd = paths.findIndex((_, row) => !isNormal(pool, starts[row]!, ends[row]!))
      expect(normalCells(cells, 0, paths.length)).toBe(odd < 0 ? paths.length : odd)
    }),
    { numRuns: 5000 },
  )
})

test('extensions of images', () => {
  const has = (name: string) => hasImageExtension(encoder.encode(name), 0, encoder.encode(name).length)
  for (const name of ['a.jpg', 'a.JPEG', 'b.c.PNG', 'x.webp', 'x.tif', 'x.TIFF', 'x.gif', 'x.bmp', 'x.ppm', 'x.pgm'])
    expect(has(name), name).toBe(true)
  for (const name of ['', 'jpg', 'a.txt', 'a.jpg.txt', 'a.svg', 'a.jpgx', 'a.', 'a.xjpg', 'a.jpeg2'])
    expect(has(name), name).toBe(false)
})

test('names are ordered by code point, as their bytes are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      expect(Math.sign(byCodePoint(a, b))).toBe(Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))))
    }),
  )
  expect(byCodePoint('\uffff', '\u{10000}')).toBeLessThan(0)
})

test('joining', () => {
  expect([joinPath('', 'a'), joinPath('a', ''), joinPath('a', 'b')]).toEqual(['a', 'a', 'a/b'])
})
