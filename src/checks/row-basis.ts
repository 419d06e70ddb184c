import { StringsBuilder } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'

/** Names the images of a finding whatever their order: content ids, or paths where there are none. */
export function basisOf(dataset: Dataset, rows: readonly number[], more: (row: number) => string = () => ''): string {
  const line = (row: number) => `${dataset.content.text(row) || dataset.path.get(row)} ${more(row)}\n`
  // A replaced dataset is a million lines: ordered by the first bytes of the ids, for strings are slow to compare.
  const { hashes } = dataset.content
  const key = Float64Array.from(rows, (row) => {
    const at = row * 32
    const [a, b, c] = [hashes[at]!, hashes[at + 1]!, hashes[at + 2]!]
    return ((a * 256 + b) * 256 + c) * 2 ** 24 + (hashes[at + 3]! * 256 + hashes[at + 4]!) * 256 + hashes[at + 5]!
  })
  const order = Int32Array.from(rows.keys()).sort(
    (a, b) => key[a]! - key[b]! || (line(rows[a]!) < line(rows[b]!) ? -1 : 1),
  )
  const lines = new StringsBuilder()
  for (const index of order) lines.push(line(rows[index]!))
  return new TextDecoder().decode(lines.build().pool)
}
