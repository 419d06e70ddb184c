import type { Kept } from '#contract/evidence'
import type { EachTable } from '#contract/ports'
import type { Contents } from '#contract/table'

/**
 * Rows grouped by content id, groups in the order of their first row; rows without one (`none`) stand alone. Open
 * addressing over the ids themselves, which are hashes already.
 */
export function rowsByContent(
  { rows, content }: { readonly rows: number; readonly content: Contents },
  wanted?: Iterable<number>,
): number[][] {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(8, rows * 2)))).fill(-1)
  const groups: number[][] = []
  for (const row of wanted ?? range(rows)) {
    if (content.kinds[row] === 0) {
      groups.push([row])
      continue
    }
    const slot = find(slots, groups, content, row)
    const known = slots[slot]!
    if (known >= 0) groups[known]!.push(row)
    else slots[slot] = groups.push([row]) - 1
  }
  return groups
}

/** How many of the groups have a record; a group without content id needs none. */
export function keptOf(content: Contents, groups: readonly number[][], table: EachTable): Kept {
  const kept = groups.filter(([row]) => content.kinds[row!] === 0 || table.get(content.hash(row!)) !== null)
  return { images: groups.length, kept: kept.length }
}

function find(slots: Int32Array, groups: readonly number[][], content: Contents, row: number): number {
  const { hashes } = content
  const at = row * 32
  let slot =
    (hashes[at]! | (hashes[at + 1]! << 8) | (hashes[at + 2]! << 16) | (hashes[at + 3]! << 24)) & (slots.length - 1)
  while (slots[slot]! >= 0 && !same(content, groups[slots[slot]!]![0]!, row)) slot = (slot + 1) & (slots.length - 1)
  return slot
}

function same({ kinds, hashes }: Contents, a: number, b: number): boolean {
  if (kinds[a] !== kinds[b]) return false
  for (let i = 0; i < 32; i++) if (hashes[a * 32 + i] !== hashes[b * 32 + i]) return false
  return true
}

function* range(rows: number): Generator<number> {
  for (let row = 0; row < rows; row++) yield row
}
