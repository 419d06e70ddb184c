import fc from 'fast-check'
import { expect, test } from 'vitest'
import { connect } from '#host/github/connection'
import { upsertComment } from '#host/github/sticky-comment'
import { FakeGitHub } from './fake-github.ts'
import { brokenInvariants } from './invariants.ts'

const PREFIX = '<!-- cv-gate:v1 key=default '

/** One run that comments; its requests arrive and its answers come back when the scheduler says so. */
function comments(fake: FakeGitHub, scheduler: fc.Scheduler, run: number) {
  const token = fake.jobToken({ event: 'workflow_run', permissions: { 'pull-requests': 'write' } })
  const turn = () => scheduler.schedule(Promise.resolve(), `run ${run}`)
  const fetch = fake.fetch(null, { arrive: turn, leave: turn })
  const connection = connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: fake.clock, fetch })
  const body = `${PREFIX}head=aa run=${run}.1 -->\nrun ${run}`
  return upsertComment(connection, 7, { body, prefix: PREFIX, generation: [run, 1] })
}

test('two runs that comment for the first time at once, in any order: one comment, the newest', async () => {
  const orders = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), async (scheduler) => {
      const fake = new FakeGitHub()
      fake.push('patch-1')
      fake.openPull('patch-1', { number: 7 })
      const all = Promise.all([comments(fake, scheduler, 1), comments(fake, scheduler, 2)])
      await scheduler.waitFor(all)
      orders.add(fake.seen.map(({ method, token }) => method + token).join(' '))
      expect(brokenInvariants(fake)).toEqual([])
      expect(fake.comments.map(({ body }) => body.split('\n')[1])).toEqual(['run 2'])
    }),
    { numRuns: 100, endOnFailure: true },
  )
  expect(orders.size).toBeGreaterThan(20)
})
