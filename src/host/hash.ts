import { createHash } from 'node:crypto'

/** sha-256 of the concatenation of the parts (strings as UTF-8). */
export function sha256(...parts: (string | Uint8Array)[]): Uint8Array {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Whether the bytes have this digest, in hex. */
export function hasDigest(algorithm: 'sha256' | 'md5', hex: string): (bytes: Uint8Array) => boolean {
  return (bytes) => createHash(algorithm).update(bytes).digest('hex') === hex
}
