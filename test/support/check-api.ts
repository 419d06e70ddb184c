import { type Connection, connect, type Waiter } from '#host/github/connection'

export interface StoredCheck {
  id: number
  name: string
  head_sha: string
  external_id: string
  status: string
  conclusion: string | null
  details_url: string | null
  app: { id: number; slug: string }
  annotations: Record<string, unknown>[]
  output: { title: string | null; summary: string | null; text: string | null }
}
export interface Sent {
  readonly method: string
  /** Below the repository. */
  readonly path: string
  // biome-ignore lint/suspicious/noExplicitAny: bodies of requests, as the test knows them
  readonly body: any
}
/** Instead of an answer, or after it happened. */
export type Fault = { readonly status: number; readonly after?: boolean } | null

const BOT = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' }

/** Check runs, statuses and files of a pull request behind a `fetch` in this process; waits take no time. */
export class CheckApi {
  readonly checks: StoredCheck[] = []
  readonly statuses: { id: number; context: string; state: string; description: string; target_url: string }[] = []
  readonly files: { filename: string; patch?: string }[] = []
  readonly sent: Sent[] = []
  /** What the token may not do: beginnings of `POST /check-runs` and so on. */
  readonly denied = new Set<string>()
  fault: (sent: Sent) => Fault = () => null
  /** Answers to what else is asked. */
  other: (route: string) => Response | null = () => null
  app = { id: 15368, slug: 'github-actions' }
  now = 0
  #next = 100

  connect(): Connection {
    const waiter: Waiter = {
      now: () => this.now,
      sleep: (ms, signal) => {
        if (signal) return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
        this.now += ms
        return Promise.resolve()
      },
    }
    const at = { owner: 'o', repo: 'r' }
    return connect('token', at, { userAgent: 'test', waiter, fetch: (url, init) => this.#fetch(String(url), init) })
  }

  add(more: Partial<StoredCheck>): StoredCheck {
    const check: StoredCheck = {
      id: this.#next++,
      name: 'cv-gate',
      head_sha: 'a'.repeat(40),
      external_id: '',
      status: 'completed',
      conclusion: 'success',
      details_url: null,
      app: this.app,
      annotations: [],
      output: { title: null, summary: null, text: null },
      ...more,
    }
    this.checks.push(check)
    return check
  }

  writes(): Sent[] {
    return this.sent.filter(({ method }) => method !== 'GET')
  }

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { pathname, searchParams } = new URL(url)
    const path = decodeURIComponent(pathname).replace(/^\/repos\/o\/r/, '')
    const text = typeof init.body === 'string' ? init.body : 'null'
    const sent = { method: init.method ?? 'GET', path, body: JSON.parse(text) }
    this.sent.push(sent)
    const fault = this.fault(sent)
    if (fault && !fault.after) return json({ message: 'fault' }, fault.status)
    const route = `${sent.method} ${path}`
    if ([...this.denied].some((one) => route.startsWith(one))) return json({ message: 'not accessible' }, 403)
    const data = this.#answer(route, sent.body, searchParams)
    if (fault) return json({ message: 'fault' }, fault.status)
    if (data !== null) return json(data, 200)
    return this.other(route) ?? json({ message: 'Not Found' }, 404)
  }

  #answer(route: string, body: Sent['body'], query: URLSearchParams): unknown {
    if (route === 'POST /check-runs') return shown(this.add({ status: 'queued', conclusion: null, ...body }))
    const [, method, id] = /^(GET|PATCH) \/check-runs\/(\d+)$/.exec(route) ?? []
    const check = this.checks.find((one) => one.id === Number(id))
    if (check && method === 'PATCH') change(check, body)
    if (check) return shown(check)
    if (/^GET \/commits\/\w+\/check-runs$/.test(route)) {
      const named = this.checks.filter(({ name }) => name === query.get('check_name'))
      return { total_count: named.length, check_runs: page(named, query).map(shown) }
    }
    if (/^GET \/commits\/\w+\/statuses$/.test(route)) return page(this.statuses, query).map(created)
    if (route.startsWith('POST /statuses/')) {
      const status = { id: this.#next++, ...body }
      this.statuses.unshift(status)
      return created(status)
    }
    return /^GET \/pulls\/\d+\/files$/.test(route) ? page(this.files, query) : null
  }
}

function change(check: StoredCheck, { output, ...fields }: Sent['body']): void {
  Object.assign(check, fields)
  if (!output) return
  const { annotations = [], ...texts } = output
  if (annotations.length > 50) throw new Error('more than 50 annotations in a request')
  Object.assign(check.output, texts)
  check.annotations.push(...annotations)
}

function shown({ annotations, output, ...check }: StoredCheck) {
  const html_url = `https://github.example/o/r/runs/${check.id}`
  return { ...check, html_url, output: { ...output, annotations_count: annotations.length } }
}

function created(status: object) {
  return { ...status, creator: BOT }
}

function page<T>(all: readonly T[], query: URLSearchParams): T[] {
  const size = Number(query.get('per_page') ?? 30)
  const from = (Number(query.get('page') ?? 1) - 1) * size
  return all.slice(from, from + size)
}

export function json(data: unknown, status: number): Response {
  return new Response(JSON.stringify(data), { status, headers: { 'content-type': 'application/json' } })
}
