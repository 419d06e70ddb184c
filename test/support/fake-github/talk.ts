import { strToU8, zipSync } from 'fflate'
import { command } from '#app/action/command'
import { publishReport } from '#app/action/publish-report'
import { sweep } from '#app/action/sweep'
import { asGateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { errorExit } from '#engine/exit'
import { type Connection, connect } from '#host/github/connection'
import { readEvent } from '#host/github/events'
import type { Inputs } from '#host/github/inputs'
import { createLog, type StageLog } from '#host/log/log'
import { finding, report, targetReport } from '../reports.ts'
import { readWorkflow } from '../workflows/workflow.ts'
import type { Via } from './delivery.ts'
import { commentEvent, workflowRunEvent } from './events.ts'
import { FakeGitHub, type FakeOptions } from './fake-github.ts'
import type { Comment, Permissions, Run } from './state.ts'

/** What jobs may, by the workflow files as they are shipped. */
const jobs = readWorkflow('cv-gate-bot.yml').jobs
export const MAY = {
  measure: readWorkflow('cv-gate.yml').jobs['cv-gate']!.permissions!,
  publish: jobs.publish!.permissions!,
  command: jobs.command!.permissions!,
  sweep: jobs.sweep!.permissions!,
}
export const CHECK = 'cv-gate'
const WORKFLOW = '.github/workflows/cv-gate.yml'
const FILE = 'data/labels.csv'
/** Longer than commands keep from one start of a run to the next. */
const COOLDOWN_MS = 120_000
const INPUTS: Inputs = {
  token: '',
  config: '.github/cv-gate.yml',
  dataRoot: null,
  nativesDir: null,
  cacheDir: null,
  comment: true,
  annotations: true,
  reportDir: null,
  check: CHECK,
  measuringWorkflow: WORKFLOW,
  publishRun: null,
  forksOnOwnMachine: false,
  app: null,
}

/** A repository with pull request 7, whose first run has measured and left a report that blocks. */
export function world(options: FakeOptions & { readonly blockers?: number } = {}): { fake: FakeGitHub; run: Run } {
  const fake = new FakeGitHub(options)
  for (const role of ['maintain', 'write', 'triage', 'read'] as const) fake.user(`${role}r`, role)
  fake.push('main', { files: { [FILE]: '' } })
  fake.push('patch-1', { files: { [FILE]: 'x,cat\n'.repeat(400) } })
  fake.openPull('patch-1', { number: 7 })
  const run = measured(fake, blocked(fake, options.blockers))
  return { fake, run }
}

/** A run of the pull request's head that ended and left a report. */
export function measured(fake: FakeGitHub, left: Report, more: Partial<Run> = {}): Run {
  const conclusion = left.conclusion === 'passed' ? 'success' : 'failure'
  const created = fake.clock.now() - COOLDOWN_MS
  const run = fake.run(fake.pull(7), { path: WORKFLOW, conclusion, created, started: [created], ...more })
  leave(fake, run, left)
  return run
}

/** The report of a run's newest attempt. */
export function leave(fake: FakeGitHub, run: Run, left: Report): void {
  fake.leave(run, `cv-gate-report-${left.artefacts}`, zipSync({ 'report.json': strToU8(JSON.stringify(left)) }))
}

function about(fake: FakeGitHub, more: Partial<Report>): Report {
  const base = fake.repository.branches.get('main')!
  const commits = { base, head: fake.pull(7).head.sha, policy: base, anchor: null, baseAgeDays: 2 }
  return report({ commits, ...more })
}

export function passed(fake: FakeGitHub): Report {
  return about(fake, { targets: [targetReport()] })
}

/** So many findings, each on a line of the diff. */
export function blocked(fake: FakeGitHub, blockers = 1): Report {
  const findings = Array.from({ length: blockers }, (_, at) =>
    finding(at + 1, { about: [{ kind: 'file', side: 'head', path: FILE, line: at + 1 }] }),
  )
  const ids = findings.map(({ id }) => id)
  const target = targetReport({
    conclusion: 'blocked',
    blockers: ids,
    severities: Object.fromEntries(ids.map((id) => [id, 'block'])),
    outcomes: { 'leakage/exact-duplicate': { status: 'measured', metrics: [], claims: [], exhibits: [], findings } },
  })
  return about(fake, { conclusion: 'blocked', targets: [target] })
}

export interface Talked {
  /** Of the process, as `main` makes it. */
  readonly code: number
  /** What it logged, the error too. */
  readonly said: string
  readonly waited: number
}
type How = Via & { readonly permissions?: Permissions; readonly inputs?: Partial<Inputs> }

/** One job on the fake's clock. */
export async function talk(
  fake: FakeGitHub,
  event: string,
  { permissions, ...via }: How & { readonly permissions: Permissions },
  work: (connection: Connection, log: StageLog) => Promise<unknown>,
): Promise<Talked> {
  const lines: string[] = []
  const output = { write: (text: string) => lines.push(text) > 0 }
  const log = createLog(output, { style: 'lines', debug: true, now: () => fake.clock.now() })
  const options = { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch(null, via) }
  const connection = connect(fake.jobToken({ event, permissions }), { owner: 'o', repo: 'r' }, options)
  const code = await work(connection, log).then(
    () => 0,
    (thrown) => {
      const error = asGateError(thrown)
      lines.push(`error: ${error.message} → ${error.hint}\n`)
      return errorExit(error)
    },
  )
  return { code, said: lines.join(''), waited: connection.spent.waited }
}

/** The end of a measuring run, as the workflow on the default branch hears of it. */
export function publish(fake: FakeGitHub, run: Run, how: How = {}): Promise<Talked> {
  const { name, payload } = workflowRunEvent(fake, run)
  const event = readEvent(name, payload)
  if (event.kind !== 'measured') throw new Error(`not the end of a run: ${event.kind}`)
  const inputs = { ...INPUTS, ...how.inputs }
  return talk(fake, name, { permissions: MAY.publish, ...how }, (connection, log) =>
    publishReport(connection, event.run, inputs, { log, env: {} }),
  )
}

/** A comment was written. */
export function hear(fake: FakeGitHub, comment: Comment, how: How = {}): Promise<Talked> {
  const { name, payload } = commentEvent(fake, comment)
  const event = readEvent(name, payload)
  if (event.kind !== 'comment') throw new Error(`not a comment: ${event.kind}`)
  return talk(fake, name, { permissions: MAY.command, ...how }, (connection, log) =>
    command(connection, event.said, { ...INPUTS, ...how.inputs }, { log }),
  )
}

/** The schedule of the bot. */
export function sweepUp(fake: FakeGitHub, how: How = {}): Promise<Talked> {
  return talk(fake, 'schedule', { permissions: MAY.sweep, ...how }, (connection, log) =>
    sweep(connection, INPUTS, { log }),
  )
}

/** The one comment that shows the report. */
export function sticky({ comments }: FakeGitHub): Comment[] {
  return comments.filter(({ app, body }) => app !== null && body.startsWith('<!-- cv-gate:v1 '))
}

export function replies({ comments }: FakeGitHub): Comment[] {
  return comments.filter(({ app, body }) => app !== null && body.startsWith('<!-- cv-gate:reply '))
}
