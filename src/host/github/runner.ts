import { readFile } from 'node:fs/promises'
import { error, getInput, notice, setOutput, setSecret, summary, warning } from '@actions/core'
import * as z from 'zod'
import { UsageError } from '#contract/errors'
import { oneLine } from '../log/escape.ts'
import type { MeasuringRun } from './pull-request.ts'

type Env = Readonly<Record<string, string | undefined>>

const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/)
const repository = z.object({ id: z.int(), full_name: z.string() })
const pullRequestEvent = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    draft: z.boolean().optional(),
    head: z.object({ sha, repo: repository.nullable() }),
    base: z.object({ sha, ref: z.string(), repo: repository }),
  }),
})
export type PullRequestEvent = z.infer<typeof pullRequestEvent>['pull_request']

const mergeGroupEvent = z.object({ merge_group: z.object({ head_sha: sha, base_sha: sha }) })

const workflowRunEvent = z.object({
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive(),
    event: z.string(),
    head_sha: sha,
    head_branch: z.string().nullable(),
    head_repository: z.object({ id: z.int(), owner: z.object({ login: z.string() }) }),
  }),
})

export type Event =
  | { kind: 'pull-request'; pull: PullRequestEvent }
  | { kind: 'merge-group'; base: string; head: string }
  | { kind: 'measured'; run: MeasuringRun }

/** What the runner tells of the run, checked. */
export interface Job {
  readonly event: Event
  readonly owner: string
  readonly repo: string
  readonly serverUrl: string
  readonly runId: number
  readonly attempt: number
  readonly workspace: string
  readonly temporary: string
}

export async function readJob(env: Env): Promise<Job> {
  const name = required(env, 'GITHUB_EVENT_NAME')
  const [owner, repo] = required(env, 'GITHUB_REPOSITORY').split('/')
  const payload: unknown = JSON.parse(await readFile(required(env, 'GITHUB_EVENT_PATH'), 'utf8'))
  return {
    event: readEvent(name, payload),
    owner: owner!,
    repo: repo ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    runId: Number(env.GITHUB_RUN_ID ?? 0),
    attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
    workspace: required(env, 'GITHUB_WORKSPACE'),
    temporary: env.RUNNER_TEMP ?? required(env, 'GITHUB_WORKSPACE'),
  }
}

function readEvent(name: string, payload: unknown): Event {
  if (name === 'pull_request') return { kind: 'pull-request', pull: pullRequestEvent.parse(payload).pull_request }
  if (name === 'merge_group') {
    const { merge_group } = mergeGroupEvent.parse(payload)
    return { kind: 'merge-group', base: merge_group.base_sha, head: merge_group.head_sha }
  }
  if (name === 'workflow_run') return { kind: 'measured', run: measuringRun(workflowRunEvent.parse(payload)) }
  throw new UsageError('event-not-supported', `the event ${JSON.stringify(name)} is not handled by this version`, {
    hint: 'Let the workflow run `on: pull_request` and `on: merge_group`; one that only comments, `on: workflow_run`.',
  })
}

function measuringRun({ workflow_run: run }: z.infer<typeof workflowRunEvent>): MeasuringRun {
  const { id: repository, owner } = run.head_repository
  return {
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    head: { sha: run.head_sha, branch: run.head_branch ?? '', repository, owner: owner.login },
  }
}

function required(env: Env, name: string): string {
  const value = env[name]
  if (value) return value
  throw new UsageError('not-a-runner', `the environment lacks ${name}`, {
    hint: 'The action runs inside GitHub Actions; elsewhere use the command line: `cv-gate run`.',
  })
}

export interface Inputs {
  readonly token: string
  readonly config: string
  readonly dataRoot: string | null
  readonly nativesDir: string | null
  readonly cacheDir: string | null
  readonly comment: boolean
  readonly reportDir: string | null
}

export function readInputs(): Inputs {
  const comment = getInput('comment') || 'true'
  if (comment !== 'true' && comment !== 'false')
    throw new UsageError('wrong-input', `input comment: ${JSON.stringify(comment)} is neither true nor false`, {
      hint: 'Write `comment: true` or `comment: false`.',
    })
  return {
    token: getInput('github-token'),
    config: getInput('config') || '.github/cv-gate.yml',
    dataRoot: getInput('data-root') || null,
    nativesDir: getInput('natives-dir') || null,
    cacheDir: getInput('cache-dir') || null,
    comment: comment === 'true',
    reportDir: getInput('report-dir') || null,
  }
}

/** Outputs are enums, hex digits and our own paths: nothing that a pull request chose. */
export function writeOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value)
}

export async function writeSummary(markdown: string, env: Env): Promise<void> {
  if (env.GITHUB_STEP_SUMMARY) await summary.addRaw(markdown, true).write()
}

export interface Annotation {
  readonly path: string
  readonly line: number
  readonly column?: number
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}
const ANNOTATIONS_A_STEP = 10 // per level; GitHub drops the rest without a word
const WRITE = { error, warning, notice }

/** Annotations by workflow commands, on the lines of the head; @actions/core escapes their data and properties. */
export function annotate(annotations: readonly Annotation[]): void {
  const written = { error: 0, warning: 0, notice: 0 }
  for (const { path, line, column, level, title, message } of annotations) {
    if (written[level]++ >= ANNOTATIONS_A_STEP) continue
    WRITE[level](oneLine(message), {
      file: oneLine(path),
      startLine: line,
      ...(column === undefined ? {} : { startColumn: column }),
      title: oneLine(title),
    })
  }
}

/** Lets git fetch from the repository's server with the token: through the environment, never argv or disk. */
export function tokenForGit(token: string, serverUrl: string): Record<string, string> {
  if (!token) return {}
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  setSecret(basic)
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${serverUrl}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  }
}
