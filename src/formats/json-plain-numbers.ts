import { grown } from '#contract/byte-index'
import { type JsonCursor, POWERS } from './json-cursor.ts'

const COMMA = 0x2c
const MINUS = 0x2d
const DOT = 0x2e
const CLOSE_LIST = 0x5d

/**
 * Reads a list of plain decimal numbers into `cursor.numbers` in one go, as outlines of a hundred million numbers need it:
 * their count. −1, with nothing read, when there is anything else in it: exponents, more than 15 digits, other values, line
 * breaks, the end of the window. The window has a byte after its end that belongs to no number.
 */
export function readPlainNumbers(cursor: JsonCursor): number {
  const { data, end } = cursor
  let { numbers } = cursor
  let at = cursor.at + 1
  let count = 0
  for (;;) {
    if (data[at] === 0x20) at++
    const negative = data[at] === MINUS
    if (negative) at++
    const first = at
    let mantissa = 0
    let digit = data[at]! - 0x30
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit
      digit = data[++at]! - 0x30
    }
    let digits = at - first
    if (digits === 0 || (digits > 1 && data[first] === 0x30)) return -1
    let value = mantissa
    if (data[at] === DOT) {
      const from = ++at
      digit = data[at]! - 0x30
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit
        digit = data[++at]! - 0x30
      }
      const decimals = at - from
      digits += decimals
      if (decimals === 0) return -1
      value = mantissa / POWERS[decimals]!
    }
    if (digits > 15) return -1
    if (count === numbers.length) {
      numbers = grown(numbers, count * 2)
      cursor.numbers = numbers
    }
    numbers[count++] = negative ? -value : value
    const byte = data[at++]!
    if (byte === COMMA) continue
    if (byte !== CLOSE_LIST || at > end) return -1
    cursor.at = at
    return count
  }
}
