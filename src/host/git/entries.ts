import { GateError } from '#contract/errors'
import type { CatFile } from './cat-file.ts'

/** A folder of more is asked for one name at a time. */
const LARGEST_TREE = 1 << 20

/** What the folders of one tree hold: each is read once, by the one long-lived git. */
export class Entries {
  readonly #treeish: string
  readonly #objects: CatFile
  readonly #folders = new Map<string, Promise<ReadonlyMap<string, string> | null>>()

  constructor(treeish: string, objects: CatFile) {
    this.#treeish = treeish
    this.#objects = objects
  }

  /** The object id of a file, folder or submodule; null when there is none, `undefined` when the folder is too large. */
  async oid(path: string): Promise<string | null | undefined> {
    if (path === '') return (await this.#objects.get(`${this.#treeish}:`, LARGEST_TREE).catch(tooLarge))?.oid
    const slash = path.lastIndexOf('/')
    const entries = await this.#folder(path.slice(0, Math.max(0, slash)))
    return entries === null ? undefined : (entries.get(keyOf(path.slice(slash + 1))) ?? null)
  }

  #folder(path: string): Promise<ReadonlyMap<string, string> | null> {
    const known = this.#folders.get(path) ?? this.#read(path)
    this.#folders.set(path, known)
    return known
  }

  async #read(path: string): Promise<ReadonlyMap<string, string> | null> {
    const object = await this.#objects.get(`${this.#treeish}:${path}`, LARGEST_TREE).catch(tooLarge)
    if (object === undefined) return null
    return object?.type === 'tree' ? entriesOf(Buffer.from(object.bytes), object.oid.length / 2) : new Map()
  }
}

/** `<mode> <name>\0<id>`…; names as bytes, for not all of them are UTF-8. */
function entriesOf(tree: Buffer, width: number): Map<string, string> {
  const entries = new Map<string, string>()
  for (let at = 0; at < tree.length; ) {
    const name = tree.indexOf(0x20, at) + 1
    const end = tree.indexOf(0, name)
    entries.set(tree.toString('latin1', name, end), tree.toString('hex', end + 1, end + 1 + width))
    at = end + 1 + width
  }
  return entries
}

function keyOf(name: string): string {
  return Buffer.from(name, 'utf8').toString('latin1')
}

function tooLarge(thrown: unknown): undefined {
  if (thrown instanceof GateError && thrown.code === 'file-too-large') return undefined
  throw thrown
}
