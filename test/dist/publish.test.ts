import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Report } from '#contract/report'
import { GitHubServer } from '#test/github-server'
import { report } from '#test/reports'
import { type Ended, SECRET, startAction } from '#test/start-action'

const HEAD = '1'.repeat(40)
const BASE = '2'.repeat(40)
const FORK = 77
let folder: string
let server: GitHubServer
let api: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-publish-'))
  const pull = { number: 7, head: HEAD, baseRef: 'main', baseTip: BASE, mergeBase: BASE, headRepository: FORK }
  server = new GitHubServer(pull)
  api = await server.start()
})
afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function measured(more: Partial<Report['commits']> = {}): Report {
  return report({ commits: { base: BASE, head: HEAD, policy: BASE, anchor: null, baseAgeDays: 2, ...more } })
}

function leave(text: string | Report, more: { name?: string; file?: string; created_at?: string } = {}): void {
  const { name = 'cv-gate-report-0123456789abcdef', file = 'report.json', created_at = '2026-01-01T12:00:00Z' } = more
  const data = zipSync({
    [file]: strToU8(typeof text === 'string' ? text : JSON.stringify(text)),
    'report.html': strToU8('<p>'),
  })
  server.artifacts.push({ id: 50 + server.artifacts.length, name, created_at, data })
}

/** The event of the end of the measuring run, as the workflow on the default branch receives it. */
function talk(run: Record<string, unknown> = {}, env: Record<string, string> = {}): Promise<Ended> {
  const payload = {
    action: 'completed',
    workflow_run: {
      id: 4711,
      run_attempt: 2,
      event: 'pull_request',
      path: '.github/workflows/cv-gate.yml',
      conclusion: 'failure',
      head_sha: HEAD,
      head_branch: 'patch-1',
      head_repository: { id: FORK, owner: { login: 'someone' } },
      pull_requests: [],
      ...run,
    },
  }
  return startAction({ folder, workspace: folder, api, event: { name: 'workflow_run', payload }, env })
}

test('the report of a fork becomes the one comment, signed with the run that measured', async () => {
  leave(measured())
  const { code, output } = await talk()
  expect(output).toContain('comment created')
  expect(code).toBe(0)
  expect(server.comments.map(({ body }) => body.split('\n', 2))).toEqual([
    [`<!-- cv-gate:v1 key=default head=${HEAD} run=4711.2 -->`, '## ✅ CV gate: passed'],
  ])
  expect(server.seen.map(({ method, path }) => `${method} ${path}`).slice(0, 6)).toEqual([
    'GET /repos/o/r/actions/runs/4711/artifacts',
    'GET /repos/o/r/actions/artifacts/50/zip',
    'GET /signed/50',
    'GET /repos/o/r/pulls',
    `GET /repos/o/r/compare/main...${HEAD}`,
    'GET /repos/o/r/pulls/7',
  ])
  expect(server.seen[3]!.query.get('head')).toBe('someone:patch-1')
  expect(output.replaceAll(/::add-mask::.*/g, '')).not.toContain(SECRET)

  expect((await talk()).output).toContain('comment unchanged')
  expect(server.comments).toHaveLength(1)
})

test('of several attempts the newest report counts; other artifacts do not', async () => {
  leave(report({ ...measured(), conclusion: 'warned' }), { created_at: '2026-01-02T12:00:00Z' })
  leave(measured())
  leave('not ours', { name: 'coverage', created_at: '2026-01-03T12:00:00Z' })
  await talk()
  expect(server.comments[0]!.body).toContain('CV gate: passed with warnings')
})

const moved = () => {
  leave(measured())
  server.pull.head = '3'.repeat(40)
}
test.each<[string, () => void, Record<string, unknown>, string]>([
  ['a run of the merge queue', () => leave(measured()), { event: 'merge_group' }, 'no pull request to comment on'],
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
  expect([code, server.comments]).toEqual([0, []])
  expect(output).toContain(text)
})

const huge = () => {
  leave(measured())
  server.artifacts[0]!.size_in_bytes = 10 ** 9
}
test.each<[string, () => void, string]>([
  [
    'no archive',
    () =>
      void server.artifacts.push({
        id: 1,
        name: 'cv-gate-report-x',
        created_at: '2026-01-01T12:00:00Z',
        data: strToU8('PK no'),
      }),
    'cannot be unpacked',
  ],
  ['an archive without report', () => leave(measured(), { file: '../report.json' }), 'holds no report.json'],
  ['a larger archive than allowed', huge, 'at most'],
  ['a bomb', () => leave('0'.repeat(70 * 1024 * 1024)), 'at most'],
  ['no JSON', () => leave('{"schema": '), 'it is not JSON'],
  [
    'bytes that are no UTF-8',
    () =>
      void server.artifacts.push({
        id: 1,
        name: 'cv-gate-report-x',
        created_at: '2026-01-01T12:00:00Z',
        data: zipSync({ 'report.json': Uint8Array.of(0xff, 0xfe) }),
      }),
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
  expect([code, server.comments]).toEqual([2, []])
})

test('without the right to comment the missing permission is named', async () => {
  leave(measured())
  server.mayComment = false
  const { code, output } = await talk()
  expect([code, server.comments]).toEqual([2, []])
  expect(output).toContain('pull-requests: write')
})
