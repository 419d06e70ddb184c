import { bmpHeader } from './image/bmp.ts'
import { gifHeader } from './image/gif.ts'
import { jpegHeader } from './image/jpeg.ts'
import { pngHeader } from './image/png.ts'
import { pnmHeader } from './image/pnm.ts'
import { tiffHeader } from './image/tiff.ts'
import { webpHeader } from './image/webp.ts'

export const IMAGE_FORMATS = ['jpeg', 'png', 'webp', 'tiff', 'gif', 'bmp', 'pnm'] as const
export type ImageFormat = (typeof IMAGE_FORMATS)[number]

/** What the first bytes of a file say of the picture in it, before anything is decoded. */
export interface ImageHeader {
  readonly format: ImageFormat
  /** As stored: EXIF orientation not applied. GIF: the canvas. */
  readonly width: number
  readonly height: number
  /** Of a stored sample; of a palette: of an index. */
  readonly bits: number
  /** What the samples are, alpha apart. */
  readonly kind: 'grey' | 'rgb' | 'palette' | 'cmyk'
  /** An alpha channel, or a colour that is transparent. */
  readonly alpha: boolean
  /** 1–8, EXIF's; 1 when the file says nothing, or nonsense. */
  readonly orientation: number
  /** Pictures in the file; null: the bytes end before the last one. */
  readonly frames: number | null
}

/** Why there is no header. `truncated`: more bytes may help. */
export interface HeaderFault {
  readonly fault: 'not-an-image' | 'unsupported' | 'truncated' | 'malformed'
  readonly detail: string
}

/** Known by their first bytes, whatever the name says. */
const SIGNATURES: readonly (readonly [ImageFormat, string])[] = [
  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG'],
  ['webp', 'RIFF????WEBP'],
  ['tiff', 'II\x2a\x00'],
  ['tiff', 'MM\x00\x2a'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['bmp', 'BM'],
  ['pnm', 'P'],
]

const READERS: Readonly<Record<ImageFormat, (bytes: Uint8Array) => ImageHeader | HeaderFault>> = {
  jpeg: jpegHeader,
  png: pngHeader,
  webp: webpHeader,
  tiff: tiffHeader,
  gif: gifHeader,
  bmp: bmpHeader,
  pnm: pnmHeader,
}

/** The format that the first bytes announce, or null. */
export function sniffImage(bytes: Uint8Array): ImageFormat | null {
  for (const [format, signature] of SIGNATURES)
    if (startsWith(bytes, signature) && (format !== 'pnm' || isPnm(bytes))) return format
  return null
}

/**
 * Width, height and kind of a picture, from its first bytes (all of them, for TIFF and to count frames): time linear in
 * the bytes, no memory. Equal to what libvips says of the same files.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | HeaderFault {
  const format = sniffImage(bytes)
  if (format === null) return { fault: 'not-an-image', detail: whatElse(bytes) }
  const header = READERS[format](bytes)
  if ('fault' in header || (header.width > 0 && header.height > 0)) return header
  return { fault: 'malformed', detail: `a picture of ${header.width} × ${header.height}` }
}

function startsWith(bytes: Uint8Array, signature: string): boolean {
  if (bytes.length < signature.length) return false
  for (let at = 0; at < signature.length; at++)
    if (signature[at] !== '?' && bytes[at] !== signature.charCodeAt(at)) return false
  return true
}

/** `P1`–`P6` and white space: a text that happens to begin with P is none. */
function isPnm(bytes: Uint8Array): boolean {
  const [, kind, space] = bytes
  if (kind === undefined || kind < 0x31 || kind > 0x36) return false
  return space === 0x23 || space === 0x20 || (space! >= 9 && space! <= 13)
}

/** Kinds that people take for pictures, so that the reason is the right one; in small letters, `?` is any byte. */
const OTHERS: readonly (readonly [string, string])[] = [
  ['a Git LFS pointer', 'version https://git-lfs'],
  ['an SVG picture', '<svg'],
  ['an XML text (SVG?)', '<?xml'],
  ['an HTML page', '<!doctype html'],
  ['an HTML page', '<html'],
  ['a PDF document', '%pdf'],
  ['a PostScript document', '%!ps'],
  ['a ZIP archive', 'pk\x03\x04'],
  ['a HEIC or AVIF picture', '????ftyp'],
  ['a JPEG 2000 picture', 'ÿoÿq'],
  ['a JPEG 2000 picture', '\0\0\0\x0cjp'],
  ['a JPEG XL picture', '\0\0\0\x0cjxl'],
  ['a Photoshop document', '8bps'],
  ['a BigTIFF picture', 'ii\x2b\0'],
  ['a BigTIFF picture', 'mm\0\x2b'],
  ['a PAM picture', 'p7\n'],
  ['an OpenEXR picture', 'v/1\x01'],
  ['a NumPy array', '?numpy'],
]

function whatElse(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'the file is empty'
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256)).replace('ï»¿', '').trimStart().toLowerCase()
  const is = (signature: string) => [...signature].every((char, at) => char === '?' || char === start[at])
  const other = OTHERS.find(([, signature]) => is(signature))
  return `${other ? `${other[0]}: ` : ''}not a JPEG, PNG, WebP, TIFF, GIF, BMP or PNM file`
}
