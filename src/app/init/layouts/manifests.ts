import { joinPath, normalPath } from '#evidence/dataset/paths'
import { below, judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import { isImage, type Look } from '../look.ts'
import { imagesElsewhere } from '../reason.ts'
import { foldersAbove, splitInName, splitName } from '../split-names.ts'
import { readCsvManifest } from './csv-manifest.ts'
import { readJsonlManifest } from './jsonl-manifest.ts'

export interface Columns {
  readonly image: string
  readonly label: string
  readonly split: string | null
}
/** What a table says of images, as far as its columns are understood. */
export interface Manifest {
  readonly format: 'csv' | 'jsonl'
  readonly path: string
  readonly columns: Columns
  readonly rows: number
  /** Its first image. */
  readonly first: string | null
  readonly labels: readonly string[]
  /** Value of the split column → records. */
  readonly splits: ReadonlyMap<string, number>
  readonly guesses: readonly string[]
}

/** Tables that list images: one with a split column, one a split side by side (`train.csv`, `test.csv`), or one alone. */
export async function manifests(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const parts = new Map<string, Manifest[]>()
  const take = (path: string, made: Layout | string) => {
    if (typeof made === 'string') rejected.push({ path, why: made })
    else found.push(made)
  }
  const heads = await look.heads(look.candidates('csv', 'tsv', 'jsonl', 'ndjson'))
  for (const [path, head] of heads) {
    if (/(^|\/)metadata\.(csv|jsonl)$/.test(path) && splitName(foldersAbove(path)[0]!.split('/').pop()!)) continue
    const read = /\.[ct]sv$/i.test(path) ? readCsvManifest : readJsonlManifest
    const manifest = await read(look, path, head)
    if (manifest === null) continue
    if (typeof manifest === 'string') take(path, manifest)
    else if (manifest.columns.split !== null) take(path, withSplitColumn(look, manifest))
    else if (splitInName(path.slice(path.lastIndexOf('/') + 1)) === null) take(path, alone(look, manifest))
    else {
      const key = `${foldersAbove(path)[0]!}\0${manifest.format}`
      parts.set(key, [...(parts.get(key) ?? []), manifest])
    }
  }
  for (const one of parts.values()) take(foldersAbove(one[0]!.path)[0]! || '.', oneASplit(look, one, rejected))
  return { found, rejected }
}

function withSplitColumn(look: Look, manifest: Manifest): Layout | string {
  const { path, columns } = manifest
  const values = new Map<string, string>()
  const counts = new Map<string, number>()
  const other: string[] = []
  for (const [value, rows] of manifest.splits) {
    const name = splitName(value)
    if (name === null || values.has(name)) other.push(value)
    else {
      values.set(name, value)
      counts.set(name, rows)
    }
  }
  if (judged(values) === null)
    return `no split named test or val in the column \`${columns.split}\` (values: ${[...manifest.splits.keys()].slice(0, 5).join(', ')})`
  const root = rootOf(look, manifest)
  if (root === null) return imagesElsewhere(look, manifest.first)
  const left =
    other.length > 0
      ? [`the splits: records with ${other.slice(0, 5).join(', ')} in \`${columns.split}\` are left out`]
      : []
  return layoutOf(manifest, root, {
    file: below(root, path),
    splits: Object.fromEntries(values),
    counts: Object.fromEntries(counts),
    guesses: [...manifest.guesses, ...left],
  })
}

function oneASplit(look: Look, manifests: readonly Manifest[], rejected: Rejected[]): Layout | string {
  const splits = new Map<string, Manifest>()
  for (const manifest of manifests) {
    const name = splitInName(manifest.path.slice(manifest.path.lastIndexOf('/') + 1))!
    if (!splits.has(name)) splits.set(name, manifest)
    else rejected.push({ path: manifest.path, why: `a second manifest of the split ${name}` })
  }
  const gate = judged(splits)
  if (gate === null) return `no manifest named test or val beside ${JSON.stringify(manifests[0]!.path)}`
  const test = splits.get(gate)!
  const root = rootOf(look, test)
  if (root === null) return `${test.path}: ${imagesElsewhere(look, test.first)}`
  for (const [name, manifest] of splits) {
    const { image, label } = manifest.columns
    const why =
      image !== test.columns.image || label !== test.columns.label
        ? `its columns are called otherwise than those of ${JSON.stringify(test.path)}`
        : rootOf(look, manifest) === null
          ? imagesElsewhere(look, manifest.first)
          : null
    if (why === null) continue
    splits.delete(name)
    rejected.push({ path: manifest.path, why })
  }
  return layoutOf(
    { ...test, labels: [...new Set([...splits.values()].flatMap(({ labels }) => labels))].sort() },
    root,
    {
      file: null,
      splits: Object.fromEntries([...splits].map(([name, { path }]) => [name, below(root, path)])),
      counts: Object.fromEntries([...splits].map(([name, { rows }]) => [name, rows])),
      guesses: test.guesses,
    },
  )
}

function alone(look: Look, manifest: Manifest): Layout | string {
  const root = rootOf(look, manifest)
  if (root === null) return `no column that tells train from test, and ${imagesElsewhere(look, manifest.first)}`
  return layoutOf(manifest, root, {
    file: null,
    splits: { test: below(root, manifest.path) },
    counts: { test: manifest.rows },
    guesses: [
      ...manifest.guesses,
      `the split: ${manifest.path} has no column that tells train from test, so all of it is judged; add one named \`split\``,
    ],
  })
}

function layoutOf(
  { format, columns, labels }: Manifest,
  root: string,
  parts: Pick<Layout, 'file' | 'splits' | 'counts' | 'guesses'>,
): Layout {
  const named = Object.entries(columns).filter(([role, name]) => name !== null && name !== role)
  return { format, task: 'classification', root, columns: Object.fromEntries(named), classes: labels, ...parts }
}

/** The folder that the images' names start from: one at or above the manifest. */
function rootOf(look: Look, { path, first }: Manifest): string | null {
  const name = first === null ? null : normalPath(first)
  return name === null ? null : (foldersAbove(path).find((folder) => look.has(joinPath(folder, name))) ?? null)
}

const NAMES = {
  image: [
    'image',
    'file_name',
    'filename',
    'image_path',
    'image_file',
    'filepath',
    'file_path',
    'file',
    'path',
    'img',
    'img_path',
    'image_name',
  ],
  label: [
    'label',
    'class',
    'class_name',
    'category',
    'label_name',
    'target',
    'y',
    'class_id',
    'label_id',
    'category_id',
    'class_index',
  ],
  split: ['split', 'subset', 'set', 'partition', 'fold'],
} as const

function named(role: keyof typeof NAMES, all: readonly string[]): string | null {
  const names: readonly string[] = NAMES[role]
  return names.map((name) => all.find((one) => one.toLowerCase() === name)).find((one) => one !== undefined) ?? null
}
export function labelOf(names: readonly string[]): string | null {
  return named('label', names)
}

/** What the columns are for, by their names, and by the first record where no name tells the images. */
export function columnsOf(
  first: ReadonlyMap<string, string>,
): { columns: Columns; guesses: readonly string[] } | string {
  const all = [...first.keys()]
  const list = all.slice(0, 8).join(', ')
  if (all.some((name) => /^(x_?min|bbox|boxes|bboxes|x1|objects)$/i.test(name)))
    return `a table of boxes (columns: ${list}): write them as COCO JSON, Pascal VOC or YOLO`
  const image = named('image', all)
  const filed = isImage(first.get(image ?? '') ?? '') ? image : (all.find((name) => isImage(first.get(name)!)) ?? image)
  if (filed === null) return `no column of image files (columns: ${list})`
  const label = labelOf(all)
  if (label === null) return `no column of labels (columns: ${list})`
  const guesses = filed === image ? [] : [`columns.image: the values of \`${filed}\` are names of images`]
  return { columns: { image: filed, label, split: named('split', all) }, guesses }
}
