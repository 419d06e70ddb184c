import * as z from 'zod'
import type { Connection } from './connection.ts'
import { ask, pages } from './retry.ts'

export const shaSchema = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)

const pull = z.object({
  number: z.int().positive(),
  state: z.enum(['open', 'closed']),
  draft: z.boolean().optional(),
  created_at: z.iso.datetime(),
  head: z.object({ sha: shaSchema, ref: z.string(), repo: z.object({ id: z.int() }).nullable() }),
  base: z.object({ ref: z.string(), repo: z.object({ id: z.int() }) }),
})

/** A pull request as it is now: it may have moved since the event. */
export interface Pull {
  readonly number: number
  readonly open: boolean
  readonly draft: boolean
  readonly created: number
  readonly head: string
  readonly branch: string
  /** Id of the repository that head lies in; null when that was deleted. */
  readonly headRepository: number | null
  readonly baseRef: string
  readonly fork: boolean
}

export async function pullOf(connection: Connection, number: number): Promise<Pull> {
  const request = { what: 'read the pull request', permission: '{pull-requests: read}', schema: pull }
  return pullFrom(
    await ask(connection, request, (at) => connection.client.rest.pulls.get({ ...at, pull_number: number })),
  )
}

function pullFrom({ number, state, draft, created_at, head, base }: z.infer<typeof pull>): Pull {
  return {
    number,
    open: state === 'open',
    draft: draft === true,
    created: Date.parse(created_at),
    head: head.sha,
    branch: head.ref,
    headRepository: head.repo?.id ?? null,
    baseRef: base.ref,
    fork: head.repo?.id !== base.repo.id,
  }
}

/** The commit a branch points to now. */
export async function tipOf(connection: Connection, branch: string): Promise<string> {
  const schema = z.object({ object: z.object({ sha: shaSchema }) })
  const request = { what: 'read the base branch', permission: '{contents: read}', schema }
  const answer = await ask(connection, request, (at) =>
    connection.client.rest.git.getRef({ ...at, ref: `heads/${branch}` }),
  )
  return answer.object.sha
}

export async function mergeBaseOf(connection: Connection, base: string, head: string): Promise<string> {
  const schema = z.object({ merge_base_commit: z.object({ sha: shaSchema }) })
  const request = { what: 'compare the commits', permission: '{contents: read}', schema }
  const answer = await ask(connection, request, (at) =>
    connection.client.rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: `${base}...${head}`,
      per_page: 1,
      page: 1,
    }),
  )
  return answer.merge_base_commit.sha
}

/** Open pull requests that something happened to since a time, the latest first, at most 300. */
export async function livelyPulls(connection: Connection, since: number): Promise<Pull[]> {
  const schema = z.array(pull.extend({ updated_at: z.iso.datetime() }))
  const request = { what: 'list the open pull requests', permission: '{pull-requests: read}', schema }
  const found: Pull[] = []
  for (let page = 1; page <= 3; page++) {
    const listed = await ask(connection, request, (at) =>
      connection.client.rest.pulls.list({
        ...at,
        state: 'open',
        sort: 'updated',
        direction: 'desc',
        per_page: 100,
        page,
      }),
    )
    const lively = listed.filter(({ updated_at }) => Date.parse(updated_at) >= since)
    found.push(...lively.map(pullFrom))
    if (lively.length < 100) break
  }
  return found
}

/** Numbers of the pull requests by which a commit came into a branch. */
export async function mergedBy(connection: Connection, sha: string, branch: string): Promise<number[]> {
  const merged = z.object({
    number: z.int().positive(),
    merged_at: z.iso.datetime().nullable(),
    base: z.object({ ref: z.string() }),
  })
  const what = 'find the pull request that was merged'
  const request = { what, permission: '{pull-requests: read}', schema: z.array(merged) }
  const listed = await ask(connection, request, (at) =>
    connection.client.rest.repos.listPullRequestsAssociatedWithCommit({ ...at, commit_sha: sha, per_page: 100 }),
  )
  return listed.filter(({ merged_at, base }) => merged_at !== null && base.ref === branch).map(({ number }) => number)
}

/** The run that measured, as the event of its end tells. */
export interface MeasuringRun {
  readonly id: number
  readonly attempt: number
  readonly event: string
  /** Of the workflow file, in the repository. */
  readonly path: string
  /** null while it is in progress. */
  readonly conclusion: string | null
  readonly head: { readonly sha: string; readonly branch: string; readonly repository: number; readonly owner: string }
}

const AGAIN_MS = 2000

/**
 * The open pull requests whose head is now the commit, branch and repository of the run: asked from the API, because a
 * number inside an artifact is chosen by whoever made it. Empty when head has moved on.
 */
export async function pullsOf(
  connection: Connection,
  { head: { sha, branch, repository, owner } }: MeasuringRun,
): Promise<Pull[]> {
  const request = {
    what: 'list the pull requests of the branch',
    permission: '{pull-requests: read}',
    schema: z.array(pull.extend({ id: z.int() })),
  }
  const list = () =>
    pages(connection, request, (at) =>
      connection.client.rest.pulls.list({ ...at, state: 'open', head: `${owner}:${branch}` }),
    )
  const first = await list()
  if (first.length === 0) await connection.waiter.sleep(AGAIN_MS) // closed, or the list lags
  const listed = first.length > 0 ? first : await list()
  return listed.map(pullFrom).filter(({ head, headRepository }) => head === sha && headRepository === repository)
}
