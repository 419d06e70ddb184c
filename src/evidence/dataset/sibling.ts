import type { TreeContents } from './contents.ts'

const SLASH = 0x2f
const DOT = 0x2e
const encoder = new TextEncoder()

export interface SiblingRule {
  /** The last folder `from` becomes `to`; without one there is no sibling, unless it may lie `beside`. */
  readonly folders?: readonly [from: string, to: string]
  readonly beside?: boolean
  /** End of the other's stem that is cut off; without it there is no sibling. */
  readonly strip?: string
  /** What follows the stem, with its dot: `.txt`, `_mask.png`. */
  readonly extension: string
}

/** Finds the file that belongs to another by its path. No string a file. */
export class Siblings {
  readonly #contents: TreeContents
  readonly #from: Uint8Array
  readonly #to: Uint8Array
  readonly #strip: Uint8Array
  readonly #extension: Uint8Array
  readonly #beside: boolean
  #path = new Uint8Array(512)
  #length = 0

  constructor(contents: TreeContents, { folders, beside = folders === undefined, strip = '', extension }: SiblingRule) {
    this.#contents = contents
    this.#from = encoder.encode(folders ? `${folders[0]}/` : '')
    this.#to = encoder.encode(folders ? `${folders[1]}/` : '')
    this.#strip = encoder.encode(strip)
    this.#extension = encoder.encode(extension)
    this.#beside = beside
  }

  /** Row of the listing, −1 when it is not in the commit; `path` then says where it was looked for. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const folder = this.#folder(bytes, start, end)
    const stem = this.#stemEnd(bytes, start, end)
    if (stem < 0 || (folder < 0 && !this.#beside)) return -1
    const rest = folder < 0 ? start : folder + this.#from.length
    const most = end - start + this.#to.length + this.#extension.length
    if (most > this.#path.length) this.#path = new Uint8Array(most * 2)
    const path = this.#path
    let at = 0
    if (folder >= 0) {
      for (let i = start; i < folder; i++) path[at++] = bytes[i]!
      for (let i = 0; i < this.#to.length; i++) path[at++] = this.#to[i]!
    }
    for (let i = rest; i < stem; i++) path[at++] = bytes[i]!
    for (let i = 0; i < this.#extension.length; i++) path[at++] = this.#extension[i]!
    this.#length = at
    return this.#contents.find(path, 0, at)
  }

  /** Where the last `find` looked. */
  get path(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#path.subarray(0, this.#length))
  }

  /** Start of the last folder of the name, −1 when there is none. */
  #folder(bytes: Uint8Array, start: number, end: number): number {
    const name = this.#from
    if (name.length === 0) return -1
    for (let at = end - name.length; at >= start; at--) {
      if (bytes[at] !== name[0] || (at > start && bytes[at - 1] !== SLASH)) continue
      let i = 1
      while (i < name.length && bytes[at + i] === name[i]) i++
      if (i === name.length) return at
    }
    return -1
  }

  /** Where the part of the name that both share ends, −1 when `strip` is not there. */
  #stemEnd(bytes: Uint8Array, start: number, end: number): number {
    let stem = end
    for (let at = end - 1; at > start && bytes[at] !== SLASH; at--)
      if (bytes[at] === DOT && bytes[at - 1] !== SLASH) {
        stem = at
        break
      }
    const from = stem - this.#strip.length
    for (let i = 0; i < this.#strip.length; i++) if (from < start || bytes[from + i] !== this.#strip[i]) return -1
    return from
  }
}
