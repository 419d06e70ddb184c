import { below, judged, type Layout, type Rejected } from '../layout.ts'
import type { Look } from '../look.ts'
import { imagesElsewhere } from '../reason.ts'
import { commonFolder, splitName } from '../split-names.ts'
import type { Columns } from './columns.ts'
import { folderOfSplit, folderOfSplits, type Home, homeOf, isHome } from './home.ts'

/** What a table says of images, as far as its columns are understood. */
export interface Manifest {
  readonly format: 'csv' | 'jsonl' | 'parquet'
  /** Detection: its boxes stand in `objects`, and its classes are not counted. */
  readonly task: 'classification' | 'detection'
  readonly path: string
  readonly columns: Columns
  readonly rows: number
  /** Its first images; `embedded`: it holds the images themselves. */
  readonly first: readonly string[]
  readonly embedded?: boolean
  readonly labels: readonly string[]
  /** Value of the split column → records. */
  readonly splits: ReadonlyMap<string, number>
  readonly guesses: readonly string[]
}

export function withSplitColumn(look: Look, manifest: Manifest): Layout | string {
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
  const home = homeFor(look, manifest)
  if (home === null) return imagesElsewhere(look, manifest.first[0])
  const { root } = home
  const left =
    other.length > 0
      ? [`the splits: records with ${other.slice(0, 5).join(', ')} in \`${columns.split}\` are left out`]
      : []
  return layoutOf(manifest, home, {
    file: below(root, path),
    splits: Object.fromEntries(values),
    counts: Object.fromEntries(counts),
    guesses: [...manifest.guesses, ...left],
  })
}

/** The manifest of a split, and where the configuration finds it: its path, or a pattern for all like it. */
export interface Part {
  readonly manifest: Manifest
  readonly place: string
  readonly rows: number | null
}

/** A manifest a split, side by side; the judged one tells the columns. */
export function oneASplit(look: Look, parts: ReadonlyMap<string, Part>, rejected: Rejected[]): Layout | string {
  const splits = new Map(parts)
  const gate = judged(splits)
  const [any] = splits.values()
  if (gate === null)
    return `no manifest with labels named test or val beside ${JSON.stringify(any!.manifest.path)}: nothing to judge; write one, or a column \`split\``
  const test = splits.get(gate)!.manifest
  const places = [...splits.values()].map(({ place }) => place)
  const home = homeFor(look, test, places)
  if (home === null) return `${test.path}: ${imagesElsewhere(look, test.first[0])}`
  const { root } = home
  const named = [...splits].map(([name, { manifest }]) => [name, manifest.first] as const)
  const images = test.embedded ? '' : folderOfSplits(look, named, gate, home)
  for (const [name, { manifest }] of splits) {
    const { image, label } = manifest.columns
    const why =
      image !== test.columns.image || label !== test.columns.label || manifest.task !== test.task
        ? `its columns are called otherwise than those of ${JSON.stringify(test.path)}`
        : !manifest.embedded && !isHome(look, manifest.first, folderOfSplit(root, images, name))
          ? imagesElsewhere(look, manifest.first[0])
          : null
    if (why === null) continue
    splits.delete(name)
    rejected.push({ path: manifest.path, why })
  }
  return layoutOf(
    { ...test, labels: [...new Set([...splits.values()].flatMap(({ manifest }) => manifest.labels))].sort() },
    { root, images },
    {
      file: null,
      splits: Object.fromEntries([...splits].map(([name, { place }]) => [name, below(root, place)])),
      counts: Object.fromEntries([...splits].map(([name, { rows }]) => [name, rows])),
      guesses: test.guesses,
    },
  )
}

export function alone(look: Look, manifest: Manifest): Layout | string {
  const home = homeFor(look, manifest)
  if (home === null) return `no column that tells train from test, and ${imagesElsewhere(look, manifest.first[0])}`
  if (
    manifest.first.some((image) =>
      image
        .split('/')
        .slice(0, -1)
        .some((name) => splitName(name) === 'train'),
    )
  )
    return 'no column that tells train from test, and images of train are in it: add a column `split`'
  return layoutOf(manifest, home, {
    file: null,
    splits: { test: below(home.root, manifest.path) },
    counts: { test: manifest.rows },
    guesses: [
      ...manifest.guesses,
      `the split: ${manifest.path} has no column that tells train from test, so all of it is judged; add one named \`split\``,
    ],
  })
}

function layoutOf(
  { format, task, columns, labels }: Manifest,
  { root, images }: Home,
  parts: Pick<Layout, 'file' | 'splits' | 'counts' | 'guesses'>,
): Layout {
  const named = Object.entries(columns).filter(([role, name]) => name !== null && name !== role)
  const classes = task === 'detection' ? null : labels
  const elsewhere = images === '' ? {} : { images }
  return { format, task, root, columns: Object.fromEntries(named), classes, ...elsewhere, ...parts }
}

function homeFor(look: Look, { first, embedded, path }: Manifest, places: readonly string[] = [path]): Home | null {
  return embedded ? { root: commonFolder(places), images: '' } : homeOf(look, first, places)
}
