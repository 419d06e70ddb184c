import type { ModelPlacement, Placement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Scene } from '#contract/evidence'
import type { At, Reason, Side } from '#contract/ids'
import type { Tree } from '#contract/ports'

/** The side that evidence of one side is asked for. */
export function sideOf(at: At): Side {
  if (at !== 'pair' && typeof at === 'string') return at
  throw new GateError('internal', 'us', 'this evidence is of one side', { hint: 'Please report this defect.' })
}

/** Why a side has no model, or null. A model that head's configuration names and head lacks is no reason: reading it fails. */
export async function modelUnavailable(scene: Scene, side: Side): Promise<Reason | null> {
  const model = scene.placement[side]?.model
  const tree = scene.tree[side]
  if (side === 'head') return model && tree ? null : { code: 'no-model', args: {} }
  if (side === 'anchor' && !tree) return { code: 'no-anchor', args: {} }
  if (!scene.placement.head?.model && !model) return { code: 'no-model', args: {} }
  if (model && tree && (await tree.oid(model.path)) !== null) return null
  return { code: 'first-model', args: {} }
}

export interface ModelAt {
  readonly model: ModelPlacement
  readonly placement: Placement
  readonly tree: Tree
}

export function modelAt(scene: Scene, side: Side): ModelAt {
  const placement = scene.placement[side]
  const tree = scene.tree[side]
  if (placement?.model && tree) return { model: placement.model, placement, tree }
  throw new GateError('internal', 'us', `no model at ${side}`, { hint: 'Please report this defect.' })
}

/** Models larger than this are not read. */
export const MODEL_LIMIT = 512 * 1024 * 1024
