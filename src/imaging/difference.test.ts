import { expect, test } from 'vitest'
import { differenceOf } from './difference.ts'

const picture = (width: number, ...data: number[]) => ({
  width,
  height: data.length / 3 / width,
  data: Uint8Array.from(data),
})

test('the share of pixels that differ, and by how much all samples do on average', () => {
  const before = picture(2, 0, 0, 0, 10, 20, 30)
  expect(differenceOf(before, before)).toEqual({ changed: 0, mean: 0 })
  expect(differenceOf(before, picture(2, 0, 0, 0, 10, 20, 81))).toEqual({ changed: 0.5, mean: 51 / 255 / 6 })
  expect(differenceOf(picture(1, 0, 0, 0), picture(1, 255, 255, 255))).toEqual({ changed: 1, mean: 1 })
})
test('another size is no difference of samples', () => {
  expect(differenceOf(picture(1, 0, 0, 0, 0, 0, 0), picture(2, 0, 0, 0, 0, 0, 0))).toEqual({ changed: 1, mean: 0 })
})
