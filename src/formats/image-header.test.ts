import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { REAL_DATA } from '#test/built'
import { expectLinear } from '#test/cpu'
import { PILLOW_PICTURES, pillowPicture } from '#test/pillow-pictures'
import { type ImageHeader, readImageHeader, sniffImage } from './image-header.ts'

function header(bytes: Uint8Array): ImageHeader {
  const read = readImageHeader(bytes)
  if ('fault' in read) throw new Error(`${read.fault}: ${read.detail}`)
  return read
}
const CHANNELS = { grey: 1, rgb: 3, palette: 3, cmyk: 4 }

/** The same of both, in libvips's words. */
function ours(bytes: Uint8Array) {
  const { format, width, height, bits, kind, alpha, orientation, frames } = header(bytes)
  const channels = CHANNELS[kind] + (alpha ? 1 : 0)
  return { format, width, height, deep: bits === 16, channels, orientation, frames }
}
async function theirs(bytes: Uint8Array) {
  const { format, width, height, depth, channels, orientation = 1, pages = 1 } = await sharp(bytes).metadata()
  return { format, width, height, deep: depth === 'ushort', channels, orientation, frames: pages }
}

const picture = (channels: 1 | 2 | 3 | 4 = 3, deep = false) => {
  const samples = Array.from({ length: 9 * 6 * channels }, (_, at) => (at * 7919) % (deep ? 65536 : 256))
  const raw = { raw: { width: 9, height: 6, channels } }
  const space = channels <= 2 ? (deep ? 'grey16' : 'b-w') : deep ? 'rgb16' : 'srgb'
  return (deep ? sharp(Uint16Array.from(samples), raw) : sharp(Uint8Array.from(samples), raw)).toColourspace(space)
}
const animation = () =>
  sharp(Buffer.alloc(4 * 12 * 3, 99), { raw: { width: 4, height: 12, channels: 3, pageHeight: 4 } })

const GENERATED: Readonly<Record<string, () => Promise<Buffer>>> = {
  'jpeg grey': () => picture(1).jpeg().toBuffer(),
  'jpeg progressive': () => picture().jpeg({ progressive: true }).toBuffer(),
  'jpeg cmyk': () => picture().toColourspace('cmyk').jpeg().toBuffer(),
  'jpeg with metadata': () =>
    picture()
      .withMetadata({ orientation: 6, exif: { IFD0: { Artist: 'a'.repeat(500) } } })
      .jpeg()
      .toBuffer(),
  'png grey': () => picture(1).png().toBuffer(),
  'png grey 16': () => picture(1, true).png().toBuffer(),
  'png rgb 16': () => picture(3, true).png().toBuffer(),
  'png rgba 16': () => picture(4, true).png().toBuffer(),
  'png rgba': () => picture(4).png({ progressive: true }).toBuffer(),
  'png palette': () => picture().png({ palette: true }).toBuffer(),
  'png palette with alpha': () => picture(4).png({ palette: true }).toBuffer(),
  'png turned': () => picture().withMetadata({ orientation: 8 }).png().toBuffer(),
  'webp lossy': () => picture().webp().toBuffer(),
  'webp lossy with alpha': () => picture(4).webp().toBuffer(),
  'webp lossless': () => picture().webp({ lossless: true }).toBuffer(),
  'webp lossless with alpha': () => picture(4).webp({ lossless: true }).toBuffer(),
  'webp turned': () => picture().withMetadata({ orientation: 3 }).webp().toBuffer(),
  'webp animated': () => animation().webp().toBuffer(),
  'tiff rgb': () => picture().tiff({ compression: 'deflate' }).toBuffer(),
  'tiff grey 16': () => picture(1, true).tiff().toBuffer(),
  'tiff rgba 16': () => picture(4, true).tiff().toBuffer(),
  'tiff one bit': () => picture(1).tiff({ bitdepth: 1 }).toBuffer(),
  'tiff cmyk': () => picture().toColourspace('cmyk').tiff({ compression: 'lzw' }).toBuffer(),
  'tiff jpeg, tiled, pyramid': () =>
    picture().resize(600, 400).tiff({ compression: 'jpeg', tile: true, pyramid: true }).toBuffer(),
  'tiff turned': () => picture().withMetadata({ orientation: 5 }).tiff().toBuffer(),
  gif: () => picture().gif().toBuffer(),
  'gif animated': () => animation().gif().toBuffer(),
}

describe('as libvips reads it', () => {
  test.each(Object.keys(GENERATED))('%s', async (name) => {
    const bytes = await GENERATED[name]!()
    expect(ours(bytes)).toEqual(await theirs(bytes))
  })
  test.each(PILLOW_PICTURES.filter(({ name }) => !/bmp|p[bgp]m/.test(name)))('$name, by Pillow', async ({ file }) => {
    expect(ours(file)).toEqual(await theirs(file))
  })
  test.skipIf(!REAL_DATA)('every image of the real data', async () => {
    const files = readdirSync(REAL_DATA!, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(jpe?g|png)$/i.test(name),
    )
    expect(files.length).toBeGreaterThan(590)
    for (const name of files) {
      const bytes = readFileSync(join(REAL_DATA!, name))
      expect({ name, ...ours(bytes) }).toEqual({ name, ...(await theirs(bytes)) })
    }
  })
})

describe('BMP and PNM', () => {
  test.each(PILLOW_PICTURES.filter(({ name }) => /bmp|p[bgp]m/.test(name)))('$name', ({ name, file, channels }) => {
    const read = header(file)
    expect(read).toMatchObject({ format: name.startsWith('bmp') ? 'bmp' : 'pnm', width: 7, height: 5, frames: 1 })
    expect(CHANNELS[read.kind] + (read.alpha ? 1 : 0)).toBe(channels)
  })
  test('a PGM of more than 8 bits', () =>
    expect(header(Buffer.from('P5 # wide\n3 2\n1023\n'))).toMatchObject({ bits: 16, width: 3, height: 2 }))
})

describe('the first bytes are enough', () => {
  test.each(Object.keys(GENERATED).filter((name) => !/tiff/.test(name)))('%s', async (name) => {
    const bytes = await GENERATED[name]!()
    const whole = header(bytes)
    for (let length = 0; length < bytes.length; length++) {
      const read = readImageHeader(bytes.subarray(0, length))
      if ('fault' in read) {
        expect(['truncated', 'not-an-image']).toContain(read.fault)
        continue
      }
      expect(read).toMatchObject({ width: whole.width, height: whole.height, bits: whole.bits, kind: whole.kind })
      expect([null, whole.frames]).toContain(read.frames)
    }
  })
})

describe('hostile bytes', () => {
  const samples = PILLOW_PICTURES.map(({ file }) => file)
  test('anything gives a header or a fault', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), { maxLength: 6 }),
        fc.nat(400),
        (sample, changes, cut) => {
          const bytes = Uint8Array.from(sample.subarray(0, cut < 200 ? sample.length : cut))
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          sound(bytes)
        },
      ),
      { numRuns: 5000 },
    )
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), sound), { numRuns: 2000 })
  })
  function sound(bytes: Uint8Array): void {
    const read = readImageHeader(bytes)
    if ('fault' in read) {
      expect(read.detail.length).toBeGreaterThan(5)
      return
    }
    for (const value of [read.width, read.height, read.bits])
      expect(Number.isSafeInteger(value) && value > 0).toBe(true)
    expect(read.orientation >= 1 && read.orientation <= 8).toBe(true)
    expect(sniffImage(bytes)).toBe(read.format)
  }

  test('linear in the bytes: a JPEG of segments, a GIF of blocks, a TIFF of pages, a PNG of chunks, a PNM of comments', () =>
    expectLinear(4e6, (size) => {
      const jpeg = Buffer.alloc(size)
      for (let at = 2; at + 4 <= size; at += 4) jpeg.set([0xff, 0xfe, 0, 2], at)
      jpeg.set([0xff, 0xd8])
      const gif = Buffer.alloc(size, 0x21)
      gif.write('GIF89a\x05\0\x05\0\0\0\0', 'latin1')
      const png = Buffer.alloc(size)
      png.set(pillowPicture('png rgb').subarray(0, 33))
      const tiff = Buffer.alloc(size)
      tiff.write('II\x2a\0\x08\0\0\0', 'latin1')
      for (let at = 8; at + 12 <= size; at += 6) tiff.writeUInt32LE(at + 6, at + 2)
      const pnm = Buffer.from(`P5\n${'# a comment\n'.repeat(size / 12)}3 3 255\n`)
      return () => {
        for (const bytes of [jpeg, gif, png, tiff, pnm]) readImageHeader(bytes)
      }
    }))

  test('a TIFF whose directories form a circle', () => {
    const bytes = pillowPicture('tiff grey')
    const first = bytes.readUInt32LE(4)
    bytes.writeUInt32LE(first, first + 2 + bytes.readUInt16LE(first) * 12)
    expect(readImageHeader(bytes)).toMatchObject({ fault: 'malformed', detail: expect.stringContaining('circle') })
  })
})
