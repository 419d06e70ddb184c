import type { Metric } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { compare } from '../../bounded-findings.ts'
import { countMetric } from '../../counts.ts'
import type { Cluster } from '../../picture-clusters.ts'

/** With more splits than this only the pairs with the gate split are counted. */
const MOST_SPLITS = 10

interface Side {
  readonly data: Dataset
  readonly clusters: readonly Cluster[]
}

/** Pictures that are in both splits of a pair: pairs with the gate split, and others that have any. */
export function metrics(base: Side | null, head: Side, gateSplit: string): Metric[] {
  const splits = [...new Set([...head.data.split.values, ...(base?.data.split.values ?? [])])].sort()
  const withGate = (a: string, b: string) => a === gateSplit || b === gateSplit
  const wanted = splits.length > MOST_SPLITS ? withGate : () => true
  const [now, was] = [countPairs(head, wanted), base && countPairs(base, wanted)]
  const size = { head: images(head.data), base: base && images(base.data) }
  const made: Metric[] = []
  for (const [index, a] of splits.entries())
    for (const b of splits.slice(index + 1)) {
      const key = keyOf(a, b)
      const [after, before] = [now.get(key) ?? 0, was && (was.get(key) ?? 0)]
      if (!withGate(a, b) && after === 0 && !before) continue
      const n = (sizes: ReadonlyMap<string, number>) => (sizes.get(a) ?? 0) + (sizes.get(b) ?? 0)
      const former = before === null || !size.base ? null : { value: before, n: n(size.base) }
      made.push(countMetric('pictures-in-both', `${a} and ${b}`, former, { value: after, n: n(size.head) }))
    }
  return made
}

function countPairs({ clusters }: Side, counts: (a: string, b: string) => boolean): Map<string, number> {
  const pairs = new Map<string, number>()
  for (const { splits } of clusters)
    for (const [index, a] of splits.entries())
      for (const b of splits.slice(index + 1))
        if (counts(a, b)) pairs.set(keyOf(a, b), (pairs.get(keyOf(a, b)) ?? 0) + 1)
  return pairs
}

function keyOf(a: string, b: string): string {
  return compare(a, b) < 0 ? `${a}\0${b}` : `${b}\0${a}`
}

function images({ split }: Dataset): Map<string, number> {
  const counts = new Map<string, number>()
  const byCode = split.values.map(() => 0)
  for (const code of split.codes) if (code >= 0) byCode[code]!++
  for (const [code, name] of split.values.entries()) counts.set(name, byCode[code]!)
  return counts
}
