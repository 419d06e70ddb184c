import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/pixels/types'
import { notRead } from '../../not-read.ts'
import { faultFindings } from './faults.ts'
import { countSplits, emptySplits, splitMetrics } from './splits.ts'

/** Every picture is decoded once; what cannot be is told, with the line that names it. */
export const check = defineCheck({
  id: 'integrity/unreadable-image',
  title: 'Readable images',
  failureTitle: 'Images that cannot be read',
  why: 'A truncated picture is skipped in silence by one loader, kills the training of another, and makes every metric a metric of something else.',
  pitfalls: [2],
  cost: 'cpu',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    unreadable: {
      text: '{path} cannot be decoded ({status}): {detail}',
      fix: 'Replace the file, or remove it and its record.',
      severity: 'block',
    },
    'more-at-fault': {
      text: '{count} more images are at fault ({status}), for example {path}',
      fix: 'Replace the files, or remove them and their records.',
      severity: 'block',
    },
    'not-read': {
      text: '{count} images of {split} were not read: {why}',
      fix: 'Fetch them before the run (`git lfs fetch`, `dvc fetch`, a `data-root`), let the run fetch them (`data.fetch: trusted-remote`), or accept that nothing is known of them.',
      severity: 'warn',
    },
    'empty-split': {
      text: 'the split {split} has no image that can be decoded ({count} listed)',
      fix: 'Correct `data.splits`, or commit the images.',
      severity: 'block',
    },
  },
  references: [],
  run({ baseData, headData, basePixels, headPixels }) {
    const head = { data: headData, pixels: headPixels }
    const base = baseData && basePixels ? { data: baseData, pixels: basePixels } : null
    const [now, was] = [countSplits(head), base && countSplits(base)]
    return {
      status: 'measured',
      metrics: splitMetrics(now, was),
      claims: [],
      findings: [...faultFindings(head, base), ...notRead(head, base), ...emptySplits(now, was)],
      exhibits: [],
    }
  },
})
