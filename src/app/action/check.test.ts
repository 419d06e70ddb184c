import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import type { Conclusion, Report } from '#contract/report'
import { checkConclusion } from '#engine/exit'
import type { MeasuringRun } from '#host/github/pull-request'
import { createLog } from '#host/log/log'
import { CheckApi, json } from '#test/check-api'
import { finding, report, targetReport } from '#test/reports'
import { check } from './check.ts'
import { publishReport } from './publish-report.ts'

const HEAD = 'a'.repeat(40)
const checked = {
  name: 'cv-gate',
  sha: HEAD,
  generation: [991, 2] as const,
  pull: 7,
  serverUrl: 'https://github.example',
}
let api: CheckApi
let said: string
const output = {
  write(text: string): boolean {
    said += text
    return true
  },
}
const log = () => createLog(output, { style: 'lines', debug: true, now: () => 0 })

beforeEach(() => {
  api = new CheckApi()
  said = ''
})

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
  api.files.push({ filename: 'data/labels.csv', patch: '@@ -1 +1,3 @@\n a\n+b\n+c' })
  await check(blocked(), api.connect(), checked, { log: log() })
  const [made] = api.checks
  expect(made).toMatchObject({
    conclusion: 'failure',
    head_sha: HEAD,
    details_url: 'https://github.example/o/r/actions/runs/991/attempts/2',
    annotations: [{ path: 'data/labels.csv', start_line: 2, annotation_level: 'failure' }],
  })
  expect(made!.output.text).toContain('`data/labels.csv:30`')
  expect(made!.output.text).not.toContain('`data/labels.csv:2`')
})

test('where the files cannot be listed all findings are, and the log says why', async () => {
  api.denied.add('GET /pulls/7/files')
  await check(blocked(), api.connect(), checked, { log: log() })
  expect(api.checks[0]!.annotations).toEqual([])
  expect(api.checks[0]!.output.text).toContain('`data/labels.csv:30`')
  expect(said).toContain('pull-requests: read')
})

test('without checks: write a commit status says the verdict; without either the permission is named', async () => {
  api.denied.add('POST /check-runs')
  await check(blocked(), api.connect(), checked, { log: log() })
  expect(api.statuses).toMatchObject([{ context: 'cv-gate', state: 'failure' }])
  expect(api.statuses[0]!.description).toMatch(/^CV gate: blocked/)
  expect(said).toContain('checks: write')
  api.denied.add('POST /statuses')
  await expect(check(blocked(), api.connect(), checked, { log: log() })).rejects.toMatchObject({
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

const run: MeasuringRun = {
  id: 991,
  attempt: 2,
  event: 'pull_request',
  path: '.github/workflows/cv-gate.yml',
  conclusion: 'success',
  head: { sha: HEAD, branch: 'patch-1', repository: 77, owner: 'someone' },
}
const inputs = { measuringWorkflow: run.path, check: 'cv-gate', comment: false }

/** One artifact of the run, and the pull request that has its head. */
function left(data: Uint8Array | null, mergeBase = HEAD): void {
  const created_at = '2026-01-01T12:00:00Z'
  const artifact = { id: 1, name: 'cv-gate-report-0', created_at, expired: false, size_in_bytes: data?.length ?? 0 }
  const repo = { id: 77 }
  const pull = {
    id: 5,
    number: 7,
    state: 'open',
    created_at,
    head: { sha: HEAD, ref: 'patch-1', repo },
    base: { ref: 'main', repo: { id: 1 } },
  }
  api.other = (route) => {
    if (route.endsWith('/artifacts')) return json({ artifacts: data ? [artifact] : [] }, 200)
    if (route.endsWith('/zip')) return new Response(Buffer.from(data!))
    if (route === 'GET /pulls') return json([pull], 200)
    return route.startsWith('GET /compare/') ? json({ merge_base_commit: { sha: mergeBase } }, 200) : null
  }
}
const zipped = (text: string) => zipSync({ 'report.json': strToU8(text) })
const publish = () => publishReport(api.connect(), run, inputs, { log: log(), env: {} })

test('the report of a run becomes the check of its head', async () => {
  left(zipped(JSON.stringify(report({ targets: [targetReport()] }))))
  await publish()
  expect(api.checks).toMatchObject([{ head_sha: HEAD, conclusion: 'success', output: { title: 'CV gate: passed' } }])
})

test('a pull request with another merge-base gets no check', async () => {
  left(zipped(JSON.stringify(report({ targets: [targetReport()] }))), 'f'.repeat(40))
  await publish()
  expect([api.checks, said.includes('merge-base')]).toEqual([[], true])
})

test('a run that left nothing: the check says so and is no success', async () => {
  left(null)
  await publish()
  expect(api.checks).toMatchObject([
    { conclusion: 'failure', output: { title: expect.stringContaining('unverified') } },
  ])
})

const forged = (more: Partial<Report>) => zipped(JSON.stringify(report({ targets: [targetReport()], ...more })))
const REFUSED: [string, () => Uint8Array][] = [
  ['no archive', () => strToU8('no')],
  ['an archive without a report', () => zipSync({ 'else.json': strToU8('{}') })],
  ['a bomb', () => zipped(' '.repeat(65 << 20))],
  ['no JSON', () => zipped('{')],
  ['deep', () => zipped('['.repeat(100_000))],
  ['of another commit', () => forged({ commits: { ...report().commits, head: 'c'.repeat(40) } })],
  ['of nothing', () => forged({ targets: [] })],
  ['better than its targets', () => forged({ targets: [targetReport({ conclusion: 'blocked' })] })],
]
test.each(REFUSED)('a report that is %s: an error, and a check that is no success', async (_, make) => {
  left(make())
  await expect(publish()).rejects.toMatchObject({ code: 'report-refused' })
  expect(api.checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
})

test('a check that could not be written is an error that names the permission', async () => {
  left(zipped(JSON.stringify(report({ targets: [targetReport()] }))))
  api.denied.add('POST /check-runs').add('POST /statuses')
  await expect(publish()).rejects.toMatchObject({ hint: expect.stringContaining('checks: write') })
})
