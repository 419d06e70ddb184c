/** Longest quotation of an untrusted text in a message. */
const LIMIT = 100

/** A text in quotes, at most 100 characters of it. */
export function quoted(text: string): string {
  return `"${clipped(text)}"`
}
export function clipped(text: string): string {
  return text.length <= LIMIT ? text : `${text.slice(0, LIMIT)}…`
}
