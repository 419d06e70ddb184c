import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Claim, Estimate, Exhibit, Found, Metric } from '#contract/outcome'
import type { History } from '#evidence/history/types'
import type { Latency } from '#evidence/latency/types'
import { type LogRatio, logRatio, logRatioInterval, notSlowerThan, slowerThan } from '#stats/log-ratio'
import { LEAST_SELF_TIMED, type Limit, limitOn, QUANTILES, type Quantile } from './limit.ts'

const LEAST_ROUNDS = 6
/** A 95th percentile needs this many runs to have an order statistic above it (binomial, 99 %, one run beyond). */
const RUNS_FOR_P95 = 130
const LEVEL = 0.95
/** The machine's doing, not the pull request's: never new. */
const OF_MACHINE: Pick<Found, 'about' | 'age' | 'count'> = { about: [], age: 'pre-existing', count: 1 }
type Interval = Claim['interval']

const ratio = (standard: number, what: string) =>
  z
    .number()
    .gt(1)
    .max(10)
    .default(standard)
    .meta({ description: `tolerated head/base ratio of the ${what}` })

/** Time of one inference, base and head measured in turn. The round is the unit, never the single run. */
export const check = defineCheck({
  id: 'latency/latency-regression',
  title: 'Latency',
  failureTitle: 'Inference became slower',
  why: 'A slower model costs on every image, for ever; a single benchmark run finds a slowdown where there is none three times out of four.',
  pitfalls: [5, 10],
  cost: 'cpu',
  needs: {
    latency: { evidence: 'latency', at: 'pair' },
    history: { evidence: 'history', at: 'pair', optional: true },
  },
  options: z.strictObject({
    'ratio-p50': ratio(1.05, QUANTILES.p50),
    'ratio-p95': ratio(1.1, QUANTILES.p95),
  }),
  messages: {
    slower: {
      text: '{metric} of one inference {baseMs} → {headMs} (× {times}, 95 % CI × {lo} … × {hi}; limit × {limit}; {n} rounds)',
      fix: 'See the operators that were added (model/change), or raise the limit if the cost is wanted.',
      severity: 'block',
    },
    unsteady: {
      text: '{count} of {sides} timed processes never became steady: the machine was busy',
      fix: 'Use a quieter runner for latency: the intervals are wider than they need be.',
      severity: 'info',
    },
    'limit-raised': {
      text: '{outside} of the last {n} A/A runs on this kind of machine differ by more than half of what {metric} may (× {limit}): the limit is × {raised} here',
      fix: 'Use a quieter runner for latency: the limit falls back to what is configured as its A/A runs do.',
      severity: 'info',
    },
    'few-self-timed': {
      text: 'fewer than {least} A/A runs on this kind of machine ({n}): whether its noise needs a wider limit is not known',
      fix: 'Let the measuring workflow run every night (`on: schedule`): each night adds one.',
      severity: 'info',
    },
  },
  references: [
    'Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017',
    'Kalibera & Jones, Rigorous benchmarking in reasonable time, ISMM 2013',
  ],
  run({ latency, history }, { options }) {
    const quantiles: Quantile[] = latency.runsPerRound >= RUNS_FOR_P95 ? ['p50', 'p95'] : ['p50']
    const limits = quantiles.map((quantile) => limitOn(history, quantile, options[`ratio-${quantile}`]))
    const made = limits.map((limit) => compare(latency, limit))
    return {
      status: 'measured',
      metrics: made.flatMap(({ metrics }) => metrics),
      claims: made.map(({ claim }) => claim),
      findings: [...unsteady(latency), ...limits.flatMap(raised), ...fewSelfTimed(history)],
      exhibits: [rounds(latency)],
    }
  },
})

function compare(
  { base, head, rounds: n, pooled }: Latency,
  { quantile, ratio: limit }: Limit,
): { metrics: Metric[]; claim: Claim & { code: 'slower' } } {
  const logs = logRatio(base[quantile], head[quantile])
  const enough = n >= LEAST_ROUNDS
  const { lo, hi } = enough ? logRatioInterval(logs, LEVEL) : { lo: 0, hi: 0 }
  const [baseMs, headMs] = [median(base[quantile]), median(head[quantile])]
  const id = `latency-${quantile}`
  const interval = (from: number, to: number): Interval =>
    enough ? { lo: from, hi: to, level: LEVEL, method: 't-log-ratio' } : { code: 'too-few', args: { n } }
  const estimate = (value: number, range: Interval): Estimate => ({ value, n, of: 'round', interval: range })
  const alone: Interval = { code: 'paired-only', args: {} }
  return {
    metrics: [
      {
        id,
        slice: null,
        unit: 'ms',
        better: 'lower',
        base: estimate(baseMs, alone),
        head: estimate(headMs, alone),
        delta: estimate(headMs - baseMs, interval(baseMs * Math.expm1(lo), baseMs * Math.expm1(hi))),
      },
    ],
    claim: {
      metric: id,
      slice: null,
      role: 'limit',
      code: 'slower',
      unit: 'ms',
      n,
      gain: 0 - logs.mean, // not −mean: no difference is 0, not −0
      anchor: null,
      margin: Math.log(limit),
      interval: interval(-hi, -lo),
      p: enough ? probabilities(logs, limit) : { beyondMargin: 1, worse: 1, notInferior: 1, notInferiorToAnchor: null },
      mde80: null,
      n80: null,
      args: {
        metric: QUANTILES[quantile],
        baseMs,
        headMs,
        times: rounded(Math.exp(logs.mean)),
        lo: enough ? rounded(Math.exp(lo)) : '?',
        hi: enough ? rounded(Math.exp(hi)) : '?',
        limit: rounded(limit),
        n,
        ...(pooled > 1 ? { pooled } : {}),
      },
    },
  }
}

function probabilities(logs: LogRatio, limit: number): Claim['p'] {
  return {
    beyondMargin: slowerThan(logs, limit),
    worse: slowerThan(logs, 1),
    notInferior: notSlowerThan(logs, limit),
    notInferiorToAnchor: null,
  }
}

/** Once a kind of machine: fewer A/A runs tell nothing of its noise. */
function fewSelfTimed(history: History | null): Found<'few-self-timed'>[] {
  if (history === null || history.latency.length >= LEAST_SELF_TIMED) return []
  const args = { least: LEAST_SELF_TIMED, n: history.latency.length }
  return [{ ...OF_MACHINE, code: 'few-self-timed', args, subject: 'self-timed', basis: '' }]
}

function raised({ quantile, ratio, raisedFor }: Limit): Found<'limit-raised'>[] {
  if (raisedFor === null) return []
  const { configured, outside, n } = raisedFor
  const args = { metric: QUANTILES[quantile], outside, n, limit: configured, raised: rounded(ratio) }
  return [{ ...OF_MACHINE, code: 'limit-raised', args, subject: quantile, basis: '' }]
}

function unsteady({ unsteady: count, rounds: n, profile }: Latency): Found<'unsteady'>[] {
  if (count === 0) return []
  const args = { count, sides: 2 * n }
  return [{ ...OF_MACHINE, code: 'unsteady', args, subject: profile, basis: '' }]
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort()
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000
}

function rounds({ base, head, rounds: n }: Latency): Exhibit {
  return {
    kind: 'table',
    title: 'Median of one inference, per round',
    columns: [
      { name: 'round', unit: 'count' },
      { name: 'base', unit: 'ms' },
      { name: 'head', unit: 'ms' },
      { name: 'head to base', unit: 'score' },
    ],
    rows: Array.from({ length: n }, (_, round) => [
      round + 1,
      base.p50[round]!,
      head.p50[round]!,
      head.p50[round]! / base.p50[round]!,
    ]),
    total: n,
  }
}
