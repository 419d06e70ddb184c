import type { Report } from '#contract/report'
import { renderComment } from './comment.ts'
import type { Catalogue } from './view.ts'

/** GitHub shows nothing of a step summary above 1 MiB. */
const MOST = 900 * 1024

/** The step summary: the comment with more rows, without its marker. */
export function renderSummary(report: Report, catalogue: Catalogue): string {
  return renderComment(report, catalogue, { marker: null, most: MOST / 4, rows: 100 })
}
