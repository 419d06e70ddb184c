import type { FakeGitHub } from './fake-github.ts'
import { mergeBase } from './history.ts'
import { fullName, SITE, showComment, showCommit, showPull, showRepository, showUser } from './show.ts'
import { showRun, showWorkflow } from './show-actions.ts'
import type { Comment, Pull, Run, User } from './state.ts'

/** What a workflow finds in GITHUB_EVENT_NAME and GITHUB_EVENT_PATH. */
export interface GitHubEvent {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}
type PullAction = 'opened' | 'synchronize' | 'reopened' | 'ready_for_review' | 'converted_to_draft' | 'closed'

export function pullRequestEvent(
  fake: FakeGitHub,
  pull: Pull,
  action: PullAction = 'synchronize',
  target = false,
): GitHubEvent {
  const moved =
    action === 'synchronize'
      ? { before: fake.commits.get(pull.head.sha)?.parents[0] ?? pull.head.sha, after: pull.head.sha }
      : {}
  return {
    name: target ? 'pull_request_target' : 'pull_request',
    payload: {
      action,
      number: pull.number,
      ...moved,
      pull_request: showPull(fake, pull),
      ...common(fake, pull.author),
    },
  }
}

export function mergeGroupEvent(fake: FakeGitHub, { ref, sha, base }: ReturnType<FakeGitHub['queue']>): GitHubEvent {
  const { commit, author } = showCommit(fake, fake.commits.get(sha)!)
  const person = { name: author.login, email: commit.author.email }
  const head_commit = {
    id: sha,
    tree_id: commit.tree.sha,
    message: commit.message,
    timestamp: commit.author.date,
    author: person,
    committer: person,
  }
  const branch = /^refs\/heads\/gh-readonly-queue\/(.+)\/pr-/.exec(ref)![1]
  return {
    name: 'merge_group',
    payload: {
      action: 'checks_requested',
      merge_group: { head_sha: sha, head_ref: ref, base_sha: base, base_ref: `refs/heads/${branch}`, head_commit },
      ...common(fake, fake.repository.owner),
    },
  }
}

export function workflowRunEvent(
  fake: FakeGitHub,
  run: Run,
  action: 'completed' | 'requested' | 'in_progress' = 'completed',
): GitHubEvent {
  return {
    name: 'workflow_run',
    payload: {
      action,
      workflow_run: showRun(fake, run, fake.api),
      workflow: { ...showWorkflow(run.workflow), ...times(run.created) },
      ...common(fake, run.actor),
    },
  }
}

/** `sender` is who did it: of an edit, perhaps not the author. */
export function commentEvent(
  fake: FakeGitHub,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted' = 'created',
  sender: User | null = comment.author,
): GitHubEvent {
  const pull = fake.pull(comment.issue)
  const {
    id,
    node_id,
    number,
    title,
    user,
    state,
    locked,
    draft,
    html_url,
    created_at,
    updated_at,
    author_association,
  } = showPull(fake, pull)
  const issue = {
    id,
    node_id,
    number,
    title,
    user,
    state,
    locked,
    draft,
    html_url,
    created_at,
    updated_at,
    author_association,
    labels: [],
  }
  return {
    name: 'issue_comment',
    payload: {
      action,
      issue: { ...issue, pull_request: { url: '', html_url, diff_url: '', patch_url: '', merged_at: null } },
      comment: showComment(fake, comment, fake.api),
      ...(action === 'edited' ? { changes: { body: { from: '' } } } : {}),
      ...common(fake, sender ?? { id: 10137, login: 'ghost', type: 'User' }),
    },
  }
}

export function pushEvent(
  fake: FakeGitHub,
  before: string,
  after: string,
  branch = fake.repository.defaultBranch,
): GitHubEvent {
  const { commit, author } = showCommit(fake, fake.commits.get(after)!)
  const person = { name: author.login, email: commit.author.email, username: author.login }
  const html = `${SITE}/${fullName(fake.repository)}`
  const head = {
    id: after,
    tree_id: commit.tree.sha,
    distinct: true,
    message: commit.message,
    timestamp: commit.author.date,
    url: `${html}/commit/${after}`,
    author: person,
    committer: person,
    added: [],
    removed: [],
    modified: [],
  }
  return {
    name: 'push',
    payload: {
      ref: `refs/heads/${branch}`,
      before,
      after,
      base_ref: null,
      compare: `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      created: /^0+$/.test(before),
      deleted: false,
      forced: !/^0+$/.test(before) && mergeBase(fake.commits, before, after) !== before,
      commits: [head],
      head_commit: head,
      pusher: { name: author.login, email: commit.author.email },
      ...common(fake, fake.repository.owner),
    },
  }
}

export function scheduleEvent(fake: FakeGitHub, cron = '17 4 * * *'): GitHubEvent {
  return {
    name: 'schedule',
    payload: { schedule: cron, workflow: '.github/workflows/cv-gate-bot.yml', ...common(fake, fake.repository.owner) },
  }
}

function common(fake: FakeGitHub, sender: User) {
  return { repository: showRepository(fake.repository), sender: showUser(sender) }
}

function times(created: number) {
  const at = new Date(created).toISOString()
  return { created_at: at, updated_at: at, state: 'active', url: '', html_url: '', badge_url: '' }
}
