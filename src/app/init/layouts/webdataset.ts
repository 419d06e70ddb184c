import { TarReader } from '#formats/tar'
import { isImage } from '../image-names.ts'
import { below, judged, type Layout, READ_LIMIT, type Recognised, type Rejected } from '../layout.ts'
import type { Folder, Look } from '../look.ts'
import { reasonOf } from '../reason.ts'
import { labelOf } from './columns.ts'
import { recordOf } from './jsonl-manifest.ts'
import { type Shards, shardsOf, unnamed } from './shards.ts'

/** A class beside an image takes a few bytes, a record some hundred. */
const RECORD_LIMIT = 64 * 1024

const UNLABELLED = 'shards whose samples have neither a `cls` nor a label in their `json`'
/** Folders of shards of no split, of each of which one is read. */
const MOST_SPLITLESS = 5

interface Samples {
  images: number
  classes: Set<string>
  /** Name of the class in the JSON of a sample, where no `cls` is. */
  label: string | null
}

/** Tar shards of WebDataset: `train-000000.tar`, with `key.jpg` and `key.cls` or `key.json` in them. */
export async function webdataset(look: Look): Promise<Recognised> {
  const found: Layout[] = []
  const rejected: Rejected[] = []
  const named = new Set<string>()
  for (const [root, splits] of shardsOf(look, 'tar')) {
    for (const { paths } of splits.values()) for (const path of paths) named.add(path)
    const made = await read(look, root, splits)
    if (made === null) continue
    if (typeof made === 'string') rejected.push({ path: root.path || '.', why: made })
    else found.push(made)
  }
  return { found, rejected: [...rejected, ...(await splitless(look, named))] }
}

/** Shards whose names and folders tell no split. */
async function splitless(look: Look, named: ReadonlySet<string>): Promise<Rejected[]> {
  const rejected: Rejected[] = []
  const firsts = [...look.folders.values()].flatMap((folder) => look.in(folder, 'tar', 1))
  for (const path of firsts.filter((first) => !named.has(first)).slice(0, MOST_SPLITLESS)) {
    const samples: Samples = { images: 0, classes: new Set(), label: null }
    await readShard(look, path, samples, READ_LIMIT).catch(() => 0) // any other archive
    if (samples.images === 0) continue
    const why =
      'shards that tell no split: name them train-000000.tar and test-000000.tar, or move them to train/ and test/'
    rejected.push({ path, why: samples.classes.size === 0 ? UNLABELLED : why })
  }
  return rejected
}

async function read(look: Look, root: Folder, splits: ReadonlyMap<string, Shards>): Promise<Layout | string | null> {
  const gate = judged(splits)
  const nameless = unnamed(splits)
  if (nameless !== null) return nameless
  const counts: Record<string, number | null> = {}
  const classes = new Set<string>()
  let label: string | null = null
  // The judged split first: its first shard says whether these are samples at all.
  for (const [name, { paths }] of [...splits].sort(([a], [b]) => Number(b === gate) - Number(a === gate))) {
    const samples: Samples = { images: 0, classes, label: null }
    let left = READ_LIMIT
    for (const path of paths) {
      try {
        left = await readShard(look, path, samples, left)
      } catch (error) {
        return `${path}: ${reasonOf(error, path)}`
      }
      if (samples.images === 0 && left > 0) return gate === null ? null : `no images in ${JSON.stringify(path)}`
      if (left <= 0) break
    }
    counts[name] = left > 0 ? samples.images : null
    label ??= samples.label
  }
  if (gate === null) return 'shards, but of no split named test or val: nothing to judge'
  if (classes.size === 0) return UNLABELLED
  return {
    format: 'webdataset',
    task: 'classification',
    root: root.path,
    file: null,
    splits: Object.fromEntries([...splits].map(([name, { place }]) => [name, below(root.path, place!)])),
    columns: label === null || label === 'label' ? {} : { label },
    classes: Object.values(counts).includes(null) ? null : [...classes].sort(),
    counts,
    guesses: [],
  }
}

/** What is left of the bytes that a first look may read; 0 when it had to stop. */
async function readShard(look: Look, path: string, samples: Samples, limit: number): Promise<number> {
  let left = limit
  const reader = new TarReader(path, {
    file({ name, size }) {
      if (isImage(name)) samples.images++
      const kind = name.slice(name.lastIndexOf('.') + 1).toLowerCase()
      if ((kind !== 'cls' && kind !== 'json') || size > RECORD_LIMIT) return null
      const bytes: number[] = []
      return { push: (chunk) => void bytes.push(...chunk), end: () => note(samples, kind, Uint8Array.from(bytes)) }
    },
    special: () => {},
  })
  for await (const chunk of look.stream(path, Number.MAX_SAFE_INTEGER)) {
    reader.push(chunk)
    left -= chunk.length
    if (left <= 0) return 0
  }
  reader.end()
  return left
}

function note(samples: Samples, kind: string, bytes: Uint8Array): void {
  const text = new TextDecoder().decode(bytes).trim()
  if (kind === 'cls') samples.classes.add(text)
  const record = kind === 'json' ? recordOf(text) : null
  const label = record && labelOf([...record.keys()])
  if (!label) return
  samples.label ??= label
  samples.classes.add(String(record.get(label)))
}
