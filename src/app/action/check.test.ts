import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import type { Conclusion, Report } from '#contract/report'
import { checkConclusion } from '#engine/exit'
import { type Connection, connect } from '#host/github/connection'
import { measuringRun, workflowRun } from '#host/github/events'
import { createLog } from '#host/log/log'
import { workflowRunEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import type { Permissions, Pull, Run } from '#test/fake-github/state'
import { finding, report, targetReport } from '#test/reports'
import { check } from './check.ts'
import { publishReport } from './publish-report.ts'

const HEAD = 'a'.repeat(40)
const BASE = 'b'.repeat(40)
const RIGHTS: Permissions = {
  contents: 'read',
  actions: 'read',
  'pull-requests': 'read',
  checks: 'write',
  statuses: 'write',
}
const checked = {
  name: 'cv-gate',
  sha: HEAD,
  generation: [991, 2] as const,
  pull: 7,
  serverUrl: 'https://github.example',
}
let fake: FakeGitHub
let pull: Pull
let said: string
const output = {
  write(text: string): boolean {
    said += text
    return true
  },
}
const log = () => createLog(output, { style: 'lines', debug: true, now: () => 0 })

beforeEach(() => {
  fake = new FakeGitHub()
  pull = openScratchPull(fake, { base: BASE, head: HEAD }, true)
  said = ''
})

/** With the rights of the bot, but for those that are changed. */
function connected(changed: Permissions = {}): Connection {
  const token = fake.jobToken({ event: 'workflow_run', permissions: { ...RIGHTS, ...changed } })
  return connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
}

function blocked(): Report {
  const findings = [2, 30].map((line) =>
    finding(line, { about: [{ kind: 'file', side: 'head', path: 'data/labels.csv', line }] }),
  )
  const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  const ids = findings.map(({ id }) => id)
  const target = targetReport({
    conclusion: 'blocked',
    blockers: ids,
    severities: Object.fromEntries(ids.map((id) => [id, 'block'])),
    outcomes: { 'leakage/exact-duplicate': measured },
  })
  return report({ conclusion: 'blocked', targets: [target] })
}

test('annotations stand on lines of the diff, the others are listed; the check links to its run', async () => {
  const sha = fake.push('patch-1', { files: { 'data/labels.csv': 'a\nb\nc\n' } }, pull.head.repository)
  await check(blocked(), connected(), { ...checked, sha }, { log: log() })
  const [made] = fake.checks
  expect(made).toMatchObject({
    conclusion: 'failure',
    sha,
    detailsUrl: 'https://github.example/o/r/actions/runs/991/attempts/2',
    annotations: [{ path: 'data/labels.csv', start_line: 2, annotation_level: 'failure' }],
  })
  expect(made!.text).toContain('`data/labels.csv:30`')
  expect(made!.text).not.toContain('`data/labels.csv:2`')
  expect(brokenInvariants(fake)).toEqual([])
})

test('where the files cannot be listed all findings are, and the log says why', async () => {
  await check(blocked(), connected({ 'pull-requests': 'none' }), checked, { log: log() })
  expect(fake.checks[0]!.annotations).toEqual([])
  expect(fake.checks[0]!.text).toContain('`data/labels.csv:30`')
  expect(said).toContain('pull-requests: read')
})

test('without checks: write a commit status says the verdict; without either the permission is named', async () => {
  await check(blocked(), connected({ checks: 'read' }), checked, { log: log() })
  expect(fake.statuses).toMatchObject([{ context: 'cv-gate', state: 'failure' }])
  expect(fake.statuses[0]!.description).toMatch(/^CV gate: blocked/)
  expect(said).toContain('checks: write')
  const neither = connected({ checks: 'read', statuses: 'none' })
  await expect(check(blocked(), neither, checked, { log: log() })).rejects.toMatchObject({
    hint: expect.stringContaining('checks: write'),
  })
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name))

test('a success is made in one place; what satisfies a required check by the way is never written', () => {
  const holders = (text: string) => sources('src').filter((path) => readFileSync(path, 'utf8').includes(text))
  expect(holders("return 'success'")).toEqual(['src/engine/exit.ts'])
  // Beside it only its type, and the words of GitHub about other jobs.
  expect(holders("'success'").filter((path) => !path.startsWith('src/app/action/'))).toEqual([
    'src/contract/report.ts',
    'src/engine/exit.ts',
  ])
  expect([...holders("'neutral'"), ...holders("conclusion: 'skipped'")]).toEqual([])
})

test('the conclusion of a check is that of the exit code', () => {
  const of = (conclusion: Conclusion, blockers: string[] = [], mode: Report['mode'] = 'enforce') =>
    checkConclusion({ conclusion, mode, targets: [targetReport({ blockers })] })
  expect([of('passed'), of('warned'), of('inconclusive'), of('blocked', ['x'], 'advisory')]).toEqual(
    Array(4).fill('success'),
  )
  expect([of('inconclusive', ['x']), of('unverified'), of('blocked', ['x'])]).toEqual([
    'action_required',
    'failure',
    'failure',
  ])
})

const commits = { ...report().commits, base: BASE, head: HEAD }
const good = () => report({ commits, targets: [targetReport()] })
const zipped = (text: string) => zipSync({ 'report.json': strToU8(text) })

/** The run that measured has ended, and left this. */
function left(data: Uint8Array | null): Run {
  const run = fake.run(pull, { id: 991, attempt: 2 })
  if (data) fake.leave(run, 'cv-gate-report-0', data)
  return run
}
function publish(run: Run, changed: Permissions = {}): Promise<unknown> {
  const inputs = { measuringWorkflow: run.workflow.path, check: 'cv-gate', comment: false }
  const { workflow_run } = workflowRunEvent(fake, run).payload
  return publishReport(connected(changed), measuringRun(workflowRun.parse(workflow_run)), inputs, {
    log: log(),
    env: {},
  })
}

test('the report of a run becomes the check of its head', async () => {
  await publish(left(zipped(JSON.stringify(good()))))
  expect(fake.checks).toMatchObject([{ sha: HEAD, conclusion: 'success', title: 'CV gate: passed' }])
  expect(brokenInvariants(fake)).toEqual([])
})

test('a pull request with another merge-base gets no check', async () => {
  await publish(left(zipped(JSON.stringify({ ...good(), commits: { ...commits, base: 'f'.repeat(40) } }))))
  expect([fake.checks, said.includes('merge-base')]).toEqual([[], true])
})

test('a run that left nothing: the check says so and is no success', async () => {
  await publish(left(null))
  expect(fake.checks).toMatchObject([{ conclusion: 'failure', title: expect.stringContaining('unverified') }])
})

const forged = (more: Partial<Report>) => zipped(JSON.stringify({ ...good(), ...more }))
const REFUSED: [string, () => Uint8Array][] = [
  ['no archive', () => strToU8('no')],
  ['an archive without a report', () => zipSync({ 'else.json': strToU8('{}') })],
  ['a bomb', () => zipped(' '.repeat(65 << 20))],
  ['no JSON', () => zipped('{')],
  ['deep', () => zipped('['.repeat(100_000))],
  ['of another commit', () => forged({ commits: { ...commits, head: 'c'.repeat(40) } })],
  ['of nothing', () => forged({ targets: [] })],
  ['better than its targets', () => forged({ targets: [targetReport({ conclusion: 'blocked' })] })],
]
test.each(REFUSED)('a report that is %s: an error, and a check that is no success', async (_, make) => {
  await expect(publish(left(make()))).rejects.toMatchObject({ code: 'report-refused' })
  expect(fake.checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
})

test('a check that could not be written is an error that names the permission', async () => {
  const run = left(zipped(JSON.stringify(good())))
  await expect(publish(run, { checks: 'none', statuses: 'none' })).rejects.toMatchObject({
    hint: expect.stringContaining('checks: write'),
  })
})
