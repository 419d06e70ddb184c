import { asGateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { cacheFolder, writeFiles } from '#host/files'
import { createClient, type Octokit, type Waiter, waiterOf } from '#host/github/client'
import { mergeBaseOf, tipOf } from '#host/github/pull-request'
import {
  annotate,
  type Event,
  type Inputs,
  type Job,
  type PullRequestEvent,
  readInputs,
  tokenForGit,
  writeOutputs,
  writeSummary,
} from '#host/github/runner'
import { annotationsOf } from '#render/annotations'
import { renderSummary } from '#render/summary'
import { VERSION } from '../../version.ts'
import { catalogue } from '../catalogue.ts'
import type { Gate } from '../gate.ts'
import { load } from '../load-config.ts'
import { measure } from '../measure.ts'
import { openGate, type Surroundings } from '../open-gate.ts'
import { reportFiles } from '../report-files.ts'
import type { Request } from '../sides.ts'
import { comment } from './comment.ts'

type Gated = Exclude<Event, { kind: 'measured' }>

/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
export async function gatePullRequest(job: Job, event: Gated, around: Surroundings): Promise<Report> {
  const inputs = readInputs()
  const client = createClient(inputs.token, `cv-gate/${VERSION}`)
  const waiter = waiterOf(around.now)
  const env = { ...around.env, ...tokenForGit(inputs.token, job.serverUrl) }
  const gate = await openGate(
    { ...around, cwd: job.workspace, env },
    {
      cache: inputs.cacheDir ?? cacheFolder(job.temporary),
      recorded: false, // a job's cache may have been written by a pull request
      dataRoot: inputs.dataRoot,
      nativesDir: inputs.nativesDir,
    },
  )
  try {
    const request = await requestOf(job, event, inputs, client, waiter)
    const looks = { code: 'not-counted', args: { why: 'this version does not list earlier runs' } }
    const report = await measure(request, gate, { only: null, load, looks, catalogue })
    await leave(report, job, inputs, gate, around)
    if (event.kind === 'pull-request' && inputs.comment) await talk(report, job, event.pull, client, around, waiter)
    return report
  } finally {
    await gate.repository.close()
  }
}

async function requestOf(job: Job, event: Gated, inputs: Inputs, client: Octokit, waiter: Waiter): Promise<Request> {
  const config = { configPath: inputs.config, configText: null }
  // Into the merge queue only those put a pull request who may write.
  if (event.kind === 'merge-group')
    return { ...config, base: event.base, head: event.head, mergeBase: null, trusted: true }
  const head = event.pull.head.sha
  const base = await tipOf(client, job, event.pull.base.ref, waiter)
  const trusted = event.pull.head.repo?.id === event.pull.base.repo.id
  return { ...config, base, head, trusted, mergeBase: await mergeBaseOf(client, job, base, head, waiter) }
}

/** What stays when the run is over: files, outputs, summary, annotations. */
async function leave(report: Report, job: Job, inputs: Inputs, gate: Gate, { env }: Surroundings): Promise<void> {
  const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`
  await writeFiles(folder, reportFiles(report, catalogue))
  const artefacts = report.targets.map((target) => target.plan).join('')
  writeOutputs({
    conclusion: report.conclusion,
    'report-dir': folder,
    artefacts: Buffer.from(gate.hash(artefacts)).toString('hex').slice(0, 16),
  })
  await writeSummary(renderSummary(report, catalogue), env)
  annotate(annotationsOf(report, catalogue))
}

async function talk(
  report: Report,
  job: Job,
  { number, head }: PullRequestEvent,
  client: Octokit,
  around: Surroundings,
  waiter: Waiter,
): Promise<void> {
  try {
    await comment(report, client, job, { number, head: head.sha, run: job.runId, attempt: job.attempt }, around, waiter)
  } catch (thrown) {
    const error = asGateError(thrown)
    around.log.warn(`no comment was written: ${error.message} → ${error.hint}`)
  }
}
