import { EVIDENCE_DIGITS, formatCommand, PLACEHOLDER } from '#commands/grammar'
import type { Finding } from '#contract/outcome'
import type { Report } from '#contract/report'
import { codeSpan } from './escape.ts'
import { toMarkdown } from './fragments.ts'
import { plain } from './numbers.ts'
import { refText } from './tables.ts'
import { type Group, several } from './view.ts'

/** `3a91c07be2@5f0c21aa`: the finding, and the first digits of what it rests on. */
export function waivable({ id, evidence }: Finding): string {
  return `${id}@${evidence.slice(0, EVIDENCE_DIGITS)}`
}

/** The command that accepts a finding, for copying; a reason has yet to be put into it. */
export function waiveCommand({ id: finding, evidence }: Finding): string {
  return formatCommand({
    kind: 'waive',
    finding,
    evidence: evidence.slice(0, EVIDENCE_DIGITS),
    reason: PLACEHOLDER,
  })
}

/** What blocks, how to mend it and how to accept it: a line each. `others` says where the ones of its kind are listed. */
export function blockerLines(report: Report, { one, others }: Group, listed: string): string[] {
  const where = one.finding.about.find((ref) => ref.kind === 'file')
  const target = several(report) ? `${codeSpan(one.target)} ` : ''
  const place = where ? ` (${codeSpan(refText(where))})` : ''
  const more = others.length > 0 ? ` — and ${plain(others.length)} more of this kind, ${listed}` : ''
  return [
    `**${one.finding.id}** ${target}${toMarkdown(one.text)}${place}${more}`,
    `→ ${toMarkdown(one.fix)}`,
    `or accept it: \`${waiveCommand(one.finding)}\``,
  ]
}
