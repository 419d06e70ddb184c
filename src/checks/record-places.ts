import type { Ref } from '#contract/outcome'
import type { Dataset } from '#evidence/dataset/types'

export type FileRef = Extract<Ref, { kind: 'file' }>

/** A place of head; 0 = no line, no column. */
export function place(path: string, line: number, column = 0): FileRef {
  const there: FileRef = { kind: 'file', side: 'head', path }
  if (line > 0) there.line = line
  if (line > 0 && column > 0) there.column = column
  return there
}

/** The line that names an image of head, or null where no line does (folders). */
export function recordRef({ line, source }: Dataset, row: number): FileRef | null {
  const file = source.values[source.codes[row]!]
  return line[row]! > 0 && file !== undefined ? place(file, line[row]!) : null
}

/** The file that holds the annotations of an image of head. */
export function annotationFile({ annotations, source }: Dataset, row: number): string {
  return annotations?.get(row) || (source.values[source.codes[row]!] ?? '')
}

export function imageRef({ path }: Dataset, row: number): Ref {
  return { kind: 'image', side: 'head', id: path.get(row) }
}
