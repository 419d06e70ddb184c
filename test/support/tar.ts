export interface TarEntry {
  readonly name: string
  readonly bytes?: Uint8Array | string
  /** One character of the header: `0` (default) a file, `5` a folder, `2` a symbolic link … */
  readonly kind?: string
  /** How a name beyond 100 bytes is written; default `ustar` when it fits, else `pax`. */
  readonly long?: 'ustar' | 'gnu' | 'pax'
  readonly size?: 'octal' | 'base256' | 'pax'
}
const BLOCK = 512

/** A tar archive as `tar` or Python's tarfile would write it, with its end mark. */
export function tar(entries: Iterable<TarEntry>): Uint8Array {
  const parts: Uint8Array[] = []
  for (const entry of entries) parts.push(...memberOf(entry))
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)])
}

export function tarHeader(
  name: Uint8Array,
  size: number,
  kind: string,
  { prefix = Buffer.alloc(0) as Uint8Array, base256 = false } = {},
): Buffer {
  const header = Buffer.alloc(BLOCK)
  header.set(name.subarray(0, 100), 0)
  header.write(`0000644\0${'0000000\0'.repeat(2)}`, 100, 'latin1')
  if (base256) {
    header[124] = 0x80
    header.writeBigUInt64BE(BigInt(size), 128)
  } else header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1')
  header.write('00000000000\0', 136, 'latin1')
  header.write(kind, 156, 'latin1')
  header.write('ustar\0' + '00', 257, 'latin1')
  header.set(prefix.subarray(0, 155), 345)
  return sealed(header)
}

/** The header with its right checksum. */
export function sealed(header: Buffer): Buffer {
  header.fill(0x20, 148, 156)
  const sum = header.subarray(0, BLOCK).reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  return header
}

function memberOf({ name, bytes = '', kind = '0', long, size = 'octal' }: TarEntry): Uint8Array[] {
  const data = Buffer.from(bytes)
  const text = Buffer.from(name)
  const parts: Uint8Array[] = []
  const pax: string[] = []
  let short: Uint8Array = text
  let prefix: Uint8Array = Buffer.alloc(0)
  if (text.length > 100) {
    const cut = text.lastIndexOf('/', 155)
    const fits = cut > 0 && text.length - cut - 1 <= 100
    const way = long ?? (fits ? 'ustar' : 'pax')
    if (way === 'ustar') {
      prefix = text.subarray(0, cut)
      short = text.subarray(cut + 1)
    } else if (way === 'gnu')
      parts.push(
        tarHeader(Buffer.from('././@LongLink'), text.length + 1, 'L'),
        padded(Buffer.concat([text, Buffer.alloc(1)])),
      )
    else pax.push(paxRecord('path', name))
  }
  if (size === 'pax') pax.push(paxRecord('size', String(data.length)))
  if (pax.length > 0)
    parts.push(
      tarHeader(Buffer.from('PaxHeader'), Buffer.byteLength(pax.join('')), 'x'),
      padded(Buffer.from(pax.join(''))),
    )
  const declared = size === 'pax' ? 0 : data.length
  return [...parts, tarHeader(short, declared, kind, { prefix, base256: size === 'base256' }), padded(data)]
}

export function paxRecord(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = Buffer.byteLength(rest)
  while (length !== Buffer.byteLength(rest) + String(length).length)
    length = Buffer.byteLength(rest) + String(length).length
  return `${length}${rest}`
}

function padded(bytes: Uint8Array): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)])
}
