import { gunzipSync } from 'fflate/browser'
import { decompress } from 'fzstd'
import type { ParquetChunk, ParquetColumn, ParquetFile } from './parquet.ts'
import { EncodingFault } from './parquet-encodings.ts'
import { PARQUET_CHUNK_LIMIT, parquetError } from './parquet-fault.ts'
import { unpackSnappy } from './snappy.ts'
import { integerAt, structAt, ThriftFault, ThriftReader, type ThriftStruct } from './thrift.ts'

const DATA = 0
const DICTIONARY = 2
const DATA_V2 = 3

/** One page of a column, unpacked. */
export interface ParquetPage {
  readonly dictionary: boolean
  readonly bytes: Uint8Array
  readonly values: number
  readonly encoding: number
  /** Lengths of the levels in a page of the second version; null: each list of levels states its own. */
  readonly levels: { readonly repetition: number; readonly definition: number } | null
}

/** Pages of a column chunk in their order; declared sizes are held against what is there before anything is allocated. */
export function* pagesOf(file: ParquetFile, column: ParquetColumn, chunk: ParquetChunk): Generator<ParquetPage> {
  const reader = new ThriftReader(file.bytes, chunk.start, chunk.end)
  let unfolded = 0
  let values = 0
  while (values < chunk.values) {
    const header = reader.struct()
    const unpacked = integerAt(header, 2)
    const packed = integerAt(header, 3)
    const start = reader.at
    if (packed > chunk.end - start) throw new EncodingFault('a page that ends early')
    reader.at += packed
    unfolded += unpacked
    file.budget.left -= unpacked
    if (unfolded > PARQUET_CHUNK_LIMIT || file.budget.left < 0)
      throw parquetError('parquet-too-large', file.path, `column ${column.path.join('.')}`)
    const kind = integerAt(header, 1)
    const bytes = file.bytes.subarray(start, start + packed)
    if (kind === DATA) {
      const data = structAt(header, 5)
      const count = countOf(data, chunk.values - values)
      if (integerAt(data, 3) !== 3 || integerAt(data, 4) !== 3) checkLevels(column, data, file.path)
      yield {
        dictionary: false,
        bytes: unpack(bytes, unpacked, chunk.codec, file.path),
        values: count,
        encoding: integerAt(data, 2),
        levels: null,
      }
      values += count
    } else if (kind === DICTIONARY) {
      const data = structAt(header, 7)
      const count = countOf(data, unpacked * 8)
      yield {
        dictionary: true,
        bytes: unpack(bytes, unpacked, chunk.codec, file.path),
        values: count,
        encoding: integerAt(data, 2),
        levels: null,
      }
    } else if (kind === DATA_V2) {
      const data = structAt(header, 8)
      const count = countOf(data, chunk.values - values)
      const levels = { repetition: integerAt(data, 6), definition: integerAt(data, 5) }
      const before = levels.repetition + levels.definition
      if (before > packed || before > unpacked) throw new EncodingFault('levels longer than their page')
      const codec = data.get(7) === false ? 0 : chunk.codec
      const content = unpack(bytes.subarray(before), unpacked - before, codec, file.path)
      yield {
        dictionary: false,
        bytes: joined(bytes.subarray(0, before), content),
        values: count,
        encoding: integerAt(data, 4),
        levels,
      }
      values += count
    } // an index page holds no values
  }
}

function countOf(data: ThriftStruct, limit: number): number {
  const count = integerAt(data, 1)
  if (count > limit) throw new EncodingFault('more values than the column has')
  return count
}

/** Levels are runs and bit-packed groups (RLE); the older BIT_PACKED is not written any more. */
function checkLevels(column: ParquetColumn, data: ThriftStruct, path: string): void {
  const used =
    (column.definition > 0 && integerAt(data, 3) !== 3) || (column.repetition > 0 && integerAt(data, 4) !== 3)
  if (used) throw parquetError('parquet-encoding', path, `levels of ${column.path.join('.')}`)
}

/** @throws EncodingFault when the content is not `length` bytes */
function unpack(bytes: Uint8Array, length: number, codec: number, path: string): Uint8Array {
  const content = contentOf(bytes, length, codec, path)
  if (content?.length === length) return content
  throw new EncodingFault('a page whose content is not what its header says')
}

function contentOf(bytes: Uint8Array, length: number, codec: number, path: string): Uint8Array | null {
  if (codec === 0) return bytes
  if (length === 0) return new Uint8Array(0)
  try {
    if (codec === 1) {
      const output = new Uint8Array(length)
      return unpackSnappy(bytes, output) ? output : null
    }
    if (codec === 2) return gunzipSync(bytes, { out: new Uint8Array(length) })
    if (codec === 6) return decompress(bytes, new Uint8Array(length))
  } catch {
    return null // whatever these decoders say of bytes that are not theirs
  }
  throw parquetError('parquet-compression', path, CODECS[codec] ?? `codec ${codec}`)
}
const CODECS = ['none', 'Snappy', 'gzip', 'LZO', 'Brotli', 'LZ4', 'zstd', 'LZ4 raw']

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** Runs `read`; faults of pages become errors that name file and column. */
export function withPlace<T>(file: ParquetFile, column: ParquetColumn, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof EncodingFault || error instanceof ThriftFault)
      throw parquetError('parquet-page', file.path, `column ${column.path.join('.')}: ${error.message}`)
    throw error
  }
}
