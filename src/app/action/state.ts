import type { Intent } from '#commands/grammar'
import { mayDo } from '#commands/rights'
import type { Policy } from '#contract/config'
import { asGateError } from '#contract/errors'
import type { CheckId, Reason } from '#contract/ids'
import type { StandingWaiver } from '#contract/report'
import { downloadReport, reportsOf, reportsSince, unpack } from '#host/github/artifact'
import type { Connection } from '#host/github/connection'
import { mergedBy } from '#host/github/pull-request'
import type { Job } from '#host/github/runner'
import { attemptStarted, type Run, runsBeside } from '#host/github/runs'
import type { StageLog } from '#host/log/log'
import type { Gated } from './gate-commits.ts'
import { RECORDED_FILE, Recorded } from './recorded.ts'
import { type Said, saidOn } from './said.ts'
import { waiversIn } from './waivers.ts'

/** What people and earlier runs have to say to this run; each part is derived anew from the API, none is stored. */
export interface State {
  readonly recorded: Recorded
  readonly again: (policy: Policy) => (check: CheckId) => boolean
  readonly waivers: (policy: Policy) => Promise<readonly StandingWaiver[] | Reason>
  readonly looks: (artefacts: string) => Promise<number | Reason>
}

/** What cannot be read is said and left out: without waivers and records the gate is only stricter. */
export async function stateOf(job: Job, event: Gated, connection: Connection, log: StageLog): Promise<State> {
  const pulls = pullsIn(event)
  const { recorded, forced } = await earlierAttempts(job, pulls, connection, log)
  return {
    recorded,
    again({ looks }) {
      if (forced === 'all' || (looks === 'strict' && job.attempt > 1)) return () => true
      return (check) => forced.has(check)
    },
    looks: (artefacts) => looksAt(job, event, artefacts, connection, log),
    async waivers(policy) {
      try {
        const from = event.kind === 'push' ? await mergedBy(connection, event.after, branchIn(event.ref)) : pulls
        if (from.length === 0) return []
        return waiversIn(await saidOn(connection, from, WAIVING), policy, connection.waiter.now())
      } catch (thrown) {
        const { message, hint } = asGateError(thrown)
        log.warn(`no waiver is honoured: ${message} → ${hint}`)
        return { code: 'waivers-not-read', args: { why: message } }
      }
    },
  }
}
const WAIVING: ReadonlySet<Intent['kind']> = new Set(['waive', 'unwaive'])
const RECHECKING: ReadonlySet<Intent['kind']> = new Set(['recheck'])

/** Numbers of the pull requests judged: of the event, or out of the queue's ref `gh-readonly-queue/main/pr-7-<sha>`. */
export function pullsIn(event: Gated): number[] {
  if (event.kind === 'pull-request') return [event.pull.number]
  const match = event.kind === 'merge-group' ? /\/pr-([1-9]\d{0,9})-[0-9a-f]{40,64}$/.exec(event.ref) : null
  return match ? [Number(match[1])] : []
}

function branchIn(ref: string): string {
  return ref.replace(/^refs\/heads\//, '')
}

async function earlierAttempts(
  { runId, attempt }: Job,
  pulls: readonly number[],
  connection: Connection,
  log: StageLog,
): Promise<{ readonly recorded: Recorded; readonly forced: Forced }> {
  let recorded = new Recorded(null)
  if (attempt <= 1) return { recorded, forced: new Set() }
  try {
    const archive = await downloadReport(connection, runId)
    if (archive === null) return { recorded, forced: new Set() }
    recorded = new Recorded(unpack(archive, RECORDED_FILE))
    const since = await attemptStarted(connection, runId, attempt - 1)
    return { recorded, forced: forcedSince(await saidOn(connection, pulls, RECHECKING), since) }
  } catch (thrown) {
    log.info(`everything is measured anew: ${asGateError(thrown).message}`)
    return { recorded, forced: 'all' } // with what an earlier attempt measured, if that much could be read
  }
}

/** Checks that are measured anew, whatever is recorded. */
type Forced = ReadonlySet<string> | 'all'

/** The checks of `/cv-recheck … --force` that came after the attempt before this one began; none named means all. */
export function forcedSince(said: readonly Said[], since: number): Forced {
  const checks = new Set<string>()
  for (const { intent, comment, edited, standing, author } of said) {
    if (intent.kind !== 'recheck' || !intent.force || edited || Date.parse(comment.created_at) < since) continue
    if (!mayDo(intent, { ...standing, login: author.login }, [])) continue
    if (intent.checks.length === 0) return 'all'
    for (const check of intent.checks) checks.add(check)
  }
  return checks
}

async function looksAt(
  { runId }: Job,
  event: Gated,
  artefacts: string,
  connection: Connection,
  log: StageLog,
): Promise<number | Reason> {
  if (event.kind !== 'pull-request') return { code: 'no-pull-request', args: {} }
  const { head, draft, created_at } = event.pull
  if (draft === true) return { code: 'draft-not-counted', args: {} }
  if (head.repo === null) return notCounted('the repository of head was deleted')
  const since = Date.parse(created_at)
  const heads = { branch: head.ref, repository: head.repo.id }
  try {
    try {
      return (await reportsSince(connection, since, heads)).add(artefacts).size
    } catch (thrown) {
      if (asGateError(thrown).code !== 'github-long') throw thrown
      return await looksByRun(await runsBeside(connection, runId, since, heads), artefacts, connection)
    }
  } catch (thrown) {
    const { message, hint } = asGateError(thrown)
    log.warn(`looks are not counted: ${message} → ${hint}`)
    return notCounted(message)
  }
}

const MOST_RUNS = 100

/**
 * Where others leave more artifacts than can be looked through: those of the pull request's own runs. A run beyond the
 * newest hundred counts as a look of its own, for nobody shall have fewer looks counted by starting more runs.
 */
async function looksByRun(runs: readonly Run[], artefacts: string, connection: Connection): Promise<number> {
  const seen = new Set([artefacts])
  for (const { id } of runs.slice(0, MOST_RUNS)) for (const one of await reportsOf(connection, id)) seen.add(one)
  return seen.size + Math.max(0, runs.length - MOST_RUNS)
}

function notCounted(why: string): Reason {
  return { code: 'not-counted', args: { why } }
}
