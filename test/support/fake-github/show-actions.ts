import { createHash } from 'node:crypto'
import { fullName, iso, nodeId, SITE, showApp, showRepository, showUser } from './show.ts'
import type { Artifact, CheckRun, Pull, Run, Status, Workflow } from './state.ts'
import type { World } from './world.ts'

const DAY_MS = 86_400_000

export function showRun(world: World, run: Run, api: string, attempt = run.attempt) {
  const { id, workflow, repository } = run
  const url = `${api}/repos/${fullName(world.repository)}/actions/runs/${id}`
  // GitHub leaves this list empty for forks.
  const pulls = world.pulls.filter((pull) => isOf(pull, run) && repository === world.repository)
  return {
    id,
    node_id: nodeId('WFR', id),
    name: workflow.name,
    workflow_id: workflow.id,
    path: workflow.path,
    run_number: run.number,
    run_attempt: attempt,
    event: run.event,
    status: attempt < run.attempt ? 'completed' : run.status,
    conclusion: attempt < run.attempt ? 'failure' : run.conclusion,
    head_sha: run.sha,
    head_branch: run.branch,
    head_repository: repository.deleted ? null : showRepository(repository),
    repository: showRepository(world.repository),
    actor: showUser(run.actor),
    triggering_actor: showUser(run.actor),
    display_title: `Run of ${workflow.name}`,
    pull_requests: pulls.map((pull) => showPullOfRun(world, pull)),
    created_at: iso(run.created),
    updated_at: iso(run.updated),
    run_started_at: iso(run.started[attempt - 1]!),
    url,
    html_url: `${SITE}/${fullName(world.repository)}/actions/runs/${id}`,
    rerun_url: `${url}/rerun`,
    artifacts_url: `${url}/artifacts`,
  }
}

function isOf(pull: Pull, { repository, branch, sha }: Run): boolean {
  return (
    pull.state === 'open' && pull.head.repository === repository && pull.head.branch === branch && pull.head.sha === sha
  )
}

function showPullOfRun(world: World, { id, number, head, base }: Pull) {
  const repository = { id: world.repository.id, name: world.repository.name, url: '' }
  return {
    id,
    number,
    url: '',
    head: { ref: head.branch, sha: head.sha, repo: { ...repository, id: head.repository.id } },
    base: { ref: base.branch, sha: base.sha, repo: repository },
  }
}

export function showWorkflow({ id, name, path }: Workflow) {
  return { id, node_id: nodeId('W', id), name, path, state: 'active' }
}

export function jobsOf(run: Run): NonNullable<Run['jobs']> {
  const { status, conclusion, workflow } = run
  return run.jobs ?? [{ name: workflow.name, status: status === 'waiting' ? 'queued' : status, conclusion }]
}

export function showJob(world: World, run: Run, { name, status, conclusion }: NonNullable<Run['jobs']>[number]) {
  const { id, workflow, attempt } = run
  return {
    id: id * 10 + 1,
    run_id: id,
    run_attempt: attempt,
    name,
    workflow_name: workflow.name,
    head_sha: run.sha,
    head_branch: run.branch,
    status,
    conclusion,
    created_at: iso(run.created),
    started_at: iso(run.started[attempt - 1]!),
    completed_at: status === 'completed' ? iso(run.updated) : null,
    html_url: `${SITE}/${fullName(world.repository)}/actions/runs/${id}/job/${id * 10 + 1}`,
    labels: ['ubuntu-latest'],
  }
}

export function showArtifact(world: World, artifact: Artifact, api: string) {
  const { id, name, run, created } = artifact
  const url = `${api}/repos/${fullName(world.repository)}/actions/artifacts/${id}`
  return {
    id,
    node_id: nodeId('MDg6', id),
    name,
    size_in_bytes: artifact.size,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    created_at: iso(created),
    updated_at: iso(created),
    expires_at: iso(created + 90 * DAY_MS),
    digest: `sha256:${createHash('sha256').update(artifact.data).digest('hex')}`,
    workflow_run: {
      id: run.id,
      repository_id: world.repository.id,
      head_repository_id: run.repository.id,
      head_branch: run.branch,
      head_sha: run.sha,
    },
  }
}

export function showCheck(world: World, check: CheckRun, api: string) {
  const { id, app, annotations } = check
  const url = `${api}/repos/${fullName(world.repository)}/check-runs/${id}`
  return {
    id,
    node_id: nodeId('CR', id),
    head_sha: check.sha,
    name: check.name,
    external_id: check.externalId ?? '',
    url,
    html_url: `${SITE}/${fullName(world.repository)}/runs/${id}`,
    details_url: check.detailsUrl ?? `${SITE}/${fullName(world.repository)}/runs/${id}`,
    status: check.status,
    conclusion: check.conclusion,
    started_at: iso(check.started),
    completed_at: iso(check.completed),
    output: {
      title: check.title,
      summary: check.summary,
      text: check.text,
      annotations_count: annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: suiteId(check) },
    app: showApp(app),
    pull_requests: [],
  }
}

/** One suite an App and commit: where a check of a job's token lands cannot be chosen. */
export function suiteId({ app, sha }: Pick<CheckRun, 'app' | 'sha'>): number {
  return Number.parseInt(createHash('sha1').update(`${app.id} ${sha}`).digest('hex').slice(0, 8), 16)
}

export function showStatus(status: Status) {
  const { id, state, context, description, url, creator, created } = status
  return {
    id,
    node_id: nodeId('SC', id),
    url: '',
    state,
    context,
    description,
    target_url: url,
    creator: showUser(creator),
    created_at: iso(created),
    updated_at: iso(created),
  }
}
