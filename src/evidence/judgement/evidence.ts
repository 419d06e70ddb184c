import { GateError } from '#contract/errors'
import type { Evidence } from '#contract/evidence'
import { judgeRows, swapJudgement } from './judge-rows.ts'
import { pool } from './pool.ts'
import type { Judgement } from './types.ts'

/** Base, head and anchor on the images that are the same on both sides. */
export const evidence: Evidence<'judgement'> = {
  id: 'judgement',
  version: 1,
  perMachine: false,
  unavailable: async ({ policy }) => {
    if (policy.task !== 'classification') return { code: 'task-not-measured', args: { task: policy.task } }
    return policy.primary === null ? { code: 'no-primary', args: {} } : null
  },
  needs: () => [
    { evidence: 'match', at: 'pair' },
    { evidence: 'dataset', at: 'base' },
    { evidence: 'dataset', at: 'head' },
    { evidence: 'predictions', at: { model: 'base', data: 'base' } },
    { evidence: 'predictions', at: { model: 'head', data: 'head' } },
    { evidence: 'predictions', at: { model: 'anchor', data: 'head' }, optional: true },
  ],
  inputs: async () => [],
  async compute(scene, _at, resolve) {
    const match = await resolve('match', 'pair')
    const base = {
      dataset: await resolve('dataset', 'base'),
      predictions: await resolve('predictions', { model: 'base', data: 'base' }),
    }
    const head = {
      dataset: await resolve('dataset', 'head'),
      predictions: await resolve('predictions', { model: 'head', data: 'head' }),
    }
    const anchor = scene.tree.anchor ? await resolve('predictions', { model: 'anchor', data: 'head' }) : null
    const judgement = judgeRows(match, base, head, anchor)
    if (isEmpty(judgement)) throw nothingJudged(scene.policy.gateSplit)
    return judgement
  },
  pool,
  swap: swapJudgement,
}

/** Nothing on either side: no pull request did this, and none can be shown to be good. */
function isEmpty({ answered, headMissing }: Judgement): boolean {
  return answered.base.length + answered.head.length + headMissing.size === 0
}

function nothingJudged(split: string): GateError {
  return new GateError('empty-split', 'user', `neither base nor head has a labelled image to judge in \`${split}\``, {
    hint: 'Correct `data.splits` or `gate-split` in the configuration, or add labelled images to the judged split.',
  })
}
