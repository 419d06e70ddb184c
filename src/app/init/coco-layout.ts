import { imageFolders } from '#evidence/dataset/coco'
import { foldersAbove, type Layout, splitOfFile } from './layouts.ts'

export interface CocoFound {
  readonly path: string
  readonly images: number
  /** `file_name` of its first image. */
  readonly first: string | null
  readonly classes: readonly string[]
}

/** COCO files told apart by `train`, `val`, `test` in their names; the root is the nearest folder with their images. */
export function cocoLayout(files: readonly CocoFound[], exists: (path: string) => boolean): Layout | null {
  const splits = new Map<string, CocoFound>()
  for (const file of files) {
    const name = splitOfFile(file.path) ?? (files.length === 1 ? 'test' : null)
    if (name && !splits.has(name)) splits.set(name, file)
  }
  const judged = splits.get('test') ?? splits.get('val')
  if (!judged) return null
  const above = foldersAbove(judged.path).filter((folder) =>
    [...splits.values()].every(({ path }) => folder === '' || path.startsWith(`${folder}/`)),
  )
  const name = [...splits].find(([, file]) => file === judged)![0]
  const hasImages = (root: string) =>
    imageFolders(root, name, judged.path).some((folder) =>
      exists(folder ? `${folder}/${judged.first}` : `${judged.first}`),
    )
  const root = above.find(hasImages) ?? above[0]!
  return {
    format: 'coco',
    root,
    file: null,
    splits: Object.fromEntries(
      [...splits].map(([split, { path }]) => [split, root ? path.slice(root.length + 1) : path]),
    ),
    columns: {},
    classes: judged.classes,
    counts: Object.fromEntries([...splits].map(([split, { images }]) => [split, images])),
  }
}
