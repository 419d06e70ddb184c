import type { Origin } from '#contract/config'
import type { Kept, Planned } from '#contract/evidence'
import { atName } from '#contract/ids'
import { REASONS } from '#contract/reasons'
import type { Prepared, PreparedTarget } from './prepare.ts'

type KeptByDigest = ReadonlyMap<string, Kept | string>

/** `cv-gate plan` for people: commits, then per target what runs and why, then every setting with its origin. */
export function planText(prepared: Prepared, kept: KeptByDigest): string {
  const { sides, policy } = prepared
  const lines = [
    `base    ${sides.base.commit} (merge-base)`,
    `head    ${sides.head.commit}`,
    `policy  ${sides.policyCommit} (tip of base), mode ${policy.mode}`,
    ...prepared.notes.map((note) => `note    ${reasonText(note)}`),
  ]
  for (const target of prepared.targets) lines.push('', ...targetLines(target, kept))
  lines.push('', 'settings (policy: tip of base; where things lie: each side)')
  for (const row of prepared.deciding.settings)
    lines.push(`  ${row.key} = ${JSON.stringify(row.value)}   ${originText(row.origin)}`)
  return `${lines.join('\n')}\n`
}

function targetLines({ scene, plan, notes }: PreparedTarget, kept: KeptByDigest): string[] {
  const lines = [`target ${JSON.stringify(scene.target)}  plan ${plan.digest.slice(0, 16)}`]
  for (const note of notes) lines.push(`  note ${reasonText(note)}`)
  for (const check of plan.checks) {
    const why =
      check.state === 'run'
        ? `needs ${check.needs.map((need) => `${need.evidence}@${atName(need.at)}`).join(', ')}`
        : ''
    const reason = check.reason
      ? reasonText(check.reason)
      : check.state === 'unchanged'
        ? 'base and head are the same for it'
        : why
    lines.push(`  ${check.state.padEnd(14)} ${check.id}  (${reason})`)
  }
  if (plan.evidence.length > 0) lines.push('  evidence, in the order of its making')
  for (const made of plan.evidence) {
    const known = kept.get(made.digest)
    lines.push(
      `    ${made.digest.slice(0, 16)}  ${made.evidence}@${atName(made.at)}${known ? `  ${keptText(known)}` : ''}`,
    )
  }
  return lines
}

function keptText(kept: Kept | string): string {
  if (typeof kept === 'string') return `(cannot be told: ${kept})`
  return `(${kept.kept} of ${kept.images} images cached, ${kept.images - kept.kept} to do)`
}

export function planJson(prepared: Prepared, kept: KeptByDigest): string {
  const { sides, policy, targets, notes } = prepared
  const withKept = (made: Planned) => ({ ...made, cache: kept.get(made.digest) ?? null })
  const value = {
    schema: 'cv-gate/plan@1',
    commits: { base: sides.base.commit, head: sides.head.commit, policy: sides.policyCommit },
    mode: policy.mode,
    notes,
    targets: targets.map(({ plan, notes }) => ({ ...plan, evidence: plan.evidence.map(withKept), notes })),
    settings: prepared.deciding.settings,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

function originText(origin: Origin): string {
  if (origin.kind === 'default') return '(default)'
  return `(${origin.path}:${origin.line}:${origin.column} at ${origin.commit.slice(0, 10)})`
}

function reasonText(reason: { code: string; args: Readonly<Record<string, string | number>> }): string {
  const template = REASONS[reason.code]
  if (template === undefined) return `${reason.code} ${JSON.stringify(reason.args)}`
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(reason.args[name] ?? whole))
}
