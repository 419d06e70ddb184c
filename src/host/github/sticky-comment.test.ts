import { beforeEach, expect, test } from 'vitest'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { type Connection, connect } from './connection.ts'
import { upsertComment } from './sticky-comment.ts'

const PREFIX = '<!-- cv-gate:v1 key=default '
const LIST = 'GET /issues/{issue_number}/comments'
const CREATE = 'POST /issues/{issue_number}/comments'
let fake: FakeGitHub
let connection: Connection

beforeEach(() => {
  fake = new FakeGitHub()
  fake.push('patch-1')
  fake.openPull('patch-1', { number: 7 })
  connection = connected('write')
})

function connected(right: 'read' | 'write'): Connection {
  const token = fake.jobToken({ event: 'workflow_run', permissions: { 'pull-requests': right } })
  return connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
}

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
  expect(brokenInvariants(fake)).toEqual([])
  expect(fake.comments.map((comment) => comment.body)).toEqual([body('2.1', 'second')])
})

test('a stranger who posts our marker is not us', async () => {
  fake.say(7, 'mallory', body('999.1', 'forged'))
  const other = fake.app('other')
  fake.say(7, other.bot, body('999.1', 'forged'), other)
  expect((await upsert(1, 'ours')).done).toBe('created')
  expect(fake.comments.map((comment) => comment.author?.login)).toEqual([
    'mallory',
    'other[bot]',
    'github-actions[bot]',
  ])
})

test('a marker that is not on the first line does not count', async () => {
  fake.say(7, fake.actions.bot, `quoted:\n${body('9.1', 'x')}`, fake.actions)
  expect((await upsert(1, 'ours')).done).toBe('created')
})

test('an older run leaves the comment of a newer one alone', async () => {
  await upsert(5, 'newer')
  expect((await upsert(4, 'older')).done).toBe('superseded')
  expect((await upsert(5, 'second attempt', 2)).done).toBe('updated')
  expect((await upsert(5, 'first attempt', 1)).done).toBe('superseded')
  expect(fake.comments).toHaveLength(1)
})

test('the oldest own comment stays, on whatever page it is', async () => {
  for (let i = 0; i < 120; i++) fake.say(7, 'someone', `talk ${i}`)
  const first = fake.say(7, fake.actions.bot, body('1.1', 'one'), fake.actions)
  fake.say(7, fake.actions.bot, body('1.1', 'two'), fake.actions)
  await upsert(2, 'new')
  expect(fake.comments.filter((comment) => comment.body.startsWith(PREFIX))).toEqual([first])
  expect(first.body).toBe(body('2.1', 'new'))
})

test('a create that failed after it happened is not repeated', async () => {
  fake.script = [{ when: CREATE, kind: '502-after' }]
  await upsert(1, 'once')
  expect(fake.comments).toHaveLength(1)
  expect(brokenInvariants(fake)).toEqual([])
})

test('without the right it says which permission is missing', async () => {
  connection = connected('read')
  await expect(upsert(1, 'x')).rejects.toMatchObject({
    code: 'github-refused',
    hint: expect.stringContaining('pull-requests: write'),
  })
})

test.each(['truncated', 'html', 'wrong-shape'] as const)(
  'a list that is %s is an error, never an empty one',
  async (kind) => {
    fake.script = [{ when: LIST, kind, times: 10 }]
    await expect(upsert(1, 'x')).rejects.toMatchObject({ name: 'GateError' })
    expect(fake.comments).toHaveLength(0)
  },
)

test('waits as told, and gives up when the wait is too long', async () => {
  const begun = fake.clock.now()
  fake.script = [{ when: LIST, kind: '429-retry-after', times: 2 }]
  await upsert(1, 'x')
  expect(fake.clock.now() - begun).toBe(6000)
  fake.script = [{ when: LIST, kind: '403-primary-hour' }]
  await expect(upsert(2, 'y')).rejects.toMatchObject({ name: 'GateError' })
  expect(fake.clock.now() - begun).toBe(6000)
})

test.each(['502', 'html', '429', '404-lag'] as const)(
  'a person whose name could not be asked for (%s) is not taken for the bot: no second comment',
  async (kind) => {
    const options = { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() }
    connection = connect(fake.userToken('o'), { owner: 'o', repo: 'r' }, options)
    await upsert(1, 'first')
    fake.script = [{ when: 'GET /user', kind }]
    await upsert(2, 'second').catch(() => undefined)
    expect(fake.comments).toHaveLength(1)
  },
)

test('a comment that is deleted before it is written over is created anew, once', async () => {
  await upsert(1, 'first')
  const deleted = () => fake.remove(fake.comments[0]!)
  fake.script = [{ when: 'PATCH /issues/comments/{comment_id}', before: deleted }]
  expect((await upsert(2, 'second')).done).toBe('created')
  expect(fake.comments.map((comment) => comment.body)).toEqual([body('2.1', 'second')])
})
