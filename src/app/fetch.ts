import type { Placement } from '#contract/config'
import type { Scene } from '#contract/evidence'
import { type Reason, SIDES } from '#contract/ids'
import { fetchDvc } from '#host/dvc/fetch'
import { DvcTree } from '#host/dvc/tree'
import type { Pointer } from '#host/git/lfs'
import { fetchLfs } from '#host/git/lfs-fetch'
import { GitTree } from '#host/git/tree'
import type { Gate } from './gate.ts'
import type { Prepared } from './prepare.ts'
import type { Request } from './sides.ts'

/**
 * Whether absent content may be fetched: only when the policy's own commit says so, never by what a pull request says of
 * itself, and never for one from a fork.
 */
export function mayFetch(target: string, request: Request, { deciding, adopting }: Prepared): boolean {
  if (!request.trusted || adopting || !Object.hasOwn(deciding.placements, target)) return false
  return deciding.placements[target]!.data.fetch === 'trusted-remote'
}

/** Brings what both sides need and this machine lacks. What could not be had is told, and shown as not read. */
export async function fetchContents(scene: Scene, { repository }: Gate): Promise<Reason[]> {
  const notes: Reason[] = []
  const pointers = new Map<string, Pointer>()
  for (const side of SIDES) {
    const [placement, tree] = [scene.placement[side], scene.tree[side]]
    if (!placement || !tree) continue
    const paths = side === 'anchor' ? modelOf(placement) : [placement.data.root, ...modelOf(placement)]
    if (tree instanceof DvcTree && repository.dvc) {
      const outs = await tree.absent(paths)
      if (outs.length > 0) notes.push(await fetchDvc(repository.dvc, outs, repository.env))
    }
    const git = tree instanceof DvcTree ? tree.git : tree
    if (git instanceof GitTree) for (const pointer of await git.absent(paths)) pointers.set(pointer.oid, pointer)
  }
  if (pointers.size > 0) notes.push(await fetchLfs(repository.git, [...pointers.values()]))
  return notes
}

function modelOf({ model }: Placement): string[] {
  return model ? [model.path] : []
}
