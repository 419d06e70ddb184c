import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Claim, Exhibit, Found, Metric } from '#contract/outcome'
import type {} from '#evidence/dataset/types'
import type { Judgement } from '#evidence/judgement/types'
import { pairedAccuracy, share } from '../../paired-accuracy.ts'

const SHOWN = 100
type Code = 'regression' | 'missing-prediction' | 'nothing-to-judge'

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
    headData: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    regression: {
      text: 'accuracy {baseRatio} → {headRatio} ({deltaPp}, 95 % CI {loPp} … {hiPp}; limit {limitPp}; {gains} gained, {regressions} lost of {n})',
      fix: 'Look at the images that head loses (report.html), and train or label for them.',
      severity: 'block',
    },
    'missing-prediction': {
      text: 'head gives no usable answer for {path}: {why}',
      fix: 'A model must answer every image that base answers; NaN usually comes from the export or the preprocessing.',
      severity: 'block',
    },
    'nothing-to-judge': {
      text: 'no image of the judged split {split} is the same on base and head ({baseCount} on base, {headCount} on head)',
      fix: 'Change the test set in a pull request of its own, without changing the model.',
      severity: 'block',
    },
  },
  references: [
    'Tango, Equivalence test and confidence interval for the difference in proportions for the paired-sample design, Stat. Med. 1998',
    'Fagerland, Lydersen & Laake, The McNemar test for binary matched-pairs data, BMC Med. Res. Methodol. 2013',
  ],
  run({ judgement, headData }, { target }) {
    const { primary } = target
    if (primary === null) return { status: 'not-applicable', reason: { code: 'no-primary', args: {} } }
    const at = [...judgement.headRow.keys()]
    const findings: Found<Code>[] = [...missing(judgement, (row) => headData.path.get(row))]
    const metrics: Metric[] = []
    const claims: (Claim & { code: Code })[] = []
    if (at.length === 0) findings.push(nothingToJudge(judgement, target.gateSplit))
    else {
      const { metric, claim } = pairedAccuracy(
        judgement,
        { at, slice: null, role: 'primary' },
        primary,
        primary.tolerance,
        headData.group ?? null,
        'regression' as const,
      )
      metrics.push(metric)
      claims.push(claim)
    }
    metrics.push(...wholeSplit(judgement))
    return {
      status: 'measured',
      metrics,
      claims,
      findings,
      exhibits: at.length === 0 ? [] : [perClass(judgement), flips(judgement, headData.path)],
    }
  },
})

function* missing({ headMissing }: Judgement, pathOf: (row: number) => string): Generator<Found<Code>> {
  for (const [row, why] of headMissing) {
    const path = pathOf(row)
    yield {
      code: 'missing-prediction',
      args: { path, why },
      about: [{ kind: 'image', side: 'head', id: path }],
      age: 'new',
      count: 1,
      subject: path,
      basis: why,
    }
  }
}

function nothingToJudge({ whole }: Judgement, split: string): Found<Code> {
  const args = { split, baseCount: whole.base.n, headCount: whole.head.n }
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
function wholeSplit({ whole, headRow }: Judgement): Metric[] {
  if (whole.base.n === headRow.length && whole.head.n === headRow.length) return []
  return [
    {
      id: 'accuracy-whole-split',
      slice: null,
      unit: 'ratio',
      better: 'higher',
      base: share(whole.base.right, whole.base.n),
      head: share(whole.head.right, whole.head.n),
      delta: { value: null, reason: { code: 'different-images', args: {} } },
    },
  ]
}

function perClass({ truth, baseRight, headRight }: Judgement): Exhibit {
  const classes = new Map<string, [n: number, base: number, head: number]>()
  for (const [at, name] of truth.entries()) {
    const entry = classes.get(name) ?? [0, 0, 0]
    entry[0]++
    entry[1] += baseRight[at]!
    entry[2] += headRight[at]!
    classes.set(name, entry)
  }
  const rows = [...classes].map(([name, [n, base, head]]) => [name, n, base / n, head / n, (head - base) / n] as const)
  rows.sort((a, b) => a[4] - b[4] || (a[0] < b[0] ? -1 : 1))
  return {
    kind: 'table',
    title: 'Accuracy per class, largest loss first',
    columns: [
      { name: 'class', unit: 'text' },
      { name: 'images', unit: 'count' },
      { name: 'base', unit: 'ratio' },
      { name: 'head', unit: 'ratio' },
    ],
    rows: rows.slice(0, SHOWN).map((row) => row.slice(0, 4)),
    total: rows.length,
  }
}

function flips(
  { headRow, truth, baseRight, headRight, headAnswer }: Judgement,
  path: { get(row: number): string },
): Exhibit {
  const lost = [...headRow.keys()].filter((at) => baseRight[at] === 1 && headRight[at] === 0)
  const rows = lost
    .map((at) => [path.get(headRow[at]!), truth[at]!, headAnswer[at]!])
    .sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
  return {
    kind: 'table',
    title: 'Images that base has right and head has wrong',
    columns: [
      { name: 'image', unit: 'text' },
      { name: 'class', unit: 'text' },
      { name: 'answer of head', unit: 'text' },
    ],
    rows: rows.slice(0, SHOWN),
    total: rows.length,
  }
}
