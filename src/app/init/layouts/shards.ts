import type { Folder, Look } from '../look.ts'
import { splitInName, splitName } from '../split-names.ts'

/** Each costs a read of its first file. */
const MOST_GROUPS = 50

/** One split's files: `train-000000.tar`, `train-000001.tar`, or all of a folder. */
export interface Shards {
  /** As the configuration names them, seen from the repository; null: no one pattern names these and no others. */
  readonly place: string | null
  readonly paths: readonly string[]
}

/** Files of a kind that make up splits by their names or their folders, by the folder in which all of them lie. */
export function shardsOf(look: Look, kind: string): Map<Folder, Map<string, Shards>> {
  const groups = new Map<Folder, Map<string, Shards>>()
  const add = (root: Folder, name: string, shards: Shards) => {
    const group = groups.get(root) ?? new Map<string, Shards>()
    if (!group.has(name)) groups.set(root, group.set(name, shards))
  }
  for (const folder of look.folders.values()) {
    if (groups.size === MOST_GROUPS) {
      look.stop(`after ${MOST_GROUPS} folders of ${kind} files`)
      break
    }
    if (!folder.files.has(kind)) continue
    const paths = look.in(folder, kind, Number.POSITIVE_INFINITY)
    const bySplit = new Map<string, string[]>()
    for (const path of paths) {
      const name = splitInName(path)
      const own = name === null ? null : bySplit.get(name)
      if (own) own.push(path)
      else if (name !== null) bySplit.set(name, [path])
    }
    for (const [name, own] of bySplit) add(folder, name, { place: placeOf(own, paths), paths: own })
    const name = bySplit.size === 0 && folder.parent ? splitName(folder.name) : null
    if (name !== null) add(folder.parent!, name, { place: PATTERN.test(folder.path) ? null : folder.path, paths })
  }
  return groups
}

/** What a path of the configuration would take for more than a name. */
const PATTERN = /[*{}]/

/** The path of a single file; of several what they have in common, with one `*`. */
function placeOf(own: readonly string[], all: readonly string[]): string | null {
  const [first] = own
  if (own.some((path) => PATTERN.test(path))) return null
  if (own.length === 1) return first!
  let start = 0
  while (own.every((path) => path[start] === first![start])) start++
  // Digits that all share belong to the numbers of the shards.
  while (/\d/.test(first![start - 1] ?? '')) start--
  const prefix = first!.slice(0, start)
  const suffix = first!.slice(first!.lastIndexOf('.'))
  const like = all.filter((path) => path.startsWith(prefix) && path.endsWith(suffix))
  return like.length === own.length ? `${prefix}*${suffix}` : null
}

/** Why the shards of a group cannot be named, or null. */
export function unnamed(splits: ReadonlyMap<string, Shards>): string | null {
  const [name] = [...splits].find(([, { place }]) => place === null) ?? []
  return name === undefined
    ? null
    : `no pattern with one \`*\` names the files of ${name} and no others: give each split a folder of its own`
}
