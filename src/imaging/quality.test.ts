import { expect, test } from 'vitest'
import type { Raster } from '#contract/raster'
import { qualityOf } from './quality.ts'

/** The same samples as the reference's. */
function made(channels: Raster['channels'], width: number, height: number): Raster {
  const data = new Uint8Array(width * height * channels)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let k = 0; k < channels; k++)
        data[at++] = x * (3 + 2 * k) + y * (7 + k) + ((x * y) >> 4) * (k + 1) + (x ^ y) * 5
  return { width, height, channels, data, low: null }
}

/** CleanVision 0.3.7 with Pillow 13.0.0 of modes L, RGB and RGBA: channels, width, height, then its raw values. */
const CLEANVISION = [
  [1, 50, 31, 0.9882352941176471, 0.043137254901960784, 7.813745254715536, 83.62689131300039, 2.9981989222437777],
  [1, 150, 90, 0.9921568627450981, 0.047058823529411764, 7.9827616699770925, 98.55262685002005, 4.9180788932265],
  [1, 70, 201, 0.9921568627450981, 0.047058823529411764, 7.979749631488252, 102.26029406501907, 3.7112582098258806],
  [1, 1, 1, 0.0, 0.0, 0, 0.0, 0.06237781024480981],
  [1, 2, 300, 0.9882352941176471, 0.047058823529411764, 7.424178628799213, 58.112462945648545, 0.46770717334674267],
  [3, 50, 31, 0.9062562312403927, 0.2526416798357686, 9.438563339495413, 80.81756771393624, 5.322870163487341],
  [3, 150, 90, 0.9170260967983531, 0.22895325388479795, 9.569800276033346, 90.67182355767335, 9.617285869724368],
  [3, 70, 201, 0.9165300845643505, 0.23757926934518694, 9.570113831438684, 93.74929476318763, 6.518603186266211],
  [3, 1, 1, 0.0, 0.0, 1.584962500721156, 0.0, 0.06237781024480981],
  [3, 2, 300, 0.9219996138189317, 0.17889725862247707, 9.105333547061507, 39.35954247681717, 0.5590169943749475],
  [4, 50, 31, 0.9062562312403927, 0.2526416798357686, 9.859556562757989, 80.81756771393624, 5.322870163487341],
  [4, 150, 90, 0.9170260967983531, 0.22895325388479795, 9.984553275920804, 93.57527749671378, 9.224627363747546],
  [4, 70, 201, 0.9165300845643505, 0.23757926934518694, 9.984221106779847, 93.66537209674895, 6.163780292969567],
  [4, 1, 1, 0.0, 0.0, 2.0, 0.0, 0.06237781024480981],
  [4, 2, 300, 0.9219996138189317, 0.17889725862247707, 9.579192088804392, 39.833169551071066, 0.5376453291901642],
] as const

test.each(CLEANVISION)(
  'CleanVision, %i channels, %i × %i',
  (channels, width, height, dark, light, entropy, edges, spread) => {
    const quality = qualityOf(made(channels, width, height))
    expect(quality.grey).toBe(channels === 1)
    for (const [name, value] of Object.entries({ dark, light, entropy, edges, spread }))
      expect(quality[name as 'dark'], name).toBeCloseTo(value, 9)
  },
)

test('alpha beside grey is not counted, and weighs the grey as it weighs colours', () => {
  const grey = made(1, 150, 90)
  const data = new Uint8Array(grey.data.length * 2)
  for (const [at, value] of grey.data.entries()) data.set([value, 255], at * 2)
  expect(qualityOf({ ...grey, channels: 2, data })).toEqual(qualityOf(grey))
})
