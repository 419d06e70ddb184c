import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { parse } from 'yaml'
import { ROOT } from '#test/built'
import type { GitHubEvent } from '#test/fake-github/events'
import type { FakeGitHub } from '#test/fake-github/fake-github'
import type { Run } from '#test/fake-github/state'
import { startAction } from '#test/start-action'
import { type Contexts, filled, holds } from './expression.ts'
import type { Step } from './workflow.ts'

/** Where the steps of one job run. */
export interface Machine {
  readonly fake: FakeGitHub
  readonly run: Run
  readonly event: GitHubEvent
  /** Empty, of this job alone. */
  readonly folder: string
  /** A repository with the branches `main` and `pull`, from which is checked out. */
  readonly origin: string
  /** Programs that the steps find before all others. */
  readonly programs: string | null
}
export interface JobLog {
  failed: boolean
  /** The branch that was checked out. */
  checkedOut: string | null
  text: string
}
interface Done {
  readonly ok: boolean
  readonly text?: string
  readonly outputs?: Readonly<Record<string, string>>
}
type Strings = Readonly<Record<string, string>>

const { inputs: INPUTS } = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as {
  inputs: Record<string, { default: string }>
}

/** One step after the other, as the runner does it. */
export async function runSteps(steps: readonly Step[], contexts: Contexts, machine: Machine): Promise<JobLog> {
  const log: JobLog = { failed: false, checkedOut: null, text: '' }
  const before: Record<string, { outputs: Strings; outcome: string }> = {}
  const workspace = mkdtempSync(join(machine.folder, 'workspace-'))
  for (const step of steps) {
    const known = { ...contexts, steps: before }
    // Whether a job that begins after the run was cancelled counts as cancelled is not documented: the worse is assumed.
    const sofar = { failed: log.failed, cancelled: isCancelled(machine.run) }
    if (!holds(step.if, known, sofar)) continue
    const values = (all: Readonly<Record<string, unknown>> = {}): Strings =>
      Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(filled(value, known, sofar) ?? '')]))
    const { ok, text = '', outputs = {} } = await runStep(step, values, workspace, machine, log)
    log.text += text
    log.failed ||= !ok
    if (step.id) before[step.id] = { outputs, outcome: ok ? 'success' : 'failure' }
  }
  return log
}

export function isCancelled(run: Run): boolean {
  return run.conclusion === 'cancelled'
}

async function runStep(
  step: Step,
  values: (all?: Readonly<Record<string, unknown>>) => Strings,
  workspace: string,
  machine: Machine,
  log: JobLog,
): Promise<Done> {
  const { fake, run, event, folder, origin } = machine
  const { owner, name } = fake.repository
  const env = {
    ...values(step.env),
    GITHUB_RUN_ID: String(run.id),
    GITHUB_RUN_ATTEMPT: String(run.attempt),
    GITHUB_WORKFLOW_REF: `${owner.login}/${name}/${run.workflow.path}@refs/heads/main`,
  }
  if (step.run !== undefined) return script(step.run, env, workspace, machine)
  const given = values(step.with)
  switch (step.uses?.split('@', 1)[0]) {
    case 'actions/checkout':
      if (given.ref || given.repository) throw new Error('only the event says what is checked out here')
      // The merge commit of `pull_request` is head here: head lies upon base.
      log.checkedOut = ['pull_request', 'merge_group'].includes(event.name) ? 'pull' : 'main'
      execFileSync('git', [
        'clone',
        '--quiet',
        '--depth=1',
        `--branch=${log.checkedOut}`,
        `file://${origin}`,
        workspace,
      ])
      return { ok: true }
    case 'actions/upload-artifact':
      upload(fake, run, given.name!, given.path!)
      return { ok: true }
    case 'cv-gate/cv-gate': {
      const inputs = { ...values(Object.fromEntries(Object.entries(INPUTS).map(([k, v]) => [k, v.default]))), ...given }
      const named = Object.fromEntries(Object.entries(inputs).map(([k, v]) => [`INPUT_${k.toUpperCase()}`, v]))
      const { code, output, outputs } = await startAction({
        folder,
        workspace,
        api: fake.api,
        event,
        env: { ...named, ...env },
      })
      return { ok: code === 0, text: output, outputs }
    }
    default:
      throw new Error(`${step.uses} is not known here`)
  }
}

/** As actions/upload-artifact with `overwrite: true`. */
export function upload(fake: FakeGitHub, run: Run, name: string, folder: string): void {
  const old = fake.artifacts.findIndex((one) => one.run === run && one.name === name)
  if (old >= 0) fake.artifacts.splice(old, 1)
  const files = readdirSync(folder).map((file) => [file, new Uint8Array(readFileSync(join(folder, file)))])
  fake.leave(run, name, zipSync(Object.fromEntries(files)))
}

function script(text: string, env: Strings, cwd: string, { fake, programs }: Machine): Promise<Done> {
  const PATH = [...(programs ? [programs] : []), process.env.PATH].join(':')
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', text],
      { cwd, env: { ...env, PATH, GITHUB_API_URL: fake.api } },
      (error, stdout, stderr) => resolve({ ok: error === null, text: stdout + stderr }),
    )
  })
}
