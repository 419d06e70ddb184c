import type { Claim } from '#contract/outcome'
import type { Report } from '#contract/report'
import { percent, plain, points } from './numbers.ts'

/** What this test set can tell at all: one line a primary claim that is not decided against head. */
export function powerLines(report: Report): string[] {
  return report.targets.flatMap((target) => {
    const failed = new Set(target.judged.filter((one) => one.verdict === 'fail').map((one) => one.metric))
    const claims = Object.values(target.outcomes).flatMap((outcome) =>
      outcome.status === 'measured' ? outcome.claims : [],
    )
    return claims.filter((claim) => claim.role === 'primary' && !failed.has(claim.metric)).map(powerLine)
  })
}

function powerLine({ n, mde80, n80, margin, args }: Claim): string {
  if (mde80 === null || n80 === null) return ''
  const psi =
    typeof args.psi === 'number'
      ? `, at ${percent(args.psi)} of answers flipping (${args.psiSource === 'assumed' ? 'assumed' : 'as in this pull request'})`
      : ''
  const enough = n >= n80 ? 'which it has' : `it has ${plain(n)}`
  return `Power: these ${plain(n)} images show a loss of ${points(mde80).replace('+', '')} four times out of five; the tolerance of ${points(margin).replace('+', '')} needs ${plain(Math.ceil(n80))}, ${enough}${psi}.`
}
