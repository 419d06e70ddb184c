import type { Codes } from '#contract/table'
import { readCsv } from '#formats/csv'
import { CodeColumn } from '#formats/csv-columns'
import { foldersAbove, type Layout, type Rejected, splitName, splitOfFile } from './layouts.ts'

const COLUMNS = {
  image: ['image', 'file', 'filename', 'file_name', 'image_path', 'path', 'filepath', 'img', 'image_file'],
  label: ['label', 'class', 'category', 'target', 'class_name', 'label_name', 'y'],
  split: ['split', 'subset', 'set', 'partition', 'fold'],
} as const
type Role = keyof typeof COLUMNS

/** What a CSV file says of images, as far as its header is understood. */
interface Manifest {
  readonly path: string
  readonly rows: number
  readonly columns: Readonly<Record<Role, string | null>>
  readonly first: string | null
  readonly labels: readonly string[]
  readonly split: Codes | null
}

/**
 * Layouts of CSV manifests: one with a split column, or one a split side by side (`train.csv`, `test.csv`). `exists` tells
 * whether the repository has a file.
 */
export function csvLayouts(
  files: readonly { path: string; bytes: Uint8Array }[],
  exists: (path: string) => boolean,
): { found: Layout[]; rejected: Rejected[] } {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const parts = new Map<string, Manifest[]>()
  const take = (path: string, made: Layout | string) => {
    if (typeof made === 'string') rejected.push({ path, why: made })
    else found.push(made)
  }
  for (const { path, bytes } of files) {
    const manifest = read(path, bytes)
    if (typeof manifest === 'string' || manifest.columns.split !== null || splitOfFile(path) === null) {
      take(path, typeof manifest === 'string' ? manifest : withSplitColumn(manifest, exists))
      continue
    }
    const folder = foldersAbove(path)[0]!
    parts.set(folder, [...(parts.get(folder) ?? []), manifest])
  }
  for (const [folder, manifests] of parts) take(folder || '.', oneASplit(manifests, exists))
  return { found, rejected }
}

function read(path: string, bytes: Uint8Array): Manifest | string {
  const columns: Record<Role, string | null> = { image: null, label: null, split: null }
  const values: Record<Role, CodeColumn> = { image: new CodeColumn(), label: new CodeColumn(), split: new CodeColumn() }
  let header: readonly string[] = []
  try {
    const rows = readCsv(bytes, path, (names) => {
      header = names
      for (const role of Object.keys(COLUMNS) as Role[])
        columns[role] = names.find((name) => (COLUMNS[role] as readonly string[]).includes(name.toLowerCase())) ?? null
      const roleOf = (name: string) => (Object.keys(columns) as Role[]).find((role) => columns[role] === name)
      return { columns: names.map((name) => (roleOf(name) ? values[roleOf(name)!] : null)) }
    })
    if (columns.image === null) return `no column of image files (columns: ${header.slice(0, 8).join(', ')})`
    if (columns.label === null) return `no column of labels (columns: ${header.slice(0, 8).join(', ')})`
    const labels = [...values.label.build().values].sort()
    const first = values.image.build().values[0] ?? null
    return { path, rows, columns, first, labels, split: columns.split === null ? null : values.split.build() }
  } catch (error) {
    return (error as Error).message
  }
}

function withSplitColumn(manifest: Manifest, exists: (path: string) => boolean): Layout | string {
  const { path, columns, labels, split } = manifest
  if (split === null) return 'no column that tells train from test: add one named `split`'
  const counts = new Map<string, { value: string; n: number }>()
  for (const value of split.values) counts.set(splitName(value) ?? value, { value, n: 0 })
  for (const code of split.codes) counts.get(splitName(split.values[code]!) ?? split.values[code]!)!.n++
  if (!counts.has('test') && !counts.has('val'))
    return `no split named test or val in the column \`${columns.split}\` (values: ${[...counts.keys()].slice(0, 5).join(', ')})`
  const root = rootOf(manifest, exists)
  if (root === null) return `its first image ${JSON.stringify(manifest.first)} is not in the repository`
  return {
    format: 'csv',
    root,
    file: below(root, path),
    splits: Object.fromEntries([...counts].map(([name, { value }]) => [name, value])),
    columns: renamed(columns),
    classes: labels,
    counts: Object.fromEntries([...counts].map(([name, { n }]) => [name, n])),
  }
}

function oneASplit(manifests: readonly Manifest[], exists: (path: string) => boolean): Layout | string {
  const splits = new Map<string, Manifest>()
  for (const manifest of manifests) {
    const name = splitOfFile(manifest.path)!
    if (!splits.has(name)) splits.set(name, manifest) // `val.csv` and `valid.csv` side by side: the first counts
  }
  const judged = splits.get('test') ?? splits.get('val')
  if (!judged) return `no manifest named test or val beside ${manifests[0]!.path}`
  const root = rootOf(judged, exists)
  if (root === null)
    return `the first image of ${judged.path}, ${JSON.stringify(judged.first)}, is not in the repository`
  return {
    format: 'csv',
    root,
    file: null,
    splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
    columns: renamed(judged.columns),
    classes: [...new Set([...splits.values()].flatMap(({ labels }) => labels))].sort(),
    counts: Object.fromEntries([...splits].map(([name, { rows }]) => [name, rows])),
  }
}

/** The folder that the images' names start from: one at or above the manifest. */
function rootOf({ path, first }: Manifest, exists: (path: string) => boolean): string | null {
  if (first === null) return null
  return foldersAbove(path).find((folder) => exists(folder ? `${folder}/${first}` : first)) ?? null
}

function below(root: string, path: string): string {
  return root === '' ? path : path.slice(root.length + 1)
}

function renamed(columns: Manifest['columns']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([role, name]) => (name !== null && name !== role ? [[role, name]] : [])),
  )
}
