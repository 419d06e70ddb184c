import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Claim, Exhibit, Found, Metric } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { pairedAccuracy, unitsOf } from '../../paired-accuracy.ts'
import { declaredSlices, MOST_VALUES, membership, type Slice, type Unjudged, unknownColumns } from './slices.ts'

type Code =
  | 'slice-regression'
  | 'slice-regression-counted'
  | 'slice-vanished'
  | 'empty-slice'
  | 'unknown-column'
  | 'values-not-judged'

/**
 * Declared slices, each against its own tolerance; Holm over all of them and the primary metric is the verdict's. Which
 * image is in which slice is what base says: a pull request cannot move its failures out of a slice.
 */
export const check = defineCheck({
  id: 'slices/slice-regression',
  title: 'Declared slices',
  failureTitle: 'A slice regressed',
  why: 'An average hides the night, the rare class and the other camera: a model can gain overall and fail where it matters.',
  pitfalls: [4],
  cost: 'cpu',
  needs: {
    judgement: { evidence: 'judgement', at: 'pair' },
    baseData: { evidence: 'dataset', at: 'base' },
    headData: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'slice-regression': {
      text: 'slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})',
      fix: 'Add training images of this slice, or look at what the new training leaves out.',
      severity: 'block',
    },
    'slice-regression-counted': {
      text: 'slice {slice}: accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})',
      fix: 'Add training images of this slice, or look at what the new training leaves out.',
      severity: 'block',
    },
    'slice-vanished': {
      text: 'slice {slice} has no image any more that both models can be judged on; on base there are {baseCount}',
      fix: 'Keep the images of the slice in the judged split, and change them in a pull request of their own.',
      severity: 'block',
    },
    'empty-slice': {
      text: 'slice {slice} has no judged image on base ({headCount} on head)',
      fix: 'Correct its `where`, or add images: nothing is known of it.',
      severity: 'warn',
    },
    'unknown-column': {
      text: 'slice {slice} names the column {column}, which the data on {side} do not have (columns: {known})',
      fix: 'Correct the column in the configuration, or give it back to the manifest.',
      severity: 'block',
    },
    'values-not-judged': {
      text: 'the column {column} has {values} values: only the {judged} with the most images are judged',
      fix: 'Declare the slices that matter by rules with `where`.',
      severity: 'warn',
    },
  },
  references: ['Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 1979'],
  run({ judgement, baseData, headData }, { target }) {
    const { primary } = target
    if (primary === null) return { status: 'not-applicable', reason: { code: 'no-primary', args: {} } }
    if (target.slices.length === 0) return { status: 'not-applicable', reason: { code: 'no-slices', args: {} } }
    const declared = declaredSlices(target.slices, baseData, judgement.answered.base, primary.tolerance)
    const findings: Found<Code>[] = declared.unjudged.map(valuesNotJudged)
    const metrics: Metric[] = []
    const claims: (Claim & { code: Code })[] = []
    const units = unitsOf(judgement, baseData, headData)
    for (const slice of declared.slices) {
      const inSlice = membership(slice, baseData)
      findings.push(...unknownColumn(slice, baseData, headData))
      if (!inSlice) continue
      const at = [...judgement.baseRow.keys()].filter((one) => inSlice(judgement.baseRow[one]!))
      if (at.length === 0) findings.push(nothingIn(slice, judgement, baseData, headData))
      else {
        const code = { sampled: 'slice-regression', counted: 'slice-regression-counted' } as const
        const subset = { at, slice: slice.id, role: 'protected', tolerance: slice.tolerance, code, past: null } as const
        const { metric, claim } = pairedAccuracy<Code>(judgement, subset, primary, units)
        metrics.push(metric)
        claims.push(claim)
      }
    }
    return { status: 'measured', metrics, claims, findings, exhibits: metrics.length > 0 ? [bars(metrics)] : [] }
  },
})

const plain = { about: [], count: 1 }

/** New when base has images of the slice, so that this pull request took them away. */
function nothingIn(slice: Slice, { answered }: Judgement, base: Dataset, head: Dataset): Found<Code> {
  const count = (data: Dataset, rows: Int32Array) => rows.filter(membership(slice, data) ?? (() => false)).length
  const args = {
    slice: slice.id,
    baseCount: count(base, answered.base),
    headCount: count(head, answered.head),
  }
  const shared = { ...plain, args, subject: slice.id, basis: JSON.stringify(args) }
  if (args.baseCount > 0) return { ...shared, code: 'slice-vanished', age: 'new' }
  return { ...shared, code: 'empty-slice', age: 'pre-existing' }
}

/** Without the column on base nothing can be judged; without it on head the next pull request could not be. */
function* unknownColumn(slice: Slice, base: Dataset, head: Dataset): Generator<Found<Code>> {
  const onBase = unknownColumns(slice, base)
  const side = onBase.length > 0 ? 'base' : 'head'
  const data = side === 'base' ? base : head
  for (const column of unknownColumns(slice, data)) {
    const known = [...data.columns.keys()].slice(0, 10).join(', ') || 'none'
    yield {
      ...plain,
      code: 'unknown-column',
      args: { slice: slice.id, column, side, known },
      age: side === 'base' ? 'pre-existing' : 'new',
      subject: column, // all slices of one column are one finding
      basis: known,
    }
  }
}

function valuesNotJudged({ column, values }: Unjudged): Found<Code> {
  const args = { column, values, judged: MOST_VALUES }
  return { ...plain, code: 'values-not-judged', args, age: 'pre-existing', subject: column, basis: String(values) }
}

function bars(metrics: readonly Metric[]): Exhibit {
  const value = ({ value }: Metric['base']) => value
  return {
    kind: 'bars',
    title: 'Accuracy per slice',
    unit: 'ratio',
    bars: metrics
      .slice(0, 100)
      .map((metric) => ({ name: metric.slice ?? '', base: value(metric.base), head: value(metric.head) })),
  }
}
