import * as z from 'zod'
import { defineCheck } from '#contract/check'
import { GateError } from '#contract/errors'
import type { Estimate, Found, Metric } from '#contract/outcome'
import type {} from '#evidence/dataset/types'
import type {} from '#evidence/match/types'
import { imageRef, recordRef } from '../../record-places.ts'
import { splitVersions } from '../../split-version.ts'
import { basisOfChange } from './basis.ts'
import { type Changes, changesOf, type Given } from './comparable.ts'

type Code = 'changed' | 'hardly-comparable'
const REFS = 5
/** Below this share of base's judged images a comparison is one of what happens to be left. */
const ENOUGH = 0.5

const counts = '{added} added, {removed} removed, {edited} edited, {relabelled} relabelled'

/** Whether base and head are asked the same questions. */
export const check = defineCheck({
  id: 'evaluation/test-set-change',
  title: 'The judged split',
  failureTitle: 'The judged split changed',
  why: 'When model and test set change together nobody knows which of the two moved the number.',
  pitfalls: [5],
  cost: 'static',
  needs: {
    match: { evidence: 'match', at: 'pair' },
    base: { evidence: 'dataset', at: 'base' },
    head: { evidence: 'dataset', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    changed: {
      text: `the judged split {split} changed: ${counts}; {comparable} of the {before} images of base ({comparableRatio}) are the same on both sides (version {from} → {to})`,
      fix: 'Models are compared on the images that are the same on both sides.',
      severity: 'info',
    },
    'hardly-comparable': {
      text: `most of the judged split {split} changed: ${counts}; only {comparable} of the {before} images of base ({comparableRatio}) are the same on both sides (version {from} → {to})`,
      fix: 'Change the test set in one pull request and the model in another: then each can be seen for itself.',
      severity: 'warn',
    },
  },
  references: [],
  run({ match, base, head }, { target: { gateSplit } }) {
    const given = { match, base, head, gateSplit }
    const changes = changesOf(given)
    if (changes.before === 0 && changes.after === 0) throw nothingJudged(gateSplit)
    if (changes.before === 0) return { status: 'not-applicable', reason: { code: 'nothing-judged-on-base', args: {} } }
    return {
      status: 'measured',
      metrics: [metric(changes)],
      claims: [],
      findings: findingOf(changes, given),
      exhibits: [],
    }
  },
})

/** Nothing on either side: no pull request did this, and none can be shown to be good. */
function nothingJudged(split: string): GateError {
  return new GateError('empty-split', 'user', `neither base nor head has an image in the judged split \`${split}\``, {
    hint: 'Correct `data.splits` or `gate-split` in the configuration, or add images to the judged split.',
  })
}

function findingOf(changes: Changes, given: Given): Found<Code>[] {
  const { base, head, gateSplit } = given
  const { before, added, removed, edited, relabelled, comparable } = changes
  const rows = [...edited, ...relabelled, ...added]
  if (rows.length + removed.length === 0) return []
  const share = comparable / before
  const shown = rows.slice(0, REFS)
  const [from, to] = [base, head].map((data) => splitVersions(data).get(gateSplit) ?? '') as [string, string]
  const args = { added: added.length, removed: removed.length, edited: edited.length, relabelled: relabelled.length }
  return [
    {
      code: share < ENOUGH ? 'hardly-comparable' : 'changed',
      args: { split: gateSplit, ...args, comparable, before, comparableRatio: share, from, to },
      about: [...shown.flatMap((row) => recordRef(head, row) ?? []), ...shown.map((row) => imageRef(head, row))],
      age: 'new',
      count: rows.length + removed.length,
      subject: gateSplit,
      basis: basisOfChange(changes, given),
    },
  ]
}

/** Share of each side's judged images that are the same on both. */
function metric({ before, after, comparable }: Changes): Metric {
  const interval = { code: 'deterministic', args: {} }
  const estimate = (value: number, n: number): Estimate =>
    n === 0 ? { value: null, reason: { code: 'undefined', args: {} } } : { value, n, of: 'image', interval }
  const [was, is] = [comparable / before, comparable / after]
  return {
    id: 'comparable-share',
    slice: null,
    unit: 'ratio',
    better: 'neither',
    base: estimate(was, before),
    head: estimate(is, after),
    delta: estimate(is - was, after),
  }
}
