/** What the fake knows: plain records. Times are milliseconds since 1970. */
export interface User {
  readonly id: number
  readonly login: string
  readonly type: 'User' | 'Bot' | 'Organization'
}
export interface App {
  readonly id: number
  readonly slug: string
  readonly bot: User
  readonly installation: number
  /** PEM; what its JSON web tokens are verified with. */
  readonly publicKey: string | null
  readonly permissions: Permissions
}
export type Level = 'read' | 'write'
/** As a workflow writes them: `pull-requests: write`. */
export type Permissions = Readonly<Record<string, Level | 'none'>>
/** Base roles; any other name is a custom role, which counts as `write`. */
export type Role = 'none' | 'read' | 'triage' | 'write' | 'maintain' | 'admin' | (string & {})

export interface Commit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly files: ReadonlyMap<string, Uint8Array>
  readonly message: string
  readonly author: User
  readonly date: number
}
export interface Repository {
  readonly id: number
  readonly owner: User
  readonly name: string
  readonly parent: Repository | null
  private: boolean
  deleted: boolean
  defaultBranch: string
  readonly branches: Map<string, string>
  readonly roles: Map<string, Role>
  /** What `GET rules/branches/{branch}` answers. */
  readonly rules: Map<string, readonly object[]>
}
export interface Pull {
  readonly id: number
  readonly number: number
  title: string
  readonly author: User
  readonly head: { readonly repository: Repository; readonly branch: string; sha: string }
  readonly base: { branch: string; sha: string }
  draft: boolean
  locked: boolean
  state: 'open' | 'closed'
  merged: boolean
  readonly created: number
  updated: number
}
export interface Comment {
  readonly id: number
  readonly issue: number
  body: string
  /** Null: the account was deleted. */
  author: User | null
  readonly app: App | null
  readonly created: number
  updated: number
  /** Null: never. An edit within the second of its making is one too. */
  edited: number | null
  readonly reactions: Reaction[]
}
export interface Reaction {
  readonly id: number
  readonly content: string
  readonly user: User
  readonly created: number
}
export interface Annotation {
  readonly path: string
  readonly start_line: number
  readonly end_line: number
  readonly start_column?: number
  readonly end_column?: number
  readonly annotation_level: 'notice' | 'warning' | 'failure'
  readonly message: string
  readonly title?: string
  readonly raw_details?: string
}
export interface CheckRun {
  readonly id: number
  readonly app: App
  name: string
  readonly sha: string
  status: 'queued' | 'in_progress' | 'completed'
  conclusion: string | null
  externalId: string | null
  detailsUrl: string | null
  started: number
  completed: number | null
  title: string | null
  summary: string | null
  text: string | null
  readonly annotations: Annotation[]
}
/** Just opened, nothing said. */
export function openCheck(id: number, app: App, sha: string, name: string, now: number): CheckRun {
  const texts = { title: null, summary: null, text: null, annotations: [] }
  const ends = { status: 'queued' as const, conclusion: null, started: now, completed: null }
  return { id, app, name, sha, ...ends, externalId: null, detailsUrl: null, ...texts }
}
export interface Status {
  readonly id: number
  readonly sha: string
  readonly state: string
  readonly context: string
  readonly description: string | null
  readonly url: string | null
  readonly creator: User
  readonly created: number
}
export interface Workflow {
  readonly id: number
  readonly name: string
  readonly path: string
}
export interface Run {
  readonly id: number
  readonly number: number
  readonly workflow: Workflow
  readonly event: string
  readonly sha: string
  readonly branch: string
  readonly repository: Repository
  readonly actor: User
  status: 'queued' | 'in_progress' | 'completed' | 'waiting'
  conclusion: string | null
  attempt: number
  /** When each attempt began, the first one first. */
  readonly started: number[]
  readonly created: number
  updated: number
  /** Absent: one, named after the workflow. */
  jobs?: { readonly name: string; status: 'queued' | 'in_progress' | 'completed'; conclusion: string | null }[]
}
export interface Artifact {
  readonly id: number
  readonly name: string
  readonly data: Uint8Array
  /** What listings say; the true size unless a test lies. */
  size: number
  readonly run: Run
  readonly created: number
  expired: boolean
}

/** Everybody of whom a repository has not been told has no role; in a public one everybody reads. */
export function roleOf(repository: Repository, user: User | null): Role {
  if (user?.id === repository.owner.id) return 'admin'
  return repository.roles.get(user?.login ?? '') ?? (repository.private ? 'none' : 'read')
}
