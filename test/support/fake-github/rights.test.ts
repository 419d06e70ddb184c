import { expect, test } from 'vitest'
import { FakeGitHub } from './fake-github.ts'
import type { JobToken } from './identity.ts'
import type { Permissions, Repository } from './state.ts'

const BOT: Permissions = {
  contents: 'read',
  actions: 'write',
  'pull-requests': 'write',
  checks: 'write',
  statuses: 'write',
}
const MEASURE: Permissions = { contents: 'read', actions: 'read', 'pull-requests': 'read' }

function scene(hidden: boolean) {
  const fake = new FakeGitHub({ private: hidden })
  const fork = fake.fork('mallory')
  fake.repository.roles.set('mallory', 'read')
  fake.user('alice', 'write')
  fake.user('rita', 'read')
  fake.user('stranger')
  fake.push('patch-1', {}, fork)
  const pull = fake.openPull('patch-1', { from: fork, number: 7 })
  const run = fake.run(pull)
  const said = fake.say(7, 'alice', 'words')
  const artifact = fake.leave(run, 'cv-gate-report-1', Uint8Array.of(1))
  const app = fake.app('gatekeeper', { permissions: { checks: 'write' } })
  const calls: Record<string, [method: string, path: string, body?: object]> = {
    repository: ['GET', ''],
    pull: ['GET', '/pulls/7'],
    contents: ['GET', '/contents/README.md'],
    comment: ['POST', '/issues/7/comments', { body: 'text' }],
    edit: ['PATCH', `/issues/comments/${said.id}`, { body: 'text' }],
    react: ['POST', `/issues/comments/${said.id}/reactions`, { content: 'eyes' }],
    role: ['GET', '/collaborators/alice/permission'],
    check: ['POST', '/check-runs', { name: 'x', head_sha: pull.head.sha }],
    status: ['POST', `/statuses/${pull.head.sha}`, { state: 'success' }],
    rerun: ['POST', `/actions/runs/${run.id}/rerun`],
    download: ['GET', `/actions/artifacts/${artifact.id}/zip`],
    rules: ['GET', '/rules/branches/main'],
  }
  const ask = async (token: string | null, name: string) => {
    const [method, path, body] = calls[name]!
    const init = {
      method,
      headers: { 'user-agent': 'test' },
      redirect: 'manual' as const,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }
    return (await fake.fetch(token)(`${fake.api}/repos/o/r${path}`, init)).status
  }
  return { fake, fork, app, names: Object.keys(calls), ask }
}
type Scene = ReturnType<typeof scene>

function job(event: string, permissions?: Permissions, from?: (scene: Scene) => Repository, actor?: string) {
  return (all: Scene) => {
    const of: JobToken = {
      event,
      ...(permissions ? { permissions } : {}),
      ...(from ? { from: from(all) } : {}),
      ...(actor ? { actor } : {}),
    }
    return all.fake.jobToken(of)
  }
}
const fork = (all: Scene) => all.fork

/** What each may do in a private repository: the calls that are answered with success; 404 for all where nothing is seen. */
test.each<[string, (scene: Scene) => string | null, string[], number]>([
  [
    'workflow_run with the rights of the bot',
    job('workflow_run', BOT),
    [
      'repository',
      'pull',
      'contents',
      'comment',
      'edit',
      'react',
      'role',
      'check',
      'status',
      'rerun',
      'download',
      'rules',
    ],
    403,
  ],
  [
    'issue_comment with one right',
    job('issue_comment', { actions: 'write' }),
    ['repository', 'role', 'rerun', 'download', 'rules'],
    403,
  ],
  [
    'pull_request of the repository',
    job('pull_request', { 'pull-requests': 'write' }),
    ['repository', 'pull', 'comment', 'edit', 'react', 'role', 'rules'],
    403,
  ],
  [
    'pull_request that measures',
    job('pull_request', MEASURE),
    ['repository', 'pull', 'contents', 'role', 'download', 'rules'],
    403,
  ],
  [
    'pull_request of a fork with all rights',
    job('pull_request', BOT, fork),
    ['repository', 'pull', 'contents', 'role', 'download', 'rules'],
    403,
  ],
  [
    'pull_request of Dependabot',
    job('pull_request', BOT, undefined, 'dependabot[bot]'),
    ['repository', 'pull', 'contents', 'role', 'download', 'rules'],
    403,
  ],
  [
    'pull_request_target of a fork',
    job('pull_request_target', { checks: 'write' }, fork),
    ['repository', 'role', 'check', 'rules'],
    403,
  ],
  ['a job without permissions', job('push', {}), ['repository', 'role', 'rules'], 403],
  ['a job that names none', job('push'), ['repository', 'contents', 'role', 'rules'], 403],
  ['an installation', ({ fake, app }) => fake.installationToken(app), ['repository', 'role', 'check', 'rules'], 403],
  [
    'a person with write',
    ({ fake }) => fake.userToken('alice'),
    ['repository', 'pull', 'contents', 'comment', 'edit', 'react', 'role', 'status', 'rerun', 'download', 'rules'],
    403,
  ],
  [
    'a person with read',
    ({ fake }) => fake.userToken('rita'),
    ['repository', 'pull', 'contents', 'comment', 'react', 'role', 'download', 'rules'],
    403,
  ],
  ['a stranger', ({ fake }) => fake.userToken('stranger'), [], 404],
  ['nobody', () => null, [], 404],
  ['a token that nobody gave', () => 'ghs_forged', [], 401],
])('%s', async (_, tokenOf, may, otherwise) => {
  const all = scene(true)
  const token = tokenOf(all)
  const allowed: string[] = []
  for (const name of all.names) {
    const status = await all.ask(token, name)
    if (status < 400) allowed.push(name)
    else expect([name, status]).toEqual([name, otherwise])
  }
  expect(allowed).toEqual(may)
})

test('what is public is read by everybody; roles and archives are not', async () => {
  const all = scene(false)
  const seen = await Promise.all(all.names.map(async (name) => [name, await all.ask(null, name)]))
  expect(Object.fromEntries(seen)).toMatchObject({
    pull: 200,
    contents: 200,
    rules: 200,
    role: 401,
    download: 401,
    comment: 401,
  })
})

test('a locked conversation hears only those with write', async () => {
  const { fake, ask } = scene(true)
  fake.pull(7).locked = true
  expect([await ask(fake.userToken('rita'), 'comment'), await ask(fake.userToken('alice'), 'comment')]).toEqual([
    403, 201,
  ])
})

test('more than the limits of a token are refused', async () => {
  const { fake, ask } = scene(true)
  const token = fake.jobToken({ event: 'workflow_run', permissions: BOT })
  const asked = async (name: string, times: number) => {
    let refused = 0
    for (let i = 0; i < times; i++) if ((await ask(token, name)) === 403) refused++
    return refused
  }
  expect(await asked('comment', 82)).toBe(2)
  await fake.clock.sleep(60_000)
  expect(await asked('comment', 1)).toBe(0)
  expect(await asked('pull', 920)).toBe(3)
})
