import { CSV_COLUMN_LIMIT, CSV_FIELD_LIMIT, CSV_ROWS_LIMIT } from './csv-fault.ts'

/** A record holds a path, a label and some metadata; one with the boxes of a crowd has some hundred kilobytes. */
export const JSONL_RECORD_LIMIT = 16 * 1024 * 1024
/** Records × names: every name costs four bytes in every record, also where it is absent. */
export const JSONL_CELLS_LIMIT = 2 ** 28

/** What is wrong, and what to do. */
export const JSONL_FAULTS = {
  'jsonl-empty': ['the file has no records', 'Write one JSON object a line.'],
  'jsonl-not-object': ['a line that is not one JSON object', 'Write every record as `{…}` on a line of its own.'],
  'jsonl-duplicate-key': [
    'this name stands twice in the record',
    'Keep one: readers disagree on which of them counts.',
  ],
  'jsonl-nested': ['an object or a list where a text or a number belongs', 'Write one plain value.'],
  'jsonl-field-too-long': [`a text of more than ${CSV_FIELD_LIMIT} bytes`, 'Keep long texts in files of their own.'],
  'jsonl-record-too-long': [`a record of more than ${JSONL_RECORD_LIMIT} bytes`, 'Keep large values out of it.'],
  'jsonl-too-many-names': [
    `more than ${CSV_COLUMN_LIMIT} names, or ${JSONL_CELLS_LIMIT} records × names`,
    'Keep only the names that describe images, the same in every record.',
  ],
  'jsonl-too-many-records': [`more than ${CSV_ROWS_LIMIT} records`, 'Split the file.'],
} as const
export type JsonlFault = keyof typeof JSONL_FAULTS
