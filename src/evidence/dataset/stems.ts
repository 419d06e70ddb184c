import { RowIndex } from '#contract/byte-index'
import { type Strings, StringsBuilder } from '#contract/table'

const DOT = 0x2e

/** The images of a commit by their paths without extensions. What is asked for is not kept: lists may ask for anything. */
export class Stems {
  readonly #index: RowIndex
  readonly #rows: number[] = []
  readonly #shared = new Set<number>()
  constructor(path: Strings, images: Iterable<number>) {
    const stems = new StringsBuilder()
    for (const row of images) {
      stems.pushRange(path.pool, path.start(row), path.pool.lastIndexOf(DOT, path.ends[row]! - 1))
      this.#rows.push(row)
    }
    this.#index = new RowIndex(stems.build())
    for (const first of this.#index.duplicateOf) if (first >= 0) this.#shared.add(this.#rows[first]!)
  }
  /** Row of the listing, −1 when no image is called so. */
  find(path: Uint8Array, start: number, end: number): number {
    return this.#rows[this.#index.find(path, start, end)] ?? -1
  }
  /** Whether the image that `find` gave is not the only one that is called so. */
  isShared(row: number): boolean {
    return this.#shared.has(row)
  }
}
