import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { reportSchema } from '#contract/report'
import { realTime } from '#host/github/connection'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { ACT, Act, placeAction } from '#test/act'
import { FIXTURES, ROOT } from '#test/built'
import { type GitHubEvent, pullRequestEvent, workflowRunEvent } from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import type { Permissions, Repository } from '#test/fake-github/state'
import { SECRET } from '#test/start-action'

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

/** Runs a workflow on an event, with the token that its job's `permissions` give. */
function run(workspace: string, workflow: string, event: GitHubEvent, from?: Repository) {
  const path = join('.github/workflows', workflow)
  const { jobs } = parse(readFileSync(join(workspace, path), 'utf8')) as {
    jobs: Record<string, { permissions: Permissions }>
  }
  const [job] = Object.values(jobs)
  fake.jobToken({ event: event.name, permissions: job!.permissions, ...(from ? { from } : {}) }, SECRET)
  return act.run(workspace, path, event.name, event.payload)
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
    const measured = await run(repository.path, 'cv-gate.yml', pullRequestEvent(fake, pull), pull.head.repository)
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
})
