import type { Picture } from './picture.ts'

export interface Difference {
  /** Share of the pixels with any channel that differs, 0…1. */
  readonly changed: number
  /** Mean absolute difference over all samples, as a share of the range, 0…1. */
  readonly mean: number
}

/** How much two pictures of one size differ; of two sizes, everything changed and no mean is defined (0). */
export function differenceOf(before: Picture, after: Picture): Difference {
  if (before.width !== after.width || before.height !== after.height) return { changed: 1, mean: 0 }
  const [a, b] = [before.data, after.data]
  let sum = 0
  let pixels = 0
  for (let at = 0; at < a.length; at += 3) {
    const gap = Math.abs(a[at]! - b[at]!) + Math.abs(a[at + 1]! - b[at + 1]!) + Math.abs(a[at + 2]! - b[at + 2]!)
    sum += gap
    if (gap > 0) pixels++
  }
  return { changed: (3 * pixels) / a.length, mean: sum / (255 * a.length) }
}
