import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unpack } from './artifact.ts'
import { zipEntry } from './zip-entry.ts'

const FILE = 'report.json'
const MOST = 1 << 20

interface Made {
  readonly name?: string
  readonly data?: Uint8Array
  /** What local header and directory say instead of the truth. */
  readonly size?: number
  readonly packed?: number
  readonly crc?: number
  readonly method?: number
  readonly flags?: number
  readonly at?: number
}
const CRC_OF_HI = 0xd8932aac

/** An archive written by hand, so that it can lie. */
function archive(entries: readonly Made[], end: { count?: number; directory?: number; comment?: number } = {}): Buffer {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const made of entries) {
    const { name = FILE, data = deflateRawSync('hi'), size = 2, crc = CRC_OF_HI, method = 8, flags = 0 } = made
    const packed = made.packed ?? data.length
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50)
    local.writeUInt16LE(name.length, 26)
    const head = Buffer.alloc(46)
    head.writeUInt32LE(0x02014b50)
    head.writeUInt16LE(flags, 8)
    head.writeUInt16LE(method, 10)
    head.writeUInt32LE(crc, 16)
    head.writeUInt32LE(packed, 20)
    head.writeUInt32LE(size, 24)
    head.writeUInt16LE(name.length, 28)
    head.writeUInt32LE(made.at ?? at, 42)
    central.push(head, Buffer.from(name))
    locals.push(local, Buffer.from(name), Buffer.from(data))
    at += 30 + name.length + data.length
  }
  const last = Buffer.alloc(22)
  last.writeUInt32LE(0x06054b50)
  last.writeUInt16LE(end.count ?? entries.length, 10)
  last.writeUInt32LE(end.directory ?? at, 16)
  last.writeUInt16LE(end.comment ?? 0, 20)
  return Buffer.concat([...locals, ...central, last])
}

test('one file comes out, whatever else is in it', () => {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
  expect(text(zipEntry(archive([{ name: '../x' }, {}]), FILE, MOST))).toBe('hi')
  expect(text(zipEntry(zipSync({ a: strToU8('no'), [FILE]: strToU8('hi') }), FILE, MOST))).toBe('hi')
  expect(text(zipEntry(zipSync({ [FILE]: strToU8('hi') }, { level: 0 }), FILE, MOST))).toBe('hi')
  expect(zipEntry(zipSync({ [FILE]: new Uint8Array(0) }), FILE, MOST)).toHaveLength(0)
})

const zeros = (bytes: number) => deflateRawSync(Buffer.alloc(bytes))
const BOMBS: [string, () => Uint8Array, RegExp][] = [
  ['nothing', () => new Uint8Array(0), /no zip archive/],
  ['an end without a beginning', () => archive([]), /holds no report\.json/],
  ['text', () => strToU8('PK\u0003\u0004 and then nothing'), /no zip archive/],
  ['cut off', () => archive([{}]).subarray(0, -5), /no zip archive/],
  ['a comment that ends elsewhere', () => archive([{}], { comment: 7 }), /no zip archive/],
  ['a directory beyond the end', () => archive([{}], { directory: 2 ** 32 - 1 }), /directory is damaged/],
  ['a directory in the data', () => archive([{}], { directory: 3 }), /directory is damaged/],
  ['fewer entries than said', () => archive([{ name: 'a' }], { count: 900 }), /directory is damaged/],
  ['65,535 entries', () => archive([{}], { count: 65_535 }), /65535 entries, at most 1000/],
  ['another name', () => archive([{ name: 'REPORT.JSON' }]), /holds no report\.json/],
  ['a path to it', () => archive([{ name: `../${FILE}` }]), /holds no report\.json/],
  ['the name twice', () => archive([{}, {}]), /twice/],
  ['said to be 4 GiB', () => archive([{ size: 2 ** 32 - 1 }]), /4294967295 bytes, at most/],
  ['more than said', () => archive([{ data: zeros(900_000), size: 1000 }]), /larger|not what/],
  ['a bomb of 32 MiB that says 1 MiB', () => archive([{ data: zeros(32 << 20), size: MOST }]), /larger|not what/],
  ['a bomb of 32 MiB that says nothing', () => archive([{ data: zeros(32 << 20), size: 0 }]), /larger|not what/],
  ['less than said', () => archive([{ size: 3 }]), /not what the directory says/],
  ['another checksum', () => archive([{ crc: 1 }]), /not what the directory says/],
  ['a local header that is none', () => archive([{ at: 1 }]), /not where the directory says/],
  ['data beyond the archive', () => archive([{ packed: 2 ** 31 }]), /ends beyond/],
  ['an unknown method', () => archive([{ method: 14 }]), /method 14/],
  ['encrypted', () => archive([{ flags: 1 }]), /encrypted/],
  ['no deflate', () => archive([{ data: strToU8('\u0007\u0007\u0007\u0007') }]), /./],
]
test.each(BOMBS)('%s: refused, with what is wrong', (_, make, why) => {
  const bytes = make()
  expect(() => zipEntry(bytes, FILE, MOST)).toThrow(why)
  expect(() => unpack(bytes, FILE)).toThrow(expect.objectContaining({ code: 'report-refused' }))
})
test('there are at least twenty of them', () => {
  expect(BOMBS.length).toBeGreaterThanOrEqual(20)
})
