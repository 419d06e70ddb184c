import { describe, expect, test } from 'vitest'
import { sha256 } from '#host/hash'
import { PLAIN } from '#test/models'
import { centerCrop, halfToEven, type Picture, toRgb } from './picture.ts'
import { shape, toTensor } from './preprocess.ts'
import { resizeOpenCv } from './resample-opencv.ts'
import { resizePillow } from './resample-pillow.ts'

/** The same picture that the reference script makes with numpy. */
function picture(width: number, height: number): Picture {
  const data = new Uint8Array(width * height * 3)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < 3; c++) data[(y * width + x) * 3 + c] = x * 7 + y * 13 + c * 29 + ((x * y) % 31) * 5
  return { width, height, data }
}
const digest = (data: Uint8Array) => Buffer.from(sha256(data)).toString('hex').slice(0, 16)

/** sha-256 of the pixels that Pillow 13.0 and OpenCV 5.0 give. */
const REFERENCE = [
  [37, 23, 16, 12, '086b3b38034c2687', 'f79cda6797cce577', 'caa8f96e7a9e6831', 'f8fa00e464e19d3b', '76d03674bc5339ce'],
  [37, 23, 80, 61, 'b88ef568ead2d49c', '2cea16684559612a', 'd82a41fa59641abd', '5e929e6a2f6cea8e', '44741ff2851b84d0'],
  [50, 40, 25, 20, 'ed684adecc05b41a', '8e7e0772bc5b275d', '6e1941feeda9657c', '3f04dccf3f3f1530', '6dcb4727d12b813c'],
  [
    31,
    57,
    224,
    224,
    '432d6bebdb57990d',
    '9a67379aa3082eb3',
    'c74fccb287b0c982',
    '38e0d037696b88b5',
    '487db0595b4ea285',
  ],
  [
    300,
    200,
    19,
    13,
    'ef3c7098739b9357',
    'c61d0e3fa690f685',
    '287f6838cd31d861',
    '6829489a271e5be1',
    '460f1cb7efc5abaa',
  ],
] as const

describe.each(REFERENCE)(
  '%d × %d → %d × %d, to the bit',
  (w, h, width, height, bilinear, bicubic, nearest, cvLinear, cvNearest) => {
    test('Pillow', () => {
      expect(digest(resizePillow(picture(w, h), width, height, 'bilinear').data)).toBe(bilinear)
      expect(digest(resizePillow(picture(w, h), width, height, 'bicubic').data)).toBe(bicubic)
      expect(digest(resizePillow(picture(w, h), width, height, 'nearest').data)).toBe(nearest)
    })
    test('OpenCV', () => {
      expect(digest(resizeOpenCv(picture(w, h), width, height, 'bilinear').data)).toBe(cvLinear)
      expect(digest(resizeOpenCv(picture(w, h), width, height, 'nearest').data)).toBe(cvNearest)
    })
  },
)

test('shorter side, crop, letterbox: sizes and places', () => {
  expect(shape(picture(300, 200), { ...PLAIN, resize: { shorter: 100 } }, null)).toMatchObject({
    width: 150,
    height: 100,
  })
  expect(shape(picture(333, 500), { ...PLAIN, resize: { shorter: 256 } }, null)).toMatchObject({
    width: 256,
    height: 384,
  }) // 384.38 truncated
  expect(
    shape(picture(300, 200), { ...PLAIN, resize: { shorter: 100 }, crop: { width: 90, height: 80 } }, null),
  ).toMatchObject({ width: 90, height: 80 })
  const boxed = shape(
    picture(300, 200),
    { ...PLAIN, resize: { input: 'letterbox', pad: 114, place: 'center' } },
    { width: 64, height: 64 },
  )
  expect([boxed.width, boxed.height, ...boxed.data.subarray(0, 3), ...boxed.data.subarray(-3)]).toEqual([
    64, 64, 114, 114, 114, 114, 114, 114,
  ])
  expect(boxed.data.subarray(11 * 64 * 3, 11 * 64 * 3 + 3)).not.toEqual(Uint8Array.of(114, 114, 114)) // 43 rows from row 10 or 11
  const corner = shape(
    picture(300, 200),
    { ...PLAIN, resize: { width: 64, height: 64, mode: 'letterbox', pad: 0, place: 'top-left' } },
    null,
  )
  expect([...corner.data.subarray(-3)]).toEqual([0, 0, 0])
})

test('crop offsets are rounded half to even, as Python does', () => {
  expect([0.5, 1.5, 2.5, -0.5, 2.4, 2.6].map(halfToEven)).toEqual(
    [0, 2, 2, 0, 2, 3].map((value) => expect.closeTo(value, 10)),
  )
  const cropped = centerCrop(picture(7, 7), 4, 4) // (7 − 4)/2 = 1.5 → 2
  expect([...cropped.data.subarray(0, 3)]).toEqual([
    ...picture(7, 7).data.subarray((2 * 7 + 2) * 3, (2 * 7 + 2) * 3 + 3),
  ])
  expect(centerCrop(picture(3, 3), 5, 5).data.subarray(0, 3)).toEqual(new Uint8Array(3))
})

test('tensors: layout, colour order, scale, mean and std', () => {
  const one: Picture = { width: 2, height: 1, data: Uint8Array.of(10, 20, 30, 40, 50, 60) }
  expect([...toTensor(one, PLAIN)]).toEqual([10, 40, 20, 50, 30, 60])
  expect([...toTensor(one, { ...PLAIN, layout: 'nhwc' })]).toEqual([10, 20, 30, 40, 50, 60])
  expect([...toTensor(one, { ...PLAIN, color: 'bgr' })]).toEqual([30, 60, 20, 50, 10, 40])
  expect([...toTensor(one, { ...PLAIN, color: 'gray' })]).toEqual([18, 48])
  expect(
    [...toTensor(one, { ...PLAIN, scale: 0.1, mean: [1, 2, 3], std: [2] })].map(
      (value) => Math.round(value * 1000) / 1000,
    ),
  ).toEqual([0, 1.5, 0, 1.5, 0, 1.5])
})

test('grey and alpha become RGB', () => {
  expect([...toRgb(2, 1, 1, Uint8Array.of(5, 6)).data]).toEqual([5, 5, 5, 6, 6, 6])
  expect([...toRgb(1, 1, 2, Uint8Array.of(5, 99)).data]).toEqual([5, 5, 5])
  expect([...toRgb(1, 1, 4, Uint8Array.of(1, 2, 3, 99)).data]).toEqual([1, 2, 3])
})
