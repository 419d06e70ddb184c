const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes)
    return true
  } catch {
    return false
  }
}
