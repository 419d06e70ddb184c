import type { Contents, Strings } from '#contract/table'
import type { Dataset } from '../dataset/types.ts'

/** The pictures that are annotations: one row an image of the dataset, without content where it has none. */
export interface MaskFiles {
  readonly rows: number
  readonly path: Strings
  readonly content: Contents
}

/** null: the annotations of this dataset are no pictures. */
export function maskFiles({
  rows,
  boxes,
  annotations,
  annotationContent,
  masks,
  maskContent,
}: Dataset): MaskFiles | null {
  if (masks && maskContent) return { rows, path: masks, content: maskContent }
  if (boxes || !annotations || !annotationContent) return null
  return { rows, path: annotations, content: annotationContent }
}
