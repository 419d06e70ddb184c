import { GateError } from '#contract/errors'
import { placeInText } from './text-place.ts'

/** A path has at most 4,096 bytes and a caption a few hundred; what is longer is a quote that was never closed. */
export const CSV_FIELD_LIMIT = 64 * 1024
/** The widest annotation tables have some hundred columns; each costs a column of memory for every row. */
export const CSV_COLUMN_LIMIT = 1024
/** Bounds what a stream keeps of an unfinished record. */
export const CSV_ROW_LIMIT = 1024 * 1024
/** Rows are counted in 32 bits and a path pool holds 4 GiB. */
export const CSV_ROWS_LIMIT = 50_000_000

/** What is wrong, and what to do. */
const FAULTS = {
  'csv-empty': ['the file is empty', 'Write a header line with the names of the columns.'],
  'csv-utf16': ['the file is UTF-16', 'Save it as UTF-8.'],
  'csv-not-utf8': ['this field is not UTF-8', 'Save the file as UTF-8.'],
  'csv-not-text': ['a NUL byte: the file is binary or UTF-16', 'Save it as UTF-8 text.'],
  'csv-stray-quote': [
    'a quote inside an unquoted field, or text after a closing quote',
    'Put the whole field in quotes and double the quotes inside it.',
  ],
  'csv-unterminated-quote': [
    `the quote opened here is not closed within ${CSV_FIELD_LIMIT} bytes or before the end of the file`,
    'Close it, or double a quote that belongs to the text.',
  ],
  'csv-field-too-long': [`a field of more than ${CSV_FIELD_LIMIT} bytes`, 'Keep long texts in files of their own.'],
  'csv-row-too-long': [`a record of more than ${CSV_ROW_LIMIT} bytes`, 'Shorten it, or close a quote left open.'],
  'csv-too-many-columns': [`more than ${CSV_COLUMN_LIMIT} columns`, 'Keep only the columns that describe images.'],
  'csv-too-many-rows': [`more than ${CSV_ROWS_LIMIT} records`, 'Split the manifest.'],
  'csv-extra-field': ['more fields than the header has', 'Quote fields that contain the delimiter.'],
  'csv-missing-field': ['fewer fields than the header has', 'Add the missing fields: empty ones count.'],
  'csv-duplicate-column': ['this column name stands twice in the header', 'Give every column a name of its own.'],
} as const
export type CsvFault = keyof typeof FAULTS

/** The error for byte `at` of a record that begins at byte `from`, on 1-based line `line`. Columns count characters. */
export function csvError(
  code: CsvFault,
  path: string,
  record: { readonly data: Uint8Array; readonly from: number; readonly line: number },
  at: number,
  detail = '',
): GateError {
  const { line, column } = placeInText(record, at)
  const [what, hint] = FAULTS[code]
  const place = { path, line, column }
  return new GateError(code, 'artifact', `${path}:${line}:${column}: ${what}${detail}`, { hint, place })
}
