/** Zeros and ones, eight a byte, lowest bit first, as base64. */
export function bitsToText(bits: ArrayLike<number>): string {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8))
  for (let at = 0; at < bits.length; at++) if (bits[at] !== 0) bytes[at >> 3]! |= 1 << (at & 7)
  let text = ''
  for (let from = 0; from < bytes.length; from += CHUNK)
    text += String.fromCharCode(...bytes.subarray(from, from + CHUNK))
  return btoa(text)
}
/** Arguments of one call. */
const CHUNK = 8192

/** null when it is not the text of so many bits. */
export function textToBits(text: string, count: number): Uint8Array | null {
  const bytes = decoded(text)
  if (bytes?.length !== Math.ceil(count / 8)) return null
  const bits = new Uint8Array(count)
  for (let at = 0; at < count; at++) bits[at] = (bytes.charCodeAt(at >> 3) >> (at & 7)) & 1
  return bits
}

function decoded(base64: string): string | null {
  try {
    return atob(base64)
  } catch {
    return null
  }
}
