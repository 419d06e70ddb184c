import type { TreeContents } from './contents.ts'
import { hasImageExtension } from './paths.ts'

const SLASH = 0x2f
const DOT = 0x2e
const encoder = new TextEncoder()

/** What lists call images: paths from the folder of the images, or from one above it up to the dataset's root, perhaps without extensions. */
export class ListedImages {
  readonly #contents: TreeContents
  readonly #folder: Uint8Array
  /** The folder of the images as seen from the folders above it, up to the dataset's root; the longest first. */
  readonly #within: readonly Uint8Array[]
  #key = new Uint8Array(1 << 10)

  constructor(contents: TreeContents, root: string, folder: string) {
    this.#contents = contents
    this.#folder = encoder.encode(folder === '' ? '' : `${folder}/`)
    const parts = folder === root ? [] : folder.slice(root === '' ? 0 : root.length + 1).split('/')
    this.#within = parts.map((_, depth) => encoder.encode(`${parts.slice(depth).join('/')}/`))
  }

  /** Where in `bytes[start, end)` the path from the folder of the images begins. */
  start(bytes: Uint8Array, from: number, end: number): number {
    let start = from
    while (start + 1 < end && bytes[start] === DOT && bytes[start + 1] === SLASH)
      for (start++; start < end && bytes[start] === SLASH; ) start++
    const within = this.#within.find((folder) => beginsWith(folder, bytes, start, end))
    if (!within || this.#isThere(bytes, start, end)) return start
    for (start += within.length; start < end && bytes[start] === SLASH; ) start++
    return start
  }

  /** Whether the commit has an image that is called so. */
  has(bytes: Uint8Array, start: number, end: number): boolean {
    return this.#isThere(bytes, this.start(bytes, start, end), end)
  }

  #isThere(bytes: Uint8Array, start: number, end: number): boolean {
    const length = this.#folder.length + end - start
    if (length > this.#key.length) this.#key = new Uint8Array(length * 2)
    this.#key.set(this.#folder)
    this.#key.set(bytes.subarray(start, end), this.#folder.length)
    if (this.#contents.find(this.#key, 0, length) >= 0) return true
    return !hasImageExtension(bytes, start, end) && this.#contents.stems.find(this.#key, 0, length) >= 0
  }
}

function beginsWith(prefix: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  return prefix.length < end - start && prefix.every((byte, i) => bytes[start + i] === byte)
}
