import type { Report } from '#contract/report'

/** report.json: keys in their order, two spaces, a line break at the end. */
export function renderJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`
}
