import type { AnyEvidence, EvidenceId, EvidenceTypes, Resolve, Scene } from '#contract/evidence'
import { type At, atName } from '#contract/ids'
import type { Ports } from '#contract/ports'
import type { Plan } from './plan.ts'

export interface Resolver {
  readonly resolve: Resolve
  /** Whether resolved evidence, and all that it rests on, would come out the same again. */
  isSettled(id: EvidenceId, at: At): boolean
}

/**
 * Evidence on demand: each digest is computed once, and equal digests (base and head alike) share one value. What fails
 * fails once: everybody who needs it is given the same error.
 */
export function resolver(scene: Scene, plan: Plan, evidence: ReadonlyMap<string, AnyEvidence>, ports: Ports): Resolver {
  const digests = new Map(plan.evidence.map((planned) => [name(planned), planned.digest]))
  for (const check of plan.checks) for (const need of check.needs) digests.set(name(need), need.digest)
  const values = new Map<string, Promise<unknown>>()
  const unsettled = new Set<string>()
  const digestOf = (id: string, at: At) => digests.get(name({ evidence: id, at })) ?? name({ evidence: id, at })
  const resolveFor =
    (parent: string | null): Resolve =>
    async (id, at) => {
      const digest = digestOf(id, at)
      let value = values.get(digest)
      if (!value) {
        const own = { ...ports, unsettled: () => void unsettled.add(digest) }
        value = evidence.get(id)!.compute(scene, at, resolveFor(digest), own)
        values.set(digest, value)
      }
      const result = (await value) as EvidenceTypes[typeof id]
      if (parent !== null && unsettled.has(digest)) unsettled.add(parent)
      return result
    }
  return { resolve: resolveFor(null), isSettled: (id, at) => !unsettled.has(digestOf(id, at)) }
}

function name(need: { readonly evidence: string; readonly at: At }): string {
  return `${need.evidence}@${atName(need.at)}`
}
