import { type Cells, type Strings, viewOf } from './table.ts'

/**
 * Joins over byte strings without an object a row: open addressing over typed arrays, linear probing, at most half full.
 * A million paths take 16 MB and about 0.2 s.
 */

const encoder = new TextEncoder()

/** Another one in every process: who writes names that collide does not know it. Results never depend on it. */
export const SEED = Math.floor(Math.random() * 2 ** 32)

/** FNV-1a with a final mix; `seed` chains the hash of several parts, and is fixed where the hash is shown or kept. */
export function hashBytes(bytes: Uint8Array, start: number, end: number, seed = SEED): number {
  let hash = seed
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193)
  return mix(hash)
}
/** 53 bits of a hash of a text, to be compared within one process only. */
export function textHash(text: string): number {
  const bytes = encoder.encode(text)
  const high = hashBytes(bytes, 0, bytes.length)
  return (high & 0x1fffff) * 2 ** 32 + (hashBytes(bytes, 0, bytes.length, high) >>> 0)
}
/** Finaliser of MurmurHash3: every input bit reaches every output bit, so the low bits can be the slot. */
export function mix(hash: number): number {
  let mixed = hash
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

export function equalBytes(
  a: Uint8Array,
  aStart: number,
  aEnd: number,
  b: Uint8Array,
  bStart: number,
  bEnd: number,
): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false
  for (let i = aStart, j = bStart; i < aEnd; i++, j++) if (a[i] !== b[j]) return false
  return true
}

/** A hash of view[start, end), four bytes at once: for texts that are short and many. */
function hashOf(view: DataView, start: number, end: number): number {
  const length = end - start
  let hash = SEED ^ length
  let at = start
  if (length < 4) for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193)
  else {
    for (; at < end - 4; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at), 0x01000193)
      hash ^= hash >>> 15 // what the high bits of one word tell must not be cancelled by those of the next
    }
    hash = Math.imul(hash ^ view.getInt32(end - 4), 0x01000193) // may overlap the one before
  }
  return mix(hash)
}
function sameBytes(a: DataView, aStart: number, aEnd: number, b: DataView, bStart: number, bEnd: number): boolean {
  const length = aEnd - aStart
  if (length !== bEnd - bStart) return false
  let i = aStart
  let j = bStart
  if (length < 4) {
    for (; i < aEnd; i++, j++) if (a.getUint8(i) !== b.getUint8(j)) return false
    return true
  }
  for (; i < aEnd - 4; i += 4, j += 4) if (a.getInt32(i) !== b.getInt32(j)) return false
  return a.getInt32(aEnd - 4) === b.getInt32(bEnd - 4) // may overlap the ones before
}

/** The least power of two that holds `rows` at most half full. */
export function slotsFor(rows: number): number {
  let slots = 16
  while (slots < rows * 2) slots *= 2
  return slots
}

/** Finds the first row of a column that holds given bytes. */
export class RowIndex {
  readonly #column: Strings
  /** Two numbers a slot, so that one look at memory settles most slots: row or −1, and the hash of its bytes. */
  readonly #slots: Int32Array
  readonly #mask: number
  /** Row of an earlier equal string, or −1. */
  readonly duplicateOf: Int32Array
  constructor(column: Strings) {
    const size = slotsFor(column.rows)
    this.#column = column
    this.#slots = new Int32Array(size * 2).fill(-1)
    this.#mask = size - 1
    this.duplicateOf = new Int32Array(column.rows).fill(-1)
    for (let row = 0; row < column.rows; row++) {
      const start = column.start(row)
      const end = column.ends[row]!
      const hash = hashBytes(column.pool, start, end)
      const slot = this.#slot(hash, column.pool, start, end)
      const first = this.#slots[slot]!
      if (first >= 0) this.duplicateOf[row] = first
      else {
        this.#slots[slot] = row
        this.#slots[slot + 1] = hash
      }
    }
  }
  /** −1 when no row holds `bytes[start, end)`. */
  find(bytes: Uint8Array, start = 0, end = bytes.length): number {
    return this.#slots[this.#slot(hashBytes(bytes, start, end), bytes, start, end)]!
  }
  #slot(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const { pool, ends } = this.#column
    let slot = hash & this.#mask
    for (;;) {
      const row = this.#slots[slot * 2]!
      if (row < 0) return slot * 2
      const same = this.#slots[slot * 2 + 1] === hash
      if (same && equalBytes(pool, row === 0 ? 0 : ends[row - 1]!, ends[row]!, bytes, start, end)) return slot * 2
      slot = (slot + 1) & this.#mask
    }
  }
}

/** 512 places. */
const RECENT_SHIFT = 23

/** Numbers distinct byte strings in the order in which they first come. */
export class ByteDictionary {
  #slots = new Int32Array(64).fill(-1)
  #hashes = new Int32Array(32)
  #starts = new Uint32Array(32)
  #ends = new Uint32Array(32)
  #pool = new Uint8Array(1 << 10)
  #poolView = viewOf(this.#pool)
  /** Bytes that were looked up last, and a view of them. */
  #source: Uint8Array = this.#pool
  #sourceView = this.#poolView
  #used = 0
  #size = 0
  /** Texts of up to eight bytes that `codes` met last, by a hash: first and last four bytes, length and code of each. */
  readonly #recent = new Int32Array(4 << (32 - RECENT_SHIFT)).fill(-1)
  get size(): number {
    return this.#size
  }
  code(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#source) {
      this.#source = bytes
      this.#sourceView = viewOf(bytes)
    }
    return this.#code(bytes, this.#sourceView, start, end)
  }
  /** Codes of a column of the first `count` rows of a table, to `into` from `at` on. */
  codes(
    { bytes, view, starts, ends, width }: Cells,
    column: number,
    count: number,
    into: Int32Array,
    at: number,
  ): void {
    const recent = this.#recent
    for (let row = 0, i = column; row < count; row++, i += width) {
      const start = starts[i]!
      const end = ends[i]!
      const length = end - start
      // Nearly all are short: two words tell them.
      let first = 0
      let last = 0
      if (length > 3) {
        first = view.getInt32(start)
        last = view.getInt32(end - 4)
      } else if (length > 0) first = (bytes[start]! << 16) | (bytes[start + (length >> 1)]! << 8) | bytes[end - 1]!
      const place = (Math.imul(first ^ Math.imul(last, 0x01000193) ^ length, 0x9e3779b1) >>> RECENT_SHIFT) * 4
      if (recent[place] === first && recent[place + 1] === last && recent[place + 2] === length) {
        into[at + row] = recent[place + 3]!
        continue
      }
      const code = this.#code(bytes, view, start, end)
      into[at + row] = code
      if (length > 8) continue
      recent[place] = first
      recent[place + 1] = last
      recent[place + 2] = length
      recent[place + 3] = code
    }
  }
  #code(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const hash = hashOf(view, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = this.#slots[slot]!
      if (code < 0) break
      if (
        this.#hashes[code] === hash &&
        sameBytes(this.#poolView, this.#starts[code]!, this.#ends[code]!, view, start, end)
      )
        return code
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.#add(hash, bytes, start, end)
    const added = this.#size - 1
    if (this.#size * 2 > this.#slots.length) this.#rehash()
    return added
  }
  values(): string[] {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    return Array.from({ length: this.#size }, (_, code) =>
      decoder.decode(this.#pool.subarray(this.#starts[code], this.#ends[code])),
    )
  }
  #add(hash: number, bytes: Uint8Array, start: number, end: number): number {
    const code = this.#size++
    if (code === this.#hashes.length) {
      this.#hashes = grown(this.#hashes, code * 2)
      this.#starts = grown(this.#starts, code * 2)
      this.#ends = grown(this.#ends, code * 2)
    }
    const used = this.#used + end - start
    if (used > this.#pool.length) {
      this.#pool = grown(this.#pool, Math.max(used, this.#pool.length * 2))
      this.#poolView = viewOf(this.#pool)
    }
    this.#hashes[code] = hash
    this.#starts[code] = this.#used
    for (let i = start, to = this.#used; i < end; i++) this.#pool[to++] = bytes[i]!
    this.#ends[code] = used
    this.#used = used
    return code
  }
  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let code = 0; code < this.#size; code++) {
      let slot = this.#hashes[code]! & mask
      while (slots[slot]! >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }
}

/** A longer copy of a typed array, the rest zero. */
export function grown<T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(array: T, length: number): T {
  const longer = new (array.constructor as new (length: number) => T)(length)
  longer.set(array)
  return longer
}
