import { ByteDictionary } from '#contract/byte-index'
import type { DataPlacement } from '#contract/config'
import type { Ports } from '#contract/ports'
import { CSV_FIELD_LIMIT } from '#formats/csv-fault'
import type { RecordColumn } from '#formats/jsonl'
import type { ParquetColumn, ParquetFile } from '#formats/parquet'
import { type ColumnValues, readColumn } from '#formats/parquet-column'
import { PARQUET_CELLS_LIMIT, PARQUET_ROWS_PER_BYTE, parquetError } from '#formats/parquet-fault'
import { isUtf8 } from '#formats/utf8'
import { type Manifest, type ManifestRecords, type ManifestRows, OBJECTS } from './manifest-rows.ts'
import { ParquetObjects } from './parquet-objects.ts'
import { normalPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

interface Into {
  readonly rows: ManifestRows
  readonly problems: Problems
  readonly hash: Ports['hash']
  /** Names of the classes that the label column indexes, or null. */
  readonly names: readonly string[] | null
}

/** Whether the column is a structure with the bytes of the image. */
export function isEmbedded(file: ParquetFile, image: string): boolean {
  return leaf(file, [image, 'bytes']) !== null
}

export function leaf(file: ParquetFile, path: readonly string[]): ParquetColumn | null {
  return (
    file.columns.find(
      (column) => column.path.length === path.length && column.path.every((name, i) => name === path[i]),
    ) ?? null
  )
}

/** Puts the rows of a file into records, row group by row group, of the columns that count and no others. */
export function pushParquet(file: ParquetFile, manifest: Manifest, { columns }: DataPlacement, into: Into): void {
  const embedded = isEmbedded(file, columns.image)
  const records = into.rows.openRecords(embedded ? { ...manifest, folder: manifest.path } : manifest)
  const objects = into.rows.boxed ? ParquetObjects.of(file) : null
  const annotations = objects && records.column(OBJECTS)
  const image = embedded ? new EmbeddedImages(file, columns.image, records, into) : null
  const others = flatColumns(file, columns, embedded).flatMap((column) => {
    const target = records.column(column.path[0]!)
    return target ? [{ column, target, push: column.path[0] === columns.label ? labels(into.names) : plain }] : []
  })
  if (embedded)
    records.column(columns.image) // it is there, though its values are made here
  else if (!leaf(file, [columns.image])) records.end() // says which columns there are
  // A run of equal values takes a few bytes in the file, and four bytes a row in memory.
  const cells = file.rows * others.length
  if (cells > Math.max(PARQUET_CELLS_LIMIT, file.bytes.length * PARQUET_ROWS_PER_BYTE))
    throw parquetError('parquet-too-many-rows', file.path, `${file.rows} rows × ${others.length} columns`)
  for (const [index, group] of file.groups.entries()) {
    if (group.rows * (others.length + 2) > PARQUET_CELLS_LIMIT)
      throw parquetError(
        'parquet-too-many-rows',
        file.path,
        `${group.rows} rows × ${others.length} columns in one row group`,
      )
    const read = others.map(({ column, ...other }) => ({ ...other, values: readColumn(file, column, index) }))
    image?.open(index)
    objects?.open(index)
    for (let row = 0; row < group.rows; row++) {
      const name = image?.push(row) ?? shownName(read, row, columns.image)
      for (const { values, target, push } of read) if (values.has[row] === 1) push(values, row, target, file.path)
      if (objects) {
        const json = encoder.encode(JSON.stringify(objects.next(name)))
        annotations!.nested!(json, 0, json.length, 0)
      }
      records.row(0, name)
    }
  }
  records.end()
}

/** Columns of one plain value a row that are asked for, or are texts and numbers that images may share. */
function flatColumns(file: ParquetFile, columns: DataPlacement['columns'], embedded: boolean): ParquetColumn[] {
  const seen = new Set<string>()
  const asked = new Set([columns.image, columns.label, columns.split, columns.group, columns.time, columns.digest])
  return file.columns.filter((column) => {
    const [name] = column.path
    if (embedded && name === columns.image) return false
    const flat = column.path.length === 1 && column.repetition === 0
    const kind = column.type !== 'int96' && column.type !== 'fixed'
    if (flat && seen.has(name!)) throw parquetError('parquet-schema', file.path, `two columns ${quoted(name!)}`)
    seen.add(name!)
    if (asked.has(name!) && !(flat && kind)) throw parquetError('parquet-type', file.path, column.path.join('.'))
    return flat && kind && (column.type !== 'bytes' || column.text || asked.has(name!))
  })
}

type Push = (values: ColumnValues, row: number, target: RecordColumn, path: string) => void

const plain: Push = (values, row, target, path) => {
  if (values.column.type === 'bytes') {
    const bytes = values.bytes(row)
    const name = values.column.path.join('.')
    if (bytes.length > CSV_FIELD_LIMIT) throw parquetError('parquet-too-large', path, `a text of ${name}`)
    if (bytes.some((byte) => byte >= 0x80) && !isUtf8(bytes)) throw parquetError('parquet-not-utf8', path, name)
    target.push(bytes, 0, bytes.length, 0)
  } else if (!Number.isNaN(values.number(row))) pushText(target, textOf(values, row)) // NaN: pandas' absent number
}

/** Of an index its name; −1 is Hugging Face's word for none. */
function labels(names: readonly string[] | null): Push {
  return (values, row, target, path) => {
    if (names === null || values.column.type === 'bytes') {
      plain(values, row, target, path)
      return
    }
    const index = Number(values.number(row))
    if (index !== -1) pushText(target, names[index] ?? textOf(values, row))
  }
}

function textOf(values: ColumnValues, row: number): string {
  const number = values.number(row)
  return values.column.type === 'boolean' ? String(number === 1) : String(number)
}

function pushText(target: RecordColumn, text: string): void {
  const bytes = encoder.encode(text)
  target.push(bytes, 0, bytes.length, 0)
}

function shownName(read: readonly { readonly values: ColumnValues }[], row: number, image: string): string {
  const values = read.find(({ values: { column } }) => column.path[0] === image)?.values
  return values?.has[row] === 1 && values.column.type === 'bytes' ? decoder.decode(values.bytes(row)) : ''
}

/** The images inside a file: content ids of their bytes, and a name for each, its path where that is one and is its own. */
class EmbeddedImages {
  readonly #file: ParquetFile
  readonly #bytes: ParquetColumn
  readonly #path: ParquetColumn | null
  readonly #target: RecordColumn
  readonly #into: Into
  readonly #seen = new ByteDictionary()
  #values: ColumnValues | null = null
  #paths: ColumnValues | null = null
  #row = 0

  constructor(file: ParquetFile, image: string, records: ManifestRecords, into: Into) {
    this.#file = file
    this.#bytes = leaf(file, [image, 'bytes'])!
    this.#path = leaf(file, [image, 'path'])
    this.#target = records.column(image)!
    this.#into = into
  }

  open(group: number): void {
    if (this.#bytes.type !== 'bytes' || (this.#path !== null && this.#path.type !== 'bytes'))
      throw parquetError('parquet-type', this.#file.path, 'images whose bytes or names are numbers')
    this.#values = readColumn(this.#file, this.#bytes, group)
    this.#paths = this.#path && readColumn(this.#file, this.#path, group)
  }

  /** The next row of the file, which is row `row` of the group; returns its name. */
  push(row: number): string {
    const at = this.#row++
    const name = this.#nameOf(row, at)
    pushText(this.#target, name)
    if (this.#values!.has[row] === 1) {
      const bytes = this.#values!.bytes(row)
      this.#into.rows.member(at, bytes.length, this.#into.hash(bytes))
    } else {
      this.#into.rows.member(at, 0, new Uint8Array(32))
      this.#into.rows.fail('not-an-image', `${quoted(name)} has no bytes`)
    }
    return name
  }

  #nameOf(row: number, at: number): string {
    const bytes = this.#paths?.has[row] === 1 ? this.#paths.bytes(row) : null
    const path = bytes && bytes.length <= 4096 && isUtf8(bytes) ? normalPath(decoder.decode(bytes)) : null
    if (path === null) return String(at)
    const known = this.#seen.size
    const normal = encoder.encode(path)
    return this.#seen.code(normal, 0, normal.length) < known ? String(at) : path
  }
}
