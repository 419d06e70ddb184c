import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EachStore, EachTable } from '#contract/ports'

const MAGIC = 'cvgate-each-2\n'
const KEY = 32
const TRAILER = 32

/** Bytes of a table's file that another run left, or null. */
export type Seed = (file: string) => Promise<Uint8Array | null>

export interface KeptStore extends EachStore {
  /** Files of the tables that were opened, with those records only that were read or written; none of an empty table. */
  touched(): Promise<ReadonlyMap<string, Uint8Array>>
}

/**
 * Records by content id, one file a table: magic, then `key (32 bytes) · record (width bytes)` again and again, then
 * the sha-256 of the table's name and all before. A file that is damaged, truncated, of another table or width is ignored
 * and written anew. What the disk does not take is said and done without. `seed` is asked for what the disk does not have.
 */
export function eachStore(
  directory: string | null,
  warn: (text: string) => void = () => {},
  seed: Seed = async () => null,
): KeptStore {
  const opened = new Map<string, Promise<Table>>()
  async function table(name: string, width: number): Promise<Table> {
    const file = `${name}.bin`
    const path = directory === null ? null : join(directory, file)
    const saved = path === null ? null : await readFile(path).catch(() => null)
    let records = saved && verified(saved, name, width)
    if (records === null) {
      const other = await seed(file)
      records = other && verified(other, name, width)
    }
    return new Table(path, name, width, records ?? new Uint8Array(), warn)
  }
  const store: KeptStore = {
    open(name, width) {
      const key = `${name} ${width}`
      const known = opened.get(key) ?? table(name, width)
      opened.set(key, known)
      return known
    },
    async touched() {
      const files = new Map<string, Uint8Array>()
      for (const one of await Promise.all(opened.values())) {
        const file = one.touched()
        if (file !== null) files.set(`${one.name}.bin`, file)
      }
      return files
    },
    anew: () => anew(store),
  }
  return store
}

/** Tables in memory answer; what is put goes to both. */
function anew(kept: EachStore): EachStore {
  const memory = eachStore(null)
  return {
    async open(name, width) {
      const [own, old] = await Promise.all([memory.open(name, width), kept.open(name, width)])
      return {
        get: (key) => own.get(key),
        put(key, record) {
          own.put(key, record)
          old.put(key, record)
        },
        save: () => old.save(),
      }
    },
    anew: () => anew(kept),
  }
}

function verified(file: Uint8Array, name: string, width: number): Uint8Array | null {
  const body = file.subarray(0, file.length - TRAILER)
  const head = new TextEncoder().encode(MAGIC)
  const length = body.length - head.length
  if (length < 0 || length % (KEY + width) !== 0) return null
  if (head.some((byte, at) => body[at] !== byte)) return null
  return sealOf(name, body).equals(file.subarray(file.length - TRAILER))
    ? Uint8Array.from(body.subarray(head.length))
    : null
}

function sealed(name: string, records: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(MAGIC), records])
  return Buffer.concat([body, sealOf(name, body)])
}

function sealOf(name: string, body: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(body).digest()
}

/** Open addressing over one buffer of records; keys are hashes already, so their first bytes place them. */
class Table implements EachTable {
  readonly #path: string | null
  readonly name: string
  readonly #width: number
  #records: Uint8Array
  #count: number
  #slots: Int32Array
  #dirty = false
  /** By row: whether it was read or written. */
  #used: Uint8Array
  readonly #warn: (text: string) => void

  constructor(path: string | null, name: string, width: number, records: Uint8Array, warn: (text: string) => void) {
    this.name = name
    this.#warn = warn
    this.#path = path
    this.#width = width
    this.#records = records
    this.#count = records.length / (KEY + width)
    this.#slots = new Int32Array(0)
    this.#used = new Uint8Array(this.#count)
    this.#index(Math.max(64, this.#count * 2))
  }

  get(key: Uint8Array): Uint8Array | null {
    const row = this.#slots[this.#slot(key)]!
    if (row < 0) return null
    this.#used[row] = 1
    const start = row * (KEY + this.#width) + KEY
    return this.#records.subarray(start, start + this.#width)
  }

  put(key: Uint8Array, record: Uint8Array): void {
    if (key.length !== KEY || record.length !== this.#width) throw new RangeError('key or record of the wrong width')
    const slot = this.#slot(key)
    const known = this.#slots[slot]!
    const row = known >= 0 ? known : this.#count++
    const start = row * (KEY + this.#width)
    this.#reserve(start + KEY + this.#width)
    this.#records.set(key, start)
    this.#records.set(record, start + KEY)
    this.#slots[slot] = row
    this.#use(row)
    this.#dirty = true
    if (this.#count * 2 > this.#slots.length) this.#index(this.#slots.length * 2)
  }

  async save(): Promise<void> {
    if (this.#path === null || !this.#dirty) return
    const file = sealed(this.name, this.#records.subarray(0, this.#count * (KEY + this.#width)))
    const temporary = `${this.#path}.${randomBytes(6).toString('hex')}`
    try {
      await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 })
      await writeFile(temporary, file, { mode: 0o600 })
      await rename(temporary, this.#path)
      this.#dirty = false
    } catch (thrown) {
      await rm(temporary, { force: true }).catch(() => undefined)
      this.#warn(`nothing is kept for the next run: ${(thrown as Error).message}`)
    }
  }

  touched(): Uint8Array | null {
    const length = KEY + this.#width
    const rows = Array.from({ length: this.#count }, (_, row) => row).filter((row) => this.#used[row] === 1)
    const records = new Uint8Array(rows.length * length)
    for (const [at, row] of rows.entries())
      records.set(this.#records.subarray(row * length, (row + 1) * length), at * length)
    return rows.length === 0 ? null : sealed(this.name, records)
  }

  #use(row: number): void {
    if (row >= this.#used.length) {
      const wider = new Uint8Array(Math.max(64, 2 * row))
      wider.set(this.#used)
      this.#used = wider
    }
    this.#used[row] = 1
  }

  #slot(key: Uint8Array): number {
    const mask = this.#slots.length - 1
    let slot = (key[0]! | (key[1]! << 8) | (key[2]! << 16) | (key[3]! << 24)) & mask
    while (this.#slots[slot]! >= 0 && !this.#equals(this.#slots[slot]!, key)) slot = (slot + 1) & mask
    return slot
  }

  #equals(row: number, key: Uint8Array): boolean {
    const start = row * (KEY + this.#width)
    for (let i = 0; i < KEY; i++) if (this.#records[start + i] !== key[i]) return false
    return true
  }

  #index(atLeast: number): void {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(atLeast))).fill(-1)
    for (let row = 0; row < this.#count; row++) {
      const start = row * (KEY + this.#width)
      this.#slots[this.#slot(this.#records.subarray(start, start + KEY))] = row
    }
  }

  #reserve(length: number): void {
    if (length <= this.#records.length) return
    const wider = new Uint8Array(Math.max(length, this.#records.length * 2))
    wider.set(this.#records)
    this.#records = wider
  }
}
