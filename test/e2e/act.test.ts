import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { reportSchema } from '#contract/report'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { ACT, Act, placeAction } from '#test/act'
import { FIXTURES, ROOT } from '#test/built'
import { GitHubServer } from '#test/github-server'

const FORK = 77
let folder: string
let server: GitHubServer
let api: string
let act: Act
let count = 0

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-act-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(async () => {
  server = new GitHubServer({ number: 7, head: '', baseRef: 'main', baseTip: '', mergeBase: '', headRepository: FORK })
  api = await server.start()
  act = new Act(folder, api) // one home for all: natives are installed into its tool cache once
})
afterEach(() => server.stop())

/** A clone with the pull request checked out and `workflows` of examples/, each with `uses:` changed. */
async function clone(
  theme: string,
  name: string,
  workflows: readonly string[],
  uses?: string,
): Promise<ScratchRepository> {
  const repository = await buildRepository(join(FIXTURES, theme), name, join(folder, `clone-${count++}`))
  const { head, base } = repository
  server.pull = { ...server.pull, head, baseTip: base, mergeBase: base }
  mkdirSync(join(repository.path, '.github/workflows'), { recursive: true })
  for (const workflow of workflows) {
    const text = readFileSync(join(ROOT, 'examples/workflows', workflow), 'utf8')
    const pinned = uses ? text.replace(/uses: cv-gate\/cv-gate@.*/, `uses: ${uses}`) : text
    writeFileSync(join(repository.path, '.github/workflows', workflow), pinned)
  }
  return repository
}

function pullRequest({ head, base }: ScratchRepository) {
  const repo = { id: 1, owner: { login: 'o' } }
  return {
    action: 'synchronize',
    pull_request: {
      number: 7,
      draft: false,
      created_at: '2026-01-01T00:00:00Z',
      head: { sha: head, ref: 'patch-1', repo },
      base: { sha: base, ref: 'main', repo },
    },
  }
}

describe.skipIf(!ACT)('through act', { timeout: 180_000 }, () => {
  test('`uses: ./`: a pull request that leaks is blocked and told why', async () => {
    const repository = await clone('textures', 'leak', ['single.yml'], './')
    placeAction(repository.path)
    const { code, log } = await act.run(
      repository.path,
      '.github/workflows/single.yml',
      'pull_request',
      pullRequest(repository),
    )
    expect(log).toContain('comment created')
    expect(log).toContain('Job failed')
    expect(code).toBe(1)
    expect(server.comments[0]!.body).toContain('## ⛔ CV gate: blocked')
    expect(log).not.toContain('ghs_a-token')
  })

  test('single.yml as it is shipped: passes, comments, leaves its report', async () => {
    const repository = await clone('textures', 'clean', ['single.yml'])
    const { code, log } = await act.run(
      repository.path,
      '.github/workflows/single.yml',
      'pull_request',
      pullRequest(repository),
    )
    expect(log).toContain('Job succeeded')
    expect([code, server.comments.length]).toEqual([0, 1])
    const [name] = readdirSync(act.uploaded)
    expect(name).toMatch(/^cv-gate-report-[0-9a-f]{16}$/)
    expect(readdirSync(join(act.uploaded, name!)).sort()).toEqual([
      '.gitignore',
      'comment.md',
      'recorded.json',
      'report.html',
      'report.json',
    ])
    rmSync(join(act.uploaded, name!), { recursive: true })
  })

  test('the pair as it is shipped: one half measures and is silent, the other comments for a fork', async () => {
    const repository = await clone('textures', 'leak', ['cv-gate.yml', 'cv-gate-bot.yml'])
    const measured = await act.run(
      repository.path,
      '.github/workflows/cv-gate.yml',
      'pull_request',
      pullRequest(repository),
    )
    expect([measured.code, server.comments]).toEqual([1, []])
    expect(server.seen.map(({ method }) => method)).not.toContain('POST')
    const [name] = readdirSync(act.uploaded)
    const report = readFileSync(join(act.uploaded, name!, 'report.json'))
    expect(reportSchema.parse(JSON.parse(report.toString())).conclusion).toBe('blocked')
    server.artifacts.push({
      id: 1,
      name: name!,
      created_at: '2026-01-01T00:00:00Z',
      data: zipSync({ 'report.json': report }),
    })

    const elsewhere = join(folder, 'default-branch') // nothing of the pull request is there
    mkdirSync(join(elsewhere, '.github/workflows'), { recursive: true })
    cpSync(
      join(repository.path, '.github/workflows/cv-gate-bot.yml'),
      join(elsewhere, '.github/workflows/cv-gate-bot.yml'),
    )
    const payload = {
      action: 'completed',
      workflow_run: {
        id: 4711,
        run_attempt: 1,
        event: 'pull_request',
        conclusion: 'failure',
        path: '.github/workflows/cv-gate.yml',
        head_sha: repository.head,
        head_branch: 'patch-1',
        head_repository: { id: FORK, owner: { login: 'someone' } },
      },
    }
    const talked = await act.run(elsewhere, '.github/workflows/cv-gate-bot.yml', 'workflow_run', payload)
    expect(talked.log).toContain('comment created')
    expect(talked.code).toBe(0)
    expect(server.comments[0]!.body).toContain('## ⛔ CV gate: blocked')
  })
})
