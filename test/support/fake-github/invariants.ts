import type { FakeGitHub, Seen } from './fake-github.ts'
import { accountOf } from './identity.ts'
import type { App, Comment } from './state.ts'

const MARKER = /^<!-- cv-gate:v1 key=(\S+) (?:\S+ )*?run=(\d+)\.(\d+) -->/
const MAY_CONCLUDE = new Set(['success', 'failure', 'action_required', 'timed_out', 'cancelled'])
const WRITES_APART_MS = 1000

/** What must hold when all is at rest, whatever went wrong on the way; empty: it holds. */
export function brokenInvariants(fake: FakeGitHub): string[] {
  return [...fake.violations, ...fake.mistakes, ...comments(fake), ...checks(fake), ...manners(fake)]
}

/** One own comment a key and pull request; of several runs the newest stands; nobody else's comment is touched. */
function comments(fake: FakeGitHub): string[] {
  const broken: string[] = []
  const sticky = new Map<string, Comment>()
  const texts = new Set<string>()
  for (const comment of fake.comments) {
    if (comment.app === null) continue
    const marked = MARKER.exec(comment.body)
    const place = `${comment.issue} ${comment.app.slug} ${marked?.[1]}`
    if (marked && sticky.has(place)) broken.push(`two comments with the key ${marked[1]} on #${comment.issue}`)
    if (marked) sticky.set(place, comment)
    const text = `${comment.issue} ${comment.app.slug} ${comment.body}`
    if (texts.has(text)) broken.push(`a comment came twice: ${comment.body.slice(0, 60)}`)
    texts.add(text)
  }
  for (const [place, { body }] of sticky) {
    const newest = written(fake)
      .filter((one) => one.place === place)
      .reduce((best, one) => (after(one.generation, best) ? one.generation : best), [0, 0] as readonly [number, number])
    if (after(newest, generation(body)))
      broken.push(`an older run overwrote the report of run ${newest.join('.')}: ${place}`)
  }
  const isForeign = foreign(fake)
  for (const seen of fake.seen)
    if (isForeign(seen)) broken.push(`somebody else's comment was changed: ${seen.method} ${seen.path}`)
  return broken
}

function checks(fake: FakeGitHub): string[] {
  return fake.checks.flatMap(({ name, status, conclusion, id }) => {
    if (status !== 'completed') return [`check ${name} (${id}) is left ${status}`]
    return MAY_CONCLUDE.has(conclusion!)
      ? []
      : [`check ${name} (${id}) ended ${conclusion}, which lets a pull request through`]
  })
}

/** Writes of one token come a second apart. */
function manners(fake: FakeGitHub): string[] {
  const last = new Map<string, number>()
  return fake.seen.filter(isWrite).flatMap(({ at, token, method, path, status }) => {
    const before = last.get(token ?? '')
    if (status < 301 || status > 308) last.set(token ?? '', at) // the same write goes on elsewhere
    if (before === undefined || at - before >= WRITES_APART_MS) return []
    return [`${method} ${path} ${at - before} ms after the write before`]
  })
}

/** A token is not asked for as content is written. */
export function isWrite({ method, call }: Seen): boolean {
  return (
    method !== 'GET' && call !== 'POST /graphql' && call !== 'POST /app/installations/{installation_id}/access_tokens'
  )
}

function written(fake: FakeGitHub) {
  return fake.seen.flatMap((seen) => {
    const { body, who, status } = seen
    if (status < 200 || status >= 300 || who.kind !== 'integration' || !isWrite(seen)) return []
    const text = (body as { body?: unknown } | null)?.body
    const marked = typeof text === 'string' ? MARKER.exec(text) : null
    if (!marked) return []
    return issueOf(fake, seen).map((issue) => ({
      place: `${issue} ${who.app.slug} ${marked[1]}`,
      generation: generation(text as string),
    }))
  })
}

function issueOf(fake: FakeGitHub, { path }: Seen): number[] {
  const number = /\/issues\/(\d+)\/comments$/.exec(path)?.[1]
  if (number !== undefined) return [Number(number)]
  const id = Number(/\/issues\/comments\/(\d+)$/.exec(path)?.[1])
  return fake.everSaid.flatMap((one) => (one.id === id ? [one.issue] : []))
}

function generation(body: string): [number, number] {
  const [, , run, attempt] = MARKER.exec(body) ?? []
  return [Number(run ?? 0), Number(attempt ?? 0)]
}

function after([run, attempt]: readonly [number, number], [other, tried]: readonly [number, number]): boolean {
  return run > other || (run === other && attempt > tried)
}

function foreign(fake: FakeGitHub): (seen: Seen) => boolean {
  const authors = new Map(fake.everSaid.map(({ id, author }) => [id, author?.id]))
  return (seen) => {
    const id = /\/issues\/comments\/(\d+)$/.exec(seen.path)?.[1]
    return seen.method !== 'GET' && id !== undefined && authors.get(Number(id)) !== accountOf(seen.who)?.id
  }
}

/** The checks that an App has on a commit, as a ruleset with this App as its source sees them: the newest of each name. */
export function latestCheck(fake: FakeGitHub, app: App, sha: string, name: string) {
  return fake.checks.filter((one) => one.app === app && one.sha === sha && one.name === name).at(-1) ?? null
}
