import { GateError } from '#contract/errors'
import type { Files, Tree } from '#contract/ports'
import { TreeContents } from '#evidence/dataset/contents'
import { folderOf, hasImageExtension } from '#evidence/dataset/paths'
import { ImageNames } from './image-names.ts'
import { splitInName } from './split-names.ts'

/** Files of one kind that are opened, the likeliest first. */
const MOST_CANDIDATES = 50
/** More files of a kind than this side by side are annotations of single images, or images. */
const FEW = 20
/** Of these so many side by side are no news. */
const PER_IMAGE = new Set(['txt', 'json', 'xml'])
/** What of a file is looked at to recognise it. */
const HEAD = 64 * 1024
/** Read whole, for that costs no process of its own. */
const SMALL = 256 * 1024
/** Beginnings that one layout may open, and bytes that all may read: a repository holds as many files as it likes. */
const MOST_HEADS = 200
/** Annotation files of single images that are all read for the sake of their classes. */
const MOST_FILES = 50_000
const MOST_BYTES = 2 * 1024 * 1024 * 1024
/** No dataset lies deeper; an index of deeper folders could be made to grow without bound. */
const DEEPEST = 32
const decoder = new TextDecoder()

export interface Folder {
  readonly path: string
  readonly name: string
  readonly parent: Folder | null
  readonly folders: Folder[]
  /** Rows of the files right in it, by extension in small letters; all images are `image`. */
  readonly files: Map<string, number[]>
  /** Images in it and in all folders below. */
  below: number
}

interface Head {
  readonly bytes: Uint8Array
  /** Whether these are all. */
  readonly whole: boolean
}

/** Lines that are not blank, without the spaces around them. */
export function linesOf(text: string): string[] {
  return text.split(/[\r\n]/).flatMap((line) => line.trim() || [])
}

/** A repository that nobody laid out for this program: its folders, and bounded reads of its files. */
export class Look {
  readonly files: Files
  /** By path, a parent before its children; hidden folders are left out. */
  readonly folders: ReadonlyMap<string, Folder>
  readonly tree: Tree
  readonly names: ImageNames
  readonly #contents: TreeContents
  /** What DVC keeps; whether it is really there, only its cache knows. */
  readonly dvc: readonly string[]
  readonly #heads = new Map<string, Head | null>()
  readonly #stops = new Set<string>()
  #left = MOST_HEADS
  #files = MOST_FILES
  #bytes = MOST_BYTES

  constructor(tree: Tree, files: Files) {
    this.tree = tree
    this.files = files
    this.#contents = new TreeContents(files)
    const { folders, dvc } = indexOf(files)
    this.folders = folders
    this.dvc = dvc
    this.names = new ImageNames(this)
  }

  path(row: number): string {
    return this.files.path.get(row)
  }
  /** Whether a commit has this file, or DVC may have it. */
  has(path: string): boolean {
    return this.#contents.findText(path) >= 0 || this.dvc.some((out) => path === out || path.startsWith(`${out}/`))
  }
  row(path: string): number {
    return this.#contents.findText(path)
  }
  /** Paths of the files right in a folder. */
  in(folder: Folder, kind: string, most = MOST_CANDIDATES): string[] {
    return (folder.files.get(kind) ?? []).slice(0, most).map((row) => this.path(row))
  }
  /** Paths of an image of each of the first folders with any, below `folder`. */
  images(folder: Folder, most: number): string[] {
    const found: string[] = []
    for (const stack = [folder]; stack.length > 0 && found.length < most; ) {
      const next = stack.pop()!
      found.push(...this.in(next, 'image', most - found.length))
      for (const child of next.folders) if (child.below > 0) stack.push(child)
    }
    return found
  }

  /** Files of these kinds that may describe a dataset: few side by side, named as splits, near the root. */
  candidates(...kinds: readonly string[]): string[] {
    const few: string[] = []
    const many: string[] = []
    let others = 0
    for (const folder of this.folders.values())
      for (const kind of kinds) {
        const rows = folder.files.get(kind) ?? []
        if (rows.length > FEW && !PER_IMAGE.has(kind)) others += rows.length
        if (rows.length <= FEW) for (const row of rows) few.push(this.path(row))
        else if (many.length < MOST_CANDIDATES) many.push(...this.in(folder, kind))
      }
    const rank = new Map(few.map((path) => [path, rankOf(path)]))
    if (few.length > 1) few.sort((a, b) => rank.get(a)! - rank.get(b)!)
    const all = few.length + others
    if (all > MOST_CANDIDATES)
      this.stop(
        `after ${MOST_CANDIDATES} of ${all} files of the kind ${kinds.join(', ')}: those named as splits come first, then those nearest to the root`,
      )
    return [...few, ...many].slice(0, MOST_CANDIDATES)
  }

  /** Whether so many files of annotations may be read, each for some images' sake: those of all datasets are counted. */
  mayRead(files: number): boolean {
    if (files > this.#files) return false
    this.#files -= files
    return true
  }

  /** What is not looked at, because there is more of it than a first look reads. */
  stop(what: string): void {
    this.#stops.add(what)
  }
  get stops(): string[] {
    return [...this.#stops]
  }

  /** Another layout is looked for: what one has opened is not taken from the next. */
  begin(): void {
    this.#left = MOST_HEADS
  }

  /** Beginnings of files as text; those that are not on this machine are left out. */
  async heads(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const large: string[] = []
    const unknown = paths.filter((path) => !this.#heads.has(path)).map((path) => this.row(path))
    const known = unknown.filter((row) => row >= 0).slice(0, this.#left)
    this.#left -= known.length
    for await (const { row, bytes, fault } of this.tree.readEach(this.files, known, SMALL)) {
      const path = this.path(row)
      if (fault === 'file-too-large') large.push(path)
      else this.#heads.set(path, bytes && { bytes: bytes.slice(0, HEAD), whole: bytes.length <= HEAD })
    }
    for (const path of large) this.#heads.set(path, await this.#headOfLarge(path))
    const found = new Map<string, string>()
    for (const path of paths) {
      const head = this.#heads.get(path)
      if (head) found.set(path, decoder.decode(head.bytes))
    }
    return found
  }
  async head(path: string): Promise<string | null> {
    return (await this.heads([path])).get(path) ?? null
  }
  /** As `Tree.stream`: throws what cannot be read, and what is larger than `limit` or than all that may be read. */
  async *stream(path: string, limit: number): AsyncIterable<Uint8Array> {
    const head = this.#heads.get(path)
    for await (const chunk of head?.whole ? [head.bytes] : this.tree.stream(path, Math.min(limit, MOST_BYTES))) {
      this.#bytes -= chunk.length
      if (this.#bytes < 0) {
        const hint = 'Write .github/cv-gate.yml by hand.'
        throw new GateError('too-much-to-look-at', 'artifact', `${path}: too much to read for a first look`, { hint })
      }
      yield chunk
    }
  }
  /** null when it is not on this machine, or larger than `limit`. */
  async bytes(path: string, limit: number): Promise<Uint8Array | null> {
    const head = this.#heads.get(path)
    try {
      const bytes = head?.whole ? head.bytes : await this.tree.read(path, Math.min(limit, this.#bytes))
      this.#bytes -= bytes.length
      return bytes
    } catch {
      return null
    }
  }

  async #headOfLarge(path: string): Promise<Head | null> {
    const head = new Uint8Array(HEAD)
    let length = 0
    try {
      for await (const chunk of this.tree.stream(path, Number.MAX_SAFE_INTEGER)) {
        const part = chunk.subarray(0, HEAD - length)
        head.set(part, length)
        length += part.length
        if (length === HEAD) break
      }
    } catch {
      return null // its content is not on this machine
    }
    return { bytes: head.subarray(0, length), whole: false }
  }
}

/** Names of splits before others, then what lies nearer to the root. */
function rankOf(path: string): number {
  return (splitInName(path) === null ? DEEPEST * 2 : 0) + path.split('/').length
}

function indexOf(files: Files): { folders: Map<string, Folder>; dvc: string[] } {
  const root = newFolder('', '', null)
  const folders = new Map([['', root]])
  const dvc: string[] = []
  let last = root
  for (let row = 0; row < files.rows; row++) {
    const path = files.path.get(row)
    const at = folderOf(path)
    if (at !== last.path) {
      const folder = folderAt(at, folders)
      if (folder === null) continue
      last = folder
    }
    const kind = kindOf(files, row, path)
    if (kind === 'dvc') dvc.push(path.slice(0, -'.dvc'.length))
    const rows = last.files.get(kind)
    if (rows) rows.push(row)
    else last.files.set(kind, [row])
  }
  for (const folder of [...folders.values()].reverse()) {
    folder.below += folder.files.get('image')?.length ?? 0
    if (folder.parent) folder.parent.below += folder.below
  }
  return { folders, dvc }
}

function folderAt(path: string, folders: Map<string, Folder>): Folder | null {
  const known = folders.get(path)
  if (known) return known
  const parts = path.split('/')
  if (parts.length > DEEPEST || parts.some((part) => part.startsWith('.'))) return null
  let parent = folders.get('')!
  for (const [depth, name] of parts.entries()) {
    const below = parts.slice(0, depth + 1).join('/')
    let folder = folders.get(below)
    if (!folder) {
      folder = newFolder(below, name, parent)
      folders.set(below, folder)
      parent.folders.push(folder)
    }
    parent = folder
  }
  return parent
}

function newFolder(path: string, name: string, parent: Folder | null): Folder {
  return { path, name, parent, folders: [], files: new Map(), below: 0 }
}

function kindOf({ path: { pool, ends } }: Files, row: number, path: string): string {
  if (hasImageExtension(pool, row === 0 ? 0 : ends[row - 1]!, ends[row]!)) return 'image'
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') && path.length - dot <= 9 ? path.slice(dot + 1).toLowerCase() : ''
}
