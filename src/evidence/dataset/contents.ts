import { RowIndex } from '#contract/byte-index'
import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Files, Refusal, Tree } from '#contract/ports'
import type { Contents } from '#contract/table'
import { quoted } from './problems.ts'

const encoder = new TextEncoder()

/** What the commit has below a folder: which file is there, and which bytes it holds. */
export class TreeContents {
  readonly files: Files
  readonly #index: RowIndex
  readonly #refused: ReadonlyMap<string, Refusal>
  constructor(files: Files) {
    this.files = files
    this.#index = new RowIndex(files.path)
    this.#refused = new Map(files.refused.map(({ path, why }) => [path, why]))
  }
  /** Row of the listing, −1 when the commit has no such file. */
  find(path: Uint8Array, start: number, end: number): number {
    return this.#index.find(path, start, end)
  }
  findText(path: string): number {
    const bytes = encoder.encode(path)
    return this.#index.find(bytes, 0, bytes.length)
  }
  /** Why a path has no content. */
  missing(path: string): string {
    const why = this.#refused.get(path)
    return why ? refusal(path, why) : `${quoted(path)} is not in the commit`
  }
  copy(file: number, contents: Contents, row: number): void {
    const { kinds, hashes } = this.files.content
    contents.kinds[row] = kinds[file]!
    for (let i = 0; i < 32; i++) contents.hashes[row * 32 + i] = hashes[file * 32 + i]!
  }
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
  if ((await tree.oid(path)) !== null) return tree.read(path, limit)
  const hint = 'Correct `data.root`, `data.file` or `data.splits` in .github/cv-gate.yml, or commit the file.'
  const message = `${path}: no such file on ${tree.side}; the dataset is described there`
  throw new GateError('manifest-missing', 'artifact', message, { hint, place: { path } })
}

/** Whether the bytes of images lie outside git: then a digest names them, for the tree does not know them. */
export function outsideGit(placement: DataPlacement): boolean {
  return placement.images !== null || placement.store === 'mount'
}

/** Folder of the images, relative to the repository, or to the data root when they lie outside git. */
export function imageRoot(placement: DataPlacement): string {
  if (!outsideGit(placement)) return placement.root
  return (placement.images?.root ?? '').replace(/^\$data\/?/, '').replace(/\/+$/, '')
}
