import * as z from 'zod'
import { asGateError } from '#contract/errors'
import type { Connection } from './connection.ts'
import { workflowRun } from './events.ts'
import { ask, type HttpError, listIn, pages, tell } from './retry.ts'

const run = workflowRun.extend({
  status: z.string().nullable(),
  created_at: z.iso.datetime(),
  run_started_at: z.iso.datetime().optional(),
  html_url: z.string(),
})
export type Run = z.infer<typeof run>

const READ = '{actions: read}'

export async function runOf(connection: Connection, id: number): Promise<Run> {
  return ask(connection, { what: `read run ${id}`, permission: READ, schema: run }, (at) =>
    connection.client.rest.actions.getWorkflowRun({ ...at, run_id: id }),
  )
}

/** Of these runs so many can be asked for, a page of a hundred each. */
const MOST_PAGES = 10

/** Runs of a run's workflow for a branch of heads since a time (milliseconds since 1970), the newest first. */
export async function runsBeside(
  connection: Connection,
  id: number,
  since: number,
  { branch, repository }: { readonly branch: string; readonly repository: number },
): Promise<Run[]> {
  const { workflow_id } = await ask(
    connection,
    { what: `read run ${id}`, permission: READ, schema: z.object({ workflow_id: z.int() }) },
    (at) => connection.client.rest.actions.getWorkflowRun({ ...at, run_id: id }),
  )
  const request = { what: 'list the runs of the branch', permission: READ, schema: z.array(run) }
  const wanted = { workflow_id, branch, created: `>=${new Date(since).toISOString().slice(0, 19)}Z` }
  const { listWorkflowRuns } = connection.client.rest.actions
  const runs = await pages(
    connection,
    request,
    async (at) => listIn(await listWorkflowRuns({ ...at, ...wanted }), 'workflow_runs', at.page),
    { most: MOST_PAGES },
  )
  return runs
    .filter(({ head_branch, head_repository }) => head_branch === branch && head_repository?.id === repository)
    .sort((a, b) => b.id - a.id)
}

/** When an attempt of a run began, in milliseconds since 1970. */
export async function attemptStarted(connection: Connection, id: number, attempt: number): Promise<number> {
  const request = { what: `read attempt ${attempt} of run ${id}`, permission: READ, schema: run }
  const { run_started_at, created_at } = await ask(connection, request, (at) =>
    connection.client.rest.actions.getWorkflowRunAttempt({ ...at, run_id: id, attempt_number: attempt }),
  )
  return Date.parse(run_started_at ?? created_at)
}

/** The newest run on `pull_request` of a commit from one workflow file and one repository of heads; null when none is left. */
export async function newestRun(
  connection: Connection,
  { head, path, headRepository }: { head: string; path: string; headRepository: number | null },
): Promise<Run | null> {
  const request = {
    what: 'list the runs of the commit',
    permission: READ,
    schema: z.array(run),
  }
  const { listWorkflowRunsForRepo } = connection.client.rest.actions
  const runs = await pages(connection, request, async (at) =>
    listIn(await listWorkflowRunsForRepo({ ...at, head_sha: head }), 'workflow_runs', at.page),
  )
  const own = runs.filter(
    (one) =>
      one.head_sha === head &&
      one.event.startsWith('pull_request') &&
      one.path.split('@', 1)[0] === path &&
      one.head_repository?.id === headRepository,
  )
  return own.sort((a, b) => b.id - a.id)[0] ?? null
}

/** `refused`: GitHub does not run it again (it is in progress, too old, or deleted). */
export async function rerun(connection: Connection, { id, run_attempt }: Run): Promise<'started' | 'refused'> {
  const request = {
    what: `run ${id} again`,
    permission: '{actions: write}',
    schema: z.object({}),
    done: async () => ((await runOf(connection, id)).run_attempt > run_attempt ? {} : null),
  }
  try {
    await tell(connection, request, (at) => connection.client.rest.actions.reRunWorkflow({ ...at, run_id: id }))
    return 'started'
  } catch (thrown) {
    const { code, cause } = asGateError(thrown)
    const { status, message = '' } = (cause ?? {}) as HttpError
    // Without the right GitHub says so in the same status.
    const lacks = /not accessible by/i.test(message)
    if (code !== 'github-limit' && !lacks && (status === 403 || status === 404 || status === 422)) return 'refused'
    throw thrown
  }
}
