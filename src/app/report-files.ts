import type { CheckMeta } from '#contract/check'
import type { CheckId } from '#contract/ids'
import type { Report } from '#contract/report'
import { renderComment } from '#render/comment'
import { renderHtml } from '#render/html'
import { renderJson } from '#render/json'
import { renderSarif } from '#render/sarif'

/** The files of a report, by name; the folder ignores itself, so that a working tree stays clean. */
export function reportFiles(report: Report, catalogue: ReadonlyMap<CheckId, CheckMeta>): Record<string, string> {
  return {
    'report.json': renderJson(report),
    'comment.md': renderComment(report, catalogue, {
      marker: { key: 'default', head: report.commits.head, run: 'local' },
    }),
    'report.html': renderHtml(report, catalogue),
    'report.sarif': renderSarif(report, catalogue),
    '.gitignore': '*\n',
  }
}
