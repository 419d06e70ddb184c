import { GateError } from '#contract/errors'
import { placeInText } from './text-place.ts'
import { isUtf8 } from './utf8.ts'

/** A path has at most 4,096 bytes. */
const LINE_LIMIT = 64 * 1024
const LF = 0x0a
const CR = 0x0d

const FAULTS = {
  'list-empty': ['the file has no lines', 'Write one image a line.'],
  'list-utf16': ['the file is UTF-16', 'Save it as UTF-8.'],
  'list-not-utf8': ['this line is not UTF-8', 'Save the file as UTF-8.'],
  'list-not-text': ['a NUL byte: the file is binary or UTF-16', 'Save it as UTF-8 text.'],
  'list-line-too-long': [`a line of more than ${LINE_LIMIT} bytes`, 'Write one image a line.'],
} as const

/**
 * Lines of a UTF-8 text that are not empty, ended by LF, CRLF or a lone CR; a byte order mark is skipped.
 * @throws GateError `list-…` with file, line, column and remedy
 */
export function readLines(
  bytes: Uint8Array,
  path: string,
  take: (start: number, end: number, line: number) => void,
): void {
  const refuse = (code: keyof typeof FAULTS, from: number, line: number, at = from): never => {
    const place = { path, ...placeInText({ data: bytes, from, line }, at) }
    const [what, hint] = FAULTS[code]
    throw new GateError(code, 'artifact', `${path}:${place.line}:${place.column}: ${what}`, { hint, place })
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) refuse('list-utf16', 0, 1)
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let taken = false
  let line = 1
  while (start < bytes.length) {
    let end = start
    let high = false
    for (; end < bytes.length && bytes[end] !== LF && bytes[end] !== CR; end++) {
      if (bytes[end]! >= 0x80) high = true
      else if (bytes[end] === 0) refuse('list-not-text', start, line, end)
    }
    if (end - start > LINE_LIMIT) refuse('list-line-too-long', start, line)
    if (high && !isUtf8(bytes.subarray(start, end))) refuse('list-not-utf8', start, line)
    if (end > start) take(start, end, line)
    taken ||= end > start
    start = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1
    line++
  }
  if (!taken) refuse('list-empty', bytes.length, line)
}
