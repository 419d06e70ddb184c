import * as z from 'zod'
import { GateError, UsageError } from '#contract/errors'
import { type MeasuringRun, shaSchema } from './pull-request.ts'

const repository = z.object({ id: z.int() })
const headRepository = z.object({ id: z.int(), owner: z.object({ login: z.string() }) })
const pullRequestEvent = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    draft: z.boolean().optional(),
    created_at: z.iso.datetime(),
    head: z.object({ sha: shaSchema, ref: z.string(), repo: headRepository.nullable() }),
    base: z.object({ sha: shaSchema, ref: z.string(), repo: repository }),
  }),
})
export type PullRequestEvent = z.infer<typeof pullRequestEvent>['pull_request']

const mergeGroupEvent = z.object({
  merge_group: z.object({ head_sha: shaSchema, base_sha: shaSchema, head_ref: z.string() }),
})

/** All zeros where the branch is new. */
const pushEvent = z.object({ before: shaSchema, after: shaSchema, ref: z.string() })

/** A run of a workflow, as an event and the API tell it alike. */
export const workflowRun = z.object({
  id: z.int().positive(),
  run_attempt: z.int().positive(),
  event: z.string(),
  path: z.string(),
  head_sha: shaSchema,
  head_branch: z.string().nullable(),
  conclusion: z.string().nullable(),
  head_repository: headRepository.nullable(),
})
const workflowRunEvent = z.object({ workflow_run: workflowRun })

const user = z.object({ id: z.int(), login: z.string(), type: z.string() })
const commentEvent = z.object({
  action: z.string(),
  issue: z.object({
    number: z.int().positive(),
    state: z.string(),
    locked: z.boolean().default(false),
    pull_request: z.object({}).nullish(),
  }),
  comment: z.object({ id: z.int(), body: z.string().nullable(), created_at: z.iso.datetime(), user: user.nullable() }),
  sender: user,
})
export type CommentEvent = z.infer<typeof commentEvent>

export type Event =
  | { kind: 'pull-request'; pull: PullRequestEvent }
  | { kind: 'merge-group'; base: string; head: string; ref: string }
  | { kind: 'push'; before: string; after: string; ref: string }
  | { kind: 'measured'; run: MeasuringRun }
  | { kind: 'comment'; said: CommentEvent }
  | { kind: 'schedule' }

/** What happened, from the event's name and payload. */
export function readEvent(name: string, payload: unknown): Event {
  try {
    return eventOf(name, payload)
  } catch (thrown) {
    if (!(thrown instanceof z.ZodError)) throw thrown
    const [issue] = thrown.issues
    const what = `the event ${name} has an unexpected shape: ${issue?.path.join('.')}: ${issue?.message}`
    throw new GateError('event-strange', 'host', what, {
      hint: "The payload is not GitHub's; a server of GitHub Enterprise may be older than this version supports.",
      cause: thrown,
    })
  }
}

function eventOf(name: string, payload: unknown): Event {
  switch (name) {
    case 'pull_request':
    case 'pull_request_target':
      return { kind: 'pull-request', pull: pullRequestEvent.parse(payload).pull_request }
    case 'merge_group': {
      const { base_sha: base, head_sha: head, head_ref: ref } = mergeGroupEvent.parse(payload).merge_group
      return { kind: 'merge-group', base, head, ref }
    }
    case 'push':
      return { kind: 'push', ...pushEvent.parse(payload) }
    case 'workflow_run':
      return { kind: 'measured', run: measuringRun(workflowRunEvent.parse(payload).workflow_run) }
    case 'issue_comment':
      return { kind: 'comment', said: commentEvent.parse(payload) }
    case 'schedule':
      return { kind: 'schedule' }
    default:
      throw new UsageError('event-not-supported', `the event ${JSON.stringify(name)} is not handled by this version`, {
        hint: 'Measure `on: pull_request`, `merge_group` and `push`; talk `on: workflow_run`, `issue_comment` and `schedule`.',
      })
  }
}

/** The run that a job publishes which needs the measuring one: the event itself tells the pull request. */
export function ownRun(id: number, attempt: number, path: string, { head }: PullRequestEvent): MeasuringRun {
  const { id: repository = 0, owner } = head.repo ?? {}
  return {
    id,
    attempt,
    event: 'pull_request',
    path,
    conclusion: null,
    head: { sha: head.sha, branch: head.ref, repository, owner: owner?.login ?? '' },
  }
}

export function measuringRun(run: z.infer<typeof workflowRun>): MeasuringRun {
  const { id: repository = 0, owner } = run.head_repository ?? {}
  return {
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    path: run.path.split('@', 1)[0]!,
    conclusion: run.conclusion,
    head: { sha: run.head_sha, branch: run.head_branch ?? '', repository, owner: owner?.login ?? '' },
  }
}
