import type { Report } from '#contract/report'
import { blockerLines } from './blockers.ts'
import { codeSpan } from './escape.ts'
import { reason, toMarkdown } from './fragments.ts'
import { plain } from './numbers.ts'
import { commit, link, type RunRef } from './reply-words.ts'
import { type Catalogue, distinctErrors, findings, grouped, headline } from './view.ts'
import { waiverLines } from './waivers.ts'

export interface StatusAsked {
  /** The commit that the pull request is at. */
  readonly head: string
  /** The newest there is, whatever commit it judged. */
  readonly report: Report | null
  /** The one in progress for `head`. */
  readonly run: RunRef | null
}

const SHOWN = 5

/** The newest verdict, what stands in the way, and what was waived. */
export function statusOf({ head, report, run }: StatusAsked, catalogue: Catalogue): string[] {
  const measuring =
    run === null ? '' : `${link(run)} is measuring ${commit(head)} now: the comment follows when it ends.`
  if (report === null)
    return [
      measuring ||
        `There is no report for this pull request yet, and no run in progress for ${commit(head)}. Push a commit, or close and reopen the pull request: either starts a run.`,
    ]
  const { icon, words, todo } = headline(report, catalogue)
  const stale = report.commits.head === head ? '' : ` It is of an older commit: the pull request is at ${commit(head)}.`
  return [
    `${icon} **${words}** at ${commit(report.commits.head)}.${stale}`,
    measuring,
    todo,
    ...blocking(report, catalogue),
    failures(report),
    waived(report),
    looks(report),
  ]
}

function blocking(report: Report, catalogue: Catalogue): string[] {
  const groups = grouped(findings(report, catalogue).filter((one) => one.blocking))
  const lines = groups
    .slice(0, SHOWN)
    .map((group) => `- ${blockerLines(report, group, 'listed in the comment').join('\n  ')}`)
  return groups.length > SHOWN ? [...lines, `- … ${plain(groups.length - SHOWN)} more kinds in the comment`] : lines
}

function failures(report: Report): string {
  return distinctErrors(report)
    .slice(0, SHOWN)
    .map(({ code, message, hint }) => `- 🚧 **${code}** ${codeSpan(message)}\n  → ${codeSpan(hint)}`)
    .join('\n')
}

function waived(report: Report): string {
  const lines = waiverLines(report).map((line) => `- ${toMarkdown(line)}`)
  return lines.length === 0 ? 'Nothing is waived.' : lines.join('\n')
}

function looks({ looks: counted }: Report): string {
  if ('code' in counted) return `Looks: ${toMarkdown(reason(counted))}.`
  return `Looks: ${plain(counted.k)}; what is shown must hold at α = ${plain(counted.alpha)}.`
}
