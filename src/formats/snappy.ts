/**
 * Snappy's raw format into `output`, which is exactly as long as the content; false when the input is anything else.
 * Every length is checked before it is used, in both buffers, and every step takes input: it ends.
 * @see https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unpackSnappy(input: Uint8Array, output: Uint8Array): boolean {
  let at = 0
  while (at < 5 && input[at]! >= 0x80) at++
  at++ // the length, which the caller knows
  let to = 0
  while (at < input.length) {
    const tag = input[at++]!
    let length = (tag >> 2) + 1
    if ((tag & 3) === 0) {
      if (length > 60) {
        const bytes = length - 60
        length = 1
        for (let i = 0; i < bytes; i++) length += input[at++]! * 2 ** (8 * i)
      }
      // NaN, of a length that the input does not have, fails too.
      if (!(length <= input.length - at) || length > output.length - to) return false
      output.set(input.subarray(at, at + length), to)
      at += length
      to += length
      continue
    }
    let offset: number
    if ((tag & 3) === 1) {
      length = ((tag >> 2) & 7) + 4
      offset = ((tag >> 5) << 8) | input[at++]!
    } else if ((tag & 3) === 2) {
      offset = input[at]! | (input[at + 1]! << 8)
      at += 2
    } else {
      offset = (input[at]! | (input[at + 1]! << 8) | (input[at + 2]! << 16) | (input[at + 3]! << 24)) >>> 0
      at += 4
    }
    if (at > input.length || offset === 0 || offset > to || length > output.length - to) return false
    // Byte by byte: a copy may repeat what it writes itself.
    for (const end = to + length; to < end; to++) output[to] = output[to - offset]!
  }
  return at === input.length && to === output.length
}
