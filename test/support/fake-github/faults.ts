import { type Answer, refused } from './answer.ts'
import { type Reply, replyOf, withText } from './reply.ts'

export interface Scene {
  /** Headers of every answer. */
  readonly common: Readonly<Record<string, string>>
  readonly method: string
  readonly url: URL
  /** Milliseconds since 1970. */
  readonly now: number
  /** Does what was asked; of a list, another page when one is named. */
  answer(page?: number): Reply
}
interface Fault {
  /** `once` heals by itself; `lasting` stays for all requests after. */
  readonly stays: 'once' | 'lasting'
  act(scene: Scene): Reply
}

const HTML = '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>'
const UNICORN = '<html><body>Whoa there!</body></html>'
const HOUR_MS = 3_600_000
const WAIT_S = '3'
const SECONDARY = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
const PRIMARY = 'API rate limit exceeded for installation.'

/** Answers in place of doing it. */
function instead(answer: Answer, stays: Fault['stays'] = 'once'): Fault {
  return { stays, act: ({ common }) => replyOf(answer, common) }
}

/** Does it, and spoils the answer. */
function spoiled(change: (reply: Reply, scene: Scene) => Reply): Fault {
  return { stays: 'once', act: (scene) => change(scene.answer(), scene) }
}

function page(status: number, html: string): Fault {
  return {
    stays: 'once',
    act: ({ common }) => withText({ ...replyOf({ status }, { ...common, 'content-type': 'text/html' }) }, html),
  }
}

/** To the same thing under the repository's number, which does not redirect. */
function moved(status: number): Fault {
  return {
    stays: 'once',
    act: ({ common, url }) => {
      const location = url.pathname.includes('/repos/')
        ? url.href.replace(/\/repos\/[^/]+\/[^/?]+/, '/repositories/1')
        : url.href
      return replyOf({ ...refused(status, 'Moved Permanently', { url: location }), headers: { location } }, common)
    },
  }
}

/** In the middle of the list: what is on that page instead of what belongs there; the links are the page's own. */
function otherPage(by: number): Fault {
  return spoiled((own, { method, url, answer }) => {
    if (method !== 'GET') return own
    const asked = Number(url.searchParams.get('page') ?? 1)
    return { ...own, body: answer(Math.max(1, asked + by)).body }
  })
}

const nothing = new Uint8Array()
const lasting = 'lasting'

export const FAULTS = {
  '500': instead(refused(500, 'Server Error')),
  '502': page(502, UNICORN),
  '502-after': spoiled((reply) =>
    withText({ ...reply, status: 502, headers: { 'content-type': 'text/html' } }, UNICORN),
  ),
  '503': page(503, UNICORN),
  '504': page(504, UNICORN),
  reset: { stays: 'once', act: ({ common }) => ({ ...replyOf({ status: 200 }, common), delivery: 'reset' }) },
  'reset-after': spoiled((reply) => ({ ...reply, delivery: 'reset' })),
  hang: { stays: 'once', act: ({ common }) => ({ ...replyOf({ status: 200 }, common), delivery: 'hang' }) },
  'hang-after': spoiled((reply) => ({ ...reply, delivery: 'hang' })),
  drip: spoiled((reply) => ({ ...reply, delivery: 'drip' })),
  cut: spoiled((reply) => ({ ...reply, delivery: 'cut' })),
  truncated: spoiled((reply) => ({ ...reply, body: reply.body.subarray(0, Math.floor(reply.body.length / 2)) })),
  'invalid-json': spoiled((reply) => withText(reply, '{"id": 1,, }')),
  html: page(200, HTML),
  'empty-body': spoiled((reply) => ({ ...reply, body: nothing })),
  'wrong-shape': spoiled((reply) => withText(reply, '{"message":"ok"}')),
  '204': instead({ status: 204 }),
  '301': moved(301),
  '302': moved(302),
  '307': moved(307),
  '304': instead({ status: 304 }),
  '401': instead(refused(401, 'Bad credentials'), lasting),
  '403-scope': instead(refused(403, 'Resource not accessible by integration'), lasting),
  '403-secondary': instead(refused(403, SECONDARY)),
  '403-secondary-retry-after': instead({ ...refused(403, SECONDARY), headers: { 'retry-after': WAIT_S } }),
  '403-other-retry-after': instead({ ...refused(403, 'Please slow down.'), headers: { 'retry-after': WAIT_S } }),
  '403-primary': {
    stays: 'once',
    act: ({ common, now }) => replyOf({ ...refused(403, PRIMARY), headers: usedUp(now + 20_000) }, common),
  },
  '403-primary-hour': {
    stays: lasting,
    act: ({ common, now }) => replyOf({ ...refused(403, PRIMARY), headers: usedUp(now + HOUR_MS) }, common),
  },
  '404-lag': instead(refused(404, 'Not Found')),
  '404': instead(refused(404, 'Not Found'), lasting),
  '409': instead(refused(409, 'Conflict')),
  '410': instead(refused(410, 'Gone'), lasting),
  '422-length': instead(refused(422, 'Validation Failed: Body is too long (maximum is 65536 characters)'), lasting),
  '422-cap': instead(
    refused(422, 'Validation Failed: This SHA and context has reached the maximum number of statuses.'),
    lasting,
  ),
  '429': instead(refused(429, 'Too many requests')),
  '429-retry-after': instead({ ...refused(429, 'Too many requests'), headers: { 'retry-after': WAIT_S } }),
  'page-twice': otherPage(-1),
  'page-missing': otherPage(1),
  'page-empty': spoiled((reply) => withText(reply, emptied(new TextDecoder().decode(reply.body)))),
  'no-link': spoiled((reply) => ({ ...reply, headers: without(reply.headers, 'link') })),
  'clock-skew': spoiled((reply, { now }) => ({
    ...reply,
    headers: { ...reply.headers, date: new Date(now + HOUR_MS).toUTCString() },
  })),
} satisfies Record<string, Fault>

export type FaultKind = keyof typeof FAULTS
export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[]

/** `kind` answers; `before` and `after` are deeds of others in that moment, as a push between two requests. */
export interface Scripted {
  /** `POST /issues/{issue_number}/comments` as GitHub's description has it, `POST *`, `*`. */
  readonly when: string
  /** From the nth such request on, counted from 1 … */
  readonly nth?: number
  /** … so many of them; default: once, and all of them for kinds that do not heal by themselves. */
  readonly times?: number
  readonly kind?: FaultKind
  readonly before?: () => void
  readonly after?: () => void
}

/** The entries of a script that concern the request that comes now. */
export class Script {
  readonly #counts = new Map<Scripted, number>()
  entries: readonly Scripted[] = []

  active(call: string): Scripted[] {
    return this.entries.filter((entry) => {
      const { when, nth = 1, kind } = entry
      if (!(when === '*' || when === call || (when.endsWith(' *') && call.startsWith(when.slice(0, -1))))) return false
      const count = (this.#counts.get(entry) ?? 0) + 1
      this.#counts.set(entry, count)
      const times = entry.times ?? (kind && FAULTS[kind].stays === lasting ? Number.POSITIVE_INFINITY : 1)
      return count >= nth && count < nth + times
    })
  }
}

function usedUp(reset: number): Record<string, string> {
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.ceil(reset / 1000)) }
}

function emptied(json: string): string {
  const data: unknown = JSON.parse(json)
  if (Array.isArray(data)) return '[]'
  const lists = Object.entries(data as object).map(([key, value]) => [key, Array.isArray(value) ? [] : value])
  return JSON.stringify(Object.fromEntries(lists))
}

function without(headers: Reply['headers'], name: string): Reply['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
}
