import type { Found, Metric } from '#contract/outcome'
import { countMetric } from '../../counts.ts'
import { isFault, type Read, statusAt } from './faults.ts'

/** Images of one split. */
interface Counts {
  all: number
  faulty: number
  missing: number
}

/** Of every configured split, also of those without an image. */
export function countSplits(read: Read): Map<string, Counts> {
  const { split, rows } = read.data
  const counts = split.values.map((): Counts => ({ all: 0, faulty: 0, missing: 0 }))
  for (let row = 0; row < rows; row++) {
    const count = counts[split.codes[row]!]
    if (!count) continue
    const status = statusAt(read, row)
    count.all++
    if (status === 'missing') count.missing++
    else if (isFault(status)) count.faulty++
  }
  return new Map(split.values.map((name, code) => [name, counts[code]!]))
}

type Splits = ReadonlyMap<string, Counts>

export function splitMetrics(head: Splits, base: Splits | null): Metric[] {
  return [...head].map(([slice, { faulty, all }]): Metric => {
    const was = base?.get(slice)
    const before = was ? { value: was.faulty, n: was.all } : null
    return countMetric('unreadable-images', slice, before, { value: faulty, n: all })
  })
}

/** Splits in which nothing could be decoded, though everything was looked at. */
export function emptySplits(head: Splits, base: Splits | null): Found<'empty-split'>[] {
  return [...head].flatMap(([split, counts]): Found<'empty-split'>[] => {
    if (!isEmpty(counts)) return []
    const was = base?.get(split)
    const old = was !== undefined && isEmpty(was)
    const args = { split, count: counts.all }
    return [{ ...told(split, old), code: 'empty-split', args, count: 1, basis: String(counts.all) }]
  })
}

function isEmpty({ all, faulty, missing }: Counts): boolean {
  return all === faulty + missing
}

function told(split: string, old: boolean): Pick<Found, 'about' | 'age' | 'subject'> {
  return { about: [], age: old ? 'pre-existing' : 'new', subject: split }
}
