import { notFound, ok, refused } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { ancestry, blobId, changedFiles, mergeBase } from '../history.ts'
import { page } from '../pages.ts'
import { showCommit, showFile, showPull } from '../show.ts'
import type { Commit, Repository } from '../state.ts'

/** Compare shows so many files and no more, without a word. */
const MOST_FILES = 300
const INLINE_BYTES = 1_000_000

export const git: Routes = {
  'GET /git/ref/{ref}': ({ path, repository }) => {
    const ref = path.ref!
    const sha = ref.startsWith('heads/') ? repository.branches.get(ref.slice('heads/'.length)) : undefined
    if (sha === undefined) return notFound
    return ok({ ref: `refs/${ref}`, node_id: `REF_${sha}`, url: '', object: { type: 'commit', sha, url: '' } })
  },
  'GET /commits/{ref}': (call) => {
    const commit = call.world.commits.get(commitOf(call, call.path.ref!) ?? '')
    return commit ? ok(showCommit(call.world, commit)) : refused(422, `No commit found for SHA: ${call.path.ref}`)
  },
  'GET /commits/{commit_sha}/pulls': (call) => {
    const { world } = call
    const sha = commitOf(call, call.path.commit_sha!)
    if (sha === null) return refused(422, `No commit found for SHA: ${call.path.commit_sha}`)
    const parents = world.commits.get(sha)?.parents ?? []
    const found = world.pulls.filter(({ head, merged }) => head.sha === sha || (merged && parents.includes(head.sha)))
    return page(call, found, (pull) => showPull(world, pull))
  },
  'GET /compare/{basehead}': (call) => {
    const { world, url } = call
    const [base, head] = call.path.basehead!.split('...').map((name) => commitOf(call, name) ?? '')
    const [before, after] = [world.commits.get(base ?? ''), world.commits.get(head ?? '')]
    if (!before || !after) return notFound
    const found = mergeBase(world.commits, before.sha, after.sha)
    if (found === null) return refused(404, `No common ancestor between ${before.sha} and ${after.sha}.`)
    const shared = world.commits.get(found)!
    const ahead = beyond(call, after.sha, before.sha)
    const behind = beyond(call, before.sha, after.sha)
    const files = changedFiles(shared.files, after.files).slice(0, MOST_FILES)
    const shown = page(call, ahead, (commit) => showCommit(world, commit))
    return {
      ...shown,
      data: {
        url: url.href,
        base_commit: showCommit(world, before),
        merge_base_commit: showCommit(world, shared),
        status:
          ahead.length === 0
            ? behind.length === 0
              ? 'identical'
              : 'behind'
            : behind.length === 0
              ? 'ahead'
              : 'diverged',
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: shown.data,
        ...(Number(url.searchParams.get('page') ?? 1) === 1
          ? { files: files.map((file) => showFile(world, file)) }
          : {}),
      },
    }
  },
  'GET /contents/{path}': (call) => {
    const { query, repository } = call
    const path = call.path.path!.replace(/^\/|\/$/g, '')
    const ref = query.get('ref') ?? repository.defaultBranch
    const files = call.world.commits.get(commitOf(call, ref) ?? '')?.files
    if (!files) return refused(404, `No commit found for the ref ${ref}`)
    const bytes = files.get(path)
    if (bytes) return ok({ ...entry(path, bytes), ...inline(bytes) })
    const below = [...files].filter(([name]) => name.startsWith(`${path}/`))
    if (below.length === 0) return notFound
    return ok(
      below.filter(([name]) => !name.slice(path.length + 1).includes('/')).map(([name, one]) => entry(name, one)),
    )
  },
}

function entry(path: string, bytes: Uint8Array) {
  const links = { self: '', git: '', html: '' }
  const nowhere = { url: '', html_url: '', git_url: '', download_url: null, _links: links }
  return { type: 'file', name: path.split('/').at(-1), path, size: bytes.length, sha: blobId(bytes), ...nowhere }
}

/** Larger files come without their content. */
function inline(bytes: Uint8Array) {
  if (bytes.length > INLINE_BYTES) return { content: '', encoding: 'none' }
  const base64 = Buffer.from(bytes).toString('base64')
  return { content: base64.replace(/.{60}/g, '$&\n'), encoding: 'base64' }
}

/** A commit by object id, branch, or `owner:branch` of a fork. */
export function commitOf({ world, repository }: Pick<Call, 'world' | 'repository'>, name: string): string | null {
  if (world.commits.has(name)) return name
  const [owner, branch] = name.includes(':') ? name.split(':', 2) : [repository.owner.login, name]
  const there = (one: Repository) => one.owner.login === owner && !one.deleted
  const plain = branch!.replace(/^refs\/heads\/|^heads\//, '')
  return world.repositories.find(there)?.branches.get(plain) ?? null
}

/** Commits of one that the other does not reach, oldest first. */
function beyond({ world }: Call, of: string, than: string): Commit[] {
  const known = new Set(ancestry(world.commits, than))
  const shas = ancestry(world.commits, of).filter((sha) => !known.has(sha))
  return shas.reverse().flatMap((sha) => world.commits.get(sha) ?? [])
}
