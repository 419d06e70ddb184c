import type { Cells, Room } from '#contract/table'

const SLASH = 0x2f
const COLON = 0x3a
const BACKSLASH = 0x5c
const DOT = 0x2e
/** Absolute, drive, UNC or a URL; a backslash or NUL. */
const ROOTED = /[\\\0]|^\/|^[a-z]:|^[a-z][a-z0-9+.-]*:\/\//i

/** `root` and `path` joined; either may be empty. */
export function joinPath(root: string, path: string): string {
  if (root === '' || path === '') return root + path
  return `${root}/${path}`
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The name at the end of a path, of Windows as well. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}

/** A name without its extension. */
export function stemOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(0, dot) : name
}

/**
 * A path below some root, as git would list it: `./` and doubled slashes removed. null when it may leave the root:
 * absolute, drive, UNC, `..`, backslash, NUL, a URL, or nothing at all.
 */
export function normalPath(text: string): string | null {
  if (ROOTED.test(text)) return null
  const segments = text.split('/').filter((segment) => segment !== '' && segment !== '.')
  return segments.length === 0 || segments.includes('..') ? null : segments.join('/')
}

/** As `normalPath`, seen from a folder, and `..` may climb up to the repository's root; `''` is the root itself. */
export function resolvePath(folder: string, text: string): string | null {
  if (ROOTED.test(text)) return null
  const segments = folder === '' ? [] : folder.split('/')
  for (const segment of text.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return null
  }
  return segments.join('/')
}

/** Whether `normalPath` would give `bytes[start, end)` back as it is; never true for what it would change or refuse. */
export function isNormal(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end || bytes[end - 1] === SLASH) return false
  if (end - start > 1 && bytes[start + 1] === COLON) return false // a drive, perhaps
  let segment = true // at the start of a segment
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!
    // A segment that begins with a dot may be `.` or `..`: the slow way decides. An empty one is `//` or an absolute path.
    if (byte === BACKSLASH || byte === 0 || (segment && (byte === SLASH || byte === DOT))) return false
    segment = byte === SLASH
  }
  return true
}

/**
 * Copies a column of the first `count` rows as long as they are normal, each behind `prefix`, and returns how many were:
 * as `isNormal`, four bytes at once. Of fields that are `unseen` nothing is normal that a field could end with, nor what is
 * not ASCII.
 */
export function copyNormal(
  { bytes, view, starts, ends, width }: Cells,
  column: number,
  count: number,
  prefix: Uint8Array | null,
  room: Room,
  unseen: boolean,
): number {
  const to = room.view
  const strict = unseen ? 0x80808080 : 0
  let next = room.at
  for (let row = 0, i = column; row < count; row++, i += width) {
    const start = starts[i]!
    const end = ends[i]!
    if (prefix) {
      room.pool.set(prefix, next)
      next += prefix.length
    }
    let odd = 0
    let begins = 0x80 // the next byte begins a segment
    let at = start
    for (; at < end - 3; at += 4, next += 4) {
      const four = view.getInt32(at, true)
      to.setInt32(next, four, true)
      odd |= zeroes(four ^ 0x5c5c5c5c)
      if (((four | (four - 0x30303030)) & 0x80808080) === 0) {
        begins = 0 // neither slash nor dot nor NUL, which lie below all letters and digits
        continue
      }
      const slashes = zeroes(four ^ 0x2f2f2f2f)
      odd |= ((slashes << 8) | begins) & zeroes((four | 0x01010101) ^ 0x2f2f2f2f) // a slash or a dot
      odd |= zeroes(four) | (strict & (((four - 0x2d2d2d2d) & ~four) | four)) // below -./, or above ASCII
      begins = slashes >>> 24
    }
    let segment = begins !== 0
    for (; at < end; at++) {
      const byte = bytes[at]!
      to.setUint8(next++, byte)
      if (byte === BACKSLASH || byte === 0 || (segment && (byte === SLASH || byte === DOT))) odd = 1
      if (unseen && (byte < 0x2d || byte > 0x7f)) odd = 1
      segment = byte === SLASH
    }
    // One that is empty or ends with a slash, or has a drive, perhaps.
    if (odd !== 0 || segment || (end - start > 1 && bytes[start + 1] === COLON)) return row
    room.ends[room.row + row] = room.base + next
  }
  return count
}
/** The high bit of every byte that is 0. */
function zeroes(four: number): number {
  return ~(((four & 0x7f7f7f7f) + 0x7f7f7f7f) | four | 0x7f7f7f7f)
}

/** Extensions that count as images in a folder; what the bytes are is for the decoder to say. */
const EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'gif', 'bmp', 'ppm', 'pgm']
const extensionKeys = new Set(EXTENSIONS.map((name) => keyOf(new TextEncoder().encode(name), 0, name.length)))

export function hasImageExtension(bytes: Uint8Array, start: number, end: number): boolean {
  for (let dot = end - 1; dot >= start && end - dot <= 5; dot--)
    if (bytes[dot] === DOT) return extensionKeys.has(keyOf(bytes, dot + 1, end))
  return false
}
/** Up to four ASCII letters, case folded, in one number. */
function keyOf(bytes: Uint8Array, start: number, end: number): number {
  let key = 0
  for (let i = start; i < end; i++) key = (key << 8) | (bytes[i]! | 0x20)
  return key
}

/** Order of Unicode code points, which is the order of UTF-8 bytes; `<` on strings is the order of UTF-16 units. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    return x >= 0xd800 && y >= 0xd800 ? surrogatesLast(x) - surrogatesLast(y) : x - y
  }
  return a.length - b.length
}
function surrogatesLast(unit: number): number {
  return unit >= 0xe000 ? unit - 0x800 : unit + 0x2000
}
