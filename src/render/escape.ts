/** Untrusted text never leaves this file unescaped: control, bidirectional and invisible characters become visible. */
const LONGEST = 200

export function visible(text: string, longest = LONGEST): string {
  const shown = text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu,
    (mark) => `\\u{${mark.codePointAt(0)!.toString(16).toUpperCase()}}`,
  )
  const points = Array.from(shown)
  return points.length <= longest ? shown : `${points.slice(0, longest - 1).join('')}…`
}

/** A Markdown code span: fenced by more backticks than the text has in a row. In a table cell pipes are escaped too. */
export function codeSpan(text: string, cell = false): string {
  const shown = visible(text)
  if (shown.trim() === '') return '*(empty)*'
  const runs = shown.match(/`+/g) ?? []
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1)
  const padded =
    shown.startsWith('`') || shown.endsWith('`') || (shown.startsWith(' ') && shown.endsWith(' '))
      ? ` ${shown} `
      : shown
  return `${fence}${cell ? inCell(padded) : padded}${fence}`
}

/** A backslash before a pipe would take its escape away: no code span of a table can hold both. */
function inCell(text: string): string {
  return text.replaceAll('\\|', '\\\\u{7C}').replaceAll('|', '\\|')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
export function html(text: string, longest = 1000): string {
  return visible(text, longest).replace(/[&<>"']/g, (mark) => ENTITIES[mark]!)
}
