import { expect, test } from 'vitest'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { connect } from './connection.ts'
import { isOwn, whoAmI } from './identity.ts'

const ann = { id: 1, login: 'ann', type: 'User' }
const bot = { id: 2, login: 'cv[bot]', type: 'Bot' }

function scene() {
  const fake = new FakeGitHub()
  const options = { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() }
  const connected = (token: string) => connect(token, { owner: 'o', repo: 'r' }, options)
  return { fake, connected }
}

test('a person is known by the number, which no renaming changes; the job of a workflow by its name', async () => {
  const { fake, connected } = scene()
  const { id } = fake.user('o')
  expect(await whoAmI(connected(fake.userToken('o')))).toEqual({ id })
  const token = fake.jobToken({ event: 'workflow_run', permissions: { 'pull-requests': 'write' } })
  expect(await whoAmI(connected(token))).toEqual({ login: 'github-actions[bot]' })
})

test('an App knows its own name, and asks nobody', async () => {
  const { fake, connected } = scene()
  const connection = { ...connected('none'), app: { id: 3, login: 'cv[bot]' } }
  expect([await whoAmI(connection), fake.seen]).toEqual([{ login: 'cv[bot]' }, []])
})

test.each(['401', '404', '429', '502', 'wrong-shape'] as const)(
  'after %s nobody is taken for anybody',
  async (kind) => {
    const { fake, connected } = scene()
    fake.script = [{ when: 'GET /user', kind, times: 10 }]
    await expect(whoAmI(connected(fake.userToken('o')))).rejects.toMatchObject({
      name: 'GateError',
      message: expect.stringContaining('ask whose token this is'),
    })
  },
)

test('own is what the same number wrote, or a bot of the same name: never a person of that name', () => {
  expect([isOwn(ann, { id: 1 }), isOwn({ ...ann, login: 'ann2' }, { id: 1 }), isOwn(ann, { id: 2 })]).toEqual([
    true,
    true,
    false,
  ])
  const login = bot.login
  expect([isOwn(bot, { login }), isOwn({ ...bot, type: 'User' }, { login }), isOwn(bot, { login: 'x' })]).toEqual([
    true,
    false,
    false,
  ])
  expect([isOwn(null, { id: 1 }), isOwn(undefined, { login })]).toEqual([false, false])
})
