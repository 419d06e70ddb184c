import type { Dataset } from '#evidence/dataset/types'
import type { Pixels } from '#evidence/pixels/types'

/** Rows of images that are the same, by decoded pixels or by content id; only clusters of two and more. */
export function duplicateClusters(data: Dataset, pixels: Pixels): number[][] {
  const parent = Int32Array.from({ length: data.rows }, (_, row) => row)
  join(parent, pixels.hash, (row) => pixels.status[row] === 0)
  join(parent, data.content.hashes, (row) => data.content.kinds[row] !== 0)
  const clusters = new Map<number, number[]>()
  for (let row = 0; row < data.rows; row++) {
    const top = root(parent, row)
    if (top === row) continue // the first of its cluster is added by the second
    const known = clusters.get(top)
    if (known) known.push(row)
    else clusters.set(top, [top, row])
  }
  return [...clusters.values()]
}

/** Unites rows with equal 32-byte hashes, in one pass of open addressing. */
function join(parent: Int32Array, hashes: Uint8Array, counts: (row: number) => boolean): void {
  const rows = parent.length
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(Math.max(8, rows * 2)))).fill(-1)
  for (let row = 0; row < rows; row++) {
    if (!counts(row)) continue
    const at = row * 32
    let slot =
      (hashes[at]! | (hashes[at + 1]! << 8) | (hashes[at + 2]! << 16) | (hashes[at + 3]! << 24)) & (slots.length - 1)
    while (slots[slot]! >= 0 && !same(hashes, slots[slot]!, row)) slot = (slot + 1) & (slots.length - 1)
    if (slots[slot]! < 0) slots[slot] = row
    else unite(parent, slots[slot]!, row)
  }
}

function same(hashes: Uint8Array, a: number, b: number): boolean {
  for (let i = 0; i < 32; i++) if (hashes[a * 32 + i] !== hashes[b * 32 + i]) return false
  return true
}

/** The smaller row is the root, so that clusters do not depend on the order of joining. */
function unite(parent: Int32Array, a: number, b: number): void {
  const [x, y] = [root(parent, a), root(parent, b)]
  if (x < y) parent[y] = x
  else parent[x] = y
}

function root(parent: Int32Array, row: number): number {
  let top = row
  while (parent[top] !== top) top = parent[top]!
  for (let at = row; parent[at] !== top; ) {
    const next = parent[at]!
    parent[at] = top
    at = next
  }
  return top
}
