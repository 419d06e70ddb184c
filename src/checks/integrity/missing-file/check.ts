import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/match/types'
import { countMetric } from '../../counts.ts'
import { countProblems, problemFindings } from '../../problem-findings.ts'

const CODES = ['missing-file', 'outside-root', 'not-an-image', 'name-collision'] as const

/** Records and the files that they name: nothing is decoded. */
export const check = defineCheck({
  id: 'integrity/missing-file',
  title: 'Files of the records',
  failureTitle: 'Records name files that are not there',
  why: 'A record without its file stops the training of one person, is left out in silence by another loader, and may be another file on a third machine.',
  pitfalls: [2],
  cost: 'static',
  needs: {
    base: { evidence: 'dataset', at: 'base', optional: true },
    head: { evidence: 'dataset', at: 'head' },
    match: { evidence: 'match', at: 'pair', optional: true },
  },
  options: z.strictObject({}),
  messages: {
    'missing-file': {
      text: 'a record names a file that is not there: {problem}',
      fix: 'Commit the file (is it ignored by git, or in another folder?), or remove its record.',
      severity: 'block',
    },
    'outside-root': {
      text: 'a record leaves the root of the dataset: {problem}',
      fix: 'Write the path relative to the root, with `/`, without `..`; URLs are never fetched.',
      severity: 'block',
    },
    'not-an-image': {
      text: 'where an image should be there is none: {problem}',
      fix: 'Commit the image itself: symbolic links and submodules are not followed.',
      severity: 'block',
    },
    'name-collision': {
      text: 'names that are one name on some machines: {problem}',
      fix: 'Rename one of them: they differ only in case or in the form of their accents.',
      severity: 'block',
    },
    'further-records': {
      text: '{count} further records at fault ({kind}), for example in {file}',
      fix: 'Correct them like the ones shown one by one.',
      severity: 'block',
    },
  },
  references: [],
  run({ base, head, match }) {
    const count = (side: typeof head) => ({ value: countProblems(side, CODES), n: side.rows })
    return {
      status: 'measured',
      metrics: [countMetric('records-without-file', null, base && count(base), count(head))],
      claims: [],
      findings: problemFindings({ base, head, match }, CODES, 'further-records'),
      exhibits: [],
    }
  },
})
