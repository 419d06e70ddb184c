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

const IMAGE_COLUMNS = ['image', 'file', 'filename', 'file_name', 'image_path', 'path', 'filepath', 'img', 'image_file']
const LABEL_COLUMNS = ['label', 'class', 'category', 'target', 'class_name', 'label_name', 'y']
const SPLIT_COLUMNS = ['split', 'subset', 'set', 'partition', 'fold']

/** A CSV manifest by its header and rows (fields already unquoted). `folder` holds the file; images lie relative to it. */
export function csvLayout(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly string[]>,
  exists: (path: string) => boolean,
): Layout | Rejected {
  const pick = (names: readonly string[]) => header.find((column) => names.includes(column.toLowerCase()))
  const [image, label, split] = [pick(IMAGE_COLUMNS), pick(LABEL_COLUMNS), pick(SPLIT_COLUMNS)]
  if (!image) return { path, why: `no column of image files (columns: ${header.slice(0, 8).join(', ')})` }
  if (!label) return { path, why: `no column of labels (columns: ${header.slice(0, 8).join(', ')})` }
  if (!split) return { path, why: 'no column that tells train from test: add one named `split`' }
  const at = { image: header.indexOf(image), label: header.indexOf(label), split: header.indexOf(split) }
  const values = new Map<string, { value: string; n: number }>()
  const classes = new Set<string>()
  let first: string | null = null
  for (const row of rows) {
    first ??= row[at.image] ?? null
    classes.add(row[at.label] ?? '')
    const value = row[at.split] ?? ''
    const name = splitName(value) ?? value
    const entry = values.get(name) ?? { value, n: 0 }
    entry.n++
    values.set(name, entry)
  }
  if (!values.has('test') && !values.has('val'))
    return {
      path,
      why: `no split named test or val in the column \`${split}\` (values: ${[...values.keys()].slice(0, 5).join(', ')})`,
    }
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
  const candidates = [folder, '', ...['images', 'img', 'data'].map((name) => (folder ? `${folder}/${name}` : name))]
  const root = candidates.find((one) => first !== null && exists(one ? `${one}/${first}` : first))
  if (root === undefined) return { path, why: `its first image ${JSON.stringify(first)} is not in the repository` }
  const file = root === '' ? path : path.startsWith(`${root}/`) ? path.slice(root.length + 1) : null
  if (file === null) return { path, why: `its images lie below ${root}, the manifest does not` }
  return {
    format: 'csv',
    root,
    file,
    splits: Object.fromEntries([...values].map(([name, { value }]) => [name, value])),
    columns: Object.fromEntries(Object.entries({ image, label, split }).filter(([name, column]) => name !== column)),
    classes: [...classes].sort(),
    counts: Object.fromEntries([...values].map(([name, { n }]) => [name, n])),
  }
}

/** COCO files of one folder, told apart by `train`, `val`, `test` in their names. */
export function cocoLayout(
  files: readonly { path: string; images: number; classes: readonly string[] }[],
): Layout | null {
  const splits = new Map<string, { path: string; images: number; classes: readonly string[] }>()
  for (const file of files) {
    const name =
      file.path
        .split(/[/_.\-\d]+/)
        .map(splitName)
        .find((one) => one !== null) ?? (files.length === 1 ? 'test' : null)
    if (name && !splits.has(name)) splits.set(name, file)
  }
  if (!splits.has('test') && !splits.has('val')) return null
  const folders = [...splits.values()].map(({ path }) => path.split('/').slice(0, -1))
  const common = folders.reduce((a, b) =>
    a.slice(
      0,
      a.findIndex((part, at) => part !== b[at]) < 0
        ? Math.min(a.length, b.length)
        : a.findIndex((part, at) => part !== b[at]),
    ),
  )
  const root = common.join('/')
  return {
    format: 'coco',
    root,
    file: null,
    splits: Object.fromEntries(
      [...splits].map(([name, { path }]) => [name, root ? path.slice(root.length + 1) : path]),
    ),
    columns: {},
    classes: [...splits.values()][0]!.classes,
    counts: Object.fromEntries([...splits].map(([name, { images }]) => [name, images])),
  }
}
