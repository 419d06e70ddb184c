import { strToU8, zipSync } from 'fflate'
import { expect } from 'vitest'
import { command } from '#app/action/command'
import type { Report } from '#contract/report'
import { type Connection, connect } from '#host/github/connection'
import { type CommentEvent, readEvent } from '#host/github/events'
import type { Inputs } from '#host/github/inputs'
import { createLog, type StageLog } from '#host/log/log'
import type { VirtualClock } from './fake-github/clock.ts'
import { commentEvent } from './fake-github/events.ts'
import { FakeGitHub, type FakeOptions } from './fake-github/fake-github.ts'
import { brokenInvariants, isWrite } from './fake-github/invariants.ts'
import type { Comment, Permissions, Pull, Run } from './fake-github/state.ts'
import { finding, report, targetReport } from './reports.ts'

export const MEASURING = '.github/workflows/cv-gate.yml'
/** Rights of the half that talks. */
export const TALKS: Permissions = {
  contents: 'read',
  actions: 'write',
  'pull-requests': 'write',
  checks: 'write',
  statuses: 'write',
}
/** A person of every role; `stranger` has none in a private repository, and reads a public one. */
export const PEOPLE = { reader: 'read', triager: 'triage', writer: 'write', maya: 'maintain', ada: 'admin' } as const
export const INPUTS: Inputs = {
  token: '',
  config: '.github/cv-gate.yml',
  dataRoot: null,
  nativesDir: null,
  cacheDir: null,
  comment: true,
  annotations: true,
  reportDir: null,
  check: null,
  measuringWorkflow: MEASURING,
  publishRun: null,
  forksOnOwnMachine: false,
  app: null,
}
/** The first eight digits of what `finding` of reports.ts rests on. */
export const EVIDENCE = 'bbbbbbbb'
export const [BLOCKER, WARNING] = [finding(1).id, finding(2).id]

export const WAIVE = `/cv-waive ${BLOCKER}@${EVIDENCE} known duplicate, kept on purpose`
/** Every command once, as one that may be followed. */
export const COMMANDS = {
  recheck: '/cv-recheck',
  force: '/cv-recheck leakage/exact-duplicate --force',
  waive: WAIVE,
  unwaive: `/cv-unwaive ${BLOCKER}`,
  explain: '/cv-explain leakage/exact-duplicate',
  status: '/cv-status',
  help: '/cv-help',
}

/** Blocked by one finding; another one only warns. */
export function blockedReport(head: string, base: string, more: Partial<Report> = {}): Report {
  const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [] }
  const target = targetReport({
    conclusion: 'blocked',
    blockers: [BLOCKER],
    severities: { [BLOCKER]: 'block', [WARNING]: 'warn' },
    outcomes: { 'leakage/exact-duplicate': { ...measured, findings: [finding(1), finding(2)] } },
  })
  const commits = { ...report().commits, head, base, policy: base }
  return report({ conclusion: 'blocked', commits, targets: [target], ...more })
}

interface SceneOptions extends FakeOptions {
  /** Whether head lies in a fork of the author, or in the repository itself. */
  readonly fork?: boolean
  readonly author?: string
  /** The configuration on the base branch. */
  readonly policy?: string
  /** Of a real repository; else made up. */
  readonly commits?: { readonly base: string; readonly head: string }
}

/** Pull request 7, measured a while ago by a run that found something, and people of every role. */
export class BotScene {
  readonly fake: FakeGitHub
  readonly pull: Pull
  readonly run: Run
  /** What was logged. */
  text = ''
  readonly log: StageLog = createLog(
    { write: (text) => (this.text += text) },
    { style: 'lines', debug: false, now: Date.now },
  )

  constructor({ fork = true, author = 'mallory', policy, commits, ...options }: SceneOptions = {}) {
    this.fake = new FakeGitHub(options)
    const { fake } = this
    for (const [login, role] of Object.entries(PEOPLE)) fake.user(login, role)
    fake.user('stranger')
    if (policy !== undefined) fake.push('main', { files: { '.github/cv-gate.yml': policy } })
    if (commits) fake.push('main', fake.commit({ sha: commits.base, parents: [] }))
    const from = fork ? fake.fork(author) : fake.repository
    fake.push('patch-1', { files: { 'data/labels.csv': 'image,label\n' }, ...(commits && { sha: commits.head }) }, from)
    this.pull = Object.assign(fake.openPull('patch-1', { number: 7, from }), { author: fake.user(author) })
    this.run = this.measured(this.pull)
    this.wait(10)
  }

  /** A run that ended, with its report. */
  measured(pull: Pull, more: Partial<Report> = {}): Run {
    const { fake } = this
    const run = fake.run(pull, { conclusion: 'failure' })
    const base = fake.repository.branches.get('main')!
    const text = JSON.stringify(blockedReport(pull.head.sha, base, more))
    fake.leave(run, 'cv-gate-report-0123456789abcdef', zipSync({ 'report.json': strToU8(text) }))
    return run
  }

  wait(minutes: number): void {
    ;(this.fake.clock as VirtualClock).advance(minutes * 60_000)
  }

  connect(token = this.botToken()): Connection {
    const { clock } = this.fake
    return connect(token, { owner: 'o', repo: 'r' }, { userAgent: 'test', waiter: clock, fetch: this.fake.fetch() })
  }

  botToken(permissions: Permissions = TALKS): string {
    return this.fake.jobToken({ event: 'issue_comment', permissions })
  }

  /** The job that a comment starts: each has a token of its own, unless one is given. */
  async listen(said: CommentEvent, token?: string): Promise<void> {
    await command(this.connect(token), said, INPUTS, { log: this.log })
  }

  async says(login: string, body: string): Promise<Comment> {
    const comment = this.fake.say(7, login, body)
    await this.listen(told(this.fake, comment))
    return comment
  }

  ours(): readonly Comment[] {
    return this.fake.comments.filter(({ app }) => app !== null)
  }

  replies(): string[] {
    return this.ours().map(({ body }) => body)
  }

  /** As `POST /check-runs`, in their order. */
  writes(): string[] {
    return this.fake.seen.filter(isWrite).map(({ method, call }) => call ?? method)
  }

  /** The one reply to a comment, and its kind; all else is in order. */
  answered(comment: Comment, final: 'rocket' | '-1'): { text: string; kind: string } {
    const [text = '', ...more] = this.replies()
    const done = final === 'rocket' ? 'done ' : ''
    expect([text.split('\n')[0], more]).toEqual([`<!-- cv-gate:reply to=${comment.id} ${done}-->`, []])
    expect(reactions(comment).at(-1)).toBe(final)
    expect(brokenInvariants(this.fake)).toEqual([])
    return { text, kind: /: ([a-z-]+)\s*$/.exec(this.text)![1]! }
  }

  /** Nothing was said, and nothing started. */
  silent(): void {
    expect([this.writes(), this.run.attempt, brokenInvariants(this.fake)]).toEqual([[], 1, []])
  }
}

export function reactions({ reactions: all }: Comment): string[] {
  return all.map(({ content }) => content)
}

/** What the bot is told of a comment. */
export function told(
  fake: FakeGitHub,
  ...of: Parameters<typeof commentEvent> extends [unknown, ...infer R] ? R : never
) {
  const { name, payload } = commentEvent(fake, ...of)
  const event = readEvent(name, payload)
  return (event as Extract<typeof event, { kind: 'comment' }>).said
}
