import { asGateError, GateError, UsageError } from '#contract/errors'
import type { Report } from '#contract/report'
import { writeFiles } from '#host/files'
import type { Connection } from '#host/github/connection'
import type { Event } from '#host/github/events'
import type { Inputs } from '#host/github/inputs'
import { mergeBaseOf, pullOf, tipOf } from '#host/github/pull-request'
import { annotate, type Job, writeOutputs, writeSummary } from '#host/github/runner'
import { annotationsOf } from '#render/annotations'
import { renderSummary } from '#render/summary'
import { renderTerminal } from '#render/terminal'
import { catalogue } from '../catalogue.ts'
import type { Gate } from '../gate.ts'
import { load } from '../load-config.ts'
import { measure } from '../measure.ts'
import type { Surroundings } from '../open-gate.ts'
import { reportFiles } from '../report-files.ts'
import type { Request } from '../sides.ts'
import { check } from './check.ts'
import { comment } from './comment.ts'
import { keepPushed, knownHistory } from './history.ts'
import { openJobGate } from './job-gate.ts'
import { RECORDED_FILE } from './recorded.ts'
import { recordsOf } from './records.ts'
import { stateOf } from './state.ts'

const LOG_WIDTH = 120

export type Gated = Extract<Event, { kind: 'pull-request' | 'merge-group' | 'push' }>

/** Measures what the event names, writes report, summary, annotations and comment. Failing to talk never changes the verdict. */
export async function gateCommits(
  job: Job,
  told: Gated,
  inputs: Inputs,
  connection: Connection,
  around: Surroundings,
): Promise<Report> {
  refuseForkHere(told, inputs, around.env)
  const event = await asItIsNow(told, connection)
  const state = await stateOf(job, event, connection, around.log)
  const asking = { ...job, measuringWorkflow: inputs.measuringWorkflow }
  const history = await knownHistory(asking, state.recorded, connection, around.log)
  const gate = await openJobGate(
    job,
    inputs,
    state.recorded,
    recordsOf(job.workflow ?? inputs.measuringWorkflow, connection, around.log),
    around,
  )
  try {
    if (isFork(event) && around.env.RUNNER_ENVIRONMENT === 'self-hosted') await askForSandbox(gate, around)
    const request = await requestOf(event, inputs, connection)
    const report = await measure(request, gate, { only: null, load, catalogue, ...state, history })
    await leave(report, job, inputs, request, state.recorded.text(history.known), around)
    for (const line of renderTerminal(report, catalogue, { width: LOG_WIDTH, color: false }).split('\n'))
      around.log.info(line)
    if (event.kind === 'push') await keepPushed(report, event, await gate.each.touched(), asking, connection, around)
    await talk(report, job, event, inputs, connection, around)
    return report
  } finally {
    await gate.repository.close()
  }
}

/**
 * A run that is started again brings the event of its first attempt: what was a draft then may be merged now, and what was
 * head then is nobody's business any more.
 */
async function asItIsNow(event: Gated, connection: Connection): Promise<Gated> {
  if (event.kind !== 'pull-request') return event
  const { draft, head } = await pullOf(connection, event.pull.number)
  if (head === event.pull.head.sha) return { ...event, pull: { ...event.pull, draft } }
  const moved = `the pull request has moved on to ${head.slice(0, 10)}: ${event.pull.head.sha.slice(0, 10)} is not judged any more`
  throw new GateError('head-moved', 'host', moved, { hint: 'The newest commit has a run of its own.' })
}

/** What a fork names runs on this machine, and what it leaves there meets whoever comes next. */
function refuseForkHere(event: Gated, { forksOnOwnMachine }: Inputs, env: Surroundings['env']): void {
  if (!isFork(event) || env.RUNNER_ENVIRONMENT !== 'self-hosted' || forksOnOwnMachine) return
  throw new UsageError('fork-on-own-machine', 'a pull request from a fork is not judged on a machine of your own', {
    hint: 'Let `runs-on` send forks to a hosted runner (examples/workflows/gpu.yml), or, where machines live for one job, set `forks-on-own-machine: true`.',
  })
}

function isFork(event: Gated): boolean {
  return event.kind === 'pull-request' && event.pull.head.repo?.id !== event.pull.base.repo.id
}

/** A picture or a model that takes a child over is kept in by the sandbox alone. */
async function askForSandbox({ machine }: Gate, { log }: Surroundings): Promise<void> {
  const { sandbox } = await machine()
  if (sandbox < 2)
    log.warn(
      `a fork's files are read here at sandbox level ${sandbox} → Reach level 2: see SECURITY.md, Sandbox levels.`,
    )
}

async function requestOf(event: Gated, { config }: Inputs, connection: Connection): Promise<Request> {
  const common = { configPath: config, configText: null }
  // Only who may write pushes to the repository, or puts a pull request into the merge queue.
  if (event.kind === 'merge-group')
    return { ...common, base: event.base, head: event.head, mergeBase: null, trusted: true }
  if (event.kind === 'push') {
    const before = /^0+$/.test(event.before) ? event.after : event.before // the branch is new
    return { ...common, base: before, head: event.after, mergeBase: before, trusted: true }
  }
  const { head, base, draft = false } = event.pull
  const tip = await tipOf(connection, base.ref)
  const trusted = head.repo?.id === base.repo.id
  return {
    ...common,
    base: tip,
    head: head.sha,
    trusted,
    draft,
    mergeBase: await mergeBaseOf(connection, tip, head.sha),
  }
}

/** What stays when the run is over: files, outputs, summary, annotations. */
async function leave(
  report: Report,
  job: Job,
  inputs: Inputs,
  { draft }: Request,
  recorded: string,
  { env }: Surroundings,
): Promise<void> {
  const folder = inputs.reportDir ?? `${job.temporary}/cv-gate-report`
  await writeFiles(folder, { ...reportFiles(report, catalogue), [RECORDED_FILE]: recorded })
  const artefacts = `${report.artefacts}${draft === true ? '-draft' : ''}`
  writeOutputs({ conclusion: report.conclusion, 'report-dir': folder, artefacts })
  await writeSummary(renderSummary(report, catalogue), env)
  if (inputs.annotations) annotate(annotationsOf(report, catalogue))
}

/** Each thing that is said, whatever becomes of the others. */
async function talk(
  report: Report,
  { runId: run, attempt, serverUrl }: Job,
  event: Gated,
  { comment: comments, check: name }: Inputs,
  connection: Connection,
  around: Surroundings,
): Promise<void> {
  const pull = event.kind === 'pull-request' ? event.pull : null
  const sha = report.commits.head
  if (pull && comments)
    await tried('comment', around, () =>
      comment(report, connection, { number: pull.number, head: sha, run, attempt, serverUrl, answered: false }, around),
    )
  if (name !== null) {
    const checked = { name, sha, generation: [run, attempt] as const, pull: pull?.number ?? null, serverUrl }
    await tried('check', around, () => check(report, connection, checked, around))
  }
}

async function tried(what: string, { log }: Surroundings, write: () => Promise<void>): Promise<void> {
  try {
    await write()
  } catch (thrown) {
    const error = asGateError(thrown)
    log.warn(`no ${what} was written: ${error.message} → ${error.hint}`)
  }
}
