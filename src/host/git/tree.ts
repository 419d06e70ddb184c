import { once } from 'node:events'
import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { FileRead, Files, Tree } from '#contract/ports'
import { Contents, StringsBuilder } from '#contract/table'
import type { ContentStore } from '../content-store.ts'
import { readBlobs } from './blobs.ts'
import { complete, promisorOf } from './complete.ts'
import { Entries } from './entries.ts'
import type { Git } from './git.ts'
import { POINTER_LIMIT, type Pointer, parsePointer } from './lfs.ts'

const ATTRIBUTES = ':(glob)**/.gitattributes'
/** Requests to git that are under way at once, fewer where files may be large: all of them may have arrived unread. */
const IN_FLIGHT = 256
const FEWEST_IN_FLIGHT = 8
/** From here on a git of their own is started for what is read. */
const MANY = 1000
const BYTES_IN_FLIGHT = 1024 ** 3

/** A commit's files, from git objects only. `treeish` is a commit id, or the id of a tree made of the working tree. */
export class GitTree implements Tree {
  readonly side: Side
  readonly commit: string
  readonly #treeish: string
  readonly #git: Git
  readonly #store: ContentStore
  readonly #entries: Entries
  readonly #listings = new Map<string, Promise<Files>>()
  readonly #whole = new Map<string, Promise<void>>()
  #usesLfs: Promise<boolean> | null = null
  #promisor: Promise<string | null> | null = null

  constructor(side: Side, commit: string, treeish: string, git: Git, store: ContentStore) {
    this.side = side
    this.commit = commit
    this.#treeish = treeish
    this.#git = git
    this.#store = store
    this.#entries = new Entries(treeish, store.objects)
  }

  async oid(path: string): Promise<string | null> {
    if (/[\n\r\0]/.test(path)) return null
    await this.#remoteOfPartialClone()
    const known = await this.#entries.oid(path)
    if (known !== undefined) return known
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
    const bytes = await this.#blob(path, limit)
    const pointer = parsePointer(bytes)
    if (!pointer) return bytes
    const content = await this.#store.lfs.read(pointer.oid, limit)
    if (content) return content
    throw absent(path)
  }

  /** In a partial clone: brings all at or below a path in one request, before it is read. */
  async #bring(path: string): Promise<void> {
    const remote = await this.#remoteOfPartialClone()
    if (remote === null) return
    const bringing = this.#whole.get(path) ?? complete(this.#git, remote, this.#treeish, path ? [literal(path)] : ['.'])
    this.#whole.set(path, bringing)
    await bringing
  }

  /** null where the clone is whole; else every folder of the commit is there, and what says which files Git LFS keeps. */
  #remoteOfPartialClone(): Promise<string | null> {
    this.#promisor ??= promisorOf(this.#git).then(async (remote) => {
      if (remote === null) return null
      await complete(this.#git, remote, this.#treeish, null)
      await complete(this.#git, remote, this.#treeish, [ATTRIBUTES])
      return remote
    })
    return this.#promisor
  }

  async #blob(path: string, limit: number): Promise<Uint8Array> {
    await this.#bring(path)
    const object = await this.#store.objects
      .get(`${this.#treeish}:${path}`, Math.max(limit, POINTER_LIMIT))
      .catch((error: unknown) => {
        if (error instanceof GateError && error.code === 'file-too-large')
          throw new GateError('file-too-large', 'artifact', `${path}: larger than ${limit} bytes`, {
            hint: error.hint,
            place: { path },
          })
        throw error
      })
    if (object === null && (await this.oid(path)) !== null) throw this.#damaged(path)
    if (object === null)
      throw new GateError('file-missing', 'artifact', `${path}: no such file at ${this.#name()}`, {
        hint: 'Correct the path in .github/cv-gate.yml, or commit the file.',
        place: { path },
      })
    if (object.type !== 'blob' || !(await this.#isRegular(path))) throw this.#notAFile(path)
    return object.bytes
  }

  async *stream(path: string, limit: number): AsyncIterable<Uint8Array> {
    await this.#bring(path)
    const name = `${this.#treeish}:${path}`
    const size = /[\n\r\0]/.test(path) ? null : await this.#git.maybe('cat-file', '-s', '--end-of-options', name)
    if (size === null || Number(size) <= POINTER_LIMIT || Number(size) > limit) {
      const bytes = await this.#blob(path, limit) // small, absent or too large: this says which
      const pointer = parsePointer(bytes)
      const chunks = pointer ? await this.#store.lfs.stream(pointer.oid, limit) : [bytes]
      if (chunks === null) throw absent(path)
      yield* chunks
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

  readEach(files: Files, rows: Iterable<number>, limit: number): AsyncIterable<FileRead> {
    const all = [...rows]
    const blobs = all.length >= MANY && all.every((row) => files.content.kind(row) === 'git')
    return blobs ? readBlobs(this.#git, files, all, limit) : this.#readByOne(files, all, limit)
  }

  async *#readByOne(files: Files, rows: readonly number[], limit: number): AsyncGenerator<FileRead> {
    const most = Math.max(FEWEST_IN_FLIGHT, Math.min(IN_FLIGHT, Math.floor(BYTES_IN_FLIGHT / limit)))
    const flying: Promise<FileRead>[] = []
    for (const row of rows) {
      const read = this.#readRow(files, row, limit)
      read.catch(() => {}) // awaited below, in order
      flying.push(read)
      if (flying.length < most) continue
      // Half of them at a time, so that what follows is asked for in one write.
      for (const one of flying.splice(0, most / 2)) yield await one
    }
    for (const read of flying) yield await read
  }

  async #readRow(files: Files, row: number, limit: number): Promise<FileRead> {
    try {
      const bytes = await this.#store.read(files.content.kind(row), files.content.hex(row), limit)
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

  #damaged(path: string): GateError {
    return new GateError('content-absent', 'host', `${path}: its content is not in this clone`, {
      hint: 'Run `git fsck` in this clone, fetch what is missing, or clone afresh.',
      place: { path },
    })
  }

  #notAFile(path: string): GateError {
    return new GateError('not-a-file', 'artifact', `${path}: not a regular file at ${this.#name()}`, {
      hint: 'Symbolic links, folders and submodules are not followed: commit the file itself.',
      place: { path },
    })
  }

  async #list(under: string): Promise<Files> {
    await this.#bring(under)
    const lfs = await this.#hasLfs()
    const listing = parseListing(await this.#lsTree(under, lfs))
    if (lfs)
      for await (const { row, pointer } of this.#pointers(listing)) listing.content.set(row, 'sha256', pointer.oid)
    return listing
  }

  async #lsTree(under: string, sizes: boolean): Promise<Uint8Array> {
    const below = under ? ['--', literal(under)] : []
    const options = ['-r', '-z', '--full-tree', ...(sizes ? ['-l'] : [])]
    const result = await this.#git.run(['ls-tree', ...options, this.#treeish, ...below])
    if (result.status === 0) return result.stdout
    throw new GateError('git-failed', 'host', `git ls-tree failed: ${result.stderr}`, {
      hint: 'Run `git fsck` in this clone, or clone afresh.',
    })
  }

  /** Pointers are small blobs; their own text names the content, so that it is known without being there. */
  async *#pointers({ content, sizes }: Listing): AsyncGenerator<{ row: number; pointer: Pointer }> {
    const flying: Promise<{ row: number; pointer: Pointer } | null>[] = []
    const look = async (row: number) => {
      const blob = content.hex(row)
      const object = await this.#store.objects.get(blob, POINTER_LIMIT).catch(() => null)
      const pointer = object && parsePointer(object.bytes)
      return pointer && { row, pointer: { ...pointer, blob } }
    }
    for (let row = 0; row < content.rows; row++) {
      if (sizes[row]! > POINTER_LIMIT) continue
      flying.push(look(row))
      if (flying.length < IN_FLIGHT) continue
      const found = await flying.shift()!
      if (found) yield found
    }
    for (const look of flying) {
      const found = await look
      if (found) yield found
    }
  }

  /** Pointers at or below these paths whose content is not on this machine. */
  async absent(paths: readonly string[]): Promise<Pointer[]> {
    const absent: Pointer[] = []
    if (!(await this.#hasLfs())) return absent
    for (const path of paths)
      for await (const { pointer } of this.#pointers(parseListing(await this.#lsTree(path, true))))
        if (!(await this.#store.lfs.has(pointer.oid))) absent.push(pointer)
    return absent
  }

  #hasLfs(): Promise<boolean> {
    this.#usesLfs ??= this.#git
      .run(['grep', '-q', '-F', 'filter=lfs', this.#treeish, '--', ATTRIBUTES])
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

interface Listing extends Files {
  /** Bytes of each file; 0 = not listed. */
  readonly sizes: Float64Array
}

/** `<mode> <type> <oid>[ <size>]\t<path>\0`…, sorted by path bytes as git sorts full paths. */
function parseListing(bytes: Uint8Array): Listing {
  const decoder = new TextDecoder()
  const refused: { path: string; why: 'symlink' | 'submodule' }[] = []
  const path = new StringsBuilder()
  const starts: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const tab = bytes.indexOf(TAB, at)
    const end = bytes.indexOf(0, tab)
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
  const sizes = new Float64Array(starts.length)
  for (let row = 0; row < starts.length; row++) {
    let at = starts[row]! + '100644 blob '.length
    content.kinds[row] = 1
    for (let i = row * 32; bytes[at] !== TAB && bytes[at] !== SPACE; i++, at += 2)
      content.hashes[i] = (nibble(bytes[at]!) << 4) | nibble(bytes[at + 1]!)
    for (; bytes[at] !== TAB; at++) {
      const digit = bytes[at]! - 0x30
      if (digit >= 0 && digit <= 9) sizes[row] = sizes[row]! * 10 + digit
    }
  }
  return { rows: starts.length, path: path.build(), content, refused, sizes }
}

const TAB = 0x09
const SPACE = 0x20

function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : code - 0x57
}
