import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StoredComment {
  id: number
  body: string
  user: { id: number; login: string; type: string }
}
export interface Seen {
  method: string
  path: string
  query: URLSearchParams
  authorization: string | undefined
  body: unknown
}
export interface PullRequestState {
  number: number
  head: string
  baseRef: string
  baseTip: string
  mergeBase: string
  /** Id of the repository that head lies in; a fork's differs from the base's, which is 1. */
  headRepository?: number
}
export interface StoredArtifact {
  id: number
  name: string
  created_at: string
  data: Uint8Array
  /** What the listing says; the true size unless given. */
  size_in_bytes?: number
}

const BOT = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' }

/**
 * Answers on 127.0.0.1 as GitHub's REST API does for one repository with one pull request: comments are kept, the
 * workflow's token may not ask who it is, pages hold at most 100. `fault` may answer a request in its own way.
 */
export class GitHubServer {
  readonly seen: Seen[] = []
  readonly comments: StoredComment[] = []
  readonly artifacts: StoredArtifact[] = []
  pull: PullRequestState
  /** Rights of the token: without it, writing comments gives 403. */
  mayComment = true
  fault: ((request: Seen, response: ServerResponse) => boolean) | null = null
  #next = 1000
  readonly #server = createServer((request, response) => void this.#serve(request, response))

  constructor(pull: PullRequestState) {
    this.pull = pull
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  addComment(body: string, user = BOT): StoredComment {
    const comment = { id: this.#next++, body, user }
    this.comments.push(comment)
    return comment
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const text = Buffer.concat(chunks).toString('utf8')
    const seen: Seen = {
      method: request.method ?? 'GET',
      path: decodeURIComponent(url.pathname),
      query: url.searchParams,
      authorization: request.headers.authorization,
      body: text ? JSON.parse(text) : null,
    }
    this.seen.push(seen)
    if (this.fault?.(seen, response)) return
    if (this.#sendArtifact(seen, response)) return
    const { status, data } = this.#answer(seen)
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(data === undefined ? '' : JSON.stringify(data))
  }

  #answer({ method, path, query, body }: Seen): { status: number; data?: unknown } {
    const route = `${method} ${path.replace(/^\/repos\/[^/]+\/[^/]+/, '')}`
    const { pull } = this
    if (route === 'GET /user') return { status: 403, data: { message: 'Resource not accessible by integration' } }
    if (route === `GET /pulls/${pull.number}`) return { status: 200, data: this.#listed() }
    if (route === 'GET /pulls') return { status: 200, data: [this.#listed()] }
    if (route === 'POST /graphql') return { status: 200, data: { data: { nodes: [] } } }
    if (route === 'GET /actions/artifacts') return { status: 200, data: { total_count: 0, artifacts: [] } }
    if (/^GET \/actions\/runs\/\d+\/artifacts$/.test(route))
      return { status: 200, data: { total_count: this.artifacts.length, artifacts: this.artifacts.map(shownArtifact) } }
    if (route === `GET /git/ref/heads/${pull.baseRef}`)
      return { status: 200, data: { ref: `refs/heads/${pull.baseRef}`, object: { type: 'commit', sha: pull.baseTip } } }
    if (route.startsWith('GET /compare/'))
      return { status: 200, data: { merge_base_commit: { sha: pull.mergeBase }, commits: [], files: [] } }
    if (route === `GET /issues/${pull.number}/comments`) {
      const size = Number(query.get('per_page') ?? 30)
      const from = (Number(query.get('page') ?? 1) - 1) * size
      return { status: 200, data: this.comments.slice(from, from + size).map((comment) => this.#shown(comment)) }
    }
    if (route === `POST /issues/${pull.number}/comments`)
      return this.#write(() => ({ status: 201, data: this.#shown(this.addComment(bodyOf(body))) }))
    const one = /^(PATCH|DELETE) \/issues\/comments\/(\d+)$/.exec(route)
    if (one) return this.#write(() => this.#change(one[1]!, Number(one[2]), body))
    return { status: 404, data: { message: 'Not Found' } }
  }

  #listed() {
    const { number, head, baseRef, headRepository = 1 } = this.pull
    return {
      id: 5000 + number,
      number,
      state: 'open',
      draft: false,
      created_at: '2026-01-01T00:00:00Z',
      head: { sha: head, ref: 'patch-1', repo: { id: headRepository } },
      base: { ref: baseRef, repo: { id: 1 } },
    }
  }

  /** As GitHub does: a redirect to a signed address, which is asked without the token. */
  #sendArtifact({ path }: Seen, response: ServerResponse): boolean {
    const zip = /\/actions\/artifacts\/(\d+)\/zip$/.exec(path)
    if (zip) response.writeHead(302, { location: `/signed/${zip[1]}` }).end()
    const signed = /^\/signed\/(\d+)$/.exec(path)
    const artifact = this.artifacts.find(({ id }) => id === Number(signed?.[1]))
    if (artifact) response.writeHead(200, { 'content-type': 'application/zip' }).end(artifact.data)
    return zip !== null || artifact !== undefined
  }

  #write(act: () => { status: number; data?: unknown }) {
    return this.mayComment ? act() : { status: 403, data: { message: 'Resource not accessible by integration' } }
  }

  #change(method: string, id: number, body: unknown) {
    const at = this.comments.findIndex((comment) => comment.id === id)
    if (at < 0) return { status: 404, data: { message: 'Not Found' } }
    if (method === 'DELETE') {
      this.comments.splice(at, 1)
      return { status: 204 }
    }
    this.comments[at]!.body = bodyOf(body)
    return { status: 200, data: this.#shown(this.comments[at]!) }
  }

  #shown(comment: StoredComment) {
    const said = { node_id: `IC_${comment.id}`, created_at: '2026-01-01T01:00:00Z' }
    return {
      ...said,
      ...comment,
      html_url: `https://github.example/o/r/pull/${this.pull.number}#issuecomment-${comment.id}`,
    }
  }
}

function shownArtifact({ data, ...rest }: StoredArtifact) {
  return { size_in_bytes: data.length, expired: false, ...rest }
}

function bodyOf(body: unknown): string {
  return (body as { body: string }).body
}
