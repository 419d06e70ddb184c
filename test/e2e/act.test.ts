import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reportSchema } from '#contract/report'
import { realTime } from '#host/github/connection'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { ACT, Act, placeAction } from '#test/act'
import { FIXTURES, ROOT } from '#test/built'
import { type GitHubEvent, pullRequestEvent, workflowRunEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import type { Repository } from '#test/fake-github/state'
import { report, targetReport } from '#test/reports'
import { SECRET } from '#test/start-action'
import { readWorkflow } from '#test/workflows/workflow'

let folder: string
let fake: FakeGitHub
let act: Act
let count = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-act-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  fake = new FakeGitHub({ clock: realTime(Date.now) })
  act = new Act(folder, await fake.listen()) // one home for all: natives are installed into its tool cache once
})
afterEach(() => fake.close())

/** A clone with the pull request checked out and `workflows` of examples/, each with `uses:` changed. */
async function clone(
  theme: string,
  name: string,
  workflows: readonly string[],
  uses?: string,
): Promise<ScratchRepository> {
  const repository = await buildRepository(join(FIXTURES, theme), name, join(folder, `clone-${count++}`))
  mkdirSync(join(repository.path, '.github/workflows'), { recursive: true })
  for (const workflow of workflows) {
    const text = readFileSync(join(ROOT, 'examples/workflows', workflow), 'utf8')
    const pinned = uses ? text.replace(/uses: cv-gate\/cv-gate@.*/, `uses: ${uses}`) : text
    writeFileSync(join(repository.path, '.github/workflows', workflow), pinned)
  }
  return repository
}

/** Runs a workflow on an event; act has one token for all jobs, here with the rights of the job named. */
function run(
  workspace: string,
  workflow: string,
  event: GitHubEvent,
  { from, job, more = [] }: { from?: Repository; job?: string; more?: readonly string[] } = {},
) {
  const { jobs } = readWorkflow(workflow)
  const { permissions = {} } = job === undefined ? Object.values(jobs)[0]! : jobs[job]!
  fake.jobToken({ event: event.name, permissions, ...(from ? { from } : {}) }, SECRET)
  return act.run(workspace, join('.github/workflows', workflow), event.name, event.payload, more)
}
/** How the jobs ended, as act's log tells it. */
function jobsIn(log: string): string[] {
  return [...log.matchAll(/Job (succeeded|failed)/g)].map(([, how]) => how!)
}

describe.skipIf(!ACT)('through act', { timeout: 180_000 }, () => {
  test('`uses: ./`: a pull request that leaks is blocked and told why', async () => {
    const repository = await clone('textures', 'leak', ['single.yml'], './')
    const pull = openScratchPull(fake, repository)
    placeAction(repository.path)
    const { code, log } = await run(repository.path, 'single.yml', pullRequestEvent(fake, pull))
    expect(log).toContain('comment created')
    expect(log).toContain('Job failed')
    expect(code).toBe(1)
    expect(fake.comments[0]!.body).toContain('## ⛔ CV gate: blocked')
    expect(log).not.toContain('ghs_a-token')
  })

  test('single.yml as it is shipped: passes, comments, leaves its report', async () => {
    const repository = await clone('textures', 'clean', ['single.yml'])
    const pull = openScratchPull(fake, repository)
    const { code, log } = await run(repository.path, 'single.yml', pullRequestEvent(fake, pull))
    expect(log).toContain('Job succeeded')
    expect([code, fake.comments.length]).toEqual([0, 1])
    const [name] = readdirSync(act.uploaded)
    expect(name).toMatch(/^cv-gate-report-[0-9a-f]{16}$/)
    expect(readdirSync(join(act.uploaded, name!)).sort()).toEqual([
      '.gitignore',
      'comment.md',
      'recorded.json',
      'report.html',
      'report.json',
      'report.sarif',
    ])
    rmSync(join(act.uploaded, name!), { recursive: true })
  })

  test('the pair as it is shipped: one half measures and is silent, the other comments for a fork', async () => {
    const repository = await clone('textures', 'leak', ['cv-gate.yml', 'cv-gate-bot.yml'])
    const pull = openScratchPull(fake, repository, true)
    const measured = await run(repository.path, 'cv-gate.yml', pullRequestEvent(fake, pull), {
      from: pull.head.repository,
    })
    expect([measured.code, fake.comments]).toEqual([1, []])
    expect(fake.seen.map(({ method }) => method)).not.toContain('POST')
    const [name] = readdirSync(act.uploaded)
    const report = readFileSync(join(act.uploaded, name!, 'report.json'))
    expect(reportSchema.parse(JSON.parse(report.toString())).conclusion).toBe('blocked')
    const ended = fake.run(pull, { conclusion: 'failure' })
    fake.leave(ended, name!, zipSync({ 'report.json': report }))

    const elsewhere = join(folder, 'default-branch') // nothing of the pull request is there
    mkdirSync(join(elsewhere, '.github/workflows'), { recursive: true })
    cpSync(
      join(repository.path, '.github/workflows/cv-gate-bot.yml'),
      join(elsewhere, '.github/workflows/cv-gate-bot.yml'),
    )
    const talked = await run(elsewhere, 'cv-gate-bot.yml', workflowRunEvent(fake, ended))
    expect(talked.log).toContain('comment created')
    expect(talked.code).toBe(0)
    expect(fake.comments[0]!.body).toContain('## ⛔ CV gate: blocked')
    expect(brokenInvariants(fake)).toEqual([])
  })

  test('fork-target.yml: of head nothing is checked out; the gate is shut by what was needed', async () => {
    const repository = await clone('textures', 'leak', ['fork-target.yml'])
    const pull = openScratchPull(fake, repository, true)
    fake.run(pull, { id: 991, event: 'pull_request_target', status: 'in_progress' })
    execFileSync('git', ['-C', repository.path, 'checkout', '--quiet', 'main'])
    const event = pullRequestEvent(fake, pull, 'synchronize', true)
    const { code, log } = await run(repository.path, 'fork-target.yml', event, { job: 'publish' })
    expect(log).toContain('left no report') // act's artifacts are in a folder, not in the fake
    expect(log).toContain('measured: failure')
    expect([code, jobsIn(log).sort()]).toEqual([1, ['failed', 'failed', 'succeeded']])
  })

  test('gpu.yml: the label, and a gate that opens', async () => {
    const repository = await clone('digits', 'nothing-relevant-changed', ['gpu.yml'])
    const pull = openScratchPull(fake, repository)
    const more = ['-j', 'cv-gate'] // with what it needs; the watchdog sleeps
    const { code, log } = await run(repository.path, 'gpu.yml', pullRequestEvent(fake, pull), { more })
    expect(log).toContain('measured: success')
    expect([code, jobsIn(log)]).toEqual([0, ['succeeded', 'succeeded']])
  })

  test('strict.yml: the check in the name of an App', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    })
    const permissions = { contents: 'read', actions: 'read', 'pull-requests': 'write', checks: 'write' } as const
    const app = fake.app('the-gate', { permissions, publicKey })
    const repository = await clone('digits', 'nothing-relevant-changed', ['strict.yml'])
    const pull = openScratchPull(fake, repository, true, { '.github/workflows/cv-gate.yml': 'as it is on main' })
    const commits = {
      base: repository.base,
      head: repository.head,
      policy: repository.base,
      anchor: null,
      baseAgeDays: 2,
    }
    const ended = fake.run(pull)
    const text = JSON.stringify(report({ commits, targets: [targetReport()] }))
    fake.leave(ended, 'cv-gate-report-0123456789abcdef', zipSync({ 'report.json': Buffer.from(text) }))
    const more = ['--var', `CV_GATE_APP_ID=${app.id}`, '-s', `CV_GATE_APP_PRIVATE_KEY=${privateKey}`]
    const { code, log } = await run(repository.path, 'strict.yml', workflowRunEvent(fake, ended), { more })
    expect(log).toContain('check created')
    expect(code).toBe(0)
    expect(fake.checks.map(({ app, name, conclusion }) => [app.slug, name, conclusion])).toEqual([
      ['the-gate', 'cv-gate verdict', 'success'],
    ])
    expect(log).not.toContain(privateKey.split('\n')[1])
    expect(brokenInvariants(fake)).toEqual([])
  })
})
