import type { Report } from '#contract/report'
import { renderComment } from './comment.ts'
import type { Catalogue } from './view.ts'

/** GitHub shows nothing of a step summary above 1 MiB. */
const MOST = 900 * 1024

/** The step summary: the comment with more rows, without its marker. */
export function renderSummary(report: Report, catalogue: Catalogue): string {
  const marker = { key: 'summary', head: report.commits.head, run: 'summary' }
  return renderComment(report, catalogue, { marker, most: MOST / 4, rows: 100 }).replace(/^<!--[^\n]*-->\n/, '')
}
