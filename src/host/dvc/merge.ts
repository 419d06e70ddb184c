import { GateError } from '#contract/errors'
import type { Files } from '#contract/ports'
import { Contents, type Strings, StringsBuilder } from '#contract/table'
import type { Manifest } from './manifest.ts'
import type { Out } from './outs.ts'

interface Part {
  readonly out: Out
  /** Files of a folder; null: the out is a file. */
  readonly manifest: Manifest | null
}

/**
 * Files of git and of DVC below a folder in one order of path bytes. `parts` come in the order of their paths, so that
 * one pass over both is enough.
 *
 * @throws GateError `dvc-overlap`: git and DVC have the same file
 */
export function mergeFiles(git: Files, parts: readonly Part[], under: string, refused: Files['refused']): Files {
  const dvc = expand(parts, under)
  const path = new StringsBuilder()
  const content = Contents.empty(git.rows + dvc.path.rows)
  let [a, b] = [0, 0]
  for (let row = 0; row < content.rows; row++) {
    const order = a === git.rows ? 1 : b === dvc.path.rows ? -1 : compare(git.path, a, dvc.path, b)
    if (order === 0) throw twice(git.path.get(a), dvc.outs[dvc.from[b]!]!)
    if (order < 0) copy(git.path, git.content, a++, path, content, row)
    else copy(dvc.path, dvc.content, b++, path, content, row)
  }
  return { rows: content.rows, path: path.build(), content, refused: [...git.refused, ...refused] }
}

function expand(parts: readonly Part[], under: string) {
  const path = new StringsBuilder()
  const rows = parts.reduce((sum, { manifest }) => sum + (manifest?.path.rows ?? 1), 0)
  const content = Contents.empty(rows)
  const from = new Int32Array(rows)
  const inside = Buffer.from(under === '' ? '' : `${under}/`)
  let row = 0
  for (const [index, { out, manifest }] of parts.entries()) {
    if (manifest === null) {
      path.push(out.path!)
      content.set(row, 'md5', out.md5!)
      from[row++] = index
      continue
    }
    const prefix = Buffer.from(`${out.path}/`)
    // Below the out itself: only the files whose path begins with the rest of `under`.
    const rest = inside.length > prefix.length ? inside.subarray(prefix.length) : new Uint8Array()
    for (let file = 0; file < manifest.path.rows; file++) {
      const [start, end] = [manifest.path.start(file), manifest.path.ends[file]!]
      if (!startsWith(manifest.path.pool, start, end, rest)) continue
      path.pushRange(manifest.path.pool, start, end, prefix)
      content.copy(row, manifest.content, file)
      from[row++] = index
    }
  }
  return { path: path.build(), content, from, outs: parts.map(({ out }) => out) }
}

function startsWith(pool: Uint8Array, start: number, end: number, prefix: Uint8Array): boolean {
  if (end - start < prefix.length) return false
  for (let i = 0; i < prefix.length; i++) if (pool[start + i] !== prefix[i]) return false
  return true
}

function compare(a: Strings, rowA: number, b: Strings, rowB: number): number {
  return Buffer.compare(a.bytes(rowA), b.bytes(rowB))
}

function copy(path: Strings, content: Contents, from: number, toPath: StringsBuilder, to: Contents, row: number): void {
  toPath.pushRange(path.pool, path.start(from), path.ends[from]!)
  to.copy(row, content, from)
}

function twice(path: string, out: Out): GateError {
  const message = `${path}: git has this file, and DVC keeps it as ${out.path}`
  const hint = 'Keep it in one of the two: `git rm --cached`, or `dvc remove`.'
  return new GateError('dvc-overlap', 'artifact', message, { hint, place: out.place })
}
