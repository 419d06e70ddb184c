import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { realTime } from '#host/github/connection'
import { commentEvent, type GitHubEvent, workflowRunEvent } from '#test/fake-github/events'
import type { FaultKind } from '#test/fake-github/faults'
import { brokenInvariants, latestCheck } from '#test/fake-github/invariants'
import { CHECK, MAY, replies, sticky, world } from '#test/fake-github/talk'
import { type Ended, SECRET, startAction } from '#test/start-action'

type World = ReturnType<typeof world>

/** The built action over a socket, in real time. */
async function started(when: string, kind: FaultKind, eventOf: (at: World) => GitHubEvent): Promise<World & Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'cv-gate-faults-'))
  const at = world({ clock: realTime(Date.now) })
  const { fake } = at
  try {
    const event = eventOf(at)
    fake.jobToken({ event: event.name, permissions: event.name === 'workflow_run' ? MAY.publish : MAY.command }, SECRET)
    fake.script = [{ when, kind }]
    const env = { INPUT_CHECK: CHECK }
    return { ...at, ...(await startAction({ folder, workspace: folder, api: await fake.listen(), event, env })) }
  } finally {
    await fake.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
const publishing = ({ fake, run }: World) => workflowRunEvent(fake, run)

test.concurrent.each<[FaultKind, string]>([
  ['500', 'GET /actions/runs/{run_id}/artifacts'],
  ['page-missing', 'GET /actions/runs/{run_id}/artifacts'],
  ['cut', 'GET /signed'],
  ['reset', 'GET /pulls'],
  ['204', 'GET /compare/{basehead}'],
  ['html', 'GET /pulls/{pull_number}'],
  ['302', 'GET /commits/{ref}/check-runs'],
  ['429-retry-after', 'POST /check-runs'],
  ['404-lag', 'PATCH /check-runs/{check_run_id}'],
  ['truncated', 'GET /issues/{issue_number}/comments'],
  ['502-after', 'POST /issues/{issue_number}/comments'],
  ['reset-after', 'POST /issues/{issue_number}/comments'],
  ['invalid-json', 'POST /issues/{issue_number}/comments'],
  ['403-other-retry-after', 'POST /issues/{issue_number}/comments'],
])('%s at %s heals: one comment and the check, as the report says', { timeout: 60_000 }, async (kind, when) => {
  const { code, output, fake, run } = await started(when, kind, publishing)
  expect(brokenInvariants(fake), output).toEqual([])
  expect(sticky(fake).map(({ body }) => body.split('\n')[1])).toEqual([expect.stringContaining('CV gate: blocked')])
  expect(latestCheck(fake, fake.actions, run.sha, CHECK)?.conclusion).toBe('failure')
  expect(code).toBe(0)
})

test.concurrent.each<[FaultKind, string, string]>([
  ['401', 'GET /signed', 'the token is not valid, or not any more (401)'],
  ['403-scope', 'POST /issues/{issue_number}/comments', 'pull-requests: write'],
  ['404', 'GET /pulls', 'pull-requests: read'],
  ['410', 'GET /actions/artifacts/{artifact_id}/{archive_format}', 'did not download the report'],
  ['422-length', 'POST /issues/{issue_number}/comments', 'Body is too long'],
])('%s at %s lasts: exit 2, said why, and no success', { timeout: 60_000 }, async (kind, when, why) => {
  const { code, output, fake } = await started(when, kind, publishing)
  expect(output).toContain(why)
  expect(brokenInvariants(fake)).toEqual([])
  expect([code, fake.checks.filter(({ conclusion }) => conclusion === 'success')]).toEqual([2, []])
})

test.concurrent('a re-run that was answered by 502 after it began is not begun twice', {
  timeout: 60_000,
}, async () => {
  const { code, output, fake, run } = await started('POST /actions/runs/{run_id}/rerun', '502-after', ({ fake }) =>
    commentEvent(fake, fake.say(7, 'maintainr', '/cv-recheck')),
  )
  expect(brokenInvariants(fake), output).toEqual([])
  expect(replies(fake).map(({ body }) => body)).toEqual([expect.stringContaining('was started again')])
  expect([code, run.attempt]).toEqual([0, 2])
})
