import { getOctokit } from '@actions/github'

export type Octokit = ReturnType<typeof getOctokit>

/** Time as the talk with GitHub sees it: tests put a virtual clock here. */
export interface Waiter {
  /** Milliseconds since 1970. */
  now(): number
  /** Resolves after the time, or at once when the signal is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export interface Coordinates {
  readonly owner: string
  readonly repo: string
}

/** One repository under one identity, and what the talk has cost so far. */
export interface Connection extends Coordinates {
  readonly client: Octokit
  readonly waiter: Waiter
  readonly spent: Spent
  /** The App in whose name it talks; absent: the workflow's token or a person's. */
  readonly app?: { readonly id: number; readonly login: string }
}
export interface Spent {
  /** Milliseconds waited because of limits and faults. */
  waited: number
  /** When the last write ended; writes are a second apart. */
  wrote: number
  requests: number
  /** Requests that the limit of this hour leaves, as the newest answer said; infinite where there is none. */
  remaining: number
}

export interface ConnectOptions {
  readonly userAgent: string
  readonly waiter: Waiter
  /** Of GitHub Enterprise Server; absent: GITHUB_API_URL, then api.github.com. */
  readonly baseUrl?: string | undefined
  readonly fetch?: typeof fetch | undefined
}

/** Longer than any answer of GitHub takes that still comes. */
const REQUEST_MS = 30_000
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore }

/** The one place where a client is made. Retries are ours (retry.ts): the plugins repeat writes that may have happened. */
export function connect(token: string, { owner, repo }: Coordinates, options: ConnectOptions): Connection {
  const { userAgent, waiter, baseUrl, fetch } = options
  const client = getOctokit(token, {
    userAgent,
    log: silent,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(fetch === undefined ? {} : { request: { fetch } }),
  })
  const spent = { waited: 0, wrote: Number.NEGATIVE_INFINITY, requests: 0, remaining: Number.POSITIVE_INFINITY }
  client.hook.wrap('request', async (request, asked) => {
    spent.requests++
    const answer = await within(waiter, REQUEST_MS, async (signal) =>
      request({ ...asked, request: { ...asked.request, signal } } as Parameters<typeof request>[0]),
    )
    const { 'x-ratelimit-resource': limit, 'x-ratelimit-remaining': left } = answer.headers
    if (limit === 'core') spent.remaining = Number(left)
    return answer
  })
  return { client, owner, repo, waiter, spent }
}

/** Rejects when the time is up, and takes the work with it: a body that drips counts as one that hangs. */
export async function within<T>(
  waiter: Waiter,
  milliseconds: number,
  work: (deadline: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = new AbortController()
  const done = new AbortController()
  try {
    return await Promise.race([work(deadline.signal), tooLate()])
  } finally {
    done.abort()
  }

  async function tooLate(): Promise<never> {
    await waiter.sleep(milliseconds, done.signal)
    if (done.signal.aborted) return new Promise(() => {}) // the work was done first
    deadline.abort()
    throw Object.assign(new Error(`no answer within ${milliseconds / 1000} s`), { status: 500 })
  }
}

export function realTime(now: () => number): Waiter {
  return {
    now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve()
        const timer = setTimeout(end, milliseconds)
        signal?.addEventListener('abort', end, { once: true })
        function end() {
          clearTimeout(timer)
          signal?.removeEventListener('abort', end)
          resolve()
        }
      }),
  }
}

function ignore(): void {}
