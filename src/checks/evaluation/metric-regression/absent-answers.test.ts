import { describe, expect, test } from 'vitest'
import { GateError } from '#contract/errors'
import { outcomeOf } from '#test/check-tester'
import { type Picture, side } from '#test/evidence-builders'
import { check } from './check.ts'

describe('what is not known is an error of the evidence, not an outcome', () => {
  const cat = (one: Partial<Picture>) =>
    side([
      { path: 'cat.jpg', ...one },
      { path: 'dog.jpg', label: 'dog' },
    ])
  const run = (base: Partial<Picture>, head: Partial<Picture>) => () =>
    outcomeOf(check, { given: { base: cat(base), head: cat(head) } })
  test.each([
    ['base gives no answer', { failed: 'not-finite' }, {}, 'base-not-predicted'],
    ['the process died on head', {}, { failed: 'timeout' }, 'prediction-died'],
    ['the process died on both', { failed: 'crash' }, { failed: 'crash' }, 'prediction-died'],
    ['the bytes are not here', { status: 'absent' }, { status: 'absent' }, 'content-absent'],
  ] as const)('%s', (_, base, head, code) => {
    expect(run(base, head)).toThrow(GateError)
    expect(run(base, head)).toThrow(expect.objectContaining({ code }))
  })
})
