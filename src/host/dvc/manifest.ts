import { GateError, type Place } from '#contract/errors'
import { Contents, type Strings, StringsBuilder } from '#contract/table'
import { isBelow } from './outs.ts'

/** Four million files of a folder. */
export const MANIFEST_LIMIT = 512 * 1024 * 1024

/** Files of a folder that DVC keeps, sorted by path bytes; paths below the folder. */
export interface Manifest {
  readonly path: Strings
  readonly content: Contents
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_LIST, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] = [0x5b, 0x5d, 0x7b, 0x7d]

/**
 * A `.dir` manifest: `[{"md5": …, "relpath": …}, …]`, other members ignored. Read byte by byte into columns, for
 * `JSON.parse` would make an object of each of a million files. `name` and `place` are those of the out, for errors.
 *
 * @throws GateError `dvc-manifest-invalid`
 */
export function readManifest(bytes: Uint8Array, name: string, place: Place): Manifest {
  const reader = new Reader(bytes, name, place)
  const path = new StringsBuilder()
  const md5: string[] = []
  reader.expect(OPEN_LIST)
  for (let first = true; !reader.takes(CLOSE_LIST); first = false) {
    if (!first) reader.expect(COMMA)
    const entry = reader.entry()
    if (!isBelow(entry.path)) throw reader.fault(`${quote(entry.path)} is no path below the folder`)
    if (!/^[0-9a-f]{32}$/.test(entry.md5)) throw reader.fault(`${quote(entry.path)} has no md5 of 32 hex digits`)
    path.push(entry.path)
    md5.push(entry.md5)
  }
  reader.expectEnd()
  return sorted(path.build(), md5, (text) => reader.fault(text))
}

/** Files in the order of their path bytes. */
export function sorted(path: Strings, md5: readonly string[], fault: (text: string) => GateError): Manifest {
  const order = Int32Array.from(md5, (_, row) => row)
  const inOrder = order.every((row) => row === 0 || compare(path, row - 1, row) < 0)
  if (!inOrder) order.sort((a, b) => compare(path, a, b))
  const content = Contents.empty(order.length)
  const builder = new StringsBuilder()
  for (const [row, from] of order.entries()) {
    if (row > 0 && compare(path, order[row - 1]!, from) === 0)
      throw fault(`${quote(path.get(from))} is listed twice in the folder`)
    builder.pushRange(path.pool, path.start(from), path.ends[from]!)
    content.set(row, 'md5', md5[from]!)
  }
  return { path: inOrder ? path : builder.build(), content }
}

function compare(strings: Strings, a: number, b: number): number {
  return Buffer.compare(strings.bytes(a), strings.bytes(b))
}
function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200))
}

/** JSON of one shape: a list of flat mappings. */
class Reader {
  readonly #bytes: Uint8Array
  readonly #name: string
  readonly #place: Place
  #at = 0
  constructor(bytes: Uint8Array, name: string, place: Place) {
    this.#bytes = bytes
    this.#name = name
    this.#place = place
  }

  fault(text: string): GateError {
    const message = `${this.#name}: the manifest of this folder is not usable: ${text}`
    const hint = 'Write it anew with `dvc add` (or `dvc repro`), and push it with `dvc push`.'
    return new GateError('dvc-manifest-invalid', 'artifact', message, { hint, place: this.#place })
  }

  takes(byte: number): boolean {
    this.#space()
    if (this.#bytes[this.#at] !== byte) return false
    this.#at++
    return true
  }
  expect(byte: number): void {
    if (!this.takes(byte)) throw this.fault(`expected ${String.fromCharCode(byte)} at byte ${this.#at}`)
  }
  expectEnd(): void {
    this.#space()
    if (this.#at < this.#bytes.length) throw this.fault(`something follows the list at byte ${this.#at}`)
  }

  entry(): { path: string; md5: string } {
    let path: string | null = null
    let md5: string | null = null
    this.expect(OPEN_MAP)
    for (let first = true; !this.takes(CLOSE_MAP); first = false) {
      if (!first) this.expect(COMMA)
      this.#space()
      const key = this.#string()
      this.expect(COLON)
      this.#space()
      const value = this.#bytes[this.#at] === QUOTE ? this.#string() : this.#word()
      if (key === 'relpath') path = path === null ? value : this.#twice(key)
      else if (key === 'md5') md5 = md5 === null ? value : this.#twice(key)
    }
    if (path === null || md5 === null) throw this.fault(`an entry before byte ${this.#at} lacks relpath or md5`)
    return { path, md5 }
  }

  #twice(key: string): never {
    throw this.fault(`an entry before byte ${this.#at} has "${key}" twice`)
  }

  #space(): void {
    for (; ; this.#at++) {
      const byte = this.#bytes[this.#at]
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return
    }
  }

  #string(): string {
    const from = this.#at
    if (this.#bytes[from] !== QUOTE) throw this.fault(`expected a text at byte ${from}`)
    let escaped = false
    let at = from + 1
    for (; at < this.#bytes.length && this.#bytes[at] !== QUOTE; at++)
      if (this.#bytes[at] === BACKSLASH) {
        escaped = true
        at++
      }
    this.#at = at + 1
    try {
      if (!escaped && at < this.#bytes.length) return decoder.decode(this.#bytes.subarray(from + 1, at))
      return JSON.parse(decoder.decode(this.#bytes.subarray(from, at + 1))) as string
    } catch {
      throw this.fault(`the text at byte ${from} is not JSON`)
    }
  }

  /** A number, true, false or null: members that nobody asks for. */
  #word(): string {
    const from = this.#at
    while (/[-+.0-9a-zA-Z]/.test(String.fromCharCode(this.#bytes[this.#at] ?? 0))) this.#at++
    if (this.#at === from) throw this.fault(`expected a text or a number at byte ${from}`)
    return ''
  }
}
