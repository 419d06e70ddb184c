import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { cpuOf } from '#test/cpu'
import { mutations } from '#test/mutations'
import { MOST_VALUES, pngValues } from './png-values.ts'

const WIDTH = 37
const pixels = (channels: number, values: number) =>
  Buffer.from(
    Array.from({ length: WIDTH * 20 * channels }, (_, at) => (Math.floor(at / channels) * 7 + at * 4) % values),
  )
const raw = (channels: 1 | 3 | 4, values = 6) =>
  sharp(pixels(channels, values), { raw: { width: WIDTH, height: 20, channels } })
function distinct(channels: number, values: number): number {
  const all = pixels(channels, values)
  return new Set(Array.from({ length: WIDTH * 20 }, (_, at) => all.subarray(at * channels, (at + 1) * channels).join()))
    .size
}

test.each<[string, () => ReturnType<typeof raw>, number]>([
  ['greys', () => raw(1).toColourspace('b-w').png(), distinct(1, 6)],
  ['greys, every line filtered', () => raw(1).toColourspace('b-w').png({ adaptiveFiltering: true }), distinct(1, 6)],
  ['colours', () => raw(3).png({ adaptiveFiltering: true }), distinct(3, 6)],
  ['colours with alpha', () => raw(4).png(), distinct(4, 6)],
  ['a palette of 8 bits', () => raw(3).png({ palette: true, colours: 256 }), distinct(3, 6)],
  ['a palette of two colours, one bit each', () => raw(1, 2).png({ palette: true, colours: 2 }), 2],
])('%s', async (_, made, n) => {
  expect(pngValues(await made().toBuffer())?.size).toBe(n)
})

test('what is no mask: photographs, 16 bits, interlaced, cut off, text', async () => {
  const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, at) => (at * 2654435761) >>> 24))
  const photo = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer()
  expect(pngValues(photo)).toBeNull()
  expect(pngValues(await raw(1).toColourspace('grey16').png().toBuffer())).toBeNull()
  expect(pngValues(await raw(1).png({ progressive: true }).toBuffer())).toBeNull()
  const good = await raw(1).toColourspace('b-w').png().toBuffer()
  for (let end = 0; end < good.length - 12; end++) expect(pngValues(good.subarray(0, end))).toBeNull()
  expect(pngValues(Buffer.from('no picture'))).toBeNull()
})

test('any bytes are values or none, and at once', async () => {
  const good = await raw(3).png({ adaptiveFiltering: true }).toBuffer()
  await fc.assert(
    fc.asyncProperty(mutations(good), async (bytes) => {
      const read = () => expect(pngValues(bytes)?.size ?? 0).toBeLessThanOrEqual(MOST_VALUES)
      expect(await cpuOf(read)).toBeLessThan(2000)
    }),
    { numRuns: 1000 },
  )
})
