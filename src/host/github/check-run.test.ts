import { beforeEach, expect, test } from 'vitest'
import { CheckApi, type Fault, type Sent } from '#test/check-api'
import { type CheckAnnotation, upsertCheck, type WantedCheck } from './check-run.ts'
import { writeStatus } from './commit-status.ts'
import { diffLines, hunksOf } from './diff-lines.ts'

let api: CheckApi
beforeEach(() => {
  api = new CheckApi()
})

function annotations(count: number): CheckAnnotation[] {
  return Array.from({ length: count }, (_, at) => ({
    path: 'data/labels.csv',
    line: at + 1,
    level: 'error',
    title: 't',
    message: String(at),
  }))
}
function wanted(more: Partial<WantedCheck> = {}): WantedCheck {
  return {
    name: 'cv-gate',
    sha: 'a'.repeat(40),
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
const upsert = (more: Partial<WantedCheck> = {}) => upsertCheck(api.connect(), wanted(more))
const mark = (run: string) => `cv-gate:v1 cv-gate run=${run}`
const messages = () => api.checks.at(-1)!.annotations.map(({ message }) => Number(message))
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at)

test('is opened in progress, then concluded; the same again writes nothing', async () => {
  expect((await upsert()).done).toBe('created')
  expect(api.writes().map(({ method, body }) => [method, body.status, body.conclusion])).toEqual([
    ['POST', 'in_progress', undefined],
    ['PATCH', 'completed', 'success'],
  ])
  expect(api.checks).toMatchObject([{ external_id: mark('991.2'), status: 'completed', conclusion: 'success' }])
  expect((await upsert()).done).toBe('unchanged')
  expect(api.writes()).toHaveLength(2)
})

test.each([0, 1, 49, 50, 51, 1000])('%i annotations arrive once, fifty a request, in order', async (count) => {
  await upsert({ annotations: annotations(count) })
  expect(messages()).toEqual(numbers(count))
  expect(api.writes()).toHaveLength(2 + Math.ceil(count / 50))
})

/** The nth PATCH with annotations meets the fault, once. */
function atBatch(nth: number, fault: NonNullable<Fault>, times = 1): void {
  let [seen, left] = [0, times]
  api.fault = ({ method, body }) => {
    if (method !== 'PATCH' || !body.output?.annotations || ++seen < nth || left-- <= 0) return null
    return fault
  }
}

test.each([502, 503, 500])('%i at the third batch: no annotation is missing, none comes twice', async (status) => {
  for (const after of [false, true]) {
    api = new CheckApi()
    atBatch(3, { status, after })
    await upsert({ annotations: annotations(175) })
    expect(messages()).toEqual(numbers(175))
    expect(api.checks[0]!.conclusion).toBe('success')
  }
})

test('whatever fails after it was opened, it is concluded, and never as success', async () => {
  for (let nth = 1; nth < 9; nth++) {
    api = new CheckApi()
    let seen = 0
    let failed = false
    api.fault = () => {
      if (!api.checks.length || ++seen !== nth) return null
      failed = true
      return { status: 422 }
    }
    const result = await upsert({ annotations: annotations(60) }).catch((thrown) => thrown)
    const { status, conclusion } = api.checks[0]!
    expect([status, failed], `request ${nth}`).toEqual(['completed', nth < 6])
    // What fails after its conclusion was written changes nothing of it.
    const told = result instanceof Error
    expect([told, conclusion], `request ${nth}`).toEqual([failed, nth >= 5 ? 'success' : 'failure'])
  }
})

test('what an earlier try of the same attempt left is continued', async () => {
  atBatch(2, { status: 422 })
  await expect(upsert({ annotations: annotations(120) })).rejects.toMatchObject({ code: 'github-failed' })
  expect([api.checks[0]!.conclusion, messages()]).toEqual(['failure', numbers(50)])
  api.fault = () => null
  expect((await upsert({ annotations: annotations(120) })).done).toBe('continued')
  expect(api.checks).toHaveLength(1)
  expect([api.checks[0]!.conclusion, messages()]).toEqual(['success', numbers(120)])
})

test('a create that failed after it happened is not repeated', async () => {
  let failed = false
  api.fault = ({ method }) => {
    if (method !== 'POST' || failed) return null
    failed = true
    return { status: 502, after: true }
  }
  await upsert()
  expect(api.checks).toMatchObject([{ conclusion: 'success' }])
})

test('an older run leaves the check of a newer one alone; a newer attempt opens its own', async () => {
  await upsert({ generation: [995, 1], conclusion: 'failure' })
  expect(await upsert()).toMatchObject({ done: 'superseded' })
  expect(api.checks).toMatchObject([{ external_id: mark('995.1'), conclusion: 'failure' }])
  expect((await upsert({ generation: [995, 2] })).done).toBe('created')
  expect(api.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success'])
})

test('what an older run left open is closed', async () => {
  api.add({ external_id: mark('990.1'), status: 'in_progress', conclusion: null })
  await upsert()
  expect(api.checks.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'success'])
})

test('a newer run that comes between takes the last word', async () => {
  let newer = false
  api.fault = ({ method }) => {
    if (method === 'POST' && !newer) {
      newer = true // it opened its check before ours, after we had looked
      api.add({ external_id: mark('995.1'), conclusion: 'failure' })
    }
    return null
  }
  expect(await upsert()).toMatchObject({ done: 'superseded' })
  // GitHub goes by the later one, which is ours.
  expect(api.checks.map(({ conclusion, external_id }) => [conclusion, external_id])).toEqual(
    Array(2).fill(['failure', mark('995.1')]),
  )
})

test('while a newer run is at work an older check is cancelled; its end is taken over when it comes in that moment', async () => {
  for (const ends of [false, true]) {
    api = new CheckApi()
    api.fault = ({ method, body }) => {
      const [newer] = api.checks
      if (method === 'POST') api.add({ external_id: mark('995.1'), status: 'in_progress', conclusion: null })
      if (ends && body?.conclusion === 'cancelled')
        Object.assign(newer!, { status: 'completed', conclusion: 'failure' })
      return null
    }
    expect(await upsert()).toMatchObject({ done: 'superseded' })
    expect(api.checks[1]!.conclusion).toBe(ends ? 'failure' : 'cancelled')
  }
})

test('an older check that was opened after ours says what ours says', async () => {
  let late = false
  api.fault = ({ method, body }) => {
    if (method === 'PATCH' && body.conclusion && !late) {
      late = true
      api.add({ external_id: mark('990.1'), conclusion: 'success' })
    }
    return null
  }
  await upsert({ conclusion: 'failure' })
  expect(api.checks.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure'])
  expect(api.checks[1]!.external_id).toBe(mark('991.2'))
})

test('checks of another app or name are not ours, whatever their mark', async () => {
  api.add({ external_id: mark('9999.1'), app: { id: 5, slug: 'other' } })
  api.add({ external_id: 'cv-gate:v1 else run=9999.1', name: 'else' })
  api.add({ external_id: 'cv-gate 9999' })
  expect((await upsert()).done).toBe('created')
})

test('under an own App its number tells what is ours', async () => {
  api.add({ external_id: mark('9999.1') })
  api.app = { id: 77, slug: 'our-gate' }
  const connection = { ...api.connect(), app: { id: 77, login: 'our-gate[bot]' } }
  expect((await upsertCheck(connection, wanted())).done).toBe('created')
  expect((await upsertCheck(connection, wanted())).done).toBe('unchanged')
})

test('without the right the permission is named', async () => {
  api.denied.add('POST /check-runs')
  await expect(upsert()).rejects.toMatchObject({
    code: 'github-refused',
    hint: expect.stringContaining('checks: write'),
  })
})

test('a status says the same; an older run does not overwrite it', async () => {
  const status = (run: number, conclusion: WantedCheck['conclusion']) =>
    writeStatus(api.connect(), {
      name: 'cv-gate',
      sha: 'a'.repeat(40),
      generation: [run, 1],
      conclusion,
      description: 'd',
      url: `https://github.example/o/r/actions/runs/${run}/attempts/1`,
    })
  expect(await status(5, 'action_required')).toBe('written')
  expect(await status(4, 'success')).toBe('superseded')
  expect(await status(6, 'success')).toBe('written')
  expect(await status(7, 'timed_out')).toBe('written')
  expect(api.statuses.map(({ state }) => state)).toEqual(['error', 'success', 'failure'])
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
  for (let at = 0; at < 230; at++) api.files.push({ filename: `f${at}`, patch: '@@ -0,0 +1 @@\n+x' })
  api.files.push({ filename: 'model.onnx' })
  const lines = await diffLines(api.connect(), 7)
  expect([lines.size, lines.get('f229'), lines.get('model.onnx'), lines.get('else')]).toEqual([
    231,
    [[1, 1]],
    [],
    undefined,
  ])
})

test('requests that GitHub would refuse are not made', async () => {
  await upsert({ annotations: [{ ...annotations(1)[0]!, column: 4, level: 'notice' }, ...annotations(2)] })
  const batch = api.sent.find(({ body }: Sent) => body?.output?.annotations)!
  expect(batch.body.output.annotations[0]).toEqual({
    path: 'data/labels.csv',
    start_line: 1,
    end_line: 1,
    start_column: 4,
    end_column: 4,
    annotation_level: 'notice',
    title: 't',
    message: '0',
  })
  expect(batch.body.output).toMatchObject({ title: expect.any(String), summary: expect.any(String) })
  for (const { body } of api.writes()) expect(Object.keys(body)).not.toContain('owner')
})
