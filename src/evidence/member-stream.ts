import type { Tree } from '#contract/ports'
import { SHARD_LIMIT } from './dataset/webdataset.ts'

/** A shard as it streams by: members are read forwards, what lies between them is passed over. */
export class MemberStream {
  readonly path: string
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array(0)
  /** Where the present chunk begins in the shard, and how much of it is used. */
  #start = 0
  #used = 0

  constructor(path: string, tree: Tree) {
    this.path = path
    this.#chunks = tree.stream(path, SHARD_LIMIT)[Symbol.asyncIterator]()
  }

  /** The next byte that can be had. */
  get at(): number {
    return this.#start + this.#used
  }

  /** `size` bytes from byte `from` on, which is not before `at`; null when the shard ends before. */
  async read(from: number, size: number): Promise<Uint8Array | null> {
    const bytes = new Uint8Array(size)
    let done = 0
    for (;;) {
      const skip = Math.max(0, from + done - this.at)
      this.#used += Math.min(skip, this.#chunk.length - this.#used)
      if (this.at === from + done) {
        const piece = this.#chunk.subarray(this.#used, this.#used + size - done)
        bytes.set(piece, done)
        done += piece.length
        this.#used += piece.length
      }
      if (done === size) return bytes
      const next = await this.#chunks.next()
      if (next.done) return null
      this.#start += this.#chunk.length
      this.#chunk = next.value
      this.#used = 0
    }
  }

  async close(): Promise<void> {
    await this.#chunks.return?.()
  }
}
