import {
  PARQUET_CHUNK_LIMIT,
  PARQUET_FOOTER_LIMIT,
  PARQUET_ROWS_FREE,
  PARQUET_ROWS_PER_BYTE,
  PARQUET_UNFOLD_LIMIT,
  parquetError,
} from './parquet-fault.ts'
import {
  asStruct,
  asText,
  integerAt,
  listAt,
  structAt,
  ThriftFault,
  ThriftReader,
  type ThriftStruct,
  textAt,
} from './thrift.ts'

export const PARQUET_TYPES = ['boolean', 'int32', 'int64', 'int96', 'float', 'double', 'bytes', 'fixed'] as const
export type ParquetType = (typeof PARQUET_TYPES)[number]

/** A column that holds values: a leaf of the schema. */
export interface ParquetColumn {
  readonly index: number
  /** Names from the top: `['image', 'bytes']`. */
  readonly path: readonly string[]
  readonly type: ParquetType
  /** Whether its bytes are declared to be text. */
  readonly text: boolean
  /** Levels at which a value may be absent, and at which it may repeat. */
  readonly definition: number
  readonly repetition: number
  /** For each level of repetition, how far what repeats is defined: below that a list has no element there. */
  readonly repeated: readonly number[]
}
export interface ParquetChunk {
  readonly codec: number
  readonly values: number
  /** Where its pages begin and end in the file. */
  readonly start: number
  readonly end: number
}
export interface ParquetFile {
  readonly path: string
  readonly bytes: Uint8Array
  readonly rows: number
  readonly columns: readonly ParquetColumn[]
  readonly groups: readonly { readonly rows: number; readonly chunks: readonly ParquetChunk[] }[]
  readonly keyValues: ReadonlyMap<string, string>
  /** Bytes that reading may still unfold to; counted down. */
  readonly budget: { left: number }
}

const SCHEMA_LIMIT = 10_000
const MAGIC = 0x31524150 // PAR1
const ENCRYPTED = 0x45524150 // PARE

/**
 * Schema and row groups of a Parquet file in memory, every place and count checked against the file.
 * @throws GateError `parquet-…` with file and remedy
 */
export function openParquet(bytes: Uint8Array, path: string): ParquetFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = bytes.length
  if (size >= 4 && view.getUint32(size - 4, true) === ENCRYPTED) throw parquetError('parquet-encrypted', path)
  if (size < 12 || view.getUint32(0, true) !== MAGIC || view.getUint32(size - 4, true) !== MAGIC)
    throw parquetError('parquet-magic', path)
  const length = view.getUint32(size - 8, true)
  if (length > size - 12 || length > PARQUET_FOOTER_LIMIT)
    throw parquetError('parquet-footer', path, `it declares ${length} bytes`)
  try {
    const footer = new ThriftReader(bytes, size - 8 - length, size - 8).struct()
    return fileOf(footer, bytes, path, size - 8 - length)
  } catch (error) {
    if (error instanceof ThriftFault) throw parquetError('parquet-footer', path, error.message)
    throw error
  }
}

function fileOf(footer: ThriftStruct, bytes: Uint8Array, path: string, end: number): ParquetFile {
  const columns = columnsOf(listAt(footer, 2).map(asStruct), path)
  const rows = integerAt(footer, 3)
  if (rows > Math.max(PARQUET_ROWS_FREE, bytes.length * PARQUET_ROWS_PER_BYTE))
    throw parquetError('parquet-too-many-rows', path, `${rows} in ${bytes.length} bytes`)
  const groups = listAt(footer, 4).map((value) => {
    const group = asStruct(value)
    const chunks = listAt(group, 1).map((chunk) => chunkOf(asStruct(chunk), path, end))
    if (chunks.length !== columns.length) throw parquetError('parquet-schema', path, 'a row group without all columns')
    return { rows: integerAt(group, 3), chunks }
  })
  if (groups.reduce((sum, group) => sum + group.rows, 0) !== rows)
    throw parquetError('parquet-schema', path, 'rows of the groups are not those of the file')
  const pairs = footer.has(5) ? listAt(footer, 5).map(asStruct) : []
  const keyValues = new Map(pairs.map((pair) => [textAt(pair, 1), pair.has(2) ? textAt(pair, 2) : '']))
  const budget = { left: PARQUET_CHUNK_LIMIT + bytes.length * PARQUET_UNFOLD_LIMIT }
  return { path, bytes, rows, columns, groups, keyValues, budget }
}

/** Leaves of the schema, which is listed depth first. */
function columnsOf(elements: readonly ThriftStruct[], path: string): ParquetColumn[] {
  if (elements.length > SCHEMA_LIMIT) throw parquetError('parquet-schema', path, `${elements.length} elements`)
  const columns: ParquetColumn[] = []
  let next = 0
  const walk = (
    names: readonly string[],
    above: Pick<ParquetColumn, 'definition' | 'repetition' | 'repeated'>,
  ): void => {
    const element = elements[next++]
    if (!element || names.length > 16) throw parquetError('parquet-schema', path, 'more children than elements')
    const children = integerAt(element, 5, 0)
    const root = next === 1
    const repeated = root ? 0 : integerAt(element, 3, 0) // 0 required, 1 optional, 2 repeated
    const definition = above.definition + (repeated > 0 ? 1 : 0)
    const levels = {
      definition,
      repetition: above.repetition + (repeated === 2 ? 1 : 0),
      repeated: repeated === 2 ? [...above.repeated, definition] : above.repeated,
    }
    const own = root ? [] : [...names, textAt(element, 4)]
    for (let child = 0; child < children; child++) walk(own, levels)
    if (children > 0 || root) return
    const type = PARQUET_TYPES[integerAt(element, 1)]
    if (type === undefined) throw parquetError('parquet-schema', path, 'a type that there is not')
    columns.push({ index: columns.length, path: own, type, text: isText(element), ...levels })
  }
  walk([], { definition: 0, repetition: 0, repeated: [] })
  if (next !== elements.length) throw parquetError('parquet-schema', path, 'elements without a parent')
  return columns
}

/** UTF8, ENUM or JSON, in the old notation or the new one. */
function isText(element: ThriftStruct): boolean {
  const converted = element.get(6)
  const logical = element.get(10)
  if (converted === 0 || converted === 4 || converted === 19) return true
  return logical instanceof Map && [1, 4, 12].some((id) => logical.has(id))
}

function chunkOf(chunk: ThriftStruct, path: string, end: number): ParquetChunk {
  if (chunk.has(8) || chunk.has(9)) throw parquetError('parquet-encrypted', path)
  if (chunk.has(1) && asText(chunk.get(1)) !== '')
    throw parquetError('parquet-footer', path, 'a column in another file')
  const meta = structAt(chunk, 3)
  const data = integerAt(meta, 9)
  const dictionary = integerAt(meta, 11, 0)
  const start = dictionary > 0 && dictionary < data ? dictionary : data
  const stop = start + integerAt(meta, 7)
  if (start < 4 || stop > end) throw parquetError('parquet-footer', path, 'a column outside the file')
  return { codec: integerAt(meta, 4), values: integerAt(meta, 5), start, end: stop }
}
