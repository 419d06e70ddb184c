import type { Evidence } from '#contract/evidence'
import { matchRows, swapMatch } from './match-rows.ts'

/** Which image of base is which image of head, from paths and content ids alone. */
export const evidence: Evidence<'match'> = {
  id: 'match',
  version: 1,
  perMachine: false,
  unavailable: async () => null, // what its needs lack, it lacks
  needs: () => [
    { evidence: 'dataset', at: 'base' },
    { evidence: 'dataset', at: 'head' },
  ],
  inputs: async () => [],
  async compute(_scene, _at, resolve) {
    const [base, head] = await Promise.all([resolve('dataset', 'base'), resolve('dataset', 'head')])
    return matchRows(base, head)
  },
  swap: swapMatch,
}
