import { GateError } from '#contract/errors'
import type { Git } from './git.ts'

/** Missing trees hide what is below them: one request a level. */
const MOST_ROUNDS = 64

/** The remote that a partial clone takes missing objects from; null: this clone is whole. */
export function promisorOf(git: Git): Promise<string | null> {
  const known = PROMISORS.get(git) ?? askPromisor(git)
  PROMISORS.set(git, known)
  return known
}
/** A clone does not become partial while it is read. */
const PROMISORS = new WeakMap<Git, Promise<string | null>>()

async function askPromisor(git: Git): Promise<string | null> {
  const found = await git.maybe('config', '--get-regexp', '^remote\\..*\\.promisor$', '^true$')
  return found === null ? null : (/^remote\.(.*)\.promisor(\s|$)/m.exec(found)?.[1] ?? null)
}

/**
 * Brings what a partial clone lacks of a tree, in one request rather than one an object (git itself would ask for each
 * file that is read). `paths` are pathspecs; null: all folders, no file.
 *
 * @throws GateError `content-absent`
 */
export async function complete(git: Git, remote: string, treeish: string, paths: readonly string[] | null) {
  // By the id of its folder: a commit that changed none of the paths would be left out.
  const below = paths === null ? ['--filter=blob:none', treeish] : [await treeOf(git, treeish), '--', ...paths]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const listed = await git.text('rev-list', '--objects', '--no-walk', '--missing=print', ...below)
    const missing = listed.split('\n').flatMap((line) => (line.startsWith('?') ? [line.slice(1)] : []))
    if (missing.length === 0) return
    const options = ['--no-tags', '--no-write-fetch-head', '--recurse-submodules=no', '--filter=blob:none', '--stdin']
    const fetched = await git.run(
      ['-c', 'fetch.negotiationAlgorithm=noop', 'fetch', remote, ...options],
      `${missing.join('\n')}\n`,
    )
    if (fetched.status !== 0) throw absent(remote, missing.length, fetched.stderr)
  }
  throw absent(remote, 1, `still missing after ${MOST_ROUNDS} requests`)
}

function treeOf(git: Git, treeish: string): Promise<string> {
  return git.text('rev-parse', '--verify', '--end-of-options', `${treeish}^{tree}`)
}

function absent(remote: string, count: number, why: string): GateError {
  const message = `this clone is partial, lacks ${count} objects, and could not fetch them from ${remote}: ${why}`
  return new GateError('content-absent', 'host', message, {
    hint: `Make it whole before: git fetch --refetch --no-filter ${remote} (in a workflow: actions/checkout without \`filter\`).`,
  })
}
