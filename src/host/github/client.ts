import { getOctokit } from '@actions/github'
import { GateError } from '#contract/errors'

export type Octokit = ReturnType<typeof getOctokit>

/** The one place where a client is made. Retries are ours: the plugins repeat writes that may have happened. */
export function createClient(token: string, userAgent: string): Octokit {
  return getOctokit(token, { userAgent, request: { timeout: 30_000 } })
}

interface HttpError {
  readonly status?: number
  readonly message?: string
  readonly response?: { readonly headers?: Readonly<Record<string, string | number | undefined>> }
}

export interface Waiter {
  sleep(milliseconds: number): Promise<void>
  now(): number
}

export function waiterOf(now: () => number): Waiter {
  return { now, sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)) }
}

const TRIES = 4
const LONGEST_WAIT_MS = 90_000

/**
 * Repeats what may be repeated: reads, and writes that are the same when done twice. Honours retry-after, then
 * x-ratelimit-reset, else waits 1, 4, 16 s; gives up with the reason when the wait would be longer than 90 s.
 */
export async function repeatable<T>(
  what: string,
  permission: string,
  waiter: Waiter,
  call: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (thrown) {
      const wait = attempt < TRIES ? waitBefore(thrown as HttpError, attempt, waiter.now()) : null
      if (wait === null || wait > LONGEST_WAIT_MS) throw explained(thrown, what, permission)
      await waiter.sleep(wait)
    }
  }
}

export function waitBefore(error: HttpError, attempt: number, now: number): number | null {
  const status = error.status ?? 0
  const headers = error.response?.headers ?? {}
  const limited =
    status === 429 ||
    (status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'))
  if (limited) {
    if (headers['retry-after'] !== undefined) return Number(headers['retry-after']) * 1000
    if (headers['x-ratelimit-reset'] !== undefined)
      return Math.max(0, Number(headers['x-ratelimit-reset']) * 1000 - now)
    return 60_000
  }
  return status === 0 || status >= 500 ? 1000 * 4 ** (attempt - 1) : null
}

export function explained(thrown: unknown, what: string, permission: string): GateError {
  const error = thrown as HttpError
  if (error.status === 403 || error.status === 404)
    return new GateError('github-refused', 'host', `GitHub refused to ${what} (${error.status})`, {
      hint: `Give the job \`permissions: ${permission}\` (pull requests from forks have read rights only).`,
      cause: thrown,
    })
  return new GateError(
    'github-failed',
    'host',
    `GitHub did not ${what}: ${error.status ?? ''} ${error.message ?? ''}`.trim(),
    {
      hint: 'Run the job again; https://www.githubstatus.com tells about outages.',
      cause: thrown,
    },
  )
}

/** A 200 with a truncated or foreign body arrives as text: the shape decides, not the status. */
export function shaped<T>(value: unknown, parse: (value: unknown) => T, what: string): T {
  try {
    return parse(value)
  } catch (cause) {
    throw new GateError('github-answer', 'host', `GitHub's answer to "${what}" has an unexpected shape`, {
      hint: 'Run the job again; a proxy between the runner and GitHub may have changed the answer.',
      cause,
    })
  }
}
