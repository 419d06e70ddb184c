import { createHash } from 'node:crypto'
import type { Waiter } from '#host/github/connection'
import { VirtualClock } from './clock.ts'
import {
  type App,
  type Artifact,
  type CheckRun,
  type Comment,
  type Commit,
  openCheck,
  type Permissions,
  type Pull,
  type Repository,
  type Role,
  type Run,
  type Status,
  type User,
  type Workflow,
} from './state.ts'

export interface WorldOptions {
  readonly clock?: Waiter
  readonly owner?: string
  readonly name?: string
  readonly private?: boolean
}
type Files = Readonly<Record<string, string | Uint8Array | null>>
export interface NewCommit {
  /** On top of the first parent's; null removes. */
  readonly files?: Files
  readonly parents?: readonly string[]
  readonly message?: string
  readonly sha?: string
}

const encoder = new TextEncoder()
/** Ids and names of the platform itself. */
const ACTIONS_APP = 15368
const ACTIONS_BOT = 41898282
const MONTH_MS = 30 * 86_400_000

/** One repository, its forks and what happens in them. Its methods are deeds of people: nobody asks for their rights. */
export class World {
  readonly clock: Waiter
  readonly users = new Map<string, User>()
  readonly apps = new Map<string, App>()
  readonly actions: App
  readonly repository: Repository
  readonly repositories: Repository[] = []
  readonly commits = new Map<string, Commit>()
  readonly pulls: Pull[] = []
  readonly comments: Comment[] = []
  /** Deleted ones too. */
  readonly everSaid: Comment[] = []
  readonly checks: CheckRun[] = []
  readonly statuses: Status[] = []
  readonly workflows: Workflow[] = []
  readonly runs: Run[] = []
  readonly artifacts: Artifact[] = []
  /** Told of every run that is to be done again. */
  onRerun: ((run: Run) => void) | null = null
  #next = 1000

  constructor({ clock = new VirtualClock(), owner = 'o', name = 'r', private: hidden = true }: WorldOptions = {}) {
    this.clock = clock
    this.actions = this.app('github-actions', { id: ACTIONS_APP, bot: ACTIONS_BOT })
    this.repository = this.#addRepository(this.user(owner), name, null, hidden)
    this.repository.branches.set('main', this.commit({ files: { 'README.md': '# r\n' }, message: 'Start' }))
  }

  /** A new number, larger than all before. */
  id(): number {
    return this.#next++
  }

  /** The account of that name, made when there is none. */
  user(login: string, role?: Role): User {
    const found = this.users.get(login) ?? { id: this.id(), login, type: 'User' as const }
    this.users.set(login, found)
    if (role !== undefined) this.repository.roles.set(login, role)
    return found
  }

  app(
    slug: string,
    { id = this.id(), bot = this.id(), permissions = {} as Permissions, publicKey = null as string | null } = {},
  ): App {
    const user: User = { id: bot, login: `${slug}[bot]`, type: 'Bot' }
    const app = { id, slug, bot: user, installation: this.id(), permissions, publicKey }
    this.apps.set(slug, app)
    this.users.set(user.login, user)
    return app
  }

  fork(login: string): Repository {
    const fork = this.#addRepository(this.user(login), this.repository.name, this.repository, this.repository.private)
    for (const [branch, sha] of this.repository.branches) fork.branches.set(branch, sha)
    return fork
  }

  /** Parents default to the tip of the default branch. */
  commit({ files = {}, parents, message = 'Change', sha }: NewCommit = {}): string {
    const tip = this.repository.branches.get(this.repository.defaultBranch)
    const above = parents ?? (tip === undefined ? [] : [tip])
    const tree = new Map(this.commits.get(above[0] ?? '')?.files)
    for (const [path, content] of Object.entries(files)) {
      if (content === null) tree.delete(path)
      else tree.set(path, typeof content === 'string' ? encoder.encode(content) : content)
    }
    const made = sha ?? createHash('sha1').update(`commit ${this.id()}`).digest('hex')
    const author = this.user(this.repository.owner.login)
    this.commits.set(made, { sha: made, parents: above, files: tree, message, author, date: this.clock.now() })
    return made
  }

  /** Moves a branch, and the head of every open pull request from it; a name makes the commit on top of the branch. */
  push(branch: string, change: string | NewCommit = {}, repository = this.repository): string {
    const tip = repository.branches.get(branch) ?? this.repository.branches.get(this.repository.defaultBranch)
    const sha = typeof change === 'string' ? change : this.commit({ ...(tip ? { parents: [tip] } : {}), ...change })
    repository.branches.set(branch, sha)
    for (const pull of this.pulls) {
      if (pull.state !== 'open' || pull.head.repository !== repository || pull.head.branch !== branch) continue
      pull.head.sha = sha
      pull.base.sha = this.repository.branches.get(pull.base.branch)!
      pull.updated = this.clock.now()
    }
    return sha
  }

  openPull(branch: string, more: { number?: number; from?: Repository; base?: string; draft?: boolean } = {}): Pull {
    const { number = this.pulls.length + 1, from = this.repository, base = 'main', draft = false } = more
    const sha = from.branches.get(branch)
    const baseSha = this.repository.branches.get(base)
    if (sha === undefined || baseSha === undefined) throw new Error(`no branch ${branch} or ${base}`)
    const now = this.clock.now()
    const pull: Pull = {
      id: this.id(),
      number,
      title: `Change ${branch}`,
      author: from.owner,
      head: { repository: from, branch, sha },
      base: { branch: base, sha: baseSha },
      draft,
      locked: false,
      state: 'open',
      merged: false,
      created: now,
      updated: now,
    }
    this.pulls.push(pull)
    return pull
  }

  pull(number: number): Pull {
    const pull = this.pulls.find((one) => one.number === number)
    if (!pull) throw new Error(`no pull request ${number}`)
    return pull
  }

  say(issue: number, author: string | User | null, body: string, app: App | null = null): Comment {
    const now = this.clock.now()
    const user = typeof author === 'string' ? this.user(author) : author
    const comment = {
      id: this.id(),
      issue,
      body,
      author: user,
      app,
      created: now,
      updated: now,
      edited: null,
      reactions: [],
    }
    this.comments.push(comment)
    this.everSaid.push(comment)
    return comment
  }

  edit(comment: Comment, body: string): void {
    comment.body = body
    comment.edited = this.clock.now()
    comment.updated = comment.edited
  }

  remove(comment: Comment): void {
    this.comments.splice(this.comments.indexOf(comment), 1)
  }

  check(app: App, sha: string, { name = 'cv-gate', ...more }: Partial<CheckRun> = {}): CheckRun {
    const made = { ...openCheck(this.id(), app, sha, name, this.clock.now()), ...more }
    this.checks.push(made)
    return made
  }

  workflow(path: string): Workflow {
    const name = path
      .split('/')
      .at(-1)!
      .replace(/\.ya?ml$/, '')
    const found = this.workflows.find((one) => one.path === path) ?? { id: this.id(), name, path }
    if (!this.workflows.includes(found)) this.workflows.push(found)
    return found
  }

  /** A run of a workflow on the head of a pull request, or on the tip of a branch. */
  run(
    of: Pull | string,
    more: Partial<Pick<Run, 'event' | 'status' | 'conclusion' | 'id' | 'sha' | 'attempt'>> & { path?: string } = {},
  ): Run {
    const { path = '.github/workflows/cv-gate.yml', ...rest } = more
    const head =
      typeof of === 'string'
        ? { repository: this.repository, branch: of, sha: this.repository.branches.get(of) ?? '' }
        : { ...of.head }
    const now = this.clock.now()
    const run: Run = {
      id: this.id(),
      number: this.runs.length + 1,
      workflow: this.workflow(path),
      event: typeof of === 'string' ? 'push' : 'pull_request',
      ...head,
      actor: typeof of === 'string' ? this.repository.owner : of.author,
      status: 'completed',
      conclusion: rest.status === undefined || rest.status === 'completed' ? 'success' : null,
      attempt: 1,
      started: Array<number>(rest.attempt ?? 1).fill(now),
      created: now,
      updated: now,
      ...rest,
    }
    this.runs.push(run)
    return run
  }

  /** Null: GitHub does it; else why it does not. */
  rerun(run: Run): string | null {
    const now = this.clock.now()
    if (run.status !== 'completed') return 'This workflow is already running'
    if (now - run.created > MONTH_MS) return 'Unable to retry this workflow run because it was created over a month ago'
    run.attempt++
    run.started.push(now)
    run.status = 'queued'
    run.conclusion = null
    run.updated = now
    this.onRerun?.(run)
    return null
  }

  leave(run: Run, name: string, data: Uint8Array, more: { size?: number; id?: number } = {}): Artifact {
    const made = {
      id: this.id(),
      name,
      data,
      size: data.length,
      run,
      created: this.clock.now(),
      expired: false,
      ...more,
    }
    this.artifacts.push(made)
    return made
  }

  /** The merge queue tries pull requests together: a commit on a branch of its own, named after the last of them. */
  queue(...numbers: number[]): { ref: string; sha: string; base: string } {
    const pulls = numbers.map((number) => this.pull(number))
    const branch = pulls.at(-1)!.base.branch
    const base = this.repository.branches.get(branch)!
    const sha = this.commit({ parents: [base, ...pulls.map(({ head }) => head.sha)], message: 'Merge group' })
    const ref = `gh-readonly-queue/${branch}/pr-${numbers.at(-1)}-${base}`
    this.repository.branches.set(ref, sha)
    return { ref: `refs/heads/${ref}`, sha, base }
  }

  #addRepository(owner: User, name: string, parent: Repository | null, hidden: boolean): Repository {
    const made: Repository = {
      id: this.repositories.length === 0 ? 1 : this.id(),
      owner,
      name,
      parent,
      private: hidden,
      deleted: false,
      defaultBranch: 'main',
      branches: new Map(),
      roles: new Map(),
      rules: new Map(),
    }
    this.repositories.push(made)
    return made
  }
}
