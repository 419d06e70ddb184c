import { generateKeyPairSync, sign } from 'node:crypto'
import { getOctokit } from '@actions/github'
import { expect, test } from 'vitest'
import {
  commentEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowRunEvent,
} from './events.ts'
import { FakeGitHub, type FakeOptions } from './fake-github.ts'
import { brokenInvariants } from './invariants.ts'
import { eventFaults } from './openapi.ts'

const AT = { owner: 'o', repo: 'r' }

function scene(options: FakeOptions = {}) {
  const fake = new FakeGitHub(options)
  fake.user('alice', 'write')
  const fork = fake.fork('mallory')
  fake.push('patch-1', { files: { 'a.txt': 'one\ntwo\n', 'b.bin': Uint8Array.of(0, 1) } }, fork)
  const pull = fake.openPull('patch-1', { from: fork, number: 7 })
  return { fake, fork, pull }
}

function octokit(fake: FakeGitHub, token: string) {
  return getOctokit(token, { request: { fetch: fake.fetch() } }).rest
}

function asBot(fake: FakeGitHub) {
  const permissions = {
    contents: 'read',
    actions: 'write',
    'pull-requests': 'write',
    checks: 'write',
    statuses: 'write',
  } as const
  return octokit(fake, fake.jobToken({ event: 'workflow_run', permissions }))
}

test('what a bot does in a life: every request is valid, every answer has the official shape', async () => {
  const { fake, pull } = scene()
  const rest = asBot(fake)
  const sha = pull.head.sha
  const run = fake.run(pull)
  const zip = Uint8Array.of(80, 75, 5, 6)
  const artifact = fake.leave(run, 'cv-gate-report-1', zip)

  const { data: one } = await rest.pulls.get({ ...AT, pull_number: 7 })
  expect([one.head.repo?.full_name, one.base.ref, one.changed_files]).toEqual(['mallory/r', 'main', 2])
  const { data: found } = await rest.pulls.list({ ...AT, head: 'mallory:patch-1' })
  expect(found.map(({ number }) => number)).toEqual([7])
  const { data: files } = await rest.pulls.listFiles({ ...AT, pull_number: 7 })
  expect(files.map(({ filename, patch }) => [filename, patch])).toEqual([
    ['a.txt', '@@ -0,0 +1,2 @@\n+one\n+two'],
    ['b.bin', undefined],
  ])
  const tip = (await rest.git.getRef({ ...AT, ref: 'heads/main' })).data.object.sha
  fake.push('main')
  const compared = await rest.repos.compareCommitsWithBasehead({ ...AT, basehead: `main...${sha}` })
  expect([compared.data.merge_base_commit.sha, compared.data.status, compared.data.behind_by]).toEqual([
    tip,
    'diverged',
    1,
  ])
  const content = await rest.repos.getContent({ ...AT, path: 'README.md', ref: tip })
  expect(content.data).toMatchObject({ encoding: 'base64', content: Buffer.from('# r\n').toString('base64') })
  expect((await rest.repos.listPullRequestsAssociatedWithCommit({ ...AT, commit_sha: sha })).data).toHaveLength(1)

  const said = await rest.issues.createComment({ ...AT, issue_number: 7, body: 'hello' })
  expect(said.data.user).toMatchObject({ login: 'github-actions[bot]', id: 41898282, type: 'Bot' })
  await rest.issues.updateComment({ ...AT, comment_id: said.data.id, body: 'good bye' })
  await rest.reactions.createForIssueComment({ ...AT, comment_id: said.data.id, content: 'eyes' })
  await rest.reactions.createForIssueComment({ ...AT, comment_id: said.data.id, content: 'eyes' })
  expect((await rest.reactions.listForIssueComment({ ...AT, comment_id: said.data.id })).data).toHaveLength(1)
  const { data: list } = await rest.issues.listComments({ ...AT, issue_number: 7 })
  expect(list.map(({ body, reactions }) => [body, reactions?.eyes])).toEqual([['good bye', 1]])

  const annotation = { path: 'a.txt', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'm' } as const
  const output = { title: 't', summary: 's', annotations: [annotation] }
  const { data: check } = await rest.checks.create({
    ...AT,
    name: 'cv-gate',
    head_sha: sha,
    status: 'in_progress',
    external_id: 'x',
  })
  await rest.checks.update({ ...AT, check_run_id: check.id, output })
  await rest.checks.update({ ...AT, check_run_id: check.id, conclusion: 'failure', output })
  const { data: listed } = await rest.checks.listForRef({ ...AT, ref: sha, check_name: 'cv-gate' })
  expect(
    listed.check_runs.map((c) => [c.status, c.conclusion, c.external_id, c.output.annotations_count, c.app?.id]),
  ).toEqual([['completed', 'failure', 'x', 2, 15368]])
  expect((await rest.checks.listAnnotations({ ...AT, check_run_id: check.id })).data).toHaveLength(2)
  await rest.checks.listSuitesForRef({ ...AT, ref: sha })
  await rest.repos.createCommitStatus({ ...AT, sha, state: 'failure', context: 'cv-gate', description: 'd' })
  expect((await rest.repos.getCombinedStatusForRef({ ...AT, ref: sha })).data.state).toBe('failure')
  expect((await rest.repos.listCommitStatusesForRef({ ...AT, ref: sha })).data).toHaveLength(1)

  const runs = await rest.actions.listWorkflowRuns({
    ...AT,
    workflow_id: 'cv-gate.yml',
    head_sha: sha,
    event: 'pull_request',
  })
  expect(runs.data.workflow_runs.map(({ id, pull_requests }) => [id, pull_requests])).toEqual([[run.id, []]])
  await rest.actions.reRunWorkflow({ ...AT, run_id: run.id })
  await expect(rest.actions.reRunWorkflow({ ...AT, run_id: run.id })).rejects.toMatchObject({ status: 403 })
  expect((await rest.actions.getWorkflowRun({ ...AT, run_id: run.id })).data).toMatchObject({
    run_attempt: 2,
    status: 'queued',
  })
  await rest.actions.getWorkflowRunAttempt({ ...AT, run_id: run.id, attempt_number: 1 })
  await rest.actions.listJobsForWorkflowRun({ ...AT, run_id: run.id })
  expect((await rest.actions.listArtifactsForRepo({ ...AT, name: artifact.name })).data.total_count).toBe(1)
  expect((await rest.actions.listWorkflowRunArtifacts({ ...AT, run_id: run.id })).data.artifacts[0]).toMatchObject({
    size_in_bytes: 4,
    workflow_run: { head_branch: 'patch-1', head_repository_id: pull.head.repository.id },
  })
  const download = await rest.actions.downloadArtifact({ ...AT, artifact_id: artifact.id, archive_format: 'zip' })
  expect(new Uint8Array(download.data as ArrayBuffer)).toEqual(zip)
  const { data: right } = await rest.repos.getCollaboratorPermissionLevel({ ...AT, username: 'alice' })
  expect([right.permission, right.role_name]).toEqual(['write', 'write'])
  fake.repository.rules.set('main', [{ type: 'required_status_checks', ruleset_id: 1, parameters: {} }])
  expect((await rest.repos.getBranchRules({ ...AT, branch: 'main' })).data).toHaveLength(1)
  await rest.issues.deleteComment({ ...AT, comment_id: said.data.id })

  expect([fake.violations, fake.mistakes]).toEqual([[], []])
  expect(fake.seen.find(({ call }) => call === 'GET /signed')?.token).toBe(null)
})

test.each(['maintain', 'triage', 'admin', 'read', 'none', 'release-captain'])(
  'the role %s is told as such',
  async (role) => {
    const { fake } = scene()
    fake.user('bob', role)
    const { data } = await asBot(fake).repos.getCollaboratorPermissionLevel({ ...AT, username: 'bob' })
    const old = { maintain: 'write', triage: 'read', 'release-captain': 'write' }[role] ?? role
    expect([data.role_name, data.permission]).toEqual([role, old])
  },
)

test('bots and strangers to the platform have no role to tell', async () => {
  const { fake } = scene()
  for (const username of ['github-actions[bot]', 'nobody-at-all'])
    await expect(asBot(fake).repos.getCollaboratorPermissionLevel({ ...AT, username })).rejects.toMatchObject({
      status: 404,
    })
})

test('GraphQL knows when a comment was edited, and what it does not know is an error', async () => {
  const { fake } = scene()
  const [first, second] = [fake.say(7, 'alice', 'one'), fake.say(7, 'alice', 'two')]
  fake.edit(second, 'TWO')
  const { graphql } = getOctokit(fake.userToken('alice'), { request: { fetch: fake.fetch() } })
  const query =
    'query($ids: [ID!]!) { nodes(ids: $ids) { __typename ... on IssueComment { databaseId lastEditedAt author { login } } } }'
  const node = (id: number) => `IC_${Buffer.from(`IC:${id}`).toString('base64url')}`
  const { nodes } = await graphql<{ nodes: unknown[] }>(query, { ids: [node(first.id), node(second.id)] })
  expect(nodes).toEqual([
    { __typename: 'IssueComment', databaseId: first.id, lastEditedAt: null, author: { login: 'alice' } },
    {
      __typename: 'IssueComment',
      databaseId: second.id,
      lastEditedAt: '2026-03-02T09:00:00Z',
      author: { login: 'alice' },
    },
  ])
  await expect(graphql(query, { ids: ['IC_none'] })).rejects.toThrow('Could not resolve to a node')
  await expect(graphql('{ nodes(ids: []) { color } }')).resolves.toEqual({ nodes: [] })
  await expect(graphql(query.replace('lastEditedAt', 'color'), { ids: [node(first.id)] })).rejects.toThrow(
    "'color' doesn't exist",
  )
})

test('an App gets a token by a web token that it signed, with its own rights at most', async () => {
  const { fake, pull } = scene()
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const app = fake.app('gatekeeper', { permissions: { checks: 'write' }, publicKey: pem })
  const seconds = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const jwt = (exp: number) => {
    const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iss: app.id, iat: seconds - 30, exp })}`
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), privateKey).toString('base64url')}`
  }
  const rest = octokit(fake, jwt(seconds + 300))
  const { data: installation } = await rest.apps.getRepoInstallation(AT)
  const ask = { installation_id: installation.id }
  await expect(
    rest.apps.createInstallationAccessToken({ ...ask, permissions: { contents: 'write' } }),
  ).rejects.toMatchObject({ status: 422 })
  await expect(octokit(fake, jwt(seconds - 1)).apps.getAuthenticated()).rejects.toMatchObject({ status: 401 })
  const { data } = await rest.apps.createInstallationAccessToken(ask)
  const check = { ...AT, name: 'gate', head_sha: pull.head.sha, conclusion: 'success', status: 'completed' } as const
  const { data: made } = await octokit(fake, data.token).checks.create(check)
  expect(made.app?.slug).toBe('gatekeeper')
  await expect(asBot(fake).checks.update({ ...AT, check_run_id: made.id, name: 'mine' })).rejects.toMatchObject({
    status: 403,
  })
  await fake.clock.sleep(3_600_001)
  await expect(octokit(fake, data.token).checks.create(check)).rejects.toMatchObject({ status: 401 })
  expect([fake.violations, fake.mistakes]).toEqual([[], []])
})

test('payloads of events have the official shape', () => {
  const { fake, pull } = scene()
  const before = fake.repository.branches.get('main')!
  const events = [
    pullRequestEvent(fake, pull),
    pullRequestEvent(fake, pull, 'synchronize', true),
    mergeGroupEvent(fake, fake.queue(7)),
    workflowRunEvent(fake, fake.run(pull)),
    commentEvent(fake, fake.say(7, 'alice', '/cv-help')),
    pushEvent(fake, before, fake.push('main')),
    scheduleEvent(fake),
  ]
  for (const { name, payload } of events) expect([name, eventFaults(name, payload)]).toEqual([name, []])
})

test('the invariants see what must not be', async () => {
  const { fake, pull } = scene()
  const rest = asBot(fake)
  const text = (run: number) => `<!-- cv-gate:v1 key=default head=aa run=${run}.1 -->\nfine`
  await rest.issues.createComment({ ...AT, issue_number: 7, body: text(2) })
  await rest.issues.createComment({ ...AT, issue_number: 7, body: text(2) })
  await rest.issues.updateComment({ ...AT, comment_id: fake.comments[1]!.id, body: text(1) })
  await rest.issues.deleteComment({ ...AT, comment_id: fake.say(7, 'alice', 'mine').id })
  await rest.checks.create({ ...AT, name: 'a', head_sha: pull.head.sha })
  await rest.checks.create({ ...AT, name: 'b', head_sha: pull.head.sha, conclusion: 'neutral' })
  await rest.issues.createComment({ ...AT, issue_number: 7, body: 'x'.repeat(65_537) }).catch(() => undefined)
  const broken = brokenInvariants(fake).join('\n')
  for (const what of [
    'two comments',
    'older run',
    "somebody else's",
    'left queued',
    'ended neutral',
    'too long',
    '0 ms after',
  ])
    expect(broken).toContain(what)
})
