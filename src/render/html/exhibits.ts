import type { Exhibit } from '#contract/outcome'
import { html } from '../escape.ts'
import { reason, toHtml } from '../fragments.ts'
import { inColumn, inUnit, milliseconds, plain } from '../numbers.ts'
import { refText } from '../tables.ts'

type Of<K extends Exhibit['kind']> = Extract<Exhibit, { kind: K }>

export function exhibitHtml(exhibit: Exhibit): string {
  return `<h4>${html(exhibit.title)}</h4>${draw(exhibit)}`
}

function draw(exhibit: Exhibit): string {
  switch (exhibit.kind) {
    case 'table':
      return tableHtml(exhibit)
    case 'bars':
      return barsSvg(exhibit)
    case 'pairs':
      return pairsHtml(exhibit)
    case 'heatmap':
      return heatmapHtml(exhibit)
    case 'graph':
      return graphHtml(exhibit)
    case 'timeline':
      return timelineSvg(exhibit)
  }
}

export function scroll(table: string): string {
  return `<div class="scroll" tabindex="0">${table}</div>`
}

function tableHtml({ columns, rows, total }: Of<'table'>): string {
  const numeric = columns.map(({ unit }) => (unit === 'text' ? '' : ' class="n"'))
  const head = columns.map(({ name }, at) => `<th scope="col"${numeric[at]}>${html(name)}</th>`).join('')
  const body = rows
    .map((row) => `<tr>${row.map((value, at) => `<td${numeric[at]}>${cell(value, columns[at]!)}</td>`).join('')}</tr>`)
    .join('')
  if (rows.length === 0) return '<p class="soft">none</p>'
  return `${scroll(`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`)}${rest(total, rows.length)}`
}

function cell(value: string | number | null, column: Of<'table'>['columns'][number]): string {
  if (value === null || value === '') return ''
  return typeof value === 'string' ? `<code>${html(value)}</code>` : html(inColumn(value, column))
}

function rest(total: number, shown: number): string {
  return total > shown ? `<p class="soft">${plain(shown)} of ${plain(total)} shown</p>` : ''
}

const ROW = 34
function barsSvg({ bars, unit }: Of<'bars'>): string {
  const most = unit === 'ratio' ? 1 : Math.max(1e-12, ...bars.flatMap(({ base, head }) => [base ?? 0, head ?? 0]))
  const rows = bars.map(({ name, base, head }, at) => {
    const y = at * ROW
    const one = (value: number | null, dy: number, color: string) =>
      value === null
        ? ''
        : `<rect x="200" y="${y + dy}" width="${((value / most) * 400).toFixed(1)}" height="11" fill="var(--${color})"/><text x="${(206 + (value / most) * 400).toFixed(1)}" y="${y + dy + 10}">${html(inUnit(value, unit))}</text>`
    return `<text x="190" y="${y + 19}" text-anchor="end">${html(name, 28)}</text>${one(base, 3, 'base')}${one(head, 17, 'head')}`
  })
  const label = bars
    .slice(0, 20)
    .map(
      ({ name, base, head }) =>
        `${name}: ${base === null ? 'none' : inUnit(base, unit)} → ${head === null ? 'none' : inUnit(head, unit)}`,
    )
    .join('; ')
  return `${scroll(
    `<svg role="img" aria-label="${html(label)}" width="700" height="${bars.length * ROW + 4}" viewBox="0 0 700 ${bars.length * ROW + 4}">${rows.join('')}</svg>`,
  )}<p class="soft">grey: base, blue: head</p>`
}

function pairsHtml({ pairs, total }: Of<'pairs'>): string {
  const rows = pairs.map(
    ({ left, right, text }) =>
      `<tr><td><code>${html(refText(left))}</code></td><td><code>${html(refText(right))}</code></td><td>${toHtml(reason(text))}</td></tr>`,
  )
  return `${scroll(`<table><thead><tr><th scope="col">one</th><th scope="col">other</th><th scope="col"></th></tr></thead><tbody>${rows.join('')}</tbody></table>`)}${rest(total, pairs.length)}`
}

function heatmapHtml({ rows, columns, values, unit }: Of<'heatmap'>): string {
  const most = Math.max(1e-12, ...values.flat().map((value) => Math.abs(value ?? 0)))
  const head = `<tr><td></td>${columns.map((name) => `<th scope="col">${html(name)}</th>`).join('')}</tr>`
  const body = rows.map((name, y) => {
    const cells = columns.map((_, x) => {
      const value = values[y]?.[x] ?? null
      if (value === null) return '<td></td>'
      const share = Math.round((Math.abs(value) / most) * 60)
      return `<td class="n" style="background:color-mix(in srgb,var(--${value < 0 ? 'red' : 'blue'}) ${share}%,transparent)">${html(inUnit(value, unit))}</td>`
    })
    return `<tr><th scope="row">${html(name)}</th>${cells.join('')}</tr>`
  })
  return scroll(`<table><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`)
}

function graphHtml({ nodes, edges }: Of<'graph'>): string {
  const rows = nodes
    .filter((node) => node.state !== 'same')
    .map((node) => `<li><strong>${node.state}</strong> <code>${html(node.label)}</code></li>`)
  return `<ul>${rows.join('')}</ul><p class="soft">${plain(nodes.length)} nodes, ${plain(edges.length)} edges; the unchanged are not listed</p>`
}

function timelineSvg({ lanes }: Of<'timeline'>): string {
  const end = Math.max(1e-12, ...lanes.flatMap(({ spans }) => spans.map(([, to]) => to)))
  const rows = lanes.map(({ name, spans }, at) => {
    const bars = spans.map(
      ([from, to]) =>
        `<rect x="${(160 + (from / end) * 520).toFixed(1)}" y="${at * 26 + 4}" width="${Math.max(1, ((to - from) / end) * 520).toFixed(1)}" height="16" fill="var(--head)"/>`,
    )
    return `<text x="150" y="${at * 26 + 17}" text-anchor="end">${html(name, 22)}</text>${bars.join('')}`
  })
  const height = lanes.length * 26 + 8
  return scroll(
    `<svg role="img" aria-label="timeline of ${html(milliseconds(end))}" width="700" height="${height}" viewBox="0 0 700 ${height}">${rows.join('')}</svg>`,
  )
}
