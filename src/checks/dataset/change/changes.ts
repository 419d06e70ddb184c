import { equalBytes } from '#contract/byte-index'
import { shareValues } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import { EDIT_KINDS, type Edits } from '#evidence/edits/types'
import type { Masks } from '#evidence/masks/types'
import type { Match } from '#evidence/match/types'
import { isSameMask } from '../../masks.ts'
import { renamedClasses } from './renamed.ts'

export interface Given {
  readonly match: Match
  readonly base: Dataset
  readonly head: Dataset
  /** null: the pixels of edited images were not compared. */
  readonly edits: Edits | null
  /** null: the annotations of this side are no pictures. */
  readonly baseMasks: Masks | null
  readonly headMasks: Masks | null
}
/** In the order in which they are shown: what endangers the verdict first. */
export const IMAGE_CODES = [
  'moved-between-splits',
  'images-removed',
  'images-added',
  'relabelled',
  'masks-changed',
  'images-edited',
  'images-re-encoded',
  'images-renamed',
] as const
export type ImageCode = (typeof IMAGE_CODES)[number]

/** Images of one code and split; `rows` are head's, for removed images base's. */
export interface Group {
  readonly code: ImageCode
  /** Split on the side of `rows`; for moves where the images came from, too. */
  readonly split: string
  readonly from: string | null
  readonly rows: number[]
}

/**
 * What became of every image, in one pass. An image may be in several groups (moved and edited), with one exception:
 * renamed is what changed its path and neither split nor class, for both stand in the path of an image folder.
 */
export function findChanges(given: Given): Group[] {
  const { match, base, head } = given
  const split = shareValues(base.split, head.split)
  const label = shareValues(base.label, head.label)
  const renamed = new Map(
    renamedClasses(given).map(({ from, to }) => [label.values.indexOf(from), label.values.indexOf(to)]),
  )
  const reencoded = reencodedRows(given)
  const groups = new Map<number, Group>()
  for (let row = 0; row < head.rows; row++) {
    const to = split.head[row]!
    const partner = match.headToBase[row]!
    if (partner < 0) {
      add('images-added', to, row)
      continue
    }
    const from = split.base[partner]!
    const moved = from !== to
    const before = label.base[partner]!
    const relabelled = (renamed.get(before) ?? before) !== label.head[row]
    const samePath = isSamePath(base, partner, head, row)
    if (moved) add('moved-between-splits', to, row, from)
    if (relabelled) add('relabelled', to, row)
    if (!isSameMask(base, partner, head, row)) add('masks-changed', to, row)
    if (!samePath && !moved && !relabelled) add('images-renamed', to, row)
    // Where either side has no content id nothing is known of the bytes.
    const known = base.content.kinds[partner] !== 0 && head.content.kinds[row] !== 0
    if (samePath && known && match.sameContent[row] === 0)
      add(reencoded.has(row) ? 'images-re-encoded' : 'images-edited', to, row)
  }
  for (let row = 0; row < base.rows; row++) if (match.baseToHead[row]! < 0) add('images-removed', split.base[row]!, row)
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group)

  function add(code: ImageCode, to: number, row: number, from = -1): void {
    const width = split.values.length + 1
    const key = (IMAGE_CODES.indexOf(code) * width + to) * width + from + 1
    const known = groups.get(key)
    if (known) known.rows.push(row)
    else groups.set(key, { code, split: split.values[to]!, from: split.values[from] ?? null, rows: [row] })
  }
}

/** Rows of head with other bytes and equal pixels. */
function reencodedRows({ edits }: Given): Set<number> {
  const rows = [...(edits?.headRow ?? [])]
  return new Set(rows.filter((_, at) => edits!.kind[at] === REENCODED))
}
const REENCODED = EDIT_KINDS.indexOf('re-encoded')

function isSamePath(base: Dataset, partner: number, head: Dataset, row: number): boolean {
  return equalBytes(
    base.path.pool,
    base.path.start(partner),
    base.path.ends[partner]!,
    head.path.pool,
    head.path.start(row),
    head.path.ends[row]!,
  )
}
