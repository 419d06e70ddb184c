import type { HeaderFault } from '../image-header.ts'

/** Unsigned integers at any place; what lies beyond the end reads as NaN, which fails every comparison. */
export function u16le(bytes: Uint8Array, at: number): number {
  return bytes[at]! + bytes[at + 1]! * 0x100
}
export function u16be(bytes: Uint8Array, at: number): number {
  return bytes[at]! * 0x100 + bytes[at + 1]!
}
export function u24le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + bytes[at + 2]! * 0x10000
}
export function u32le(bytes: Uint8Array, at: number): number {
  return u16le(bytes, at) + u16le(bytes, at + 2) * 0x10000
}
export function u32be(bytes: Uint8Array, at: number): number {
  return u16be(bytes, at) * 0x10000 + u16be(bytes, at + 2)
}
export function i32le(bytes: Uint8Array, at: number): number {
  const value = u32le(bytes, at)
  return value >= 0x80000000 ? value - 0x100000000 : value
}

export function isText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

export function truncated(what: string): HeaderFault {
  return { fault: 'truncated', detail: `the file ends within ${what}` }
}
export function malformed(detail: string): HeaderFault {
  return { fault: 'malformed', detail }
}
export function unsupported(detail: string): HeaderFault {
  return { fault: 'unsupported', detail }
}
