import { notFound, ok } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { changedFiles, mergeBase } from '../history.ts'
import { page } from '../pages.ts'
import { rank } from '../rights.ts'
import { showFile, showPull, showRepository, showUser } from '../show.ts'
import { type Pull, type Role, roleOf } from '../state.ts'

/** The list of a pull request's files ends here, without a word. */
const MOST_FILES = 3000

export const pulls: Routes = {
  'GET ': ({ repository }) => ok(showRepository(repository)),
  'GET /pulls': (call) => {
    const { world, query } = call
    const [state, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')]
    const found = world.pulls.filter(
      (pull) =>
        (state === 'all' || pull.state === state) &&
        // Without its owner a branch is no filter: GitHub then lists all.
        (!head?.includes(':') || head === `${pull.head.repository.owner.login}:${pull.head.branch}`) &&
        (base === null || base === pull.base.branch),
    )
    return page(call, found.reverse(), (pull) => showPull(world, pull))
  },
  'GET /pulls/{pull_number}': (call) => {
    const pull = pullOf(call, call.path.pull_number)
    if (!pull) return notFound
    const files = filesOf(call, pull)
    return ok({
      ...showPull(call.world, pull),
      merged: pull.merged,
      mergeable: pull.state === 'open' ? true : null,
      changed_files: files.length,
      additions: files.reduce((sum, { additions }) => sum + additions, 0),
      deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
      comments: call.world.comments.filter(({ issue }) => issue === pull.number).length,
    })
  },
  'GET /pulls/{pull_number}/files': (call) => {
    const pull = pullOf(call, call.path.pull_number)
    if (!pull) return notFound
    return page(call, filesOf(call, pull).slice(0, MOST_FILES), (file) => showFile(call.world, file))
  },
  'GET /issues/{issue_number}': (call) => {
    const pull = pullOf(call, call.path.issue_number)
    if (!pull) return notFound
    const {
      id,
      node_id,
      number,
      title,
      state,
      locked,
      user,
      created_at,
      updated_at,
      html_url,
      author_association,
      draft,
    } = showPull(call.world, pull)
    const comments = call.world.comments.filter(({ issue }) => issue === number).length
    const link = { url: '', html_url, merged_at: null }
    return ok({
      id,
      node_id,
      number,
      title,
      state,
      locked,
      user,
      labels: [],
      comments,
      created_at,
      updated_at,
      html_url,
      author_association,
      draft,
      pull_request: link,
    })
  },
  'GET /collaborators/{username}/permission': ({ world, repository, path }) => {
    const user = world.users.get(path.username!)
    if (user?.type !== 'User') return notFound // "is not a user": true of bots too
    const role = roleOf(repository, user)
    return ok({ permission: oldName(role), role_name: role, user: { ...showUser(user), permissions: flags(role) } })
  },
  'GET /rules/branches/{branch}': (call) =>
    page(call, call.repository.rules.get(call.path.branch!) ?? [], (rule) => rule),
}

function pullOf({ world }: Call, number: string | undefined): Pull | undefined {
  return world.pulls.find((pull) => pull.number === Number(number))
}

function filesOf({ world }: Call, { head, base }: Pull) {
  const tip = world.repository.branches.get(base.branch)!
  const shared = world.commits.get(mergeBase(world.commits, tip, head.sha) ?? '')
  const after = world.commits.get(head.sha)
  return shared && after ? changedFiles(shared.files, after.files) : []
}

/** `permission` knows four words: maintain is write there, triage is read. */
function oldName(role: Role): string {
  const names = ['none', 'read', 'read', 'write', 'write', 'admin']
  return names[rank(role)]!
}

function flags(role: Role) {
  const at = rank(role)
  return { pull: at >= 1, triage: at >= 2, push: at >= 3, maintain: at >= 4, admin: at >= 5 }
}
