import { GateError } from '#contract/errors'
import type { AnyEvidence, EvidenceId, EvidenceTypes, Resolve, Scene } from '#contract/evidence'
import { type At, atName } from '#contract/ids'
import type { Ports, RunStore } from '#contract/ports'
import type { Plan } from './plan.ts'

export interface Resolver {
  readonly resolve: Resolve
  /** Whether resolved evidence, and all that it rests on, would come out the same again. */
  isSettled(id: EvidenceId, at: At): boolean
}
export interface MeasuredBefore {
  /** null: nothing is known of earlier runs, and nothing is kept for later ones. */
  readonly runs: RunStore | null
  /** Evidence that is measured again, with all that it rests on: no store answers for what varies. */
  readonly again: readonly Wanted[]
}
interface Wanted {
  readonly evidence: string
  readonly at: At
}

/**
 * Evidence on demand: each digest is computed once, and equal digests (base and head alike) share one value. What fails
 * fails once: everybody who needs it is given the same error. What an earlier run measured and this one measures again is
 * pooled with it, whoever asks: a run that is started again until it suits has no better chance.
 */
export function resolver(
  scene: Scene,
  plan: Plan,
  evidence: ReadonlyMap<string, AnyEvidence>,
  ports: Ports,
  { runs, again }: MeasuredBefore = { runs: null, again: [] },
): Resolver {
  const digests = new Map(plan.evidence.map((planned) => [name(planned), planned.digest]))
  for (const check of plan.checks) for (const need of check.needs) digests.set(name(need), need.digest)
  const values = new Map<string, Promise<unknown>>()
  const unsettled = new Set<string>()
  const digestOf = (id: string, at: At) => digests.get(name({ evidence: id, at })) ?? name({ evidence: id, at })
  const pooled = plan.evidence.filter(
    ({ evidence: id, digest }) => evidence.get(id)!.pool && runs?.earlier(digest).length,
  )
  const varying = new Set<string>()
  for (const one of closure([...again, ...pooled], evidence))
    if (evidence.get(one.evidence)!.varies) varying.add(digestOf(one.evidence, one.at))
  const anew = ports.each.anew()

  const resolveFor =
    (parent: string | null): Resolve =>
    async (id, at) => {
      const digest = digestOf(id, at)
      let value = values.get(digest)
      if (!value) {
        value = measured(evidence.get(id)!, at, digest).catch((thrown) => {
          const head = headFor(at)
          throw head && digestOf(id, head) !== digest ? ofBase(thrown) : thrown
        })
        values.set(digest, value)
      }
      const result = (await value) as EvidenceTypes[typeof id]
      if (parent !== null && unsettled.has(digest)) unsettled.add(parent)
      return result
    }

  async function measured({ compute, pool }: AnyEvidence, at: At, digest: string): Promise<unknown> {
    const each = varying.has(digest) ? anew : ports.each
    const own = { ...ports, each, unsettled: () => void unsettled.add(digest) }
    const fresh = await compute(scene, at, resolveFor(digest), own)
    if (!pool || !runs) return fresh
    const earlier = runs.earlier(digest)
    runs.add(digest, pool.write(fresh))
    return pool.join(fresh, earlier)
  }

  return { resolve: resolveFor(null), isSettled: (id, at) => !unsettled.has(digestOf(id, at)) }
}

/** Head's in the place of what is base's alone; null for all else. */
function headFor(at: At): At | null {
  if (at === 'base') return 'head'
  return typeof at === 'object' && at.model === 'base' && at.data === 'base' ? { model: 'head', data: 'head' } : null
}

const ON_BASE = 'on base: '

/** Who reads of a broken file looks for it in the pull request, which may be the one that mends it. */
function ofBase(thrown: unknown): unknown {
  if (!(thrown instanceof GateError) || thrown.owner === 'us' || thrown.owner === 'host') return thrown
  if (thrown.message.startsWith(ON_BASE)) return thrown
  return new GateError(thrown.code, thrown.owner, `${ON_BASE}${thrown.message}`, {
    hint: `${thrown.hint} It is base's, and nothing can be compared with it: docs/adopt.md, "When the gate itself stands in the way".`,
    cause: thrown,
  })
}

/** Evidence and all that it rests on, each once. */
function closure(wanted: readonly Wanted[], evidence: ReadonlyMap<string, AnyEvidence>): Iterable<Wanted> {
  const found = new Map<string, Wanted>()
  const open = [...wanted]
  for (let one = open.pop(); one; one = open.pop()) {
    if (found.has(name(one))) continue
    found.set(name(one), one)
    open.push(...evidence.get(one.evidence)!.needs(one.at))
  }
  return found.values()
}

function name(need: Wanted): string {
  return `${need.evidence}@${atName(need.at)}`
}
