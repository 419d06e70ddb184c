import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { type Ended, startAction } from '#test/start-action'
import { upload } from '#test/workflows/steps'
import { type Job, readWorkflow } from '#test/workflows/workflow'
import { commentEvent, type GitHubEvent, mergeGroupEvent, pullRequestEvent, workflowRunEvent } from '../events.ts'
import type { FakeGitHub } from '../fake-github.ts'
import type { Comment, Pull, Run } from '../state.ts'

const MEASURES = readWorkflow('cv-gate.yml').jobs['cv-gate']!
const TALKS = readWorkflow('cv-gate-bot.yml').jobs

/** What the shipped file gives to the action; in these jobs no value is an expression. */
function inputsOf({ steps }: Job): Record<string, string> {
  const given = steps.find(({ uses }) => uses?.startsWith('cv-gate/'))?.with ?? {}
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, String(value)]),
  )
}

/** What GitHub Actions does with the pair of workflow files: one job after the other, each the built action. */
export class Workflows {
  readonly #fake: FakeGitHub
  readonly #folder: string
  /** The checkout in which jobs measure; those that talk get an empty folder. */
  readonly #checkout: string
  /** Further inputs of the job that measures. */
  readonly #inputs: Readonly<Record<string, string>>
  /** Of each run, as it was when its first attempt began: a re-run brings it again. */
  readonly #events = new Map<Run, GitHubEvent>()
  #queue: Promise<unknown> = Promise.resolve()
  waiting = 0
  /** What the jobs wrote, the newest last. */
  readonly logs: { readonly title: string; readonly code: number; readonly output: string }[] = []

  constructor(
    fake: FakeGitHub,
    { folder, checkout, inputs = {} }: { folder: string; checkout: string; inputs?: Readonly<Record<string, string>> },
  ) {
    this.#inputs = inputs
    this.#fake = fake
    this.#folder = folder
    this.#checkout = checkout
    fake.onRerun = (run) => void this.#later(() => this.#measure(run))
  }

  /** Resolves when its first attempt has ended, and the bot has spoken. */
  async pullRequest(pull: Pull, action?: Parameters<typeof pullRequestEvent>[2]): Promise<Run> {
    return this.#first(this.#fake.run(pull, { status: 'queued' }), pullRequestEvent(this.#fake, pull, action))
  }

  async mergeGroup(group: Parameters<typeof mergeGroupEvent>[1]): Promise<Run> {
    const branch = group.ref.slice('refs/heads/'.length)
    const run = this.#fake.run(branch, { event: 'merge_group', sha: group.sha, status: 'queued' })
    return this.#first(run, mergeGroupEvent(this.#fake, group))
  }

  comment(comment: Comment): Promise<void> {
    return this.#later(() => this.#talk(commentEvent(this.#fake, comment)))
  }

  async idle(): Promise<void> {
    while (this.waiting > 0) await this.#queue
  }

  #later(job: () => Promise<void>): Promise<void> {
    this.waiting++
    const done = this.#queue.then(job).finally(() => this.waiting--)
    this.#queue = done.catch(() => undefined)
    return done
  }

  async #first(run: Run, event: GitHubEvent): Promise<Run> {
    this.#events.set(run, event)
    await this.#later(() => this.#measure(run))
    return run
  }

  async #measure(run: Run): Promise<void> {
    const fake = this.#fake
    run.status = 'in_progress'
    const token = fake.jobToken({ event: run.event, permissions: MEASURES.permissions!, from: run.repository })
    const { code, outputs } = await this.#start(this.#events.get(run)!, token, this.#checkout, {
      ...inputsOf(MEASURES),
      ...this.#inputs,
      GITHUB_RUN_ID: String(run.id),
      GITHUB_RUN_ATTEMPT: String(run.attempt),
      GITHUB_WORKFLOW_REF: `o/r/${run.workflow.path}@refs/heads/main`,
    })
    const left = outputs['report-dir']
    if (left) upload(fake, run, `cv-gate-report-${outputs.artefacts}`, left)
    run.status = 'completed'
    run.conclusion = code === 0 ? 'success' : 'failure'
    run.updated = fake.clock.now()
    await this.#talk(workflowRunEvent(fake, run))
  }

  async #talk(event: GitHubEvent): Promise<void> {
    const job = TALKS[event.name === 'issue_comment' ? 'command' : 'publish']!
    const token = this.#fake.jobToken({ event: event.name, permissions: job.permissions! })
    await this.#start(event, token, mkdtempSync(join(this.#folder, 'empty-')), {
      ...inputsOf(job),
      GITHUB_RUN_ID: String(this.#fake.id()),
    })
  }

  async #start(event: GitHubEvent, token: string, workspace: string, env: Record<string, string>): Promise<Ended> {
    const folder = mkdtempSync(join(this.#folder, 'job-'))
    const ended = await startAction({
      folder,
      workspace,
      api: this.#fake.api,
      event,
      env: { GITHUB_RUN_ATTEMPT: '1', ...env, 'INPUT_GITHUB-TOKEN': token },
    })
    this.logs.push({ title: event.name, code: ended.code, output: ended.output.replaceAll(/::add-mask::.*\n/g, '') })
    return ended
  }
}
