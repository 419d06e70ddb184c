import { asGateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { downloadReport, unpack } from '#host/github/artifact'
import type { Connection } from '#host/github/connection'
import { measuringRun } from '#host/github/events'
import { compareGenerations } from '#host/github/generation'
import type { Inputs } from '#host/github/inputs'
import { type MeasuringRun, mergeBaseOf, pullOf, pullsOf } from '#host/github/pull-request'
import { newestRun } from '#host/github/runs'
import type { Surroundings } from '../open-gate.ts'
import { type Checked, check, checkWithoutReport } from './check.ts'
import { comment } from './comment.ts'
import { parseReport } from './foreign-report.ts'

/**
 * The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
 * request; the report is read through its schema, and commit and pull request are asked from the API. What could not be
 * written is its error, and so is a report that is refused.
 */
export async function publishReport(
  connection: Connection,
  run: MeasuringRun,
  inputs: Pick<Inputs, 'measuringWorkflow' | 'check' | 'comment'>,
  around: Pick<Surroundings, 'log' | 'env'>,
): Promise<void> {
  const { log } = around
  const { measuringWorkflow, check: name, comment: comments } = inputs
  if (run.path !== measuringWorkflow) {
    log.warn(`run ${run.id} is of ${run.path}, not of ${measuringWorkflow}: another workflow may bear the same name`)
    return
  }
  if (run.event !== 'pull_request') {
    log.info(`run ${run.id} was started by ${run.event}: there is no pull request to comment on`)
    return
  }
  const checked = name === null ? null : checkedOf(name, run, around.env)
  const report = await reportOf(connection, run, checked, around)
  if (report === null) return
  const addressees = await addresseesOf(report, run, connection)
  if (addressees.length === 0) log.warn('nothing was written: no open pull request has this head and merge-base now')
  const failures: unknown[] = []
  const [first] = addressees
  if (checked && first !== undefined)
    await check(report, connection, { ...checked, pull: first }, around).catch((thrown) => failures.push(thrown))
  for (const number of comments ? addressees : [])
    await comment(report, connection, { number, head: run.head.sha, run: run.id, attempt: run.attempt }, around).catch(
      (thrown) => failures.push(thrown),
    )
  if (failures.length > 0) throw failures[0]
  const newer = first === undefined ? null : await newerRun(connection, run, first, log)
  if (newer === null) return
  log.info(`run ${newer.id}.${newer.attempt} has ended meanwhile: its report has the last word`)
  await publishReport(connection, newer, inputs, around)
}

/**
 * GitHub cannot be asked to write only over what we have read: a newer run may have spoken between our look and our word.
 * Whoever wrote last asks for such a run and says what that has to say.
 */
async function newerRun(
  connection: Connection,
  run: MeasuringRun,
  pull: number,
  log: Surroundings['log'],
): Promise<MeasuringRun | null> {
  try {
    const newest = await newestRun(connection, { ...(await pullOf(connection, pull)), path: run.path })
    if (newest === null || newest.conclusion === null) return null
    const order = compareGenerations([newest.id, newest.run_attempt], [run.id, run.attempt])
    return order > 0 ? measuringRun(newest) : null
  } catch (thrown) {
    log.warn(`whether a newer run has ended meanwhile is not known: ${asGateError(thrown).message}`)
    return null
  }
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
    if (archive !== null) return parseReport(unpack(archive, 'report.json'), run.id, run.head.sha)
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

/** Pull requests of the run's head whose merge-base is the one that the report was measured against. */
async function addresseesOf(report: Report, run: MeasuringRun, connection: Connection): Promise<number[]> {
  const numbers: number[] = []
  for (const { number, baseRef } of await pullsOf(connection, run))
    if ((await mergeBaseOf(connection, baseRef, run.head.sha)) === report.commits.base) numbers.push(number)
  return numbers
}
