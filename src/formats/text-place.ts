const LF = 0x0a
const CR = 0x0d

/**
 * 1-based line and column of byte `at`, for text that begins at byte `from` on line `line`. Lines end with LF, CRLF or a
 * lone CR; columns count characters.
 */
export function placeInText(
  { data, from, line: first }: { readonly data: Uint8Array; readonly from: number; readonly line: number },
  at: number,
): { line: number; column: number } {
  let line = first
  let lineStart = from
  for (let i = from; i < at; i++) {
    if (data[i] !== LF && !(data[i] === CR && data[i + 1] !== LF)) continue
    line++
    lineStart = i + 1
  }
  let column = 1
  for (let i = lineStart; i < at; i++) if ((data[i]! & 0xc0) !== 0x80) column++
  return { line, column }
}
