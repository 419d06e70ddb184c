import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/match/types'
import type {} from '#evidence/pixels/types'
import { exhibitsOf } from './exhibits.ts'
import { flaggedOf, foundOf } from './flagged.ts'
import { metricOf } from './metrics.ts'
import { calibrated, decoded, fixedLimit, ISSUES, scoresOf, sizeBandOf } from './scores.ts'

const limit = (issue: string, value: number) =>
  z
    .number()
    .min(0)
    .max(1)
    .default(value)
    .describe(`Score below which a picture is ${issue}, unless base has many; 0: never.`)

/** CleanVision's scores, with limits that follow what base has in number. */
export const check = defineCheck({
  id: 'integrity/image-quality',
  title: 'Image quality',
  failureTitle: 'Images of poor quality were added',
  why: 'A black, blurred or odd picture teaches a model nothing, and in the test set it makes every number a little more random.',
  pitfalls: [2, 4],
  cost: 'cpu',
  needs: {
    match: { evidence: 'match', at: 'pair', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
  },
  options: z.strictObject({
    dark: limit('dark', 0.32),
    light: limit('light', 0.05),
    blurry: limit('blurry', 0.29),
    'low-information': limit('of low information', 0.3),
    'odd-aspect-ratio': limit('of an odd aspect ratio', 0.35),
    'ordinary-share': z
      .number()
      .min(0)
      .max(1)
      .default(0.01)
      .describe('A score that more than this share of base falls below is ordinary here.'),
    'calibrate-from': z
      .int()
      .min(1)
      .default(100)
      .describe('Decoded images of base from which on the limits follow it; with fewer they are fixed.'),
  }),
  messages: {
    dark: message('{count} dark images in {split}'),
    light: message('{count} images in {split} that are nearly white'),
    blurry: message('{count} blurry images in {split}'),
    'low-information': message('{count} images in {split} that show nearly nothing'),
    'odd-aspect-ratio': message('{count} images of an odd aspect ratio in {split}'),
    'odd-size': message('{count} images of an odd size in {split}'),
    grey: message('{count} grey images in {split}'),
  },
  references: [
    'CleanVision 0.3.7, https://github.com/cleanlab/cleanvision: the definitions of the scores',
    'Northcutt, Athalye & Mueller, Pervasive label errors in test sets, NeurIPS Datasets and Benchmarks 2021',
  ],
  run({ match, headData, basePixels, headPixels }, { options }) {
    const own = { base: basePixels && sizeBandOf(basePixels), head: sizeBandOf(headPixels) }
    const issues = ISSUES.map((issue) => {
      const base = basePixels && scoresOf(issue, basePixels, own.base)
      const head = scoresOf(issue, headPixels, own.head)
      const follows = base !== null && decoded(base) >= options['calibrate-from']
      const band = follows ? own.base : own.head
      const fixed = fixedLimit(issue, band, options)
      const scores = issue === 'odd-size' ? scoresOf(issue, headPixels, band) : head
      const at = follows ? calibrated(fixed, base, options['ordinary-share']) : fixed
      return {
        issue,
        base,
        head: scores,
        metric: metricOf(issue, { base, head }, own, options),
        flagged: flaggedOf({ issue, limit: at, scores, data: headData, match }),
      }
    })
    return {
      status: 'measured',
      metrics: issues.map(({ metric }) => metric),
      claims: [],
      findings: issues.flatMap(({ flagged }) => foundOf(flagged, headData)),
      exhibits: exhibitsOf(issues, headData),
    }
  },
})

function message(what: string) {
  return {
    text: `${what}, for example {path} (score {score}, limit {limit})`,
    fix: 'Look at them: replace or remove what should not be there, or accept the finding if they are wanted.',
    severity: 'warn',
  } as const
}
