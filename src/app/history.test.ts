import { expect, test } from 'vitest'
import { type History, historySchema, MOST_ENTRIES, MOST_SERIES, type SelfTimed } from '#contract/history'
import { report, targetReport } from '#test/reports'
import { claim } from '#test/verdicts'
import { type Added, comparedIn, historyOf, historyWith } from './history.ts'

const commit = (at: number) => at.toString(16).padStart(40, '0')
const SET = '0123456789abcdef'

function compared(head: number, gains = 3, testSet = SET, target = 'main'): Added {
  const entry = { base: commit(head - 1), head: commit(head), n: 100, gains, regressions: 1, delta: (gains - 1) / 100 }
  return { accuracy: [{ target, testSet, entries: [entry] }], latency: [] }
}
function timed(run: number, p50 = 0.01, machine = 'quiet', procedure = 'quick 1'): Added {
  const entry: SelfTimed = { run, commit: commit(1), p50, p95: 0 }
  return { accuracy: [], latency: [{ target: 'main', machine, procedure, entries: [entry] }] }
}
const after = (...all: readonly Added[]) => {
  const history = all.reduce<History | null>(historyWith, null)!
  return historySchema.parse(JSON.parse(JSON.stringify(history)))
}

test('what each run adds stands behind what was there, thirty entries at most', () => {
  const numbers = Array.from({ length: 35 }, (_, at) => at + 1)
  const history = after(...numbers.map((at) => compared(at)), ...numbers.map((at) => timed(at)))
  expect(history.accuracy.map(({ entries }) => entries.map(({ head }) => head))).toEqual([numbers.slice(5).map(commit)])
  expect(history.latency.map(({ entries }) => entries.map(({ run }) => run))).toEqual([numbers.slice(5)])
  expect(MOST_ENTRIES).toBe(30)
})

test('the same commits measured again count once, as they were measured last; so does a run', () => {
  const history = after(compared(1, 3), compared(2), compared(1, 9), timed(1), timed(2), timed(1, 0.5))
  expect(history.accuracy[0]!.entries.map(({ head, gains }) => [head, gains])).toEqual([
    [commit(2), 3],
    [commit(1), 9],
  ])
  expect(history.latency[0]!.entries.map(({ run, p50 }) => [run, p50])).toEqual([
    [2, 0.01],
    [1, 0.5],
  ])
})

test('one model on two nights is two measurements', () => {
  expect(after(timed(1), timed(2)).latency[0]!.entries).toHaveLength(2)
})

test('each target, test set, machine and procedure is a series of its own; those longest without news are dropped', () => {
  const sets = Array.from({ length: MOST_SERIES + 1 }, (_, at) => at.toString(16).padStart(16, '0'))
  const history = after(...sets.slice(0, -1).map((set, at) => compared(at + 1, 3, set)), compared(200, 3, sets[0]))
  expect(history.accuracy).toHaveLength(MOST_SERIES)
  const more = historyWith(history, compared(300, 3, sets.at(-1)))
  expect(more.accuracy.map(({ testSet }) => testSet)).toEqual([...sets.slice(2, -1), sets[0], sets.at(-1)])
  const both = after(
    compared(1),
    compared(1, 3, SET, 'other'),
    timed(1),
    timed(1, 0, 'loud'),
    timed(1, 0, 'quiet', 'full 8'),
  )
  expect([both.accuracy.length, both.latency.length]).toEqual([2, 3])
})

test('a target is told of its own, on its machine, by its procedure', () => {
  const history = after(
    compared(1),
    compared(2, 3, SET, 'other'),
    timed(1),
    timed(2, 0, 'loud'),
    timed(3, 0, 'quiet', 'full 8'),
  )
  expect(historyOf(history, 'main', 'quiet', 'quick 1')).toEqual({
    accuracy: [{ testSet: SET, entries: [expect.objectContaining({ head: commit(1) })] }],
    latency: [expect.objectContaining({ run: 1 })],
  })
  expect(historyOf(history, 'constructor', 'quiet', 'quick 1')).toEqual({ accuracy: [], latency: [] })
})

test('a report gives the comparisons of its primary claims, and nothing of a target that was not judged', () => {
  const commits = { base: commit(1), head: commit(2), policy: commit(1), anchor: null, baseAgeDays: 0 }
  const measured = (args: Record<string, string | number>, role: 'primary' | 'protected' = 'primary') => ({
    'evaluation/metric-regression': {
      status: 'measured' as const,
      metrics: [],
      claims: [claim({}, { role, n: 60, args })],
      findings: [],
      exhibits: [],
    },
  })
  const args = { testSet: SET, gains: 2, regressions: 5 }
  const targets = [
    targetReport({ name: 'main', outcomes: measured(args) }),
    targetReport({ name: 'slices', outcomes: measured(args, 'protected') }),
    targetReport({ name: 'older', outcomes: measured({ gains: 2, regressions: 5 }) }),
    targetReport({ name: 'same', outcomes: { 'evaluation/metric-regression': { status: 'unchanged' } } }),
  ]
  expect(comparedIn(report({ commits, targets }))).toEqual([
    {
      target: 'main',
      testSet: SET,
      entries: [{ base: commit(1), head: commit(2), n: 60, gains: 2, regressions: 5, delta: -3 / 60 }],
    },
  ])
})
