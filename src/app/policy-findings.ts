import type { CheckId } from '#contract/ids'
import type { Found, Measured } from '#contract/outcome'
import { configurationChanges, modelRemoved, type PolicyFound, targetRemoved } from '#engine/policy-change'
import type { Prepared, PreparedTarget } from './prepare.ts'

/** The engine's own findings for one target; changes of the configuration stand under the first target. */
export async function policyFindings(target: PreparedTarget, prepared: Prepared): Promise<Map<CheckId, Measured>> {
  const { scene } = target
  const { base, head } = scene.placement
  const path = head?.model?.path
  const hasModel = path !== undefined && (await scene.tree.head!.oid(path)) !== null
  const found: PolicyFound[] = [
    ...modelRemoved(base, head, hasModel),
    ...targetRemoved(scene.target, prepared.headConfig),
  ]
  const isFirst = prepared.targets[0] === target
  if (isFirst && !prepared.adopting && prepared.headConfig)
    found.push(...configurationChanges(prepared.deciding, prepared.headConfig))
  const byCheck = new Map<CheckId, Found[]>()
  for (const one of found) byCheck.set(one.check, [...(byCheck.get(one.check) ?? []), one.found])
  return new Map(
    [...byCheck].map(([check, findings]) => [
      check,
      { status: 'measured', metrics: [], claims: [], findings, exhibits: [] },
    ]),
  )
}
