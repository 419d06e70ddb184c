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
  let hash = SEED ^ (end - start)
  let at = start
  for (; at < end - 3; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at), 0x01000193)
    hash ^= hash >>> 15 // what the high bits of one word tell must not be cancelled by those of the next
  }
  for (; at < end; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193)
  return mix(hash)
}
function sameBytes(a: DataView, aStart: number, aEnd: number, b: DataView, bStart: number, bEnd: number): boolean {
  if (aEnd - aStart !== bEnd - bStart) return false
  let i = aStart
  let j = bStart
  for (; i < aEnd - 3; i += 4, j += 4) if (a.getInt32(i) !== b.getInt32(j)) return false
  for (; i < aEnd; i++, j++) if (a.getUint8(i) !== b.getUint8(j)) return false
  return true
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

/** Nobody who writes a file can know the seed, and so which values meet. */
function hashOfShort(first: number, last: number, length: number): number {
  const hash = Math.imul(Math.imul(first ^ SEED, 0x85ebca6b) ^ last ^ length, 0xc2b2ae35)
  return hash ^ (hash >>> 15)
}

/** Bytes of a value that is told by two numbers. */
const SHORT = 8

/** Numbers distinct byte strings in the order in which they first come. */
export class ByteDictionary {
  #slots = new Int32Array(64).fill(-1)
  #hashes = new Int32Array(32)
  /** First and last four bytes of each value that is short, and the length of each. */
  #words = new Int32Array(96)
  #starts = new Uint32Array(32)
  #ends = new Uint32Array(32)
  #pool = new Uint8Array(1 << 10)
  #poolView = viewOf(this.#pool)
  /** Bytes that were looked up last, and a view of them. */
  #source: Uint8Array = this.#pool
  #sourceView = this.#poolView
  #used = 0
  #size = 0
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
    let slots = this.#slots
    let words = this.#words
    for (let row = 0, i = column; row < count; row++, i += width) {
      const start = starts[i]!
      const end = ends[i]!
      const length = end - start
      if (length >= 4 && length <= SHORT) {
        // What nearly every field is, without a call: see `#codeOfShort`.
        const first = view.getInt32(start, true)
        const last = view.getInt32(end - 4, true)
        const code = slots[hashOfShort(first, last, length) & (slots.length - 1)]!
        const word = code * 3
        if (code >= 0 && words[word] === first && words[word + 1] === last && words[word + 2] === length) {
          into[at + row] = code
          continue
        }
      }
      into[at + row] = this.#code(bytes, view, start, end)
      slots = this.#slots
      words = this.#words
    }
  }
  #code(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    return end - start > SHORT ? this.#codeOfLong(bytes, view, start, end) : this.#codeOfShort(bytes, view, start, end)
  }
  /** At most eight bytes are two numbers, which overlap or are padded: with the length they are the text. */
  #codeOfShort(bytes: Uint8Array, view: DataView, start: number, end: number): number {
    const length = end - start
    let first = 0
    let last = 0
    if (length >= 4) {
      first = view.getInt32(start, true)
      last = view.getInt32(end - 4, true)
    } else for (let at = start; at < end; at++) first = (first << 8) | view.getUint8(at)
    const hash = hashOfShort(first, last, length)
    const slots = this.#slots
    const words = this.#words
    const mask = slots.length - 1
    let slot = hash & mask
    for (;;) {
      const code = slots[slot]!
      if (code < 0) break
      const at = code * 3
      if (words[at] === first && words[at + 1] === last && words[at + 2] === length) return code
      slot = (slot + 1) & mask
    }
    return this.#insert(slot, hash, bytes, start, end, first, last)
  }
  #codeOfLong(bytes: Uint8Array, view: DataView, start: number, end: number): number {
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
    return this.#insert(slot, hash, bytes, start, end, 0, 0)
  }
  #insert(
    slot: number,
    hash: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    first: number,
    last: number,
  ): number {
    const added = this.#add(hash, bytes, start, end)
    this.#slots[slot] = added
    this.#words[added * 3] = first
    this.#words[added * 3 + 1] = last
    this.#words[added * 3 + 2] = end - start
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
      this.#words = grown(this.#words, code * 6)
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
