import { GateError } from '#contract/errors'
import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT, CSV_ROWS_LIMIT } from './csv-fault.ts'
import { placeInText } from './text-place.ts'

/** A record holds a path, a label and some metadata; one with the boxes of a crowd has some hundred kilobytes. */
export const JSONL_RECORD_LIMIT = 16 * 1024 * 1024
/** Annotations nest at most about eight deep. */
export const JSONL_DEPTH_LIMIT = 64
/** Records × names: every name costs four bytes in every record, also where it is absent. */
export const JSONL_CELLS_LIMIT = 2 ** 28

/** What is wrong, and what to do. */
const FAULTS = {
  'jsonl-empty': ['the file has no records', 'Write one JSON object a line.'],
  'jsonl-utf16': ['the file is UTF-16', 'Save it as UTF-8.'],
  'jsonl-not-utf8': ['this line is not UTF-8', 'Save the file as UTF-8.'],
  'jsonl-not-text': ['a NUL byte: the file is binary or UTF-16', 'Save it as UTF-8 text.'],
  'jsonl-not-object': ['a line that is not one JSON object', 'Write every record as `{…}` on a line of its own.'],
  'jsonl-syntax': ['not JSON from here on', 'Export the file again, or correct it at this place.'],
  'jsonl-not-finite': [
    'NaN, Infinity or another bare word',
    "JSON has no NaN and no Infinity (Python's json writes them): give a number, or null where there is none.",
  ],
  'jsonl-surrogate': ['half of a surrogate pair, which is no character', 'Write the character itself, as UTF-8.'],
  'jsonl-duplicate-key': [
    'this name stands twice in the record',
    'Keep one: readers disagree on which of them counts.',
  ],
  'jsonl-nested': ['an object or a list where a text or a number belongs', 'Write one plain value.'],
  'jsonl-too-deep': [`nested deeper than ${JSONL_DEPTH_LIMIT}`, 'Annotations are never nested that deep.'],
  'jsonl-field-too-long': [`a text of more than ${CSV_FIELD_LIMIT} bytes`, 'Keep long texts in files of their own.'],
  'jsonl-record-too-long': [`a record of more than ${JSONL_RECORD_LIMIT} bytes`, 'Keep large values out of it.'],
  'jsonl-too-many-names': [
    `more than ${CSV_COLUMN_LIMIT} names, or ${JSONL_CELLS_LIMIT} records × names`,
    'Keep only the names that describe images, the same in every record.',
  ],
  'jsonl-too-many-records': [`more than ${CSV_ROWS_LIMIT} records`, 'Split the file.'],
} as const
export type JsonlFault = keyof typeof FAULTS

/** The error for byte `at` of a line that begins at byte `from` and is the 1-based line `line` of the file. */
export function jsonlError(
  code: JsonlFault,
  path: string,
  record: { readonly data: Uint8Array; readonly from: number; readonly line: number },
  at: number,
): GateError {
  const place = { path, ...placeInText(record, at) }
  const [what, hint] = FAULTS[code]
  return new GateError(code, 'artifact', `${path}:${place.line}:${place.column}: ${what}`, { hint, place })
}
