import { asGateError, GateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { checkConclusion } from '#engine/exit'
import { downloadReport, unpack } from '#host/github/artifact'
import type { Connection } from '#host/github/connection'
import type { Inputs } from '#host/github/inputs'
import { type MeasuringRun, mergeBaseOf, type Pull, pullsOf } from '#host/github/pull-request'
import type { Surroundings } from '../open-gate.ts'
import { type Checked, check, checkWithoutReport } from './check.ts'
import { comment } from './comment.ts'
import { parseReport } from './foreign-report.ts'
import { baseOfQueue, isBasesWorkflow, isVerified } from './trust.ts'

/**
 * The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
 * request; the report is read through its schema, and commit and pull request are asked from the API. What could not be
 * written is its error, and so is a report that is refused.
 */
export async function publishReport(
  connection: Connection,
  run: MeasuringRun,
  { measuringWorkflow, check: name, comment: comments }: Pick<Inputs, 'measuringWorkflow' | 'check' | 'comment'>,
  around: Pick<Surroundings, 'log' | 'env'>,
): Promise<void> {
  const { log } = around
  if (run.path !== measuringWorkflow) {
    log.warn(`run ${run.id} is of ${run.path}, not of ${measuringWorkflow}: another workflow may bear the same name`)
    return
  }
  const queued = run.event === 'merge_group'
  if (run.event !== 'pull_request' && !(queued && name !== null)) {
    log.info(`run ${run.id} was started by ${run.event}: there is no pull request to write to`)
    return
  }
  const checked = name === null ? null : checkedOf(name, run, around.env)
  const report = await reportOf(connection, run, checked, around)
  if (report === null) return
  // The merge queue waits for the check of its own commit, and has no comment.
  if (queued) return checkTrusted(report, run, baseOfQueue(run.head.branch), connection, checked!, around)
  const pulls = await addresseesOf(report, run, connection)
  if (pulls.length === 0) log.warn('nothing was written: no open pull request has this head and merge-base now')
  const failures: unknown[] = []
  const [first] = pulls
  if (checked && first)
    await checkTrusted(report, run, first.baseRef, connection, { ...checked, pull: first.number }, around).catch(
      (thrown) => failures.push(thrown),
    )
  for (const pull of comments ? pulls : []) {
    const verified = await isVerified(connection, run, pull.baseRef, name, log)
    const addressee = { number: pull.number, head: run.head.sha, run: run.id, attempt: run.attempt, verified }
    await comment(report, connection, addressee, around).catch((thrown) => failures.push(thrown))
  }
  if (failures.length > 0) throw failures[0]
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
  const hint = 'Change the workflow in a pull request of its own, which somebody who may pass by the rules merges.'
  around.log.warn(`${message} → ${hint}`)
  await checkWithoutReport({ message, hint }, connection, checked, around)
}

function checkedOf(name: string, run: MeasuringRun, { GITHUB_SERVER_URL }: Surroundings['env']): Checked {
  const serverUrl = GITHUB_SERVER_URL ?? 'https://github.com'
  return { name, sha: run.head.sha, generation: [run.id, run.attempt], pull: null, serverUrl }
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
    const left = `run ${run.id} left no report: it was cancelled or failed before it could write one`
    around.log.warn(left)
    const hint = 'Run the measuring workflow again.'
    if (checked) await checkWithoutReport({ message: left, hint }, connection, checked, around)
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
