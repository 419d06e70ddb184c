import type { Metric, Outcome } from '#contract/outcome'
import type { Report, TargetReport } from '#contract/report'
import { blockerLines, waivable } from './blockers.ts'
import { type Section, withinBudget } from './budget.ts'
import { codeSpan } from './escape.ts'
import { reason, toMarkdown } from './fragments.ts'
import { gateRows, STATE_ICONS } from './gate-rows.ts'
import { duration, plain } from './numbers.ts'
import { powerLines } from './power.ts'
import { link, type RunRef } from './reply-words.ts'
import { exhibitMarkdown, metricTable, refText, table } from './tables.ts'
import {
  type Catalogue,
  distinctErrors,
  type FindingView,
  findings,
  grouped,
  headline,
  several,
  tolerated,
  VERDICT_ICONS,
} from './view.ts'
import { honoured, waiverLines } from './waivers.ts'

export interface CommentOptions {
  /** By which the comment is found again; null where the text is for a place of its own. */
  readonly marker: { readonly key: string; readonly head: string; readonly run: string } | null
  /** The publisher's own conclusion, never the report's. */
  readonly verified?: boolean
  /** Path of the workflow file where the pull request has another than base: it may have changed what measured it. */
  readonly foreign?: string | null
  /** That measured, with the artifact that holds report.html; absent where there is none. */
  readonly run?: RunRef
  /** Whether somebody answers commands here: without the bot file a waiver waits for the run to be started again. */
  readonly answered?: boolean
  /** Characters at most; GitHub refuses more than 65,536. */
  readonly most?: number
  /** Rows of a table at most. */
  readonly rows?: number
}
const MOST = 60_000
const BLOCKERS = 5
const FINDINGS_SHOWN = 40
/** Of one kind: fifty boxes without area are one thing to see. */
const OF_A_KIND = 12

/** The one comment: right wherever the reader stops. */
export function renderComment(
  report: Report,
  catalogue: Catalogue,
  { marker, verified = false, foreign = null, run, answered = true, most = MOST, rows = 20 }: CommentOptions,
): string {
  const { icon, words, todo } = headline(report, catalogue)
  const all = findings(report, catalogue)
  const mark = marker && markOf(marker)
  const sections: Section[] = [
    { priority: 0, text: `${mark ?? ''}## ${icon} CV gate: ${words}` },
    { priority: 0, text: provenance(report, verified) },
    { priority: 0, text: foreign === null ? '' : measuredByItself(foreign) },
    { priority: 0, text: `**${todo}**` },
    { priority: 1, text: notes(report) },
    { priority: 0, text: blockers(report, all, run && !answered ? run : null) },
    { priority: 1, text: failures(report) },
    { priority: 2, text: gateTable(report, catalogue) },
    { priority: 3, text: headlineMetrics(report, rows) },
    {
      priority: 4,
      text: powerLines(report)
        .map((line) => toMarkdown(line))
        .join('\n'),
    },
    { priority: 5, text: counts(all, report) },
    {
      priority: 2,
      text: waiverLines(report)
        .map((line) => `- ${toMarkdown(line)}`)
        .join('\n'),
    },
    ...details(report, catalogue, all, rows),
    { priority: 2, text: footer(report, run, answered) },
  ]
  return withinBudget(sections, most)
}

/** The first line of the one comment. */
export function markOf({ key, head, run }: NonNullable<CommentOptions['marker']>): string {
  return `<!-- cv-gate:v1 key=${key} head=${head} run=${run} -->\n`
}

function provenance({ commits, machine, timing, tool }: Report, verified: boolean): string {
  const age = commits.baseAgeDays === null ? '' : `, ${plain(commits.baseAgeDays)} d older`
  const head = commits.head === 'worktree' ? 'working tree' : commits.head.slice(0, 10)
  const parts = [
    `\`${commits.base.slice(0, 10)}\` (merge-base${age}) → \`${head}\``,
    machine.gpu === null ? 'CPU' : codeSpan(machine.gpu),
    duration(timing.seconds),
    verified ? '**verified**' : 'self-reported',
    `${timing.started.slice(0, 16).replace('T', ' ')} UTC`,
    `cv-gate ${tool.version}`,
  ]
  return parts.join(' · ')
}

function measuredByItself(workflow: string): string {
  return `> [!WARNING]
> ${codeSpan(workflow)} on this branch is not the base branch's: this pull request changes what measures it, or is behind. Look at that file before you believe what follows.`
}

function notes(report: Report): string {
  const all = [...report.notes, ...report.targets.flatMap((target) => target.notes)]
  const shown = all.filter((note) => note.code !== 'no-anchor' && note.code !== 'nothing-relevant-changed')
  return shown.length === 0 ? '' : `> [!NOTE]\n${shown.map((note) => `> ${toMarkdown(reason(note))}`).join('\n')}`
}

/** At most five kinds, with what to do; those that are listed below carry what `/cv-waive` needs. */
function blockers(report: Report, all: readonly FindingView[], again: RunRef | null): string {
  const groups = grouped(all.filter((one) => one.blocking))
  if (groups.length === 0) return ''
  const lines = groups
    .slice(0, BLOCKERS)
    .map((group) => `> ${blockerLines(report, group, 'listed below').join('\n> ')}`)
  const more = groups.length > BLOCKERS ? `\n>\n> … and ${plain(groups.length - BLOCKERS)} more kinds below` : ''
  const counts = again ? `\n>\n> A waiver counts when ${link(again)} is started again: *Re-run all jobs*.` : ''
  return `> [!CAUTION]\n${lines.join('\n>\n')}${more}${counts}`
}

function failures(report: Report): string {
  const rows = distinctErrors(report)
  if (rows.length === 0) return ''
  const lines = rows
    .slice(0, BLOCKERS)
    .map(
      ({ code, message, hint, checks }) =>
        `> **${code}** ${codeSpan(message)} (stops ${checks.join(', ')})\n> → ${codeSpan(hint)}`,
    )
  return `> [!WARNING]\n${lines.join('\n>\n')}`
}

function gateTable(report: Report, catalogue: Catalogue): string {
  const rows = gateRows(report, catalogue)
  const shown = rows.filter((row) => row.state !== 'unchanged')
  const unchanged = rows.length - shown.length
  const target = several(report)
  const made = table(
    ['', ...(target ? ['target'] : []), 'check', 'result'],
    shown.map((row) => [
      STATE_ICONS[row.state],
      ...(target ? [codeSpan(row.target, true)] : []),
      row.title,
      toMarkdown(row.detail, true),
    ]),
  )
  const same =
    unchanged > 0
      ? `➖ ${plain(unchanged)} check${unchanged === 1 ? '' : 's'} unchanged: base and head are the same for ${unchanged === 1 ? 'it' : 'them'}.`
      : ''
  return [shown.length > 0 ? made : '', same].filter(Boolean).join('\n\n')
}

/** What was judged: the metrics that have a claim, with what was tolerated and the verdict on it. */
function headlineMetrics(report: Report, rows: number): string {
  const judged = report.targets.flatMap(judgedMetrics).filter(({ metric }) => metric.delta.value !== null)
  if (judged.length === 0) return ''
  return metricTable(
    judged.map(({ metric }) => metric),
    rows,
    judged.map(({ limit }) => limit),
  )
}

function judgedMetrics({ outcomes, judged }: TargetReport): { metric: Metric; limit: string }[] {
  return Object.entries(outcomes).flatMap(([check, outcome]) => {
    if (outcome.status !== 'measured') return []
    return outcome.metrics.flatMap((metric) => {
      const same = (one: { metric: string; slice: string | null }) =>
        one.metric === metric.id && one.slice === metric.slice
      const claim = outcome.claims.find(same)
      const verdict = judged.find((one) => one.check === check && same(one))?.verdict
      if (!claim) return []
      return [{ metric, limit: `${tolerated(claim)} ${verdict ? VERDICT_ICONS[verdict] : ''}`.trim() }]
    })
  })
}

function counts(all: readonly FindingView[], report: Report): string {
  const number = (test: (one: FindingView) => boolean) => all.filter(test).length
  const judged = report.targets.flatMap((target) => target.judged)
  const notRun = report.targets
    .flatMap((target) => Object.values(target.outcomes))
    .filter((outcome) => outcome.status === 'skipped' || outcome.status === 'not-applicable').length
  return [
    `new ${plain(number((one) => one.finding.age === 'new'))}`,
    `pre-existing ${plain(number((one) => one.finding.age === 'pre-existing'))}`,
    `tolerated ${plain(judged.filter((one) => one.toleratedLoss).length)}`,
    `waived ${plain(honoured(report))}`,
    `not run ${plain(notRun)}`,
  ].join(' · ')
}

/** One fold a family, with its findings, metrics and exhibits. */
function details(report: Report, catalogue: Catalogue, all: readonly FindingView[], rows: number): Section[] {
  const families = new Map<string, string[]>()
  for (const target of report.targets)
    for (const [id, outcome] of Object.entries(target.outcomes)) {
      if (outcome.status !== 'measured') continue
      const own = all.filter((one) => one.target === target.name && one.check === id)
      if (own.length === 0 && isQuiet(outcome)) continue
      const exhibits = outcome.exhibits.map((exhibit) => exhibitMarkdown(exhibit, rows)).filter(Boolean)
      const parts = [
        list(own),
        outcome.metrics.length > 0 ? metricTable(outcome.metrics, rows) : '',
        ...exhibits,
      ].filter(Boolean)
      if (parts.length === 0) continue
      const family = id.split('/')[0]!
      const title = `#### ${catalogue.get(id as never)?.title ?? id}${several(report) ? ` · ${codeSpan(target.name)}` : ''}`
      families.set(family, [...(families.get(family) ?? []), [title, ...parts].join('\n\n')])
    }
  return [...families].map(([family, parts], index) => ({
    priority: 10 + index,
    text: `<details><summary>${family.charAt(0).toUpperCase()}${family.slice(1)}</summary>\n\n${parts.join('\n\n')}\n\n</details>`,
  }))
}

/** Nothing to look at, nothing judged, and no number that moved: the row in the table above says it all. */
function isQuiet({ metrics, claims, exhibits }: Extract<Outcome, { status: 'measured' }>): boolean {
  const still = ({ head, delta }: Metric) => (delta.value ?? head.value) === 0
  return claims.length === 0 && exhibits.length === 0 && metrics.every(still)
}

export const MARKS = { block: '⛔', warn: '⚠️', info: 'ℹ️', off: '' } as const
function list(own: readonly FindingView[]): string {
  const kinds = grouped(own).flatMap(({ one, others }) => [one, ...others.slice(0, OF_A_KIND - 1)])
  const lines = kinds.slice(0, FINDINGS_SHOWN).map(({ severity, finding, text, fix, blocking }) => {
    const record = finding.about.find((ref) => ref.kind === 'file' && ref.line !== undefined)
    const place = record ? ` · ${codeSpan(refText(record))}` : ''
    const old = finding.age === 'pre-existing' ? ' *(pre-existing)*' : ''
    const remedy = severity === 'warn' || (severity === 'block' && !blocking) ? `<br>→ ${toMarkdown(fix)}` : ''
    const name = blocking ? `\`${waivable(finding)}\`` : finding.id
    return `- ${MARKS[severity]} **${name}** ${toMarkdown(text)}${place}${old}${remedy}`
  })
  const more = own.length - lines.length
  return [...lines, ...(more > 0 ? [`- … ${plain(more)} more in report.html`] : [])].join('\n')
}

function footer({ timing, commits }: Report, run: RunRef | undefined, answered: boolean): string {
  const stages = Object.entries(timing.stages).map(([name, seconds]) => `${name} ${duration(seconds)}`)
  const again =
    commits.head === 'worktree'
      ? 'cv-gate run --head worktree'
      : `cv-gate run --base ${commits.policy.slice(0, 10)} --head ${commits.head.slice(0, 10)}`
  const parts = [
    ...(run ? [`report.html is an artifact of ${link(run)}`] : []),
    ...(run && answered ? ['<code>/cv-help</code> lists the commands'] : []),
    ...stages,
    `again on your machine: <code>${again}</code>`,
  ]
  return `<sub>${parts.join(' · ')}</sub>`
}
