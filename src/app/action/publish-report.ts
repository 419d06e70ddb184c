import { GateError } from '#contract/errors'
import { type Report, reportSchema } from '#contract/report'
import { readArtifactFile } from '#host/github/artifact'
import { createClient, type Octokit, type Waiter, waiterOf } from '#host/github/client'
import { type MeasuringRun, mergeBaseOf, pullsOf } from '#host/github/pull-request'
import { type Job, readInputs } from '#host/github/runner'
import { VERSION } from '../../version.ts'
import type { Surroundings } from '../open-gate.ts'
import { comment } from './comment.ts'

/**
 * The half that talks: on the end of a measuring run it writes what the run's report says. It opens no file of a pull
 * request; the report is read through its schema, and commit and pull request are asked from the API.
 */
export async function publishReport(job: Job, run: MeasuringRun, around: Surroundings): Promise<void> {
  const { log } = around
  if (run.event !== 'pull_request') {
    log.info(`run ${run.id} was started by ${run.event}: there is no pull request to comment on`)
    return
  }
  const client = createClient(readInputs().token, `cv-gate/${VERSION}`)
  const waiter = waiterOf(around.now)
  const text = await readArtifactFile(client, job, run.id, 'report.json', waiter)
  if (text === null) {
    log.warn(`run ${run.id} left no report: it was cancelled or failed before it could write one`)
    return
  }
  const report = parseReport(text, run)
  const addressees = await addresseesOf(report, run, client, job, waiter)
  if (addressees.length === 0) log.warn('no comment was written: no open pull request has this head and merge-base now')
  for (const number of addressees)
    await comment(
      report,
      client,
      job,
      { number, head: run.head.sha, run: run.id, attempt: run.attempt },
      around,
      waiter,
    )
}

function parseReport(text: string, run: MeasuringRun): Report {
  const refused = (why: string, cause?: unknown) =>
    new GateError('report-refused', 'artifact', `report.json of run ${run.id} is refused: ${why}`, {
      hint: 'Run the measuring workflow again, with the version of cv-gate that this workflow uses.',
      cause,
    })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw refused('it is not JSON', cause)
  }
  const parsed = reportSchema.safeParse(data)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(`${issue?.path.join('.') || 'report'}: ${issue?.message ?? 'not a report'}`, parsed.error)
  }
  if (parsed.data.commits.head !== run.head.sha) throw refused(`it is not about commit ${run.head.sha}`)
  return parsed.data
}

/** Pull requests of the run's head whose merge-base is the one that the report was measured against. */
async function addresseesOf(
  report: Report,
  run: MeasuringRun,
  client: Octokit,
  job: Job,
  waiter: Waiter,
): Promise<number[]> {
  const numbers: number[] = []
  for (const { number, baseRef } of await pullsOf(client, job, run, waiter))
    if ((await mergeBaseOf(client, job, baseRef, run.head.sha, waiter)) === report.commits.base) numbers.push(number)
  return numbers
}
