import { GateError } from '#contract/errors'

export interface TarMember {
  readonly name: string
  /** Where its bytes begin in the archive, and how many they are. */
  readonly offset: number
  readonly size: number
}
/** Takes the bytes of one member in pieces that are only good during the call. */
export interface TarSink {
  push(bytes: Uint8Array): void
  end(): void
}
export interface TarTarget {
  /** What becomes of a regular file; null = not wanted. */
  file(member: TarMember): TarSink | null
  /** A member that is neither file nor folder: a link, a device, a pipe. */
  special(name: string, what: string): void
}

const BLOCK = 512
/** As long as a path can be; the headers before a long name hold little else. */
const NAME_LIMIT = 4096
const HEADER_LIMIT = 1024 * 1024
/** A shard has some ten thousand files; every one costs the reader a row. */
export const TAR_MEMBERS_LIMIT = 10_000_000

const SPECIAL = new Map([
  ['1', 'a hard link'],
  ['2', 'a symbolic link'],
  ['3', 'a device'],
  ['4', 'a device'],
  ['6', 'a pipe'],
])
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const FAULTS = {
  'tar-empty': ['the archive holds no files', 'Pack the shard again.'],
  'tar-compressed': ['a compressed archive', 'Unpack it: shards are plain `.tar` files.'],
  'tar-truncated': ['the archive ends early', 'Pack or upload the shard again.'],
  'tar-header': ['not the header of a file: its checksum is wrong', 'Pack the shard again with `tar` or `webdataset`.'],
  'tar-number': ['a size that is no number', 'Pack the shard again.'],
  'tar-name': ['a name that is empty, longer than 4096 bytes or not UTF-8', 'Rename the file and pack again.'],
  'tar-pax': ['a PAX header that cannot be read', 'Pack the shard again, with `--format=ustar` or `--format=gnu`.'],
  'tar-kind': ['a sparse, split or unknown kind of member', 'Pack plain files only.'],
  'tar-trailing': ['bytes after the end of the archive', 'Two archives in one are read differently: pack them as one.'],
  'tar-too-many': [`more than ${TAR_MEMBERS_LIMIT} members`, 'Split the shard.'],
} as const
type TarFault = keyof typeof FAULTS

/**
 * Reads a tar archive as it streams by: ustar, GNU (long names, base-256 sizes) and PAX (path, size), every checksum
 * verified. An archive without end mark, or with bytes behind it, is refused: a part of it would be lost in silence.
 */
export class TarReader {
  readonly #path: string
  readonly #target: TarTarget
  readonly #header = new Uint8Array(BLOCK)
  #filled = 0
  /** Position of the next byte in the archive. */
  #at = 0
  /** Bytes of the present member, and of the padding after it, that are still to come. */
  #left = 0
  #padding = 0
  #sink: TarSink | null = null
  #members = 0
  #ended = false
  /** Of headers that speak of the next member. */
  #name: string | null = null
  #size: number | null = null

  constructor(path: string, target: TarTarget) {
    this.#path = path
    this.#target = target
  }

  push(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      const left = chunk.length - at
      let used: number
      if (this.#ended) used = this.#checkZeros(chunk, at)
      else if (this.#left > 0) used = this.#data(chunk, at, Math.min(left, this.#left))
      else if (this.#padding > 0) {
        used = Math.min(left, this.#padding)
        this.#padding -= used
      } else used = this.#fill(chunk, at, Math.min(left, BLOCK - this.#filled))
      at += used
      this.#at += used
      if (this.#filled === BLOCK) this.#open()
    }
  }

  /** @throws GateError `tar-truncated`, `tar-empty` */
  end(): void {
    if (!this.#ended) this.#refuse('tar-truncated')
    if (this.#members === 0) this.#refuse('tar-empty')
  }

  #checkZeros(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at++) if (chunk[at] !== 0) this.#refuse('tar-trailing')
    return chunk.length - from
  }

  #data(chunk: Uint8Array, at: number, length: number): number {
    this.#sink?.push(chunk.subarray(at, at + length))
    this.#left -= length
    if (this.#left === 0) this.#close()
    return length
  }

  #close(): void {
    const sink = this.#sink
    this.#sink = null
    sink?.end()
  }

  #fill(chunk: Uint8Array, at: number, length: number): number {
    this.#header.set(chunk.subarray(at, at + length), this.#filled)
    this.#filled += length
    return length
  }

  #open(): void {
    const header = this.#header
    this.#filled = 0
    if (header.every((byte) => byte === 0)) {
      if (this.#name !== null || this.#size !== null) this.#refuse('tar-truncated')
      this.#ended = true
      return
    }
    if (this.#members === 0 && isCompressed(header)) this.#refuse('tar-compressed')
    if (!hasChecksum(header)) this.#refuse('tar-header')
    if (++this.#members > TAR_MEMBERS_LIMIT) this.#refuse('tar-too-many')
    const kind = String.fromCharCode(header[156]!)
    const about = kind === 'x' || kind === 'g' || kind === 'L' || kind === 'K'
    const size = (about ? null : this.#size) ?? numberIn(header, 124, 12) ?? this.#refuse('tar-number')
    this.#left = size
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK
    if (about) {
      if (size > HEADER_LIMIT) this.#refuse(kind === 'L' ? 'tar-name' : 'tar-pax')
      this.#sink = this.#aboutNext(kind, size)
    } else {
      const name = this.#name ?? this.#nameIn(header)
      this.#name = null
      this.#size = null
      this.#sink = this.#member(kind, name, size)
    }
    if (size === 0) this.#close()
  }

  #member(kind: string, name: string, size: number): TarSink | null {
    if (kind === '5' || (kind !== '0' && name.endsWith('/'))) return null // a folder
    if (kind === '0' || kind === '\0' || kind === '7') return this.#target.file({ name, offset: this.#at, size })
    const what = SPECIAL.get(kind)
    if (what === undefined) this.#refuse('tar-kind')
    this.#target.special(name, what)
    this.#left = 0 // links have no content, whatever they declare
    this.#padding = 0
    return null
  }

  #nameIn(header: Uint8Array): string {
    const name = this.#text(header, 0, 100)
    const posix = this.#text(header, 257, 6) === 'ustar' && header[262] === 0
    const prefix = posix ? this.#text(header, 345, 155) : ''
    return this.#checkName(prefix === '' ? name : `${prefix}/${name}`)
  }

  #checkName(name: string): string {
    if (name === '' || name.length > NAME_LIMIT || name.includes('\0')) this.#refuse('tar-name')
    return name
  }

  /** Up to the first NUL. */
  #text(bytes: Uint8Array, start: number, length: number): string {
    const field = bytes.subarray(start, start + length)
    const end = field.indexOf(0)
    return this.#decode(end < 0 ? field : field.subarray(0, end), 'tar-name')
  }

  #decode(bytes: Uint8Array, fault: TarFault): string {
    try {
      return utf8.decode(bytes)
    } catch {
      return this.#refuse(fault)
    }
  }

  /** Collects a header that speaks of the next member. */
  #aboutNext(kind: string, size: number): TarSink {
    const bytes = new Uint8Array(size)
    let length = 0
    const end = () => {
      if (kind === 'L') this.#name = this.#checkName(this.#text(bytes, 0, size))
      else if (kind !== 'K') this.#readPax(bytes, kind === 'g')
    }
    return {
      push: (piece) => {
        bytes.set(piece, length)
        length += piece.length
      },
      end,
    }
  }

  /** Records `<length> <key>=<value>\n`. */
  #readPax(bytes: Uint8Array, global: boolean): void {
    for (let at = 0; at < bytes.length; ) {
      const space = bytes.indexOf(0x20, at)
      const digits = space < 0 || space - at > 8 ? '' : this.#decode(bytes.subarray(at, space), 'tar-pax')
      const end = at + (/^[1-9]\d*$/.test(digits) ? Number(digits) : this.#refuse('tar-pax'))
      const equals = bytes.indexOf(0x3d, space)
      if (end > bytes.length || equals < 0 || equals >= end || bytes[end - 1] !== 0x0a) this.#refuse('tar-pax')
      const key = this.#decode(bytes.subarray(space + 1, equals), 'tar-pax')
      const value = bytes.subarray(equals + 1, end - 1)
      at = end
      if (key.startsWith('GNU.sparse.')) this.#refuse('tar-kind')
      if (key !== 'path' && key !== 'size') continue
      if (global) this.#refuse('tar-pax') // one name or size for all members
      const text = this.#decode(value, 'tar-name')
      if (key === 'path') this.#name = this.#checkName(text)
      else this.#size = /^\d{1,15}$/.test(text) ? Number(text) : this.#refuse('tar-number')
    }
  }

  #refuse(code: TarFault): never {
    const [what, hint] = FAULTS[code]
    const message = `${this.#path}: ${what} (near byte ${this.#at})`
    throw new GateError(code, 'artifact', message, { hint, place: { path: this.#path } })
  }
}

/** gzip, bzip2, xz or zstd. */
function isCompressed(bytes: Uint8Array): boolean {
  const magic = bytes[0]! * 256 + bytes[1]!
  return magic === 0x1f8b || magic === 0x425a || magic === 0xfd37 || magic === 0x28b5
}

/** Sum of all bytes, those of the sum itself counted as spaces; some writers summed signed bytes. */
function hasChecksum(header: Uint8Array): boolean {
  let unsigned = 0
  let signed = 0
  for (const [at, byte] of header.entries()) {
    const counted = at >= 148 && at < 156 ? 0x20 : byte
    unsigned += counted
    signed += counted < 128 ? counted : counted - 256
  }
  const sum = numberIn(header, 148, 8)
  return sum === unsigned || sum === signed
}

/** Octal digits between spaces and NULs, or big-endian after a byte 0x80; null when it is neither, or beyond 2^53. */
function numberIn(bytes: Uint8Array, start: number, length: number): number | null {
  const field = bytes.subarray(start, start + length)
  if (field[0] === 0x80) {
    const value = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
    return Number.isSafeInteger(value) ? value : null
  }
  const text = String.fromCharCode(...field)
    .replace(/\0.*$/s, '')
    .trim()
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null
}
