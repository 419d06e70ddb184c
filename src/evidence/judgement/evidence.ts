import type { Evidence } from '#contract/evidence'
import { judgeRows, swapJudgement } from './judge-rows.ts'

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
    return judgeRows(match, base, head, anchor)
  },
  swap: swapJudgement,
}
