import { once } from 'node:events'
import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { FileRead, Files, Tree } from '#contract/ports'
import { Contents, StringsBuilder } from '#contract/table'
import type { CatFile } from './cat-file.ts'
import type { Git } from './git.ts'
import { type LfsStore, POINTER_LIMIT, parsePointer } from './lfs.ts'

/** Requests to git that are under way at once. */
const IN_FLIGHT = 256

/** A commit's files, from git objects only. `treeish` is a commit id, or the id of a tree made of the working tree. */
export class GitTree implements Tree {
  readonly side: Side
  readonly commit: string
  readonly #treeish: string
  readonly #git: Git
  readonly #objects: CatFile
  readonly #lfs: LfsStore
  readonly #listings = new Map<string, Promise<Files>>()
  #usesLfs: Promise<boolean> | null = null

  constructor(side: Side, commit: string, treeish: string, git: Git, objects: CatFile, lfs: LfsStore) {
    this.side = side
    this.commit = commit
    this.#treeish = treeish
    this.#git = git
    this.#objects = objects
    this.#lfs = lfs
  }

  async oid(path: string): Promise<string | null> {
    if (/[\n\r\0]/.test(path)) return null
    return this.#git.maybe('rev-parse', '--verify', '--quiet', '--end-of-options', `${this.#treeish}:${path}`)
  }

  list(under: string): Promise<Files> {
    const known = this.#listings.get(under)
    if (known) return known
    const listing = this.#list(under)
    this.#listings.set(under, listing)
    return listing
  }

  async read(path: string, limit: number): Promise<Uint8Array> {
    const object = await this.#objects
      .get(`${this.#treeish}:${path}`, Math.max(limit, POINTER_LIMIT))
      .catch((error: unknown) => {
        if (error instanceof GateError && error.code === 'file-too-large')
          throw new GateError('file-too-large', 'artifact', `${path}: larger than ${limit} bytes`, {
            hint: error.hint,
            place: { path },
          })
        throw error
      })
    if (object === null)
      throw new GateError('file-missing', 'artifact', `${path}: no such file at ${this.#name()}`, {
        hint: 'Correct the path in .github/cv-gate.yml, or commit the file.',
        place: { path },
      })
    if (object.type !== 'blob' || !(await this.#isRegular(path))) throw this.#notAFile(path)
    const pointer = parsePointer(object.bytes)
    if (!pointer) return object.bytes
    const content = await this.#lfs.read(pointer.oid, limit)
    if (content) return content
    throw absent(path)
  }

  async *stream(path: string, limit: number): AsyncIterable<Uint8Array> {
    const name = `${this.#treeish}:${path}`
    const size = /[\n\r\0]/.test(path) ? null : await this.#git.maybe('cat-file', '-s', '--end-of-options', name)
    if (size === null || Number(size) <= POINTER_LIMIT || Number(size) > limit) {
      const head = await this.read(path, limit) // small, absent or too large: `read` says which
      yield head
      return
    }
    if (!(await this.#isRegular(path))) throw this.#notAFile(path)
    const child = this.#git.spawn(['cat-file', 'blob', '--end-of-options', name])
    child.stdin.end()
    child.stderr.resume()
    const closed = once(child, 'close')
    try {
      yield* child.stdout
      const [status] = await closed
      if (status !== 0)
        throw new GateError('git-failed', 'host', `${path}: git cat-file failed (${status})`, {
          hint: 'Run `git fsck` in this clone, or clone afresh.',
          place: { path },
        })
    } finally {
      child.kill()
    }
  }

  async *readEach(files: Files, rows: Iterable<number>, limit: number): AsyncIterable<FileRead> {
    const flying: Promise<FileRead>[] = []
    for (const row of rows) {
      const read = this.#readRow(files, row, limit)
      read.catch(() => {}) // awaited below, in order
      flying.push(read)
      if (flying.length < IN_FLIGHT) continue
      // Half of them at a time, so that what follows is asked for in one write.
      for (const one of flying.splice(0, IN_FLIGHT / 2)) yield await one
    }
    for (const read of flying) yield await read
  }

  async #readRow(files: Files, row: number, limit: number): Promise<FileRead> {
    const hex = files.content.hex(row)
    try {
      if (files.content.kind(row) === 'git') {
        const object = await this.#objects.get(hex, Math.max(limit, POINTER_LIMIT))
        return { row, bytes: object?.bytes ?? null, fault: object ? null : 'content-absent' }
      }
      const bytes = await this.#lfs.read(hex, limit)
      return { row, bytes, fault: bytes ? null : 'content-absent' }
    } catch (error) {
      if (error instanceof GateError && error.code === 'file-too-large') return { row, bytes: null, fault: error.code }
      throw error
    }
  }

  async #isRegular(path: string): Promise<boolean> {
    const mode = await this.#git.text('ls-tree', '--full-tree', '-z', this.#treeish, '--', literal(path))
    return /^100(644|755|664) /.test(mode)
  }

  #notAFile(path: string): GateError {
    return new GateError('not-a-file', 'artifact', `${path}: not a regular file at ${this.#name()}`, {
      hint: 'Symbolic links, folders and submodules are not followed: commit the file itself.',
      place: { path },
    })
  }

  async #list(under: string): Promise<Files> {
    const result = await this.#git.run([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      this.#treeish,
      ...(under ? ['--', `${literal(under)}`] : []),
    ])
    if (result.status !== 0)
      throw new GateError('git-failed', 'host', `git ls-tree failed: ${result.stderr}`, {
        hint: 'Run `git fsck` in this clone, or clone afresh.',
      })
    const listing = parseListing(result.stdout)
    if (await this.#hasLfs()) await this.#resolvePointers(listing)
    return listing
  }

  /** Pointers are small blobs; their own text names the content, so that it is known without being there. */
  async #resolvePointers(files: Files): Promise<void> {
    const reads: Promise<void>[] = []
    for (let row = 0; row < files.rows; row++) {
      const read = this.#objects.get(files.content.hex(row), POINTER_LIMIT).then(
        (object) => {
          const pointer = object && parsePointer(object.bytes)
          if (pointer) files.content.set(row, 'sha256', pointer.oid)
        },
        () => {}, // larger than any pointer
      )
      reads.push(read)
      if (reads.length >= 1000) await Promise.all(reads.splice(0))
    }
    await Promise.all(reads)
  }

  #hasLfs(): Promise<boolean> {
    this.#usesLfs ??= this.#git
      .run(['grep', '-q', '-F', 'filter=lfs', this.#treeish, '--', ':(glob)**/.gitattributes'])
      .then((result) => result.status === 0)
    return this.#usesLfs
  }

  #name(): string {
    return this.commit === 'worktree' ? 'the working tree' : `${this.side} ${this.commit.slice(0, 10)}`
  }
}

function absent(path: string): GateError {
  return new GateError('content-absent', 'host', `${path}: its Git LFS object is not on this machine`, {
    hint: 'Run `git lfs pull` before (in a workflow: actions/checkout with `lfs: true`).',
    place: { path },
  })
}

function literal(path: string): string {
  return `:(literal)${path}`
}

/** `<mode> <type> <oid>\t<path>\0`…, sorted by path bytes as git sorts full paths. */
function parseListing(bytes: Uint8Array): Files {
  const decoder = new TextDecoder()
  const refused: { path: string; why: 'symlink' | 'submodule' }[] = []
  const path = new StringsBuilder()
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at)
    const tab = bytes.indexOf(9, at)
    const regular = bytes[at] === 0x31 && bytes[at + 1] === 0x30 // 100644, 100755
    if (regular) {
      path.pushBytes(bytes.subarray(tab + 1, end))
      starts.push(at)
    } else {
      const why = bytes[at + 1] === 0x32 ? 'symlink' : 'submodule' // 120000, 160000
      refused.push({ path: decoder.decode(bytes.subarray(tab + 1, end)), why })
    }
    at = end + 1
  }
  const content = Contents.empty(starts.length)
  for (let row = 0; row < starts.length; row++) {
    const oidStart = starts[row]! + '100644 blob '.length
    content.kinds[row] = 1
    const oidEnd = bytes.indexOf(9, oidStart)
    for (let i = 0; oidStart + 2 * i < oidEnd; i++)
      content.hashes[row * 32 + i] = (nibble(bytes[oidStart + 2 * i]!) << 4) | nibble(bytes[oidStart + 2 * i + 1]!)
  }
  return { rows: starts.length, path: path.build(), content, refused }
}

function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57
}
