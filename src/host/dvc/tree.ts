import { GateError } from '#contract/errors'
import type { Side } from '#contract/ids'
import type { FileRead, Files, Tree } from '#contract/ports'
import { Strings } from '#contract/table'
import { sha256 } from '../hash.ts'
import { MANIFEST_LIMIT, type Manifest, readManifest, sorted } from './manifest.ts'
import { mergeFiles } from './merge.ts'
import { type Outs, readOuts } from './out-index.ts'
import type { Out } from './outs.ts'
import type { DvcProject } from './project.ts'

/** A commit with what its `.dvc` files and `dvc.lock` name, as if the files were committed: readers need not know. */
export class DvcTree implements Tree {
  readonly side: Side
  readonly commit: string
  /** The commit without what DVC keeps. */
  readonly git: Tree
  readonly #project: DvcProject
  readonly #manifests = new Map<Out, Promise<Manifest>>()
  #outs: Promise<Outs> | null = null

  constructor(git: Tree, project: DvcProject) {
    this.side = git.side
    this.commit = git.commit
    this.git = git
    this.#project = project
  }

  /** All that DVC keeps in this commit. */
  outs(): Promise<Outs> {
    this.#outs ??= readOuts(this.git)
    return this.#outs
  }

  /** Made of md5s as the commit names them: the same whether or not the content is on this machine. */
  async oid(path: string): Promise<string | null> {
    const outs = await this.outs()
    const covering = outs.covering(path)
    if (covering?.path === path) return idOf(covering)
    if (covering) {
      const rest = path.slice(covering.path!.length + 1)
      const manifest = await this.#manifest(covering).catch((error: unknown) => {
        if (error instanceof GateError && error.code === 'content-absent') return null // it may hold the path
        throw error
      })
      if (manifest && !has(manifest, rest)) return null
      return hex(`${idOf(covering)} ${rest}`)
    }
    const own = await this.git.oid(path)
    const below = outs.below(path)
    return below.length === 0 ? own : hex(own ?? '', ...below.map((out) => `\0${out.path} ${idOf(out)}`))
  }

  async list(under: string): Promise<Files> {
    const [git, outs] = [await this.git.list(under), await this.outs()]
    const covering = outs.covering(under)
    const found = covering ? [covering] : outs.below(under)
    const refused = outs.refused(under)
    if (found.length === 0 && refused.length === 0) return git
    const parts: { out: Out; manifest: Manifest | null }[] = []
    for (const out of found) parts.push({ out, manifest: out.folder ? await this.#manifest(out) : null })
    return mergeFiles(git, parts, under, refused)
  }

  async read(path: string, limit: number): Promise<Uint8Array> {
    const md5 = await this.#md5Of(path)
    if (md5 === null) return this.git.read(path, limit)
    const bytes = await this.#project.cache.read(md5, limit)
    if (bytes) return bytes
    throw this.#project.absent(path, { path })
  }

  async *stream(path: string, limit: number): AsyncIterable<Uint8Array> {
    const md5 = await this.#md5Of(path)
    const chunks = md5 === null ? this.git.stream(path, limit) : await this.#project.cache.stream(md5, limit)
    if (chunks === null) throw this.#project.absent(path, { path })
    yield* chunks
  }

  readEach(files: Files, rows: Iterable<number>, limit: number): AsyncIterable<FileRead> {
    return this.git.readEach(files, rows, limit) // by content id, whoever keeps it
  }

  /** Outs at, above or below these paths that are not wholly on this machine, and that a remote can be asked for by md5. */
  async absent(paths: readonly string[]): Promise<Out[]> {
    const outs = await this.outs()
    const wanted = new Set(paths.flatMap((path) => outs.covering(path) ?? outs.below(path)))
    const absent: Out[] = []
    for (const out of wanted) if (out.md5 !== null && !(await this.#isHere(out))) absent.push(out)
    return absent
  }

  async #isHere(out: Out): Promise<boolean> {
    const { cache } = this.#project
    if (!out.folder) return cache.has(out.md5!)
    const manifest = await this.#manifest(out).catch(() => null)
    if (manifest === null) return false
    for (let row = 0; row < manifest.path.rows; row++) if (!(await cache.has(manifest.content.hex(row)))) return false
    return true
  }

  /** md5 of a file that DVC keeps; null: it is git's. */
  async #md5Of(path: string): Promise<string | null> {
    const out = (await this.outs()).covering(path)
    if (!out) return null
    if (out.path === path) {
      if (!out.folder) return out.md5
      throw new GateError('not-a-file', 'artifact', `${path}: a folder, kept by DVC`, {
        hint: 'Name a file below it.',
        place: out.place,
      })
    }
    const manifest = out.folder ? await this.#manifest(out) : null
    const row = manifest ? find(manifest, path.slice(out.path!.length + 1)) : -1
    if (manifest && row >= 0) return manifest.content.hex(row)
    throw new GateError('file-missing', 'artifact', `${path}: no such file in ${out.path}, which DVC keeps`, {
      hint: 'Correct the path in .github/cv-gate.yml, or add the file (`dvc add`).',
      place: { path },
    })
  }

  #manifest(out: Out): Promise<Manifest> {
    const known = this.#manifests.get(out)
    if (known) return known
    const reading = this.#readManifest(out)
    this.#manifests.set(out, reading)
    reading.catch(() => this.#manifests.delete(out)) // it may be fetched yet
    return reading
  }

  async #readManifest(out: Out): Promise<Manifest> {
    const name = `${out.path}`
    if (out.md5 === null) {
      const files = out.files ?? []
      const fault = (text: string) =>
        new GateError('dvc-manifest-invalid', 'artifact', `${name}: ${text}`, {
          hint: 'Write it anew with `dvc add`.',
          place: out.place,
        })
      return sorted(
        Strings.of(files.map((one) => one.path)),
        files.map((one) => one.md5),
        fault,
      )
    }
    const bytes = await this.#project.cache.read(out.md5, MANIFEST_LIMIT, '.dir')
    if (bytes) return readManifest(bytes, name, out.place)
    throw this.#project.absent(`${name} (the list of its files, ${out.md5}.dir)`, out.place)
  }
}

function idOf({ md5, folder, files }: Out): string {
  if (md5 === null) return hex(...(files ?? []).map((one) => `${one.md5} ${one.path}\0`))
  return `md5:${md5}${folder ? '.dir' : ''}`
}
function hex(...parts: string[]): string {
  return Buffer.from(sha256(...parts)).toString('hex')
}

/** First row whose path is not below `path` in the order of bytes. */
function lowerBound({ path: sortedPaths }: Manifest, path: Uint8Array): number {
  let low = 0
  let high = sortedPaths.rows
  while (low < high) {
    const middle = (low + high) >>> 1
    if (Buffer.compare(sortedPaths.bytes(middle), path) < 0) low = middle + 1
    else high = middle
  }
  return low
}
function find(manifest: Manifest, path: string): number {
  const row = lowerBound(manifest, Buffer.from(path))
  return row < manifest.path.rows && manifest.path.get(row) === path ? row : -1
}
/** A file, or a folder of files. */
function has(manifest: Manifest, path: string): boolean {
  if (find(manifest, path) >= 0) return true
  const row = lowerBound(manifest, Buffer.from(`${path}/`))
  return row < manifest.path.rows && manifest.path.get(row).startsWith(`${path}/`)
}
