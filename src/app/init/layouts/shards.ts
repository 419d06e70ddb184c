import type { Folder, Look } from '../look.ts'
import { splitInName, splitName } from '../split-names.ts'

/** One split's files: `train-000000.tar`, `train-000001.tar`, or all of a folder. */
export interface Shards {
  /** As the configuration names them, seen from the repository. */
  readonly place: string
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
    if (!folder.files.has(kind)) continue
    const paths = look.in(folder, kind, Number.POSITIVE_INFINITY)
    const bySplit = new Map<string, string[]>()
    for (const path of paths) {
      const name = splitInName(path)
      if (name !== null) bySplit.set(name, [...(bySplit.get(name) ?? []), path])
    }
    for (const [name, own] of bySplit) add(folder, name, { place: placeOf(own, paths), paths: own })
    const name = bySplit.size === 0 && folder.parent ? splitName(folder.name) : null
    if (name !== null) add(folder.parent!, name, { place: folder.path, paths })
  }
  return groups
}

/** The path of a single file; of several what they have in common, with one `*`. */
function placeOf(own: readonly string[], all: readonly string[]): string {
  if (own.length === 1) return own[0]!
  const [first] = own
  let start = 0
  while (own.every((path) => path[start] === first![start])) start++
  // Digits that all share belong to the numbers of the shards.
  while (/\d/.test(first![start - 1] ?? '')) start--
  const prefix = first!.slice(0, start)
  const suffix = first!.slice(first!.lastIndexOf('.'))
  const others = all.filter((path) => path.startsWith(prefix) && path.endsWith(suffix))
  return others.length === own.length ? `${prefix}*${suffix}` : first!
}
