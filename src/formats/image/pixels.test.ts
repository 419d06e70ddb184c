import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Raster, RasterFault } from '#contract/raster'
import { PILLOW_PICTURES } from '#test/pillow-pictures'
import { decodeBmp } from './bmp-pixels.ts'
import { decodePnm } from './pnm-pixels.ts'

const MOST = 10_000
const DECODERS: readonly (readonly [
  string,
  (bytes: Uint8Array, most: number) => Raster | RasterFault,
  string,
  RegExp,
])[] = [
  ['BMP', decodeBmp, 'BM', /^bmp/],
  ['PNM', decodePnm, 'P5', /^p[bgp]m/],
]

test.each(DECODERS)(
  '%s: any bytes give a picture or a fault, and no more memory than the limit',
  (_, decode, magic, kind) => {
    const samples = PILLOW_PICTURES.filter(({ name }) => kind.test(name)).map(({ file }) => file)
    const change = fc.array(fc.tuple(fc.nat(140), fc.integer({ min: 0, max: 255 })), { maxLength: 6 })
    let decoded = 0
    const sound = (bytes: Uint8Array) => {
      const read = decode(bytes, MOST)
      if ('status' in read) {
        expect(read.detail.length).toBeGreaterThan(5)
        return
      }
      const { width, height, channels, data, low } = read
      expect(width * height).toBeLessThanOrEqual(MOST)
      expect(data.length).toBe(width * height * channels)
      expect(low === null || low.length === data.length).toBe(true)
      decoded++
    }
    fc.assert(
      fc.property(fc.constantFrom(...samples), change, fc.nat(300), (sample, changes, cut) => {
        const bytes = Uint8Array.from(sample.subarray(0, cut < 150 ? sample.length : cut))
        for (const [at, value] of changes) if (at >= magic.length && at < bytes.length) bytes[at] = value
        sound(bytes)
      }),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => sound(Buffer.concat([Buffer.from(magic), rest]))),
      { numRuns: 2000 },
    )
    expect(decoded).toBeGreaterThan(100)
  },
)

test('PNM: what is written is read', () => {
  const picture = fc.record({
    width: fc.integer({ min: 1, max: 9 }),
    height: fc.integer({ min: 1, max: 9 }),
    colour: fc.boolean(),
    ascii: fc.boolean(),
    wide: fc.boolean(),
    seed: fc.nat(1e6),
  })
  fc.assert(
    fc.property(picture, ({ width, height, colour, ascii, wide, seed }) => {
      const count = width * height * (colour ? 3 : 1)
      const samples = Array.from({ length: count }, (_, at) => ((at + seed) * 7919) % (wide ? 65536 : 256))
      const head = `P${(ascii ? 2 : 5) + (colour ? 1 : 0)}\n# ${seed}\n${width} ${height}\n${wide ? 65535 : 255}\n`
      const body = ascii
        ? Buffer.from(samples.join(' '))
        : Buffer.from(samples.flatMap((value) => (wide ? [value >> 8, value & 255] : [value])))
      const read = decodePnm(Buffer.concat([Buffer.from(head), body]), MOST)
      if ('status' in read) throw new Error(read.detail)
      expect([read.width, read.height, read.channels]).toEqual([width, height, colour ? 3 : 1])
      expect(samples.map((value) => (wide ? value >> 8 : value))).toEqual([...read.data])
      expect(read.low && [...read.low]).toEqual(wide ? samples.map((value) => value & 255) : null)
    }),
  )
})
