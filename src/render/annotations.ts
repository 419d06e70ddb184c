import type { Report } from '#contract/report'
import { toPlain } from './fragments.ts'
import { type Catalogue, type FindingView, findings, grouped } from './view.ts'

export interface Annotation {
  readonly path: string
  readonly line: number
  /** 1-based, in characters; absent: the line as a whole. */
  readonly column?: number
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}
/** GitHub keeps no more for a check than anybody reads. */
export const MOST_ANNOTATIONS = 1000
const LEVELS = { block: 'error', warn: 'warning', info: 'notice', off: 'notice' } as const

/** New findings on the file, line and column of head that they speak of, in the order of `fresh`. */
export function annotationsOf(report: Report, catalogue: Catalogue): Annotation[] {
  const annotations: Annotation[] = []
  for (const view of fresh(report, catalogue)) {
    const annotation = annotationOf(view)
    if (annotation && annotations.push(annotation) === MOST_ANNOTATIONS) break
  }
  return annotations
}

/**
 * What the pull request brought, worst first. GitHub shows few of one level: within a level the first of every kind comes
 * before the second of any.
 */
export function fresh(report: Report, catalogue: Catalogue): FindingView[] {
  return inTurn(findings(report, catalogue).filter(({ finding }) => finding.age === 'new'))
}

/** Whether a line of head is one to annotate. */
export type IsShown = (path: string, line: number) => boolean

/** Null where a finding speaks of no file of head, or of a line that is not shown. */
export function annotationOf(view: FindingView, isShown: IsShown = () => true): Annotation | null {
  const { finding, severity, meta, check } = view
  const about = finding.about.find((ref) => ref.kind === 'file' && ref.side === 'head')
  if (about?.kind !== 'file' || !isShown(about.path, about.line ?? 1)) return null
  return {
    path: about.path,
    line: about.line ?? 1,
    ...(about.column === undefined ? {} : { column: about.column }),
    level: LEVELS[severity],
    title: meta?.failureTitle ?? check,
    message: `${toPlain(view.text)}\n${toPlain(view.fix)}`.trim(),
  }
}

function inTurn(views: readonly FindingView[]): FindingView[] {
  const levels = ['error', 'warning', 'notice'] as const
  return levels.flatMap((level) => {
    const kinds = grouped(views.filter(({ severity }) => LEVELS[severity] === level))
    const turns = kinds.flatMap(({ one, others }) => [one, ...others].map((view, turn) => ({ view, turn })))
    return turns.sort((a, b) => a.turn - b.turn).map(({ view }) => view)
  })
}
