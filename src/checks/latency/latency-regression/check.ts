import * as z from 'zod'
import { defineCheck } from '#contract/check'
import type { Claim, Estimate, Exhibit, Metric } from '#contract/outcome'
import type { Latency } from '#evidence/latency/types'
import { logRatio, logRatioInterval, notSlowerThan, slowerThan } from '#stats/log-ratio'

const LEAST_ROUNDS = 6
/** A 95th percentile needs this many runs to have an order statistic above it. */
const RUNS_FOR_P95 = 130
const LEVEL = 0.95
type Quantile = 'p50' | 'p95'

/** Time of one inference, base and head measured in turn. */
export const check = defineCheck({
  id: 'latency/latency-regression',
  title: 'Latency',
  failureTitle: 'Inference became slower',
  why: 'A slower model costs on every image, for ever; a single benchmark run finds a slowdown where there is none three times out of four.',
  pitfalls: [5, 10],
  cost: 'cpu',
  needs: { latency: { evidence: 'latency', at: 'pair' } },
  options: z.strictObject({
    'ratio-p50': z
      .number()
      .gt(1)
      .max(10)
      .default(1.05)
      .meta({ description: 'tolerated head/base ratio of the median' }),
    'ratio-p95': z
      .number()
      .gt(1)
      .max(10)
      .default(1.1)
      .meta({ description: 'tolerated head/base ratio of the 95th percentile' }),
  }),
  messages: {
    slower: {
      text: '{metric} of one inference {baseMs} → {headMs} (× {times}, 95 % CI × {lo} … × {hi}; limit × {limit}; {n} rounds)',
      fix: 'See the operators that were added (model/change), or raise the limit if the cost is wanted.',
      severity: 'block',
    },
    unsteady: {
      text: '{count} of {sides} timed processes never became steady: the machine was busy',
      fix: 'Use a quieter runner for latency.',
      severity: 'info',
    },
    'too-few-rounds': {
      text: 'only {rounds} rounds were measured: too few to tell anything',
      fix: 'Raise the budget of the run.',
      severity: 'warn',
    },
  },
  references: ['Barrett et al., Virtual machine warmup blows hot and cold, OOPSLA 2017'],
  run({ latency }, { options }) {
    const quantiles: Quantile[] = latency.runsPerRound >= RUNS_FOR_P95 ? ['p50', 'p95'] : ['p50']
    const enough = latency.rounds >= LEAST_ROUNDS
    const made = quantiles.map((quantile) => compare(latency, quantile, options[`ratio-${quantile}`]))
    const findings = []
    const shared = { about: [], age: 'new' as const, count: 1, subject: latency.profile }
    if (latency.unsteady > 0) {
      const args = { count: latency.unsteady, sides: 2 * latency.rounds }
      findings.push({ ...shared, code: 'unsteady' as const, args, basis: '' })
    }
    if (!enough)
      findings.push({
        ...shared,
        code: 'too-few-rounds' as const,
        args: { rounds: latency.rounds },
        basis: String(latency.rounds),
      })
    return {
      status: 'measured',
      metrics: made.flatMap(({ metrics }) => metrics),
      claims: enough ? made.map(({ claim }) => claim) : [],
      findings,
      exhibits: [rounds(latency)],
    }
  },
})

function compare(
  { base, head, rounds }: Latency,
  quantile: Quantile,
  limit: number,
): { metrics: Metric[]; claim: Claim & { code: 'slower' } } {
  const estimate = logRatio(base[quantile], head[quantile])
  const log = logRatioInterval(estimate, LEVEL)
  const finite = Number.isFinite(log.lo) && Number.isFinite(log.hi)
  const [baseMs, headMs] = [median(base[quantile]), median(head[quantile])]
  const id = `latency-${quantile}`
  const ratioInterval = finite
    ? { lo: Math.exp(log.lo), hi: Math.exp(log.hi), level: LEVEL, method: 't-log-ratio' }
    : tooFew(rounds)
  const gain = -estimate.mean
  return {
    metrics: [
      {
        id,
        slice: null,
        unit: 'ms',
        better: 'lower',
        base: time(baseMs, rounds),
        head: time(headMs, rounds),
        delta: {
          value: headMs - baseMs,
          n: rounds,
          of: 'round',
          interval: finite
            ? {
                lo: baseMs * (Math.exp(log.lo) - 1),
                hi: baseMs * (Math.exp(log.hi) - 1),
                level: LEVEL,
                method: 't-log-ratio',
              }
            : tooFew(rounds),
        },
      },
    ],
    claim: {
      metric: id,
      slice: null,
      role: 'limit',
      code: 'slower',
      unit: 'ms',
      n: rounds,
      gain: gain === 0 ? 0 : gain,
      margin: Math.log(limit),
      interval: finite ? { lo: -log.hi, hi: -log.lo, level: LEVEL, method: 't-log-ratio' } : tooFew(rounds),
      p: {
        beyondMargin: slowerThan(estimate, limit),
        worse: slowerThan(estimate, 1),
        notInferior: notSlowerThan(estimate, limit),
        notInferiorToAnchor: null,
      },
      mde80: null,
      n80: null,
      args: {
        metric: quantile === 'p50' ? 'median' : '95th percentile',
        baseMs,
        headMs,
        times: rounded(Math.exp(estimate.mean)),
        lo: 'lo' in ratioInterval ? rounded(ratioInterval.lo) : '?',
        hi: 'hi' in ratioInterval ? rounded(ratioInterval.hi) : '?',
        limit,
        n: rounds,
      },
    },
  }
}

function time(value: number, n: number): Estimate {
  return { value, n, of: 'round', interval: { code: 'paired-only', args: {} } }
}

function tooFew(n: number): { code: string; args: { n: number } } {
  return { code: 'too-few', args: { n } }
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
      { name: 'head / base', unit: 'score' },
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
