import type { Claim } from '#contract/outcome'
import type { Report } from '#contract/report'
import type { Fragment } from './fragments.ts'
import { percent, plain, points } from './numbers.ts'
import { several } from './view.ts'

/** What this test set can tell at all, whatever the verdict: one line a primary claim that rests on a sample. */
export function powerLines(report: Report): Fragment[][] {
  return report.targets.flatMap(({ name, outcomes }) =>
    Object.values(outcomes)
      .flatMap((outcome) => (outcome.status === 'measured' ? outcome.claims : []))
      .flatMap((claim) => {
        const line = claim.role === 'primary' ? powerLine(claim) : null
        const target: Fragment[] = several(report) ? [{ untrusted: name }, { own: ' ' }] : []
        return line === null ? [] : [[...target, { own: line }]]
      }),
  )
}

function powerLine({ n, mde80, n80, margin, args }: Claim): string | null {
  if (mde80 === null || n80 === null) return null
  const psi = typeof args.psi === 'number' ? `, at ${percent(args.psi)} of answers flipping (${sourceOf(args)})` : ''
  const enough = n >= n80 ? 'which it has' : `it has ${plain(n)}`
  return `Power: these ${plain(n)} images show a loss of ${points(mde80).replace('+', '')} four times out of five; the tolerance of ${points(margin).replace('+', '')} needs ${plain(Math.ceil(n80))}, ${enough}${psi}.`
}

function sourceOf({ psiSource, psiRuns }: Claim['args']): string {
  if (psiSource === 'history' && typeof psiRuns === 'number')
    return `history: ${plain(psiRuns)} earlier ${psiRuns === 1 ? 'comparison' : 'comparisons'} on this test set`
  return psiSource === 'this pull request' ? 'as in this pull request' : 'assumed'
}
