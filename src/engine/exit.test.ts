import { expect, test } from 'vitest'
import type { Conclusion, Mode, Report } from '#contract/report'
import { checkConclusion, enforcedExit, errorExit, exitCode } from './exit.ts'

/** A report of as many targets as lists of blockers. */
function report(conclusion: Conclusion, mode: Mode, ...blockers: string[][]): Report {
  return { conclusion, mode, targets: blockers.map((list) => ({ blockers: list })) } as unknown as Report
}

test.each<[Conclusion, string[][], number, string]>([
  ['passed', [[]], 0, 'success'],
  ['warned', [[]], 0, 'success'],
  ['inconclusive', [[], []], 0, 'success'], // the policy accepts it
  ['inconclusive', [[], ['id']], 1, 'action_required'], // of one target, not of the other
  ['inconclusive', [['id'], ['id']], 1, 'action_required'],
  ['unverified', [[]], 2, 'failure'],
  ['blocked', [['id']], 1, 'failure'],
])('%s with blockers %j exits %d and is a check of %s', (conclusion, blockers, exit, check) => {
  const enforced = report(conclusion, 'enforce', ...blockers)
  expect([exitCode(enforced), enforcedExit(enforced), checkConclusion(enforced)]).toEqual([exit, exit, check])
  const advisory = report(conclusion, 'advisory', ...blockers)
  expect([exitCode(advisory), enforcedExit(advisory), checkConclusion(advisory)]).toEqual([0, exit, 'success'])
})

test('an error of the configuration exits 3, any other 2', () => {
  const exits = (['user', 'artifact', 'host', 'us'] as const).map((owner) => errorExit({ owner }))
  expect(exits).toEqual([3, 2, 2, 2])
})
