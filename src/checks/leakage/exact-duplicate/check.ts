import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Exhibit, Ref } from '#contract/outcome'
import { type Cluster, clustersOf, novelty } from '../../picture-clusters.ts'
import { imageRef } from '../../record-places.ts'
import { acrossFindings, ordered, pairOf, withinFindings } from './findings.ts'
import { metrics } from './metrics.ts'

const PAIRS_SHOWN = 50

/** The same picture in two splits: by decoded, oriented pixels, or by the ids of its bytes where they are not here. */
export const check = defineCheck({
  id: 'leakage/exact-duplicate',
  title: 'Exact duplicates across splits',
  failureTitle: 'The same image is in two splits',
  why: 'A model that has seen the test image in training is tested on its memory.',
  pitfalls: [3],
  cost: 'cpu',
  needs: {
    baseData: { evidence: 'dataset', at: 'base', optional: true },
    headData: { evidence: 'dataset', at: 'head' },
    basePixels: { evidence: 'pixels', at: 'base', optional: true },
    headPixels: { evidence: 'pixels', at: 'head' },
  },
  options: z.strictObject({}),
  messages: {
    'across-splits': {
      text: 'the same picture is in {splits}: {first} and {second} ({count} records)',
      fix: 'Keep it in one split: remove the copy or its record, or move it back.',
      severity: 'block',
    },
    'more-across-splits': {
      text: '{count} more pictures are in {splits}, for example {first} and {second}',
      fix: 'Keep each in one split: remove the copies, or move them back.',
      severity: 'block',
    },
    'within-split': {
      text: '{count} pictures are in {split} more than once, for example {first} and {second}',
      fix: 'Remove the copies: they count double.',
      severity: 'info',
    },
  },
  references: [
    'Kapoor & Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns 2023',
    'Barz & Denzler, Do we train on test data? Purging CIFAR of near-duplicates, J. Imaging 2020',
  ],
  run({ baseData, headData, basePixels, headPixels }, { target }) {
    const head = { data: headData, clusters: clustersOf(headData, headPixels) }
    const base = baseData && basePixels ? { data: baseData, clusters: clustersOf(baseData, basePixels) } : null
    const crossing = ordered(head.clusters, base?.clusters ?? [])
    const side = { data: headData, gateSplit: target.gateSplit, isNew: novelty(headData, baseData ?? null) }
    return {
      status: 'measured',
      metrics: metrics(base, head, target.gateSplit),
      claims: [],
      findings: [...acrossFindings(crossing, side), ...withinFindings(head.clusters, base?.clusters ?? [], headData)],
      exhibits: pairs(crossing),
    }

    function pairs(shown: readonly { cluster: Cluster }[]): Exhibit[] {
      if (shown.length === 0) return []
      const image = (row: number): Ref => imageRef(headData, row)
      return [
        {
          kind: 'pairs',
          title: 'The same picture in two splits',
          pairs: shown.slice(0, PAIRS_SHOWN).map(({ cluster }) => {
            const [first, second] = pairOf(cluster, side)
            const text = { code: 'in-splits', args: { splits: cluster.splits.join(' and ') } }
            return { left: image(first), right: image(second), text }
          }),
          total: shown.length,
        },
      ]
    }
  },
})
