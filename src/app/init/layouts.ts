/** What a repository's files look like, before one layout is chosen. Pure: paths in, proposals out. */
export interface Layout {
  readonly format: 'folder' | 'csv' | 'coco'
  readonly root: string
  readonly file: string | null
  /** Split name → place, as the configuration wants it. */
  readonly splits: Readonly<Record<string, string>>
  readonly columns: Readonly<Record<string, string>>
  readonly classes: readonly string[]
  /** Images by split. */
  readonly counts: Readonly<Record<string, number>>
}
export interface Rejected {
  readonly path: string
  readonly why: string
}

const IMAGE = /\.(jpe?g|png|webp|tiff?|gif)$/i
const SPLITS: Readonly<Record<string, string>> = {
  train: 'train',
  training: 'train',
  val: 'val',
  valid: 'val',
  validation: 'val',
  dev: 'val',
  test: 'test',
  testing: 'test',
  eval: 'test',
}

/** `training` → `train`; null when it names no split. */
export function splitName(text: string): string | null {
  const name = text.toLowerCase()
  return Object.hasOwn(SPLITS, name) ? SPLITS[name]! : null
}

/** Image folders `root/split/class/…image`: one layout for each root that has at least two classes. */
export function folderLayouts(paths: readonly string[]): { found: Layout[]; rejected: Rejected[] } {
  const roots = new Map<string, Map<string, { place: string; classes: Map<string, number> }>>()
  for (const path of paths) {
    if (!IMAGE.test(path)) continue
    const parts = path.split('/')
    const at = parts.findIndex((part, index) => index < parts.length - 2 && splitName(part) !== null)
    if (at < 0) continue
    const root = parts.slice(0, at).join('/')
    const splits = roots.get(root) ?? new Map()
    roots.set(root, splits)
    const name = splitName(parts[at]!)!
    const split = splits.get(name) ?? { place: parts[at]!, classes: new Map() }
    splits.set(name, split)
    if (split.place !== parts[at]) continue // `val` and `valid` side by side: the first counts
    split.classes.set(parts[at + 1]!, (split.classes.get(parts[at + 1]!) ?? 0) + 1)
  }
  const found: Layout[] = []
  const rejected: Rejected[] = []
  for (const [root, splits] of roots) {
    const classes = [...new Set([...splits.values()].flatMap((split) => [...split.classes.keys()]))].sort()
    if (classes.length < 2)
      rejected.push({
        path: root || '.',
        why: `only one folder below its splits (${classes.join(', ')}): no classes to tell apart`,
      })
    else if (!splits.has('test') && !splits.has('val'))
      rejected.push({ path: root || '.', why: 'no split named test or val: nothing to judge' })
    else
      found.push({
        format: 'folder',
        root,
        file: null,
        splits: Object.fromEntries([...splits].map(([name, split]) => [name, split.place])),
        columns: {},
        classes,
        counts: Object.fromEntries(
          [...splits].map(([name, split]) => [name, [...split.classes.values()].reduce((a, b) => a + b, 0)]),
        ),
      })
  }
  return { found, rejected }
}

/** The first part of a file's name that names a split: `annotations/instances_val2017.json` → `val`. */
export function splitOfFile(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return (
    name
      .split(/[_.\-\d]+/)
      .map(splitName)
      .find((one) => one !== null) ?? null
  )
}

/** Every folder above a file, the nearest first: `a/b/c.csv` → `a/b`, `a`, the root. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, depth) => parts.slice(0, parts.length - depth).join('/')).concat('')
}
