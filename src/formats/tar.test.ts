import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { paxRecord, sealed, type TarEntry, tar, tarHeader } from '#test/tar'
import { TarReader } from './tar.ts'

interface Read {
  files: [name: string, text: string][]
  special: string[]
}

/** Reads an archive in chunks; what every member says of its place is held against the archive. */
function read(bytes: Uint8Array, size = 1000): Read {
  const result: Read = { files: [], special: [] }
  const reader = new TarReader('s.tar', {
    file: (member) => {
      const pieces: Uint8Array[] = []
      return {
        push: (piece) => pieces.push(piece.slice()),
        end: () => {
          const content = Buffer.concat(pieces)
          expect(content.length).toBe(member.size)
          expect(content.equals(bytes.subarray(member.offset, member.offset + member.size))).toBe(true)
          result.files.push([member.name, content.toString()])
        },
      }
    },
    special: (name, what) => result.special.push(`${name}: ${what}`),
  })
  for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size))
  reader.end()
  return result
}
function fault(bytes: Uint8Array, size?: number): string {
  try {
    read(bytes, size)
  } catch (error) {
    if (!(error instanceof GateError) || error.hint === '' || error.place?.path !== 's.tar') throw error
    return error.code
  }
  return 'read'
}

describe('members', () => {
  const long = `${'d/'.repeat(60)}${'n'.repeat(90)}.jpg`
  test('files of every size, folders, names of every kind', () => {
    const entries: TarEntry[] = [
      { name: 'a.jpg', bytes: 'a' },
      { name: 'empty.txt' },
      { name: 'd', kind: '5' },
      { name: '__proto__', bytes: 'x'.repeat(512) },
      { name: 'constructor/ü🐱\n.jpg', bytes: 'x'.repeat(513), size: 'base256' },
      { name: 'p.jpg', bytes: 'pax', size: 'pax' },
      { name: 'old.jpg', bytes: 'v7', kind: '\0' },
      { name: long, bytes: '1', long: 'ustar' },
      { name: long, bytes: '2', long: 'gnu' },
      { name: long, bytes: '3', long: 'pax' },
    ]
    const files = entries.filter(({ kind }) => kind !== '5').map(({ name, bytes = '' }) => [name, bytes])
    for (const size of [1, 511, 512, 513, 1_000_000]) expect(read(tar(entries), size).files).toEqual(files)
  })
  test('links and devices are named, never followed', () => {
    const entries = ['1', '2', '3', '4', '6'].map((kind) => ({ name: `${kind}.jpg`, kind }))
    expect(read(tar([...entries, { name: 'a', bytes: 'b' }]))).toEqual({
      files: [['a', 'b']],
      special: ['1.jpg: a hard link', '2.jpg: a symbolic link', '3.jpg: a device', '4.jpg: a device', '6.jpg: a pipe'],
    })
  })
  test('one empty block is end enough', () => {
    expect(read(tar([{ name: 'a', bytes: 'b' }]).subarray(0, 1536)).files).toHaveLength(1)
  })
  test('a comment for all members, as git archive writes it', () => {
    const comment = paxRecord('comment', 'x')
    expect(read(tar([{ name: 'pax_global_header', bytes: comment, kind: 'g' }, { name: 'a' }])).files).toEqual([
      ['a', ''],
    ])
  })
})

const one = tar([{ name: 'a.jpg', bytes: 'x'.repeat(600) }])
function changed(bytes: Uint8Array, change: (header: Buffer) => void, seal = true): Uint8Array {
  const copy = Buffer.from(bytes)
  change(copy)
  return seal ? Buffer.concat([sealed(copy.subarray(0, 512)), copy.subarray(512)]) : copy
}
const pax = (text: string) =>
  tar([
    { name: 'x', bytes: text, kind: 'x' },
    { name: 'a', bytes: 'b' },
  ])

test.each([
  ['tar-truncated', 'nothing', new Uint8Array()],
  ['tar-empty', 'only an end', tar([])],
  ['tar-truncated', 'in the first header', one.subarray(0, 100)],
  ['tar-truncated', 'in the content', one.subarray(0, 900)],
  ['tar-truncated', 'in the padding', one.subarray(0, 1500)],
  ['tar-truncated', 'without an end mark', one.subarray(0, 1536)],
  ['tar-truncated', 'in the end mark', one.subarray(0, 1600)],
  [
    'tar-truncated',
    'after a long name',
    Buffer.concat([tarHeader(Buffer.from('x'), 2, 'L'), Buffer.from('ab'), Buffer.alloc(510 + 1024)]),
  ],
  ['tar-header', 'a wrong checksum', changed(one, (header) => header.fill(0x31, 0, 1), false)],
  ['tar-header', 'text', Buffer.from('no archive at all '.repeat(100))],
  ['tar-header', 'a checksum that is no number', changed(one, (header) => header.write('zz', 148), false)],
  ['tar-compressed', 'gzip', Buffer.concat([Buffer.from([0x1f, 0x8b]), Buffer.alloc(600, 1)])],
  ['tar-compressed', 'zstd', Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), Buffer.alloc(600, 1)])],
  ['tar-number', 'a size that is none', changed(one, (header) => header.write('9z', 124))],
  ['tar-number', 'a size of 2^80', changed(one, (header) => header.fill(0xff, 124, 136).fill(0x80, 124, 125))],
  ['tar-number', 'a negative size', changed(one, (header) => header.fill(0xff, 124, 136))],
  ['tar-truncated', 'a size beyond the archive', changed(one, (header) => header.write('77777777777', 124))],
  ['tar-name', 'no name', changed(one, (header) => header.fill(0, 0, 100))],
  ['tar-name', 'a name that is not UTF-8', changed(one, (header) => header.fill(0xff, 0, 1))],
  ['tar-name', 'a name of 5000 bytes', tar([{ name: 'x'.repeat(5000), long: 'gnu' }])],
  ['tar-name', 'a long name of 2 MiB', tar([{ name: 'x'.repeat(2 ** 21), long: 'gnu' }])],
  ['tar-pax', 'a PAX header of 2 MiB', tar([{ name: 'x', bytes: Buffer.alloc(2 ** 21), kind: 'x' }])],
  ['tar-pax', 'no length', pax('path=x\n')],
  ['tar-pax', 'a length beyond the header', pax('99 path=x\n')],
  ['tar-pax', 'a length of nothing', pax('0 path=x\n')],
  ['tar-pax', 'no line end', pax('8 path=xy')],
  ['tar-pax', 'no value', pax('6 path\n')],
  ['tar-name', 'a NUL in a PAX name', pax(paxRecord('path', 'a\0b'))],
  ['tar-number', 'a PAX size that is none', pax(paxRecord('size', '-1'))],
  ['tar-pax', 'one name for all', tar([{ name: 'g', bytes: paxRecord('path', 'x'), kind: 'g' }])],
  ['tar-kind', 'a sparse file', tar([{ name: 'a', bytes: 'x', kind: 'S' }])],
  ['tar-kind', 'a PAX sparse file', pax(paxRecord('GNU.sparse.major', '1'))],
  ['tar-kind', 'a part of a volume', tar([{ name: 'a', bytes: 'x', kind: 'M' }])],
  ['tar-trailing', 'two archives in one', Buffer.concat([one, one])],
])('%s: %s', (expected, _, bytes) => {
  for (const size of [1000, 512, 77]) expect(fault(bytes, size)).toBe(expected)
})

const name = fc
  .array(
    fc.oneof(
      fc.constantFrom('__proto__', 'constructor', '..', 'a'.repeat(90)),
      fc.string({ unit: 'grapheme', minLength: 1 }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.map((part) => part.replaceAll(/[/\0]/g, '_')).join('/'))
const entry = fc.record({
  name,
  bytes: fc.uint8Array({ maxLength: 1500 }),
  long: fc.constantFrom('gnu' as const, 'pax' as const),
  size: fc.constantFrom('octal' as const, 'base256' as const, 'pax' as const),
})

test('what a writer packed comes back, in whatever chunks it arrives', () => {
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 3000 }), (entries, size) => {
      const files = entries.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])
      expect(read(tar(entries), size).files).toEqual(files)
    }),
  )
})

test('mutated archives are read or refused, the same in every chunking', () => {
  const good = Buffer.from(
    tar([
      { name: 'a.jpg', bytes: 'x' },
      { name: 'y'.repeat(150), bytes: 'z', size: 'pax' },
    ]),
  )
  const edit = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) })
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 4 }), fc.nat(good.length), fc.boolean(), (edits, length, seal) => {
      const bytes = Buffer.from(good.subarray(0, length))
      for (const { at, byte } of edits) if (at < length) bytes[at] = byte
      if (seal)
        for (let at = 0; at + 512 <= length; at += 512)
          if (bytes[at + 257] === 0x75) sealed(bytes.subarray(at, at + 512))
      expect(fault(bytes, 100)).toBe(fault(bytes, 1_000_000))
    }),
    { numRuns: 2000 },
  )
})
