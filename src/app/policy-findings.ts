import type { Placement } from '#contract/config'
import type { CheckId } from '#contract/ids'
import type { Found, Measured } from '#contract/outcome'
import type { Tree } from '#contract/ports'
import { configurationChanges, modelRemoved, notCompared, type PolicyFound, targetRemoved } from '#engine/policy-change'
import type { Prepared, PreparedTarget } from './prepare.ts'

/** The engine's own findings for one target; changes of the configuration stand under the first target. */
export async function policyFindings(target: PreparedTarget, prepared: Prepared): Promise<Map<CheckId, Measured>> {
  const { scene } = target
  const { base, head } = scene.placement
  const oids = { base: await modelOid(base, scene.tree.base), head: await modelOid(head, scene.tree.head) }
  const found: PolicyFound[] = [
    ...modelRemoved(base, head, oids.head !== null),
    ...notCompared(scene.target, scene.policy, oids),
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

async function modelOid(placement: Placement | null, tree: Tree | null): Promise<string | null> {
  const path = placement?.model?.path
  return path === undefined || tree === null ? null : tree.oid(path)
}
