import type { Estimate, Metric } from '#contract/outcome'
import { countBelow, decoded, fixedLimit, type Issue, type Limits, type SizeBand } from './scores.ts'

interface Sides<T> {
  readonly base: T | null
  readonly head: T
}

/** Share of the decoded pictures of each side below the fixed limit; odd sizes by the band of the side itself. */
export function metricOf(
  issue: Issue,
  { base, head }: Sides<Float64Array>,
  bands: Sides<SizeBand | null>,
  limits: Limits,
): Metric {
  const now = share(head, fixedLimit(issue, bands.head, limits))
  const was = base === null ? null : share(base, fixedLimit(issue, bands.base, limits))
  const n = decoded(head)
  return {
    id: `${issue}-images`,
    slice: null,
    unit: 'ratio',
    better: issue === 'grey' ? 'neither' : 'lower',
    base: base === null ? lacking('absent-on-base') : estimate(was, decoded(base)),
    head: estimate(now, n),
    delta: base === null ? lacking('absent-on-base') : estimate(was === null || now === null ? null : now - was, n),
  }
}

function share(scores: Float64Array, limit: number): number | null {
  const n = decoded(scores)
  return n === 0 ? null : countBelow(scores, limit) / n
}

function estimate(value: number | null, n: number): Estimate {
  return value === null
    ? lacking('undefined')
    : { value, n, of: 'image', interval: { code: 'deterministic', args: {} } }
}
function lacking(code: string): Estimate {
  return { value: null, reason: { code, args: {} } }
}
