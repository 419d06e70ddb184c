import type { AnyCheck } from '#contract/check'
import { asGateError } from '#contract/errors'
import type { AnyEvidence, Scene } from '#contract/evidence'
import type { CheckId } from '#contract/ids'
import type { Measured, Outcome } from '#contract/outcome'
import type { OutcomeStore, Ports } from '#contract/ports'
import { seededRandom } from '#stats/random'
import { digestOf } from './digest.ts'
import type { Plan, PlannedCheck, PlannedNeed } from './plan.ts'
import { resolver } from './resolve.ts'

/** What a check's run comes to, before findings have ids. */
export type Raw = Measured | Exclude<Outcome, { status: 'measured' }>

export interface RunOptions {
  /** Options of each check, already parsed by its schema. */
  readonly options: (check: CheckId) => unknown
  /** Milliseconds since 1970 after which no further check is begun; null = none. */
  readonly deadline: number | null
  readonly budgetMinutes: number | null
  /** Where outcomes are recorded, and what names the program that made them; null: every check runs. */
  readonly recorded: { readonly store: OutcomeStore; readonly program: string } | null
  /** Checks that are measured again, whatever is recorded. */
  readonly again: (check: CheckId) => boolean
}
export interface Ran {
  readonly outcomes: Map<CheckId, Raw>
  /** Checks whose outcome was recorded by an earlier run on the same inputs. */
  readonly recorded: number
}

/** Runs the planned checks in their order; the failure of one never hides the others. */
export async function run(
  scene: Scene,
  plan: Plan,
  checks: ReadonlyMap<CheckId, AnyCheck>,
  evidence: ReadonlyMap<string, AnyEvidence>,
  ports: Ports,
  options: RunOptions,
): Promise<Ran> {
  const { resolve, isSettled } = resolver(scene, plan, evidence, ports, {
    runs: options.recorded?.store.runs ?? null,
    again: plan.checks.flatMap((planned) => (options.again(planned.id) ? availableNeeds(planned) : [])),
  })
  const outcomes = new Map<CheckId, Raw>()
  let recorded = 0
  for (const planned of plan.checks) {
    const late = options.deadline !== null && ports.clock.now() > options.deadline
    outcomes.set(planned.id, late && planned.state === 'run' ? overBudget(options) : await outcome(planned))
  }
  return { outcomes, recorded }

  async function outcome(planned: PlannedCheck): Promise<Raw> {
    if (planned.state === 'unchanged') return { status: 'unchanged' }
    if (planned.state !== 'run') return { status: planned.state, reason: planned.reason! }
    if (!options.recorded) return compute(planned)
    const { store, program } = options.recorded
    const decides = JSON.stringify([options.options(planned.id), scene.policy])
    const needs = planned.needs.map((need) => `${need.name} ${need.digest}`)
    const digest = digestOf(ports.hash, 'outcome', program, planned.id, decides, ...needs)
    const known = options.again(planned.id) ? null : await store.get(digest, planned.id)
    if (known !== null) {
      recorded++
      return known as Raw
    }
    const made = await compute(planned)
    const settled = availableNeeds(planned).every((need) => isSettled(need.evidence, need.at))
    if (made.status !== 'error' && settled) await store.put(digest, made, planned.id)
    return made
  }

  async function compute(planned: PlannedCheck): Promise<Raw> {
    const check = checks.get(planned.id)!
    try {
      const given: Record<string, unknown> = {}
      for (const need of planned.needs)
        given[need.name] = need.unavailable ? null : await resolve(need.evidence, need.at)
      const seed = digestOf(ports.hash, planned.id, ...planned.needs.map((need) => need.digest))
      return check.run(given as never, {
        options: options.options(planned.id),
        target: scene.policy,
        random: (purpose) => seededRandom(digestOf(ports.hash, seed, purpose)),
      })
    } catch (thrown) {
      const error = asGateError(thrown)
      ports.log.debug(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown))
      return { status: 'error', code: error.code, owner: error.owner, message: error.message, hint: error.hint }
    }
  }
}

function availableNeeds({ needs }: PlannedCheck): readonly PlannedNeed[] {
  return needs.filter(({ unavailable }) => unavailable === null)
}

function overBudget(options: RunOptions): Raw {
  return { status: 'skipped', reason: { code: 'over-budget', args: { minutes: options.budgetMinutes ?? 0 } } }
}
