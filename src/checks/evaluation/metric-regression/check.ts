import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Found, Metric, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { pairedAccuracy, share, unitsOf } from '../../paired-accuracy.ts'
import { testSetOf } from '../../test-set.ts'
import { answersLost, classBars, classTable } from './exhibits.ts'

type Code = 'regression' | 'regression-counted' | 'missing-prediction' | 'nothing-to-judge'

/** Images named in a finding. */
const SHOWN = 5

/** Accuracy of head against base on the images that are the same on both sides. */
export const check = defineCheck({
  id: 'evaluation/metric-regression',
  title: 'Primary metric',
  failureTitle: 'Primary metric regressed',
  why: 'A drop is a regression only when it is larger than chance and larger than what was agreed to tolerate.',
  pitfalls: [5],
  cost: 'cpu',
  needs: {
    judgement: { evidence: 'judgement', at: 'pair' },
    baseData: { evidence: 'dataset', at: 'base' },
    headData: { evidence: 'dataset', at: 'head' },
    history: { evidence: 'history', at: 'pair', optional: true },
  },
  options: z.strictObject({}),
  messages: {
    regression: {
      text: 'accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})',
      fix: 'Look at the images that head loses (report.html), and train or label for them.',
      severity: 'block',
    },
    'regression-counted': {
      text: 'accuracy {baseRatio} → {headRatio} ({deltaPp}, counted; limit {limitPp}; {gains} gained, {regressions} lost of {n})',
      fix: 'Look at the images that head loses (report.html): they are all listed or counted there.',
      severity: 'block',
    },
    'missing-prediction': {
      text: 'head gives no usable answer ({why}) for {count} images that base answers, for example {example}',
      fix: 'A model must answer every image that base answers; NaN usually comes from the export or the preprocessing.',
      severity: 'block',
    },
    'nothing-to-judge': {
      text: 'no image of the judged split {split} is the same on base and head ({baseCount} answered on base, {headCount} on head)',
      fix: 'Change the test set in a pull request of its own, without changing the model.',
      severity: 'block',
    },
  },
  references: [
    'Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Stat. Med. 1998',
    'Fagerland, Lydersen & Laake, The McNemar test for binary matched-pairs data, BMC Med. Res. Methodol. 2013',
  ],
  run({ judgement, baseData, headData, history }, { target }) {
    const { primary } = target
    if (primary === null) return { status: 'not-applicable', reason: { code: 'no-primary', args: {} } }
    const whole = wholeSplit(judgement, primary.population === 'fixed')
    const findings: Found<Code>[] = missing(judgement, headData)
    if (judgement.headRow.length === 0) {
      if (judgement.answered.base.length === 0 && findings.length === 0)
        return { status: 'not-applicable', reason: { code: 'first-test-set', args: { split: target.gateSplit } } }
      if (findings.length === 0) findings.push(nothingToJudge(judgement, target.gateSplit))
      return { status: 'measured', metrics: whole, claims: [], findings, exhibits: [] }
    }
    const testSet = testSetOf(judgement, headData)
    const subset = {
      at: [...judgement.headRow.keys()],
      slice: null,
      role: 'primary',
      tolerance: primary.tolerance,
      code: { sampled: 'regression', counted: 'regression-counted' },
      past: history?.accuracy.find((one) => one.testSet === testSet) ?? { testSet, entries: [] },
    } as const
    const { metric, claim } = pairedAccuracy<Code>(judgement, subset, primary, unitsOf(judgement, baseData, headData))
    return {
      status: 'measured',
      metrics: [metric, ...whole],
      claims: [claim],
      findings,
      exhibits: [classTable(judgement), classBars(judgement), answersLost(judgement, headData)],
    }
  },
})

/** One finding for each reason: a broken export fails on every image. */
function missing({ headMissing }: Judgement, data: Dataset): Found<Code>[] {
  const byReason = new Map<string, number[]>()
  for (const [row, why] of headMissing) {
    const rows = byReason.get(why)
    if (rows) rows.push(row)
    else byReason.set(why, [row])
  }
  return [...byReason].map(([why, rows]) => {
    const images = rows.map((row) => ({ path: data.path.get(row), content: data.content.text(row) }))
    images.sort((a, b) => (a.path < b.path ? -1 : 1))
    return {
      code: 'missing-prediction',
      args: { why, count: rows.length, example: images[0]!.path },
      about: images.slice(0, SHOWN).map(({ path }): Ref => ({ kind: 'image', side: 'head', id: path })),
      age: 'new',
      count: rows.length,
      subject: why,
      basis: images.map(({ content }) => content).join(' '),
    }
  })
}

function nothingToJudge({ answered }: Judgement, split: string): Found<Code> {
  const args = { split, baseCount: answered.base.length, headCount: answered.head.length }
  return {
    code: 'nothing-to-judge',
    args,
    about: [],
    age: 'new',
    count: 1,
    subject: split,
    basis: JSON.stringify(args),
  }
}

/** What each side scores on its own judged split, when that is not the same set of images. */
function wholeSplit({ whole, headRow }: Judgement, counted: boolean): Metric[] {
  if (whole.base.n === headRow.length && whole.head.n === headRow.length) return []
  return [
    {
      id: 'accuracy-whole-split',
      slice: null,
      unit: 'ratio',
      better: 'higher',
      base: share(whole.base.right, whole.base.n, counted),
      head: share(whole.head.right, whole.head.n, counted),
      delta: { value: null, reason: { code: 'different-images', args: {} } },
    },
  ]
}
