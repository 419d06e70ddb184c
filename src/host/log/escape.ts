/** Control characters, line breaks, bidirectional and zero-width marks made visible: a log line stays one line of text. */
export function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (mark) => {
    return `\\u{${mark.codePointAt(0)!.toString(16).toUpperCase()}}`
  })
}

/** A line that the runner cannot take for a workflow command (`::error::`, `##[error]`). */
export function logLine(text: string): string {
  return oneLine(text).replace(/^(\s*)(::|##\[)/, '$1\u2236$2')
}
