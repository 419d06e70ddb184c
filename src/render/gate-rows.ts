import type { CheckId } from '#contract/ids'
import type { Outcome } from '#contract/outcome'
import type { Report, TargetReport } from '#contract/report'
import { type Fragment, reason } from './fragments.ts'
import { type Catalogue, findings } from './view.ts'

export interface GateRow {
  readonly target: string
  readonly check: CheckId
  readonly title: string
  readonly state: 'ok' | 'blocks' | 'warns' | 'open' | 'error' | 'unchanged' | 'not run' | 'info'
  readonly detail: Fragment[]
}
export const STATE_ICONS: Readonly<Record<GateRow['state'], string>> = {
  ok: '✅',
  blocks: '⛔',
  warns: '⚠️',
  open: '❔',
  error: '🚧',
  unchanged: '➖',
  'not run': '➖',
  info: 'ℹ️',
}

/** One row a check, in the order of the report. */
export function gateRows(report: Report, catalogue: Catalogue): GateRow[] {
  const all = findings(report, catalogue)
  return report.targets.flatMap((target) =>
    Object.entries(target.outcomes).map(([id, outcome]): GateRow => {
      const check = id as CheckId
      const own = all.filter((one) => one.target === target.name && one.check === check)
      const meta = catalogue.get(check)
      const state = stateOf(target, check, outcome, own)
      const title = (state === 'blocks' || state === 'warns' ? meta?.failureTitle : meta?.title) ?? check
      return { target: target.name, check, title, state, detail: detailOf(outcome, own) }
    }),
  )
}

type Own = ReturnType<typeof findings>

function stateOf(target: TargetReport, check: CheckId, outcome: Outcome, own: Own): GateRow['state'] {
  if (outcome.status === 'error') return 'error'
  if (outcome.status === 'unchanged') return 'unchanged'
  if (outcome.status !== 'measured') return 'not run'
  if (own.some((one) => one.blocking)) return 'blocks'
  if (own.some((one) => one.severity === 'warn')) return 'warns'
  if (target.judged.some((one) => one.check === check && one.verdict === 'inconclusive')) return 'open'
  return own.length > 0 ? 'info' : 'ok'
}

function detailOf(outcome: Outcome, own: Own): Fragment[] {
  if (outcome.status === 'error') return [{ untrusted: outcome.message }]
  if (outcome.status === 'unchanged') return [{ own: 'base and head are the same' }]
  if (outcome.status !== 'measured') return [{ own: 'not run: ' }, ...reason(outcome.reason)]
  const count = (test: (one: Own[number]) => boolean) => own.filter(test).length
  const parts = [
    [count((one) => one.blocking), 'blocking'],
    [count((one) => one.severity === 'warn'), 'to look at'],
    [count((one) => one.severity === 'info' && one.finding.age === 'new'), 'noted'],
    [count((one) => one.finding.age === 'pre-existing'), 'pre-existing'],
  ] as const
  const text = parts.flatMap(([n, what]) => (n > 0 ? [`${n} ${what}`] : [])).join(', ')
  return [{ own: text || 'nothing found' }]
}
