import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import type { GitHubEvent } from '#test/fake-github/events'
import type { FakeGitHub } from '#test/fake-github/fake-github'
import { type JobToken, jobRights } from '#test/fake-github/identity'
import type { Pull, Repository, Run } from '#test/fake-github/state'
import { type Contexts, filled, holds } from './expression.ts'
import { isCancelled, runSteps } from './steps.ts'
import { isTriggered, type Job, needsOf, type Workflow } from './workflow.ts'

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'
export interface JobEnd {
  readonly result: Result
  readonly labels: readonly string[]
  /** Of its token, with names as workflows write them. */
  readonly rights: Readonly<Record<string, string>>
  /** Names of the secrets it could read. */
  readonly secrets: readonly string[]
  /** The branch that it checked out. */
  readonly checkedOut: string | null
  readonly log: string
}
export interface Ran {
  readonly run: Run
  readonly jobs: Readonly<Record<string, JobEnd>>
}
export interface HarnessOptions {
  readonly fake: FakeGitHub
  readonly folder: string
  /** A repository with the branches `main` and `pull`. */
  readonly origin: string
  readonly vars?: Readonly<Record<string, string>>
  /** Of environments that only the default branch may use. */
  readonly environments?: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly secrets?: Readonly<Record<string, string>>
  /** Label of each runner that takes jobs. */
  readonly runners?: readonly string[]
  readonly programs?: string
}
export interface Given {
  /** Where the commits lie that the event is about. */
  readonly from?: Repository
  readonly actor?: string
  readonly of?: Pull | string
  readonly path?: string
  /** Jobs that end so without being run. */
  readonly results?: Readonly<Record<string, Result>>
}

/**
 * What GitHub does with a workflow file and act does not: events and their types, jobs by `needs` and `if`, the token with
 * the rights of each job, secrets, runners. Steps are run for real: the built action against the fake, scripts in bash.
 */
export class Harness {
  readonly #options: HarnessOptions
  constructor(options: HarnessOptions) {
    this.#options = options
  }

  /** Null: the event does not start this workflow. */
  async start(workflow: Workflow, event: GitHubEvent, given: Given = {}): Promise<Ran | null> {
    if (!isTriggered(workflow, event)) return null
    const { fake } = this.#options
    const { of = 'main', path = '.github/workflows/cv-gate.yml' } = given
    return this.again(workflow, event, fake.run(of, { event: event.name, path, status: 'in_progress' }), given)
  }

  /** An attempt of a run, on the event of its first one. */
  async again(workflow: Workflow, event: GitHubEvent, run: Run, given: Given = {}): Promise<Ran> {
    const { fake } = this.#options
    run.status = 'in_progress'
    const jobs = Object.entries(workflow.jobs)
    run.jobs = jobs.map(([name]) => ({ name, status: 'queued', conclusion: null }))
    const ended: Record<string, JobEnd> = {}
    for (let waiting = jobs; waiting.length > 0; waiting = waiting.filter(([name]) => !(name in ended))) {
      const ready = waiting.filter(([, job]) => needsOf(job).every((name) => name in ended))
      // A job without a runner waits for the others.
      const next = ready.find(([, job]) => this.#hasRunner(job, event)) ?? (isCancelled(run) ? ready[0] : undefined)
      if (!next) throw new Error(`${ready.map(([name]) => name)}: no runner takes this job`)
      const [name, job] = next
      const state = run.jobs.find((one) => one.name === name)!
      state.status = 'in_progress'
      ended[name] = await this.#run(name, job, workflow, event, run, ended, given)
      state.status = 'completed'
      state.conclusion = ended[name].result
    }
    const results = Object.values(ended).map(({ result }) => result)
    run.conclusion = (['cancelled', 'failure'] as const).find((one) => results.includes(one)) ?? 'success'
    run.status = 'completed'
    run.updated = fake.clock.now()
    return { run, jobs: ended }
  }

  async #run(
    name: string,
    job: Job,
    workflow: Workflow,
    event: GitHubEvent,
    run: Run,
    ended: Readonly<Record<string, JobEnd>>,
    { results = {}, from, actor }: Given,
  ): Promise<JobEnd> {
    const { fake, folder, origin, programs = null, vars = {} } = this.#options
    const needs = Object.fromEntries(needsOf(job).map((one) => [one, { result: ended[one]!.result, outputs: {} }]))
    const all = Object.values(needs).map(({ result }) => result)
    const sofar = { failed: all.some((one) => one !== 'success'), cancelled: isCancelled(run) }
    const secrets = this.#secretsOf(job, event, from, actor)
    const permissions = job.permissions ?? workflow.permissions
    const of: JobToken = { event: event.name, permissions, ...(from ? { from } : {}), ...(actor ? { actor } : {}) }
    const github = { ...this.#github(event), run_id: run.id, run_attempt: run.attempt, token: fake.jobToken(of) }
    const contexts: Contexts = { github, needs, vars, secrets: secrets ?? {}, env: {} }
    const end = {
      labels: this.#labels(job, event),
      rights: named(jobRights(fake, of)),
      secrets: Object.keys(secrets ?? {}),
      checkedOut: null,
      log: '',
    }
    if (!holds(job.if, contexts, sofar)) return { ...end, result: sofar.cancelled ? 'cancelled' : 'skipped' }
    if (results[name]) return { ...end, result: results[name] }
    if (secrets === null) return { ...end, result: 'failure', log: `${job.environment} is closed to this branch` }
    if (!this.#hasRunner(job, event)) return { ...end, result: 'cancelled' }
    const own = mkdtempSync(join(folder, `${name}-`))
    const done = await runSteps(job.steps, contexts, { fake, run, event, folder: own, origin, programs })
    const log = done.text.replaceAll(/::add-mask::.*\n/g, '')
    return { ...end, result: done.failed ? 'failure' : 'success', checkedOut: done.checkedOut, log }
  }

  /** Null: the environment is not open to the branch. Runs for forks and Dependabot get no secret. */
  #secretsOf({ environment }: Job, event: GitHubEvent, from?: Repository, actor?: string) {
    const { fake, secrets = {}, environments = {} } = this.#options
    const foreign = (from !== undefined && from !== fake.repository) || actor === 'dependabot[bot]'
    if (foreign && event.name === 'pull_request') return {}
    if (environment === undefined) return secrets
    const onDefaultBranch = !['pull_request', 'merge_group'].includes(event.name)
    return onDefaultBranch ? { ...secrets, ...environments[environment] } : null
  }

  #hasRunner(job: Job, event: GitHubEvent): boolean {
    const { runners = ['ubuntu-latest'] } = this.#options
    return this.#labels(job, event).every((label) => runners.includes(label))
  }

  #labels(job: Job, event: GitHubEvent): string[] {
    const labels = filled(job['runs-on'], { github: this.#github(event) }, { failed: false, cancelled: false })
    return typeof labels === 'string' ? [labels] : (labels as string[])
  }

  #github({ name, payload }: GitHubEvent) {
    const { owner, name: repository } = this.#options.fake.repository
    return { event_name: name, event: payload, repository: `${owner.login}/${repository}`, ref: 'refs/heads/main' }
  }
}

/** Whether a ruleset that requires the job lets the commit in: what was skipped counts as a success. */
export function letsIn({ jobs }: Ran, job: string): boolean {
  return jobs[job]?.result === 'success' || jobs[job]?.result === 'skipped'
}

function named(rights: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...rights].filter(([name]) => name !== 'metadata').map(([k, v]) => [k.replaceAll('_', '-'), v]),
  )
}
