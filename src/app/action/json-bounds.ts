import type { z } from 'zod'
import type { GateError } from '#contract/errors'

/** What a JSON text may hold before it is parsed: JSON.parse takes whatever comes, and memory for each value. */
export interface JsonBounds {
  readonly depth: number
  /** Lists, objects and their members together. */
  readonly values: number
  /** Characters of a string, as it stands in the text. */
  readonly string: number
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_OBJECT = 0x7b
const CLOSE_OBJECT = 0x7d

/** The first bound that a JSON text breaks, in words; null when it keeps all. One pass, no memory. */
function brokenBound(text: string, bounds: JsonBounds): string | null {
  let depth = 0
  let values = 1
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === QUOTE) {
      const start = at + 1
      for (at++; at < text.length && text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at++
      if (at - start > bounds.string) return `a text of more than ${bounds.string} characters`
    } else if (char === OPEN_LIST || char === OPEN_OBJECT) {
      values++
      if (++depth > bounds.depth) return `nested deeper than ${bounds.depth}`
    } else if (char === CLOSE_LIST || char === CLOSE_OBJECT) depth--
    else if (char === COMMA) values++
    if (values > bounds.values) return `more than ${bounds.values} values`
  }
  return null
}

/** What a JSON text holds that keeps the bounds and fits the schema; `refused` makes the error that says why it is not read. */
export function parseBounded<T>(
  text: string,
  bounds: JsonBounds,
  schema: z.ZodType<T>,
  refused: (why: string, cause?: unknown) => GateError,
): T {
  const broken = brokenBound(text, bounds)
  if (broken !== null) throw refused(broken)
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw refused('it is not JSON', cause)
  }
  const parsed = schema.safeParse(data)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  throw refused(`${path.join('.') || 'the whole'}: ${message}`, parsed.error)
}
