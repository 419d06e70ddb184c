import type { CheckMeta } from '#contract/check'
import type { Policy } from '#contract/config'
import type { CheckId, Reason } from '#contract/ids'
import type { Ports } from '#contract/ports'
import { type Report, type StandingWaiver, type TargetReport, worst } from '#contract/report'
import { folded, MOST_FINDINGS } from '#engine/fold'
import { type Raw, run } from '#engine/run'
import { judge } from '#engine/verdict'
import { settleWaivers } from '#engine/waivers'
import { alphaForLook } from '#stats/looks'
import { artefactsOf } from './artefacts.ts'
import { fetchContents, mayFetch } from './fetch.ts'
import { portsFor } from './fork-images.ts'
import { byId, type Gate } from './gate.ts'
import type { KnownHistory } from './history.ts'
import { policyFindings } from './policy-findings.ts'
import { type Prepared, type PreparedTarget, prepare } from './prepare.ts'
import type { LoadConfig, Request } from './sides.ts'

export interface MeasureOptions {
  readonly only: ReadonlySet<string> | null
  readonly load: LoadConfig
  /** Looks on this pull request, this one (named by the digest of its artefacts) included; a reason where there are none. */
  readonly looks: (artefacts: string) => Promise<number | Reason>
  /** Waivers as their comments stand; who may waive is the policy's. */
  readonly waivers: (policy: Policy) => Promise<readonly StandingWaiver[] | Reason>
  /** Checks that are measured again whatever is recorded; absent: none. */
  readonly again?: (policy: Policy) => (check: CheckId) => boolean
  readonly history: KnownHistory
  readonly catalogue: ReadonlyMap<CheckId, CheckMeta>
}

/** The whole way: commits → plan → evidence → checks → verdict → report. */
export async function measure(request: Request, gate: Gate, options: MeasureOptions): Promise<Report> {
  const started = gate.clock.now()
  const before = new Map(gate.log.seconds) // another run may have used this log
  const prepared = await gate.log.stage('plan', () =>
    prepare(request, gate, options.load, options.only, options.history.known),
  )
  const artefacts = await artefactsOf(
    prepared.targets.map(({ scene }) => scene),
    gate,
  )
  const looks = await options.looks(artefacts)
  const alpha = alphaForLook(typeof looks === 'number' ? looks : 1, prepared.policy.looks)
  const fetched = await fetchAll(request, prepared, gate)
  const again = options.again?.(prepared.policy) ?? (() => false)
  const measured: Measured[] = []
  for (const target of prepared.targets)
    measured.push(await outcomesOf(target, prepared, gate, await portsFor(target.scene, request, gate), again))
  // Asked last: a waiver written while this run measured counts.
  const asked = await options.waivers(prepared.policy)
  const [waivers, unread] = 'code' in asked ? [[], [asked]] : [asked, []]
  const targets = measured.map((target) => judgeTarget(target, prepared, gate, { alpha, waivers, options }))
  const { sides } = prepared
  return {
    schema: 'cv-gate/report@1',
    tool: gate.tool,
    mode: prepared.policy.mode,
    conclusion: worst(targets.map((target) => target.conclusion)),
    commits: {
      base: sides.base.commit,
      head: sides.head.commit,
      policy: sides.policyCommit,
      anchor: prepared.targets.map((target) => target.scene.tree.anchor?.commit ?? null).find(Boolean) ?? null,
      baseAgeDays: sides.baseAgeDays,
    },
    targets,
    waivers: settleWaivers(waivers, targets),
    looks: typeof looks === 'number' ? { k: looks, alpha } : looks,
    artefacts,
    notes: [...prepared.notes, ...options.history.notes, ...fetched, ...unread],
    machine: await gate.machine(),
    timing: {
      started: new Date(started).toISOString(),
      seconds: (gate.clock.now() - started) / 1000,
      stages: stagesSince(before, gate.log.seconds),
    },
  }
}

async function fetchAll(request: Request, prepared: Prepared, gate: Gate): Promise<Reason[]> {
  const notes: Reason[] = []
  for (const { scene, plan } of prepared.targets)
    if (mayFetch(scene.target, request, prepared) && plan.checks.some(({ state }) => state === 'run'))
      notes.push(...(await gate.log.stage('fetch', () => fetchContents(scene, gate))))
  return notes
}

function stagesSince(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Record<string, number> {
  const own = [...after].map(([name, seconds]): [string, number] => [name, seconds - (before.get(name) ?? 0)])
  return Object.fromEntries(own.filter(([name, seconds]) => seconds > 0 || !before.has(name)))
}

interface Measured {
  readonly target: PreparedTarget
  readonly outcomes: ReadonlyMap<CheckId, Raw>
  /** Of these, how many an earlier run recorded. */
  readonly recorded: number
}

async function outcomesOf(
  target: PreparedTarget,
  prepared: Prepared,
  gate: Gate,
  ports: Ports,
  again: (check: CheckId) => boolean,
): Promise<Measured> {
  const { scene, plan } = target
  const { policy } = prepared
  const minutes = policy.budgetMinutes
  const { outcomes, recorded } = await run(scene, plan, byId(gate.checks), gate.evidence, ports, {
    options: (id) => policy.checks[id]?.options ?? gate.checks.find((check) => check.id === id)!.options.parse({}),
    deadline: minutes === null ? null : gate.clock.now() + minutes * 60_000,
    budgetMinutes: minutes,
    recorded: gate.outcomes && { store: gate.outcomes, program: gate.tool.dist },
    again,
  })
  for (const [id, found] of await policyFindings(target, prepared)) outcomes.set(id, found)
  return { target, outcomes, recorded }
}

/** Leaves room for the findings that the verdict makes of claims. */
const MOST_FOUND = 0.9 * MOST_FINDINGS

interface Rules {
  readonly alpha: number
  readonly waivers: readonly StandingWaiver[]
  readonly options: MeasureOptions
}

function judgeTarget(
  { target: { scene, plan, notes }, outcomes, recorded }: Measured,
  { policy, targets }: Prepared,
  { hash }: Gate,
  { alpha, waivers, options }: Rules,
): TargetReport {
  const fold = folded(outcomes, Math.floor(MOST_FOUND / targets.length))
  const judged = judge({
    target: scene.target,
    outcomes: fold.outcomes,
    checks: options.catalogue,
    policy,
    alpha,
    waivers,
    hash,
  })
  const told: Reason[] = recorded === 0 ? [] : [{ code: 'recorded', args: { n: recorded } }]
  told.push(...poolings(outcomes))
  if (fold.folded > 0) told.push({ code: 'findings-folded', args: { n: fold.folded, most: MOST_FINDINGS } })
  return { name: scene.target, plan: plan.digest, notes: [...notes, ...told], ...judged }
}

/** Checks whose claims rest on several runs, whichever attempt pooled them. */
function poolings(outcomes: ReadonlyMap<CheckId, Raw>): Reason[] {
  const checks = new Map<number, CheckId[]>()
  for (const [id, outcome] of outcomes) {
    const claims = outcome.status === 'measured' ? outcome.claims : []
    const runs = claims.map(({ args: { pooled } }) => pooled).find((one) => typeof one === 'number')
    if (runs !== undefined) checks.set(runs, [...(checks.get(runs) ?? []), id])
  }
  return [...checks].map(([runs, ids]) => ({ code: 'pooled', args: { runs, checks: ids.join(', ') } }))
}
