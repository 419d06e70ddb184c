import { equalBytes, hashBytes, mix, slotsFor } from '#contract/byte-index'
import { type Codes, type Contents, type Strings, shareValues } from '#contract/table'
import type { Match } from './types.ts'

/** What of a dataset decides which image is which. */
export interface Rows {
  readonly rows: number
  readonly path: Strings
  readonly content: Contents
  readonly split: Codes
  readonly label: Codes
}

interface Key {
  readonly path: boolean
  readonly content: boolean
  readonly split: boolean
  readonly label: boolean
}
/** From the surest to the weakest; each looks only at rows that the earlier ones left over. */
const KEYS: readonly Key[] = [
  { path: true, content: true, split: true, label: true },
  { path: true, content: true, split: true, label: false },
  { path: true, content: true, split: false, label: false },
  { path: false, content: true, split: true, label: true },
  { path: false, content: true, split: true, label: false },
  { path: false, content: true, split: false, label: false },
  { path: true, content: false, split: true, label: true },
  { path: true, content: false, split: true, label: false },
  { path: true, content: false, split: false, label: false },
]

/**
 * Matches images of two datasets one to one, in O(rows) and with typed arrays only. Rows with equal keys are paired in
 * their order on both sides, so exchanging the sides exchanges the result.
 */
export function matchRows(base: Rows, head: Rows): Match {
  const sides: Sides = {
    base,
    head,
    split: shareValues(base.split, head.split),
    label: shareValues(base.label, head.label),
    path: { base: hashPaths(base), head: hashPaths(head) },
    content: { base: hashContents(base), head: hashContents(head) },
  }
  const headToBase = new Int32Array(head.rows).fill(-1)
  const baseToHead = new Int32Array(base.rows).fill(-1)
  for (const key of KEYS) matchBy(key, sides, headToBase, baseToHead)
  const sameContent = new Uint8Array(head.rows)
  for (let row = 0; row < head.rows; row++) {
    const partner = headToBase[row]!
    if (partner >= 0 && sameBytes(base.content, partner, head.content, row)) sameContent[row] = 1
  }
  return { headToBase, baseToHead, sameContent }
}

/** The match with base and head exchanged. */
export function swapMatch({ headToBase, baseToHead, sameContent }: Match): Match {
  const same = baseToHead.map((row) => (row < 0 ? 0 : sameContent[row]!))
  return { headToBase: baseToHead, baseToHead: headToBase, sameContent: Uint8Array.from(same) }
}

interface Sides {
  readonly base: Rows
  readonly head: Rows
  readonly split: Shared
  readonly label: Shared
  /** Hashes of paths and of content ids, once for all keys. */
  readonly path: Shared
  readonly content: Shared
}
/** One number a row on both sides; equal values have equal numbers. */
interface Shared {
  readonly base: Int32Array
  readonly head: Int32Array
}

function matchBy(key: Key, sides: Sides, headToBase: Int32Array, baseToHead: Int32Array): void {
  const { base, head } = sides
  const free = count(baseToHead)
  if (free === 0 || count(headToBase) === 0) return
  // Chains of base rows by hash, each in row order; a matched row is taken out of its chain.
  const mask = slotsFor(free) - 1
  const first = new Int32Array(mask + 1).fill(-1)
  const next = new Int32Array(base.rows)
  for (let row = base.rows - 1; row >= 0; row--) {
    if (baseToHead[row]! >= 0 || (key.content && base.content.kinds[row] === 0)) continue
    const slot = hashRow(key, sides, 'base', row) & mask
    next[row] = first[slot]!
    first[slot] = row
  }
  for (let row = 0; row < head.rows; row++) {
    if (headToBase[row]! >= 0 || (key.content && head.content.kinds[row] === 0)) continue
    const slot = hashRow(key, sides, 'head', row) & mask
    let before = -1
    for (let partner = first[slot]!; partner >= 0; before = partner, partner = next[partner]!) {
      if (!equalRows(key, sides, partner, row)) continue
      if (before < 0) first[slot] = next[partner]!
      else next[before] = next[partner]!
      headToBase[row] = partner
      baseToHead[partner] = row
      break
    }
  }
}

function count(partners: Int32Array): number {
  let free = 0
  for (const partner of partners) if (partner < 0) free++
  return free
}

function hashPaths({ rows, path }: Rows): Int32Array {
  const hashes = new Int32Array(rows)
  for (let row = 0; row < rows; row++) hashes[row] = hashBytes(path.pool, path.start(row), path.ends[row]!)
  return hashes
}
function hashContents({ rows, content }: Rows): Int32Array {
  const hashes = new Int32Array(rows)
  for (let row = 0; row < rows; row++) hashes[row] = hashBytes(content.hashes, row * 32, row * 32 + 32)
  return hashes
}
function hashRow(key: Key, { path, content, split, label }: Sides, side: 'base' | 'head', row: number): number {
  let hash = 0
  if (key.path) hash = mix(path[side][row]!)
  if (key.content) hash = mix(hash ^ content[side][row]!)
  if (key.split) hash = mix(hash ^ split[side][row]!)
  if (key.label) hash = mix(hash ^ label[side][row]!)
  return hash
}

function equalRows(key: Key, sides: Sides, baseRow: number, headRow: number): boolean {
  const { base, head, split, label, path, content } = sides
  if (key.path && path.base[baseRow] !== path.head[headRow]) return false
  if (key.content && content.base[baseRow] !== content.head[headRow]) return false
  if (key.split && split.base[baseRow] !== split.head[headRow]) return false
  if (key.label && label.base[baseRow] !== label.head[headRow]) return false
  if (key.content && !sameBytes(base.content, baseRow, head.content, headRow)) return false
  if (!key.path) return true
  return equalBytes(
    base.path.pool,
    base.path.start(baseRow),
    base.path.ends[baseRow]!,
    head.path.pool,
    head.path.start(headRow),
    head.path.ends[headRow]!,
  )
}

/** Equal content ids; what has none is never the same. */
function sameBytes(base: Contents, baseRow: number, head: Contents, headRow: number): boolean {
  const kind = base.kinds[baseRow]!
  if (kind === 0 || kind !== head.kinds[headRow]) return false
  return equalBytes(base.hashes, baseRow * 32, baseRow * 32 + 32, head.hashes, headRow * 32, headRow * 32 + 32)
}
