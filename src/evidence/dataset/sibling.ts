import type { TreeContents } from './contents.ts'

const SLASH = 0x2f
const DOT = 0x2e
const encoder = new TextEncoder()

/**
 * Finds the file that belongs to another by its path: the last folder named `from` becomes `to`, and what follows the last
 * dot becomes `extension`; without such a folder the file lies beside the other. No string a file.
 */
export class Siblings {
  readonly #contents: TreeContents
  readonly #from: Uint8Array
  readonly #to: Uint8Array
  readonly #extension: Uint8Array
  #path = new Uint8Array(512)
  #length = 0

  /** `extension` with its dot; what stands before the dot is put behind the stem (`_mask.png`). */
  constructor(contents: TreeContents, from: string, to: string, extension: string) {
    this.#contents = contents
    this.#from = encoder.encode(`${from}/`)
    this.#to = encoder.encode(`${to}/`)
    this.#extension = encoder.encode(extension)
  }

  /** Row of the listing, −1 when it is not in the commit; `path` then says where it was looked for. */
  find(bytes: Uint8Array, start: number, end: number): number {
    const folder = this.#folder(bytes, start, end)
    const stem = stemEnd(bytes, start, end)
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
    for (let at = end - name.length; at >= start; at--) {
      if (bytes[at] !== name[0] || (at > start && bytes[at - 1] !== SLASH)) continue
      let i = 1
      while (i < name.length && bytes[at + i] === name[i]) i++
      if (i === name.length) return at
    }
    return -1
  }
}

/** Where the extension of a path begins, or its end. */
export function stemEnd(bytes: Uint8Array, start: number, end: number): number {
  for (let at = end - 1; at > start && bytes[at] !== SLASH; at--)
    if (bytes[at] === DOT) return bytes[at - 1] === SLASH ? end : at
  return end
}
