const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d
const LF = 0x0a

/** 1-based, in characters. */
export interface JsonPlace {
  readonly line: number
  readonly column: number
}

/**
 * Where the elements of the list `key` of the top-level object begin, in their order; none when there is no such list. The
 * bytes are JSON that `parseJson` has taken: of a key that stands twice the last counts, as there.
 */
export function elementPlaces(bytes: Uint8Array, key: string): JsonPlace[] {
  let starts: number[] = []
  let at = blank(bytes, 0)
  if (bytes[at] !== OPEN_OBJECT) return []
  at = blank(bytes, at + 1)
  while (at < bytes.length && bytes[at] !== CLOSE_OBJECT) {
    const end = skip(bytes, at)
    const name: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(at, end)))
    at = blank(bytes, blank(bytes, end) + 1) // past the colon
    if (name === key) starts = elements(bytes, at)
    at = blank(bytes, skip(bytes, at))
    if (bytes[at] === COMMA) at = blank(bytes, at + 1)
  }
  return placesOf(bytes, starts)
}

/** Starts of the elements of the list that begins at `from`. */
function elements(bytes: Uint8Array, from: number): number[] {
  const starts: number[] = []
  if (bytes[from] !== OPEN_LIST) return starts
  let at = blank(bytes, from + 1)
  while (at < bytes.length && bytes[at] !== CLOSE_LIST) {
    starts.push(at)
    at = blank(bytes, skip(bytes, at))
    if (bytes[at] === COMMA) at = blank(bytes, at + 1)
  }
  return starts
}

/** End of the value that begins at `from`. */
function skip(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++
      if (depth === 0) return at + 1
    } else if (byte === OPEN_LIST || byte === OPEN_OBJECT) depth++
    else if (byte === CLOSE_LIST || byte === CLOSE_OBJECT) {
      if (depth <= 1) return depth === 1 ? at + 1 : at
      depth--
    } else if (depth === 0 && (byte === COMMA || byte <= 0x20)) return at
  }
  return bytes.length
}

function blank(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at]! <= 0x20) at++
  return at
}

/** Places of ascending offsets, in one pass. */
function placesOf(bytes: Uint8Array, offsets: readonly number[]): JsonPlace[] {
  let at = 0
  let line = 1
  let column = 1
  return offsets.map((offset) => {
    for (; at < offset; at++) {
      if (bytes[at] === LF) {
        line++
        column = 1
      } else if ((bytes[at]! & 0xc0) !== 0x80) column++
    }
    return { line, column }
  })
}
