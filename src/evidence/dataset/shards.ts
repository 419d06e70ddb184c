import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { folderOf, joinPath } from './paths.ts'

/** More files than any dataset in a repository has. */
const SHARDS_LIMIT = 100_000

/** What decides which shards there are: the file, or the folder in which they lie. */
export function shardLeaves(placement: DataPlacement): string[] {
  return Object.values(placement.splits).map((place) => {
    const path = joinPath(placement.root, place)
    const wild = path.search(/[*{]/)
    return wild < 0 ? path : folderOf(path.slice(0, wild))
  })
}

/**
 * Files of one split, in order: a path, all `extension` files below a folder, one `*` (which stands for no `/`), or one
 * range in braces as webdataset writes it: `train-{000..009}.tar`.
 * @throws GateError `shards-…`
 */
export async function shardsOf(
  place: string,
  extension: string,
  placement: DataPlacement,
  tree: Tree,
): Promise<string[]> {
  const path = joinPath(placement.root, place)
  const range = /^([^*{}]*)\{(\d{1,9})\.\.(\d{1,9})\}([^*{}]*)$/.exec(path)
  if (range) return inBraces(path, range[1]!, range[2]!, range[3]!, range[4]!)
  if (/[{}]/.test(path) || path.split('*').length > 2)
    throw shardsError('shards-pattern', path, 'is neither a path nor has one `*` or one range `{000..009}`')
  const star = path.indexOf('*')
  if (star < 0 && path.endsWith(extension)) return [path]
  const folder = star < 0 ? path : folderOf(path.slice(0, star))
  const listed = (await tree.oid(folder)) === null ? null : await tree.list(folder)
  const matches = (name: string) => (star < 0 ? name.endsWith(extension) : isLike(name, path, star))
  const found: string[] = []
  for (let row = 0; row < (listed?.rows ?? 0); row++) {
    const name = listed!.path.get(row)
    if (!matches(name)) continue
    if (found.push(name) > SHARDS_LIMIT)
      throw shardsError('shards-too-many', path, `names more than ${SHARDS_LIMIT} files`)
  }
  if (found.length === 0) throw shardsError('shards-missing', path, `names no ${extension} file on ${tree.side}`)
  return found
}

function inBraces(path: string, before: string, first: string, last: string, after: string): string[] {
  const count = Number(last) - Number(first) + 1
  if (count < 1) throw shardsError('shards-pattern', path, 'has a range that runs backwards')
  if (count > SHARDS_LIMIT) throw shardsError('shards-too-many', path, `names more than ${SHARDS_LIMIT} files`)
  return Array.from({ length: count }, (_, at) => {
    const number = String(Number(first) + at)
    return before + number.padStart(first.length, '0') + after
  })
}

function isLike(name: string, pattern: string, star: number): boolean {
  const before = pattern.slice(0, star)
  const after = pattern.slice(star + 1)
  if (name.length < before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return false
  return !name.slice(before.length, name.length - after.length).includes('/')
}

function shardsError(code: string, path: string, what: string): GateError {
  const hint = 'Correct the split in `data.splits`: a file, a folder, one `*`, or a range as `train-{000..009}.tar`.'
  return new GateError(code, 'artifact', `${path}: ${what}`, { hint, place: { path } })
}
