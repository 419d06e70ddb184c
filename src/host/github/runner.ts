import { readFile } from 'node:fs/promises'
import { error, notice, setOutput, setSecret, summary, warning } from '@actions/core'
import { GateError, UsageError } from '#contract/errors'
import { oneLine } from '../log/escape.ts'
import { type Event, readEvent } from './events.ts'

type Env = Readonly<Record<string, string | undefined>>

/** What the runner tells of the run, checked. */
export interface Job {
  readonly event: Event
  readonly owner: string
  readonly repo: string
  readonly serverUrl: string
  /** Path of the workflow file that this run is of; null where the runner does not tell. */
  readonly workflow: string | null
  readonly runId: number
  readonly attempt: number
  readonly workspace: string
  readonly temporary: string
}

export async function readJob(env: Env): Promise<Job> {
  const name = required(env, 'GITHUB_EVENT_NAME')
  const [owner, repo] = required(env, 'GITHUB_REPOSITORY').split('/')
  const payload = await payloadAt(required(env, 'GITHUB_EVENT_PATH'))
  return {
    event: readEvent(name, payload),
    owner: owner!,
    repo: repo ?? '',
    serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
    workflow: workflowPath(env.GITHUB_WORKFLOW_REF ?? ''),
    runId: Number(env.GITHUB_RUN_ID ?? 0),
    attempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
    workspace: required(env, 'GITHUB_WORKSPACE'),
    temporary: env.RUNNER_TEMP ?? required(env, 'GITHUB_WORKSPACE'),
  }
}

/** Out of `owner/repository/.github/workflows/file.yml@refs/heads/main`. */
function workflowPath(ref: string): string | null {
  return /^[^/]+\/[^/]+\/([^@]+)@/.exec(ref)?.[1] ?? null
}

async function payloadAt(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    const why = (cause as Error).message
    throw new GateError('event-unreadable', 'host', `the event in GITHUB_EVENT_PATH cannot be read: ${why}`, {
      hint: 'The runner writes it for the job, which is to be started anew; its disk may be full.',
      cause,
    })
  }
}

function required(env: Env, name: string): string {
  const value = env[name]
  if (value) return value
  throw new UsageError('not-a-runner', `the environment lacks ${name}`, {
    hint: 'The action runs inside GitHub Actions; elsewhere use the command line: `cv-gate run`.',
  })
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

/** Annotations by workflow commands, on the lines of the head; @actions/core escapes their data and properties, line breaks too. */
export function annotate(annotations: readonly Annotation[]): void {
  const written = { error: 0, warning: 0, notice: 0 }
  for (const { path, line, column, level, title, message } of annotations) {
    if (written[level]++ >= ANNOTATIONS_A_STEP) continue
    WRITE[level](message.split('\n').map(oneLine).join('\n'), {
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
