import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportSchema } from '#contract/report'
import { realTime } from '#host/github/connection'
import { confinementHere } from '#host/sandbox/confinement'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { FIXTURES, NODE24 } from '#test/built'
import { pullRequestEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import { type Ended, SECRET, startAction } from '#test/start-action'

const SINGLE = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const
let folder: string
let fake: FakeGitHub
let api: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-action-'))
  fake = new FakeGitHub({ clock: realTime(Date.now) })
  fake.jobToken({ event: 'pull_request', permissions: SINGLE }, SECRET)
  api = await fake.listen()
})
afterEach(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

async function checkout(theme: string, name: string): Promise<ScratchRepository> {
  const repository = await buildRepository(join(FIXTURES, theme), name, join(folder, 'workspace'))
  const pull = openScratchPull(fake, repository)
  fake.run(pull, { id: 991, attempt: 2, status: 'in_progress', path: '.github/workflows/single.yml' })
  return repository
}

function start(
  repository: ScratchRepository,
  env: Record<string, string> = {},
  node = process.execPath,
  event = pullRequestEvent(fake, fake.pull(7)),
): Promise<Ended> {
  return startAction({ folder, workspace: repository.path, api, event, env, node })
}

describe.each([
  ['this Node', process.execPath],
  ['Node 24', NODE24],
])('under %s', { timeout: 120_000 }, (_, node) => {
  test.skipIf(node === null)('a pull request that leaks and regresses is blocked, and told why once', async () => {
    const repository = await checkout('textures', 'blocked-demo')
    const first = await start(repository, {}, node!)
    expect(first.output).toContain('comment created')
    expect(first.code).toBe(1)
    expect(first.outputs.conclusion).toBe('blocked')
    const report = reportSchema.parse(
      JSON.parse(readFileSync(join(first.outputs['report-dir']!, 'report.json'), 'utf8')),
    )
    expect([report.commits.base, report.commits.head, report.commits.policy]).toEqual([
      repository.base,
      repository.head,
      repository.base,
    ])
    const [comment] = fake.comments
    expect(comment!.body).toMatch(
      new RegExp(`^<!-- cv-gate:v1 key=default head=${repository.head} run=991\\.2 -->\n## ⛔ CV gate: blocked`),
    )
    expect(first.summary).toContain('## ⛔ CV gate: blocked')
    expect(first.output).toMatch(/::error [^\n]*file=data\/labels.csv,line=\d+[^\n]*::.*%0AKeep it in one split/)
    expect(first.output).toMatch(/^CV gate: blocked: .*\nIt may not be merged/m)
    expect(comment!.body).toContain(
      'A waiver counts when [run 991](https://github.example/o/r/actions/runs/991) is started again: *Re-run all jobs*.',
    )

    const second = await start(repository, { GITHUB_RUN_ATTEMPT: '3', INPUT_ANNOTATIONS: 'false' }, node!)
    expect(second.code).toBe(1)
    expect(second.output).not.toContain('::error ')
    expect(fake.comments).toHaveLength(1)
    expect(fake.comments[0]!.id).toBe(comment!.id)
    expect(fake.comments[0]!.body).toContain('run=991.3')
  })
})

test('every request carries the token, none is a surprise, and the token is in nothing that is written', async () => {
  const repository = await checkout('textures', 'clean')
  const { code, output, outputs, summary } = await start(repository)
  expect([code, outputs.conclusion]).toEqual([0, 'passed'])
  expect(fake.seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /repos/o/r/pulls/7',
    'GET /repos/o/r/actions/runs/991/artifacts',
    'GET /repos/o/r',
    'GET /repos/o/r/actions/artifacts',
    'GET /repos/o/r/git/ref/heads/main',
    `GET /repos/o/r/compare/${repository.base}...${repository.head}`,
    'GET /repos/o/r/actions/artifacts',
    'GET /repos/o/r/actions/artifacts',
    'GET /repos/o/r/issues/7/comments',
    'GET /repos/o/r/pulls/7',
    'GET /user',
    'GET /repos/o/r/issues/7/comments',
    'POST /repos/o/r/issues/7/comments',
    'GET /repos/o/r/issues/7/comments',
  ])
  expect(fake.seen.every(({ token }) => token === SECRET)).toBe(true)
  expect([fake.violations, fake.mistakes]).toEqual([[], []])
  const written = ['report.json', 'comment.md', 'report.html', 'report.sarif'].map((name) =>
    readFileSync(join(outputs['report-dir']!, name), 'utf8'),
  )
  for (const text of [output.replaceAll(/::add-mask::.*/g, ''), summary, ...written]) expect(text).not.toContain(SECRET)
  expect(outputs.artefacts).toMatch(/^[0-9a-f]{16}$/)
})

test('nothing relevant changed: a fast success without children', async () => {
  const repository = await checkout('digits', 'nothing-relevant-changed')
  const { code, outputs } = await start(repository, { 'INPUT_NATIVES-DIR': '/nonexistent' })
  expect([code, outputs.conclusion]).toEqual([0, 'passed'])
  expect(fake.comments[0]!.body).toContain('nothing relevant changed')
})

test("a server of one's own: its API lies below a path, and a waiver is asked for by its GraphQL", async () => {
  fake.user('maintainer', 'maintain')
  const repository = await checkout('digits', 'nothing-relevant-changed')
  fake.say(7, 'maintainer', '/cv-waive 3a91c07be2@5f0c21aa known')
  const { code, output } = await start(repository, { GITHUB_API_URL: `${api}/api/v3` })
  expect([code, output]).toEqual([0, expect.stringContaining('comment created')])
  expect(fake.seen.map(({ call }) => call)).toContain('POST /graphql')
  expect([fake.violations, fake.mistakes]).toEqual([[], []])
})

test('a shallow checkout, as actions/checkout makes it: what is lacking is fetched by its id', async () => {
  const repository = await checkout('textures', 'leak')
  const clone = join(folder, 'clone')
  const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' })
  git('clone', '--quiet', '--depth=1', '--branch=main', `file://${repository.path}`, clone)
  expect(() => git('-C', clone, 'cat-file', '-e', repository.head)).toThrow()
  const { code, outputs } = await start({ ...repository, path: clone })
  expect([code, outputs.conclusion]).toEqual([1, 'blocked'])
  expect(fake.comments).toHaveLength(1)
})

test('without the right to comment the verdict stands, and the missing permission is named', async () => {
  fake.jobToken({ event: 'pull_request', permissions: { ...SINGLE, 'pull-requests': 'read' } }, SECRET)
  const repository = await checkout('textures', 'leak')
  const { code, output } = await start(repository)
  expect(code).toBe(1)
  expect(output).toContain('pull-requests: write')
  expect(fake.comments).toHaveLength(0)
})

test('of a pull request that has moved on the old commit is not judged any more', async () => {
  const repository = await checkout('textures', 'leak')
  const event = pullRequestEvent(fake, fake.pull(7))
  fake.push('patch-1')
  const { code, output } = await start(repository, {}, process.execPath, event)
  expect(code).toBe(2)
  expect(output).toContain('has moved on')
  expect(fake.comments).toHaveLength(0)
})

test.each<[string, Record<string, string>, number, string]>([
  ['an event it does not know', { GITHUB_EVENT_NAME: 'fork' }, 3, 'not handled by this version'],
  ['an event of another shape', { GITHUB_EVENT_NAME: 'push' }, 2, 'push has an unexpected shape: ref'],
  ['outside a runner', { GITHUB_WORKSPACE: '' }, 3, 'the environment lacks GITHUB_WORKSPACE'],
  ['a wrong input', { INPUT_COMMENT: 'perhaps' }, 3, 'neither true nor false'],
  ['an API that does not answer', { GITHUB_API_URL: 'http://127.0.0.1:9' }, 2, 'GitHub did not'],
])('%s is never a success', { timeout: 120_000 }, async (_, env, code, text) => {
  const repository = await checkout('digits', 'nothing-relevant-changed')
  const ended = await start(repository, env)
  expect(ended.output).toContain(text)
  expect(ended.code).toBe(code)
})

test('a fork is refused on a machine of one’s own, before anything of it is opened', { timeout: 120_000 }, async () => {
  const repository = await buildRepository(
    join(FIXTURES, 'digits'),
    'nothing-relevant-changed',
    join(folder, 'workspace'),
  )
  const pull = openScratchPull(fake, repository, true)
  fake.run(pull, { id: 991, attempt: 1, status: 'in_progress', path: '.github/workflows/single.yml' })
  const on = (env: Record<string, string>) => start(repository, env)
  const refused = await on({ RUNNER_ENVIRONMENT: 'self-hosted' })
  expect([refused.code, fake.seen.length]).toEqual([3, 0])
  expect(refused.output).toContain('a pull request from a fork is not judged on a machine of your own')
  expect((await on({ RUNNER_ENVIRONMENT: 'github-hosted' })).code).toBe(0)
  const allowed = await on({ RUNNER_ENVIRONMENT: 'self-hosted', 'INPUT_FORKS-ON-OWN-MACHINE': 'true' })
  expect(allowed.code).toBe(0)
  expect(allowed.output.includes('Reach level 2')).toBe(confinementHere().level < 2)
})
