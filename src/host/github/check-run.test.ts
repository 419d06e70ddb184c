import { beforeEach, expect, test } from 'vitest'
import { FakeGitHub } from '#test/fake-github/fake-github'
import type { FaultKind } from '#test/fake-github/faults'
import { brokenInvariants, isWrite } from '#test/fake-github/invariants'
import type { CheckRun } from '#test/fake-github/state'
import { type CheckAnnotation, upsertCheck, type WantedCheck } from './check-run.ts'
import { writeStatus } from './commit-status.ts'
import { type Connection, connect } from './connection.ts'
import { diffLines, hunksOf } from './diff-lines.ts'

const CREATE = 'POST /check-runs'
const UPDATE = 'PATCH /check-runs/{check_run_id}'
const RIGHTS = { checks: 'write', statuses: 'write', 'pull-requests': 'read' } as const
let fake: FakeGitHub
let connection: Connection
let sha: string

beforeEach(begin)
function begin(): void {
  fake = new FakeGitHub()
  sha = fake.push('patch-1')
  connection = connected(fake.jobToken({ event: 'workflow_run', permissions: RIGHTS }))
}

function connected(token: string): Connection {
  return connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
}

function annotations(count: number): CheckAnnotation[] {
  return Array.from({ length: count }, (_, at) => ({
    path: 'data/labels.csv',
    line: at + 1,
    level: 'error',
    title: 't',
    message: String(at),
  }))
}
/** A check of a run that has ended well, as the workflow's token makes it. */
function there(run: string, more: Partial<CheckRun> = {}): void {
  const { app = fake.actions, ...rest } = more
  fake.check(app, sha, { externalId: mark(run), status: 'completed', conclusion: 'success', ...rest })
}
function wanted(more: Partial<WantedCheck> = {}): WantedCheck {
  return {
    name: 'cv-gate',
    sha,
    generation: [991, 2],
    title: 'CV gate: passed',
    summary: 's',
    text: 't',
    annotations: [],
    conclusion: 'success',
    url: 'https://github.example/o/r/actions/runs/991/attempts/2',
    ...more,
  }
}
const upsert = (more: Partial<WantedCheck> = {}) => upsertCheck(connection, wanted(more))
const mark = (run: string) => `cv-gate:v1 cv-gate run=${run}`
const messages = () => fake.checks.at(-1)!.annotations.map(({ message }) => Number(message))
const ends = () => fake.checks.map(({ conclusion }) => conclusion)
// biome-ignore lint/suspicious/noExplicitAny: bodies of requests, as the test knows them
const bodies = () => fake.seen.filter(isWrite).map(({ body }) => body as any)
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

test('is opened in progress, then concluded; the same again writes nothing', async () => {
  expect((await upsert()).done).toBe('created')
  expect(bodies().map(({ status, conclusion }) => [status, conclusion])).toEqual([
    ['in_progress', undefined],
    ['completed', 'success'],
  ])
  expect(fake.checks).toMatchObject([{ externalId: mark('991.2'), status: 'completed', conclusion: 'success' }])
  expect((await upsert()).done).toBe('unchanged')
  expect(bodies()).toHaveLength(2)
  expect(brokenInvariants(fake)).toEqual([])
})

test.each([0, 1, 49, 50, 51, 1000])('%i annotations arrive once, fifty a request, in order', async (count) => {
  await upsert({ annotations: annotations(count) })
  expect(messages()).toEqual(numbers(count))
  expect(bodies()).toHaveLength(2 + Math.ceil(count / 50))
  expect(brokenInvariants(fake)).toEqual([])
})

test.each<FaultKind>(['502', '502-after', '500', '503', 'reset-after', 'truncated', 'hang-after'])(
  '%s at the third batch: no annotation is missing, none comes twice',
  async (kind) => {
    fake.script = [{ when: UPDATE, nth: 3, kind }]
    await upsert({ annotations: annotations(175) })
    expect(messages()).toEqual(numbers(175))
    expect(ends()).toEqual(['success'])
    expect(brokenInvariants(fake)).toEqual([])
  },
)

test('whatever fails after it was opened, it is concluded, and never as success', async () => {
  for (let nth = 1; nth < 9; nth++) {
    begin()
    fake.script = [{ when: '*', nth: nth + 2, kind: '422-length', times: 1 }] // after a list, and the create
    const result = await upsert({ annotations: annotations(60) }).catch((thrown) => thrown)
    const failed = fake.seen.some(({ status }) => status === 422)
    expect([fake.checks[0]!.status, failed], `request ${nth}`).toEqual(['completed', nth < 6])
    // What fails after its conclusion was written changes nothing of it.
    const told = result instanceof Error
    expect([told, ...ends()], `request ${nth}`).toEqual([failed, nth >= 5 ? 'success' : 'failure'])
  }
})

test('what an earlier try of the same attempt left is continued', async () => {
  fake.script = [{ when: UPDATE, nth: 2, kind: '422-length', times: 1 }]
  await expect(upsert({ annotations: annotations(120) })).rejects.toMatchObject({ code: 'github-failed' })
  expect([ends(), messages()]).toEqual([['failure'], numbers(50)])
  expect((await upsert({ annotations: annotations(120) })).done).toBe('continued')
  expect([ends(), messages()]).toEqual([['success'], numbers(120)])
})

test('a create that failed after it happened is not repeated', async () => {
  fake.script = [{ when: CREATE, kind: '502-after' }]
  await upsert()
  expect(ends()).toEqual(['success'])
})

test('an older run leaves the check of a newer one alone; a newer attempt opens its own', async () => {
  await upsert({ generation: [995, 1], conclusion: 'failure' })
  expect(await upsert()).toMatchObject({ done: 'superseded' })
  expect(fake.checks).toMatchObject([{ externalId: mark('995.1'), conclusion: 'failure' }])
  expect((await upsert({ generation: [995, 2] })).done).toBe('created')
  expect(ends()).toEqual(['failure', 'success'])
})

test('what an older run left open is closed', async () => {
  there('990.1', { status: 'in_progress', conclusion: null })
  await upsert()
  expect(ends()).toEqual(['cancelled', 'success'])
})

test('a newer run that comes between takes the last word', async () => {
  // It opened its check before ours, after we had looked.
  fake.script = [{ when: CREATE, before: () => there('995.1', { conclusion: 'failure' }) }]
  expect(await upsert()).toMatchObject({ done: 'superseded' })
  // GitHub goes by the later one, which is ours.
  expect(fake.checks.map(({ conclusion, externalId }) => [conclusion, externalId])).toEqual(
    Array(2).fill(['failure', mark('995.1')]),
  )
})

test.each([false, true])(
  'beside a newer run at work an older check is cancelled; that it ends then (%s) is seen',
  async (ended) => {
    const end = () => Object.assign(fake.checks[0]!, { status: 'completed', conclusion: 'failure' })
    fake.script = [
      { when: CREATE, before: () => there('995.1', { status: 'in_progress', conclusion: null }) },
      { when: UPDATE, before: () => void (ended && end()) },
    ]
    expect(await upsert()).toMatchObject({ done: 'superseded' })
    expect(ends()[1]).toBe(ended ? 'failure' : 'cancelled')
  },
)

test('an older check that was opened after ours says what ours says', async () => {
  fake.script = [{ when: UPDATE, before: () => there('990.1') }]
  await upsert({ conclusion: 'failure' })
  expect(ends()).toEqual(['failure', 'failure'])
  expect(fake.checks[1]!.externalId).toBe(mark('991.2'))
})

test('checks of another app or name are not ours, whatever their mark', async () => {
  there('9999.1', { app: fake.app('other') })
  there('9999.1', { externalId: 'cv-gate:v1 else run=9999.1', name: 'else' })
  there('9999.1', { externalId: 'cv-gate 9999' })
  expect((await upsert()).done).toBe('created')
})

test('under an own App its number tells what is ours', async () => {
  there('9999.1')
  const app = fake.app('our-gate', { permissions: { checks: 'write' } })
  const own = { ...connected(fake.installationToken(app)), app: { id: app.id, login: app.bot.login } }
  expect((await upsertCheck(own, wanted())).done).toBe('created')
  expect((await upsertCheck(own, wanted())).done).toBe('unchanged')
})

test('without the right the permission is named', async () => {
  connection = connected(fake.jobToken({ event: 'workflow_run', permissions: { checks: 'read' } }))
  await expect(upsert()).rejects.toMatchObject({
    code: 'github-refused',
    hint: expect.stringContaining('checks: write'),
  })
})

function status(run: number, conclusion: WantedCheck['conclusion']) {
  const url = `https://github.example/o/r/actions/runs/${run}/attempts/1`
  return writeStatus(connection, { name: 'cv-gate', sha, generation: [run, 1], conclusion, description: 'd', url })
}

test('a status of a newer run that came between is said again after ours', async () => {
  const between = () => {
    fake.script = []
    const newer = { sha, context: 'cv-gate', description: 'newer', creator: fake.actions.bot, created: 0 }
    const url = 'https://github.example/o/r/actions/runs/6/attempts/1'
    fake.statuses.push({ ...newer, id: fake.id(), state: 'failure', url })
  }
  fake.script = [{ when: 'POST /statuses/{sha}', before: between }]
  expect(await status(5, 'success')).toBe('superseded')
  expect(fake.statuses.map(({ state }) => state)).toEqual(['failure', 'success', 'failure'])
  expect(fake.statuses[2]).toMatchObject({ description: 'newer', url: expect.stringContaining('/6/attempts/1') })
})

test('a status says the same; an older run does not overwrite it', async () => {
  expect(await status(5, 'action_required')).toBe('written')
  expect(await status(4, 'success')).toBe('superseded')
  expect(await status(6, 'success')).toBe('written')
  expect(await status(7, 'timed_out')).toBe('written')
  expect(fake.statuses.map(({ state }) => state)).toEqual(['failure', 'success', 'error'])
})

test('lines of a diff are those of its hunks on the side of head', () => {
  const patch = '@@ -1,3 +1,4 @@ head\n a\n-b\n+B\n+C\n d\n@@ -10 +11,0 @@\n-gone\n@@ -20,0 +21 @@\n+new\n\\ No newline'
  expect(hunksOf(patch)).toEqual([
    [1, 4],
    [21, 21],
  ])
  expect(hunksOf('')).toEqual([])
  expect(hunksOf('@@ -1,3 +1,4000 @@\n a')).toEqual([[1, 1]])
  expect(hunksOf('+++ b/file\n+not in a hunk\n@@ strange @@\n+x')).toEqual([])
})

test('files without a patch have no lines; all pages are read', async () => {
  const files = Object.fromEntries(Array.from({ length: 230 }, (_, at) => [`f${at}`, 'x\n']))
  fake.push('patch-1', { files: { ...files, 'model.onnx': Uint8Array.of(8, 0) } })
  fake.openPull('patch-1', { number: 7 })
  const lines = await diffLines(connection, 7)
  expect([lines.size, lines.get('f229'), lines.get('model.onnx'), lines.get('else')]).toEqual([
    231,
    [[1, 1]],
    [],
    undefined,
  ])
})

test('requests that GitHub would refuse are not made', async () => {
  await upsert({ annotations: [{ ...annotations(1)[0]!, column: 4, level: 'notice' }, ...annotations(2)] })
  const { output } = bodies().find((body) => body.output?.annotations)
  expect(output.annotations[0]).toEqual({
    path: 'data/labels.csv',
    start_line: 1,
    end_line: 1,
    start_column: 4,
    end_column: 4,
    annotation_level: 'notice',
    title: 't',
    message: '0',
  })
  expect(output).toMatchObject({ title: expect.any(String), summary: expect.any(String) })
  expect(brokenInvariants(fake)).toEqual([])
})

test("every request is one of GitHub's description, whatever the end; a hundred annotations and a status too", async () => {
  const columns = annotations(101).map((one, at) => (at % 2 ? one : { ...one, column: at + 1 }))
  const ends = ['success', 'failure', 'action_required', 'cancelled', 'timed_out'] as const
  for (const [at, conclusion] of ends.entries()) {
    const one = wanted({ generation: [at + 1, 1], conclusion, annotations: columns })
    expect((await upsertCheck(connection, one)).done).toBe('created')
    const { name, sha, generation, url, title: description } = one
    await writeStatus(connection, { name, sha, generation, url, description, conclusion })
  }
  expect(fake.checks.map(({ conclusion, annotations: all }) => [conclusion, all.length])).toEqual(
    ends.map((conclusion) => [conclusion, 101]),
  )
  expect(brokenInvariants(fake)).toEqual([])
})
