import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Claim, Exhibit, Found, Metric } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type {} from '#evidence/judgement/types'
import { pairedAccuracy } from '../../paired-accuracy.ts'
import { declaredSlices, inSlice, unknownColumns } from './slices.ts'

type Code = 'slice-regression' | 'slice-vanished' | 'empty-slice' | 'unknown-column'

/** Declared slices, each against its own tolerance; Holm over all of them and the primary metric is the verdict's. */
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
    'slice-vanished': {
      text: 'slice {slice} has no judged image on head any more; base had {baseCount}',
      fix: 'Keep the images of the slice in the judged split.',
      severity: 'block',
    },
    'empty-slice': {
      text: 'slice {slice} matches no judged image',
      fix: 'Correct its `where`, or add images: nothing is known of it.',
      severity: 'warn',
    },
    'unknown-column': {
      text: 'the slice {slice} names the column {column}, which the data do not have (columns: {known})',
      fix: 'Correct the column, or add it to the manifest.',
      severity: 'block',
    },
  },
  references: ['Holm, A simple sequentially rejective multiple test procedure, Scand. J. Stat. 1979'],
  run({ judgement, baseData, headData }, { target }) {
    const { primary } = target
    if (primary === null) return { status: 'not-applicable', reason: { code: 'no-primary', args: {} } }
    if (target.slices.length === 0) return { status: 'not-applicable', reason: { code: 'no-slices', args: {} } }
    const findings: Found<Code>[] = []
    const metrics: Metric[] = []
    const claims: (Claim & { code: Code })[] = []
    for (const slice of declaredSlices(target.slices, [baseData, headData], primary.tolerance)) {
      const lacking = unknownColumns(slice, headData)
      if (lacking.length > 0) {
        findings.push(unknownColumn(slice.id, lacking[0]!, headData))
        continue
      }
      const at = [...judgement.headRow.keys()].filter((one) => inSlice(slice, headData, judgement.headRow[one]!))
      if (at.length === 0) {
        findings.push(emptySlice(slice.id, countIn(slice, baseData, target.gateSplit)))
        continue
      }
      const { metric, claim } = pairedAccuracy(
        judgement,
        { at, slice: slice.id, role: 'protected' },
        primary,
        slice.tolerance,
        headData.group ?? null,
        'slice-regression' as const,
      )
      metrics.push(metric)
      claims.push(claim)
    }
    return { status: 'measured', metrics, claims, findings, exhibits: metrics.length > 0 ? [bars(metrics)] : [] }
  },
})

function countIn(slice: Parameters<typeof inSlice>[0], data: Dataset, split: string): number {
  if (unknownColumns(slice, data).length > 0) return 0
  const code = data.split.values.indexOf(split)
  let count = 0
  for (let row = 0; row < data.rows; row++) if (data.split.codes[row] === code && inSlice(slice, data, row)) count++
  return count
}

function emptySlice(slice: string, baseCount: number): Found<Code> {
  const code = baseCount > 0 ? 'slice-vanished' : 'empty-slice'
  return { code, args: { slice, baseCount }, about: [], age: 'new', count: 1, subject: slice, basis: String(baseCount) }
}

function unknownColumn(slice: string, column: string, data: Dataset): Found<Code> {
  const known = [...data.columns.keys()].slice(0, 10).join(', ') || 'none'
  return {
    code: 'unknown-column',
    args: { slice, column, known },
    about: [],
    age: 'new',
    count: 1,
    subject: `${slice} ${column}`,
    basis: known,
  }
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
