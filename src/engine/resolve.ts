import type { AnyEvidence, EvidenceTypes, Planned, Resolve, Scene } from '#contract/evidence'
import { atName } from '#contract/ids'
import type { Ports } from '#contract/ports'
import type { Plan } from './plan.ts'

/**
 * Evidence on demand: each digest is computed once, and equal digests (base and head alike) share one value. What fails
 * fails once: everybody who needs it is given the same error.
 */
export function resolver(scene: Scene, plan: Plan, evidence: ReadonlyMap<string, AnyEvidence>, ports: Ports): Resolve {
  const digests = new Map(plan.evidence.map((planned) => [name(planned), planned.digest]))
  for (const check of plan.checks) for (const need of check.needs) digests.set(name(need), need.digest)
  const values = new Map<string, Promise<unknown>>()
  const resolve: Resolve = (id, at) => {
    const digest = digests.get(name({ evidence: id, at })) ?? name({ evidence: id, at })
    const known = values.get(digest)
    if (known) return known as Promise<EvidenceTypes[typeof id]>
    const value = evidence.get(id)!.compute(scene, at, resolve, ports)
    values.set(digest, value)
    return value as Promise<EvidenceTypes[typeof id]>
  }
  return resolve
}

function name(need: Pick<Planned, 'evidence' | 'at'>): string {
  return `${need.evidence}@${atName(need.at)}`
}
