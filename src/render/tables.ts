import { markdownTable } from 'markdown-table'
import type { Exhibit, Metric, Ref } from '#contract/outcome'
import { codeSpan } from './escape.ts'
import { reason, toMarkdown } from './fragments.ts'
import { change, countOf, inColumn, intervalText, inUnit, plain } from './numbers.ts'

type Row = readonly (string | number | null)[]

/** A Markdown table whose cells are already escaped. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  align?: readonly ('l' | 'r' | 'c')[],
): string {
  return markdownTable([[...header], ...rows.map((row) => [...row])], {
    align: align ? [...align] : null,
    alignDelimiters: false,
    padding: true,
  })
}

export function refText(ref: Ref): string {
  if (ref.kind === 'file') return [ref.path, ref.line, ref.column].filter((part) => part !== undefined).join(':')
  return ref.kind === 'image' ? ref.id : ref.name
}

/** Base | Head | Δ | 95 % CI | n, one row a metric; with `limits` (one a metric) also what was tolerated and became of it. */
export function metricTable(metrics: readonly Metric[], most: number, limits?: readonly string[]): string {
  const rows = metrics.slice(0, most).map((metric, at) => {
    const { base, head, delta, unit } = metric
    const show = (estimate: Metric['base']) =>
      estimate.value === null ? toMarkdown(reason(estimate.reason), true) : inUnit(estimate.value, unit)
    return [
      metric.slice === null ? metric.id : `${metric.id} ${codeSpan(metric.slice, true)}`,
      show(base),
      show(head),
      delta.value === null ? '' : change(delta.value, unit),
      intervalText(delta, (value) => change(value, unit)),
      delta.value === null ? '' : countOf(delta),
      ...(limits ? [limits[at]!] : []),
    ]
  })
  const header = ['metric', 'base', 'head', 'Δ', '95 % CI of Δ', 'n', ...(limits ? ['limit'] : [])]
  const made = table(header, rows, ['l', 'r', 'r', 'r', 'l', 'r', ...(limits ? (['l'] as const) : [])])
  return metrics.length > most ? `${made}\n\n… and ${plain(metrics.length - most)} more in report.html` : made
}

/** An exhibit as Markdown, at most `most` rows of it. */
export function exhibitMarkdown(exhibit: Exhibit, most: number): string {
  const title = `**${exhibit.title}**`
  switch (exhibit.kind) {
    case 'table': {
      if (exhibit.rows.length === 0) return ''
      const align = exhibit.columns.map(({ unit }) => (unit === 'text' ? 'l' : 'r') as 'l' | 'r')
      const rows = exhibit.rows
        .slice(0, most)
        .map((row: Row) => row.map((value, at) => cell(value, exhibit.columns[at]!)))
      return `${title}\n\n${table(
        exhibit.columns.map((column) => column.name),
        rows,
        align,
      )}${rest(exhibit.total, Math.min(most, exhibit.rows.length))}`
    }
    case 'bars':
      return `${title}\n\n${table(
        ['', 'base', 'head', ''],
        exhibit.bars
          .slice(0, most)
          .map(({ name, base, head }) => [
            codeSpan(name, true),
            number(base, exhibit.unit),
            number(head, exhibit.unit),
            bar(head ?? 0, scale(exhibit)),
          ]),
        ['l', 'r', 'r', 'l'],
      )}${rest(exhibit.bars.length, Math.min(most, exhibit.bars.length))}`
    case 'pairs':
      return `${title}\n\n${table(
        ['one', 'other', ''],
        exhibit.pairs
          .slice(0, most)
          .map(({ left, right, text }) => [
            codeSpan(refText(left), true),
            codeSpan(refText(right), true),
            toMarkdown(reason(text), true),
          ]),
      )}${rest(exhibit.total, Math.min(most, exhibit.pairs.length))}`
    default:
      return `${title}: see report.html`
  }
}

function cell(value: string | number | null, column: Parameters<typeof inColumn>[1]): string {
  if (value === null || value === '') return ''
  return typeof value === 'string' ? codeSpan(value, true) : inColumn(value, column)
}

function number(value: number | null, unit: Metric['unit']): string {
  return value === null ? '' : inUnit(value, unit)
}

function scale({ unit, bars }: Extract<Exhibit, { kind: 'bars' }>): number {
  return unit === 'ratio' ? 1 : Math.max(1e-12, ...bars.flatMap(({ base, head }) => [base ?? 0, head ?? 0]))
}

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉']
/** Ten full blocks are the whole. */
export function bar(value: number, whole: number): string {
  const eighths = Math.round(Math.max(0, Math.min(1, value / whole)) * 80)
  return `${'█'.repeat(Math.floor(eighths / 8))}${EIGHTHS[eighths % 8]}`
}

function rest(total: number, shown: number): string {
  return total > shown ? `\n\n… ${plain(total - shown)} more in report.html` : ''
}
