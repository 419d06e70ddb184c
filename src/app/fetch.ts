import type { Placement } from '#contract/config'
import type { Scene } from '#contract/evidence'
import { type Reason, SIDES } from '#contract/ids'
import { fetchDvc } from '#host/dvc/fetch'
import { DvcTree } from '#host/dvc/tree'
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
  const { dvc, git, env } = repository
  // DVC first: a `.dvc` file tells more files.
  const kept = dvc
    ? await fetched(
        'DVC',
        () => outsOf(scene),
        (outs) => fetchDvc(dvc, outs, env),
      )
    : []
  return [
    ...kept,
    ...(await fetched(
      'Git LFS',
      () => pointersOf(scene),
      (pointers) => fetchLfs(git, pointers),
    )),
  ]
}

/** What was absent and is there now, and what is absent still. */
async function fetched<T>(
  store: string,
  absent: () => Promise<T[]>,
  fetch: (wanted: T[]) => Promise<string | null>,
): Promise<Reason[]> {
  const wanted = await absent()
  if (wanted.length === 0) return []
  const why = await fetch(wanted)
  const left = await absent()
  const came: Reason = { code: 'fetched', args: { store, n: wanted.length - left.length } }
  const lack = { store, n: left.length, why: why ?? 'the remote does not have them' }
  return [
    ...(left.length < wanted.length ? [came] : []),
    ...(left.length > 0 ? [{ code: 'fetch-failed', args: lack }] : []),
  ]
}

async function outsOf(scene: Scene) {
  const byMd5 = new Map(
    (await perSide(scene, async (tree, paths) => (tree instanceof DvcTree ? tree.absent(paths) : []))).map((out) => [
      `${out.md5} ${out.folder}`,
      out,
    ]),
  )
  return [...byMd5.values()]
}

async function pointersOf(scene: Scene) {
  const found = await perSide(scene, async (tree, paths) => {
    const git = tree instanceof DvcTree ? tree.git : tree
    return git instanceof GitTree ? git.absent(paths) : []
  })
  return [...new Map(found.map((pointer) => [pointer.oid, pointer])).values()]
}

type Tree = NonNullable<Scene['tree']['head']>
async function perSide<T>(scene: Scene, absent: (tree: Tree, paths: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = []
  for (const side of SIDES) {
    const [placement, tree] = [scene.placement[side], scene.tree[side]]
    if (!placement || !tree) continue
    const model = modelOf(placement)
    all.push(...(await absent(tree, side === 'anchor' ? model : [placement.data.root, ...model])))
  }
  return all
}

function modelOf({ model }: Placement): string[] {
  return model ? [model.path] : []
}
