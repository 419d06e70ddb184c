import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { installed } from '#test/lfs'
import { parsePointer } from './lfs.ts'
import { lfsUrlOf } from './lfs-fetch.ts'

const OID = '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393'
const HEAD = 'version https://git-lfs.github.com/spec/v1\n'
const pointer = (oid = OID, size = '12345') => `${HEAD}oid sha256:${oid}\nsize ${size}\n`
const ext = (order: number) => `ext-${order}-foo sha256:${'b'.repeat(64)}\n`

/** Text, and the content that it names; null: it is a file like any other. */
const TABLE: [string, string, string | null][] = [
  ['as the specification writes it', pointer(), OID],
  ['of nothing', pointer(OID, '0'), OID],
  ['larger than any disk', pointer(OID, '999999999999999999'), OID],
  ['line ends of Windows', pointer().replaceAll('\n', '\r\n'), OID],
  ['no last line end', pointer().trimEnd(), OID],
  ['the address before the release', pointer().replace('git-lfs.github.com', 'hawser.github.com'), OID],
  ['the first address', pointer().replace('https://git-lfs.github.com/spec/v1', 'http://git-media.io/v/2'), OID],
  ['an extension: it names the file itself', pointer().replace('oid', `${ext(0)}oid`), 'b'.repeat(64)],
  ['a size beyond 64 bits', pointer(OID, '99999999999999999999'), null],
  ['a negative size', pointer(OID, '-1'), null],
  ['a size that is no number', pointer(OID, '1e3'), null],
  ['no size', `${HEAD}oid sha256:${OID}\n`, null],
  ['no oid', `${HEAD}size 3\n`, null],
  ['an oid too short', pointer(OID.slice(1)), null],
  ['an oid too long', pointer(`${OID}0`), null],
  ['an oid that is a path', pointer(`../../${OID.slice(6)}`), null],
  ['another hash', pointer().replace('sha256:', 'sha1:'), null],
  ['two versions', `${HEAD}${pointer()}`, null],
  ['two oids', pointer().replace('size', `oid sha256:${OID}\nsize`), null],
  ['the order exchanged', `${HEAD}size 12345\noid sha256:${OID}\n`, null],
  ['another version', pointer().replace('v1', 'v2'), null],
  ['a key that nobody knows', `${pointer()}url http://127.0.0.1/\n`, null],
  ['an extension without hash', pointer().replace('oid', 'ext-0-foo bar\noid'), null],
  ['1,025 bytes', pointer().padEnd(1025, '\n'), null],
  ['nothing', '', null],
  ['a picture', '\x89PNG\r\n\x1a\n', null],
]

test.each(TABLE)('%s', (_, text, oid) => {
  expect(parsePointer(new TextEncoder().encode(text))?.oid ?? null).toBe(oid)
})

describe.skipIf(!installed('git', 'lfs', 'version'))('the real git-lfs', () => {
  // `pointer --check` reads the first 1,024 bytes of any file, and calls an empty file a pointer to nothing; when git-lfs
  // looks through a tree, it takes neither.
  const compared = TABLE.filter(([name]) => !['1,025 bytes', 'nothing'].includes(name))
  test('takes the same texts for pointers', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cv-gate-pointer-'))
    try {
      const taken = compared.map(([name, text]) => {
        const file = join(folder, 'p')
        writeFileSync(file, text)
        try {
          execFileSync('git', ['lfs', 'pointer', '--check', '--file', file], { stdio: 'ignore' })
          return [name, true]
        } catch {
          return [name, false]
        }
      })
      expect(taken).toEqual(compared.map(([name, , oid]) => [name, oid !== null]))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test.each([
  ['https://github.com/o/r', 'https://github.com/o/r.git/info/lfs'],
  ['https://github.com/o/r.git', 'https://github.com/o/r.git/info/lfs'],
  ['https://github.com/o/r/', 'https://github.com/o/r.git/info/lfs'],
  ['git@github.com:o/r.git', 'git@github.com:o/r.git'],
  ['ssh://git@host/o/r.git', 'ssh://git@host/o/r.git'],
  ['file:///srv/r.git', 'file:///srv/r.git'],
  ['/srv/r.git', 'file:///srv/r.git'],
])('content of %s lies at %s', (remote, url) => expect(lfsUrlOf(remote)).toBe(url))
