import type { AnyEvidence, EvidenceId, EvidenceTypes, Resolve, Scene } from '#contract/evidence'
import { type At, atName } from '#contract/ids'
import type { Attempts, EachStore, Ports } from '#contract/ports'
import type { Plan } from './plan.ts'

export interface Resolver {
  readonly resolve: Resolve
  /** Whether resolved evidence, and all that it rests on, would come out the same again. */
  isSettled(id: EvidenceId, at: At): boolean
  /** Evidence that was pooled with earlier runs, and of how many it is now. */
  readonly pooled: ReadonlyMap<EvidenceId, number>
}

export interface Repeated {
  readonly attempts: Attempts
  /** Whether what a machine measures is measured again, whatever is kept of it. */
  readonly again: boolean
}

/**
 * Evidence on demand: each digest is computed once, and equal digests (base and head alike) share one value. What fails
 * fails once: everybody who needs it is given the same error.
 */
export function resolver(
  scene: Scene,
  plan: Plan,
  evidence: ReadonlyMap<string, AnyEvidence>,
  ports: Ports,
  repeated: Repeated | null = null,
): Resolver {
  const digests = new Map(plan.evidence.map((planned) => [name(planned), planned.digest]))
  for (const check of plan.checks) for (const need of check.needs) digests.set(name(need), need.digest)
  const values = new Map<string, Promise<unknown>>()
  const unsettled = new Set<string>()
  const pooled = new Map<EvidenceId, number>()
  const written = repeated?.again ? onlyWritten(ports.each) : ports.each
  const digestOf = (id: string, at: At) => digests.get(name({ evidence: id, at })) ?? name({ evidence: id, at })
  const resolveFor =
    (parent: string | null): Resolve =>
    async (id, at) => {
      const digest = digestOf(id, at)
      let value = values.get(digest)
      if (!value) {
        value = computed(id, at, digest)
        values.set(digest, value)
      }
      const result = (await value) as EvidenceTypes[typeof id]
      if (parent !== null && unsettled.has(digest)) unsettled.add(parent)
      return result
    }
  return { resolve: resolveFor(null), isSettled: (id, at) => !unsettled.has(digestOf(id, at)), pooled }

  async function computed(id: EvidenceId, at: At, digest: string): Promise<unknown> {
    const one = evidence.get(id)!
    const each = one.measured ? written : ports.each
    const own = { ...ports, each, unsettled: () => void unsettled.add(digest) }
    const value = await one.compute(scene, at, resolveFor(digest), own)
    if (!one.pool || repeated === null || unsettled.has(digest)) return value
    const { value: joined, keep, runs } = one.pool(value, repeated.attempts.kept(digest))
    repeated.attempts.keep(digest, keep)
    if (runs > 1) pooled.set(id, runs)
    return joined
  }
}

/** Records that were there before are not seen, only those that this run makes. */
function onlyWritten(store: EachStore): EachStore {
  const written = new Map<string, Set<string>>()
  return {
    async open(name, width) {
      const own = written.get(name) ?? new Set()
      written.set(name, own)
      const table = await store.open(name, width)
      const text = (key: Uint8Array) => key.join()
      return {
        get: (key) => (own.has(text(key)) ? table.get(key) : null),
        put(key, record) {
          own.add(text(key))
          table.put(key, record)
        },
        save: () => table.save(),
      }
    },
  }
}

function name(need: { readonly evidence: string; readonly at: At }): string {
  return `${need.evidence}@${atName(need.at)}`
}
