import type { Config, Placement, Policy, TargetPolicy } from '#contract/config'
import { placeText, UsageError } from '#contract/errors'
import type { Scene } from '#contract/evidence'
import type { History } from '#contract/history'
import type { Reason } from '#contract/ids'
import type { Tree } from '#contract/ports'
import { type Plan, plan } from '#engine/plan'
import { DvcTree } from '#host/dvc/tree'
import { type Gate, machineFingerprint } from './gate.ts'
import { historyOf, procedureOf } from './history.ts'
import { configOf, type LoadConfig, openSides, type Request, type Sides } from './sides.ts'

export interface Prepared {
  readonly sides: Sides
  /** What decides, and the configuration it stands in: the tip of base's, or head's when base has none. */
  readonly deciding: Config
  readonly headConfig: Config | null
  readonly policy: Policy
  readonly adopting: boolean
  readonly targets: readonly PreparedTarget[]
  readonly notes: readonly Reason[]
}
export interface PreparedTarget {
  readonly scene: Scene
  readonly plan: Plan
  readonly notes: readonly Reason[]
}

/** From names of commits to plans: reads configurations and object ids, no image and no model. */
export async function prepare(
  request: Request,
  gate: Gate,
  load: LoadConfig,
  only: ReadonlySet<string> | null,
  history: History | null = null,
): Promise<Prepared> {
  const sides = await openSides(request, gate)
  const configs = await readConfigs(request, sides, gate, load)
  const deciding = configs.policy ?? configs.head
  if (deciding === null)
    throw new UsageError('no-configuration', `${request.configPath}: neither base nor head has this file`, {
      hint: 'Run `cv-gate init` to write it.',
      place: { path: request.configPath },
    })
  const adopting = configs.policy === null
  const policy: Policy = adopting || request.draft === true ? { ...deciding.policy, mode: 'advisory' } : deciding.policy
  const usesDvc = [deciding, configs.base, configs.head].some((config) => config && keptByDvc(config))
  const trees = usesDvc ? await dvcTrees(sides, gate) : (tree: Tree) => tree
  const targets: PreparedTarget[] = []
  for (const [name, targetPolicy] of allTargets(policy, configs.head)) {
    const base = placementOf(name, configs.base, deciding)
    const head = placementOf(name, configs.head, deciding)
    targets.push(await prepareTarget(name, targetPolicy, base, head, sides, trees, policy, gate, only, history))
  }
  const notes: Reason[] = [...sides.notes]
  if (adopting) notes.push({ code: 'adopting', args: {} })
  if (request.draft === true) notes.push({ code: 'draft', args: {} })
  if (targets.every((target) => target.plan.checks.every((check) => check.state !== 'run')))
    notes.push({ code: 'nothing-relevant-changed', args: {} })
  return { sides, deciding, headConfig: configs.head, policy, adopting, targets, notes }
}

interface Configs {
  policy: Config | null
  base: Config | null
  head: Config | null
}

async function readConfigs(request: Request, sides: Sides, gate: Gate, load: LoadConfig): Promise<Configs> {
  if (request.configText !== null) {
    const given = load(request.configText, { path: request.configPath, commit: 'worktree' })
    return { policy: given, base: given, head: given }
  }
  const read = (tree: Tree) => configOf(tree, request.configPath, load)
  const head = await read(sides.head)
  const tip = gate.repository.tree('base', sides.policyCommit)
  const policy = await read(tip).catch((thrown) => elsewhere(thrown, tip.commit, ON_TIP))
  if (sides.base.commit === sides.policyCommit) return { policy, base: policy, head }
  return { policy, base: await read(sides.base).catch((thrown) => elsewhere(thrown, sides.base.commit, ON_BASE)), head }
}

const ON_TIP = [
  'the tip of the base branch',
  'It decides, and no pull request passes before it is mended there, this one neither: let somebody who may pass by the rules merge the mend.',
] as const
const ON_BASE = [
  'the merge-base',
  'Merge the base branch into this one, or rebase it, for its tip has a sound one.',
] as const

/** Not head's file: its author may have mended just this line, and no mark may stand there. */
function elsewhere(thrown: unknown, commit: string, [where, hint]: readonly [string, string]): never {
  if (!(thrown instanceof UsageError)) throw thrown
  const message = `the configuration on ${where}, ${commit.slice(0, 10)}, is wrong: ${placeText(thrown)}${thrown.message}`
  throw new UsageError(thrown.code, message, { hint, cause: thrown })
}

/** The policy's targets, then those that head adds: a new target is judged by the rules it comes with. */
function allTargets(policy: Policy, head: Config | null): [string, TargetPolicy][] {
  const targets = Object.entries(policy.targets)
  const known = new Set(targets.map(([name]) => name))
  for (const [name, target] of Object.entries(head?.policy.targets ?? {}))
    if (!known.has(name)) targets.push([name, target])
  return targets
}

function placementOf(name: string, own: Config | null, deciding: Config): Placement | null {
  const config = own && Object.hasOwn(own.placements, name) ? own : deciding
  return Object.hasOwn(config.placements, name) ? config.placements[name]! : null
}

type TreeOf = (tree: Tree, placement: Placement | null) => Tree

function keptByDvc({ placements }: Config): boolean {
  return Object.values(placements).some(({ data }) => data.store === 'dvc')
}

/** The files of a commit as its target keeps them: with `store: dvc` also those that DVC names, read once a commit. */
async function dvcTrees(sides: Sides, { repository }: Gate): Promise<TreeOf> {
  const project = await repository.openDvc(repository.tree('base', sides.policyCommit))
  const known = new Map<string, Tree>()
  return (tree, placement) => {
    if (placement?.data.store !== 'dvc') return tree
    const made = known.get(tree.commit + tree.side) ?? new DvcTree(tree, project)
    known.set(tree.commit + tree.side, made)
    return made
  }
}

async function prepareTarget(
  name: string,
  policy: TargetPolicy,
  base: Placement | null,
  head: Placement | null,
  sides: Sides,
  placed: TreeOf,
  whole: Policy,
  gate: Gate,
  only: ReadonlySet<string> | null,
  history: History | null,
): Promise<PreparedTarget> {
  const notes: Reason[] = []
  const modelPath = base?.model?.path
  const anchorId = modelPath ? await gate.repository.anchor(policy.anchor ?? 'v*', sides.base.commit, modelPath) : null
  if (modelPath && anchorId === null && policy.primary) notes.push({ code: 'no-anchor', args: {} })
  const machine = machineFingerprint(await gate.machine())
  const scene: Scene = {
    target: name,
    policy,
    placement: { base, head, anchor: anchorId ? base : null },
    tree: {
      base: placed(sides.base, base),
      head: placed(sides.head, head),
      anchor: anchorId ? placed(gate.repository.tree('anchor', anchorId), base) : null,
    },
    history: history && historyOf(history, name, machine, procedureOf(policy)),
  }
  const planned = await plan(scene, gate.checks, gate.evidence, gate.hash, {
    only,
    off: switchedOff(whole),
    machine,
  })
  return { scene, plan: planned, notes }
}

function switchedOff(policy: Policy): ReadonlySet<string> {
  return new Set(Object.entries(policy.checks).flatMap(([id, check]) => (check.severity === 'off' ? [id] : [])))
}
