import type { Intent } from '#commands/grammar'
import type { Finding } from '#contract/outcome'
import type { Report } from '#contract/report'
import { downloadReport, unpack } from '#host/github/artifact'
import type { Connection } from '#host/github/connection'
import type { CommentEvent } from '#host/github/events'
import type { Pull } from '#host/github/pull-request'
import { attemptStarted, newestRun, type Run, rerun } from '#host/github/runs'
import type { Reply } from '#render/reply'
import { catalogue } from '../catalogue.ts'
import { parseReport } from './foreign-report.ts'
import { WAIVER_MS } from './waivers.ts'

export interface Asked {
  readonly connection: Connection
  readonly said: CommentEvent
  readonly pull: Pull
  /** Path of the workflow file that measures. */
  readonly workflow: string
  readonly waivers: readonly string[]
}
type Rerun = Extract<Intent, { kind: 'recheck' | 'waive' | 'unwaive' }>

const MINUTE_MS = 60_000
const ATTEMPTS_AN_HOUR = 10

/** Does what is asked by somebody who may ask it. */
export async function answerTo(intent: Intent, asked: Asked): Promise<Reply> {
  const { connection, pull, workflow, waivers } = asked
  if (intent.kind === 'help') return { kind: 'help', waivers }
  const run = await newestRun(connection, { ...pull, path: workflow })
  if (intent.kind === 'explain') {
    return { kind: 'explained', what: intent.what, report: run && (await reportOf(run, connection)) }
  }
  if (intent.kind === 'status') {
    const report = run && (await reportOf(run, connection))
    const measuring = run && isRunning(run) ? refOf(run) : null
    return { kind: 'status', head: pull.head, report, run: measuring }
  }
  return (run && (await instead(intent, run, asked))) ?? (await runAgain(intent, run, asked))
}

/** What is said instead of running again, or null. */
async function instead(intent: Rerun, run: Run, { connection, said, pull }: Asked): Promise<Reply | null> {
  const command = intent.kind
  // The event names no commit: a run that was made later, in whatever attempt, is of what was pushed since.
  if (Date.parse(run.created_at) > Date.parse(said.comment.created_at))
    return { kind: 'head-moved', command, to: pull.head }
  if (intent.kind === 'recheck') {
    const unknown = intent.checks.find((check) => !catalogue.has(check))
    if (unknown) return { kind: 'unknown-check', check: unknown }
    if (isRunning(run)) return whileRunning(intent, run)
    const seconds = await tooSoon(run, connection)
    return seconds > 0 ? { kind: 'cooldown', seconds } : null
  }
  const report = await reportOf(run, connection)
  if (report === null && !isRunning(run)) return { kind: 'no-report', command, head: pull.head }
  const wrong = report && wrongWaiver(intent, report, pull.head)
  return wrong ?? (isRunning(run) ? whileRunning(intent, run) : null)
}

async function runAgain(intent: Rerun, run: Run | null, { connection, said, pull, workflow }: Asked): Promise<Reply> {
  if (run === null) return noRun(intent, pull, workflow)
  if ((await rerun(connection, run)) === 'refused') {
    const now = await newestRun(connection, { ...pull, path: workflow })
    return now && isRunning(now) ? whileRunning(intent, now) : noRun(intent, pull, workflow) // somebody was faster
  }
  const until = new Date(Date.parse(said.comment.created_at) + WAIVER_MS).toISOString()
  return { kind: 'rerun', intent, head: pull.head, run: refOf(run), until }
}

function noRun({ kind: command }: Rerun, { head }: Pull, workflow: string): Reply {
  return { kind: 'no-run', command, head, workflow }
}

function whileRunning(intent: Rerun, run: Run): Reply {
  return intent.kind === 'recheck'
    ? { kind: 'still-running', command: intent.kind, run: refOf(run) }
    : { kind: 'read-at-end', intent, run: refOf(run) }
}

function wrongWaiver(intent: Exclude<Rerun, { kind: 'recheck' }>, report: Report, head: string): Reply | null {
  const { finding: id } = intent
  if (intent.kind === 'unwaive')
    return report.waivers.some(({ finding, state }) => finding === id && state !== 'withdrawn')
      ? null
      : { kind: 'nothing-waived', finding: id }
  const finding = findingOf(report, id)
  if (finding === null) return { kind: 'unknown-finding', finding: id, head }
  if (!finding.evidence.startsWith(intent.evidence)) return { kind: 'other-evidence', finding, given: intent.evidence }
  const blocks = report.targets.some(({ blockers, waived }) => blockers.includes(id) || waived.includes(id))
  return blocks ? null : { kind: 'not-a-blocker', finding: id }
}

function findingOf({ targets }: Report, id: string): Finding | null {
  for (const outcome of targets.flatMap(({ outcomes }) => Object.values(outcomes))) {
    const found = outcome.status === 'measured' ? outcome.findings.find((finding) => finding.id === id) : undefined
    if (found) return found
  }
  return null
}

/**
 * Seconds to wait, 0 when none: at most one attempt a minute and ten an hour, by when they began, which nobody can
 * change but who may start runs.
 */
async function tooSoon({ id, run_attempt, run_started_at, created_at }: Run, connection: Connection) {
  const since = (began: number, rest: number) => Math.max(0, Math.ceil((began + rest - connection.waiter.now()) / 1000))
  const soon = since(Date.parse(run_started_at ?? created_at), MINUTE_MS)
  const tenth = run_attempt - ATTEMPTS_AN_HOUR + 1
  if (tenth < 1) return soon
  return Math.max(soon, since(await attemptStarted(connection, id, tenth), 60 * MINUTE_MS))
}

async function reportOf(run: Run, connection: Connection): Promise<Report | null> {
  const archive = await downloadReport(connection, run.id)
  return archive && parseReport(unpack(archive, 'report.json'), run.id, run.head_sha)
}

function isRunning({ status }: Run): boolean {
  return status !== 'completed'
}

function refOf({ id, html_url: url }: Run) {
  return { id, url }
}
