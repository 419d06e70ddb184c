import { JsonCursor } from './json-cursor.ts'

/**
 * JSON.parse behind bounds, with errors that name the place. Keys like `__proto__` become own properties (JSON.parse
 * never calls setters): read results with Object.hasOwn or fixed names only.
 * @throws GateError `json-…` with file, line, column and remedy
 */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  const cursor = new JsonCursor(path)
  cursor.whole(bytes)
  cursor.byteOrderMark()
  const value = cursor.value()
  if (!cursor.blank()) cursor.refuse()
  return value
}
