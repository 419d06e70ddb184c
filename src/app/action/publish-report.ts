import { asGateError, GateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { checkConclusion } from '#engine/exit'
import { downloadReport, unpack } from '#host/github/artifact'
import type { Connection } from '#host/github/connection'
import { measuringRun } from '#host/github/events'
import { compareGenerations } from '#host/github/generation'
import type { Inputs } from '#host/github/inputs'
import { type MeasuringRun, mergeBaseOf, type Pull, pullOf, pullsOf } from '#host/github/pull-request'
import { newestRun } from '#host/github/runs'
import type { Surroundings } from '../open-gate.ts'
import { type Checked, check, checkWithoutReport } from './check.ts'
import { type Addressee, comment, commentWithoutReport } from './comment.ts'
import { parseReport } from './foreign-report.ts'
import { baseOfQueue, isBasesWorkflow, trustIn } from './trust.ts'

/**
 * The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
 * request; the report is read through its schema, and commit and pull request are asked from the API. What could not be
 * written is its error, and so is a report that is refused.
 */
export async function publishReport(
  connection: Connection,
  run: MeasuringRun,
  inputs: Wanted,
  around: Around,
): Promise<void> {
  const { log } = around
  if (run.path !== inputs.measuringWorkflow) {
    log.warn(
      `run ${run.id} is of ${run.path}, not of ${inputs.measuringWorkflow}: another workflow may bear the same name → If that file measures, name it in the input measuring-workflow.`,
    )
    return
  }
  if (run.event !== 'pull_request' && !(run.event === 'merge_group' && inputs.check !== null)) {
    log.info(`run ${run.id} was started by ${run.event}: there is no pull request to write to`)
    return
  }
  const failures: unknown[] = []
  const pull = await say(connection, run, inputs, around, failures).catch((thrown) => void failures.push(thrown))
  const newer = await newerRun(connection, run, pull ?? null, log)
  if (newer === null) {
    if (failures.length > 0) throw failures[0]
    return
  }
  log.info(`run ${newer.id}.${newer.attempt} has ended meanwhile: its report has the last word`)
  await publishReport(connection, newer, inputs, around)
}
type Wanted = Pick<Inputs, 'measuringWorkflow' | 'check' | 'comment'>
type Around = Pick<Surroundings, 'log' | 'env'>

/** Check and comment, each whatever becomes of the other; the pull request that was written to. */
async function say(
  connection: Connection,
  run: MeasuringRun,
  { check: name, comment: comments }: Wanted,
  around: Around,
  failures: unknown[],
): Promise<Pull | null> {
  const { log } = around
  const checked = name === null ? null : checkedOf(name, run, around.env)
  const report = await reportOf(connection, run, checked, around)
  if (report === null) {
    // One that was cancelled has a newer run, or somebody who knows why.
    if (comments && run.conclusion === 'failure') await tellNothingLeft(run, connection, around)
    return null
  }
  // The merge queue waits for the check of its own commit, and has no comment.
  if (run.event === 'merge_group') {
    await checkTrusted(report, run, baseOfQueue(run.head.branch), connection, checked!, around)
    return null
  }
  const pulls = await addresseesOf(report, run, connection)
  if (pulls.length === 0) log.warn('nothing was written: no open pull request has this head and merge-base now')
  const [first = null] = pulls
  if (checked && first)
    await checkTrusted(report, run, first.baseRef, connection, { ...checked, pull: first.number }, around).catch(
      (thrown) => failures.push(thrown),
    )
  for (const pull of comments ? pulls : []) {
    const trust = await trustIn(connection, run, pull.baseRef, name, log)
    await comment(report, connection, { ...addressee(pull, run, around), ...trust }, around).catch((thrown) =>
      failures.push(thrown),
    )
  }
  return first
}

/**
 * GitHub cannot be asked to write only over what we have read: a newer run may have spoken between our look and our word.
 * Whoever wrote last asks for such a run, of the commit that is head now, and says what that has to say.
 */
async function newerRun(
  connection: Connection,
  run: MeasuringRun,
  pull: Pull | null,
  log: Surroundings['log'],
): Promise<MeasuringRun | null> {
  try {
    const { head, headRepository } = pull
      ? await pullOf(connection, pull.number)
      : { head: run.head.sha, headRepository: run.head.repository }
    const newest = await newestRun(connection, { head, headRepository, path: run.path })
    if (newest === null || newest.conclusion === null) return null
    const order = compareGenerations([newest.id, newest.run_attempt], [run.id, run.attempt])
    return order > 0 ? measuringRun(newest) : null
  } catch (thrown) {
    log.warn(`whether a newer run has ended meanwhile is not known: ${asGateError(thrown).message}`)
    return null
  }
}

/** What an own App says is believed by the rules of the branch: it repeats no report that the pull request could have made itself. */
async function checkTrusted(
  report: Report,
  run: MeasuringRun,
  base: string,
  connection: Connection,
  checked: Checked,
  around: Pick<Surroundings, 'log'>,
): Promise<void> {
  if (!connection.app || (await isBasesWorkflow(connection, run, base)))
    return check(report, connection, checked, around)
  const message = `${run.path} is not the base branch's: whoever changed it may have changed the verdict`
  const hint =
    'Where the branch is only behind, merge the base branch into it. A change of the workflow belongs into a pull request of its own, which somebody who may pass by the rules merges.'
  around.log.warn(`${message} → ${hint}`)
  await checkWithoutReport({ message, hint }, connection, checked, around)
}

function checkedOf(name: string, run: MeasuringRun, env: Surroundings['env']): Checked {
  return { name, sha: run.head.sha, generation: [run.id, run.attempt], pull: null, serverUrl: serverOf(env) }
}

function serverOf({ GITHUB_SERVER_URL }: Surroundings['env']): string {
  return GITHUB_SERVER_URL ?? 'https://github.com'
}

function addressee({ number }: Pull, { id, attempt, head, conclusion }: MeasuringRun, { env }: Around): Addressee {
  const answered = conclusion !== null // a job of the run itself is no bot
  return { number, head: head.sha, run: id, attempt, serverUrl: serverOf(env), answered }
}

async function tellNothingLeft(run: MeasuringRun, connection: Connection, around: Around): Promise<void> {
  for (const pull of await pullsOf(connection, run))
    await commentWithoutReport(nothingLeft(run), connection, addressee(pull, run, around), around)
}

function nothingLeft({ id }: MeasuringRun): Pick<GateError, 'message' | 'hint'> {
  return {
    message: `run ${id} left no report: it was cancelled or failed before it could write one`,
    hint: 'Its log says why (a wrong configuration, for example): mend that, or run the measuring workflow again.',
  }
}

/** What the run left, or null (said, and the check is no success) when it left nothing. */
async function reportOf(
  connection: Connection,
  run: MeasuringRun,
  checked: Checked | null,
  around: Pick<Surroundings, 'log'>,
): Promise<Report | null> {
  try {
    const archive = await downloadReport(connection, run.id)
    if (archive !== null) return believed(parseReport(unpack(archive, 'report.json'), run.id, run.head.sha), run)
    const nothing = nothingLeft(run)
    around.log.warn(nothing.message)
    if (checked) await checkWithoutReport(nothing, connection, checked, around)
    return null
  } catch (thrown) {
    const error = asGateError(thrown)
    if (checked && error.code === 'report-refused')
      await checkWithoutReport(error, connection, checked, around).catch((other) => {
        around.log.warn(`no check was written: ${asGateError(other).message} → ${asGateError(other).hint}`)
      })
    throw thrown
  }
}

/** A run that failed has not passed, whatever its report says. */
function believed(report: Report, { id, conclusion }: MeasuringRun): Report {
  if (conclusion === null || conclusion === 'success' || checkConclusion(report) !== 'success') return report
  throw new GateError('report-refused', 'artifact', `run ${id} ended as ${conclusion}, although its report passes`, {
    hint: 'Look at the log of the run for what failed after the report, and run it again.',
  })
}

/** Pull requests of the run's head whose merge-base is the one that the report was measured against. */
async function addresseesOf(report: Report, run: MeasuringRun, connection: Connection): Promise<Pull[]> {
  const pulls: Pull[] = []
  for (const pull of await pullsOf(connection, run))
    if ((await mergeBaseOf(connection, pull.baseRef, run.head.sha)) === report.commits.base) pulls.push(pull)
  return pulls
}
