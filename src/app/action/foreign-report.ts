import { GateError } from '#contract/errors'
import { CONCLUSIONS, type Conclusion, type Report, reportSchema, type TargetReport, worst } from '#contract/report'
import { MOST_FINDINGS } from '#engine/fold'
import { parseBounded } from './json-bounds.ts'

/** The report is eleven deep; a hundred thousand findings are some three million values. */
const BOUNDS = { depth: 16, values: 8_000_000, string: 100_000 }

/**
 * A report that came over an artifact: hostile until it keeps the bounds, fits the schema, is about the commit that the run
 * measured, and draws no better conclusion than what it holds.
 */
export function parseReport(text: string, run: number, head: string): Report {
  const refused = (why: string, cause?: unknown) =>
    new GateError('report-refused', 'artifact', `report.json of run ${run} is refused: ${why}`, {
      hint: 'Run the measuring workflow again, with the version of cv-gate that this workflow uses.',
      cause,
    })
  const report = parseBounded(text, BOUNDS, reportSchema, refused)
  if (report.commits.head !== head) throw refused(`it is not about commit ${head}`)
  const wrong = tooMany(report) ?? contradiction(report)
  if (wrong !== null) throw refused(wrong)
  return report
}

function tooMany({ targets }: Report): string | null {
  const outcomes = targets.flatMap((target) => Object.values(target.outcomes))
  const count = outcomes.reduce((sum, one) => sum + (one.status === 'measured' ? one.findings.length : 0), 0)
  return count > MOST_FINDINGS ? `${count} findings, at most ${MOST_FINDINGS}` : null
}

/** A conclusion that is better than what stands below it was not drawn by this program. */
function contradiction({ targets, conclusion }: Report): string | null {
  if (targets.length === 0) return 'it judges no target'
  for (const [at, target] of targets.entries()) {
    const least = leastOf(target)
    if (isBetter(target.conclusion, least))
      return `target ${at + 1} is ${least} at best, and called ${target.conclusion}`
  }
  const all = worst(targets.map((target) => target.conclusion))
  return conclusion === all ? null : `its targets are ${all}, and it is called ${conclusion}`
}

function leastOf({ blockers, outcomes, severities }: TargetReport): Conclusion {
  if (Object.values(outcomes).some(({ status }) => status === 'error')) return 'unverified'
  return blockers.length > 0 || Object.values(severities).includes('block') ? 'inconclusive' : 'passed'
}

function isBetter(one: Conclusion, other: Conclusion): boolean {
  return CONCLUSIONS.indexOf(one) < CONCLUSIONS.indexOf(other)
}
