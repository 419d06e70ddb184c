import type { Finding } from '#contract/outcome'
import type { StandingWaiver, TargetReport, Waiver } from '#contract/report'

/** A waiver is for one finding on one evidence: it dies when what was looked at changes. */
export function isWaived({ id, evidence }: Finding, waivers: readonly StandingWaiver[]): boolean {
  return waivers.some((one) => one.state === 'valid' && one.finding === id && evidence.startsWith(one.evidence))
}

/** What became of each waiver, over all targets. */
export function settleWaivers(
  waivers: readonly StandingWaiver[],
  targets: readonly Pick<TargetReport, 'outcomes' | 'waived'>[],
): Waiver[] {
  const waived = new Set(targets.flatMap((target) => target.waived))
  const found = new Map<string, Finding>()
  for (const outcome of targets.flatMap((target) => Object.values(target.outcomes)))
    if (outcome.status === 'measured') for (const finding of outcome.findings) found.set(finding.id, finding)
  return waivers.map((waiver) => ({ ...waiver, state: waiver.state === 'valid' ? settled(waiver) : waiver.state }))

  function settled({ finding: id, evidence }: StandingWaiver): Waiver['state'] {
    const finding = found.get(id)
    if (finding && !finding.evidence.startsWith(evidence)) return 'void'
    return waived.has(id) ? 'honoured' : 'unused'
  }
}
