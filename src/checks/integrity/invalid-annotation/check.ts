import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Metric } from '#contract/outcome'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/match/types'
import { countMetric } from '../../counts.ts'
import { countProblems, problemFindings } from '../../problem-findings.ts'
import { boxFindings } from './box-findings.ts'
import { type BoxFaults, FAULT_CODES, lintBoxes } from './lint.ts'
import { countMasks, lintMasks, MASK_FAULT_CODES, type Masked, type MaskFaults, masked } from './lint-masks.ts'
import { maskFindings } from './mask-findings.ts'
import { messages } from './messages.ts'

const INVALID = ['duplicate-record', 'unknown-split', 'empty-label', 'unknown-class', 'invalid-annotation'] as const
const ODD = ['odd-annotation'] as const

/** What readers found wrong with records, and what is wrong with boxes whatever the format. */
export const check = defineCheck({
  id: 'integrity/invalid-annotation',
  title: 'Annotations',
  failureTitle: 'Annotations are invalid',
  why: 'A box without area makes a loss infinite, a class that does not exist trains another one, and a record that no loader understands is left out in silence.',
  pitfalls: [2],
  cost: 'cpu', // of masks only
  needs: {
    base: { evidence: 'dataset', at: 'base', optional: true },
    head: { evidence: 'dataset', at: 'head' },
    match: { evidence: 'match', at: 'pair', optional: true },
    baseMasks: { evidence: 'masks', at: 'base', optional: true },
    headMasks: { evidence: 'masks', at: 'head', optional: true },
  },
  options: z.strictObject({}),
  messages,
  references: [
    'Lin et al., Microsoft COCO: common objects in context, ECCV 2014 (format: cocodataset.org/#format-data)',
    'Shewchuk, Adaptive precision floating-point arithmetic and fast robust geometric predicates, Discrete & Computational Geometry 18, 1997',
    'Everingham et al., The Pascal visual object classes challenge, IJCV 2010',
  ],
  run({ base, head, match, baseMasks, headMasks }, { target }) {
    const points = target.task === 'keypoints'
    const now = lintBoxes(head, points)
    const was = base && lintBoxes(base, points)
    const sides = { base, head, match }
    const masksWere = masked(base, baseMasks, target.task)
    const masksNow = masked(head, headMasks, target.task)
    const faultsNow = masksNow && lintMasks(masksNow, masksWere)
    const codes = [...INVALID, ...ODD]
    const records = (side: typeof head) => ({ value: countProblems(side, codes), n: side.rows })
    const boxes = (side: typeof head, faults: BoxFaults) => ({ value: countFaults(faults), n: side.boxes?.rows ?? 0 })
    return {
      status: 'measured',
      metrics: [
        countMetric('records-at-fault', null, base && records(base), records(head)),
        ...(head.boxes || base?.boxes
          ? [countMetric('boxes-at-fault', null, base && was && boxes(base, was), boxes(head, now), 'box')]
          : []),
        ...(masksNow && faultsNow ? [maskMetric(masksNow, faultsNow, masksWere)] : []),
      ],
      claims: [],
      findings: [
        ...problemFindings(sides, INVALID, 'further-invalid'),
        ...boxFindings(sides, now, was),
        ...(masksNow && faultsNow ? maskFindings(masksNow, faultsNow, masksWere, match) : []),
        ...problemFindings(sides, ODD, 'further-odd'),
      ],
      exhibits: [],
    }
  },
})

function maskMetric(now: Masked, faults: MaskFaults, was: Masked | null): Metric {
  const count = (side: Masked, found: MaskFaults) => {
    return { value: MASK_FAULT_CODES.reduce((sum, code) => sum + found[code].length, 0), n: countMasks(side) }
  }
  return countMetric('masks-at-fault', null, was && count(was, lintMasks(was, null)), count(now, faults), 'mask')
}

function countFaults(faults: BoxFaults): number {
  return FAULT_CODES.reduce((sum, code) => sum + faults[code].length, 0)
}
