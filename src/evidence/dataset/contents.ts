import { ByteDictionary, RowIndex } from '#contract/byte-index'
import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Files, Refusal, Tree } from '#contract/ports'
import type { Contents, Strings } from '#contract/table'
import { hasImageExtension, joinPath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import { Stems } from './stems.ts'

const SLASH = 0x2f
const encoder = new TextEncoder()

/** What the commit has below a folder: which file is there, and which bytes it holds. */
export class TreeContents {
  readonly files: Files
  readonly #index: RowIndex
  readonly #refused: ReadonlyMap<string, Refusal>
  #stems: Stems | null = null
  constructor(files: Files) {
    this.files = files
    this.#index = new RowIndex(files.path)
    this.#refused = new Map(files.refused.map(({ path, why }) => [path, why]))
  }
  get stems(): Stems {
    this.#stems ??= new Stems(this.files.path, this.imagesBelow(''))
    return this.#stems
  }
  /** Row of the listing, −1 when the commit has no such file. */
  find(path: Uint8Array, start: number, end: number): number {
    return this.#index.find(path, start, end)
  }
  findText(path: string): number {
    const bytes = encoder.encode(path)
    return this.#index.find(bytes, 0, bytes.length)
  }
  /** Rows of the files below a folder, at any depth. */
  *below(folder: string): Generator<number> {
    const [first, end] = this.#range(folder)
    for (let row = first; row < end; row++) yield row
  }
  /** As `below`, only what counts as an image by its extension. */
  *imagesBelow(folder: string): Generator<number> {
    const { pool, ends } = this.files.path
    for (const row of this.below(folder)) if (hasImageExtension(pool, this.files.path.start(row), ends[row]!)) yield row
  }
  /** Names of all folders, each once, wherever they lie. */
  folderNames(): Set<string> {
    const { path } = this.files
    const folders = new ByteDictionary()
    for (let row = 0; row < path.rows; row++) {
      const slash = path.pool.lastIndexOf(SLASH, path.ends[row]! - 1)
      if (slash >= path.start(row)) folders.code(path.pool, path.start(row), slash)
    }
    return new Set(folders.values().flatMap((folder) => folder.split('/')))
  }
  /** Whether the commit has files below a folder. */
  has(folder: string): boolean {
    const [first, end] = this.#range(folder)
    return end > first
  }
  #range(folder: string): [first: number, end: number] {
    if (folder === '') return [0, this.files.rows]
    // Sorted by bytes, and '0' comes right after '/'.
    return [lowerBound(this.files.path, `${folder}/`), lowerBound(this.files.path, `${folder}0`)]
  }
  /** Why a path has no content. */
  missing(path: string): string {
    return this.refused(path) ?? `${quoted(path)} is not in the commit`
  }
  /** Why a path that is there is not followed, or null. */
  refused(path: string): string | null {
    const why = this.#refused.get(path)
    return why ? refusal(path, why) : null
  }
  copy(file: number, contents: Contents, row: number): void {
    contents.copy(row, this.files.content, file)
  }
}

/** First row that is not below `text` in the order of bytes. */
function lowerBound(sorted: Strings, text: string): number {
  const bytes = encoder.encode(text)
  let low = 0
  let high = sorted.rows
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBelow(sorted, middle, bytes)) low = middle + 1
    else high = middle
  }
  return low
}
function isBelow(sorted: Strings, row: number, bytes: Uint8Array): boolean {
  const start = sorted.start(row)
  const length = sorted.ends[row]! - start
  for (let i = 0; i < bytes.length; i++) {
    if (i === length) return true
    const difference = sorted.pool[start + i]! - bytes[i]!
    if (difference !== 0) return difference < 0
  }
  return false
}

/** Links and submodules in a folder of images; those in the place of annotation files are told of the image. */
export function tellLinks(folder: string, contents: TreeContents, problems: Problems, annotations = ''): void {
  for (const { path, why } of contents.files.refused)
    if (
      (folder === '' || path === folder || path.startsWith(`${folder}/`)) &&
      !(annotations && path.endsWith(annotations))
    )
      problems.add('not-an-image', path, 0, refusal(path, why))
}

const REFUSALS: Readonly<Record<Refusal, string>> = {
  symlink: 'is a symbolic link, which is not followed',
  submodule: 'is a submodule, which is not followed',
  'dvc-outside': 'names data outside the repository or by another hash than md5, which are not read',
}

export function refusal(path: string, why: Refusal): string {
  return `${quoted(path)} ${REFUSALS[why]}`
}

/** @throws GateError `data-root-missing` */
export async function listRoot(placement: DataPlacement, tree: Tree): Promise<Files> {
  if ((await tree.oid(placement.root)) !== null) return tree.list(placement.root)
  const hint = 'Correct `data.root` in .github/cv-gate.yml, or commit the folder.'
  const message = `${placement.root}: no such folder on ${tree.side}; it is the root of the dataset`
  throw new GateError('data-root-missing', 'artifact', message, { hint, place: { path: placement.root } })
}

/** @throws GateError `manifest-missing`, and what Tree.read throws */
export async function readManifest(tree: Tree, path: string, limit: number): Promise<Uint8Array> {
  await mustExist(tree, path)
  return tree.read(path, limit)
}

/** As `readManifest`, chunk by chunk. */
export async function* streamManifest(tree: Tree, path: string, limit: number): AsyncIterable<Uint8Array> {
  await mustExist(tree, path)
  yield* tree.stream(path, limit)
}

async function mustExist(tree: Tree, path: string): Promise<void> {
  if ((await tree.oid(path)) !== null) return
  const hint = 'Correct `data.root`, `data.file` or `data.splits` in .github/cv-gate.yml, or commit the file.'
  const message = `${path}: no such file on ${tree.side}; the dataset is described there`
  throw new GateError('manifest-missing', 'artifact', message, { hint, place: { path } })
}

/** Whether the bytes of images lie outside git: then a digest names them, for the tree does not know them. */
export function outsideGit({ images, store }: DataPlacement): boolean {
  return store === 'mount' || images?.root.startsWith('$') === true
}

/** For formats that list folders and name no digests. @throws GateError `<format>-outside-git` */
export function mustBeInGit(placement: DataPlacement): void {
  if (!outsideGit(placement)) return
  const hint = 'Use a CSV manifest with a sha-256 column: `data: {format: csv, file: …, columns: {digest: …}}`.'
  const message = `images of format ${placement.format} cannot be listed where they lie outside git`
  throw new GateError(`${placement.format}-outside-git`, 'user', message, { hint })
}

/** What stands for the name of the split in `images.root`. */
export const SPLIT = '{split}'

/** Folder of the images (of a split), relative to the repository, or to the data root when they lie outside git. */
export function imageRoot(placement: DataPlacement, split = ''): string {
  const root = placement.images?.root.replaceAll(SPLIT, () => split) ?? ''
  const folder = root.replace(/^\$data\/?/, '').replace(/\/+$/, '')
  return outsideGit(placement) ? folder : joinPath(placement.root, folder)
}
