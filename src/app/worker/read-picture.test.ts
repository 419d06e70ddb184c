import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import type { Raster } from '#contract/raster'
import { readImageHeader } from '#formats/image-header'
import { orient } from '#imaging/raster'
import { PILLOW_PICTURES } from '#test/pillow-pictures'
import { pixelHash } from './pixel-hash.ts'
import { readPicture } from './read-picture.ts'

async function raster(bytes: Uint8Array): Promise<Raster> {
  const read = await readPicture(sharp, bytes)
  if (read.status !== 'ok') throw new Error(`${read.status}: ${read.detail}`)
  return orient(read.raster, read.orientation)
}
const hash = async (bytes: Uint8Array) => Buffer.from(pixelHash(await raster(bytes))).toString('hex')

/** 6 × 4 pixels of all values. */
const RGB = Buffer.from(Array.from({ length: 6 * 4 * 3 }, (_, at) => (at * 37) % 256))
const picture = () => sharp(RGB, { raw: { width: 6, height: 4, channels: 3 } })
const grey = (samples: Uint8Array | Uint16Array) => sharp(samples, { raw: { width: 6, height: 4, channels: 1 } })
const rgba = (alpha: (at: number) => number) =>
  sharp(Buffer.from(Array.from({ length: 24 * 4 }, (_, at) => (at % 4 === 3 ? alpha(at >> 2) : (at * 31) % 256))), {
    raw: { width: 6, height: 4, channels: 4 },
  })

describe('the pixels of Pillow', () => {
  test.each(PILLOW_PICTURES)('$name', async ({ file, channels, pixels }) => {
    const read = await raster(file)
    expect([read.width, read.height, read.channels]).toEqual([7, 5, channels])
    expect([...read.data]).toEqual([...pixels])
  })
})

describe('what a hash is made of', () => {
  test('the same picture in every format without loss, grey, palette or RGB', async () => {
    const files = [
      await picture().png().toBuffer(),
      await picture().png({ compressionLevel: 9, adaptiveFiltering: true }).toBuffer(),
      await picture().webp({ lossless: true }).toBuffer(),
      await picture().tiff({ compression: 'lzw' }).toBuffer(),
      await picture().ensureAlpha(1).png().toBuffer(),
      Buffer.concat([Buffer.from('P6 6 4 255\n'), RGB]),
    ]
    expect(new Set(await Promise.all(files.map(hash))).size).toBe(1)
    const dim = RGB.subarray(0, 24)
    const levels = [
      await grey(dim).toColourspace('b-w').png().toBuffer(),
      await grey(dim).toColourspace('srgb').png().toBuffer(),
      await grey(dim).toColourspace('srgb').png({ palette: true, colours: 256 }).toBuffer(),
      Buffer.concat([Buffer.from('P5 6 4 255\n'), dim]),
    ]
    expect(new Set(await Promise.all(levels.map(hash))).size).toBe(1)
  })

  test('alpha: pictures that differ in it alone are not equal; an opaque one is as without', async () => {
    const [sheer, other, opaque] = await Promise.all(
      [(at: number) => at, (at: number) => at + 1, () => 255].map(async (alpha) =>
        hash(await rgba(alpha).png().toBuffer()),
      ),
    )
    expect(new Set([sheer, other, opaque]).size).toBe(3)
    expect(opaque).toBe(
      await hash(
        await rgba(() => 255)
          .removeAlpha()
          .png()
          .toBuffer(),
      ),
    )
  })

  test('colour under full transparency is a pixel like any other', async () => {
    const of = (level: number) =>
      sharp(Buffer.from([level, 0, 0, 0]), { raw: { width: 1, height: 1, channels: 4 } })
        .png()
        .toBuffer()
    expect(await hash(await of(1))).not.toBe(await hash(await of(2)))
  })

  test('16 bits: the lower bytes count, unless the picture is one of 8 bits that was widened', async () => {
    const deep = (value: (at: number) => number) =>
      grey(Uint16Array.from({ length: 24 }, (_, at) => value(at)))
        .toColourspace('grey16')
        .png()
        .toBuffer()
    const narrow = await hash(
      await grey(Uint8Array.from({ length: 24 }, (_, at) => at * 9))
        .toColourspace('b-w')
        .png()
        .toBuffer(),
    )
    expect(await hash(await deep((at) => at * 9 * 257))).toBe(narrow)
    expect(await hash(await deep((at) => at * 9 * 256))).toBe(narrow)
    const some = await deep((at) => at * 9 * 256 + at)
    expect(await hash(some)).not.toBe(narrow)
    expect(await hash(some)).not.toBe(await hash(await deep((at) => at * 9 * 256 + at + 1)))
    const samples = Buffer.from(Array.from({ length: 24 }, (_, at) => [at * 9, at]).flat())
    expect(await hash(Buffer.concat([Buffer.from('P5 6 4 65535\n'), samples]))).toBe(await hash(some))
    const tiff = grey(Uint16Array.from({ length: 24 }, (_, at) => at * 9 * 256 + at)).toColourspace('grey16')
    expect(await hash(await tiff.tiff({ compression: 'none' }).toBuffer())).toBe(await hash(some))
  })

  test('16 bits: the picture to look at is the upper byte', async () => {
    const deep = grey(Uint16Array.from({ length: 24 }, (_, at) => at * 2500 + 255)).toColourspace('grey16')
    const { data, low } = await raster(await deep.png().toBuffer())
    expect([...data]).toEqual(Array.from({ length: 24 }, (_, at) => (at * 2500 + 255) >> 8))
    expect([...low!]).toEqual(Array.from({ length: 24 }, (_, at) => (at * 2500 + 255) & 255))
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is applied, as sharp applies it', async (orientation) => {
    for (const encode of ['jpeg', 'png', 'webp', 'tiff'] as const) {
      const bytes = await picture().withMetadata({ orientation })[encode]().toBuffer()
      const { data, info } = await sharp(bytes)
        .autoOrient()
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true })
      const read = await raster(bytes)
      expect([read.width, read.height]).toEqual([info.width, info.height])
      expect(Buffer.from(read.data).equals(data)).toBe(true)
    }
  })

  test('colour profiles are ignored', async () => {
    const plain = await picture().png().toBuffer()
    const tagged = await sharp(plain).withIccProfile('p3', { attach: true }).png().toBuffer()
    const { data } = await sharp(tagged, { ignoreIcc: true }).raw().toBuffer({ resolveWithObject: true })
    expect(Buffer.from((await raster(tagged)).data).equals(data)).toBe(true)
  })

  test('of an animation the first frame', async () => {
    const frames = sharp(Buffer.concat([RGB, Buffer.alloc(72, 9)]), {
      raw: { width: 6, height: 8, channels: 3, pageHeight: 4 },
    })
    const webp = await frames.clone().webp({ lossless: true }).toBuffer()
    expect(readImageHeader(webp)).toMatchObject({ frames: 2 })
    expect(await hash(webp)).toBe(await hash(await picture().png().toBuffer()))
    const gif = await frames.clone().gif().toBuffer()
    expect(readImageHeader(gif)).toMatchObject({ frames: 2, height: 4 })
    expect((await raster(gif)).height).toBe(4)
  })
})

describe('by content, whatever the name says', () => {
  test.each([
    ['', 'unreadable', 'empty'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'unsupported-format', 'SVG'],
    ['\ufeff <?xml version="1.0"?><svg/>', 'unsupported-format', 'XML'],
    ['<!DOCTYPE html><p>', 'unsupported-format', 'HTML'],
    ['version https://git-lfs.github.com/spec/v1\n', 'unsupported-format', 'LFS'],
    ['\0\0\0\x20ftypavif', 'unsupported-format', 'AVIF'],
    ['P7\nWIDTH 1', 'unsupported-format', 'PAM'],
    ['Plain text', 'unsupported-format', 'not a JPEG'],
    ['BMW', 'unreadable', 'BMP'],
  ])('%j', async (text, status, detail) => {
    const read = await readPicture(sharp, Buffer.from(text))
    expect(read).toMatchObject({ status, detail: expect.stringContaining(detail) })
  })
})
