import type { Report } from '#contract/report'
import { html } from '../escape.ts'
import { reason, toHtml } from '../fragments.ts'
import { plain } from '../numbers.ts'
import { tolerated, VERDICT_ICONS } from '../view.ts'
import { scroll } from './exhibits.ts'

const HEADER = ['verdict', 'target', 'metric', 'limit', 'p', 'why']

/** Every claim with its limit, the p-value that decided (adjusted where Holm spans it) and the reason; '' without one. */
export function judgedHtml(report: Report): string {
  const rows = report.targets.flatMap(({ name, judged, outcomes }) =>
    judged.map(({ check, metric, slice, verdict, pAdjusted, why }) => {
      const outcome = outcomes[check]
      const claims = outcome?.status === 'measured' ? outcome.claims : []
      const claim = claims.find((one) => one.metric === metric && one.slice === slice)
      const of = slice === null ? '' : ` <code>${html(slice)}</code>`
      const p = pAdjusted === null ? '' : pAdjusted > 0 && pAdjusted < 0.001 ? '&lt; 0.001' : plain(pAdjusted)
      const cells = [`<code>${html(name)}</code>`, `${html(metric)}${of}`, claim ? html(tolerated(claim)) : '', p]
      return `<tr><td class="state">${VERDICT_ICONS[verdict]} ${verdict}</td>${cells.map((cell) => `<td>${cell}</td>`).join('')}<td>${toHtml(reason(why))}</td></tr>`
    }),
  )
  if (rows.length === 0) return ''
  const header = HEADER.map((title) => `<th scope="col">${title}</th>`).join('')
  return scroll(`<table><thead><tr>${header}</tr></thead><tbody>${rows.join('')}</tbody></table>`)
}
