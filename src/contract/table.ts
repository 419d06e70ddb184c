/** Columns over typed arrays: a million images are columns, never a million objects. */

// ignoreBOM keeps a leading U+FEFF: two different names must not become one.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** A column of strings in one UTF-8 pool; `ends[row]` is where row's bytes end (at most 4 GiB in all). */
export class Strings {
  readonly pool: Uint8Array
  readonly ends: Uint32Array
  constructor(pool: Uint8Array, ends: Uint32Array) {
    this.pool = pool
    this.ends = ends
  }
  static of(values: Iterable<string>): Strings {
    const builder = new StringsBuilder()
    for (const value of values) builder.push(value)
    return builder.build()
  }
  get rows(): number {
    return this.ends.length
  }
  start(row: number): number {
    return row === 0 ? 0 : this.ends[row - 1]!
  }
  bytes(row: number): Uint8Array {
    return this.pool.subarray(this.start(row), this.ends[row])
  }
  get(row: number): string {
    return decoder.decode(this.bytes(row))
  }
}

/** Fields of rows inside `bytes`: field `column` of row `row` is bytes[starts[i], ends[i]), i = row * width + column. */
export interface Cells {
  readonly bytes: Uint8Array
  /** Of `bytes`. */
  readonly view: DataView
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly width: number
}

export class StringsBuilder {
  #pool: Uint8Array = new Uint8Array(1 << 12)
  #to = viewOf(this.#pool)
  /** Bytes of the last `pushRange`, and a view of them. */
  #source: Uint8Array = this.#pool
  #from = this.#to
  #used = 0
  #ends = new Uint32Array(1 << 8)
  #rows = 0
  push(value: string): void {
    this.#reserve(value.length * 3)
    this.#used += encoder.encodeInto(value, this.#pool.subarray(this.#used)).written
    this.#endRow()
  }
  pushBytes(value: Uint8Array): void {
    this.#reserve(value.length)
    this.#pool.set(value, this.#used)
    this.#used += value.length
    this.#endRow()
  }
  /** `bytes[start, end)` as one row; `prefix` before it. A loop, for a view a row costs more than the bytes. */
  pushRange(bytes: Uint8Array, start: number, end: number, prefix: Uint8Array | null = null): void {
    this.#reserve(end - start + (prefix?.length ?? 0))
    if (prefix) {
      this.#pool.set(prefix, this.#used)
      this.#used += prefix.length
    }
    if (bytes !== this.#source) {
      this.#source = bytes
      this.#from = viewOf(bytes)
    }
    this.#used = copyRange(this.#from, start, end, this.#to, this.#used)
    this.#endRow()
  }
  /** The row that was pushed last. */
  last(): string {
    return decoder.decode(this.#pool.subarray(this.#rows < 2 ? 0 : this.#ends[this.#rows - 2]!, this.#used))
  }
  /** A column of the first `count` rows of a table. */
  pushCells({ view, starts, ends, width }: Cells, column: number, count: number, prefix: Uint8Array | null): void {
    let bytes = (prefix?.length ?? 0) * count
    for (let row = 0, i = column; row < count; row++, i += width) bytes += ends[i]! - starts[i]!
    this.#reserve(bytes)
    while (this.#rows + count > this.#ends.length) this.#widen()
    const to = this.#to
    let used = this.#used
    for (let row = 0, i = column; row < count; row++, i += width) {
      if (prefix) {
        this.#pool.set(prefix, used)
        used += prefix.length
      }
      used = copyRange(view, starts[i]!, ends[i]!, to, used)
      this.#ends[this.#rows++] = used
    }
    this.#used = used
  }
  #endRow(): void {
    if (this.#rows === this.#ends.length) this.#widen()
    this.#ends[this.#rows++] = this.#used
  }
  #widen(): void {
    const wider = new Uint32Array(this.#ends.length * 4)
    wider.set(this.#ends)
    this.#ends = wider
  }
  #reserve(more: number): void {
    if (this.#used + more <= this.#pool.length) return
    const wider = new Uint8Array(Math.max(roomBeyond(this.#pool.length), this.#used + more))
    wider.set(this.#pool.subarray(0, this.#used))
    this.#pool = wider
    this.#to = viewOf(wider)
  }
  build(): Strings {
    return new Strings(this.#pool.subarray(0, this.#used), this.#ends.subarray(0, this.#rows))
  }
}

/**
 * Bytes of room for a column that fills `length`. Copies cost memory and time, room that is never written costs nothing:
 * a column of a megabyte gets 64 at once.
 */
export function roomBeyond(length: number): number {
  return length < 1 << 20 ? length * 4 : Math.max(length * 4, 1 << 26)
}

/** Copies from[start, end) to `at`, four bytes at once where four are left; returns where the copy ends. */
function copyRange(from: DataView, start: number, end: number, to: DataView, at: number): number {
  let next = at
  let i = start
  for (; i < end - 3; i += 4, next += 4) to.setInt32(next, from.getInt32(i))
  for (; i < end; i++) to.setUint8(next++, from.getUint8(i))
  return next
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** A dictionary-encoded column: `codes[row]` indexes `values`; −1 = absent. */
export interface Codes {
  readonly codes: Int32Array
  readonly values: readonly string[]
}
export function codeAt(column: Codes, row: number): string | null {
  const code = column.codes[row]!
  return code < 0 ? null : column.values[code]!
}
/** Two columns over one dictionary: the values of `base` in their order, then those that only `head` has. */
export function shareValues(
  base: Codes,
  head: Codes,
): { readonly values: readonly string[]; readonly base: Int32Array; readonly head: Int32Array } {
  const values = [...base.values]
  const code = new Map(values.map((value, index) => [value, index]))
  const own = head.values.map((value) => code.get(value) ?? values.push(value) - 1)
  return { values, base: base.codes, head: head.codes.map((at) => (at < 0 ? -1 : own[at]!)) }
}
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** What names the bytes of an image without reading them. */
export const CONTENT_KINDS = ['none', 'git', 'sha256', 'md5'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]
/** What follows the 16 bytes of an md5: its 32 bytes are then nobody else's, for records are kept by them alone. */
const AFTER_MD5 = encoder.encode('md5, of DVC file')
/**
 * Fixed-width content ids: a git blob id (sha-1 or sha-256 repository), a sha-256 of the bytes (LFS, digest column), or
 * their md5 (DVC).
 */
export class Contents {
  readonly kinds: Uint8Array
  /** 32 bytes a row; a 20-byte git id is padded with zeros. */
  readonly hashes: Uint8Array
  constructor(kinds: Uint8Array, hashes: Uint8Array) {
    this.kinds = kinds
    this.hashes = hashes
  }
  static empty(rows: number): Contents {
    return new Contents(new Uint8Array(rows), new Uint8Array(rows * 32))
  }
  get rows(): number {
    return this.kinds.length
  }
  kind(row: number): ContentKind {
    return CONTENT_KINDS[this.kinds[row]!]!
  }
  hash(row: number): Uint8Array {
    return this.hashes.subarray(row * 32, row * 32 + 32)
  }
  /** Row `from` of other contents as row `row`. */
  copy(row: number, { kinds, hashes }: Contents, from: number): void {
    this.kinds[row] = kinds[from]!
    for (let i = 0; i < 32; i++) this.hashes[row * 32 + i] = hashes[from * 32 + i]!
  }
  set(row: number, kind: ContentKind, hex: string): void {
    this.kinds[row] = CONTENT_KINDS.indexOf(kind)
    for (let i = 0; i < hex.length / 2; i++)
      this.hashes[row * 32 + i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16)
    if (kind === 'md5') this.hashes.set(AFTER_MD5, row * 32 + 16)
  }
  hex(row: number): string {
    let hex = ''
    for (let i = row * 32; i < row * 32 + 32; i++) hex += HEX[this.hashes[i]!]!
    if (this.kind(row) === 'md5') return hex.slice(0, 32)
    return this.kind(row) === 'git' && hex.endsWith('0'.repeat(24)) ? hex.slice(0, 40) : hex
  }
  /** `git:<hex>`, `sha256:<hex>`, `md5:<hex>`, or `''` when nothing names the bytes. */
  text(row: number): string {
    const kind = this.kind(row)
    return kind === 'none' ? '' : `${kind}:${this.hex(row)}`
  }
}
