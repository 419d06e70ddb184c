import type { JsonCursor } from '../json-cursor.ts'

/** Longest quotation of a value in a problem's text. */
const SHOWN = 100

/** A value as it stands in the file, for a message: a number or word as it is, a string in quotes, `…` for the rest. */
export function shownValue(data: Uint8Array, start: number, end: number): string {
  const text = new TextDecoder().decode(data.subarray(start, Math.min(end, start + SHOWN))).trim()
  if (text.startsWith('[')) return 'a list'
  if (text.startsWith('{')) return 'an object'
  return end - start > SHOWN ? `${text}…` : text
}

/**
 * An id that others refer to. Readers that hold numbers as doubles round 2^53 + 1 to a neighbour: beyond that two ids can
 * become one.
 * @throws GateError `coco-id`
 */
export function readId(cursor: JsonCursor, what: string): number {
  cursor.peek()
  const { line, column, at } = cursor
  const value = cursor.kind() === 'number' ? cursor.number() : Number.NaN
  if (Number.isNaN(value)) cursor.skip()
  if (Number.isSafeInteger(value)) return value
  const shown = shownValue(cursor.data, at, cursor.at)
  const hint = 'Use integers below 2^53 as ids.'
  throw cursor.error('coco-id', `${what} is ${shown}, not an exact integer`, hint, { line, column })
}
