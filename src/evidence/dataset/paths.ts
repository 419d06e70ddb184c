import type { Cells } from '#contract/table'

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

/** Leading rows of the first `count` whose field in a column is normal: as `isNormal`, four bytes at once. */
export function normalCells({ bytes, view, starts, ends, width }: Cells, column: number, count: number): number {
  for (let row = 0, i = column; row < count; row++, i += width) {
    const start = starts[i]!
    const last = ends[i]! - 4
    if (last <= start) {
      if (!isNormal(bytes, start, last + 4)) return row
      continue
    }
    let odd = 0
    for (let at = start; at < last; at += 4) odd |= oddPairs(view.getInt32(at, true), view.getInt32(at + 1, true))
    odd |= oddPairs(view.getInt32(last - 1, true), view.getInt32(last, true)) // may overlap the ones before
    // What begins with a slash, a dot, a backslash or a drive, perhaps, or ends with a slash.
    const first = bytes[start]!
    if (odd !== 0 || first === 0 || first === SLASH || first === DOT || first === BACKSLASH) return row
    if (bytes[start + 1] === COLON || bytes[last + 3] === SLASH) return row
  }
  return count
}
/** Not 0 where `bytes` has a backslash or NUL, or a slash or dot where `before`, one byte earlier, has a slash. */
function oddPairs(before: number, bytes: number): number {
  return (zeroes(before ^ SLASHES) & zeroes((bytes | ONES) ^ SLASHES)) | zeroes(bytes ^ BACKSLASHES) | zeroes(bytes)
}
const ONES = 0x01010101
const SLASHES = SLASH * ONES
const BACKSLASHES = BACKSLASH * ONES
/** The high bit of every byte that is 0, and maybe of bytes behind such a one. */
function zeroes(four: number): number {
  return (four - ONES) & ~four & (0x80 * ONES)
}

/** Extensions that count as images in a folder; what the bytes are is for the decoder to say. */
export const IMAGE_EXTENSIONS = ['jpg', 'jpeg', 'png', 'webp', 'tif', 'tiff', 'gif', 'bmp', 'ppm', 'pgm']
const extensionKeys = new Set(IMAGE_EXTENSIONS.map((name) => keyOf(new TextEncoder().encode(name), 0, name.length)))

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
