import type { Folder, Look } from './look.ts'

/** No repository has more datasets; each costs a few reads. */
const MOST_GROUPS = 1000

const SPLITS: ReadonlyMap<string, string> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['dev', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
  ['eval', 'test'],
])

/** `training`, `train2017`, `train_images` → `train`; null when it names no split. */
export function splitName(text: string): string | null {
  const name = text.toLowerCase()
  return SPLITS.get(name) ?? SPLITS.get(name.replace(/[_-]?(set|images|imgs|data)?[_-]?\d{0,4}$/, '')) ?? null
}

/** What the file's name or the nearest folder above says: `train/_annotations.coco.json` → `train`. */
export function splitOfFile(path: string): string | null {
  const folders = path.split('/').slice(0, -1).reverse()
  return splitInName(path) ?? folders.map(splitName).find((one) => one !== null) ?? null
}
/** The first part of a file's name that names a split: `annotations/instances_val2017.json`, `ValImages.txt` → `val`. */
export function splitInName(path: string): string | null {
  const part = splitPart(path)
  return part && splitName(part[0])
}
/** The path with that part left out: the same for the files of all splits that are called alike. */
export function withoutSplit(path: string): string {
  const part = splitPart(path)
  if (part === null) return path
  const from = path.lastIndexOf('/') + 1 + part.index
  return `${path.slice(0, from)}*${path.slice(from + part[0].length)}`
}

function splitPart(path: string): RegExpExecArray | null {
  const parts = path.slice(path.lastIndexOf('/') + 1).matchAll(/[A-Z]?[a-z]+|[A-Z]+/g)
  for (const part of parts) if (splitName(part[0]) !== null) return part
  return null
}

/** Folders of images that are named as splits, by the folder in which they lie side by side. */
export function splitFolders(look: Look): Map<Folder, Map<string, Folder>> {
  const groups = new Map<Folder, Map<string, Folder>>()
  for (const folder of look.folders.values()) {
    const name = folder.parent && folder.below > 0 ? splitName(folder.name) : null
    if (name === null) continue
    const group = groups.get(folder.parent!) ?? new Map<string, Folder>()
    if (group.size === 0 && groups.size === MOST_GROUPS) break
    groups.set(folder.parent!, group)
    if (!group.has(name)) group.set(name, folder) // `val` and `valid` side by side: the first counts
  }
  for (const [parent, splits] of groups) groups.set(parent, new Map(inOrder(splits)))
  return groups
}

/** train, val, test, whatever else. */
export function inOrder<T>(splits: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  const order = ['train', 'val', 'test']
  return [...splits].sort(([a], [b]) => ((order.indexOf(a) + 4) % 4) - ((order.indexOf(b) + 4) % 4))
}

/** Every folder above a file, the nearest first: `a/b/c.csv` → `a/b`, `a`, the root. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, depth) => parts.slice(0, parts.length - depth).join('/')).concat('')
}

/** The deepest folder that holds all of these paths. */
export function commonFolder(paths: readonly string[]): string {
  return foldersAbove(paths[0]!).find((folder) =>
    paths.every((path) => folder === '' || path.startsWith(`${folder}/`)),
  )!
}
