import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Answer, notFound, refused } from './answer.ts'
import type { Call, Routes } from './call.ts'
import { deliver, respondWith } from './delivery.ts'
import { FAULTS, Script, type Scripted } from './faults.ts'
import { graphql } from './graphql.ts'
import { appOf, type Identity, type JobToken, jobRights, rightsOf } from './identity.ts'
import { Lag, type LagOptions } from './lag.ts'
import { Limits } from './limits.ts'
import { answerFaults, type Found, operationOf, requestFaults, unknownNames } from './openapi.ts'
import { overlayFaults } from './overlay.ts'
import { type Reply, replyOf } from './reply.ts'
import { refusal } from './rights.ts'
import { actions } from './routes/actions.ts'
import { checks } from './routes/checks.ts'
import { comments } from './routes/comments.ts'
import { git } from './routes/git.ts'
import { platform } from './routes/platform.ts'
import { pulls } from './routes/pulls.ts'
import type { App, Permissions, Repository } from './state.ts'
import { World, type WorldOptions } from './world.ts'

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
/** One request as it came, and how it was answered. */
export interface Seen {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  /** As `POST /check-runs`; `POST /graphql`, `GET /signed`; null: nothing that GitHub has. */
  readonly call: string | null
  readonly who: Identity
  readonly token: string | null
  readonly body: unknown
  /** 0: no answer. */
  status: number
}
export interface FakeOptions extends WorldOptions {
  readonly lag?: LagOptions
  readonly script?: readonly Scripted[]
}

/** What is known of a request before it is answered; `known`: whether its token is. */
interface Understood {
  readonly seen: Seen
  readonly known: boolean
  readonly found: Found | null
  readonly faults: readonly string[]
  readonly url: URL
}

const MOST_A_PAGE = 100
const ROUTES: Routes = { ...pulls, ...git, ...comments, ...checks, ...actions }
const STORAGE = 'https://storage.example'

/**
 * GitHub for one repository and its forks: REST, the GraphQL query in use, tokens with rights, lists that lag, faults by
 * script. In process (`fetch`) or on 127.0.0.1 (`listen`). Requests that GitHub would not take are in `violations`.
 */
export class FakeGitHub extends World {
  readonly seen: Seen[] = []
  /** Requests against GitHub's description, the limits or good manners. */
  readonly violations: string[] = []
  /** Answers of the fake that GitHub would not give. */
  readonly mistakes: string[] = []
  api = 'https://api.github.com'
  readonly #lag: Lag
  readonly #limits: Limits
  readonly #script = new Script()
  readonly #tokens = new Map<string, { identity: Identity; ends: number }>()
  #storage = STORAGE
  #servers: Server[] = []

  constructor(options: FakeOptions = {}) {
    super(options)
    this.#lag = new Lag(this.clock, options.lag ?? {})
    this.#limits = new Limits(this.clock)
    this.script = options.script ?? []
  }

  set script(entries: readonly Scripted[]) {
    this.#script.entries = entries
  }

  /** A token of the given text for somebody; it ends after so many milliseconds. */
  admit(token: string, identity: Identity, lasts = Number.POSITIVE_INFINITY): string {
    this.#tokens.set(token, { identity, ends: this.clock.now() + lasts })
    return token
  }

  /** The token of a job, as the event and the workflow's `permissions` make it. */
  jobToken(of: JobToken, token = `ghs_job${this.id()}`): string {
    return this.admit(token, { kind: 'integration', app: this.actions, rights: jobRights(this, of) })
  }

  installationToken(app: App, permissions: Permissions = app.permissions): string {
    return this.admit(`ghs_app${this.id()}`, { kind: 'integration', app, rights: rightsOf(permissions) })
  }

  userToken(login: string): string {
    return this.admit(`ghp_user${this.id()}`, { kind: 'user', user: this.user(login) })
  }

  /** A fetch whose requests come here; `token` for those that bring none. */
  fetch(token: string | null = null, via: Parameters<typeof respondWith>[2] = {}): typeof fetch {
    return respondWith(this, token, via)
  }

  /** Answers on 127.0.0.1 until `close`; returns the base address of the API. Archives lie on an origin of their own. */
  async listen(port = 0): Promise<string> {
    this.api = await this.#serve(port)
    this.#storage = await this.#serve(0)
    return this.api
  }

  async close(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    this.#servers = []
  }

  /** One request, from understanding it to what goes over the wire. */
  respond(asked: Asked): Reply {
    const { method } = asked
    const url = this.#plain(asked.url)
    const body = parsed(asked.body)
    const token = /^(?:token|bearer)\s+(\S+)$/i.exec(asked.headers.authorization ?? '')?.[1] ?? null
    const stored = url.origin === this.#storage
    const found = stored ? null : operationOf(method, url.pathname)
    const call = stored
      ? `${method} /signed`
      : url.pathname === '/graphql'
        ? `${method} /graphql`
        : (found?.call ?? null)
    const who = this.#identify(token)
    const seen: Seen = {
      at: this.clock.now(),
      method,
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      call,
      who: who ?? { kind: 'nobody' },
      token,
      body,
      status: 0,
    }
    this.seen.push(seen)
    const faults = this.#judge(asked, seen, found)
    const active = this.#script.active(call ?? `${method} ${url.pathname}`)
    for (const { before } of active) before?.()
    const common = { date: new Date(this.clock.now()).toUTCString(), 'x-github-request-id': String(this.seen.length) }
    const answer = (page?: number) => {
      const there = new URL(url)
      if (page !== undefined) there.searchParams.set('page', String(page))
      return this.#answered({ seen, known: who !== null, found, faults, url: there }, common)
    }
    const kind = active.find((entry) => entry.kind !== undefined)?.kind
    const scene = { common, method, url, now: this.clock.now(), answer }
    const reply = kind === undefined ? answer() : FAULTS[kind].act(scene)
    for (const { after } of active) after?.()
    seen.status = reply.delivery === 'reset' || reply.delivery === 'hang' ? 0 : reply.status
    return reply
  }

  #answered(request: Understood, common: Record<string, string>): Reply {
    const { seen, known, found, url } = request
    if (seen.call === 'GET /signed') return replyOf(this.#archive(url), common)
    if (!known) return replyOf(refused(401, 'Bad credentials'), common)
    const writes = seen.method !== 'GET' && seen.call !== 'POST /graphql'
    const { headers, refusal: limited } = this.#limits.take(seen.token ?? '', seen.who, writes)
    const answer = limited ?? this.#act(request)
    if (found)
      for (const fault of answerFaults(found.operation, answer.status, answer.data))
        this.mistakes.push(`${found.operation}: ${fault}`)
    return replyOf(answer, { ...common, ...headers })
  }

  #act({ seen, found, faults, url }: Understood): Answer {
    const { who, body } = seen
    const repository = this.#repositoryOf(found?.path)
    const call: Omit<Call, 'path' | 'query'> = {
      world: this,
      lag: this.#lag,
      who,
      api: this.api,
      storage: this.#storage,
      repository: repository ?? this.repository,
      url,
      body,
      issue: (identity, lasts) => this.admit(`ghs_issued${this.id()}`, identity, lasts),
    }
    if (seen.call === 'POST /graphql') return graphql(call)
    if (!found || !repository) return notFound
    if (body === undefined) return refused(400, 'Problems parsing JSON')
    const ofPlatform = platform[found.operation]
    const handler = ofPlatform ?? ROUTES[found.call]
    if (!handler) throw new Error(`the fake does not answer ${found.operation}`)
    const refusing = ofPlatform ? null : refusal(who, found.call, repository)
    if (refusing) return refusing
    if (faults.length > 0) return refused(422, `Validation Failed: ${faults.join('; ')}`)
    return handler({ ...call, path: found.path, query: url.searchParams })
  }

  #archive(url: URL): Answer {
    const artifact = this.artifacts.find(({ id }) => id === Number(url.pathname.split('/').at(-1)))
    return artifact ? { status: 200, bytes: artifact.data } : refused(404, 'BlobNotFound')
  }

  /** Writes down what GitHub would not take, or should not be sent, whatever the answer will be; returns the former. */
  #judge({ method, headers }: Asked, { call, body, path, query, token }: Seen, found: Found | null): string[] {
    const manners = [
      ...(call === null ? ['no such operation'] : []),
      ...(headers['user-agent'] ? [] : ['no user-agent']),
      ...(call === 'GET /signed' && token !== null ? ['the token goes to a stranger'] : []),
      ...(body === undefined ? ['the body is not JSON'] : []),
      ...(query.has('per_page') && !(Number(query.get('per_page')) <= MOST_A_PAGE)
        ? ['a page holds no more than 100']
        : []),
    ]
    if (found) manners.push(...unknownNames(found, query, body).map((name) => `${name} is no part of this operation`))
    const blank = !found || body === undefined
    const faults = blank ? [] : [...requestFaults(found, query, body), ...overlayFaults(found.call, body)]
    for (const what of [...manners, ...faults]) this.violations.push(`${method} ${path}: ${what}`)
    return faults
  }

  /** Null: a token that nobody gave, or not any more. */
  #identify(token: string | null): Identity | null {
    if (token === null) return { kind: 'nobody' }
    const known = this.#tokens.get(token)
    if (known) return known.ends > this.clock.now() ? known.identity : null
    const app = appOf(this, token)
    return app && { kind: 'app', app }
  }

  #repositoryOf(path: Found['path'] | undefined): Repository | undefined {
    if (path?.owner === undefined) return this.repository
    const same = (a: string, b: string | undefined) => a.toLowerCase() === b?.toLowerCase()
    return this.repositories.find(
      (one) => same(one.owner.login, path.owner) && same(one.name, path.repo) && !one.deleted,
    )
  }

  /** Without the base path of an Enterprise Server; repositories by number as by name. */
  #plain(asked: URL): URL {
    const url = new URL(asked)
    const named = (one: Repository) => `/repos/${one.owner.login}/${one.name}`
    url.pathname = url.pathname
      .replace(/^\/api(\/v3|(?=\/graphql$))/, '')
      .replace(/^\/repositories\/(\d+)/, (all, id) => {
        const there = this.repositories.find((one) => one.id === Number(id))
        return there ? named(there) : all
      })
    return url
  }

  async #serve(port: number): Promise<string> {
    const server = createServer((request, response) => void deliver(this, request, response))
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    this.#servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
}

/** Undefined: there is a body, and it is not JSON. */
function parsed(text: string): unknown {
  if (text === '') return null
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
