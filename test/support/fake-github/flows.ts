import { strToU8, zipSync } from 'fflate'
import { knownHistory } from '#app/action/history'
import { Recorded } from '#app/action/recorded'
import { stateOf } from '#app/action/state'
import type { KnownHistory } from '#app/history'
import type { Policy } from '#contract/config'
import type { History } from '#contract/history'
import { readEvent } from '#host/github/events'
import type { Via } from './delivery.ts'
import { pullRequestEvent } from './events.ts'
import type { FakeGitHub } from './fake-github.ts'
import { latestCheck } from './invariants.ts'
import type { Comment, Permissions, Run } from './state.ts'
import {
  blocked,
  CHECK,
  hear,
  leave,
  MAY,
  measured,
  publish,
  replies,
  sticky,
  type Talked,
  talk,
  world,
} from './talk.ts'

export interface Scene {
  readonly fake: FakeGitHub
  readonly run: Run
  /** What is heard: a command. */
  readonly comment: Comment | null
  /** What a run that measures was told. */
  told: unknown
}

/** One thing that the bot does, from beginning to end, and what must be true of it. */
export interface Flow {
  readonly name: string
  prepare(): Promise<Scene>
  run(scene: Scene, via?: Via): Promise<Talked>
  /** What may never be, whatever failed. */
  unsafe(scene: Scene): string[]
  /** What may not be either where the exit code is 0. */
  wrong(scene: Scene, talked: Talked): string[]
}

const OLDER = '<!-- cv-gate:v1 key=default head=aaaa run=1.1 -->\nof an older run'
const POLICY = { waivers: ['maintain', 'admin'] } as unknown as Policy
/** More than a page holds. */
const CHATTER = 120

function sceneOf(options: Parameters<typeof world>[0] = {}): Scene {
  return { ...world(options), comment: null, told: null }
}

function said(author: string, text: string): Scene {
  const scene = sceneOf()
  return { ...scene, comment: scene.fake.say(7, author, text) }
}

/** The report blocks: whatever says success, or shows another verdict, is wrong. */
function publishing(name: string, prepare: Flow['prepare'], permissions: Permissions = MAY.publish): Flow {
  return {
    name,
    prepare,
    run: ({ fake, run }, via = {}) => publish(fake, run, { permissions, ...via }),
    unsafe: ({ fake }) => [
      ...fake.checks.filter(({ conclusion }) => conclusion === 'success').map(() => 'a check is a success'),
      ...fake.statuses.filter(({ state }) => state === 'success').map(() => 'a status is a success'),
      ...sticky(fake).flatMap(({ body }) => (body.includes('CV gate: passed') ? ['the comment says passed'] : [])),
    ],
    wrong: ({ fake, run }, { said }) => {
      const own = sticky(fake).map(({ body }) => body)
      const marker = ` run=${run.id}.${run.attempt} -->\n## ⛔ CV gate: blocked`
      const verdict = latestCheck(fake, fake.actions, run.sha, CHECK)?.conclusion
      const state = fake.statuses.at(-1)?.state
      return [
        ...(own.length === 1 && own[0]!.includes(marker) ? [] : [`the comment is not the report's: ${said}`]),
        ...(verdict === 'failure' || (verdict === undefined && state === 'failure')
          ? []
          : [`check ${verdict}, status ${state}: ${said}`]),
        ...(verdict === 'failure' ? annotations(fake, run) : []),
      ]
    },
  }
}

function annotations(fake: FakeGitHub, { sha }: Run): string[] {
  const lines = latestCheck(fake, fake.actions, sha, CHECK)!.annotations.map(({ start_line }) => start_line)
  return new Set(lines).size === lines.length ? [] : ['an annotation came twice']
}

/** `may`: its author has the right. */
function commanding(name: string, author: string, may: boolean): Flow {
  return {
    name,
    prepare: async () => said(author, '/cv-recheck'),
    run: ({ fake, comment }, via = {}) => hear(fake, comment!, via),
    unsafe: ({ fake, run }) => [
      ...(run.attempt > (may ? 2 : 1) ? [`the run was started ${run.attempt} times`] : []),
      ...(replies(fake).length > (may ? 1 : 0) ? [`${replies(fake).length} replies`] : []),
    ],
    wrong: ({ fake, run, comment }, { said }) => {
      const reactions = comment!.reactions.map(({ content }) => content)
      if (!may || said.includes('may not give commands here'))
        return reactions.includes('-1') && run.attempt === 1 ? [] : [`reactions ${reactions}`]
      const [reply = ''] = replies(fake).map(({ body }) => body)
      const started = reply.includes('was started again')
      return [
        ...(reply === '' ? ['no reply'] : []),
        ...(started && run.attempt === 1 ? ['the reply says that the run was started'] : []),
        ...(reactions.includes('rocket') || reactions.includes('-1') ? [] : [`reactions ${reactions}`]),
      ]
    },
  }
}

/** A run that measures asks; what it is told may be less than there is, and never more. */
function asking<T>(
  name: string,
  prepare: () => Scene,
  ask: (asked: Asked) => Promise<T>,
  better: (told: T) => string[],
): Flow {
  return {
    name,
    prepare: async () => prepare(),
    run: async (scene, via = {}) => {
      const { fake, run } = scene
      const { name, payload } = pullRequestEvent(fake, fake.pull(7))
      const event = readEvent(name, payload)
      if (event.kind !== 'pull-request') throw new Error(event.kind)
      const job = {
        event,
        owner: 'o',
        repo: 'r',
        serverUrl: '',
        workflow: run.workflow.path,
        runId: run.id,
        attempt: 1,
        workspace: '',
        temporary: '',
      }
      return talk(fake, name, { permissions: MAY.measure, ...via }, async (connection, log) => {
        const state = () => stateOf(job, event, connection, log)
        const history = () => knownHistory({ ...job, measuringWorkflow: '' }, new Recorded(null), connection, log)
        scene.told = await ask({ state, history })
        // A reason goes into the report.
        if (typeof scene.told === 'object' && 'args' in scene.told!) log.warn(JSON.stringify(scene.told))
      })
    },
    unsafe: ({ told }) => (told === null ? [] : better(told as T)),
    wrong: () => [],
  }
}
interface Asked {
  readonly state: () => ReturnType<typeof stateOf>
  readonly history: () => Promise<KnownHistory>
}

function waived(): Scene {
  const scene = sceneOf()
  const { fake } = scene
  const line = (at: number) => `/cv-waive ${String(at).repeat(10)}@bbbbbbbb kept on purpose`
  for (const [at, author] of ['maintainr', 'writer', 'maintainr', 'maintainr', 'readr'].entries())
    fake.say(7, author, line(at + 1))
  fake.edit(fake.comments[2]!, `${line(3)}, really`)
  for (let at = 0; at < CHATTER; at++) fake.say(7, 'writer', `talk ${at}`)
  fake.say(7, 'maintainr', `/cv-unwaive ${'4'.repeat(10)}`)
  return scene
}

/** The second attempt measures; the first one's report honours a waiver. */
function inSecondAttempt(): Scene {
  const scene = sceneOf()
  const { fake, run } = scene
  const { id } = fake.say(7, 'maintainr', `/cv-waive ${'1'.repeat(10)}@bbbbbbbb kept on purpose`)
  const waiver = { finding: '1'.repeat(10), evidence: 'bbbbbbbb', by: 'maintainr', reason: 'kept on purpose' }
  const until = '2026-04-01T00:00:00.000Z'
  const waivers = [{ ...waiver, until, pull: 7, comment: id, state: 'honoured' as const }]
  leave(fake, run, { ...blocked(fake), waivers })
  fake.rerun(run)
  run.status = 'in_progress'
  return scene
}

const LOOKS = 4
function looked(): Scene {
  const scene = sceneOf()
  const { fake, run } = scene
  for (let at = 1; at < LOOKS - 1; at++) fake.leave(run, `cv-gate-report-${String(at).repeat(16)}`, new Uint8Array(1))
  for (let at = 0; at < CHATTER; at++) fake.leave(run, `logs ${at}`, new Uint8Array(1))
  return scene
}

const HISTORY: History = {
  schema: 'cv-gate/history@1',
  accuracy: [],
  latency: [
    {
      target: 'main',
      machine: 'm',
      procedure: 'quick 1',
      entries: [{ run: 1, commit: 'a'.repeat(40), p50: 0, p95: 0 }],
    },
  ],
}
/** On main; a pull request has left another one since, more often than a page holds. */
function remembered(): Scene {
  const scene = sceneOf()
  const { fake, run } = scene
  fake.leave(fake.run('main'), 'cv-gate-history', zipSync({ 'history.json': strToU8(JSON.stringify(HISTORY)) }))
  for (let at = 0; at < CHATTER; at++) fake.leave(run, 'cv-gate-history', new Uint8Array(1))
  return scene
}

export const FLOWS = {
  publish: publishing('publish', async () => sceneOf()),
  update: publishing('publish again', async () => {
    const scene = sceneOf()
    await publish(scene.fake, scene.run)
    return { ...scene, run: measured(scene.fake, blocked(scene.fake)) }
  }),
  merge: publishing('publish over two comments', async () => {
    const scene = sceneOf()
    for (const more of ['', ', twice']) scene.fake.say(7, scene.fake.actions.bot, OLDER + more, scene.fake.actions)
    return scene
  }),
  batches: publishing('publish 120 findings', async () => sceneOf({ blockers: 120 })),
  status: publishing('publish without checks', async () => sceneOf(), {
    ...MAY.measure,
    'pull-requests': 'write',
    statuses: 'write',
  }),
  recheck: commanding('/cv-recheck', 'maintainr', true),
  stranger: commanding('/cv-recheck of a stranger', 'readr', false),
  waivers: asking(
    'waivers',
    waived,
    async ({ state }) => (await state()).waivers(POLICY),
    (told) => {
      if ('code' in told) return []
      const valid = told.filter(({ state }) => state === 'valid').map(({ finding }) => finding[0])
      return valid.some((finding) => finding !== '1') ? [`valid waivers: ${valid}`] : []
    },
  ),
  withdrawn: asking(
    'waivers of a second attempt',
    inSecondAttempt,
    async ({ state }) => (await state()).waivers(POLICY),
    () => [],
  ),
  looks: asking(
    'looks',
    looked,
    async ({ state }) => (await state()).looks('f'.repeat(16)),
    (told) => (typeof told === 'number' && told < LOOKS ? [`${told} looks`] : []),
  ),
  history: asking(
    'history',
    remembered,
    ({ history }) => history(),
    ({ known, notes }) => [
      ...(known === null || JSON.stringify(known) === JSON.stringify(HISTORY) ? [] : ['a history of somebody else']),
      ...(known === null && notes.length === 0 ? ['no history, and no word of it'] : []),
    ],
  ),
} satisfies Record<string, Flow>
