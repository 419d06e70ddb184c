import { GateError } from '#contract/errors'
import type { Dataset } from '#evidence/dataset/types'

/** What is told about a dataset: `code file:line:column text` of each problem, or of the error that ended the reading. */
export async function told(reading: Promise<Dataset>): Promise<string[]> {
  try {
    const { problems } = await reading
    return problems.map(({ code, file, line, column, text }) => `${code} ${file}:${line}:${column} ${text}`)
  } catch (error) {
    if (!(error instanceof GateError) || error.owner === 'us' || error.hint === '') throw error
    const { path, line = 0, column = 0 } = error.place ?? { path: '' }
    return [`${error.code} ${path}:${line}:${column} ${error.message}`]
  }
}

/** Annotations in plain words, image by image: `path class x y w h line:column`, then `crowd` and `shape` where they are. */
export function boxesOf({ boxes, path, classes }: Dataset): string[] {
  if (!boxes) return []
  const rounded = (value: number) => Number(value.toFixed(6))
  return Array.from({ length: boxes.rows }, (_, row) =>
    [
      path.get(boxes.image[row]!),
      classes[boxes.label[row]!] ?? '-',
      ...Array.from(boxes.xywh.subarray(row * 4, row * 4 + 4), rounded),
      `${boxes.line[row]}:${boxes.column[row]}`,
      ...(boxes.crowd[row] === 1 ? ['crowd'] : []),
      ...(boxes.shape[row] === 0 ? [] : ['shape']),
    ].join(' '),
  )
}
