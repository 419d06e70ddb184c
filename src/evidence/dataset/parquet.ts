import type { DataPlacement, Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Ports, Tree } from '#contract/ports'
import { openParquet, type ParquetFile } from '#formats/parquet'
import { assemble } from './assemble.ts'
import { imageRoot, listRoot, outsideGit, readManifest, TreeContents } from './contents.ts'
import { type Manifest, ManifestRows, OBJECTS } from './manifest-rows.ts'
import { PARQUET_LIMIT } from './parquet-image.ts'
import { isEmbedded, pushParquet } from './parquet-rows.ts'
import { joinPath } from './paths.ts'
import { Problems, quoted } from './problems.ts'
import { shardsOf } from './shards.ts'
import type { Dataset } from './types.ts'

/** One file with a split column, or files for each split. */
export async function readParquetDataset(
  placement: DataPlacement,
  task: Task,
  tree: Tree,
  hash: Ports['hash'],
): Promise<Dataset> {
  const { file, root, splits } = placement
  if (file !== null)
    return readParquet(placement, task, tree, hash, [
      { path: joinPath(root, file), split: null, folder: imageRoot(placement) },
    ])
  const manifests: Manifest[] = []
  for (const [split, [name, place]] of Object.entries(splits).entries()) {
    const folder = imageRoot(placement, name)
    for (const path of await shardsOf(place, '.parquet', placement, tree)) manifests.push({ path, split, folder })
  }
  return readParquet(placement, task, tree, hash, manifests)
}

/** Tables whose image column names files, or holds `{bytes, path}` itself, as Hugging Face writes it. */
export async function readParquet(
  placement: DataPlacement,
  task: Task,
  tree: Tree,
  hash: Ports['hash'],
  manifests: readonly Manifest[],
): Promise<Dataset> {
  const problems = new Problems()
  let rows: ManifestRows | null = null
  let embedded = false
  const names = new ClassNames()
  for (const manifest of manifests) {
    const file = openParquet(await readManifest(tree, manifest.path, PARQUET_LIMIT), manifest.path)
    if (file.rows === 0) throw empty(file)
    const inside = isEmbedded(file, placement.columns.image)
    if (rows !== null && inside !== embedded) throw unlike(file, placement.columns.image)
    embedded = inside
    rows ??= new ManifestRows(placement, task, problems, embedded ? 'parquet' : null)
    pushParquet(file, manifest, placement, {
      rows,
      problems,
      hash,
      names: names.of(file, rows.boxed ? CATEGORY : [[placement.columns.label]]),
    })
  }
  const contents = embedded || outsideGit(placement) ? null : new TreeContents(await listRoot(placement, tree))
  return assemble(rows!.build(), { placement, tree, problems, contents, names: names.common, indexed: true })
}

/** Keys that lead to a feature, each under one of some names. */
type Feature = readonly (readonly string[])[]
const CATEGORY: Feature = [[OBJECTS], ['category', 'categories']]

/** Classes that files state for themselves (`ClassLabel`), the same in all of them. */
class ClassNames {
  #first: { readonly path: string; readonly names: readonly string[] | null } | null = null
  get common(): readonly string[] | null {
    return this.#first?.names ?? null
  }
  of(file: ParquetFile, feature: Feature): readonly string[] | null {
    const names = classLabel(file.keyValues.get('huggingface'), feature)
    this.#first ??= { path: file.path, names }
    if (JSON.stringify(names) === JSON.stringify(this.#first.names)) return names
    const hint = 'Write all splits with the same ClassLabel: an index must mean the same class everywhere.'
    const message = `${file.path}: other class names than ${this.#first.path}`
    throw new GateError('parquet-classes', 'artifact', message, { hint, place: { path: file.path } })
  }
}

/** `info.features.<feature>.names` of the features that Hugging Face's datasets keep in the file. */
function classLabel(json: string | undefined, feature: Feature): readonly string[] | null {
  let value: unknown
  try {
    value = JSON.parse(json ?? 'null')
  } catch {
    return null // another's metadata under this key
  }
  for (const keys of [['info'], ['features'], ...feature, ['names']]) {
    // A feature of lists holds that of their elements, in one of three notations.
    for (let level = 0; level < 4 && own(value, keys) === undefined; level++)
      value = Array.isArray(value) ? value[0] : own(value, ['feature'])
    value = own(value, keys)
  }
  const distinct =
    Array.isArray(value) && value.every((name) => typeof name === 'string') && new Set(value).size === value.length
  return distinct ? (value as string[]) : null
}

/** The value of the first of these keys that there is. */
function own(value: unknown, keys: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  const key = keys.find((key) => Object.hasOwn(value, key))
  return key === undefined ? undefined : (value as Record<string, unknown>)[key]
}

function empty({ path }: ParquetFile): GateError {
  const hint = 'Write the records of the split into it, or take it out of `data.splits`.'
  return new GateError('parquet-empty', 'artifact', `${path}: the file has no rows`, { hint, place: { path } })
}
function unlike({ path }: ParquetFile, image: string): GateError {
  const hint = 'Write all files the same way: the images inside, or names of files.'
  const message = `${path}: column ${quoted(image)} is of another kind than in the files before`
  return new GateError('parquet-mixed', 'artifact', message, { hint, place: { path } })
}
