import type { Waiter } from '#host/github/connection'
import { type Answer, refused } from './answer.ts'
import type { Identity } from './identity.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
/** Of a job's token in a repository; other tokens have five thousand. */
const JOB_REQUESTS = 1000
const REQUESTS = 5000
const WRITES_A_MINUTE = 80

interface Used {
  since: number
  requests: number
  writes: number[]
}

/** Rate limits as GitHub documents them, counted by token. */
export class Limits {
  readonly #used = new Map<string, Used>()
  readonly #clock: Waiter

  constructor(clock: Waiter) {
    this.#clock = clock
  }

  /** Counts a request; says no when there were too many. */
  take(token: string, who: Identity, writes: boolean): { headers: Record<string, string>; refusal: Answer | null } {
    const now = this.#clock.now()
    const used = this.#used.get(token) ?? { since: now, requests: 0, writes: [] }
    this.#used.set(token, used)
    if (now - used.since >= HOUR_MS) Object.assign(used, { since: now, requests: 0 })
    used.requests++
    const limit = who.kind === 'integration' && who.app.slug === 'github-actions' ? JOB_REQUESTS : REQUESTS
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used.requests)),
      'x-ratelimit-used': String(used.requests),
      'x-ratelimit-reset': String(Math.ceil((used.since + HOUR_MS) / 1000)),
      'x-ratelimit-resource': 'core',
    }
    if (used.requests > limit) return { headers, refusal: refused(403, 'API rate limit exceeded for installation.') }
    if (!writes) return { headers, refusal: null }
    used.writes = [...used.writes.filter((at) => now - at < MINUTE_MS), now]
    if (used.writes.length <= WRITES_A_MINUTE) return { headers, refusal: null }
    const secondary = refused(
      403,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    )
    return { headers, refusal: { ...secondary, headers: { 'retry-after': '60' } } }
  }
}
