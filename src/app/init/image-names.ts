import { folderOf, hasImageExtension, IMAGE_EXTENSIONS, joinPath, stemOf } from '#evidence/dataset/paths'

const ENDINGS = IMAGE_EXTENSIONS.flatMap((name) => [`.${name}`, `.${name.toUpperCase()}`])
/** Folders looked at for names that several have: a table may ask for as many as it has columns. */
const MOST_FOLDERS = 20_000_000
const encoder = new TextEncoder()

/** Whether a name is that of an image, as far as its extension tells. */
export function isImage(name: string): boolean {
  const bytes = encoder.encode(name)
  return hasImageExtension(bytes, 0, bytes.length)
}

/** A folder that has an image of some name, and whether it is the only one. */
interface Whereabouts {
  readonly folder: string
  readonly alone: boolean
}

interface Listing {
  readonly folders: ReadonlyMap<
    string,
    { readonly path: string; readonly files: ReadonlyMap<string, readonly number[]> }
  >
  path(row: number): string
  has(path: string): boolean
}

/** The images of a repository by their names, which may lack their extensions. */
export class ImageNames {
  readonly #listing: Listing
  #left = MOST_FOLDERS
  readonly #byName = new Map<'name' | 'stem', Map<string, Whereabouts>>()
  constructor(listing: Listing) {
    this.#listing = listing
  }

  /** Whether the commit has an image of this path. */
  has(path: string): boolean {
    return this.#listing.has(path) || (!isImage(path) && ENDINGS.some((ending) => this.#listing.has(path + ending)))
  }

  /** Where images of this name lie: where a table's images may be instead. */
  folderWith(name: string): Whereabouts | null {
    const by = isImage(name) ? 'name' : 'stem'
    let known = this.#byName.get(by)
    if (known === undefined) {
      known = new Map()
      this.#byName.set(by, known)
      for (const { path, files } of this.#listing.folders.values())
        for (const row of files.get('image') ?? []) {
          const base = this.#listing.path(row).slice(path === '' ? 0 : path.length + 1)
          const key = by === 'name' ? base : stemOf(base)
          known.set(key, { folder: path, alone: !known.has(key) })
        }
    }
    return known.get(name) ?? null
  }

  /** The only folder from which this name, perhaps with folders of its own, leads to an image. */
  folderOf(name: string): string | null {
    const within = folderOf(name)
    const base = within === '' ? name : name.slice(within.length + 1)
    const known = this.folderWith(base)
    if (known === null) return null
    if (within === '') return known.alone ? known.folder : null
    const found: string[] = []
    for (const path of known.alone ? [known.folder] : this.#listing.folders.keys()) {
      if (this.#left-- <= 0) return null
      if (`/${path}`.endsWith(`/${within}`) && this.has(joinPath(path, base))) found.push(path)
    }
    return found.length === 1 ? found[0]!.slice(0, -within.length).replace(/\/$/, '') : null
  }
}
