import type { Config } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Reason } from '#contract/ids'
import type { Tree } from '#contract/ports'
import type { Repository } from '#host/git/repository'
import type { Gate } from './gate.ts'

/** What a run is asked: names of commits, as a person or an event gives them. */
export interface Request {
  /** Tip of the base branch: the policy's commit. The measurement compares its merge-base with head. */
  readonly base: string
  /** A commit, or `worktree`. */
  readonly head: string
  /** Repository-relative path of the configuration. */
  readonly configPath: string
  /** A configuration from outside the commits (`--config`): it is then the policy and the placement of every side. */
  readonly configText: string | null
  /** The merge-base when it is known already (the API tells it without history); null = git finds it. */
  readonly mergeBase: string | null
  /** Whether what head names may be fetched where the policy allows it: not for a pull request from a fork. */
  readonly trusted: boolean
  /** A draft is not judged yet: whatever the policy says, nothing is stopped. */
  readonly draft?: boolean
}

export interface Sides {
  readonly policyCommit: string
  readonly base: Tree
  readonly head: Tree
  readonly baseAgeDays: number | null
  readonly notes: Reason[]
}

const CONFIG_LIMIT = 1024 * 1024
const DAY = 86_400

export async function openSides(request: Request, gate: Gate): Promise<Sides> {
  const { repository } = gate
  const notes: Reason[] = []
  const policy = await repository.commitOrFetch(request.base)
  if (policy.fetched) notes.push({ code: 'base-fetched', args: {} })
  const worktree = request.head === 'worktree'
  const head = worktree ? await repository.commit('HEAD') : (await repository.commitOrFetch(request.head)).id
  const mergeBase = await findMergeBase(request, policy.id, head, repository)
  notes.push(...mergeBase.notes)
  if (worktree) notes.push({ code: 'worktree-head', args: {} })
  const [from, to] = [await repository.commitSeconds(mergeBase.id), await repository.commitSeconds(head)]
  return {
    policyCommit: policy.id,
    base: repository.tree('base', mergeBase.id),
    head: worktree ? await repository.worktree() : repository.tree('head', head),
    baseAgeDays: worktree ? null : Math.max(0, Math.round(((to - from) / DAY) * 10) / 10),
    notes,
  }
}

async function findMergeBase(
  request: Request,
  policy: string,
  head: string,
  repository: Repository,
): Promise<{ id: string; notes: Reason[] }> {
  if (request.mergeBase === null) return repository.mergeBase(policy, head)
  return { id: (await repository.commitOrFetch(request.mergeBase)).id, notes: [] }
}

export type LoadConfig = (text: string, at: { path: string; commit: string }) => Config

/** The configuration of one commit, or null when it has none. */
export async function configOf(tree: Tree, path: string, load: LoadConfig): Promise<Config | null> {
  let bytes: Uint8Array
  try {
    bytes = await tree.read(path, CONFIG_LIMIT)
  } catch (error) {
    if (error instanceof GateError && error.code === 'file-missing') return null
    throw error
  }
  return load(decodeUtf8(bytes, path), { path, commit: tree.commit })
}

function decodeUtf8(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new GateError('config-encoding', 'user', `${path}: not UTF-8`, {
      hint: 'Save the file as UTF-8.',
      place: { path },
      cause,
    })
  }
}
