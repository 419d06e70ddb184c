import { type Answer, created, invalid, notFound, ok, refused } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { page } from '../pages.ts'
import { fullName } from '../show.ts'
import { jobsOf, showArtifact, showJob, showRun, showWorkflow } from '../show-actions.ts'
import type { Artifact, Run, Workflow } from '../state.ts'

export const actions: Routes = {
  'GET /actions/runs': (call) => listRuns(call, call.world.runs),
  'GET /actions/workflows/{workflow_id}': (call) => {
    const workflow = workflowOf(call)
    return workflow ? ok(showWorkflow(workflow)) : notFound
  },
  'GET /actions/workflows/{workflow_id}/runs': (call) => {
    const workflow = workflowOf(call)
    return workflow
      ? listRuns(
          call,
          call.world.runs.filter((run) => run.workflow === workflow),
        )
      : notFound
  },
  'GET /actions/runs/{run_id}': (call) => withRun(call, (run) => ok(showRun(call.world, run, call.api))),
  'GET /actions/runs/{run_id}/attempts/{attempt_number}': (call) =>
    withRun(call, (run) => {
      const attempt = Number(call.path.attempt_number)
      return attempt >= 1 && attempt <= run.attempt ? ok(showRun(call.world, run, call.api, attempt)) : notFound
    }),
  'GET /actions/runs/{run_id}/jobs': (call) =>
    withRun(call, (run) => page(call, jobsOf(run), (one) => showJob(call.world, run, one), 'jobs')),
  'POST /actions/runs/{run_id}/rerun': (call) =>
    withRun(call, (run) => {
      const why = call.world.rerun(run)
      if (why !== null) return refused(403, why)
      return created({})
    }),
  'POST /actions/runs/{run_id}/cancel': (call) =>
    withRun(call, (run) => {
      if (run.status === 'completed') return refused(409, 'Cannot cancel a workflow run that is completed.')
      run.status = 'completed'
      run.conclusion = 'cancelled'
      return { status: 202, data: {} }
    }),
  'GET /actions/runs/{run_id}/artifacts': (call) =>
    withRun(call, (run) =>
      listArtifacts(
        call,
        call.world.artifacts.filter((one) => one.run === run),
      ),
    ),
  'GET /actions/artifacts': (call) => listArtifacts(call, call.world.artifacts),
  'GET /actions/artifacts/{artifact_id}': (call) =>
    withArtifact(call, (one) => ok(showArtifact(call.world, one, call.api))),
  'GET /actions/artifacts/{artifact_id}/{archive_format}': (call) =>
    withArtifact(call, ({ id, expired }) => {
      if (call.path.archive_format !== 'zip') return invalid('archive_format must be zip')
      if (expired) return refused(410, 'Artifact has expired')
      return {
        status: 302,
        headers: { location: `${call.storage}/signed/${fullName(call.repository)}/${id}?sig=one-minute` },
      }
    }),
}

function listRuns(call: Call, runs: readonly Run[]): Answer {
  const { query } = call
  const wanted: [string, (run: Run) => string | null][] = [
    ['head_sha', ({ sha }) => sha],
    ['event', ({ event }) => event],
    ['branch', ({ branch }) => branch],
    ['actor', ({ actor }) => actor.login],
  ]
  const status = query.get('status')
  const since = Date.parse(query.get('created')?.replace(/^>=/, '') ?? '1970-01-01')
  const found = runs.filter(
    (run) =>
      wanted.every(([key, of]) => query.get(key) === null || query.get(key) === of(run)) &&
      run.created >= since &&
      (status === null || status === run.status || status === run.conclusion),
  )
  return page(call, call.lag.listed(found.reverse()), (run) => showRun(call.world, run, call.api), 'workflow_runs')
}

/** Newest first. */
function listArtifacts(call: Call, artifacts: readonly Artifact[]): Answer {
  const name = call.query.get('name')
  const found = artifacts.filter((one) => name === null || one.name === name).reverse()
  return page(call, call.lag.listed(found), (one) => showArtifact(call.world, one, call.api), 'artifacts')
}

/** By number or by file name. */
function workflowOf({ world, path }: Call): Workflow | undefined {
  const wanted = path.workflow_id!
  return world.workflows.find(({ id, path: file }) => String(id) === wanted || file.split('/').at(-1) === wanted)
}

function withRun({ world, path }: Call, act: (run: Run) => Answer): Answer {
  const run = world.runs.find(({ id }) => id === Number(path.run_id))
  return run ? act(run) : notFound
}

function withArtifact({ world, path }: Call, act: (artifact: Artifact) => Answer): Answer {
  const artifact = world.artifacts.find(({ id }) => id === Number(path.artifact_id))
  return artifact ? act(artifact) : notFound
}
