import { PIXEL_STATUS, type Pixels } from '#evidence/pixels/types'

/** CleanVision's issue types of single pictures, in its words but for `grey` (grayscale). */
export const ISSUES = ['dark', 'light', 'blurry', 'low-information', 'odd-aspect-ratio', 'odd-size', 'grey'] as const
export type Issue = (typeof ISSUES)[number]

/** Sizes (√(width · height)) between these are ordinary: from the first quartile − 3 IQR to the third + 3 IQR. */
export interface SizeBand {
  readonly middle: number
  /** 0: half of the pictures and more have one size. */
  readonly width: number
}

const OK = PIXEL_STATUS.indexOf('ok')

/**
 * Score of every picture, 0–1, lower is worse; NaN where nothing was decoded. CleanVision 0.3.7's definitions to the last
 * digits (cleanvision/issue_managers/image_property.py).
 */
export function scoresOf(issue: Issue, pixels: Pixels, band: SizeBand | null): Float64Array {
  const score = SCORES[issue]
  const scores = new Float64Array(pixels.rows).fill(Number.NaN)
  for (let row = 0; row < pixels.rows; row++) if (pixels.status[row] === OK) scores[row] = score(pixels, row, band)
  return scores
}

const SCORES: Readonly<Record<Issue, (pixels: Pixels, row: number, band: SizeBand | null) => number>> = {
  dark: ({ quality }, row) => quality.dark[row]!,
  light: ({ quality }, row) => 1 - quality.light[row]!,
  blurry: ({ quality }, row) => Math.min(1, decay(quality.edges[row]!) + contrast(quality.spread[row]!)),
  'low-information': ({ quality }, row) => Math.min(1, 0.1 * quality.entropy[row]!),
  'odd-aspect-ratio': ({ width, height }, row) => Math.min(width[row]! / height[row]!, height[row]! / width[row]!),
  'odd-size': (pixels, row, band) => (band ? sizeScore(sizeOf(pixels, row), band) : 1),
  grey: ({ quality }, row) => 1 - quality.grey[row]!,
}

function decay(value: number): number {
  return 1 - Math.exp(-0.01 * value)
}
function contrast(spread: number): number {
  const score = decay(spread)
  return score > 0.18 ? score : 0
}

function sizeOf({ width, height }: Pixels, row: number): number {
  return Math.sqrt(width[row]!) * Math.sqrt(height[row]!)
}
function sizeScore(size: number, { middle, width }: SizeBand): number {
  const distance = Math.abs(size - middle) / (width > 0 ? width : middle)
  return 1 - Math.min(1, distance)
}

/** null: no picture was decoded. */
export function sizeBandOf(pixels: Pixels): SizeBand | null {
  const sizes: number[] = []
  for (let row = 0; row < pixels.rows; row++) if (pixels.status[row] === OK) sizes.push(sizeOf(pixels, row))
  if (sizes.length === 0) return null
  const sorted = Float64Array.from(sizes).sort()
  const [first, third] = [quantile(sorted, 0.25), quantile(sorted, 0.75)]
  const [least, most] = [first - 3 * (third - first), third + 3 * (third - first)]
  return { middle: (least + most) / 2, width: most - least }
}

/** Linear between neighbours, as numpy's. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const below = Math.floor(place)
  const value = sorted[below]!
  return value + ((sorted[below + 1] ?? value) - value) * (place - below)
}

/** CleanVision's own limit of a score: below it is an issue. */
export function fixedLimit(issue: Issue, band: SizeBand | null, limits: Limits): number {
  if (issue === 'grey') return 1
  if (issue === 'odd-size') return band?.width === 0 ? 1 : 0.5
  return limits[issue]
}
export type Limits = Readonly<Record<Exclude<Issue, 'grey' | 'odd-size'>, number>>

/** `limit`, or less where more than `share` of the pictures of base lie below it: what base has in number is ordinary. */
export function calibrated(limit: number, base: Float64Array, share: number): number {
  const below = base.filter((score) => score < limit).sort()
  return below[Math.floor(share * decoded(base))] ?? limit
}

export function decoded(scores: Float64Array): number {
  let count = 0
  for (const score of scores) if (!Number.isNaN(score)) count++
  return count
}
export function countBelow(scores: Float64Array, limit: number): number {
  let count = 0
  for (const score of scores) if (score < limit) count++
  return count
}
