import { GateError } from '#contract/errors'

/** Decoded bytes of one column of one row group: images of a group, a column of names. */
export const PARQUET_CHUNK_LIMIT = 1024 ** 3
/** All that a file may unfold to, as a multiple of its size and in addition to one chunk. */
export const PARQUET_UNFOLD_LIMIT = 100
/** Rows that a file of any size may have, and rows a byte beyond that: a run of equal values takes a few bytes. */
export const PARQUET_ROWS_FREE = 1_000_000
export const PARQUET_ROWS_PER_BYTE = 16
/** Cells of one row group in memory at once. */
export const PARQUET_CELLS_LIMIT = 2 ** 26
/** The footer of a thousand row groups of fifty columns has ten megabytes. */
export const PARQUET_FOOTER_LIMIT = 64 * 1024 * 1024

const AGAIN = 'Write the file again, with pyarrow or the library that made it, and check it before you commit it.'
const FAULTS = {
  'parquet-magic': ['not a Parquet file: it does not begin and end with PAR1', AGAIN],
  'parquet-encrypted': ['an encrypted Parquet file', 'Commit it unencrypted.'],
  'parquet-footer': ['the footer cannot be read', AGAIN],
  'parquet-schema': ['the schema contradicts itself', AGAIN],
  'parquet-page': ['a page cannot be read', AGAIN],
  'parquet-compression': [
    'compressed in a way that is not read here',
    'Write it with `compression="snappy"`, `"zstd"`, `"gzip"` or none.',
  ],
  'parquet-encoding': [
    'an encoding that is not read here',
    'Write the column with pyarrow’s defaults (PLAIN, dictionary, or DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY).',
  ],
  'parquet-type': ['a column of a kind that is not read here', 'Write texts, numbers or booleans, one a row.'],
  'parquet-not-utf8': ['a text that is not UTF-8', 'Write texts as UTF-8 strings.'],
  'parquet-too-large': [
    'unfolds to more than a file of this size may',
    'Split the file, or write it with less compression.',
  ],
  'parquet-too-many-rows': ['declares more rows than a file of this size holds', AGAIN],
} as const
export type ParquetFaultCode = keyof typeof FAULTS

/** The error of one file; `detail` says what about it. */
export function parquetError(code: ParquetFaultCode, path: string, detail = ''): GateError {
  const [what, hint] = FAULTS[code]
  return new GateError(code, 'artifact', `${path}: ${what}${detail && ` (${detail})`}`, { hint, place: { path } })
}
