import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, realTime } from '#host/github/connection'
import { upsertComment } from '#host/github/sticky-comment'
import { VirtualClock } from './clock.ts'
import { FakeGitHub } from './fake-github.ts'
import { FAULT_KINDS, type FaultKind } from './faults.ts'
import { brokenInvariants } from './invariants.ts'

const PREFIX = '<!-- cv-gate:v1 key=default '
const COMMENTS = 'GET /issues/{issue_number}/comments'

function scene(fake = new FakeGitHub()) {
  fake.push('patch-1')
  fake.openPull('patch-1', { number: 7 })
  const token = fake.jobToken({ event: 'workflow_run', permissions: { 'pull-requests': 'write' } })
  return { fake, token }
}

/** What a client sees: status, some of the body, or the name of the failure. */
async function observed(call: typeof fetch, url: string, method: string, token: string): Promise<string> {
  try {
    const signal = AbortSignal.timeout(300)
    const init = method === 'POST' ? { body: '{"body":"text"}' } : {}
    const headers = { authorization: `token ${token}`, 'user-agent': 'test' }
    const response = await call(url, { method, headers, signal, ...init })
    const after = ['retry-after', 'x-ratelimit-reset'].filter(
      (name) => response.status > 400 && response.headers.has(name),
    )
    const text = await response.text()
    const shape = text === '' ? 'empty' : text.startsWith('<') ? 'html' : isJson(text) ? 'json' : 'broken'
    return [response.status, shape, ...after].join(' ')
  } catch (thrown) {
    const { name, cause } = thrown as { name: string; cause?: { code?: string } }
    return cause?.code ?? name
  }
}

function isJson(text: string): boolean {
  try {
    return JSON.parse(text) !== undefined
  } catch {
    return false
  }
}

/** Of a POST: what is seen, and how many comments there are then. */
const POSTED: Record<FaultKind, [string, number]> = {
  '500': ['500 json', 0],
  '502': ['502 html', 0],
  '502-after': ['502 html', 1],
  '503': ['503 html', 0],
  '504': ['504 html', 0],
  reset: ['broken off', 0],
  'reset-after': ['broken off', 1],
  hang: ['TimeoutError', 0],
  'hang-after': ['TimeoutError', 1],
  drip: ['TimeoutError', 1],
  cut: ['broken off', 1],
  truncated: ['201 broken', 1],
  'invalid-json': ['201 broken', 1],
  html: ['200 html', 0],
  'empty-body': ['201 empty', 1],
  'wrong-shape': ['201 json', 1],
  '204': ['204 empty', 0],
  '301': ['200 json', 0],
  '302': ['200 json', 0],
  '307': ['201 json', 1],
  '304': ['304 empty', 0],
  '401': ['401 json', 0],
  '403-scope': ['403 json', 0],
  '403-secondary': ['403 json', 0],
  '403-secondary-retry-after': ['403 json retry-after', 0],
  '403-other-retry-after': ['403 json retry-after', 0],
  '403-primary': ['403 json x-ratelimit-reset', 0],
  '403-primary-hour': ['403 json x-ratelimit-reset', 0],
  '404-lag': ['404 json', 0],
  '404': ['404 json', 0],
  '409': ['409 json', 0],
  '410': ['410 json', 0],
  '422-length': ['422 json', 0],
  '422-cap': ['422 json', 0],
  '429': ['429 json', 0],
  '429-retry-after': ['429 json retry-after', 0],
  'page-twice': ['201 json', 1],
  'page-missing': ['201 json', 1],
  'page-empty': ['201 json', 1],
  'no-link': ['201 json', 1],
  'clock-skew': ['201 json', 1],
}

describe.each(['in process', 'over a socket'])('%s', (where) => {
  let fake: FakeGitHub
  let base: string
  let call: typeof fetch
  let token: string

  beforeAll(async () => {
    ;({ fake, token } = scene(new FakeGitHub({ clock: realTime(Date.now) })))
    base = where === 'in process' ? fake.api : await fake.listen()
    call = where === 'in process' ? fake.fetch() : fetch
  })
  afterAll(() => fake.close())

  test.each(FAULT_KINDS.filter((kind) => !kind.startsWith('page-')))('%s, once, on a POST', async (kind) => {
    fake.comments.length = 0
    fake.script = [{ when: 'POST /issues/{issue_number}/comments', kind, times: 1 }]
    const seen = await observed(call, `${base}/repos/o/r/issues/7/comments`, 'POST', token)
    const [expected, comments] = POSTED[kind]
    const way = expected === 'broken off' ? /ECONNRESET|UND_ERR_SOCKET|TypeError/ : new RegExp(`^${expected}$`)
    expect([seen, fake.comments.length]).toEqual([expect.stringMatching(way), comments])
  })

  test.each<[FaultKind, (number | string)[][]]>([
    ['page-twice', [[1, 2], [1, 2], [5]]],
    ['page-missing', [[1, 2], [5], [5]]],
    ['page-empty', [[1, 2], [], [5]]],
    ['no-link', [[1, 2], [3, 4, 'no link'], [5]]],
  ])('%s, on the second page of three', async (kind, pages) => {
    fake.comments.length = 0
    for (const text of ['1', '2', '3', '4', '5']) fake.say(7, 'alice', text)
    fake.script = [{ when: COMMENTS, nth: 2, kind }]
    for (const [at, expected] of pages.entries()) {
      const url = `${base}/repos/o/r/issues/7/comments?per_page=2&page=${at + 1}`
      const response = await call(url, { headers: { authorization: `token ${token}`, 'user-agent': 'test' } })
      const list = (await response.json()) as { body: string }[]
      const link = response.headers.get('link')?.includes('rel="next"') || at === 2 ? [] : ['no link']
      expect([...list.map(({ body }) => Number(body)), ...link]).toEqual(expected)
    }
  })
})

test.each(FAULT_KINDS)(
  '%s in the middle of the first comment: one comment or a reason, within minutes',
  async (kind) => {
    const { fake, token } = scene()
    fake.script = [{ when: 'POST /issues/{issue_number}/comments', kind }]
    const options = { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() }
    const connection = connect(token, { owner: 'o', repo: 'r' }, options)
    const wanted = { body: `${PREFIX}head=aa run=1.1 -->\ntext`, prefix: PREFIX, generation: [1, 1] as const }
    const begun = fake.clock.now()
    const done = await upsertComment(connection, 7, wanted).catch((error: unknown) => error)
    if (fake.comments.length === 0) expect(done).toMatchObject({ name: 'GateError' })
    else expect(fake.comments.map(({ body }) => body)).toEqual([wanted.body])
    expect(brokenInvariants(fake)).toEqual([])
    expect(fake.clock.now() - begun).toBeLessThan(300_000)
  },
)

test('lists lack what is new for so many reads and so long; its own address knows it', async () => {
  const { fake, token } = scene(new FakeGitHub({ lag: { reads: 1, milliseconds: 2000 } }))
  const call = fake.fetch(token)
  const headers = { 'user-agent': 'test' }
  const url = `${fake.api}/repos/o/r/issues`
  await call(`${url}/7/comments`, { method: 'POST', headers, body: '{"body":"new"}' })
  const listed = async () => ((await (await call(`${url}/7/comments`, { headers })).json()) as unknown[]).length
  expect(await listed()).toBe(0)
  expect(await listed()).toBe(0)
  await fake.clock.sleep(2000)
  expect(await listed()).toBe(1)
  expect((await call(`${url}/comments/${fake.comments[0]!.id}`, { headers })).status).toBe(200)
})

test('deeds of others happen between requests', async () => {
  const { fake, token } = scene()
  const call = fake.fetch(token)
  const headers = { 'user-agent': 'test' }
  const head = async () => {
    const answer = await call(`${fake.api}/repos/o/r/pulls/7`, { headers })
    return ((await answer.json()) as { head: { sha: string } }).head.sha
  }
  const [first, next] = [fake.pull(7).head.sha, fake.commit()]
  fake.script = [{ when: 'GET /pulls/{pull_number}', nth: 2, after: () => fake.push('patch-1', next) }]
  expect([await head(), await head(), await head()]).toEqual([first, first, next])
})

test('the virtual clock stands still while somebody has something to do', async () => {
  const clock = new VirtualClock(0)
  const order: string[] = []
  const stop = new AbortController()
  const busy = async (name: string, pause: number, times: number) => {
    for (let i = 0; i < times; i++) {
      await clock.sleep(pause)
      order.push(`${name}${clock.now()}`)
    }
  }
  const given = clock.sleep(10 ** 9, stop.signal).then(() => order.push('given up'))
  await Promise.all([busy('a', 1000, 3), busy('b', 1500, 2)])
  stop.abort()
  await given
  expect(order).toEqual(['a1000', 'b1500', 'a2000', 'b3000', 'a3000', 'given up'])
  clock.advance(500)
  expect(clock.now()).toBe(3500)
})
