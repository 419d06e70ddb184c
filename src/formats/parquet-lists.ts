import type { ParquetColumn, ParquetFile } from './parquet.ts'
import { type ColumnValues, type Levels, readEntries } from './parquet-column.ts'
import { EncodingFault } from './parquet-encodings.ts'
import { PARQUET_ROWS_FREE, PARQUET_ROWS_PER_BYTE, parquetError } from './parquet-fault.ts'
import { withPlace } from './parquet-pages.ts'

/** What stands in a list: absent ones are null. */
export type Listed = string | number | null

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A column that repeats once or twice, row by row of one row group: its values, or lists of them. */
export class ParquetLists {
  readonly #file: ParquetFile
  readonly #column: ParquetColumn
  readonly #levels: Levels
  readonly #values: ColumnValues
  #at = 0

  /** @throws GateError `parquet-…` */
  constructor(file: ParquetFile, column: ParquetColumn, group: number) {
    const { rows, chunks } = file.groups[group]!
    const entries = chunks[column.index]!.values
    // A run of equal ones takes a few bytes in the file.
    if (entries > Math.max(PARQUET_ROWS_FREE, file.bytes.length * PARQUET_ROWS_PER_BYTE))
      throw parquetError('parquet-too-many-rows', file.path, `${entries} entries of ${column.path.join('.')}`)
    this.#file = file
    this.#column = column
    this.#levels = { repetition: new Uint8Array(entries), definition: new Uint8Array(entries) }
    this.#values = withPlace(file, column, () => {
      const values = readEntries(file, column, group, this.#levels)
      const begun = this.#levels.repetition.reduce((sum, level) => sum + Number(level === 0), 0)
      if (begun !== rows || (entries > 0 && this.#levels.repetition[0] !== 0))
        throw new EncodingFault('another number of lists than the row group has rows')
      return values
    })
  }

  /** The next row: empty where it has no list. */
  next(): (Listed | Listed[])[] {
    const { repetition, definition } = this.#levels
    const { repeated } = this.#column
    const [outer, inner] = repeated as [number, number?]
    const row: (Listed | Listed[])[] = []
    do {
      const at = this.#at++
      if (definition[at]! < outer) continue
      if (inner === undefined) row.push(this.#value(at))
      else if (repetition[at]! < 2) row.push(definition[at]! < inner ? [] : [this.#value(at)])
      else this.#last(row).push(this.#value(at))
    } while (this.#at < repetition.length && repetition[this.#at] !== 0)
    return row
  }

  #last(row: readonly (Listed | Listed[])[]): Listed[] {
    const last = row.at(-1)
    if (Array.isArray(last)) return last
    return withPlace(this.#file, this.#column, () => {
      throw new EncodingFault('an element of a list that did not begin')
    })
  }

  #value(at: number): Listed {
    const values = this.#values
    if (values.has[at] !== 1) return null
    return values.column.type === 'bytes' ? decoder.decode(values.bytes(at)) : Number(values.number(at))
  }
}
