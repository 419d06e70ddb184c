import { GateError } from '#contract/errors'
import type { Absence, Ports, Tree } from '#contract/ports'
import { PARQUET_LIMIT, ParquetImages } from './dataset/parquet-image.ts'
import type { Dataset, Members } from './dataset/types.ts'
import { MemberStream } from './member-stream.ts'

/**
 * Bytes of the images of a dataset, files or members of shards and Parquet files. Rows asked for in their order read every
 * container once; no shard is in memory as a whole. What comes out of a container is believed when its sha-256 is the
 * content id.
 */
export class ImageReader {
  readonly #dataset: Dataset
  readonly #tree: Tree | null
  readonly #ports: Ports
  #stream: MemberStream | null = null
  #parquet: { readonly path: string; readonly images: ParquetImages } | null = null

  constructor(dataset: Dataset, tree: Tree | null, ports: Ports) {
    this.#dataset = dataset
    this.#tree = tree
    this.#ports = ports
  }

  async read(row: number): Promise<Uint8Array | Absence> {
    const { members, path, content, source } = this.#dataset
    if (!members) return this.#ports.images.read(path.get(row), content, row)
    if (!this.#tree) return 'not-here'
    try {
      const bytes = await this.#member(members, source.values[source.codes[row]!]!, row, this.#tree)
      return bytes && isEqual(this.#ports.hash(bytes), content.hash(row)) ? bytes : 'other-bytes'
    } catch (error) {
      if (error instanceof GateError && error.code === 'content-absent') return 'not-here'
      throw error
    }
  }

  /** Lets go of the shard that is being read. */
  async close(): Promise<void> {
    await this.#stream?.close()
    this.#stream = null
  }

  async #member(members: Members, container: string, row: number, tree: Tree): Promise<Uint8Array | null> {
    const at = members.at[row]!
    if (members.container === 'tar') {
      if (this.#stream?.path !== container || at < this.#stream.at) {
        await this.close()
        this.#stream = new MemberStream(container, tree)
      }
      return this.#stream.read(at, members.size[row]!)
    }
    if (this.#parquet?.path !== container) {
      this.#parquet = null // the file before is let go of first
      const bytes = await tree.read(container, PARQUET_LIMIT)
      this.#parquet = { path: container, images: new ParquetImages(bytes, container, members.column) }
    }
    return this.#parquet.images.bytes(at)
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}
