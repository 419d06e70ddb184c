import type { DataPlacement, Task } from '#contract/config'
import type { Tree } from '#contract/ports'
import { CsvReader } from '#formats/csv'
import { JsonlReader } from '#formats/jsonl'
import { assemble } from './assemble.ts'
import { imageRoot, listRoot, outsideGit, streamManifest, TreeContents } from './contents.ts'
import { type Manifest, ManifestRows } from './manifest-rows.ts'
import { joinPath } from './paths.ts'
import { Problems } from './problems.ts'
import type { Dataset } from './types.ts'

/** Ten million rows of 100 bytes. */
const MANIFEST_LIMIT = 1024 * 1024 * 1024

/** Manifests of a table: one with a split column, or one a split (then `splits` names the files). */
export function manifestsOf(placement: DataPlacement): Manifest[] {
  const { root, file, splits } = placement
  if (file !== null) return [{ path: joinPath(root, file), split: null, folder: imageRoot(placement) }]
  return Object.entries(splits).map(([name, file], split) => {
    return { path: joinPath(root, file), split, folder: imageRoot(placement, name) }
  })
}

/** Puts the records of one manifest into rows. */
export type ManifestParser = (tree: Tree, manifest: Manifest, rows: ManifestRows) => Promise<void>

/** Chunk by chunk: no manifest is in memory beside its columns. */
export const parseCsv: ManifestParser = async (tree, manifest, rows) => {
  const reader = new CsvReader(manifest.path, (header) => rows.open(manifest, header))
  for await (const chunk of streamManifest(tree, manifest.path, MANIFEST_LIMIT)) reader.push(chunk)
  reader.end()
}

export const parseJsonl: ManifestParser = async (tree, manifest, rows) => {
  const records = rows.openRecords(manifest)
  const reader = new JsonlReader(manifest.path, records)
  for await (const chunk of streamManifest(tree, manifest.path, MANIFEST_LIMIT)) reader.push(chunk)
  reader.end()
  records.end()
}

export async function readManifests(
  placement: DataPlacement,
  task: Task,
  tree: Tree,
  manifests: readonly Manifest[],
  parserOf: (path: string) => ManifestParser,
): Promise<Dataset> {
  const problems = new Problems()
  const rows = new ManifestRows(placement, task, problems)
  for (const manifest of manifests) await parserOf(manifest.path)(tree, manifest, rows)
  const contents = outsideGit(placement) ? null : new TreeContents(await listRoot(placement, tree))
  const indexed = placement.format === 'huggingface'
  return assemble(rows.build(), { placement, tree, problems, contents, names: null, indexed })
}
