import { createHash, type Hash } from 'node:crypto'

/** sha-256 over everything that a value holds: typed arrays, strings, maps in their order, fields by name. */
export function fingerprint(value: unknown): string {
  const hash = createHash('sha256')
  add(hash, value)
  return hash.digest('hex')
}

function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    tag(hash, value.constructor.name, value.byteLength)
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  } else if (value instanceof Map || value instanceof Set) {
    tag(hash, value.constructor.name, value.size)
    for (const entry of value) add(hash, entry)
  } else if (Array.isArray(value)) {
    tag(hash, 'array', value.length)
    for (const entry of value) add(hash, entry)
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
    tag(hash, 'object', fields.length)
    for (const field of fields) add(hash, field)
  } else tag(hash, typeof value, Object.is(value, -0) ? '-0' : String(value))
}

function tag(hash: Hash, kind: string, of: string | number): void {
  const text = String(of)
  hash.update(`${kind} ${text.length} ${text};`)
}
