import { asGateError } from '#contract/errors'
import type { Report } from '#contract/report'
import { cacheFolder, writeFiles } from '#host/files'
import { createClient, type Octokit, type Waiter } from '#host/github/client'
import { headOf, mergeBaseOf, tipOf } from '#host/github/pull-request'
import {
  annotate,
  type Inputs,
  type Job,
  readInputs,
  readJob,
  tokenForGit,
  writeOutputs,
  writeSummary,
} from '#host/github/runner'
import { upsertComment } from '#host/github/sticky-comment'
import { annotationsOf } from '#render/annotations'
import { renderComment } from '#render/comment'
import { renderSummary } from '#render/summary'
import { VERSION } from '../../version.ts'
import { catalogue } from '../catalogue.ts'
import type { Gate } from '../gate.ts'
import { load } from '../load-config.ts'
import { measure } from '../measure.ts'
import { openGate, type Surroundings } from '../open-gate.ts'
import { reportFiles } from '../report-files.ts'
import type { Request } from '../sides.ts'

/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
export async function gatePullRequest(around: Surroundings): Promise<Report> {
  const job = await readJob(around.env)
  const inputs = readInputs()
  const client = createClient(inputs.token, `cv-gate/${VERSION}`)
  const waiter: Waiter = { now: around.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) }
  const env = { ...around.env, ...tokenForGit(inputs.token, job.serverUrl) }
  const gate = await openGate(
    { ...around, cwd: job.workspace, env },
    {
      cache: inputs.cacheDir ?? cacheFolder(job.temporary),
      dataRoot: inputs.dataRoot,
      nativesDir: inputs.nativesDir,
    },
  )
  try {
    const request = await requestOf(job, inputs, client, waiter)
    const looks = { code: 'not-counted', args: { why: 'this version does not list earlier runs' } }
    const report = await measure(request, gate, { only: null, load, looks, catalogue })
    await publish(report, job, inputs, client, waiter, gate, around)
    return report
  } finally {
    await gate.repository.close()
  }
}

async function requestOf(job: Job, inputs: Inputs, client: Octokit, waiter: Waiter): Promise<Request> {
  const config = { configPath: inputs.config, configText: null }
  if (job.event.kind === 'merge-group')
    return { ...config, base: job.event.base, head: job.event.head, mergeBase: null }
  const { pull } = job.event
  const base = await tipOf(client, job, pull.base.ref, waiter)
  return {
    ...config,
    base,
    head: pull.head.sha,
    mergeBase: await mergeBaseOf(client, job, base, pull.head.sha, waiter),
  }
}

async function publish(
  report: Report,
  job: Job,
  inputs: Inputs,
  client: Octokit,
  waiter: Waiter,
  gate: Gate,
  around: Surroundings,
): Promise<void> {
  const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`
  await writeFiles(folder, reportFiles(report, catalogue))
  const artefacts = report.targets.map((target) => target.plan).join('')
  writeOutputs({
    conclusion: report.conclusion,
    'report-dir': folder,
    artefacts: Buffer.from(gate.hash(artefacts)).toString('hex').slice(0, 16),
  })
  await writeSummary(renderSummary(report, catalogue), around.env)
  annotate(annotationsOf(report, catalogue))
  if (job.event.kind !== 'pull-request' || !inputs.comment) return
  try {
    await comment(report, job, job.event.pull, client, waiter, gate)
  } catch (thrown) {
    const error = asGateError(thrown)
    gate.log.warn(`no comment was written: ${error.message} → ${error.hint}`)
  }
}

async function comment(
  report: Report,
  job: Job,
  pull: { number: number; head: { sha: string } },
  client: Octokit,
  waiter: Waiter,
  gate: Gate,
): Promise<void> {
  const now = await headOf(client, job, pull.number, waiter)
  if (now !== pull.head.sha) {
    gate.log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`)
    return
  }
  const marker = { key: 'default', head: pull.head.sha, run: `${job.runId}.${job.attempt}` }
  const body = renderComment(report, catalogue, { marker })
  const prefix = `<!-- cv-gate:v1 key=${marker.key} `
  const result = await upsertComment(
    client,
    job,
    pull.number,
    { body, prefix, generation: [job.runId, job.attempt] },
    waiter,
  )
  gate.log.info(
    result.done === 'superseded'
      ? `a newer run has commented already: ${result.by}`
      : `comment ${result.done}: ${result.url}`,
  )
}
