import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { connectApp } from './app.ts'
import { whoAmI } from './identity.ts'
import { tipOf } from './pull-request.ts'

const AT = { owner: 'o', repo: 'r' }
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
const privateKey = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
let fake: FakeGitHub
let id: string

beforeEach(() => {
  fake = new FakeGitHub()
  const app = fake.app('gatekeeper', { publicKey, permissions: { checks: 'write', contents: 'read' } })
  id = String(app.id)
})

function connected(key = { id, privateKey }) {
  return connectApp(key, AT, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
}

test('an App speaks for its installation, with the rights of that and under its own name', async () => {
  const connection = await connected()
  expect(connection.app).toEqual({ id: Number(id), login: 'gatekeeper[bot]' })
  expect(await whoAmI(connection)).toEqual({ login: 'gatekeeper[bot]' })
  expect(await tipOf(connection, 'main')).toBe(fake.repository.branches.get('main'))
  expect([fake.violations, fake.mistakes]).toEqual([[], []])
})

test('a key of another App, and what is no key, are refused', async () => {
  await expect(connected({ id: '1', privateKey })).rejects.toMatchObject({ code: 'github-refused' })
  await expect(connected({ id, privateKey: 'words' })).rejects.toMatchObject({ code: 'app-key' })
})

test('a fault on the way to the token heals', async () => {
  fake.script = [{ when: 'POST /app/installations/{installation_id}/access_tokens', kind: '502' }]
  expect((await connected()).app?.login).toBe('gatekeeper[bot]')
})
