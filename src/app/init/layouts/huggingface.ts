import { joinPath } from '#evidence/dataset/paths'
import { judged, type Layout, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { splitFolders } from '../split-names.ts'
import { readCsvManifest } from './csv-manifest.ts'
import { readJsonlManifest } from './jsonl-manifest.ts'
import { readParquetManifest } from './parquet.ts'

const NAMES = ['metadata.csv', 'metadata.jsonl', 'metadata.parquet']

/** Hugging Face's ImageFolder with metadata: a folder a split, in it a metadata file whose `file_name` names the images. */
export async function huggingface(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  for (const [parent, splits] of splitFolders(look)) {
    const files = new Map<string, string>()
    for (const [name, folder] of splits) {
      const path = NAMES.map((one) => joinPath(folder.path, one)).find((one) => look.row(one) >= 0)
      if (path !== undefined) files.set(name, path)
    }
    if (files.size === 0) continue
    const made = await read(look, parent, splits, files)
    if (typeof made === 'string') rejected.push({ path: parent.path || '.', why: made })
    else found.push(made)
  }
  return { found, rejected }
}

type Known = Pick<Layout, 'task' | 'columns' | 'classes'> & { readonly rows: number }

async function read(
  look: Look,
  parent: Folder,
  splits: ReadonlyMap<string, Folder>,
  files: ReadonlyMap<string, string>,
): Promise<Layout | string> {
  const gate = judged(files)
  if (gate === null) return 'metadata of no split named test or val: nothing to judge'
  const known = new Map<string, Known>()
  for (const [name, path] of files) {
    const about = await describe(look, path)
    if (typeof about === 'string') return `${path}: ${about}`
    known.set(name, about)
  }
  const { task, columns } = known.get(gate)!
  const classes = [...known.values()].flatMap((one) => one.classes ?? [])
  const without = [...splits].filter(([name]) => !files.has(name))
  return {
    format: 'huggingface',
    task,
    root: parent.path,
    file: null,
    splits: Object.fromEntries([...files.keys()].map((name) => [name, splits.get(name)!.name])),
    columns,
    classes: task === 'classification' ? [...new Set(classes)].sort() : null,
    counts: Object.fromEntries([...known].map(([name, { rows }]) => [name, rows])),
    guesses: without.map(([, { path }]) => `the splits: ${path} has no metadata file and is left out`),
  }
}

/** Of metadata.jsonl and metadata.parquet boxes may stand in `objects`. */
async function describe(look: Look, path: string): Promise<Known | string> {
  const head = await look.head(path)
  if (head === null) return 'its content is not on this machine'
  const manifest = path.endsWith('.parquet')
    ? await readParquetManifest(look, path)
    : await (path.endsWith('.csv') ? readCsvManifest : readJsonlManifest)(look, path, head)
  if (manifest === null || typeof manifest === 'string') return manifest ?? 'no header'
  const { task, columns, labels, rows } = manifest
  if (columns.image !== 'file_name') return 'no column `file_name`'
  return { task, columns: columns.label === 'label' ? {} : { label: columns.label }, classes: labels, rows }
}
