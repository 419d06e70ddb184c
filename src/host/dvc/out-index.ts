import { GateError } from '#contract/errors'
import type { Files, Tree } from '#contract/ports'
import { byPath, type Out, outsOfDvcFile, outsOfLock } from './outs.ts'
import { DVC_FILE_LIMIT } from './yaml.ts'

/** Data folders that DVC keeps file by file have this many; each of them is a small file to read. */
const MOST_FILES = 200_000

/** The outs of one commit, none inside another, in the order of their files. */
export class Outs {
  readonly #byPath: ReadonlyMap<string, Out>
  readonly #sorted: readonly Out[]
  readonly #refused: readonly string[]

  /** @throws GateError `dvc-overlap` */
  constructor(all: readonly Out[]) {
    const known = new Map<string, Out>()
    for (const out of all) {
      const before = out.path === null ? undefined : known.get(out.path)
      if (before) throw overlap(out, before)
      if (out.path !== null) known.set(out.path, out)
    }
    for (const out of known.values())
      for (const folder of foldersAbove(out.path!)) if (known.has(folder)) throw overlap(out, known.get(folder)!)
    this.#byPath = known
    this.#sorted = [...known.values()].sort(byPath)
    this.#refused = [...new Set(all.filter((out) => out.path === null).map((out) => out.place.path))].sort()
  }

  /** The out that is this path, or a folder above it. */
  covering(path: string): Out | null {
    const own = this.#byPath.get(path)
    if (own) return own
    for (const folder of foldersAbove(path)) {
      const out = this.#byPath.get(folder)
      if (out) return out
    }
    return null
  }

  below(path: string): readonly Out[] {
    return path === '' ? this.#sorted : this.#sorted.filter((out) => out.path!.startsWith(`${path}/`))
  }

  /** Files of DVC at or below a folder that name something which is not read. */
  refused(under: string): Files['refused'] {
    const inside = this.#refused.filter((path) => under === '' || path === under || path.startsWith(`${under}/`))
    return inside.map((path) => ({ path, why: 'dvc-outside' }))
  }
}

/** @throws GateError `dvc-file-invalid`, `dvc-overlap`, `file-too-large` */
export async function readOuts(tree: Tree): Promise<Outs> {
  const files = await tree.list('')
  const rows: number[] = []
  const pipelines = new Map<string, number>()
  for (let row = 0; row < files.rows; row++) {
    const bytes = files.path.bytes(row)
    const last = bytes[bytes.length - 1]
    if (last !== 0x63 && last !== 0x6b && last !== 0x6c) continue // `c`, `k`, `l`: most files end otherwise
    const path = files.path.get(row)
    if (/(^|\/)\.dvc\//.test(path)) continue // DVC's own folder
    if (path.endsWith('.dvc') || /(^|\/)dvc\.lock$/.test(path)) rows.push(row)
    else if (/(^|\/)dvc\.yaml$/.test(path)) pipelines.set(path, row)
  }
  if (rows.length > MOST_FILES)
    throw new GateError('dvc-too-many', 'artifact', `${rows.length} .dvc files, the limit is ${MOST_FILES}`, {
      hint: 'Let DVC keep folders (`dvc add FOLDER`) rather than each file.',
    })
  const stages = new Map<string, Uint8Array>()
  for await (const { row, bytes } of tree.readEach(files, pipelines.values(), DVC_FILE_LIMIT))
    if (bytes) stages.set(files.path.get(row), bytes)
  const all: Out[] = []
  for await (const { row, bytes, fault } of tree.readEach(files, rows, DVC_FILE_LIMIT)) {
    const path = files.path.get(row)
    if (bytes === null)
      throw new GateError(fault ?? 'content-absent', 'artifact', `${path}: it cannot be read (${fault})`, {
        hint: `Keep .dvc files in git, and below ${DVC_FILE_LIMIT} bytes.`,
        place: { path },
      })
    const pipeline = stages.get(path.replace(/dvc\.lock$/, 'dvc.yaml')) ?? null
    for (const out of path.endsWith('.dvc') ? outsOfDvcFile(path, bytes) : outsOfLock(path, bytes, pipeline))
      all.push(out)
  }
  return new Outs(all)
}

function overlap(out: Out, other: Out): GateError {
  const message = `${out.path}: DVC keeps it twice (${where(out)}, and ${other.path} by ${where(other)})`
  const hint = 'Let one .dvc file or stage keep each path.'
  return new GateError('dvc-overlap', 'artifact', message, { hint, place: out.place })
}
function where({ place }: Out): string {
  return [place.path, place.line].filter((part) => part !== undefined).join(':')
}

function* foldersAbove(path: string): Generator<string> {
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) yield path.slice(0, at)
}
