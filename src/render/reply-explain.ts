import type { CheckMeta } from '#contract/check'
import type { CheckId } from '#contract/ids'
import type { Report } from '#contract/report'
import { waiveCommand } from './blockers.ts'
import { codeSpan } from './escape.ts'
import { toMarkdown } from './fragments.ts'
import { gateRows, STATE_ICONS } from './gate-rows.ts'
import { plain } from './numbers.ts'
import { checkNames, commit } from './reply-words.ts'
import { refText } from './tables.ts'
import { type Catalogue, type FindingView, findings, several } from './view.ts'

const PLACES = 10

/** A check by its description and newest results, a finding by what the newest report says of it. */
export function explanation(what: string, report: Report | null, catalogue: Catalogue): string[] {
  const meta = catalogue.get(what as CheckId)
  if (meta) return aboutCheck(meta, report, catalogue)
  if (what.includes('/')) return [`There is no check ${codeSpan(what)}.`, checkNames(catalogue)]
  if (report === null)
    return [`There is no report for this pull request yet, so finding ${codeSpan(what)} is not known.`]
  const found = findings(report, catalogue).filter(({ finding }) => finding.id === what)
  if (found.length === 0)
    return [
      `The newest report, of ${commit(report.commits.head)}, holds no finding ${codeSpan(what)}: it is solved, or was never there. \`/cv-status\` lists what blocks.`,
    ]
  return found.flatMap((one) => aboutFinding(one, report))
}

function aboutCheck(meta: CheckMeta, report: Report | null, catalogue: Catalogue): string[] {
  const rows = report === null ? [] : gateRows(report, catalogue).filter(({ check }) => check === meta.id)
  const now = rows.map(({ state, target, detail }) => {
    const name = report !== null && several(report) ? `${codeSpan(target)} ` : ''
    return `${STATE_ICONS[state]} ${name}${toMarkdown(detail)}`
  })
  const messages = Object.entries(meta.messages).map(
    ([code, { severity, text, fix }]) => `- **${code}** (${severity} unless configured): ${text}\n  → ${fix}`,
  )
  return [
    `**${meta.title}** \`${meta.id}\`: ${meta.why}`,
    now.length > 0 ? `In the newest report: ${now.join('; ')}.` : '',
    'What it can find:',
    ...messages,
    `\`cv-gate explain ${meta.id}\` prints its options too.`,
  ]
}

const MEANS = {
  block: 'a blocker',
  warn: 'a warning: it does not block',
  info: 'for information: it does not block',
  off: 'switched off',
} as const

function aboutFinding(
  { finding, check, meta, target, severity, blocking, text, fix }: FindingView,
  report: Report,
): string[] {
  const { id, age, about } = finding
  const places = about.slice(0, PLACES).map((ref) => `- ${codeSpan(`${ref.side}: ${refText(ref)}`)}`)
  const more = about.length - places.length
  return [
    `**${id}** ${several(report) ? `${codeSpan(target)} ` : ''}${toMarkdown(text)}`,
    fix.length > 0 ? `→ ${toMarkdown(fix)}` : '',
    `${[
      `It is ${MEANS[severity]}`,
      age === 'new' ? 'caused by this pull request' : 'on base already',
      `found by ${codeSpan(check)}`,
    ].join(', ')}.`,
    blocking
      ? `Solve it, or let a maintainer accept it with \`${waiveCommand(finding)}\`, a reason in the place of the last word.`
      : '',
    meta?.why ?? '',
    [...places, ...(more > 0 ? [`- … ${plain(more)} more places in report.html`] : [])].join('\n'),
  ]
}
