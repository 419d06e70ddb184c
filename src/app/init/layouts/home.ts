import { SPLIT } from '#evidence/dataset/contents'
import { joinPath, normalPath } from '#evidence/dataset/paths'
import { below } from '../layout.ts'
import type { Look } from '../look.ts'
import { commonFolder, foldersAbove } from '../split-names.ts'

/** Images of a table or list that are looked for. */
export const SAMPLE = 20

/** Where a table or list and its images lie: the root of the dataset, and below it the folder that names start from, or ''. */
export interface Home {
  readonly root: string
  readonly images: string
}

/** The nearest folder above all places that leads to the images; else the one that has them, wherever it is. */
export function homeOf(look: Look, first: readonly string[], places: readonly string[]): Home | null {
  const common = commonFolder(places)
  const above = foldersAbove(joinPath(common, 'x')).find((folder) => isHome(look, first, folder))
  if (above !== undefined) return { root: above, images: '' }
  const name = normalPath(first[0] ?? '')
  const folder = name === null ? null : look.names.folderOf(name)
  if (folder === null) return null
  const root = commonFolder([...places, joinPath(folder, 'x')])
  return folder !== root && isHome(look, first, folder) ? { root, images: below(root, folder) } : null
}

/** The folder of images: where it is named as the judged split, perhaps another for each split. */
export function folderOfSplits(
  look: Look,
  splits: Iterable<readonly [name: string, first: readonly string[]]>,
  gate: string,
  { root, images }: Home,
): string {
  const own = images.replace(gate, () => SPLIT)
  return [...splits].every(([name, first]) => isHome(look, first, folderOfSplit(root, own, name))) ? own : images
}

export function folderOfSplit(root: string, images: string, split: string): string {
  return joinPath(
    root,
    images.replace(SPLIT, () => split),
  )
}

/** Whether most of the first images are there, seen from a folder. */
export function isHome(look: Look, first: readonly string[], folder: string): boolean {
  const there = first.filter((image) => {
    const name = normalPath(image)
    return name !== null && look.names.has(joinPath(folder, name))
  })
  return there.length * 2 > first.length
}
