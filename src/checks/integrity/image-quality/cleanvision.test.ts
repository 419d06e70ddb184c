import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { readPicture } from '#app/worker/read-picture'
import type { Quality } from '#contract/raster'
import type { Pixels } from '#evidence/pixels/types'
import { qualityOf } from '#imaging/quality'
import { REAL_DATA } from '#test/built'
import { side } from '#test/evidence-builders'
import { fixedLimit, ISSUES, type Issue, scoresOf, sizeBandOf } from './scores.ts'

/** What CleanVision 0.3.7 said of two folders; columns by its names. */
interface Reference {
  readonly columns: readonly string[]
  readonly images: Readonly<Record<string, readonly number[]>>
  readonly flagged: Readonly<Record<string, readonly string[]>>
}
const THEIRS: Readonly<Record<Issue, string>> = {
  dark: 'dark',
  light: 'light',
  blurry: 'blurry',
  'low-information': 'low_information',
  'odd-aspect-ratio': 'odd_aspect_ratio',
  'odd-size': 'odd_size',
  grey: 'grayscale',
}
const LIMITS = { dark: 0.32, light: 0.05, blurry: 0.29, 'low-information': 0.3, 'odd-aspect-ratio': 0.35 }
const peers = REAL_DATA && join(REAL_DATA, '../peers/reference')

/** Scores and flags of all images are CleanVision's, from the files to the last step. */
describe.skipIf(!peers || !existsSync(peers))('every score of CleanVision', () => {
  test.each([
    ['imagenet', 'imagenet', 200],
    ['bccd', 'bccd/BCCD/JPEGImages', 364],
  ])('%s', { timeout: 120_000 }, async (name, folder, images) => {
    const reference = JSON.parse(readFileSync(join(peers!, `cleanvision-${name}.json`), 'utf8')) as Reference
    const names = Object.keys(reference.images)
    expect(names).toHaveLength(images)
    const pixels = await decoded(names.map((one) => join(REAL_DATA!, folder, one)))
    const band = sizeBandOf(pixels)
    for (const issue of ISSUES) {
      const scores = scoresOf(issue, pixels, band)
      const column = reference.columns.indexOf(THEIRS[issue])
      for (const [row, one] of names.entries())
        expect(Math.abs(scores[row]! - reference.images[one]![column]!), `${issue} of ${one}`).toBeLessThan(1e-9)
      const limit = fixedLimit(issue, band, LIMITS)
      expect(names.filter((_, row) => scores[row]! < limit).sort()).toEqual(reference.flagged[THEIRS[issue]])
    }
  })
})

async function decoded(paths: readonly string[]): Promise<Pixels> {
  const found: (Quality & { width: number; height: number })[] = []
  for (const path of paths) {
    const read = await readPicture(sharp, readFileSync(path))
    if (read.status !== 'ok') throw new Error(`${path}: ${read.detail}`)
    found.push({ ...qualityOf(read.raster), width: read.raster.width, height: read.raster.height })
  }
  return side(found.map((quality, row) => ({ path: paths[row]!, quality }))).pixels
}
