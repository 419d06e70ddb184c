import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { pillowPicture } from './pillow-pictures.ts'

/** What somebody commits as a picture, and what has to come of it: a status and what is said, or the size decoded. */
export interface BadPicture {
  readonly name: string
  readonly bytes: Uint8Array
  readonly expected:
    | { readonly status: 'unreadable' | 'unsupported-format' | 'too-large'; readonly says: RegExp }
    | {
        readonly status: 'ok'
        readonly size: readonly [number, number] /** Same pixels as this. */
        readonly as?: Uint8Array
      }
}

const text = (value: string) => Buffer.from(value, 'latin1')
const noise = (width: number, height: number, channels: 3 | 4 = 3) => {
  const data = Buffer.from(Array.from({ length: width * height * channels }, (_, at) => (at * 7919 + (at >> 3)) % 256))
  return sharp(data, { raw: { width, height, channels } })
}

/** At a place, other bytes. */
function patched(bytes: Uint8Array, at: number, ...values: number[]): Buffer {
  const copy = Buffer.from(bytes)
  copy.set(values, at)
  return copy
}
function chunk(type: string, data: Uint8Array, crc?: number): Buffer {
  const body = Buffer.concat([text(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc ?? crc32(body))
  return Buffer.concat([length, body, sum])
}
interface Png {
  readonly bits?: number
  readonly type?: number
  readonly before?: readonly Buffer[]
  readonly rows?: Uint8Array | null
}
function png(width: number, height: number, { bits = 8, type = 0, before = [], rows }: Png = {}): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([bits, type], 8)
  const pixels = rows === null ? [] : [chunk('IDAT', rows ?? deflateSync(Buffer.alloc((width + 1) * height)))]
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), ...before, ...pixels, chunk('IEND', Buffer.alloc(0))])
}
/** Puts a segment behind the start of a JPEG file. */
function withSegment(jpeg: Uint8Array, marker: number, data: Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255])
  return Buffer.concat([jpeg.subarray(0, 2), head, data, jpeg.subarray(2)])
}
function find(bytes: Uint8Array, ...pattern: number[]): number {
  const at = Buffer.from(bytes).indexOf(Buffer.from(pattern))
  if (at < 0) throw new Error('the pattern is not there')
  return at
}
/** Little-endian TIFF of one strip; tags replace or add to those of an 8-bit grey picture of 4 × 4. */
function tiff(tags: Readonly<Record<number, readonly [type: number, value: number]>> = {}, next = 0): Buffer {
  const all = {
    256: [3, 4],
    257: [3, 4],
    258: [3, 8],
    259: [3, 1],
    262: [3, 1],
    273: [4, 0],
    277: [3, 1],
    278: [3, 4],
    279: [4, 16],
    ...tags,
  }
  const entries = Object.entries(all).map(([tag, [type, value]]) => {
    const entry = Buffer.alloc(12)
    entry.writeUInt16LE(Number(tag), 0)
    entry.writeUInt16LE(type!, 2)
    entry.writeUInt32LE(1, 4)
    entry.writeUInt32LE(Number(tag) === 273 && value === 0 ? 8 + 2 + Object.keys(all).length * 12 + 4 : value!, 8)
    return entry
  })
  const [count, link] = [Buffer.alloc(2), Buffer.alloc(4)]
  count.writeUInt16LE(entries.length)
  link.writeUInt32LE(next)
  return Buffer.concat([
    text('II\x2a\0\x08\0\0\0'),
    count,
    ...entries,
    link,
    Buffer.from(Array.from({ length: 16 }, (_, i) => i * 16)),
  ])
}
/** Directories one behind the other: as many pages, all of the first one's pixels. */
function tiffPages(count: number): Buffer {
  const one = tiff()
  const size = one.length - 8
  const pages = Array.from({ length: count }, (_, page) => {
    const copy = Buffer.from(one.subarray(8))
    copy.writeUInt32LE(page + 1 < count ? 8 + (page + 1) * size : 0, size - 16 - 4)
    return copy
  })
  return Buffer.concat([one.subarray(0, 8), ...pages])
}
function riff(...chunks: readonly (readonly [string, Uint8Array, number?])[]): Buffer {
  const parts = chunks.map(([type, data, size = data.length]) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32LE(size, 4)
    return Buffer.concat([head, data, Buffer.alloc(data.length & 1)])
  })
  const body = Buffer.concat([text('WEBP'), ...parts])
  const head = Buffer.alloc(8)
  head.write('RIFF')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
function vp8x(width: number, height: number): Buffer {
  const data = Buffer.alloc(10)
  data.writeUIntLE(width - 1, 4, 3)
  data.writeUIntLE(height - 1, 7, 3)
  return data
}
/** Exif whose first directory is chained to itself, with an entry that points at itself. */
function exif(orientation: number): Buffer {
  const block = Buffer.alloc(6 + 8 + 2 + 24 + 4)
  block.write('Exif\0\0II\x2a\0\x08\0\0\0', 'latin1')
  block.writeUInt16LE(2, 14)
  for (const [at, tag, type, value] of [
    [16, 0x0112, 3, orientation],
    [28, 0x8769, 4, 8], // the Exif directory is this very one
  ] as const) {
    block.writeUInt16LE(tag, at)
    block.writeUInt16LE(type, at + 2)
    block.writeUInt32LE(1, at + 4)
    block.writeUInt32LE(value, at + 8)
  }
  block.writeUInt32LE(8, 40)
  return block
}

const unreadable = (says: RegExp) => ({ status: 'unreadable', says }) as const
const unsupported = (says: RegExp) => ({ status: 'unsupported-format', says }) as const
const tooLarge = { status: 'too-large', says: /more than 100 Mpx/ } as const
const decodes = (width: number, height: number, as?: Uint8Array) =>
  ({ status: 'ok', size: [width, height], ...(as && { as }) }) as const

export async function badPictures(): Promise<BadPicture[]> {
  const jpeg = await noise(64, 48).jpeg({ quality: 90 }).toBuffer()
  const progressive = await noise(64, 48).jpeg({ progressive: true }).toBuffer()
  const plain = await noise(32, 24).png().toBuffer()
  const webp = await noise(64, 48).webp({ lossless: true }).toBuffer()
  const gif = pillowPicture('gif')
  const many = { raw: { width: 4, height: 4000, channels: 3 as const, pageHeight: 4 } }
  const frames = await sharp(Buffer.from(Array.from({ length: 4 * 4000 * 3 }, (_, at) => at % 251)), many)
    .gif()
    .toBuffer()
  const bmp = pillowPicture('bmp 24')
  const palette = pillowPicture('bmp 8 palette')
  const application = withSegment(jpeg, 0xe9, Buffer.alloc(65_000)).subarray(2, 2 + 65_004)
  const frame = find(jpeg, 0xff, 0xc0)
  const scan = find(progressive, 0xff, 0xda)
  const nextScan = scan + 2 + find(progressive.subarray(scan + 2), 0xff, 0xda)
  const idat = find(plain, 0x49, 0x44, 0x41, 0x54)
  const table: readonly (readonly [string, Uint8Array, BadPicture['expected']])[] = [
    // no picture at all
    ['an empty file', Buffer.alloc(0), unreadable(/empty/)],
    ['one byte', Buffer.from([0xff]), unsupported(/not a JPEG/)],
    ['a megabyte of zeros', Buffer.alloc(1 << 20), unsupported(/not a JPEG/)],
    ['a text', text('hello'), unsupported(/not a JPEG/)],
    [
      'an SVG',
      text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'),
      unsupported(/SVG/),
    ],
    [
      'an SVG behind an XML declaration',
      text('<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'),
      unsupported(/XML/),
    ],
    ['an HTML page', text('\r\n<!DOCTYPE html><title>404</title>'), unsupported(/HTML/)],
    [
      'a Git LFS pointer',
      text(`version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 9\n`),
      unsupported(/LFS/),
    ],
    ['a PDF', text('%PDF-1.7\n'), unsupported(/PDF/)],
    ['a ZIP archive', text('PK\x03\x04\x14\0'), unsupported(/ZIP/)],
    ['a HEIC picture', text('\0\0\0\x18ftypheic\0\0\0\0'), unsupported(/HEIC/)],
    [
      'an ImageMagick script',
      text("push graphic-context\nfill 'url(https://127.0.0.1/x.jpg\"|ls)'\n"),
      unsupported(/not a JPEG/),
    ],
    // two kinds in one
    [
      'a JPEG with an archive behind it',
      Buffer.concat([jpeg, text('PK\x03\x04'), Buffer.alloc(500)]),
      decodes(64, 48, jpeg),
    ],
    ['a PNG with HTML behind it', Buffer.concat([plain, text('<script>alert(1)</script>')]), decodes(32, 24, plain)],
    ['a GIF that is a script', text('GIF89a/*\0\0\0\0*/=1;alert(1);//'), unreadable(/./)],
    [
      'a JPEG with HTML in its comment',
      withSegment(jpeg, 0xfe, text('<!DOCTYPE html><script>')),
      decodes(64, 48, jpeg),
    ],
    // JPEG
    ['a JPEG of three bytes', jpeg.subarray(0, 3), unreadable(/ends within/)],
    ['a JPEG of its headers only', jpeg.subarray(0, find(jpeg, 0xff, 0xda)), unreadable(/./)],
    ['a JPEG cut at a quarter', jpeg.subarray(0, jpeg.length >> 2), unreadable(/./)],
    ['a JPEG cut at a half', jpeg.subarray(0, jpeg.length >> 1), unreadable(/premature end/i)],
    ['a JPEG cut 40 bytes before its end', jpeg.subarray(0, jpeg.length - 40), unreadable(/premature end/i)],
    ['a JPEG without a width', patched(jpeg, frame + 7, 0, 0), unreadable(/0 × 48/)],
    ['a JPEG without a height', patched(jpeg, frame + 5, 0, 0), unreadable(/64 × 0/)],
    ['a JPEG of 65535 × 65535', patched(jpeg, frame + 5, 255, 255, 255, 255), tooLarge],
    ['a JPEG of 12 bits', patched(jpeg, frame + 4, 12), unsupported(/12 bits/)],
    ['a JPEG of two components', patched(jpeg, frame + 9, 2), unsupported(/2 components/)],
    ['a JPEG segment of no length', patched(jpeg, 4, 0, 0), unreadable(/segment of 0 bytes/)],
    [
      'a JPEG with two frames',
      Buffer.concat([jpeg.subarray(0, frame), jpeg.subarray(frame, frame + 19), jpeg.subarray(frame)]),
      unreadable(/two frame/),
    ],
    [
      'a JPEG with 13 MB of APP segments',
      Buffer.concat([jpeg.subarray(0, 2), ...Array.from({ length: 200 }, () => application), jpeg.subarray(2)]),
      decodes(64, 48, jpeg),
    ],
    [
      'a JPEG with garbage for a colour profile',
      withSegment(jpeg, 0xe2, Buffer.concat([text('ICC_PROFILE\0\x01\x01'), Buffer.alloc(900, 7)])),
      decodes(64, 48, jpeg),
    ],
    ['a JPEG whose EXIF goes in circles, turned', withSegment(jpeg, 0xe1, exif(6)), decodes(48, 64)],
    ['a JPEG of orientation 9', withSegment(jpeg, 0xe1, exif(9)), decodes(64, 48, jpeg)],
    ['a JPEG with its EXIF cut', withSegment(jpeg, 0xe1, exif(6).subarray(0, 20)), decodes(64, 48, jpeg)],
    [
      'a JPEG with one scan 2000 times',
      Buffer.concat([
        progressive.subarray(0, nextScan),
        ...Array.from({ length: 2000 }, () => progressive.subarray(scan, nextScan)),
        progressive.subarray(nextScan),
      ]),
      unreadable(/./),
    ],
    ['a CMYK JPEG', pillowPicture('jpeg cmyk'), decodes(7, 5)],
    // PNG
    ['a PNG of its signature only', plain.subarray(0, 8), unreadable(/PNG header/)],
    ['a PNG of its header only', plain.subarray(0, 33), unreadable(/./)],
    ['a PNG cut in its pixels', plain.subarray(0, idat + 200), unreadable(/./)],
    [
      'a PNG that went through a text conversion',
      text(plain.toString('latin1').replaceAll('\r\n', '\n')),
      unreadable(/text/),
    ],
    ['a PNG of 0 × 5', png(0, 5), unreadable(/0 × 5/)],
    ['a PNG of 2^31 × 1', png(2 ** 31, 1, { rows: deflateSync(Buffer.alloc(9)) }), unreadable(/2147483648/)],
    [
      'a PNG bomb of 30,000 × 30,000',
      png(30_000, 30_000, { bits: 1, rows: deflateSync(Buffer.alloc(3751 * 300)) }),
      tooLarge,
    ],
    [
      'a PNG of 9,000 × 9,000 with the pixels of one row',
      png(9000, 9000, { rows: deflateSync(Buffer.alloc(9001)) }),
      unreadable(/./),
    ],
    ['a PNG of 3 bits', png(5, 5, { bits: 3 }), unreadable(/3 bits/)],
    ['a PNG of colour type 5', png(5, 5, { type: 5 }), unreadable(/type 5/)],
    ['a PNG without pixels', png(5, 5, { rows: null }), unreadable(/./)],
    ['a PNG whose pixels are no deflate stream', png(5, 5, { rows: Buffer.alloc(40, 7) }), unreadable(/./)],
    [
      'a PNG with one byte of its pixels changed',
      patched(plain, idat + 300, plain[idat + 300]! ^ 255),
      unreadable(/./),
    ],
    ['a PNG of a palette that it lacks', png(5, 5, { type: 3 }), unreadable(/./)],
    [
      'a PNG with garbage for a colour profile',
      png(5, 5, { before: [chunk('iCCP', Buffer.concat([text('x\0\0'), deflateSync(Buffer.alloc(300, 9))]))] }),
      decodes(5, 5, png(5, 5)),
    ],
    [
      'a PNG with a text that inflates to 64 MB',
      png(5, 5, { before: [chunk('zTXt', Buffer.concat([text('x\0\0'), deflateSync(Buffer.alloc(64 << 20))]))] }),
      decodes(5, 5, png(5, 5)),
    ],
    [
      'a PNG chunk longer than the file',
      Buffer.concat([png(5, 5).subarray(0, 33), Buffer.from([0x7f, 0xff, 0xff, 0xff]), text('tEXt')]),
      unreadable(/./),
    ],
    ['a PNG of 16 bits', png(5, 5, { bits: 16, rows: deflateSync(Buffer.alloc(11 * 5)) }), decodes(5, 5, png(5, 5))],
    // WebP
    ['a WebP cut at a half', webp.subarray(0, webp.length >> 1), unreadable(/./)],
    ['a WebP of its header only', webp.subarray(0, 30), unreadable(/./)],
    ['a WebP that holds no picture', riff(['ABCD', Buffer.alloc(40)]), unreadable(/holds no picture/)],
    ['a WebP canvas without a picture', riff(['VP8X', vp8x(9, 9)]), unreadable(/./)],
    ['a WebP canvas of 16384 × 16384', riff(['VP8X', vp8x(16_384, 16_384)], ['VP8L', webp.subarray(20)]), tooLarge],
    ['a WebP chunk of 4 GB', riff(['VP8L', webp.subarray(20), 0xfffffff0]), unreadable(/./)],
    ['a WebP that is no key frame', riff(['VP8 ', Buffer.alloc(40, 1)]), unreadable(/key frame/)],
    // TIFF
    ['a TIFF of its first eight bytes', tiff().subarray(0, 8), unreadable(/directory/)],
    ['a TIFF whose directories go in a circle', tiff({}, 8), unreadable(/circle/)],
    ['a TIFF of 3,000 pages', tiffPages(3000), decodes(4, 4, tiff())],
    ['a TIFF of 10^6 × 10^6', tiff({ 256: [4, 1e6], 257: [4, 1e6] }), tooLarge],
    ['a TIFF whose pixels lie behind its end', tiff({ 273: [4, 1e6] }), unreadable(/./)],
    ['a TIFF cut in its pixels', tiff().subarray(0, tiff().length - 6), unreadable(/./)],
    ['a TIFF of 65535 entries', patched(tiff(), 8, 255, 255), unreadable(/directory/)],
    ['a TIFF of floating-point samples', tiff({ 258: [3, 32], 339: [3, 3] }), unsupported(/floating/)],
    ['a TIFF of 7 samples', tiff({ 277: [3, 7] }), unsupported(/7 samples/)],
    ['a TIFF of 12 bits', tiff({ 258: [3, 12] }), unsupported(/12 bits/)],
    ['a BigTIFF', text('II\x2b\0\x08\0\0\0'), unsupported(/BigTIFF/)],
    // GIF
    ['a GIF of a thousand frames', frames, decodes(4, 4)],
    ['a GIF cut at a half', gif.subarray(0, gif.length >> 1), unreadable(/./)],
    ['a GIF without a frame', Buffer.concat([gif.subarray(0, 10), Buffer.from([0, 0, 0, 0x3b])]), unreadable(/./)],
    ['a GIF canvas of 65535 × 65535', patched(gif, 6, 255, 255, 255, 255), tooLarge],
    // BMP
    ['a BMP of a negative width', patched(bmp, 18, 255, 255, 255, 255), unreadable(/-1 × 5/)],
    ['a BMP of 2^31 − 1 squared', patched(bmp, 18, 255, 255, 255, 127, 255, 255, 255, 127), tooLarge],
    ['a BMP of a height of −2^31', patched(bmp, 22, 0, 0, 0, 128), tooLarge],
    ['a BMP cut in its pixels', bmp.subarray(0, bmp.length - 10), unreadable(/last row/)],
    ['a BMP whose pixels lie behind its end', patched(bmp, 10, 0, 0, 0, 100), unreadable(/last row/)],
    ['a BMP whose pixels lie in its header', patched(bmp, 10, 20, 0, 0, 0), unreadable(/within the header/)],
    ['a BMP of run lengths', patched(palette, 30, 1), unsupported(/run lengths/)],
    ['a BMP of 7 bits', patched(bmp, 28, 7), unsupported(/7 bits/)],
    ['a BMP of a palette of 2^32 − 1', patched(palette, 46, 255, 255, 255, 255), unreadable(/palette/)],
    ['a BMP of a colour that its palette lacks', patched(palette, palette.length - 8, 255), unreadable(/colour 255/)],
    // PNM
    ['a PNM of 99999999 × 99999999', text('P6 99999999 99999999 255\n'), tooLarge],
    ['a PNM that announces 81 Mpx and has ten bytes', text('P6 9000 9000 255\n0123456789'), unreadable(/last one/)],
    ['a PNM of a negative width', text('P5 -5 5 255\n'), unreadable(/"-"/)],
    ['a PNM without levels', text('P5 5 5 0\n'), unreadable(/up to 0/)],
    ['a PNM of 70000 levels', text('P5 1 1 70000\n\0\0'), unreadable(/70000/)],
    ['a PNM of letters', text('P2 2 1 9\n1 x'), unreadable(/"x"/)],
    ['a PNM of a level beyond the largest', text('P2 2 1 9\n1 99999999999999999999'), unreadable(/largest is 9/)],
    ['a PNM of endless comments', text(`P5\n${'#\n'.repeat(100_000)}`), unreadable(/./)],
  ]
  return table.map(([name, bytes, expected]) => ({ name, bytes, expected }))
}
