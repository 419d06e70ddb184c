import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { expectLinear } from '#test/cpu'
import { outsOfDvcFile, outsOfLock } from './outs.ts'

const MD5 = 'a304afb96060aad90176268345e10355'
const bytes = (text: string) => new TextEncoder().encode(text)
const outs = (text: string, path = 'data/x.dvc') => outsOfDvcFile(path, bytes(text))
const out = (path: string, more = '') => `outs:\n- md5: ${MD5}\n  size: 4\n  hash: md5\n  path: ${path}\n${more}`

test('a file, a folder, files of a folder listed in place, a folder of its own (`wdir`)', () => {
  expect(outs(out('x'))).toMatchObject([{ path: 'data/x', md5: MD5, folder: false, place: { line: 2, column: 3 } }])
  expect(outs(out('x').replace(MD5, `${MD5}.dir`))).toMatchObject([{ path: 'data/x', md5: MD5, folder: true }])
  expect(outs(`wdir: ..\n${out('x')}`)).toMatchObject([{ path: 'x' }])
  expect(outs(out('../other/./x//'))).toMatchObject([{ path: 'other/x' }])
  expect(outs(`outs:\n- path: x\n  hash: md5\n  files:\n  - {relpath: a/b, md5: ${MD5}, size: 1}\n`)).toMatchObject([
    { path: 'data/x', md5: null, folder: true, files: [{ path: 'a/b', md5: MD5 }] },
  ])
  expect(outs(`deps:\n- path: x\n${out('y', 'frozen: true\nmeta: {owner: me}\n')}`)).toHaveLength(1)
})

test('digits alone are text, as is every word of YAML 1.1', () => {
  const digits = '12345678901234567890123456789012'
  expect(outs(out('no').replace(MD5, digits))).toMatchObject([{ path: 'data/no', md5: digits }])
  expect(outs(out('1e3').replace(MD5, digits.replace('3', 'e')))).toMatchObject([{ path: 'data/1e3' }])
})

test('nothing is tracked: no outs, an empty file, an out that git keeps', () => {
  for (const text of ['', '# nothing\n', 'outs:\n', 'outs: []\n', 'deps: []\n', out('x', '  cache: false\n')])
    expect(outs(text), text).toEqual([])
})

test.each([
  ['leaves the repository', out('../../x')],
  ['leaves by wdir', `wdir: ../..\n${out('x')}`],
  ['absolute', out('/etc/passwd')],
  ['home', out('~/x')],
  ['a URL', out('s3://bucket/x')],
  ['a remote', out('remote://storage/x')],
  ['a drive', out('C:/x')],
  ['a backslash', out("'..\\x'")],
  ['the repository itself', out('..')],
  ['a NUL', out('"a\\0b"')],
  ['another hash', `outs:\n- etag: "7"\n  hash: etag\n  path: x\n`],
])('%s: told, and not followed', (_, text) => {
  expect(outs(text)).toMatchObject([{ path: null, place: { path: 'data/x.dvc' } }])
})

describe('what is no .dvc file', () => {
  test.each([
    ['a list', '- a', '1:1: expected a mapping'],
    ['a word', 'hello', '1:1: expected a mapping'],
    ['broken YAML', 'outs: [', 'data/x.dvc:1:'],
    ['a key twice', 'outs: []\nouts: []\n', '2:1: the key "outs" stands twice'],
    ['two documents', `${out('x')}---\n${out('y')}`, 'a second document'],
    ['an alias', `outs: &a []\ndeps: *a\n`, '2:7: aliases are not read'],
    ['a tag', `outs: !!python/object:os.system []\n`, '1:7'],
    ['no path', `outs:\n- md5: ${MD5}\n`, '2:3: an out has no path'],
    ['an empty path', `outs:\n- md5: ${MD5}\n  path: ''\n`, '2:3: an out has no path'],
    ['a path that is a list', `outs:\n- md5: ${MD5}\n  path: [a]\n`, '3:9: "path" is not a text'],
    ['no md5', 'outs:\n- path: x\n', '2:3: an out has no md5 of 32 hex digits'],
    ['a short md5', out('x').replace(MD5, 'abc'), 'an out has no md5 of 32 hex digits'],
    ['an md5 that is a path', out('x').replace(MD5, '../../../etc/passwd'), 'an out has no md5 of 32 hex digits'],
    ['an md5 in capitals', out('x').replace(MD5, MD5.toUpperCase()), 'an out has no md5 of 32 hex digits'],
    ['an out that is a word', 'outs:\n- x\n', '2:3: an out is not a mapping'],
    ['outs that are a mapping', 'outs: {a: b}\n', '1:7: "outs" is not a list'],
    ['a file that climbs', `outs:\n- path: x\n  files: [{relpath: ../a, md5: ${MD5}}]\n`, 'is no path below the out'],
    ['a file without md5', 'outs:\n- path: x\n  files: [{relpath: a}]\n', 'a file has no md5 of 32 hex digits'],
  ])('%s', (_, text, message) => {
    expect(() => outs(text)).toThrow(
      expect.objectContaining({
        code: 'dvc-file-invalid',
        owner: 'artifact',
        message: expect.stringContaining(message),
      }),
    )
  })

  test('not UTF-8; nested without end; a hundred thousand keys: in linear time', async () => {
    expect(() => outsOfDvcFile('x.dvc', Uint8Array.of(0x6f, 0xff, 0xfe))).toThrow('not UTF-8')
    for (const deep of ['[', '- ', '? '])
      await expectLinear(500_000, (size) => {
        const text = deep.repeat(size)
        return () =>
          expect(() => outs(text)).toThrow(
            expect.objectContaining({ message: expect.stringContaining('nested deeper than 100 levels') }),
          )
      })
    await expectLinear(100_000, (size) => {
      const text = Array.from({ length: size }, (_, key) => `k${key}: v\n`).join('')
      return () => expect(outs(text)).toEqual([])
    })
  })
})

describe('dvc.lock', () => {
  const stage = (name: string, path: string) =>
    `  ${name}:\n    cmd: c\n    outs:\n    - path: ${path}\n      hash: md5\n      md5: ${MD5}\n`
  test('outs of every stage, where it runs; the older schema; `__proto__` is a stage like any other', () => {
    const lock = bytes(`schema: '2.0'\nstages:\n${stage('a', 'out.csv')}${stage('b@x', 'o')}${stage('__proto__', 'p')}`)
    const yaml = bytes('stages:\n  a: {cmd: c}\n  b:\n    foreach: [x]\n    do: {cmd: c}\n    wdir: sub\n')
    expect(outsOfLock('d/dvc.lock', lock, yaml).map(({ path }) => path)).toEqual(['d/out.csv', 'd/sub/o', 'd/p'])
    expect(outsOfLock('d/dvc.lock', lock, null).map(({ path }) => path)).toEqual(['d/out.csv', 'd/o', 'd/p'])
    const old = bytes(`a:\n  cmd: c\n  outs:\n  - path: out\n    md5: ${MD5}\n`)
    expect(outsOfLock('dvc.lock', old, null)).toMatchObject([{ path: 'out', place: { line: 4 } }])
  })
})

test('any text: outs, or an error that says where', () => {
  const piece = fc.constantFrom(
    'outs:',
    '\n',
    '- ',
    '  ',
    'path: ',
    'md5: ',
    MD5,
    '.dir',
    'x',
    '../',
    '&a ',
    '*a',
    '{',
    '[',
    '"',
    '%',
    '!',
    '|',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(piece, { maxLength: 24 }).map((parts) => parts.join('')),
        fc.string(),
      ),
      (text) => {
        try {
          for (const { path } of outs(text)) expect(path ?? 'x').not.toMatch(/^\/|(^|\/)\.\.(\/|$)|\0/)
        } catch (error) {
          if (!(error instanceof GateError)) throw error
          expect(error.code).toBe('dvc-file-invalid')
        }
      },
    ),
    { numRuns: 3000 },
  )
})
