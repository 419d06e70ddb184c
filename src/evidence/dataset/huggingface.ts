import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Ports, Tree } from '#contract/ports'
import { imageRoot } from './contents.ts'
import { readFolderDataset, splitFolders } from './folder.ts'
import type { Manifest } from './manifest-rows.ts'
import { type ManifestParser, parseCsv, parseJsonl, readManifests } from './manifests.ts'
import { readParquet } from './parquet.ts'
import { joinPath } from './paths.ts'
import type { Dataset } from './types.ts'

const METADATA = ['metadata.csv', 'metadata.jsonl', 'metadata.parquet'] as const
/** The column that every metadata file has, whatever the configuration calls images elsewhere. */
const FILE_NAME = 'file_name'

/**
 * Hugging Face's ImageFolder: a folder a split, with a metadata file whose `file_name` is relative to the folder, or
 * without one, then the folders below it are the classes. Boxes of `objects` stand in metadata.jsonl or .parquet.
 */
export async function readHuggingFace(
  placement: DataPlacement,
  task: Task,
  tree: Tree,
  hash: Ports['hash'],
): Promise<Dataset> {
  const manifests: Manifest[] = []
  const without: string[] = []
  const places = Object.values(placement.splits)
  for (const [split, folder] of splitFolders(placement).entries()) {
    const path = await metadataOf(folder, tree)
    if (path === null) without.push(folder)
    else manifests.push({ path, split, folder: joinPath(imageRoot(placement), places[split]!) })
  }
  if (manifests.length === 0) return readFolderDataset(placement, task, tree)
  if (without.length > 0) {
    const hint = 'Give every split a metadata file, or none of them.'
    const message = `${without[0]}: no ${METADATA.join(' or ')}, which other splits have`
    throw new GateError('metadata-missing', 'artifact', message, { hint, place: { path: without[0]! } })
  }
  const named = { ...placement, columns: { ...placement.columns, image: FILE_NAME } }
  const tables = manifests.filter(({ path }) => path.endsWith('.parquet'))
  if (tables.length === 0) return readManifests(named, task, tree, manifests, parserOf)
  if (tables.length === manifests.length) return readParquet(named, task, tree, hash, manifests)
  const hint = 'Use one kind of metadata file for all splits.'
  const message = `${tables[0]!.path}: other splits have a text file`
  throw new GateError('metadata-ambiguous', 'artifact', message, { hint, place: { path: tables[0]!.path } })
}

function parserOf(path: string): ManifestParser {
  return path.endsWith('.jsonl') ? parseJsonl : parseCsv
}

async function metadataOf(folder: string, tree: Tree): Promise<string | null> {
  const paths = METADATA.map((name) => joinPath(folder, name))
  const oids = await Promise.all(paths.map((path) => tree.oid(path)))
  const found = paths.filter((_, index) => oids[index] !== null)
  if (found.length <= 1) return found[0] ?? null
  const hint = 'Keep one of them.'
  const message = `${folder}: two metadata files, and they may disagree: ${found.join(', ')}`
  throw new GateError('metadata-ambiguous', 'artifact', message, { hint, place: { path: found[0]! } })
}
