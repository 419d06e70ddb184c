import { asGateError } from '#contract/errors'
import type { Kept } from '#contract/evidence'
import { resolver } from '#engine/resolve'
import { type Gate, portsOf } from './gate.ts'
import type { PreparedTarget } from './prepare.ts'

/** Of the planned evidence that is kept per image, how much there is already, by digest; reads manifests, measures nothing. */
export async function keptOf({ scene, plan }: PreparedTarget, gate: Gate): Promise<ReadonlyMap<string, Kept | string>> {
  const ports = portsOf(gate)
  const { resolve } = resolver(scene, plan, gate.evidence, ports)
  const found = new Map<string, Kept | string>()
  for (const { evidence, at, digest } of plan.evidence) {
    const { kept } = gate.evidence.get(evidence)!
    if (!kept) continue
    try {
      found.set(digest, await kept(scene, at, resolve, ports))
    } catch (thrown) {
      found.set(digest, asGateError(thrown).message)
    }
  }
  return found
}
