import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { realTime } from '#host/github/connection'
import { workflowRunEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import type { Artifact, Run } from '#test/fake-github/state'
import { active } from '#test/markdown'
import { finding, hostileReport, report, targetReport } from '#test/reports'
import { type Ended, SECRET, startAction } from '#test/start-action'

const HEAD = '1'.repeat(40)
const BASE = '2'.repeat(40)
const BOT = { contents: 'read', actions: 'read', 'pull-requests': 'write' } as const
let folder: string
let fake: FakeGitHub
let run: Run
let api: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-publish-'))
  fake = new FakeGitHub({ clock: realTime(Date.now) })
  run = fake.run(openScratchPull(fake, { base: BASE, head: HEAD }, true), {
    id: 4711,
    attempt: 2,
    conclusion: 'success',
  })
  fake.jobToken({ event: 'workflow_run', permissions: BOT }, SECRET)
  api = await fake.listen()
})
afterEach(async () => {
  await fake.close()
  rmSync(folder, { recursive: true, force: true })
})

function measured(more: Partial<Report['commits']> = {}): Report {
  const commits = { base: BASE, head: HEAD, policy: BASE, anchor: null, baseAgeDays: 2, ...more }
  return report({ commits, targets: [targetReport()] })
}

function blocked(): Pick<Report, 'conclusion' | 'targets'> {
  const findings = [1, 2].map((line) =>
    finding(line, { about: [{ kind: 'file', side: 'head', path: 'data/labels.csv', line }] }),
  )
  const outcome = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  const blockers = findings.map(({ id }) => id)
  return {
    conclusion: 'blocked',
    targets: [targetReport({ conclusion: 'blocked', blockers, outcomes: { 'leakage/exact-duplicate': outcome } })],
  }
}

function leave(text: string | Report, more: { name?: string; file?: string; size?: number } = {}): void {
  const { name = 'cv-gate-report-0123456789abcdef', file = 'report.json', ...rest } = more
  const data = zipSync({
    [file]: strToU8(typeof text === 'string' ? text : JSON.stringify(text)),
    'report.html': strToU8('<p>'),
  })
  fake.leave(run, name, data, rest)
}

/** The event of the end of the measuring run, as the workflow on the default branch receives it. */
function talk(changed: Record<string, unknown> = {}, env: Record<string, string> = {}): Promise<Ended> {
  const { name, payload } = workflowRunEvent(fake, run)
  const workflow_run = { ...(payload.workflow_run as object), ...changed }
  return startAction({ folder, workspace: folder, api, event: { name, payload: { ...payload, workflow_run } }, env })
}

test('the report of a fork becomes the one comment, signed with the run that measured', async () => {
  leave(measured())
  const { code, output } = await talk()
  expect(output).toContain('comment created')
  expect(code).toBe(0)
  expect(fake.comments.map(({ body }) => body.split('\n', 2))).toEqual([
    [`<!-- cv-gate:v1 key=default head=${HEAD} run=4711.2 -->`, '## ✅ CV gate: passed'],
  ])
  const [{ id }] = fake.artifacts as [Artifact]
  expect(fake.seen.map(({ method, path }) => `${method} ${path}`).slice(0, 6)).toEqual([
    'GET /repos/o/r/actions/runs/4711/artifacts',
    `GET /repos/o/r/actions/artifacts/${id}/zip`,
    `GET /signed/o/r/${id}`,
    'GET /repos/o/r/pulls',
    `GET /repos/o/r/compare/main...${HEAD}`,
    'GET /repos/o/r/git/ref/heads/main',
  ])
  expect(fake.seen[3]!.query.get('head')).toBe('someone:patch-1')
  expect(output.replaceAll(/::add-mask::.*/g, '')).not.toContain(SECRET)

  expect((await talk()).output).toContain('comment unchanged')
  expect(fake.comments).toHaveLength(1)
  expect(brokenInvariants(fake)).toEqual([])
})

test('with a name for it the report becomes a check run too; without the right a status says it, or an error', async () => {
  leave({ ...measured(), ...blocked() })
  const permissions = { ...BOT, checks: 'write', statuses: 'write' } as const
  fake.jobToken({ event: 'workflow_run', permissions }, SECRET)
  const run = { conclusion: 'failure' }
  const env = { INPUT_CHECK: 'CV gate', INPUT_COMMENT: 'false' }
  const { code, output } = await talk(run, env)
  expect(output).toContain('check created')
  expect([code, fake.comments]).toEqual([0, []])
  expect(fake.checks).toMatchObject([{ name: 'CV gate', sha: HEAD, status: 'completed', conclusion: 'failure' }])
  expect((await talk(run, env)).output).toContain('check unchanged')
  expect(brokenInvariants(fake)).toEqual([])

  fake.jobToken({ event: 'workflow_run', permissions: { ...permissions, checks: 'read' } }, SECRET)
  expect(await talk(run, { ...env, INPUT_CHECK: 'other' })).toMatchObject({ code: 0 })
  expect(fake.statuses).toMatchObject([{ context: 'other', state: 'failure' }])
  fake.jobToken({ event: 'workflow_run', permissions: { ...BOT, checks: 'read' } }, SECRET)
  const refused = await talk(run, { ...env, INPUT_CHECK: 'other' })
  expect(refused.code).toBe(2)
  expect(refused.output).toContain('checks: write')
  const paced = (broken: string) => broken.includes('after the write before') // these were processes of their own
  expect(brokenInvariants(fake).filter((broken) => !paced(broken))).toEqual([])
})

test('a report with HTML in every string becomes a comment in which nothing acts', async () => {
  const { targets } = hostileReport('<img src=x onerror=alert(1)> @org/team ![x](https://evil.example)')
  leave({ ...measured(), targets, conclusion: 'blocked' })
  expect((await talk({ conclusion: 'failure' })).code).toBe(0)
  const { body } = fake.comments[0]!
  expect(body).toContain('<img src=x onerror=alert(1)>')
  const ours = /\[run 4711\]\(https:\/\/[\w./]+\/o\/r\/actions\/runs\/4711\)/
  expect(body).toMatch(ours)
  expect(active(body.slice(body.indexOf('\n')).replace(ours, ''))).toEqual([])
})

test('a run that failed before it could report: no earlier verdict stays as if it were of this commit', async () => {
  leave(measured())
  expect((await talk({})).code).toBe(0)
  expect(fake.comments[0]!.body).toContain('CV gate: passed')
  fake.artifacts.length = 0
  expect((await talk({ conclusion: 'cancelled' })).code).toBe(0)
  expect(fake.comments[0]!.body).toContain('CV gate: passed')
  expect((await talk({ conclusion: 'failure' })).code).toBe(0)
  expect(fake.comments).toHaveLength(1)
  const { body } = fake.comments[0]!
  expect(body).toMatch(
    /^<!-- cv-gate:v1 key=default head=[0-9a-f]{40} run=4711\.\d+ -->\n## 🚧 CV gate: unverified, no report/,
  )
  expect(body).toContain('Its log says why')
  expect(body).not.toContain('passed')
})

test('a report that passes of a run that failed is refused', async () => {
  leave(measured())
  const { code, output } = await talk({ conclusion: 'failure' })
  expect([code, fake.comments]).toEqual([2, []])
  expect(output).toContain('ended as failure, although its report passes')
})

test('of several attempts the newest report counts; other artifacts do not', async () => {
  leave(measured())
  leave(report({ ...measured(), conclusion: 'warned', targets: [targetReport({ conclusion: 'warned' })] }))
  leave('not ours', { name: 'coverage' })
  await talk()
  expect(fake.comments[0]!.body).toContain('CV gate: passed with warnings')
})

function crowded(count: number): Report {
  const findings = Array.from({ length: count }, (_, at) => finding(at))
  const outcome = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  return { ...measured(), targets: [targetReport({ outcomes: { 'leakage/exact-duplicate': outcome } })] }
}
const moved = () => {
  leave(measured())
  fake.push('patch-1', {}, fake.pull(7).head.repository)
}
test.each<[string, () => void, Record<string, unknown>, string]>([
  ['a run of the merge queue', () => leave(measured()), { event: 'merge_group' }, 'no pull request to write to'],
  ['a run that left nothing', () => undefined, {}, 'left no report'],
  ['a head that has moved on', moved, {}, 'has this head'],
  [
    'a branch of another repository',
    () => leave(measured()),
    { head_repository: { id: 5, owner: { login: 'x' } } },
    'has this head',
  ],
  [
    'a report against another base',
    () => leave(measured({ base: '4'.repeat(40) })),
    {},
    'has this head and merge-base',
  ],
])('%s: nothing is written, and the log says why', async (_, given, run, text) => {
  given()
  const { code, output } = await talk(run)
  expect([code, fake.comments]).toEqual([0, []])
  expect(output).toContain(text)
})

test.each<[string, () => void, string]>([
  ['no archive', () => void fake.leave(run, 'cv-gate-report-x', strToU8('PK no')), 'cannot be unpacked'],
  ['an archive without report', () => leave(measured(), { file: '../report.json' }), 'holds no report.json'],
  ['a larger archive than allowed', () => leave(measured(), { size: 10 ** 9 }), 'at most'],
  ['a bomb of a hundred megabytes', () => leave('0'.repeat(100 * 1024 * 1024)), 'at most'],
  ['more findings than anybody reads', () => leave(crowded(300_000)), '300000 findings, at most 100000'],
  ['nested without end', () => leave('['.repeat(1_000_000)), 'nested deeper than 16'],
  ['a judge of nothing', () => leave({ ...measured(), targets: [] }), 'it judges no target'],
  [
    'better than what it holds',
    () => leave({ ...measured(), targets: [targetReport({ conclusion: 'blocked' })] }),
    'its targets are blocked, and it is called passed',
  ],
  ['no JSON', () => leave('{"schema": '), 'it is not JSON'],
  [
    'bytes that are no UTF-8',
    () => void fake.leave(run, 'cv-gate-report-x', zipSync({ 'report.json': Uint8Array.of(0xff, 0xfe) })),
    'cannot be unpacked',
  ],
  ['another commit', () => leave(measured({ head: '3'.repeat(40) })), `it is not about commit ${HEAD}`],
  [
    'a number that is not finite',
    () => leave(JSON.stringify(measured()).replace('"seconds":3', '"seconds":1e999')),
    'timing.seconds',
  ],
  ['an unknown key', () => leave(JSON.stringify({ ...measured(), verified: true })), 'Unrecognized key'],
  [
    'markup in the place of a name',
    () => leave(JSON.stringify(measured()).replace('"plan":0.1', '"<b>":0.1')),
    'timing.stages',
  ],
])('a report that is %s is refused: exit 2, no comment', async (_, given, text) => {
  given()
  const { code, output } = await talk()
  expect(output).toContain(text)
  expect([code, fake.comments]).toEqual([2, []])
})

test('without the right to comment the missing permission is named', async () => {
  leave(measured())
  fake.jobToken({ event: 'workflow_run', permissions: { ...BOT, 'pull-requests': 'read' } }, SECRET)
  const { code, output } = await talk()
  expect([code, fake.comments]).toEqual([2, []])
  expect(output).toContain('pull-requests: write')
})
