import { type Answer, created, invalid, notFound, ok, refused } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { accountOf } from '../identity.ts'
import { page } from '../pages.ts'
import { showApp } from '../show.ts'
import { showCheck, showStatus, suiteId } from '../show-actions.ts'
import type { Annotation, App, CheckRun } from '../state.ts'
import { commitOf } from './git.ts'

interface CheckBody {
  readonly name?: string
  readonly head_sha?: string
  readonly status?: CheckRun['status']
  readonly conclusion?: string
  readonly external_id?: string
  readonly details_url?: string
  readonly started_at?: string
  readonly completed_at?: string
  readonly output?: {
    readonly title?: string
    readonly summary?: string
    readonly text?: string
    readonly annotations?: readonly Annotation[]
  }
}
interface StatusBody {
  readonly state: string
  readonly context?: string
  readonly description?: string | null
  readonly target_url?: string | null
}

export const checks: Routes = {
  'POST /check-runs': (call) => {
    const { world } = call
    const { name, head_sha: sha } = call.body as { name: string; head_sha: string }
    if (!world.commits.has(sha)) return invalid(`No commit found for SHA: ${sha}`)
    const check = call.lag.born(world.check(appOf(call), sha, { name }))
    change(call, check)
    return created(showCheck(world, check, call.api))
  },
  'GET /check-runs/{check_run_id}': (call) => withCheck(call, (check) => ok(showCheck(call.world, check, call.api))),
  'PATCH /check-runs/{check_run_id}': (call) =>
    withCheck(call, (check) => {
      if (check.app !== appOf(call))
        return refused(
          403,
          `Invalid app_id \`${check.app.id}\` - check run can only be modified by the GitHub App that created it.`,
        )
      change(call, check)
      return ok(showCheck(call.world, check, call.api))
    }),
  'GET /check-runs/{check_run_id}/annotations': (call) =>
    withCheck(call, ({ annotations }) => page(call, annotations, (one) => one)),
  'GET /commits/{ref}/check-runs': (call) => {
    const { world, query } = call
    const sha = commitOf(call, call.path.ref!)
    if (sha === null) return notFound
    const [name, status, app] = ['check_name', 'status', 'app_id'].map((key) => query.get(key))
    const found = world.checks.filter(
      (one) =>
        one.sha === sha &&
        (name === null || one.name === name) &&
        (status === null || one.status === status) &&
        (app === null || one.app.id === Number(app)),
    )
    const latest =
      query.get('filter') === 'all' ? found : found.filter((one) => !found.some((other) => isNewer(other, one)))
    return page(call, call.lag.listed(latest), (one) => showCheck(world, one, call.api), 'check_runs')
  },
  'GET /commits/{ref}/check-suites': (call) => {
    const { world } = call
    const sha = commitOf(call, call.path.ref!)
    if (sha === null) return notFound
    const apps = new Set(world.checks.filter((one) => one.sha === sha).map(({ app }) => app))
    return page(
      call,
      [...apps],
      (app) => ({ id: suiteId({ app, sha }), head_sha: sha, app: showApp(app) }),
      'check_suites',
    )
  },
  'POST /statuses/{sha}': (call) => {
    const { world } = call
    const sha = call.path.sha!
    if (!world.commits.has(sha)) return invalid(`No commit found for SHA: ${sha}`)
    const { state, context = 'default', description = null, target_url: url = null } = call.body as StatusBody
    const made = {
      id: world.id(),
      sha,
      state,
      context,
      description,
      url,
      creator: accountOf(call.who)!,
      created: world.clock.now(),
    }
    world.statuses.push(call.lag.born(made))
    return created(showStatus(made))
  },
  'GET /commits/{ref}/statuses': (call) => page(call, statusesOf(call), showStatus),
  'GET /commits/{ref}/status': (call) => {
    const all = statusesOf(call)
    const latest = all.filter((one, at) => all.findIndex(({ context }) => context === one.context) === at)
    const states = latest.map(({ state }) => state)
    const bad = states.some((state) => state === 'failure' || state === 'error')
    const state = bad
      ? 'failure'
      : states.length > 0 && states.every((one) => one === 'success')
        ? 'success'
        : 'pending'
    const sha = commitOf(call, call.path.ref!)
    return ok({ state, sha, total_count: latest.length, statuses: latest.map(showStatus) })
  },
}

function appOf({ who }: Call): App {
  if (who.kind !== 'integration') throw new Error('rights let only integrations through')
  return who.app
}

/** Newest first, as GitHub lists them. */
function statusesOf(call: Call) {
  const sha = commitOf(call, call.path.ref!)
  return call.lag.listed(call.world.statuses.filter((one) => one.sha === sha)).reverse()
}

function isNewer(other: CheckRun, one: CheckRun): boolean {
  return other.app === one.app && other.name === one.name && other.id > one.id
}

/** What is not named stays; annotations are added to those there. */
function change({ world, body }: Call, check: CheckRun): void {
  const { name, status, conclusion, external_id, details_url, completed_at, started_at, output } = body as CheckBody
  if (name !== undefined) check.name = name
  if (external_id !== undefined) check.externalId = external_id
  if (details_url !== undefined) check.detailsUrl = details_url
  if (started_at !== undefined) check.started = Date.parse(started_at)
  if (status !== undefined) check.status = status
  if (status !== undefined && status !== 'completed') check.conclusion = check.completed = null
  if (conclusion !== undefined) {
    check.conclusion = conclusion
    check.status = 'completed'
    check.completed = completed_at === undefined ? world.clock.now() : Date.parse(completed_at)
  }
  if (output?.title !== undefined) check.title = output.title
  if (output?.summary !== undefined) check.summary = output.summary
  if (output?.text !== undefined) check.text = output.text
  check.annotations.push(...(output?.annotations ?? []))
}

function withCheck({ world, path }: Call, act: (check: CheckRun) => Answer): Answer {
  const check = world.checks.find(({ id }) => id === Number(path.check_run_id))
  return check ? act(check) : notFound
}
