import * as z from 'zod'
import { type Octokit, repeatable, shaped, type Waiter } from './client.ts'

export interface Coordinates {
  readonly owner: string
  readonly repo: string
}

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
const pull = z.object({
  head: z.object({ sha }),
  base: z.object({ ref: z.string() }),
  state: z.string(),
  draft: z.boolean().optional(),
})
const reference = z.object({ object: z.object({ sha }) })
const comparison = z.object({ merge_base_commit: z.object({ sha }) })

/** Head now: it may have moved since the event. */
export async function headOf(client: Octokit, at: Coordinates, number: number, waiter: Waiter): Promise<string> {
  const answer = await repeatable('read the pull request', '{pull-requests: read}', waiter, () =>
    client.rest.pulls.get({ ...at, pull_number: number }),
  )
  return shaped(answer.data, (value) => pull.parse(value), 'pull request').head.sha
}

/** The commit a branch points to now. */
export async function tipOf(client: Octokit, at: Coordinates, branch: string, waiter: Waiter): Promise<string> {
  const answer = await repeatable('read the base branch', '{contents: read}', waiter, () =>
    client.rest.git.getRef({ ...at, ref: `heads/${branch}` }),
  )
  return shaped(answer.data, (value) => reference.parse(value), 'branch').object.sha
}

export async function mergeBaseOf(
  client: Octokit,
  at: Coordinates,
  base: string,
  head: string,
  waiter: Waiter,
): Promise<string> {
  const answer = await repeatable('compare the commits', '{contents: read}', waiter, () =>
    client.rest.repos.compareCommitsWithBasehead({ ...at, basehead: `${base}...${head}`, per_page: 1, page: 1 }),
  )
  return shaped(answer.data, (value) => comparison.parse(value), 'comparison').merge_base_commit.sha
}

/** The run that measured, as the event of its end tells. */
export interface MeasuringRun {
  readonly id: number
  readonly attempt: number
  readonly event: string
  readonly head: { readonly sha: string; readonly branch: string; readonly repository: number; readonly owner: string }
}

const candidates = z.array(
  z.object({
    number: z.int().positive(),
    head: z.object({ sha, repo: z.object({ id: z.int() }).nullable() }),
    base: z.object({ ref: z.string() }),
  }),
)

/**
 * The open pull requests whose head is now the commit, branch and repository of the run: asked from the API, because a
 * number inside an artifact is chosen by whoever made it. Empty when head has moved on.
 */
export async function pullsOf(
  client: Octokit,
  at: Coordinates,
  { head: { sha: commit, branch, repository, owner } }: MeasuringRun,
  waiter: Waiter,
): Promise<{ number: number; baseRef: string }[]> {
  const answer = await repeatable('list the pull requests of the branch', '{pull-requests: read}', waiter, () =>
    client.rest.pulls.list({ ...at, state: 'open', head: `${owner}:${branch}`, per_page: 100 }),
  )
  const listed = shaped(answer.data, (value) => candidates.parse(value), 'pull requests')
  return listed
    .filter(({ head }) => head.sha === commit && head.repo?.id === repository)
    .map(({ number, base }) => ({ number, baseRef: base.ref }))
}
