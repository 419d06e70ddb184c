import type { DataFormat, Task } from '#contract/config'
import type { Look } from './look.ts'

/** One dataset as the configuration would describe it. */
export interface Layout {
  readonly format: DataFormat
  readonly task: Task
  readonly root: string
  readonly file: string | null
  /** Split name → place, as the configuration wants it. */
  readonly splits: Readonly<Record<string, string>>
  /** Of a table, COCO or lists, the folder below `root` from which it names its images. */
  readonly images?: string
  /** Only what differs from the configuration's defaults. */
  readonly columns: Readonly<Record<string, string>>
  /** null: too much to read for a first look. */
  readonly classes: readonly string[] | null
  /** Of masks, whose values have no names: how many there are, and in how many masks. */
  readonly values?: { readonly n: number; readonly masks: number } | null
  /** Images by split; null as above. */
  readonly counts: Readonly<Record<string, number | null>>
  /** What was assumed and should be checked by a person. */
  readonly guesses: readonly string[]
}
export interface Rejected {
  readonly path: string
  readonly why: string
  /** Folder of images that the file names, but not as they lie. */
  readonly images?: string
  /** Images without annotations or manifest: no news where another layout describes them. */
  readonly bare?: boolean
}
export interface Recognised {
  readonly found: readonly Layout[]
  readonly rejected: readonly Rejected[]
}
/** Finds one layout: from paths, and from the beginnings of a few files. */
export type Recognise = (look: Look) => Promise<Recognised>

/** Largest layout that a first look reads: longer manifests are taken without counts. */
export const READ_LIMIT = 256 * 1024 * 1024

/** Split → place below `root`; what is judged must be among them. */
export function judged(splits: ReadonlyMap<string, unknown>): 'test' | 'val' | null {
  return splits.has('test') ? 'test' : splits.has('val') ? 'val' : null
}

/** `coco in data (train.json, test.json)`: of two layouts in one folder, which. */
export function whereabouts({ format, root, file, splits }: Layout): string {
  const places = file ?? Object.values(splits).join(', ')
  return `${format} in ${root || '.'}${places === '' ? '' : ` (${places})`}`
}

export function below(root: string, path: string): string {
  if (path === root) return '.'
  return root === '' ? path : path.slice(root.length + 1)
}
