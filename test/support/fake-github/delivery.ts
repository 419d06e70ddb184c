import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FakeGitHub } from './fake-github.ts'
import type { Reply } from './reply.ts'

export interface Via {
  /** Awaited before a request reaches GitHub, and before its answer comes back: a scheduler puts races here. */
  readonly arrive?: () => Promise<unknown>
  readonly leave?: () => Promise<unknown>
}

const MOST_REDIRECTS = 5
const DRIP_MS = 5000
const BODILESS = new Set([101, 204, 205, 304])

/** `fetch` without a network: redirects, aborting and broken answers as undici has them. */
export function respondWith(fake: FakeGitHub, token: string | null, { arrive, leave }: Via): typeof fetch {
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input)
    const headers = Object.fromEntries(new Headers(init.headers))
    if (token !== null && url.origin === fake.api && !headers.authorization) headers.authorization = `token ${token}`
    let { method = 'GET' } = init
    let body = typeof init.body === 'string' ? init.body : ''
    const signal = init.signal ?? new AbortController().signal
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      await arrive?.()
      signal.throwIfAborted()
      const reply = fake.respond({ method, url, headers, body })
      await leave?.()
      const { location } = reply.headers
      if (location === undefined || reply.status < 301 || reply.status > 308 || init.redirect === 'manual')
        return received(fake, reply, signal)
      const there = new URL(location, url)
      if (there.origin !== url.origin) delete headers.authorization
      if (method === 'POST' && reply.status < 303) [method, body] = ['GET', '']
      url = there
    }
    throw failed('redirect count exceeded')
  }
}

async function received(fake: FakeGitHub, reply: Reply, signal: AbortSignal): Promise<Response> {
  const { status, headers, body, delivery } = reply
  if (delivery === 'reset') throw failed('read ECONNRESET', 'ECONNRESET')
  if (delivery === 'hang') return new Promise((_, reject) => aborted(signal, reject))
  if (BODILESS.has(status)) return new Response(null, { status, headers })
  if (delivery === 'whole') return new Response(body.slice().buffer, { status, headers })
  const half = Math.ceil(body.length / 2)
  let at = 0
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => aborted(signal, (reason) => controller.error(reason)),
    pull: async (controller) => {
      if (delivery === 'cut' && at > 0) return controller.error(failed('terminated', 'UND_ERR_SOCKET'))
      if (at >= body.length) return controller.close()
      if (delivery === 'drip') await fake.clock.sleep(DRIP_MS, signal)
      const next = at + (delivery === 'drip' ? 1 : half)
      if (!signal.aborted) controller.enqueue(body.subarray(at, next))
      at = next
    },
  })
  return new Response(stream, { status, headers })
}

function aborted(signal: AbortSignal, reject: (reason: unknown) => void): void {
  if (signal.aborted) reject(signal.reason)
  else signal.addEventListener('abort', () => reject(signal.reason), { once: true })
}

function failed(message: string, code?: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), code === undefined ? {} : { code }) })
}

/** The same over a socket. */
export async function deliver(fake: FakeGitHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  )
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  const reply = fake.respond({ method: request.method ?? 'GET', url, headers, body: Buffer.concat(chunks).toString() })
  const { status, body, delivery } = reply
  if (delivery === 'hang') return
  if (delivery === 'reset') return void request.socket.destroy()
  response.writeHead(status, reply.headers)
  if (delivery === 'whole') return void response.end(body)
  if (delivery === 'cut') {
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => request.socket.destroy())
    return
  }
  for (let at = 0; at < body.length && !response.destroyed; at++) {
    response.write(body.subarray(at, at + 1))
    await fake.clock.sleep(DRIP_MS)
  }
  response.end()
}
