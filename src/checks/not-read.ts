import type { Found } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import { PIXEL_STATUS, type Pixels } from '#evidence/pixels/types'

/** Pictures of one side, images or masks, a row each. */
export interface Looked {
  readonly data: Pick<Dataset, 'split' | 'rows'>
  readonly pixels: Pick<Pixels, 'status' | 'detail'>
}

/** Images that were not looked at, one finding for each split and reason. */
export function notRead(head: Looked, base: Looked | null): Found<'not-read'>[] {
  const before = base ? countUnread(base) : new Map<string, Unread>()
  return [...countUnread(head)].map(([subject, { split, why, count }]): Found<'not-read'> => {
    const old = (before.get(subject)?.count ?? 0) >= count
    const age = old ? 'pre-existing' : 'new'
    return { about: [], age, subject, code: 'not-read', args: { count, split, why }, count, basis: String(count) }
  })
}

interface Unread {
  readonly split: string
  readonly why: string
  count: number
}
function countUnread(read: Looked): Map<string, Unread> {
  const { split, rows } = read.data
  const counts = new Map<string, Unread>()
  for (let row = 0; row < rows; row++) {
    if (PIXEL_STATUS[read.pixels.status[row]!] !== 'absent') continue
    const code = split.codes[row]!
    const why = read.pixels.detail.get(row) ?? ''
    const key = `${code} ${why}`
    const count = counts.get(key) ?? { split: split.values[code]!, why, count: 0 }
    counts.set(key, count)
    count.count++
  }
  const bySplit = (one: Unread) => split.values.indexOf(one.split)
  const sorted = [...counts.values()].sort((a, b) => bySplit(a) - bySplit(b) || (a.why < b.why ? -1 : 1))
  return new Map(sorted.map((one) => [JSON.stringify([one.split, one.why]), one]))
}
