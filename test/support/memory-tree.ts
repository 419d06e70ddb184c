import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { FileRead, Files, Tree } from '#contract/ports'
import { Contents, Strings } from '#contract/table'

export type MemoryFile = Uint8Array | string | { readonly symlink: string } | { readonly lfs: string }
const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize \d+\n$/

const CHUNK = 1009

/** A commit made of a list of files: the ids are those that git would give to the blobs. `{lfs}` is a pointer to an object that is not here. */
export class MemoryTree implements Tree {
  readonly side: Side
  readonly commit: string
  readonly #files = new Map<string, Uint8Array>()
  readonly #symlinks = new Set<string>()
  constructor(files: Iterable<readonly [path: string, file: MemoryFile]>, side: Side = 'head') {
    this.side = side
    for (const [path, file] of files) {
      if (typeof file === 'string' || file instanceof Uint8Array) this.#files.set(path, Buffer.from(file))
      else if ('symlink' in file) this.#symlinks.add(path)
      else
        this.#files.set(
          path,
          Buffer.from(`version https://git-lfs.github.com/spec/v1\noid sha256:${file.lfs}\nsize 1\n`),
        )
    }
    this.commit = this.#folderId('')
  }

  async oid(path: string): Promise<string | null> {
    const file = this.#files.get(path)
    if (file) return blobId(file)
    return this.#below(path).length > 0 || path === '' ? this.#folderId(path) : null
  }

  async list(under: string): Promise<Files> {
    const paths = this.#below(under)
    const content = Contents.empty(paths.length)
    for (const [row, path] of paths.entries()) {
      const bytes = this.#files.get(path)!
      const pointer = POINTER.exec(bytes.length < 1024 ? Buffer.from(bytes).toString() : '')
      if (pointer) content.set(row, 'sha256', pointer[1]!)
      else content.set(row, 'git', blobId(bytes))
    }
    const refused = [...this.#symlinks].filter((path) => isBelow(path, under)).sort(byBytes)
    return {
      rows: paths.length,
      path: Strings.of(paths),
      content,
      refused: refused.map((path) => ({ path, why: 'symlink' })),
    }
  }

  async read(path: string, limit: number): Promise<Uint8Array> {
    const hint = 'Correct the path.'
    const bytes = this.#files.get(path)
    if (this.#symlinks.has(path) || (!bytes && this.#below(path).length > 0))
      throw new GateError('not-a-file', 'artifact', `${path}: not a regular file`, { hint, place: { path } })
    if (!bytes) throw new GateError('file-missing', 'artifact', `${path}: no such file`, { hint, place: { path } })
    if (bytes.length > limit)
      throw new GateError('file-too-large', 'artifact', `${path}: larger than ${limit} bytes`, {
        hint,
        place: { path },
      })
    return bytes
  }

  async *stream(path: string, limit: number): AsyncIterable<Uint8Array> {
    const bytes = await this.read(path, limit)
    // Odd pieces: what a reader carries over from one chunk to the next is tried everywhere.
    for (let at = 0; at < bytes.length || at === 0; at += CHUNK) yield bytes.subarray(at, at + CHUNK)
  }

  async *readEach(files: Files, rows: Iterable<number>, limit: number): AsyncIterable<FileRead> {
    for (const row of rows) {
      const bytes = this.#files.get(files.path.get(row))!
      if (files.content.kind(row) !== 'git') yield { row, bytes: null, fault: 'content-absent' }
      else if (bytes.length > limit) yield { row, bytes: null, fault: 'file-too-large' }
      else yield { row, bytes, fault: null }
    }
  }

  #below(folder: string): string[] {
    return [...this.#files.keys()].filter((path) => isBelow(path, folder)).sort(byBytes)
  }
  #folderId(folder: string): string {
    const hash = createHash('sha1')
    for (const path of this.#below(folder))
      hash.update(`${path.slice(folder.length)}\0${blobId(this.#files.get(path)!)}\n`)
    return hash.digest('hex')
  }
}

/** Files of a folder on disk (recursively) as they would lie in a commit, below `at`. */
export function* filesOnDisk(folder: string, at = ''): Generator<[path: string, bytes: Uint8Array]> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = at === '' ? entry.name : `${at}/${entry.name}`
    if (entry.isDirectory()) yield* filesOnDisk(join(folder, entry.name), path)
    else if (entry.isFile()) yield [path, readFileSync(join(folder, entry.name))]
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b))
}
function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
