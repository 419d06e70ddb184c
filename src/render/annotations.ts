import type { Report } from '#contract/report'
import { toPlain } from './fragments.ts'
import { type Catalogue, findings } from './view.ts'

export interface Annotation {
  readonly path: string
  readonly line: number
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}
const MOST = 1000
const LEVELS = { block: 'error', warn: 'warning', info: 'notice', off: 'notice' } as const

/** New findings on the file and line of head that they speak of, worst first. */
export function annotationsOf(report: Report, catalogue: Catalogue): Annotation[] {
  return findings(report, catalogue)
    .filter(({ finding }) => finding.age === 'new')
    .flatMap(({ finding, severity, meta, check, text, fix }): Annotation[] => {
      const about = finding.about.find((ref) => ref.kind === 'file' && ref.side === 'head')
      if (about?.kind !== 'file') return []
      const message = `${toPlain(text)}\n${toPlain(fix)}`.trim()
      return [
        {
          path: about.path,
          line: about.line ?? 1,
          level: LEVELS[severity],
          title: meta?.failureTitle ?? check,
          message,
        },
      ]
    })
    .slice(0, MOST)
}
