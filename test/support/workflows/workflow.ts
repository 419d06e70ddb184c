import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { ROOT } from '#test/built'
import type { GitHubEvent } from '#test/fake-github/events'
import type { Permissions } from '#test/fake-github/state'

export interface Step {
  readonly id?: string
  readonly if?: string
  readonly uses?: string
  readonly run?: string
  readonly with?: Readonly<Record<string, unknown>>
  readonly env?: Readonly<Record<string, unknown>>
}
export interface Job {
  readonly if?: string
  readonly needs?: string | readonly string[]
  readonly 'runs-on': string
  readonly 'timeout-minutes'?: number
  readonly environment?: string
  readonly concurrency?: unknown
  readonly permissions?: Permissions
  readonly steps: readonly Step[]
}
interface Filter {
  readonly types?: readonly string[]
  readonly workflows?: readonly string[]
  readonly branches?: readonly string[]
}
export interface Workflow {
  readonly name: string
  readonly on: Readonly<Record<string, Filter | null>>
  readonly permissions: Permissions
  readonly concurrency?: unknown
  readonly jobs: Readonly<Record<string, Job>>
}

export const WORKFLOWS = join(ROOT, 'examples/workflows')

export function readWorkflow(name: string): Workflow {
  return parse(readFileSync(join(WORKFLOWS, name), 'utf8')) as Workflow
}

/** What counts where `types:` is absent; other events: every type. */
const USUAL: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['opened', 'synchronize', 'reopened'],
  pull_request_target: ['opened', 'synchronize', 'reopened'],
}
const BOT = 'github-actions[bot]'

/** Whether GitHub starts the workflow: event, type, name of the workflow that ended, and nobody's own echo. */
export function isTriggered({ on }: Workflow, { name, payload }: GitHubEvent): boolean {
  const { action, sender, workflow } = payload as {
    action?: string
    sender?: { login: string }
    workflow?: { name: string }
  }
  if (!(name in on) || sender?.login === BOT) return false
  if (name === 'schedule') return true
  const { types = USUAL[name], workflows, branches, ...unknown } = on[name] ?? {}
  if (Object.keys(unknown).length > 0) throw new Error(`${name}: what ${Object.keys(unknown)} does is not known here`)
  if (types && !types.includes(action!)) return false
  if (branches && !branches.includes(String(payload.ref).replace(/^refs\/heads\//, ''))) return false
  return name !== 'workflow_run' || (workflows?.includes(workflow!.name) ?? false)
}

export function needsOf({ needs = [] }: Job): readonly string[] {
  return typeof needs === 'string' ? [needs] : needs
}
