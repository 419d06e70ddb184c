import { blobId, type ChangedFile } from './history.ts'
import {
  type App,
  type Comment,
  type Commit,
  type Pull,
  type Reaction,
  type Repository,
  roleOf,
  type User,
} from './state.ts'
import type { World } from './world.ts'

/** Where people read. */
export const SITE = 'https://github.com'

export function iso(time: number): string
export function iso(time: number | null): string | null
export function iso(time: number | null): string | null {
  return time === null ? null : `${new Date(time).toISOString().slice(0, 19)}Z`
}

/** Opaque to users; here it can be read back. */
export function nodeId(kind: string, id: number): string {
  return `${kind}_${Buffer.from(`${kind}:${id}`).toString('base64url')}`
}

export function fullName({ owner, name }: Repository): string {
  return `${owner.login}/${name}`
}

export function showUser(user: User) {
  const { id, login, type } = user
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    html_url: `${SITE}/${login}`,
    type,
    site_admin: false,
  }
}

export function showApp({ id, slug, permissions, bot }: App) {
  return { id, slug, node_id: nodeId('A', id), name: slug, owner: showUser(bot), permissions, events: [] }
}

export function showRepository(repository: Repository) {
  const { id, name, owner, parent, defaultBranch } = repository
  return {
    id,
    node_id: nodeId('R', id),
    name,
    full_name: fullName(repository),
    private: repository.private,
    owner: showUser(owner),
    html_url: `${SITE}/${fullName(repository)}`,
    url: `https://api.github.com/repos/${fullName(repository)}`,
    fork: parent !== null,
    default_branch: defaultBranch,
    visibility: repository.private ? 'private' : 'public',
  }
}

export function showPull(world: World, pull: Pull) {
  const { number, head, base, author } = pull
  const html = `${SITE}/${fullName(world.repository)}/pull/${number}`
  return {
    id: pull.id,
    node_id: nodeId('PR', pull.id),
    number,
    url: `https://api.github.com/repos/${fullName(world.repository)}/pulls/${number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    state: pull.state,
    locked: pull.locked,
    title: pull.title,
    body: null,
    user: showUser(author),
    draft: pull.draft,
    labels: [],
    created_at: iso(pull.created),
    updated_at: iso(pull.updated),
    closed_at: pull.state === 'closed' ? iso(pull.updated) : null,
    merged_at: pull.merged ? iso(pull.updated) : null,
    author_association: association(world.repository, author),
    head: showSide(head.repository, head.branch, head.sha),
    base: showSide(world.repository, base.branch, base.sha),
  }
}

function showSide(repository: Repository, ref: string, sha: string) {
  const { owner, deleted } = repository
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: showUser(owner),
    repo: deleted ? null : showRepository(repository),
  }
}

export function showFile(world: World, { path, status, additions, deletions, sha, patch }: ChangedFile) {
  const changes = { additions, deletions, changes: additions + deletions }
  const raw = `${SITE}/${fullName(world.repository)}/raw/${path}`
  return {
    sha,
    filename: path,
    status,
    ...changes,
    blob_url: raw,
    raw_url: raw,
    contents_url: raw,
    ...(patch === null ? {} : { patch }),
  }
}

export function showComment(world: World, comment: Comment, api: string) {
  const { id, author, app, issue } = comment
  const base = `${api}/repos/${fullName(world.repository)}/issues`
  return {
    id,
    node_id: nodeId('IC', id),
    url: `${base}/comments/${id}`,
    html_url: `${SITE}/${fullName(world.repository)}/pull/${issue}#issuecomment-${id}`,
    issue_url: `${base}/${issue}`,
    user: author && showUser(author),
    created_at: iso(comment.created),
    updated_at: iso(comment.updated),
    author_association: association(world.repository, author),
    body: comment.body,
    performed_via_github_app: app && showApp(app),
    reactions: { url: `${base}/comments/${id}/reactions`, ...counted(comment.reactions) },
  }
}

const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'eyes', 'rocket']

function counted(reactions: readonly Reaction[]) {
  const counts = REACTIONS.map((name) => [name, reactions.filter(({ content }) => content === name).length])
  return { total_count: reactions.length, ...Object.fromEntries(counts) }
}

export function showReaction({ id, user, content, created }: Reaction) {
  return { id, node_id: nodeId('REA', id), user: showUser(user), content, created_at: iso(created) }
}

export function showCommit(world: World, commit: Commit) {
  const person = {
    name: commit.author.login,
    email: `${commit.author.login}@users.noreply.github.com`,
    date: iso(commit.date),
  }
  const tree = blobId(Buffer.from([...commit.files].map(([path, bytes]) => `${path} ${blobId(bytes)}`).join('\n')))
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    html_url: `${SITE}/${fullName(world.repository)}/commit/${commit.sha}`,
    commit: {
      author: person,
      committer: person,
      message: commit.message,
      tree: { sha: tree, url: '' },
      comment_count: 0,
    },
    author: showUser(commit.author),
    committer: showUser(commit.author),
    parents: commit.parents.map((sha) => ({ sha, url: '' })),
  }
}

/** Says nothing of rights: an owner's is OWNER, and people with a role are collaborators, whatever the role. */
function association(repository: Repository, user: User | null): string {
  if (user?.id === repository.owner.id) return 'OWNER'
  return user && repository.roles.has(user.login) && roleOf(repository, user) !== 'none' ? 'COLLABORATOR' : 'NONE'
}
