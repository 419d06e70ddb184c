import { crc32, inflateRawSync } from 'node:zlib'

/** An archive of ours holds a handful of files. */
const MOST_ENTRIES = 1000
const END = 0x06054b50
const END_BYTES = 22
const LONGEST_COMMENT = 0xffff
const CENTRAL = 0x02014b50
const CENTRAL_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1

interface Entry {
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly local: number
}

/**
 * The bytes of one file of a zip archive, which is hostile: nothing else in it is unpacked, what the directory says of
 * sizes is checked before and while unpacking, and no more than `most` bytes are made.
 * @throws Error that says what is wrong with the archive
 */
export function zipEntry(archive: Uint8Array, file: string, most: number): Uint8Array {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const { flags, method, crc, packed, size, local } = entryOf(archive, view, file)
  if (flags & ENCRYPTED) throw new Error(`${file} is encrypted`)
  if (size > most) throw new Error(`${file} has ${size} bytes, at most ${most}`)
  if (!within(archive, local, LOCAL_BYTES) || view.getUint32(local, true) !== LOCAL)
    throw new Error(`${file} is not where the directory says`)
  const start = local + LOCAL_BYTES + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (!within(archive, start, packed)) throw new Error(`${file} ends beyond the archive`)
  const data = unpacked(archive.subarray(start, start + packed), file, method, size)
  if (data.length !== size || crc32(data) !== crc) throw new Error(`${file} is not what the directory says`)
  return data
}

function unpacked(data: Uint8Array, file: string, method: number, size: number): Uint8Array {
  if (method === STORED) return data
  if (method !== DEFLATED) throw new Error(`${file} is packed by method ${method}`)
  return inflateRawSync(data, { maxOutputLength: Math.max(1, size) })
}

/** From the directory at the end of the archive: the one entry of this name. */
function entryOf(archive: Uint8Array, view: DataView, file: string): Entry {
  const end = endOf(archive, view)
  const count = view.getUint16(end + 10, true)
  if (count > MOST_ENTRIES) throw new Error(`it has ${count} entries, at most ${MOST_ENTRIES}`)
  let at = view.getUint32(end + 16, true)
  let found: Entry | null = null
  for (let index = 0; index < count; index++) {
    if (!within(archive, at, CENTRAL_BYTES) || view.getUint32(at, true) !== CENTRAL)
      throw new Error('its directory is damaged')
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
    const from = at + CENTRAL_BYTES
    if (new TextDecoder().decode(archive.subarray(from, from + name!)) === file) {
      if (found) throw new Error(`it holds ${file} twice`)
      found = {
        flags: view.getUint16(at + 8, true),
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        packed: view.getUint32(at + 20, true),
        size: view.getUint32(at + 24, true),
        local: view.getUint32(at + 42, true),
      }
    }
    at = from + name! + extra! + comment!
  }
  if (!found) throw new Error(`it holds no ${file}`)
  return found
}

function endOf(archive: Uint8Array, view: DataView): number {
  for (let at = archive.length - END_BYTES; at >= 0 && at >= archive.length - END_BYTES - LONGEST_COMMENT; at--)
    if (view.getUint32(at, true) === END && at + END_BYTES + view.getUint16(at + 20, true) === archive.length) return at
  throw new Error('it is no zip archive')
}

function within({ length }: Uint8Array, at: number, bytes: number): boolean {
  return at >= 0 && at + bytes <= length
}
