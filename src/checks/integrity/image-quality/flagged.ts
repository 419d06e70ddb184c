import type { Finding, Found, Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'
import type { Match } from '#evidence/match/types'
import type { Issue } from './scores.ts'

/** References of a finding: enough to look at, few enough for a comment. */
const EXAMPLES = 5

/** Pictures of head below the limit, worst first, then by path. */
export interface Flagged {
  readonly issue: Issue
  readonly limit: number
  readonly images: readonly FlaggedImage[]
}
export interface FlaggedImage {
  readonly row: number
  readonly path: string
  readonly score: number
  /** New: base does not have these bytes. */
  readonly age: Finding['age']
}

export function flaggedOf(of: {
  readonly issue: Issue
  readonly limit: number
  readonly scores: Float64Array
  readonly data: Dataset
  readonly match: Match | null
}): Flagged {
  const { issue, limit, scores, data, match } = of
  const images: FlaggedImage[] = []
  for (let row = 0; row < scores.length; row++) {
    const score = scores[row]!
    if (!(score < limit)) continue
    const age = match?.sameContent[row] === 1 ? 'pre-existing' : 'new'
    images.push({ row, path: data.path.get(row), score, age })
  }
  images.sort((a, b) => a.score - b.score || compare(a.path, b.path))
  return { issue, limit, images }
}

/** One finding a split: of the new pictures, or where there are none of the old ones. */
export function foundOf({ issue, limit, images }: Flagged, data: Dataset): Found<Issue>[] {
  const splits = new Map<number, FlaggedImage[]>()
  for (const image of images) {
    const code = data.split.codes[image.row]!
    const known = splits.get(code)
    if (known) known.push(image)
    else splits.set(code, [image])
  }
  return [...splits]
    .sort(([a], [b]) => a - b)
    .map(([code, all]) => {
      const fresh = all.filter(({ age }) => age === 'new')
      const told = fresh.length > 0 ? fresh : all
      const split = data.split.values[code] ?? ''
      const [worst] = told as [FlaggedImage]
      return {
        code: issue,
        args: { count: told.length, split, path: worst.path, score: short(worst.score), limit: short(limit) },
        about: told.slice(0, EXAMPLES).flatMap(({ row, path }) => refs(data, row, path)),
        age: worst.age,
        count: told.length,
        subject: split === '' ? 'no split' : split,
        basis: told
          .map(({ row, path }) => data.content.text(row) || path)
          .sort()
          .join('\n'),
      }
    })
}

/** The record in its manifest, if it has a line, and the image. */
function refs(data: Dataset, row: number, path: string): Ref[] {
  const line = data.line[row]!
  const source = data.source.values[data.source.codes[row]!]
  const image: Ref = { kind: 'image', side: 'head', id: path }
  return line > 0 && source !== undefined ? [{ kind: 'file', side: 'head', path: source, line }, image] : [image]
}

export function short(value: number): number {
  return Number(value.toFixed(3))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
