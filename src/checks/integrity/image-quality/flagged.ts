import type { Finding, Found, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Match } from '#evidence/match/types'
import type { Issue } from './scores.ts'

/** References of a finding: enough to look at, few enough for a comment. */
const EXAMPLES = 5
/** Worst pictures of a group that are shown in all. */
export const SHOWN = 20

/** Pictures of head below the limit, by split, new ones first. */
export interface Flagged {
  readonly issue: Issue
  readonly limit: number
  readonly groups: readonly Group[]
}
export interface Group {
  /** Code of the split. */
  readonly split: number
  /** New: base does not have these bytes. */
  readonly age: Finding['age']
  readonly rows: readonly number[]
  /** At most SHOWN, worst first, then by path. */
  readonly worst: readonly FlaggedImage[]
}
export interface FlaggedImage {
  readonly row: number
  readonly path: string
  readonly score: number
}

export function flaggedOf(of: {
  readonly issue: Issue
  readonly limit: number
  readonly scores: Float64Array
  readonly data: Dataset
  readonly match: Match | null
}): Flagged {
  const { issue, limit, scores, data, match } = of
  const groups = new Map<number, { split: number; age: Finding['age']; rows: number[]; worst: FlaggedImage[] }>()
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!
    if (!(score < limit)) continue
    const old = match?.sameContent[row] === 1
    const split = data.split.codes[row]!
    const key = split * 2 + (old ? 1 : 0)
    const group = groups.get(key) ?? { split, age: old ? 'pre-existing' : 'new', rows: [], worst: [] }
    groups.set(key, group)
    group.rows.push(row)
    if (score <= (group.worst[SHOWN - 1]?.score ?? limit)) insert(group.worst, { row, path: data.path.get(row), score })
  }
  return { issue, limit, groups: [...groups].sort(([a], [b]) => a - b).map(([, group]) => group) }
}

function insert(worst: FlaggedImage[], image: FlaggedImage): void {
  const place = worst.findIndex((other) => worse(image, other) < 0)
  worst.splice(place < 0 ? worst.length : place, 0, image)
  if (worst.length > SHOWN) worst.pop()
}

export function worse(a: FlaggedImage, b: FlaggedImage): number {
  return a.score - b.score || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)
}

/** One finding a split: of the new pictures, or where there are none of the old ones. */
export function foundOf({ issue, limit, groups }: Flagged, data: Dataset): Found<Issue>[] {
  return groups.flatMap(({ split: code, age, rows, worst }): Found<Issue>[] => {
    if (age !== 'new' && groups.some((other) => other.split === code && other.age === 'new')) return []
    const split = data.split.values[code] ?? ''
    const { path, score } = worst[0]!
    return [
      {
        code: issue,
        args: { count: rows.length, split, path, score: short(score), limit: short(limit) },
        about: worst.slice(0, EXAMPLES).flatMap((image) => refs(data, image)),
        age,
        count: rows.length,
        subject: split === '' ? 'no split' : split,
        basis: rows
          .map((row) => data.content.text(row) || data.path.get(row))
          .sort()
          .join('\n'),
      },
    ]
  })
}

/** The record in its manifest, if it has a line, and the image. */
function refs(data: Dataset, { row, path }: FlaggedImage): Ref[] {
  const line = data.line[row]!
  const source = data.source.values[data.source.codes[row]!]
  const image: Ref = { kind: 'image', side: 'head', id: path }
  return line > 0 && source !== undefined ? [{ kind: 'file', side: 'head', path: source, line }, image] : [image]
}

export function short(value: number): number {
  return Number(value.toFixed(3))
}
