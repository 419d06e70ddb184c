import type { AnyCheck } from '#contract/check'
import type { AnyEvidence, EvidenceId, Need, Planned, Scene } from '#contract/evidence'
import { type At, atName, type CheckId, type Digest, type Reason } from '#contract/ids'
import type { Ports } from '#contract/ports'
import { digestOf } from './digest.ts'

export interface PlannedNeed extends Planned {
  readonly name: string
  /** null: available. */
  readonly unavailable: Reason | null
  readonly optional: boolean
}
export interface PlannedCheck {
  readonly id: CheckId
  readonly state: 'run' | 'unchanged' | 'not-applicable' | 'skipped'
  readonly reason: Reason | null
  readonly needs: readonly PlannedNeed[]
}
/** What will run for one target, and why: a pure value, printable and hashable. */
export interface Plan {
  readonly target: string
  readonly digest: Digest
  readonly checks: readonly PlannedCheck[]
  /** Every evidence that a running check needs, directly or not, once each, in the order of their making. */
  readonly evidence: readonly Planned[]
}

export interface PlanOptions {
  /** Checks to run, by id; null = all. */
  readonly only: ReadonlySet<string> | null
  /** Checks switched off by the policy. */
  readonly off: ReadonlySet<string>
  /** Fingerprint of the machine, part of the digest of evidence that depends on it. */
  readonly machine: string
}

export async function plan(
  scene: Scene,
  checks: readonly AnyCheck[],
  evidence: ReadonlyMap<string, AnyEvidence>,
  hash: Ports['hash'],
  options: PlanOptions,
): Promise<Plan> {
  const planner = new Planner(scene, evidence, hash, options.machine)
  const swapped = new Planner(exchange(scene), evidence, hash, options.machine)
  const planned: PlannedCheck[] = []
  for (const check of checks) {
    if (options.off.has(check.id)) planned.push(skipped(check.id, 'switched-off'))
    else if (options.only && !options.only.has(check.id)) planned.push(skipped(check.id, 'not-selected'))
    else planned.push(await planCheck(check, planner, swapped))
  }
  const made = new Map<string, Planned>()
  for (const check of planned)
    if (check.state === 'run') for (const need of check.needs) await planner.collect(need, made)
  const digest = digestOf(
    hash,
    'plan',
    scene.target,
    ...planned.flatMap((check) => [check.id, check.state, ...check.needs.map((need) => need.digest)]),
  )
  return { target: scene.target, digest, checks: planned, evidence: [...made.values()] }
}

function skipped(id: CheckId, code: string): PlannedCheck {
  return { id, state: 'skipped', reason: { code, args: {} }, needs: [] }
}

async function planCheck(check: AnyCheck, planner: Planner, swapped: Planner): Promise<PlannedCheck> {
  const needs: PlannedNeed[] = []
  let changed = false
  for (const [name, need] of Object.entries<Need>(check.needs)) {
    const unavailable = await planner.unavailable(need)
    const optional = need.optional === true
    if (unavailable && !optional) return { id: check.id, state: 'not-applicable', reason: unavailable, needs: [] }
    const digest = unavailable
      ? digestOf(planner.hash, 'unavailable', unavailable.code)
      : await planner.digest(need.evidence, need.at)
    needs.push({ name, evidence: need.evidence, at: need.at, digest, unavailable, optional })
    // What stays the same when base and head are exchanged is the same on both.
    if (!unavailable && (await swapped.unavailable(need)) === null)
      changed ||= digest !== (await swapped.digest(need.evidence, need.at))
    else if (!unavailable) changed = true
  }
  return { id: check.id, state: changed ? 'run' : 'unchanged', reason: null, needs }
}

function exchange(scene: Scene): Scene {
  const { placement, tree } = scene
  return {
    ...scene,
    placement: { base: placement.head, head: placement.base, anchor: placement.anchor },
    tree: { base: tree.head, head: tree.base, anchor: tree.anchor },
  }
}

/** Digests and availability of evidence in one scene, each asked once. */
class Planner {
  readonly #scene: Scene
  readonly #evidence: ReadonlyMap<string, AnyEvidence>
  readonly hash: Ports['hash']
  readonly #machine: string
  readonly #digests = new Map<string, Promise<Digest>>()
  readonly #reasons = new Map<string, Promise<Reason | null>>()

  constructor(scene: Scene, evidence: ReadonlyMap<string, AnyEvidence>, hash: Ports['hash'], machine: string) {
    this.#scene = scene
    this.#evidence = evidence
    this.hash = hash
    this.#machine = machine
  }

  unavailable(need: Pick<Need, 'evidence' | 'at'>): Promise<Reason | null> {
    return once(this.#reasons, key(need.evidence, need.at), async () => {
      const evidence = this.#get(need.evidence)
      const own = await evidence.unavailable(this.#scene, need.at)
      if (own) return own
      for (const inner of evidence.needs(need.at)) {
        const reason = inner.optional ? null : await this.unavailable(inner)
        if (reason) return reason
      }
      return null
    })
  }

  digest(id: EvidenceId, at: At): Promise<Digest> {
    return once(this.#digests, key(id, at), async () => {
      const evidence = this.#get(id)
      const needs: string[] = []
      for (const need of evidence.needs(at)) {
        const unavailable = await this.unavailable(need)
        needs.push(unavailable ? `unavailable ${unavailable.code}` : await this.digest(need.evidence, need.at))
      }
      const inputs = await evidence.inputs(this.#scene, at)
      const machine = evidence.perMachine ? this.#machine : ''
      return digestOf(this.hash, id, String(evidence.version), machine, ...needs, ...inputs)
    })
  }

  async collect(need: Pick<Need, 'evidence' | 'at'>, into: Map<string, Planned>): Promise<void> {
    if ((await this.unavailable(need)) !== null) return
    const digest = await this.digest(need.evidence, need.at)
    if (into.has(digest)) return
    for (const inner of this.#get(need.evidence).needs(need.at)) await this.collect(inner, into)
    into.set(digest, { evidence: need.evidence, at: need.at, digest })
  }

  #get(id: string): AnyEvidence {
    const evidence = this.#evidence.get(id)
    if (!evidence) throw new Error(`no evidence named ${id} is registered`)
    return evidence
  }
}

function key(id: string, at: At): string {
  return `${id}@${atName(at)}`
}

function once<T>(memory: Map<string, Promise<T>>, name: string, make: () => Promise<T>): Promise<T> {
  const known = memory.get(name)
  if (known) return known
  const made = make()
  memory.set(name, made)
  return made
}
