import type { Estimate, Metric } from '#contract/outcome'

type Counted = 'image' | 'box' | 'file' | 'mask'

/** A number that was counted, not sampled; null: there is no base. */
export function counted(value: number | null, n: number, of: Counted = 'image'): Estimate {
  if (value === null) return { value, reason: { code: 'absent-on-base', args: {} } }
  return { value, n, of, interval: { code: 'deterministic', args: {} } }
}

/** Things that should not be there; `n` of each side are the things that were looked at. */
export function countMetric(
  id: string,
  slice: string | null,
  base: { readonly value: number; readonly n: number } | null,
  head: { readonly value: number; readonly n: number },
  of: Counted = 'image',
): Metric {
  return {
    id,
    slice,
    unit: 'count',
    better: 'lower',
    base: counted(base?.value ?? null, base?.n ?? 0, of),
    head: counted(head.value, head.n, of),
    delta: counted(base && head.value - base.value, head.n, of),
  }
}
