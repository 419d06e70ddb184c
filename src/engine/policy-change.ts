import type { CheckMeta } from '#contract/check'
import type { Config, Placement, Policy, TargetPolicy } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Found } from '#contract/outcome'
import type { Severity } from '#contract/report'

const shared = { pitfalls: [], cost: 'static' as const, references: [] }

/** The engine's own findings, described as checks are. */
export const engineChecks: readonly CheckMeta[] = [
  {
    ...shared,
    id: 'policy/changed',
    title: 'Configuration',
    failureTitle: 'Configuration changed',
    why: 'A change of the rules is judged by the old rules, and must be seen.',
    messages: {
      changed: {
        text: 'the setting {key} changes: {before} → {after}',
        fix: 'It takes effect for the pull requests after this one.',
        severity: 'info',
      },
    },
  },
  {
    ...shared,
    id: 'policy/requirement-weakened',
    title: 'Requirements',
    failureTitle: 'Requirement weakened',
    why: 'Loosening a limit in the pull request that fails it is how regressions get in.',
    messages: {
      weakened: {
        text: 'the setting {key} is loosened: {before} → {after}',
        fix: 'This pull request is judged by the old setting. Change the rules in a pull request of their own.',
        severity: 'warn',
      },
    },
  },
  {
    ...shared,
    id: 'policy/not-proven',
    title: 'Proof',
    failureTitle: 'Not proven',
    why: 'A test set that is too small can neither show that a model is good enough nor that it is not.',
    messages: {
      'not-proven': {
        text: '{metric} {deltaPp} (95 % CI {loPp} … {hiPp}; limit {limitPp}): {n} images are too few to decide',
        fix: 'Add test images, widen the tolerance, or let a maintainer accept it.',
        severity: 'block',
      },
      'anchor-not-proven': {
        text: '{metric} {anchorDeltaPp} since the last release (limit {anchorLimitPp}): {n} images do not show it to be within that limit',
        fix: 'Win back what the pull requests since the release have lost together, release what is there, or let a maintainer accept it.',
        severity: 'block',
      },
      'time-not-proven': {
        text: '{metric} of one inference × {times} (95 % CI × {lo} … × {hi}; limit × {limit}): {n} rounds on this machine are too few to decide',
        fix: 'Run it again on a quieter machine, set `latency: {profile: full}` on the base branch, or let a maintainer accept it.',
        severity: 'block',
      },
    },
  },
  {
    ...shared,
    id: 'policy/not-compared',
    title: 'Comparison of the models',
    failureTitle: 'Answers of the model not compared',
    why: 'What did not run has not passed: a worse model would look the same here.',
    messages: {
      'no-primary': {
        text: 'the model changes, and nothing compares its answers: target {target} declares no primary metric',
        fix: 'Declare it, as `primary: {metric: accuracy, tolerance: 1pp}`, on the base branch.',
        severity: 'warn',
      },
      'task-not-measured': {
        text: 'the model changes, and nothing compares its answers: this version has no metric of {task}',
        fix: 'Compare them elsewhere, or set `checks: {policy/not-compared: {severity: info}}` on the base branch.',
        severity: 'warn',
      },
    },
  },
  {
    ...shared,
    id: 'policy/model-removed',
    title: 'Presence of the model',
    failureTitle: 'Model removed',
    why: 'A gate without a model gates nothing.',
    messages: {
      missing: {
        text: 'the configuration names {path}, which head does not have',
        fix: 'Commit the model, or correct `model.path`.',
        severity: 'block',
      },
      dropped: {
        text: 'head no longer names a model; base had {path}',
        fix: 'Keep `model` in the target, or remove the whole target in a pull request of its own.',
        severity: 'block',
      },
    },
  },
  {
    ...shared,
    id: 'policy/target-removed',
    title: 'Targets',
    failureTitle: 'Target removed',
    why: 'A target that is removed is no longer checked by anything.',
    messages: {
      removed: {
        text: 'head removes the target {target}',
        fix: 'Remove it in a pull request of its own that a maintainer merges.',
        severity: 'block',
      },
    },
  },
]

export interface PolicyFound {
  readonly check: CheckId
  readonly found: Found
}

/** What head's configuration changes against base's: every setting, and those that loosen the gate once more by name. */
export function configurationChanges(base: Config, head: Config): PolicyFound[] {
  const before = flat(base.policy)
  const after = flat(head.policy)
  const changes: PolicyFound[] = []
  for (const key of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(key) ?? null, after.get(key) ?? null]
    if (was === is) continue
    const args = { key, before: was ?? 'absent', after: is ?? 'absent' }
    const rest = { args, about: [], age: 'new' as const, count: 1, subject: key, basis: `${was} → ${is}` }
    changes.push({ check: 'policy/changed', found: { ...rest, code: 'changed' } })
  }
  for (const { key, was, is } of weakenings(base.policy, head.policy)) {
    const args = { key, before: was, after: is }
    changes.push({
      check: 'policy/requirement-weakened',
      found: { code: 'weakened', args, about: [], age: 'new', count: 1, subject: key, basis: `${was} → ${is}` },
    })
  }
  return changes
}

/** Leaves by key path, as JSON text. */
function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0)
    for (const [key, inner] of Object.entries(value)) flat(inner, path ? `${path}.${key}` : key, into)
  else into.set(path, JSON.stringify(value) ?? 'absent')
  return into
}

interface Weakening {
  readonly key: string
  readonly was: string
  readonly is: string
}
const SEVERITIES: readonly Severity[] = ['off', 'info', 'warn', 'block']
const ON_INCONCLUSIVE: readonly Policy['onInconclusive'][] = ['allow', 'review', 'block']

function weakenings(base: Policy, head: Policy): Weakening[] {
  const found: Weakening[] = []
  function add(key: string, was: unknown, is: unknown): void {
    found.push({ key, was: String(was), is: String(is) })
  }
  if (base.mode === 'enforce' && head.mode === 'advisory') add('mode', base.mode, head.mode)
  if (base.looks === 'strict' && head.looks === 'normal') add('looks', base.looks, head.looks)
  if (ON_INCONCLUSIVE.indexOf(head.onInconclusive) < ON_INCONCLUSIVE.indexOf(base.onInconclusive))
    add('on-inconclusive', base.onInconclusive, head.onInconclusive)
  const more = head.waivers.filter((who) => !base.waivers.includes(who))
  if (more.length > 0) add('waivers', base.waivers.join(', '), head.waivers.join(', '))
  for (const [id, { severity }] of Object.entries(head.checks)) {
    const before = Object.hasOwn(base.checks, id) ? base.checks[id]!.severity : null
    if (severity === null || severity === before) continue
    if (SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(before ?? 'block'))
      add(`checks.${id}.severity`, before ?? 'default', severity)
  }
  for (const [id, { severity }] of Object.entries(base.checks))
    if (severity === 'block' && !Object.hasOwn(head.checks, id)) add(`checks.${id}.severity`, 'block', 'default')
  for (const [name, target] of Object.entries(base.targets))
    if (Object.hasOwn(head.targets, name)) weakenedTarget(`targets.${name}`, target, head.targets[name]!, add)
  return found
}

function weakenedTarget(
  key: string,
  base: TargetPolicy,
  head: TargetPolicy,
  add: (key: string, was: unknown, is: unknown) => void,
): void {
  if (base.gateSplit !== head.gateSplit) add(`${key}.gate-split`, base.gateSplit, head.gateSplit)
  if (base.primary && !head.primary) add(`${key}.primary`, base.primary.metric, 'absent')
  if (base.primary && head.primary && isLooser(base.primary.tolerance, head.primary.tolerance))
    add(`${key}.primary.tolerance`, tolerance(base.primary.tolerance), tolerance(head.primary.tolerance))
  const after = new Map(head.slices.map((slice) => [sliceId(slice), slice]))
  for (const slice of base.slices) {
    const now = after.get(sliceId(slice))
    if (now === undefined) add(`${key}.slices`, sliceId(slice), 'absent')
    else if (typeof slice !== 'string' && typeof now !== 'string') {
      if (now.tolerance > slice.tolerance)
        add(`${key}.slices.${slice.id}.tolerance`, tolerance(slice.tolerance), tolerance(now.tolerance))
      if (JSON.stringify(now.where) !== JSON.stringify(slice.where))
        add(`${key}.slices.${slice.id}.where`, JSON.stringify(slice.where), JSON.stringify(now.where))
    }
  }
}

type Tolerance = NonNullable<TargetPolicy['primary']>['tolerance']
/** Absolute and relative tolerances cannot be ordered: a change of kind counts as loosening. */
function isLooser(base: Tolerance, head: Tolerance): boolean {
  if (typeof base === 'number' && typeof head === 'number') return head > base
  if (typeof base === 'object' && typeof head === 'object') return head.relative > base.relative
  return true
}
function tolerance(value: Tolerance): string {
  return typeof value === 'number' ? `${+(value * 100).toFixed(6)}pp` : `${+(value.relative * 100).toFixed(6)}%`
}
function sliceId(slice: TargetPolicy['slices'][number]): string {
  return typeof slice === 'string' ? slice : slice.id
}

/** Head names a model that it lacks, or no longer names the one that base had. */
export function modelRemoved(base: Placement | null, head: Placement | null, headHasModel: boolean): PolicyFound[] {
  const path = head?.model?.path ?? base?.model?.path
  if (path === undefined || (head?.model && headHasModel)) return []
  const code = head?.model ? 'missing' : 'dropped'
  return [
    {
      check: 'policy/model-removed',
      found: {
        code,
        args: { path },
        about: [{ kind: 'file', side: 'head', path }],
        age: 'new',
        count: 1,
        subject: path,
        basis: code,
      },
    },
  ]
}

/** Another model, and no metric by which it is judged: `oids` are of base's and head's, null where there is none. */
export function notCompared(
  target: string,
  { task, primary }: TargetPolicy,
  oids: { readonly base: string | null; readonly head: string | null },
): PolicyFound[] {
  if (primary !== null || oids.base === null || oids.head === null || oids.base === oids.head) return []
  const code = task === 'classification' ? 'no-primary' : 'task-not-measured'
  const rest = { args: { target, task }, about: [], age: 'new' as const, count: 1 }
  const basis = `${oids.base} → ${oids.head}`
  return [{ check: 'policy/not-compared', found: { ...rest, code, subject: target, basis } }]
}

/** Head's configuration lacks a target that the policy has. */
export function targetRemoved(target: string, head: Config | null): PolicyFound[] {
  if (head === null || Object.hasOwn(head.policy.targets, target)) return []
  return [
    {
      check: 'policy/target-removed',
      found: { code: 'removed', args: { target }, about: [], age: 'new', count: 1, subject: target, basis: target },
    },
  ]
}
