import type { DataPlacement, Task } from '#contract/config'
import type { Tree } from '#contract/ports'
import { readCsv } from '#formats/csv'
import { readJsonl } from '#formats/jsonl'
import { assemble } from './assemble.ts'
import { imageRoot, listRoot, outsideGit, readManifest, TreeContents } from './contents.ts'
import { type Manifest, ManifestRows } from './manifest-rows.ts'
import { joinPath } from './paths.ts'
import { Problems } from './problems.ts'
import type { Dataset } from './types.ts'

/** Ten million rows of 100 bytes; the file and its columns are in memory at once. */
const MANIFEST_LIMIT = 1024 * 1024 * 1024

/** Manifests of a table: one with a split column, or one a split (then `splits` names the files). */
export function manifestsOf(placement: DataPlacement): Manifest[] {
  const { root, file, splits } = placement
  const folder = imageRoot(placement)
  if (file !== null) return [{ path: joinPath(root, file), split: null, folder }]
  return Object.values(splits).map((file, split) => ({ path: joinPath(root, file), split, folder }))
}

/** Puts the records of one manifest into rows. */
export type ManifestParser = (bytes: Uint8Array, manifest: Manifest, rows: ManifestRows) => void

export const parseCsv: ManifestParser = (bytes, manifest, rows) => {
  readCsv(bytes, manifest.path, (header) => rows.open(manifest, header))
}

export const parseJsonl: ManifestParser = (bytes, manifest, rows) => {
  const records = rows.openRecords(manifest)
  readJsonl(bytes, manifest.path, records)
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
  for (const manifest of manifests)
    parserOf(manifest.path)(await readManifest(tree, manifest.path, MANIFEST_LIMIT), manifest, rows)
  const contents = outsideGit(placement) ? null : new TreeContents(await listRoot(placement, tree))
  const indexed = placement.format === 'huggingface'
  return assemble(rows.build(), { placement, tree, problems, contents, names: null, indexed })
}
