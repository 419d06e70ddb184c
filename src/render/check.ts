import type { Report } from '#contract/report'
import { type Annotation, annotationOf, fresh, type IsShown, MOST_ANNOTATIONS } from './annotations.ts'
import { type CommentOptions, MARKS, markOf, renderComment } from './comment.ts'
import { codeSpan, visible } from './escape.ts'
import { toMarkdown } from './fragments.ts'
import { plain } from './numbers.ts'
import { link } from './reply-words.ts'
import { refText } from './tables.ts'
import { type Catalogue, type FindingView, headline } from './view.ts'

/** What a check run says, within GitHub's limits. */
export interface CheckTexts {
  /** The verdict in words, as in every sink. */
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly Annotation[]
}
const MOST_TITLE = 255
/** Of a commit status. */
const MOST_DESCRIPTION = 140
/** 65,535 is the limit of each; no character of ours takes more than three bytes, so that bytes may be meant as well. */
const MOST_SUMMARY = 20_000
const MOST_TEXT = 65_535
const ROOM_FOR_REST = 100

/** Annotations where GitHub shows them; every other finding of the pull request in the text, with its place. */
export function renderCheck(report: Report, catalogue: Catalogue, isShown: IsShown): CheckTexts {
  const annotations: Annotation[] = []
  const others: FindingView[] = []
  for (const view of fresh(report, catalogue)) {
    const annotation = annotations.length < MOST_ANNOTATIONS ? annotationOf(view, isShown) : null
    if (annotation) annotations.push(annotation)
    else others.push(view)
  }
  return {
    title: titleOf(report, catalogue, MOST_TITLE),
    summary: renderComment(report, catalogue, { marker: null, most: MOST_SUMMARY, rows: 20 }),
    text: textOf(annotations.length, others),
    annotations,
  }
}

/** The verdict as a commit status says it. */
export function renderStatus(report: Report, catalogue: Catalogue): string {
  return titleOf(report, catalogue, MOST_DESCRIPTION)
}

/** Instead of a report that could not be read: never a verdict of its own. */
export function renderNoReport(why: string, hint: string): CheckTexts {
  const title = 'CV gate: unverified, no report to go by'
  return { title, summary: `${codeSpan(why)}\n\n→ ${codeSpan(hint)}`, text: 'Nothing is known.', annotations: [] }
}

/** The same in the one comment: what stood there was about an earlier commit. */
export function renderCommentWithoutReport(
  why: string,
  hint: string,
  { marker, run }: Required<Pick<CommentOptions, 'run'>> & { readonly marker: NonNullable<CommentOptions['marker']> },
): string {
  const { title, summary } = renderNoReport(why, hint)
  return `${markOf(marker)}## 🚧 ${title}\n\n${codeSpan(marker.head.slice(0, 10))} · ${link(run)}\n\n${summary}\n`
}

function titleOf(report: Report, catalogue: Catalogue, most: number): string {
  return visible(`CV gate: ${headline(report, catalogue).words}`, most)
}

function textOf(annotated: number, others: readonly FindingView[]): string {
  const many = (count: number) => `${plain(count)} new finding${count === 1 ? '' : 's'}`
  const head = [
    annotated > 0 ? `${many(annotated)} on lines of the diff: see the annotations.` : '',
    others.length > 0 ? `${many(others.length)} not shown on a line of the diff:` : '',
  ].filter(Boolean)
  if (head.length === 0) return 'No new findings.'
  let text = `${head.join('\n\n')}\n`
  for (const [at, view] of others.entries()) {
    const entry = `\n${entryOf(view)}`
    if (bytes(text) + bytes(entry) > MOST_TEXT - ROOM_FOR_REST)
      return `${text}\n\n${plain(others.length - at)} more left out here for length: see report.html.`
    text += entry
  }
  return text
}

function entryOf({ severity, finding, text, fix }: FindingView): string {
  const where = finding.about.find((ref) => ref.kind === 'file')
  const place = where ? ` · ${codeSpan(refText(where))}` : ''
  const remedy = fix.length > 0 ? `<br>→ ${toMarkdown(fix)}` : ''
  return `- ${MARKS[severity]} **${finding.id}** ${toMarkdown(text)}${place}${remedy}`
}

function bytes(text: string): number {
  return new TextEncoder().encode(text).length
}
