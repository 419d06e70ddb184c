import { grown } from '#contract/byte-index'
import { type Cells, roomBeyond, viewOf } from '#contract/table'

/** Value of two hex digits, read as a little-endian number; −1 where they are none. */
const PAIRS = new Int16Array(1 << 16).fill(-1)
for (let value = 0; value < 256; value++)
  for (const high of spellings(value >> 4)) for (const low of spellings(value & 15)) PAIRS[(low << 8) | high] = value

function spellings(digit: number): number[] {
  const lower = digit.toString(16)
  return [lower.charCodeAt(0), lower.toUpperCase().charCodeAt(0)]
}
const PREFIX = new TextEncoder().encode('sha256:')

/** A growing column of sha-256 digests. */
export class Digests {
  #bytes = new Uint8Array(1 << 14)
  #view = viewOf(this.#bytes)

  /** 64 hex digits, with or without `sha256:` before them; false when it is anything else. */
  parse(row: number, bytes: Uint8Array, start: number, end: number): boolean {
    this.#reserve(row + 1)
    return parseSha256(viewOf(bytes), start, end, this.#view, row * 32)
  }

  /** The same for a column of a table from `row` on; returns how many of the first `count` are digests. */
  parseCells(row: number, { view, starts, ends, width }: Cells, column: number, count: number): number {
    this.#reserve(row + count)
    for (let i = 0, cell = column; i < count; i++, cell += width)
      if (!parseSha256(view, starts[cell]!, ends[cell]!, this.#view, (row + i) * 32)) return i
    return count
  }

  set(row: number, digest: Uint8Array): void {
    this.#reserve(row + 1)
    this.#bytes.set(digest, row * 32)
  }

  build(rows: number): Uint8Array {
    this.#reserve(rows)
    return this.#bytes.subarray(0, rows * 32)
  }

  #reserve(rows: number): void {
    if (rows * 32 <= this.#bytes.length) return
    this.#bytes = grown(this.#bytes, Math.max(rows * 32, roomBeyond(this.#bytes.length)))
    this.#view = viewOf(this.#bytes)
  }
}

/** Writes the 32 bytes to `to` at `at`; false when there are not 64 hex digits, with or without `sha256:` before them. */
export function parseSha256(from: DataView, start: number, end: number, to: DataView, at: number): boolean {
  let digits = start
  if (end - start === 71 && PREFIX.every((byte, i) => from.getUint8(start + i) === byte)) digits += PREFIX.length
  if (end - digits !== 64) return false
  let wrong = 0
  for (let i = 0; i < 32; i += 4, digits += 8) {
    const four = from.getInt32(digits, true)
    const next = from.getInt32(digits + 4, true)
    const a = PAIRS[four & 0xffff]!
    const b = PAIRS[four >>> 16]!
    const c = PAIRS[next & 0xffff]!
    const d = PAIRS[next >>> 16]!
    wrong |= a | b | c | d
    to.setInt32(at + i, a | (b << 8) | (c << 16) | (d << 24), true)
  }
  return wrong >= 0
}
