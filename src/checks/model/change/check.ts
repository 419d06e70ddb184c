import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type {} from '#evidence/model/types'
import { exhibitsOf } from './exhibits.ts'
import { metricsOf } from './measures.ts'
import { messages, summary } from './summary.ts'
import { compareTensors } from './tensors.ts'

/** The model as a reviewer would want to see it: what is the same, what was trained, what was added. */
export const check = defineCheck({
  id: 'model/change',
  title: 'Change of the model',
  failureTitle: 'The model changed',
  why: 'A binary file in a pull request shows nothing: was it retrained, exported again, or replaced?',
  pitfalls: [7],
  cost: 'static',
  needs: {
    base: { evidence: 'model', at: 'base' },
    head: { evidence: 'model', at: 'head' },
  },
  options: z.strictObject({}),
  messages,
  references: [],
  run({ base, head }) {
    const change = compareTensors(base, head)
    return {
      status: 'measured',
      metrics: metricsOf(base, head, change),
      claims: [],
      findings: summary(base, head, change),
      exhibits: exhibitsOf(base, head, change),
    }
  },
})
