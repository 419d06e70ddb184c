import { afterEach, beforeEach, expect, test } from 'vitest'
import { GitHubServer } from '#test/github-server'
import { type Connection, connect, realTime, type Waiter } from './connection.ts'
import { upsertComment } from './sticky-comment.ts'

const PREFIX = '<!-- cv-gate:v1 key=default '
let server: GitHubServer
let connection: Connection
let waits: number[]

/** Waits between requests take no time; the deadline of a request takes its own. */
const waiter: Waiter = {
  now: () => 0,
  sleep: async (ms, signal) => (signal ? realTime(Date.now).sleep(ms, signal) : void waits.push(ms)),
}

beforeEach(async () => {
  waits = []
  server = new GitHubServer({
    number: 7,
    head: 'a'.repeat(40),
    baseRef: 'main',
    baseTip: 'b'.repeat(40),
    mergeBase: 'b'.repeat(40),
  })
  const baseUrl = await server.start()
  connection = connect('token', { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter, baseUrl })
})
afterEach(() => server.stop())

function body(run: string, text: string): string {
  return `${PREFIX}head=aaaa run=${run} -->\n${text}`
}
function upsert(run: number, text: string, attempt = 1) {
  return upsertComment(connection, 7, {
    body: body(`${run}.${attempt}`, text),
    prefix: PREFIX,
    generation: [run, attempt],
  })
}

test('creates once, then updates, and does not write equal text', async () => {
  expect((await upsert(1, 'first')).done).toBe('created')
  expect((await upsert(2, 'second')).done).toBe('updated')
  expect((await upsert(2, 'second')).done).toBe('unchanged')
  expect(server.comments.map((comment) => comment.body)).toEqual([body('2.1', 'second')])
})

test('a stranger who posts our marker is not us', async () => {
  server.addComment(body('999.1', 'forged'), { id: 5, login: 'mallory', type: 'User' })
  server.addComment(body('999.1', 'forged'), { id: 6, login: 'other[bot]', type: 'Bot' })
  expect((await upsert(1, 'ours')).done).toBe('created')
  expect(server.comments.map((comment) => comment.user.login)).toEqual(['mallory', 'other[bot]', 'github-actions[bot]'])
})

test('a marker that is not on the first line does not count', async () => {
  server.addComment(`quoted:\n${body('9.1', 'x')}`)
  expect((await upsert(1, 'ours')).done).toBe('created')
})

test('an older run leaves the comment of a newer one alone', async () => {
  await upsert(5, 'newer')
  expect((await upsert(4, 'older')).done).toBe('superseded')
  expect((await upsert(5, 'second attempt', 2)).done).toBe('updated')
  expect((await upsert(5, 'first attempt', 1)).done).toBe('superseded')
  expect(server.comments).toHaveLength(1)
})

test('the oldest own comment stays, on whatever page it is', async () => {
  for (let i = 0; i < 120; i++) server.addComment(`talk ${i}`, { id: 5, login: 'someone', type: 'User' })
  const first = server.addComment(body('1.1', 'one'))
  server.addComment(body('1.1', 'two'))
  await upsert(2, 'new')
  expect(server.comments.filter((comment) => comment.body.startsWith(PREFIX))).toEqual([
    { ...first, body: body('2.1', 'new') },
  ])
})

test('a create that failed after it happened is not repeated', async () => {
  let failed = false
  server.fault = (seen, response) => {
    if (failed || seen.method !== 'POST') return false
    failed = true
    server.addComment((seen.body as { body: string }).body)
    response.writeHead(502).end('bad gateway')
    return true
  }
  await upsert(1, 'once')
  expect(server.comments).toHaveLength(1)
})

test('without the right it says which permission is missing', async () => {
  server.mayComment = false
  await expect(upsert(1, 'x')).rejects.toMatchObject({
    code: 'github-refused',
    hint: expect.stringContaining('pull-requests: write'),
  })
})

test.each([
  ['truncated JSON', '[{"id": 1'],
  ['a page of a proxy', '<html>sign in</html>'],
  ['an object', '{"message": "ok"}'],
])('a 200 with %s is an error, never an empty list', async (_, text) => {
  server.fault = (seen, response) => {
    if (seen.method !== 'GET' || !seen.path.endsWith('/comments')) return false
    response.writeHead(200, { 'content-type': 'application/json' }).end(text)
    return true
  }
  await expect(upsert(1, 'x')).rejects.toMatchObject({ name: 'GateError' })
  expect(server.comments).toHaveLength(0)
})

test('waits as told, and gives up when the wait is too long', async () => {
  let limited = 2
  server.fault = (seen, response) => {
    if (seen.path === '/user' || limited-- <= 0) return false
    response.writeHead(429, { 'retry-after': '3' }).end('{}')
    return true
  }
  await upsert(1, 'x')
  expect(waits.slice(0, 2)).toEqual([3000, 3000])
  limited = 1
  server.fault = (seen, response) => {
    if (seen.path === '/user') return false
    response.writeHead(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3600' }).end('{}')
    return true
  }
  await expect(upsert(2, 'y')).rejects.toMatchObject({ name: 'GateError' })
})
