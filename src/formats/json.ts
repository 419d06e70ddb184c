import { GateError } from '#contract/errors'

/** Annotation formats nest at most about eight deep; deeper is an attack on recursive readers. */
const JSON_DEPTH_LIMIT = 64
/** JSON.parse takes about eight times the bytes in memory, and a V8 string holds at most 512 MiB. */
export const JSON_BYTES_LIMIT = 256 * 1024 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * JSON.parse behind bounds, with errors that name the place. Keys like `__proto__` become own properties (JSON.parse
 * never calls setters): read results with Object.hasOwn or fixed names only.
 * @throws GateError `json-…` with file, line, column and remedy
 */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  if (bytes.length > JSON_BYTES_LIMIT)
    throw jsonError('json-too-large', `more than ${JSON_BYTES_LIMIT} bytes`, 'Split the file.', path, bytes, -1)
  scan(bytes, path)
  let text: string
  try {
    text = utf8.decode(bytes)
  } catch {
    throw jsonError('json-not-utf8', 'the file is not UTF-8', 'Save it as UTF-8.', path, bytes, -1)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw syntaxError(error, text, path, bytes)
  }
}

/** Depth, and the words NaN and Infinity that Python's json writes although JSON has no such numbers. */
function scan(bytes: Uint8Array, path: string): void {
  let depth = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++
    } else if (byte === 0x5b || byte === 0x7b) {
      if (++depth <= JSON_DEPTH_LIMIT) continue
      const hint = 'Annotations are never nested that deep: export the file again.'
      throw jsonError('json-too-deep', `nested deeper than ${JSON_DEPTH_LIMIT}`, hint, path, bytes, at)
    } else if (byte === 0x5d || byte === 0x7d) depth--
    else if (byte === 0x4e || byte === 0x49) {
      const hint = "JSON has no NaN and no Infinity (Python's json writes them): give a number or leave the record out."
      throw jsonError('json-not-finite', 'NaN, Infinity or another bare word', hint, path, bytes, at)
    }
  }
}

/** V8 tells the place in its message, in UTF-16 units, but not for every mistake. */
function syntaxError(error: unknown, text: string, path: string, bytes: Uint8Array): GateError {
  const message = error instanceof Error ? error.message : ''
  const position = /at position (\d+)/.exec(message)?.[1] ?? (/end of JSON/.test(message) ? text.length : null)
  const hint = 'Export the file again, or correct it at this place.'
  if (position === null) return jsonError('json-syntax', 'not JSON', hint, path, bytes, -1)
  const at = new TextEncoder().encode(text.slice(0, Number(position))).length
  return jsonError('json-syntax', 'not JSON from here on', hint, path, bytes, at)
}

function jsonError(code: string, what: string, hint: string, path: string, bytes: Uint8Array, at: number): GateError {
  if (at < 0) return new GateError(code, 'artifact', `${path}: ${what}`, { hint, place: { path } })
  let line = 1
  let lineStart = 0
  for (let i = 0; i < at; i++) {
    if (bytes[i] !== 0x0a) continue
    line++
    lineStart = i + 1
  }
  let column = 1
  for (let i = lineStart; i < at; i++) if ((bytes[i]! & 0xc0) !== 0x80) column++
  return new GateError(code, 'artifact', `${path}:${line}:${column}: ${what}`, { hint, place: { path, line, column } })
}
