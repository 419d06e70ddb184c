import { generateKeyPairSync } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { realTime } from '#host/github/connection'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { FIXTURES } from '#test/built'
import {
  commentEvent,
  type GitHubEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowRunEvent,
} from '#test/fake-github/events'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { brokenInvariants } from '#test/fake-github/invariants'
import { openScratchPull } from '#test/fake-github/scratch-pull'
import type { App, Pull, Run } from '#test/fake-github/state'
import { report, targetReport } from '#test/reports'
import { type Given, Harness, type HarnessOptions, letsIn, type Ran, type Result } from '#test/workflows/harness'
import { readWorkflow } from '#test/workflows/workflow'

const KEYS = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})
const APP_RIGHTS = { contents: 'read', actions: 'read', 'pull-requests': 'write', checks: 'write' } as const
const MEASURED = { measure: 'success', publish: 'success', watchdog: 'success' } as const
const GPU = ['ubuntu-latest', 'self-hosted', 'gpu']
let shared: string
let folder: string
let quick: ScratchRepository
let leak: ScratchRepository
let fake: FakeGitHub

beforeAll(async () => {
  shared = mkdtempSync(join(tmpdir(), 'cv-gate-workflows-'))
  quick = await buildRepository(join(FIXTURES, 'digits'), 'nothing-relevant-changed', join(shared, 'quick'))
  leak = await buildRepository(join(FIXTURES, 'textures'), 'leak', join(shared, 'leak'))
  mkdirSync(join(shared, 'bin'))
  program('sleep', 'echo "$1" >> "$(dirname "$0")/../slept"')
  // As the program `gh` does it, which is on GitHub's machines.
  program(
    'gh',
    `[ "$1" = api ]; shift; method=GET; filter=.
while [ $# -gt 0 ]; do case "$1" in --method) method=$2; shift 2;; --jq) filter=$2; shift 2;; *) path=$1; shift;; esac; done
curl --silent --fail --request "$method" --header "authorization: Bearer $GH_TOKEN" --user-agent gh "$GITHUB_API_URL/$path" | jq -r "$filter"`,
  )
})
afterAll(() => rmSync(shared, { recursive: true, force: true }))
beforeEach(async () => {
  folder = mkdtempSync(join(shared, 'run-'))
  fake = new FakeGitHub({ clock: realTime(Date.now) })
  await fake.listen()
})
afterEach(() => fake.close())

function program(name: string, text: string): void {
  writeFileSync(join(shared, 'bin', name), `#!/usr/bin/env bash\n${text}\n`)
  chmodSync(join(shared, 'bin', name), 0o755)
}

function app(): App {
  return fake.apps.get('the-gate') ?? fake.app('the-gate', { permissions: APP_RIGHTS, publicKey: KEYS.publicKey })
}

function start(name: string, [event, given]: Happening, more: Partial<HarnessOptions> = {}): Promise<Ran | null> {
  const harness = new Harness({
    fake,
    folder,
    origin: quick.path,
    vars: { CV_GATE_APP_ID: String(app().id) },
    environments: { 'cv-gate': { CV_GATE_APP_PRIVATE_KEY: KEYS.privateKey } },
    runners: GPU,
    programs: join(shared, 'bin'),
    ...more,
  })
  // Whichever measures lies where the other looks for it.
  const talks = 'workflow_run' in readWorkflow(name).on
  return harness.start(readWorkflow(name), event, { ...(talks ? { path: `.github/workflows/${name}` } : {}), ...given })
}

type Happening = readonly [GitHubEvent, Given]
const FILE = '.github/workflows/cv-gate.yml'
const open = (fork = false, repository = quick) =>
  openScratchPull(fake, repository, fork, { [FILE]: 'as it is on main' })
const onPull = (
  pull: Pull,
  ...of: Parameters<typeof pullRequestEvent> extends [unknown, unknown, ...infer R] ? R : never
) => [pullRequestEvent(fake, pull, ...of), { of: pull, from: pull.head.repository }] as const
const changed = ({ name, payload }: GitHubEvent, more: object): GitHubEvent => ({
  name,
  payload: { ...payload, ...more },
})

/** The merge queue tries head upon main. */
function queued(): readonly [GitHubEvent, { readonly of: string }] {
  const { base, head } = quick
  open()
  const of = `gh-readonly-queue/main/pr-7-${base}`
  fake.push(of, head)
  return [mergeGroupEvent(fake, { ref: `refs/heads/${of}`, sha: head, base }), { of }]
}
/** The end of a measuring run for a fork that left its report. */
function measured(path = FILE, conclusion = 'success'): Happening {
  const run = fake.run(open(true), { path, conclusion })
  return ended(run)
}
function ended(run: Run): Happening {
  const commits = { base: quick.base, head: quick.head, policy: quick.base, anchor: null, baseAgeDays: 2 }
  const data = zipSync({ 'report.json': Buffer.from(JSON.stringify(report({ commits, targets: [targetReport()] }))) })
  fake.leave(run, 'cv-gate-report-0123456789abcdef', data)
  const event = workflowRunEvent(fake, run)
  return [changed(event, { workflow: { ...(event.payload.workflow as object), name: 'cv-gate' } }), {}]
}
function said(body: string, login: string): GitHubEvent {
  const pull = open()
  fake.run(pull).started[0]! -= 3_600_000 // one recheck a minute
  fake.user('maintainer', 'maintain')
  return commentEvent(fake, fake.say(pull.number, login, body))
}

/** That it starts is all that differs: nothing is measured once more. */
function onlyStarted([event, given]: Happening): Happening {
  return [event, { ...given, results: { 'cv-gate': 'success', ...MEASURED } }]
}

const HAPPENINGS = {
  opened: () => onPull(open(), 'opened'),
  'pushed to, from a fork': () => onPull(open(true), 'synchronize'),
  'ready for review': () => onlyStarted(onPull(open(), 'ready_for_review')),
  'given another base': () => {
    const [event, given] = onPull(open(), 'synchronize')
    return onlyStarted([changed(event, { action: 'edited', changes: { base: { ref: { from: 'lax' } } } }), given])
  },
  closed: () => onPull(open(), 'closed'),
  'opened by Dependabot': () => {
    const [event, given] = onPull(open(), 'opened')
    return [event, { ...given, actor: 'dependabot[bot]' }]
  },
  'target: pushed to, from a fork': () => onPull(open(true), 'synchronize', true),
  'in the queue': queued,
  'measured, for a fork': () => measured(),
  'measured, for the queue': () => ended(fake.run(queued()[1].of, { event: 'merge_group' })),
  'measured, by a file of the same name': () => measured('.github/workflows/mine.yml'),
  commanded: () => [said('/cv-recheck', 'maintainer'), {}],
  'commanded by a stranger': () => [said('/cv-waive 3a91c07be2@5f0c21aa it is mine', 'stranger'), {}],
  'commanded below a blank line': () => [said('\n\n/cv-recheck', 'maintainer'), {}],
  'talked about': () => [said('Please do /cv-recheck', 'maintainer'), {}],
  'talked of something else': () => [said('Looks good', 'maintainer'), {}],
  'commented by ourselves': () => [changed(said('/cv-recheck', 'maintainer'), { sender: fake.actions.bot }), {}],
  'an issue, commanded': () => {
    const event = said('/cv-recheck', 'maintainer')
    return [changed(event, { issue: { ...(event.payload.issue as object), pull_request: undefined } }), {}]
  },
  'late at night': () => onlyStarted([scheduleEvent(fake), {}]),
  'merged into main': () => {
    open()
    return [pushEvent(fake, quick.base, fake.push('main', quick.head)), {}]
  },
  'pushed to another branch': () => {
    open()
    return [pushEvent(fake, quick.base, quick.head, 'patch-1'), {}]
  },
} satisfies Record<string, () => Happening>

type Expected = { readonly [K in keyof typeof HAPPENINGS]?: Readonly<Record<string, Result>> }
const ALONE = { 'cv-gate': 'success' } as const
const ON_GPU = { measure: 'success', watchdog: 'success', 'cv-gate': 'success' } as const
const TALKS = {
  'measured, for the queue': { publish: 'skipped', command: 'skipped', sweep: 'skipped' },
  'measured, for a fork': { publish: 'success', command: 'skipped', sweep: 'skipped' },
  'measured, by a file of the same name': { publish: 'success', command: 'skipped', sweep: 'skipped' },
  commanded: { publish: 'skipped', command: 'success', sweep: 'skipped' },
  'commanded by a stranger': { publish: 'skipped', command: 'success', sweep: 'skipped' },
  'commanded below a blank line': { publish: 'skipped', command: 'success', sweep: 'skipped' },
  'talked about': { publish: 'skipped', command: 'success', sweep: 'skipped' },
  'talked of something else': { publish: 'skipped', command: 'skipped', sweep: 'skipped' },
  'an issue, commanded': { publish: 'skipped', command: 'skipped', sweep: 'skipped' },
  'late at night': { publish: 'skipped', command: 'skipped', sweep: 'success' },
} as const
const MEASURES = {
  opened: ALONE,
  'pushed to, from a fork': ALONE,
  'ready for review': ALONE,
  'given another base': ALONE,
  'opened by Dependabot': ALONE,
  'in the queue': ALONE,
  'merged into main': ALONE,
  'late at night': ALONE,
} as const
/** What is not named does not start the workflow. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'cv-gate.yml': MEASURES,
  'single.yml': MEASURES,
  'cv-gate-bot.yml': TALKS,
  'strict.yml': { ...TALKS, 'measured, for the queue': TALKS['measured, for a fork'] },
  'fork-target.yml': {
    'target: pushed to, from a fork': { measure: 'success', publish: 'success', 'cv-gate': 'success' },
    'in the queue': { measure: 'success', publish: 'skipped', 'cv-gate': 'success' },
    'merged into main': { measure: 'success', publish: 'skipped', 'cv-gate': 'success' },
    'late at night': { measure: 'success', publish: 'skipped', 'cv-gate': 'success' },
  },
  'gpu.yml': {
    opened: ON_GPU,
    'pushed to, from a fork': { ...ON_GPU, watchdog: 'skipped' },
    'ready for review': ON_GPU,
    'given another base': ON_GPU,
    'opened by Dependabot': ON_GPU,
    'in the queue': ON_GPU,
    'merged into main': ON_GPU,
    'late at night': ON_GPU,
  },
}

describe.each(Object.keys(EXPECTED))('%s', (file) => {
  test.each(Object.keys(HAPPENINGS) as (keyof typeof HAPPENINGS)[])('%s', async (name) => {
    const happening = HAPPENINGS[name]() as Happening
    const ran = await start(file, happening)
    const results = ran && Object.fromEntries(Object.entries(ran.jobs).map(([job, { result }]) => [job, result]))
    const logs = Object.values(ran?.jobs ?? {}).map(({ log }) => log)
    expect(results, logs.join('\n')).toEqual(EXPECTED[file]![name] ?? null)
    expect(brokenInvariants(fake)).toEqual([])
    const readOnly = name.includes('from a fork') ? happening[0].name === 'pull_request' : name.includes('Dependabot')
    for (const [job, { rights, secrets, checkedOut, log }] of Object.entries(ran?.jobs ?? {})) {
      const writes = Object.values(rights).includes('write')
      if (readOnly) expect([job, writes, secrets]).toEqual([job, false, []])
      // Everybody is trusted where single.yml is taken; nowhere else do bytes of a pull request meet a right to write.
      if (checkedOut !== null && file !== 'single.yml') expect([job, writes, secrets]).toEqual([job, false, []])
      if (happening[0].name === 'pull_request_target') expect(checkedOut).not.toBe('pull')
      expect(log).not.toMatch(/ghs_job\d/)
      expect(log).not.toContain('PRIVATE KEY')
    }
  })
})

describe('what the runs did', () => {
  test('the pair: the comment for a fork', async () => {
    const ran = await start('cv-gate-bot.yml', HAPPENINGS['measured, for a fork']())
    expect(ran!.jobs.publish!.log).toContain('comment created')
    expect(fake.comments.map(({ author }) => author!.login)).toEqual(['github-actions[bot]'])
    expect(fake.comments[0]!.body).not.toContain('changes what measures it')
  })

  test('the pair: a pull request that changes what measures it is told of', async () => {
    const happening = HAPPENINGS['measured, for a fork']()
    const files = fake.commits.get(quick.head)!.files as Map<string, Uint8Array>
    files.set(FILE, Buffer.from('always green'))
    await start('cv-gate-bot.yml', happening)
    expect(fake.comments[0]!.body).toContain(`> \`${FILE}\` on this branch is not the base branch's`)
  })

  test('another file of the same name is not believed', async () => {
    const ran = await start('cv-gate-bot.yml', HAPPENINGS['measured, by a file of the same name']())
    expect(ran!.jobs.publish!.log).toContain('another workflow may bear the same name')
    expect(fake.comments).toEqual([])
  })

  test('a command runs the measuring run again; a stranger gets nothing done', async () => {
    await start('cv-gate-bot.yml', HAPPENINGS.commanded())
    expect(fake.runs.map(({ workflow, attempt }) => [workflow.name, attempt])[0]).toEqual(['cv-gate', 2])
    fake.runs.length = 0
    fake.runs.length = 0
    await start('cv-gate-bot.yml', HAPPENINGS['commanded below a blank line']())
    expect(fake.runs[0]!.attempt).toBe(2)
    for (const nothing of ['commanded by a stranger', 'talked about'] as const) {
      fake.runs.length = 0
      await start('cv-gate-bot.yml', HAPPENINGS[nothing]())
      expect(fake.runs[0]!.attempt).toBe(1)
    }
  })

  describe('strict', () => {
    const verdicts = () => fake.checks.map(({ app, name, sha, conclusion }) => [app.slug, name, sha, conclusion])
    function require(): void {
      const required = [{ context: 'cv-gate verdict', integration_id: app().id }]
      const rule = { type: 'required_status_checks', parameters: { required_status_checks: required } }
      fake.repository.rules.set('main', [rule])
    }

    test('comment and verified verdict in the name of the App, whose key no other job gets', async () => {
      require()
      const ran = await start('strict.yml', HAPPENINGS['measured, for a fork']())
      expect(fake.comments.map(({ author }) => author!.login)).toEqual(['the-gate[bot]'])
      expect(fake.comments[0]!.body).toContain('**verified**')
      expect(verdicts()).toEqual([['the-gate', 'cv-gate verdict', quick.head, 'success']])
      expect(ran!.jobs.publish).toMatchObject({ rights: {}, secrets: ['CV_GATE_APP_PRIVATE_KEY'] })
      expect(ran!.jobs.command!.secrets).toEqual([])
    })

    test('the queue gets its verdict', async () => {
      await start('strict.yml', HAPPENINGS['measured, for the queue']())
      expect(verdicts()).toEqual([['the-gate', 'cv-gate verdict', quick.head, 'success']])
    })

    test('a pull request that changes the workflow does not pass by it', async () => {
      require()
      const happening = HAPPENINGS['measured, for a fork']()
      const files = fake.commits.get(quick.head)!.files as Map<string, Uint8Array>
      files.set(FILE, Buffer.from('always green'))
      await start('strict.yml', happening)
      expect(verdicts()).toEqual([['the-gate', 'cv-gate verdict', quick.head, 'failure']])
      expect(fake.comments[0]!.body).not.toContain('**verified**')
    })

    test('a branch that names the environment of the key does not get it', async () => {
      const [event, given] = HAPPENINGS.opened()
      const harness = new Harness({ fake, folder, origin: quick.path, environments: { 'cv-gate': { KEY: 'x' } } })
      const { sweep, ...others } = readWorkflow('strict.yml').jobs
      expect(others.publish!.environment).toBe('cv-gate')
      const thief = { ...sweep!, if: 'always()', steps: [{ run: 'false' }] }
      const taken = { ...readWorkflow('strict.yml'), on: { pull_request: null }, jobs: { thief } }
      const ran = await harness.start(taken, event, given)
      expect(ran!.jobs.thief).toMatchObject({ result: 'failure', secrets: [], log: 'cv-gate is closed to this branch' })
    })
  })

  test('by target: what is blocked is published, and the gate stays shut; head is never checked out', {
    timeout: 60_000,
  }, async () => {
    const ran = await start('fork-target.yml', onPull(open(true, leak), 'synchronize', true), { origin: leak.path })
    expect(Object.values(ran!.jobs).map(({ result }) => result)).toEqual(['failure', 'success', 'failure'])
    expect(ran!.jobs.measure!.checkedOut).toBe('main')
    expect(fake.comments.map(({ body }) => body.split('\n')[1])).toEqual([
      expect.stringContaining('## ⛔ CV gate: blocked'),
    ])
    expect(letsIn(ran!, 'cv-gate')).toBe(false)
  })

  test('GPU: the label is for heads of the repository alone', async () => {
    const labels = async (event: GitHubEvent) => {
      const ran = await start('gpu.yml', [event, { results: MEASURED }])
      return ran!.jobs.measure!.labels
    }
    const own = pullRequestEvent(fake, open())
    expect(await labels(own)).toEqual(['self-hosted', 'gpu'])
    expect(await labels(pullRequestEvent(fake, open(true)))).toEqual(['ubuntu-latest'])
    const head = { ...(own.payload.pull_request as { head: object }).head, repo: null }
    const gone = changed(own, { pull_request: { ...(own.payload.pull_request as object), head } })
    expect(await labels(gone)).toEqual(['ubuntu-latest'])
  })
})

describe.each(['fork-target.yml', 'gpu.yml'])('the gate of %s', (file) => {
  const happening = () => (file === 'gpu.yml' ? HAPPENINGS.opened() : HAPPENINGS['target: pushed to, from a fork']())
  test.each(['failure', 'cancelled', 'skipped'] as const)('is shut when measuring was: %s', async (result) => {
    const [event, given] = happening()
    const ran = await start(file, [event, { ...given, results: { ...MEASURED, measure: result } }])
    expect(ran!.jobs['cv-gate']).toMatchObject({ result: 'failure', log: `measured: ${result}\n` })
    expect(letsIn(ran!, 'cv-gate')).toBe(false)
  })
})

const JQ = ['/usr/bin/jq', '/usr/local/bin/jq', '/opt/homebrew/bin/jq'].some(existsSync)
if (!JQ) console.warn('skipping the watchdog of gpu.yml: jq is not here')
test.skipIf(!JQ)(
  'no GPU runner for half an hour: the run is cancelled and the gate shut',
  { timeout: 60_000 },
  async () => {
    rmSync(join(shared, 'slept'), { force: true })
    const ran = await start('gpu.yml', HAPPENINGS.opened(), { runners: ['ubuntu-latest'] })
    expect(ran!.jobs.watchdog!.log).toContain('minute 30: measure is queued\n::error::no runner took the job measure')
    expect(readFileSync(join(shared, 'slept'), 'utf8')).toBe('60\n'.repeat(30))
    expect(ran!.jobs.measure!.result).toBe('cancelled')
    expect(ran!.jobs['cv-gate']!.result).toBe('failure')
    expect(letsIn(ran!, 'cv-gate')).toBe(false)
    expect(brokenInvariants(fake)).toEqual([])
  },
)
