import { type Answer, byIntegration, notFound, refused } from './answer.ts'
import type { Identity } from './identity.ts'
import { type Level, type Repository, type Role, roleOf } from './state.ts'

/** What a call needs: one of these rights of an integration, this role of a user. */
interface Need {
  readonly rights: readonly (readonly [name: string, level: Level])[]
  readonly role: Role | 'no user'
}

const RANK = ['none', 'read', 'triage', 'write', 'maintain', 'admin']
const read = (...names: string[]): Need => ({ rights: names.map((name) => [name, 'read'] as const), role: 'read' })
const write = (role: Need['role'], ...names: string[]): Need => ({
  rights: names.map((name) => [name, 'write'] as const),
  role,
})

/** "Fine-grained access tokens" and "permissions required" of each operation's page on docs.github.com/rest. */
const NEEDS: Readonly<Record<string, Need>> = {
  'GET ': read('metadata'),
  'GET /pulls': read('pull_requests'),
  'GET /pulls/{pull_number}': read('pull_requests'),
  'GET /pulls/{pull_number}/files': read('pull_requests'),
  'GET /git/ref/{ref}': read('contents'),
  'GET /compare/{basehead}': read('contents'),
  'GET /contents/{path}': read('contents'),
  'GET /commits/{ref}': read('contents'),
  'GET /commits/{commit_sha}/pulls': read('pull_requests', 'contents'),
  'GET /issues/{issue_number}': read('issues', 'pull_requests'),
  'GET /issues/{issue_number}/comments': read('issues', 'pull_requests'),
  'POST /issues/{issue_number}/comments': write('read', 'issues', 'pull_requests'),
  'GET /issues/comments/{comment_id}': read('issues', 'pull_requests'),
  'PATCH /issues/comments/{comment_id}': write('read', 'issues', 'pull_requests'),
  'DELETE /issues/comments/{comment_id}': write('read', 'issues', 'pull_requests'),
  'GET /issues/comments/{comment_id}/reactions': read('issues', 'pull_requests'),
  'POST /issues/comments/{comment_id}/reactions': write('read', 'issues', 'pull_requests'),
  'DELETE /issues/comments/{comment_id}/reactions/{reaction_id}': write('read', 'issues', 'pull_requests'),
  'GET /collaborators/{username}/permission': read('metadata'),
  'POST /check-runs': write('no user', 'checks'),
  'GET /check-runs/{check_run_id}': read('checks'),
  'PATCH /check-runs/{check_run_id}': write('no user', 'checks'),
  'GET /check-runs/{check_run_id}/annotations': read('checks'),
  'GET /commits/{ref}/check-runs': read('checks'),
  'GET /commits/{ref}/check-suites': read('checks'),
  'GET /commits/{ref}/statuses': read('statuses'),
  'GET /commits/{ref}/status': read('statuses'),
  'POST /statuses/{sha}': write('write', 'statuses'),
  'GET /actions/runs': read('actions'),
  'GET /actions/runs/{run_id}': read('actions'),
  'GET /actions/runs/{run_id}/attempts/{attempt_number}': read('actions'),
  'GET /actions/runs/{run_id}/jobs': read('actions'),
  'POST /actions/runs/{run_id}/rerun': write('write', 'actions'),
  'POST /actions/runs/{run_id}/cancel': write('write', 'actions'),
  'GET /actions/runs/{run_id}/artifacts': read('actions'),
  'GET /actions/workflows/{workflow_id}': read('actions'),
  'GET /actions/workflows/{workflow_id}/runs': read('actions'),
  'GET /actions/artifacts': read('actions'),
  'GET /actions/artifacts/{artifact_id}': read('actions'),
  'GET /actions/artifacts/{artifact_id}/{archive_format}': read('actions'),
  'GET /rules/branches/{branch}': read('metadata'),
}
/** Anonymous requests may not fetch these even from a public repository. */
const NEVER_ANONYMOUS = new Set([
  'GET /collaborators/{username}/permission',
  'GET /actions/artifacts/{artifact_id}/{archive_format}',
])

/** Null: allowed. 404 for what may not be seen, 403 for what may be seen and not done. */
export function refusal(who: Identity, call: string, repository: Repository): Answer | null {
  const need = NEEDS[call]
  if (!need) throw new Error(`no rights are written down for ${call}`)
  const reads = call.startsWith('GET')
  const open = !repository.private && reads && !NEVER_ANONYMOUS.has(call)
  switch (who.kind) {
    case 'nobody':
      return open ? null : repository.private ? notFound : refused(401, 'Requires authentication')
    case 'app':
      return refused(401, 'A JSON web token could not be decoded for this resource: use an installation token')
    case 'integration':
      return open || need.rights.some(([name, level]) => covers(who.rights.get(name), level)) ? null : byIntegration
    case 'user': {
      const role = roleOf(repository, who.user)
      if (rank(role) < rank('read')) return notFound
      if (need.role === 'no user') return refused(403, 'You must authenticate via a GitHub App.')
      return rank(role) >= rank(need.role) ? null : refused(403, 'Must have admin rights to Repository.')
    }
  }
}

function covers(has: Level | undefined, needed: Level): boolean {
  return has === 'write' || has === needed
}

/** A custom role is made from one of the five; here from `write`. */
export function rank(role: Role): number {
  const at = RANK.indexOf(role)
  return at < 0 ? RANK.indexOf('write') : at
}
