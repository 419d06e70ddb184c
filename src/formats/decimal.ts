const ZERO = 0x30
const POWERS = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`))
const latin1 = new TextDecoder('latin1')

/**
 * A decimal number in ASCII, `[+-]digits[.digits][e[+-]digits]`, as C and Python write and read it; NaN for anything else:
 * `nan`, `inf`, hexadecimal, a decimal comma, `1_000`. Correctly rounded: up to 15 digits times a power of ten that is
 * exact takes one rounding (Clinger 1990), the rest goes to `Number`. What is too large is Infinity.
 */
export function parseDecimal(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  const sign = bytes[at]
  const negative = sign === 0x2d
  if (negative || sign === 0x2b) at++
  let mantissa = 0
  let significant = 0
  let digits = 0
  let scale = 0
  for (; at < end; at++, digits++) {
    const digit = bytes[at]! - ZERO
    if (digit < 0 || digit > 9) break
    if (mantissa !== 0 || digit !== 0) significant++
    mantissa = mantissa * 10 + digit
  }
  if (at < end && bytes[at] === 0x2e) {
    for (at++; at < end; at++, digits++, scale--) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) break
      if (mantissa !== 0 || digit !== 0) significant++
      mantissa = mantissa * 10 + digit
    }
  }
  if (digits === 0) return Number.NaN
  if (at < end) {
    if ((bytes[at]! | 0x20) !== 0x65) return Number.NaN
    const down = bytes[++at] === 0x2d
    if (down || bytes[at] === 0x2b) at++
    if (at >= end) return Number.NaN
    let exponent = 0
    for (; at < end; at++) {
      const digit = bytes[at]! - ZERO
      if (digit < 0 || digit > 9) return Number.NaN
      exponent = Math.min(exponent * 10 + digit, 1e6)
    }
    scale += down ? -exponent : exponent
  }
  if (significant > 15 || scale < -22 || scale > 22) return Number(latin1.decode(bytes.subarray(start, end)))
  const value = scale < 0 ? mantissa / POWERS[-scale]! : mantissa * POWERS[scale]!
  return negative ? -value : value
}
