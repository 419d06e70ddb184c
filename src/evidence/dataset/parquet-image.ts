import { openParquet, type ParquetFile } from '#formats/parquet'
import { type ColumnValues, readColumn } from '#formats/parquet-column'
import { leaf } from './parquet-rows.ts'

/** A Parquet file is read from its end and in any order: it is in memory as a whole, one at a time. */
export const PARQUET_LIMIT = 1024 ** 3

/** Finds the bytes of images in one file; a row group is decoded once while rows are asked for in their order. */
export class ParquetImages {
  readonly #file: ParquetFile
  readonly #image: string
  #group = -1
  #values: ColumnValues | null = null
  constructor(bytes: Uint8Array, path: string, image: string) {
    this.#file = openParquet(bytes, path)
    this.#image = image
  }

  bytes(row: number): Uint8Array | null {
    const column = leaf(this.#file, [this.#image, 'bytes'])
    if (!column) return null
    let first = 0
    for (const [group, { rows }] of this.#file.groups.entries()) {
      const within = row - first
      first += rows
      if (within >= rows) continue
      if (group !== this.#group) this.#values = readColumn(this.#file, column, group)
      this.#group = group
      return this.#values!.has[within] === 1 ? this.#values!.bytes(within) : null
    }
    return null
  }
}
