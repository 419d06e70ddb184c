import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { follow } from '#app/action/main'
import { readEvent } from '#host/github/events'
import { BotScene, INPUTS, TALKS, WAIVE } from '#test/bot-scene'
import { DIST } from '#test/built'
import {
  commentEvent,
  type GitHubEvent,
  mergeGroupEvent,
  pullRequestEvent,
  pushEvent,
  scheduleEvent,
  workflowRunEvent,
} from '#test/fake-github/events'
import { brokenInvariants, isWrite } from '#test/fake-github/invariants'
import { showUser } from '#test/fake-github/show'
import { CONFIG, SmallRepository } from '#test/small-repository'

const EVENTS = [
  'pull_request',
  'pull_request_target',
  'workflow_run',
  'issue_comment created',
  'issue_comment edited',
  'merge_group',
  'push',
  'schedule',
] as const
const ACTORS = ['stranger', 'reader', 'triager', 'writer', 'maya', 'ada', 'dependabot[bot]', 'helper[bot]'] as const
type Event = (typeof EVENTS)[number]
type Actor = (typeof ACTORS)[number]
type From = 'same' | 'fork'

const isBot = (actor: Actor) => actor.endsWith('[bot]')
const mayWrite = (actor: Actor) => !['stranger', 'reader', 'triager'].includes(actor)

/** Whether GitHub knows such an event: somebody does it to a pull request whose head lies here or there. */
function happens(event: Event, actor: Actor, from: From): boolean {
  switch (event) {
    case 'pull_request':
    case 'pull_request_target':
    case 'workflow_run':
      return !(isBot(actor) && from === 'fork') // Apps have no forks; from a branch that is there everybody may open one
    case 'issue_comment created':
    case 'issue_comment edited':
      return true
    case 'merge_group':
      return mayWrite(actor)
    case 'push': // to the default branch; there is no pull request
      return mayWrite(actor) && actor !== 'dependabot[bot]' && from === 'same'
    case 'schedule': // whoever touched the file last, whatever became of their role
      return from === 'same'
  }
}

const COMMENT = 'POST /issues/{issue_number}/comments'
const CHECK = ['POST /check-runs', 'PATCH /check-runs/{check_run_id}'] as const
const REACT = 'POST /issues/comments/{comment_id}/reactions'
const RERUN = 'POST /actions/runs/{run_id}/rerun'

/** What is done, and all that GitHub lets it write, in this order. */
function expected(event: Event, actor: Actor, from: From): readonly [deed: string, ...writes: string[]] {
  switch (event) {
    case 'pull_request':
      return from === 'fork' || actor === 'dependabot[bot]' ? ['measure'] : ['measure', COMMENT, ...CHECK]
    case 'pull_request_target':
      return ['measure', COMMENT, ...CHECK]
    case 'workflow_run':
      return ['publish', ...CHECK, COMMENT]
    case 'issue_comment edited':
      return ['nothing']
    case 'issue_comment created':
      if (isBot(actor)) return ['nothing']
      if (actor === 'maya' || actor === 'ada') return ['command', REACT, RERUN, COMMENT, REACT]
      return actor === 'writer' || actor === 'triager' ? ['refuse', COMMENT, REACT] : ['refuse', REACT]
    case 'merge_group':
    case 'push':
      return ['measure', ...CHECK]
    case 'schedule':
      return ['sweep']
  }
}

const CASES = EVENTS.flatMap((event) =>
  ACTORS.flatMap((actor) =>
    (['same', 'fork'] as const).flatMap((from) => (happens(event, actor, from) ? [[event, actor, from] as const] : [])),
  ),
)
test('96 cases are possible', () => expect(CASES).toHaveLength(96))

let folder: string
let repository: SmallRepository
let commits: { base: string; head: string }
let group: string
const { GITHUB_OUTPUT: outputs } = process.env
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-events-'))
  process.env.GITHUB_OUTPUT = '/dev/null'
  repository = new SmallRepository()
  const base = repository.commit({ '.github/cv-gate.yml': CONFIG, 'data/labels.csv': 'image,label,split\n' })
  commits = { base, head: repository.commit({ 'README.md': 'still without the model\n' }) } // which blocks
  group = repository.commit({})
})
afterAll(() => {
  if (outputs === undefined) delete process.env.GITHUB_OUTPUT
  else process.env.GITHUB_OUTPUT = outputs
  repository.remove()
  rmSync(folder, { recursive: true, force: true })
})

test.each(CASES)('%s by %s, %s', async (event, actor, from) => {
  const scene = sceneOf(actor, from)
  const { name, payload } = happened(scene, event, actor)
  const token = scene.fake.jobToken({ event: name, permissions: TALKS, from: scene.pull.head.repository, actor })
  const job = {
    event: readEvent(name, payload),
    owner: 'o',
    repo: 'r',
    serverUrl: 'https://github.example',
    workflow: null,
    runId: scene.run.id + 1,
    attempt: 1,
    workspace: repository.path,
    temporary: folder,
  }
  const around = {
    entry: pathToFileURL(join(DIST, 'action.js')).href,
    cwd: repository.path,
    env: { PATH: process.env.PATH },
    log: scene.log,
    now: Date.now,
  }
  const before = scene.fake.comments.map(({ body }) => body)
  const inputs = { ...INPUTS, check: 'cv-gate', reportDir: join(folder, 'report') }
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true) // annotations, which are for the runner
  const code = await follow(job, inputs, scene.connect(token), around).finally(() => stdout.mockRestore())
  const [deed, ...writes] = expected(event, actor, from)
  const done = scene.fake.seen.filter((seen) => isWrite(seen) && seen.status < 300)
  expect([deedOf(scene), ...done.map(({ call }) => call)]).toEqual([deed, ...writes])
  // The verdict is the same whatever may be written, and nobody's words but the measuring job's turn the required check.
  expect([code, brokenInvariants(scene.fake)]).toEqual([deed === 'measure' ? 1 : 0, []])
  expect(scene.fake.checks.map(({ conclusion }) => conclusion)).toEqual(writes.includes(CHECK[0]) ? ['failure'] : [])
  expect(scene.fake.comments.slice(0, before.length).map(({ body }) => body)).toEqual(before)
})

function sceneOf(actor: Actor, from: From): BotScene {
  const author = from === 'fork' || !isBot(actor) ? actor : 'writer'
  const scene = new BotScene({
    private: false,
    author: isBot(actor) ? 'writer' : author,
    fork: from === 'fork',
    commits,
  })
  for (const slug of ['dependabot', 'helper']) scene.fake.app(slug)
  if (isBot(actor)) Object.assign(scene.pull, { author: scene.fake.users.get(actor) })
  return scene
}

/** The event as GitHub tells it, with the actor as who did it. */
function happened({ fake, pull, run }: BotScene, event: Event, actor: Actor): GitHubEvent {
  const user = fake.users.get(actor)!
  const by = ({ name, payload }: GitHubEvent) => ({ name, payload: { ...payload, sender: showUser(user) } })
  const said = () => fake.say(7, user, WAIVE, [...fake.apps.values()].find(({ bot }) => bot === user) ?? null)
  switch (event) {
    case 'pull_request':
    case 'pull_request_target':
      return by(pullRequestEvent(fake, pull, 'opened', event === 'pull_request_target'))
    case 'workflow_run':
      return by(workflowRunEvent(fake, Object.assign(run, { actor: user })))
    case 'issue_comment created':
      return commentEvent(fake, said())
    case 'issue_comment edited':
      return commentEvent(fake, said(), 'edited')
    case 'merge_group': {
      fake.commit({ sha: group, parents: [commits.base, commits.head] })
      const ref = `refs/heads/gh-readonly-queue/main/pr-7-${commits.base}`
      return by(mergeGroupEvent(fake, { ref, sha: group, base: commits.base }))
    }
    case 'push':
      return by(pushEvent(fake, commits.base, commits.head))
    case 'schedule':
      return by(scheduleEvent(fake))
  }
}

/** By what was asked for. */
function deedOf({ fake, text }: BotScene): string {
  const calls = new Set(fake.seen.map(({ call }) => call))
  if (text.includes('lost checks')) return 'sweep'
  if (calls.has('GET /collaborators/{username}/permission')) return calls.has(RERUN) ? 'command' : 'refuse'
  if (calls.size === 0) return 'nothing'
  return calls.has('GET /signed') ? 'publish' : 'measure'
}
