import { ByteDictionary } from '#contract/byte-index'
import type { Strings } from '#contract/table'

const DOT = 0x2e

/** The images of a commit by their paths without extensions. */
export class Stems {
  readonly #dictionary = new ByteDictionary()
  readonly #rows: number[] = []
  readonly #shared = new Set<number>()
  constructor(path: Strings, images: Iterable<number>) {
    for (const row of images) {
      const code = this.#dictionary.code(path.pool, path.start(row), path.pool.lastIndexOf(DOT, path.ends[row]! - 1))
      if (code === this.#rows.length) this.#rows.push(row)
      else this.#shared.add(this.#rows[code]!)
    }
  }
  /** Row of the listing, −1 when no image is called so. */
  find(path: Uint8Array, start: number, end: number): number {
    return this.#rows[this.#dictionary.code(path, start, end)] ?? -1
  }
  /** Whether the image that `find` gave is not the only one that is called so. */
  isShared(row: number): boolean {
    return this.#shared.has(row)
  }
}
