/** Sections of a `.dvc/config` (an INI file): `core`, `cache`, `remote "name"`, each with its options. */
export type DvcConfig = ReadonlyMap<string, ReadonlyMap<string, string>>

export const DVC_CONFIG_LIMIT = 64 * 1024

/** Lines that are neither a section nor an option are left out: DVC says what is wrong with them. */
export function parseDvcConfig(text: string): DvcConfig {
  const sections = new Map<string, Map<string, string>>()
  let options: Map<string, string> | null = null
  for (const line of text.split(/\r?\n/)) {
    const trimmed = line.trim()
    if (trimmed === '' || trimmed.startsWith('#')) continue
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      const name = unquoted(trimmed.slice(1, -1).trim())
      options = sections.get(name) ?? new Map()
      sections.set(name, options)
      continue
    }
    const equals = trimmed.indexOf('=')
    if (options && equals > 0) options.set(trimmed.slice(0, equals).trim(), unquoted(trimmed.slice(equals + 1).trim()))
  }
  return sections
}

function unquoted(text: string): string {
  const quote = text[0]
  return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text
}
