import { equalBytes, RowIndex, slotsFor } from '#contract/byte-index'
import { codeAt } from '#contract/table'
import type { Dataset } from '#evidence/dataset/types'
import type { Pixels } from '#evidence/pixels/types'
import { compare } from './bounded-findings.ts'
import { isSameMask } from './masks.ts'

const OK = 0
const HASH = 32

/** Images of one dataset that are the same picture. */
export interface Cluster {
  /** By path, then split. */
  readonly rows: readonly number[]
  /** Distinct, sorted. */
  readonly splits: readonly string[]
  /** What the picture is, whatever it is called: hashes of its pixels and ids of its bytes, sorted. */
  readonly ids: readonly string[]
}

/** Clusters of two and more, in the order of their first path. O(rows), over typed arrays. */
export function clustersOf(data: Dataset, pixels: Pixels): Cluster[] {
  const clusters = duplicateRows(data, pixels).map((rows): Cluster => {
    const placed = rows.map((row) => ({ row, path: data.path.get(row), split: splitOf(data, row) }))
    placed.sort((a, b) => compare(a.path, b.path) || compare(a.split, b.split))
    return {
      rows: placed.map(({ row }) => row),
      splits: [...new Set(placed.map(({ split }) => split))].sort(),
      ids: idsOf(data, pixels, rows),
    }
  })
  const first = new Map(clusters.map((cluster) => [cluster, data.path.get(cluster.rows[0]!)]))
  return clusters.sort((a, b) => compare(first.get(a)!, first.get(b)!) || compare(a.ids[0]!, b.ids[0]!))
}

export function splitOf({ split }: Dataset, row: number): string {
  return split.values[split.codes[row]!] ?? ''
}

/** What a picture is called: by its pixels where any of its images is decoded, else by its bytes. */
export function nameOf(ids: readonly string[]): string {
  return ids.find((id) => id.startsWith('pixels:')) ?? ids[0]!
}

/** Whether base lacks an image of this path, split, class and mask: what the pull request added, moved or relabelled. */
export function novelty(data: Dataset, base: Dataset | null): (row: number) => boolean {
  if (base === null) return () => true
  let index: RowIndex | null = null
  return (row) => {
    index ??= new RowIndex(base.path)
    const there = index.find(data.path.pool, data.path.start(row), data.path.ends[row]!)
    if (there < 0 || splitOf(base, there) !== splitOf(data, row)) return true
    return codeAt(base.label, there) !== codeAt(data.label, row) || !isSameMask(base, there, data, row)
  }
}

export function newFirst(rows: readonly number[], isNew: (row: number) => boolean): number[] {
  return [...rows.filter(isNew), ...rows.filter((row) => !isNew(row))]
}

/** Rows with equal decoded pixels or equal bytes (by id, so also where the bytes are not here), united. */
function duplicateRows(data: Dataset, pixels: Pixels): number[][] {
  const parent = new Int32Array(data.rows)
  for (let row = 0; row < data.rows; row++) parent[row] = row
  join(parent, pixels.hash, pixels.status, (status) => status === OK)
  join(parent, data.content.hashes, data.content.kinds, (kind) => kind !== 0)
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

/** Unites rows with equal hashes and equal kinds, in one pass of open addressing; hashes are their own hash. */
function join(parent: Int32Array, hashes: Uint8Array, kinds: Uint8Array, counts: (kind: number) => boolean): void {
  const mask = slotsFor(parent.length) - 1
  const slots = new Int32Array(mask + 1).fill(-1)
  for (let row = 0; row < parent.length; row++) {
    if (!counts(kinds[row]!)) continue
    const at = row * HASH
    let slot = (hashes[at]! | (hashes[at + 1]! << 8) | (hashes[at + 2]! << 16) | (hashes[at + 3]! << 24)) & mask
    for (; slots[slot]! >= 0; slot = (slot + 1) & mask) {
      const other = slots[slot]!
      const there = other * HASH
      if (kinds[other] === kinds[row] && equalBytes(hashes, at, at + HASH, hashes, there, there + HASH)) break
    }
    if (slots[slot]! < 0) slots[slot] = row
    else unite(parent, slots[slot]!, row)
  }
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

function idsOf({ content }: Dataset, pixels: Pixels, rows: readonly number[]): string[] {
  const ids = new Set<string>()
  for (const row of rows) {
    if (pixels.status[row] === OK) ids.add(`pixels:${hex(pixels.hash, row * HASH)}`)
    if (content.kind(row) !== 'none') ids.add(content.text(row))
  }
  return [...ids].sort()
}

/** 128 bits are enough to name a picture. */
function hex(bytes: Uint8Array, start: number): string {
  let text = ''
  for (let i = start; i < start + 16; i++) text += bytes[i]!.toString(16).padStart(2, '0')
  return text
}
