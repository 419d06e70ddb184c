import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { expectLinear } from '#test/cpu'
import { MemoryTree } from '#test/memory-tree'
import { readManifest } from './manifest.ts'
import { mergeFiles } from './merge.ts'

const [A, B] = ['a'.repeat(32), 'b'.repeat(32)]
const read = (text: string | Uint8Array) =>
  readManifest(Buffer.from(text), 'data/train', { path: 'data/train.dvc', line: 2 })
const names = ({ path }: ReturnType<typeof read>) => Array.from({ length: path.rows }, (_, row) => path.get(row))

test('paths and md5s in the order of bytes, whatever else stands there', () => {
  const { path, content } = read(
    `[ {"md5": "${A}", "relpath": "\\u00fc/\\"b\\".png", "size": 7, "isexec": true},\n {"relpath": "a\\n.png", "md5": "${B}"} ] \n`,
  )
  expect([path.get(0), content.text(0)]).toEqual(['a\n.png', `md5:${B}`])
  expect([path.get(1), content.text(1)]).toEqual(['ü/"b".png', `md5:${A}`])
  expect(names(read('[]'))).toEqual([])
})

test.each([
  ['climbs', `[{"md5": "${A}", "relpath": "../x"}]`, '"../x" is no path below the folder'],
  ['climbs inside', `[{"md5": "${A}", "relpath": "a/../../x"}]`, 'no path below'],
  ['climbs by an escape', `[{"md5": "${A}", "relpath": "\\u002e\\u002e/x"}]`, 'no path below'],
  ['absolute', `[{"md5": "${A}", "relpath": "/etc/passwd"}]`, 'no path below'],
  ['a drive', `[{"md5": "${A}", "relpath": "C:/x"}]`, 'no path below'],
  ['a backslash', `[{"md5": "${A}", "relpath": "a\\\\b"}]`, 'no path below'],
  ['a NUL', `[{"md5": "${A}", "relpath": "a\\u0000b"}]`, 'no path below'],
  ['a dot', `[{"md5": "${A}", "relpath": "./a"}]`, 'no path below'],
  ['empty', `[{"md5": "${A}", "relpath": ""}]`, 'no path below'],
  ['twice', `[{"md5": "${A}", "relpath": "a"}, {"md5": "${B}", "relpath": "a"}]`, '"a" is listed twice'],
  ['no md5', `[{"relpath": "a"}]`, 'lacks relpath or md5'],
  ['an md5 that is a path', `[{"md5": "../../x", "relpath": "a"}]`, 'has no md5 of 32 hex digits'],
  ['an md5 of a number', `[{"md5": 7, "relpath": "a"}]`, 'has no md5'],
  ['a member twice', `[{"md5": "${A}", "md5": "${B}", "relpath": "a"}]`, 'has "md5" twice'],
  ['a mapping', `{"a": 1}`, 'expected [ at byte 0'],
  ['nothing', '', 'expected [ at byte 0'],
  ['cut off', `[{"md5": "${A}", "relp`, 'is not JSON'],
  ['cut off between', `[{"md5": "${A}", "relpath": "a"}`, 'expected ,'],
  ['something after', `[] []`, 'something follows the list at byte 3'],
  ['nested', `[{"md5": "${A}", "relpath": "a", "meta": {}}]`, 'expected a text or a number'],
  ['not UTF-8', Uint8Array.of(...Buffer.from('[{"relpath": "'), 0xff, ...Buffer.from('"}]')), 'is not JSON'],
])('%s is refused, at the line of the out', (_, text, message) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({
      code: 'dvc-manifest-invalid',
      message: expect.stringContaining(message),
      place: { path: 'data/train.dvc', line: 2 },
    }),
  )
})

test('a million files: columns, in linear time', () => {
  const entry = (row: number) =>
    `{"md5": "${row.toString(16).padStart(32, '0')}", "relpath": "${String(row).padStart(7, '0')}.png"}`
  return expectLinear(1_000_000, (rows) => {
    const text = Buffer.from(`[${Array.from({ length: rows }, (_, row) => entry(row)).join(', ')}]`)
    return () => {
      const { path, content } = read(text)
      expect(path.rows).toBe(rows)
      expect(content.text(rows - 1)).toBe(`md5:${(rows - 1).toString(16).padStart(32, '0')}`)
    }
  })
})

test('what JSON can say comes back; anything else is refused', () => {
  const path = fc
    .array(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 4 }).map((text) => text.replaceAll(/[/\\\0]/g, '_')),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join('/'))
    .filter((text) => !/(^|\/)\.\.?(\/|$)|^[a-z]:/i.test(text))
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 6 }), (paths) => {
      const manifest = read(JSON.stringify(paths.map((relpath) => ({ md5: A, relpath }))))
      const sorted = [...paths].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(names(manifest)).toEqual(sorted)
    }),
    { numRuns: 500 },
  )
  const piece = fc.constantFrom(
    '[',
    ']',
    '{',
    '}',
    ',',
    ':',
    '"md5"',
    '"relpath"',
    `"${A}"`,
    '"a"',
    '7',
    'null',
    ' ',
    '\\',
    '"',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 16 }).map((parts) => parts.join('')),
      (text) => {
        try {
          JSON.parse(JSON.stringify(names(read(text))))
          JSON.parse(text)
        } catch (error) {
          expect(error).toBeInstanceOf(GateError)
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('git and DVC in one order; the same path in both is refused', async () => {
  const git = await new MemoryTree([
    ['data/.gitignore', ''],
    ['data/a.txt', ''],
    ['data/b.png.dvc', ''],
    ['data/z', ''],
  ]).list('data')
  const place = { path: 'data/b.png.dvc' }
  const out = { path: 'data/b.png', md5: A, folder: false, files: null, place }
  const folder = { path: 'data/b', md5: B, folder: true, files: null, place }
  const manifest = read(`[{"md5": "${A}", "relpath": "1"}, {"md5": "${B}", "relpath": "2/3"}]`)
  const parts = [
    { out, manifest: null },
    { out: folder, manifest },
  ]
  const all = mergeFiles(git, parts, 'data', [])
  const paths = Array.from({ length: all.rows }, (_, row) => `${all.path.get(row)} ${all.content.kind(row)}`)
  expect(paths).toEqual([
    'data/.gitignore git',
    'data/a.txt git',
    'data/b.png md5',
    'data/b.png.dvc git',
    'data/b/1 md5',
    'data/b/2/3 md5',
    'data/z git',
  ])
  const below = mergeFiles({ ...git, rows: 0 }, [parts[1]!], 'data/b/2', [])
  expect([below.rows, below.path.get(0)]).toEqual([1, 'data/b/2/3'])
  const same = [{ out: { ...out, path: 'data/z' }, manifest: null }]
  expect(() => mergeFiles(git, same, 'data', [])).toThrow(expect.objectContaining({ code: 'dvc-overlap', place }))
})
