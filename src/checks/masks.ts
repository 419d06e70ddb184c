import { equalBytes } from '#contract/byte-index'
import type { Contents } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'

/** Names the masks of a dataset whose annotations are pictures, row by row; null: its annotations are read, or it has none. */
export function masksOf({ boxes, annotationContent }: Dataset): Contents | null {
  return boxes ? null : (annotationContent ?? null)
}

/** Whether two images have the same mask, or both have none. Nothing is opened: equal content ids are equal masks. */
export function isSameMask(base: Dataset, partner: number, head: Dataset, row: number): boolean {
  const [was, is] = [masksOf(base), masksOf(head)]
  const kind = was?.kinds[partner] ?? 0
  if (kind !== (is?.kinds[row] ?? 0)) return false
  return kind === 0 || equalBytes(was!.hashes, partner * 32, partner * 32 + 32, is!.hashes, row * 32, row * 32 + 32)
}
