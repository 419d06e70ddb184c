import { GateError } from '#contract/errors'
import { type Report, reportSchema } from '#contract/report'

/** A report that came over an artifact: hostile until it fits the schema and is about the commit that the run measured. */
export function parseReport(text: string, run: number, head: string): Report {
  const refused = (why: string, cause?: unknown) =>
    new GateError('report-refused', 'artifact', `report.json of run ${run} is refused: ${why}`, {
      hint: 'Run the measuring workflow again, with the version of cv-gate that this workflow uses.',
      cause,
    })
  let data: unknown
  try {
    data = JSON.parse(text)
  } catch (cause) {
    throw refused('it is not JSON', cause)
  }
  const parsed = reportSchema.safeParse(data)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw refused(`${issue?.path.join('.') || 'report'}: ${issue?.message ?? 'not a report'}`, parsed.error)
  }
  if (parsed.data.commits.head !== head) throw refused(`it is not about commit ${head}`)
  return parsed.data
}
