import type { Digest } from '#contract/ids'
import type { Ports } from '#contract/ports'

/** sha-256 over parts that are told apart by their length: ("a", "bc") and ("ab", "c") differ. */
export function digestOf(hash: Ports['hash'], ...parts: readonly string[]): Digest {
  return hex(hash(parts.map((part) => `${part.length}:${part}`).join(','))) as Digest
}

export function hex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0')
  return text
}
