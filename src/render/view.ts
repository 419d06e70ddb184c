import type { CheckMeta, Message } from '#contract/check'
import type { CheckId } from '#contract/ids'
import type { Claim, Finding } from '#contract/outcome'
import type { Conclusion, Report, Severity, TargetReport } from '#contract/report'
import { type Fragment, fill, unknown } from './fragments.ts'
import { change, plain } from './numbers.ts'
import { honoured } from './waivers.ts'

export type Catalogue = ReadonlyMap<CheckId, CheckMeta>

export interface Headline {
  readonly icon: string
  /** The verdict in words; the same in every sink. */
  readonly words: string
  readonly todo: string
}
const ICONS: Readonly<Record<Conclusion, string>> = {
  passed: '✅',
  warned: '⚠️',
  inconclusive: '❔',
  unverified: '🚧',
  blocked: '⛔',
}

export function isAccepted(report: Report): boolean {
  return report.targets.every((target) => target.blockers.length === 0)
}

export function headline(report: Report, catalogue: Catalogue): Headline {
  const { conclusion, mode } = report
  const adopting = report.notes.some((note) => note.code === 'adopting')
  const waived = honoured(report)
  const words = `${verdictWords(report, catalogue)}${waived > 0 ? ` (${waived} waived)` : ''}`
  const prefix =
    mode === 'advisory' ? `${adopting ? 'adopting' : 'advisory'}: ${enforcedFails(report) ? 'would be ' : ''}` : ''
  return { icon: ICONS[conclusion], words: `${prefix}${words}`, todo: todo(report) }
}

function enforcedFails(report: Report): boolean {
  return (
    report.conclusion === 'blocked' ||
    report.conclusion === 'unverified' ||
    (report.conclusion === 'inconclusive' && !isAccepted(report))
  )
}

function verdictWords(report: Report, catalogue: Catalogue): string {
  if (report.conclusion === 'passed')
    return report.notes.some((note) => note.code === 'nothing-relevant-changed')
      ? 'passed, nothing relevant changed'
      : 'passed'
  if (report.conclusion === 'warned') return 'passed with warnings'
  if (report.conclusion === 'inconclusive')
    return isAccepted(report) ? 'not proven, accepted by the policy' : 'not proven, needs a decision'
  if (report.conclusion === 'unverified') return `unverified, ${errors(report).length} of its checks could not run`
  const titles = new Map<string, number>()
  for (const { meta, check } of findings(report, catalogue).filter((one) => one.blocking)) {
    const title = meta?.failureTitle ?? check
    titles.set(title, (titles.get(title) ?? 0) + 1)
  }
  return `blocked: ${[...titles].map(([title, count]) => (count > 1 ? `${lower(title)} (${count})` : lower(title))).join(', ')}`
}

function lower(title: string): string {
  return title.charAt(0).toLowerCase() + title.slice(1)
}

function todo(report: Report): string {
  const text = enforcedTodo(report)
  const stopsNothing = report.mode === 'advisory' && enforcedFails(report)
  return stopsNothing ? `Advisory mode stops nothing. Once enforced, ${lower(text)}` : text
}

function enforcedTodo(report: Report): string {
  switch (report.conclusion) {
    case 'passed':
      return 'Nothing to do.'
    case 'warned':
      return 'It may be merged; read the warnings first.'
    case 'inconclusive':
      return isAccepted(report)
        ? 'It may be merged; the test set is too small to say more.'
        : 'A maintainer has to decide, or the test set has to grow.'
    case 'unverified':
      return 'It may not be merged: what could not be measured is not known to be good.'
    case 'blocked':
      return 'It may not be merged before what follows is solved.'
  }
}

/** A finding with what this program knows of it. Its words are made when they are read: of forty thousand few are. */
export class FindingView {
  readonly target: string
  readonly check: CheckId
  readonly meta: CheckMeta | null
  readonly finding: Finding
  readonly severity: Severity
  readonly blocking: boolean
  readonly #message: Message | null
  constructor(target: TargetReport, blocking: boolean, check: CheckId, finding: Finding, meta: CheckMeta | null) {
    this.target = target.name
    this.check = check
    this.meta = meta
    this.finding = finding
    this.severity = Object.hasOwn(target.severities, finding.id) ? target.severities[finding.id]! : 'warn'
    this.blocking = blocking
    this.#message = meta && Object.hasOwn(meta.messages, finding.code) ? meta.messages[finding.code]! : null
  }
  get text(): Fragment[] {
    const { code, args } = this.finding
    return this.#message ? fill(this.#message.text, args) : unknown(code, args)
  }
  get fix(): Fragment[] {
    return this.#message ? fill(this.#message.fix, this.finding.args) : []
  }
}
const ORDER: readonly Severity[] = ['block', 'warn', 'info', 'off']

/** All findings that are not switched off, worst first, new before old. */
export function findings(report: Report, catalogue: Catalogue): FindingView[] {
  const views = report.targets.flatMap((target) => {
    const blockers = new Set(target.blockers)
    return Object.entries(target.outcomes).flatMap(([id, outcome]) => {
      const check = id as CheckId
      const meta = catalogue.get(check) ?? null
      return outcome.status === 'measured'
        ? outcome.findings.map((one) => new FindingView(target, blockers.has(one.id), check, one, meta))
        : []
    })
  })
  return views
    .filter((one) => one.severity !== 'off')
    .sort(
      (a, b) =>
        ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) ||
        Number(a.finding.age !== 'new') - Number(b.finding.age !== 'new'),
    )
}

export interface ErrorView {
  readonly target: string
  readonly check: CheckId
  readonly code: string
  readonly message: string
  readonly hint: string
}

/** What failed, each failure once although several checks may have needed it. */
export function errors(report: Report): ErrorView[] {
  return report.targets.flatMap((target) =>
    Object.entries(target.outcomes).flatMap(([check, outcome]) =>
      outcome.status === 'error'
        ? [
            {
              target: target.name,
              check: check as CheckId,
              code: outcome.code,
              message: outcome.message,
              hint: outcome.hint,
            },
          ]
        : [],
    ),
  )
}

/** The same failure of several checks as one row. */
export function distinctErrors(report: Report): (ErrorView & { checks: CheckId[] })[] {
  const byMessage = new Map<string, ErrorView & { checks: CheckId[] }>()
  for (const error of errors(report)) {
    const key = `${error.target}\0${error.code}\0${error.message}`
    const known = byMessage.get(key)
    if (known) known.checks.push(error.check)
    else byMessage.set(key, { ...error, checks: [error.check] })
  }
  return [...byMessage.values()]
}

/** A name from the configuration: only shown when there is more than one. */
export function several(report: Report): boolean {
  return report.targets.length > 1
}

export interface Group {
  /** The first of its kind. */
  readonly one: FindingView
  /** Findings of the same check and code beside it. */
  readonly others: readonly FindingView[]
}

/** Findings of one kind together: twelve leaks are one thing to do, not twelve. */
export function grouped(views: readonly FindingView[]): Group[] {
  const groups = new Map<string, { one: FindingView; others: FindingView[] }>()
  for (const view of views) {
    const key = `${view.target}\0${view.check}\0${view.finding.code}`
    const known = groups.get(key)
    if (known) known.others.push(view)
    else groups.set(key, { one: view, others: [] })
  }
  return [...groups.values()]
}

export const VERDICT_ICONS = { pass: '✅', fail: '⛔', inconclusive: '❔' } as const
/** Latency is judged on the scale of −ln ratio, the rest as a difference. */
export function tolerated({ unit, margin }: Claim): string {
  return unit === 'ms' ? `× ${plain(Math.exp(margin))}` : change(-margin, unit)
}
