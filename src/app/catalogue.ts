import { checks } from '#checks/registry.generated'
import type { CheckMeta } from '#contract/check'
import type { CheckId } from '#contract/ids'
import { engineChecks } from '#engine/policy-change'

/** Everything that can stand in a report: the checks on disk, and the engine's own findings. */
export const catalogue: ReadonlyMap<CheckId, CheckMeta> = new Map(
  [...checks, ...engineChecks].map((check): [CheckId, CheckMeta] => [check.id, check]),
)

export const optionSchemas = new Map(checks.map((check) => [check.id, { options: check.options }]))
