import type { Metric } from '#contract/outcome'
import type { Report } from '#contract/report'
import { html } from './escape.ts'
import { reason, toHtml } from './fragments.ts'
import { gateRows, STATE_ICONS } from './gate-rows.ts'
import { exhibitHtml, scroll } from './html/exhibits.ts'
import { judgedHtml } from './html/judged.ts'
import { STYLE } from './html/style.ts'
import { whisker } from './html/whisker.ts'
import { change, countOf, duration, intervalText, inUnit, plain } from './numbers.ts'
import { powerLines } from './power.ts'
import { refText } from './tables.ts'
import { type Catalogue, distinctErrors, type FindingView, findings, grouped, headline } from './view.ts'
import { waiverLines } from './waivers.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
const FINDINGS_SHOWN = 2000

/** One self-contained page: no script, no request; everything untrusted is escaped and in <code>. */
export function renderHtml(report: Report, catalogue: Catalogue): string {
  const { icon, words, todo } = headline(report, catalogue)
  const all = findings(report, catalogue)
  const notes = [...report.notes, ...report.targets.flatMap((target) => target.notes)]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer">
<title>CV gate: ${html(words)}</title><style>${STYLE}</style></head><body><main>
<header class="${report.conclusion}"><h1>${icon} CV gate: ${html(words)}</h1><p>${html(todo)}</p><p class="soft">${provenance(report)}</p></header>
${notes.map((note) => `<p class="soft">${toHtml(reason(note))}</p>`).join('\n')}
${section('What blocks', blockers(all))}
${section('What could not be measured', failures(report))}
<h2>Checks</h2>
${gateTable(report, catalogue)}
${section('What was judged', judgedHtml(report))}
${powerLines(report)
  .map((line) => `<p class="soft">${toHtml(line)}</p>`)
  .join('\n')}
${section(
  'Waivers',
  waiverLines(report)
    .map((line) => `<p>${toHtml(line)}</p>`)
    .join('\n'),
)}
${checks(report, catalogue, all)}
<h2>The run</h2>
${run(report)}
</main></body></html>
`
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<h2>${title}</h2>\n${body}`
}

function provenance({ commits, machine, timing, tool }: Report): string {
  const age = commits.baseAgeDays === null ? '' : `, ${plain(commits.baseAgeDays)} d older`
  return [
    `<code>${html(commits.base)}</code> (merge-base${age}) → <code>${html(commits.head)}</code>`,
    `${html(machine.cpu)}, ${html(machine.provider)}`,
    duration(timing.seconds),
    `${html(timing.started)}`,
    `cv-gate ${html(tool.version)}`,
  ].join(' · ')
}

function findingHtml({ severity, finding, text, fix, meta, check }: FindingView): string {
  const where = finding.about
    .slice(0, 4)
    .map((ref) => `<code>${html(refText(ref))}</code>`)
    .join(' ')
  return `<div class="finding ${severity}"><span class="id">${finding.id}</span><span class="tag">${severity}</span><span class="tag">${finding.age}</span> <strong>${html(meta?.failureTitle ?? check)}</strong><p>${toHtml(text)}</p><p>→ ${toHtml(fix)}</p>${where ? `<p class="soft">${where}</p>` : ''}</div>`
}

/** The first of each kind open, the others of its kind folded. */
function blockers(all: readonly FindingView[]): string {
  return grouped(all.filter((one) => one.blocking).slice(0, FINDINGS_SHOWN))
    .map(({ one, others }) => {
      const fold = `<details><summary>${plain(others.length)} more of this kind</summary>${others.map(findingHtml).join('\n')}</details>`
      return `${findingHtml(one)}${others.length > 0 ? fold : ''}`
    })
    .join('\n')
}

function failures(report: Report): string {
  return distinctErrors(report)
    .map(
      ({ code, message, hint, checks }) =>
        `<div class="finding block"><span class="id">${html(code)}</span><p><code>${html(message)}</code></p><p>→ ${html(hint)}</p><p class="soft">stops ${html(checks.join(', '))}</p></div>`,
    )
    .join('\n')
}

function gateTable(report: Report, catalogue: Catalogue): string {
  const rows = gateRows(report, catalogue).map(
    (row) =>
      `<tr><td class="state">${STATE_ICONS[row.state]} ${row.state}</td><td><code>${html(row.target)}</code></td><td>${html(row.title)}<br><span class="soft">${html(row.check)}</span></td><td>${toHtml(row.detail)}</td></tr>`,
  )
  return scroll(
    `<table><thead><tr><th scope="col">state</th><th scope="col">target</th><th scope="col">check</th><th scope="col">result</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

/** Every measured check: its findings that do not block, its metrics, its exhibits. */
function checks(report: Report, catalogue: Catalogue, all: readonly FindingView[]): string {
  const parts: string[] = []
  for (const target of report.targets)
    for (const [id, outcome] of Object.entries(target.outcomes)) {
      if (outcome.status !== 'measured') continue
      const own = all.filter((one) => one.target === target.name && one.check === id && !one.blocking)
      const meta = catalogue.get(id as never)
      if (own.length + outcome.metrics.length + outcome.exhibits.length === 0) continue
      const more =
        own.length > FINDINGS_SHOWN
          ? `<p class="soft">${plain(own.length - FINDINGS_SHOWN)} more findings in report.json</p>`
          : ''
      parts.push(
        `<h2>${html(meta?.title ?? id)} <span class="soft">${html(target.name)}</span></h2><p class="soft">${html(meta?.why ?? '')}</p>${own.slice(0, FINDINGS_SHOWN).map(findingHtml).join('\n')}${more}${metricTable(outcome.metrics)}${outcome.exhibits.map(exhibitHtml).join('\n')}`,
      )
    }
  return parts.join('\n')
}

function metricTable(metrics: readonly Metric[]): string {
  if (metrics.length === 0) return ''
  const rows = metrics.map((metric) => {
    const { base, head, delta, unit } = metric
    const show = (estimate: Metric['base']) =>
      estimate.value === null
        ? toHtml(reason(estimate.reason))
        : `${html(inUnit(estimate.value, unit))}<br><span class="soft">${html(intervalText(estimate, (value) => inUnit(value, unit)))}</span>`
    const slice = metric.slice === null ? '' : ` <code>${html(metric.slice)}</code>`
    const shown = delta.value === null ? toHtml(reason(delta.reason)) : html(change(delta.value, unit))
    const n = delta.value === null ? '' : countOf(delta)
    return `<tr><th scope="row">${html(metric.id)}${slice}</th><td class="n">${show(base)}</td><td class="n">${show(head)}</td><td class="n">${shown}</td><td>${html(intervalText(delta, (value) => change(value, unit)))}${whisker(metric)}</td><td class="n">${html(n)}</td></tr>`
  })
  return scroll(
    `<table><thead><tr><th scope="col">metric</th><th scope="col" class="n">base</th><th scope="col" class="n">head</th><th scope="col" class="n">Δ</th><th scope="col">95 % CI of Δ</th><th scope="col" class="n">n</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
  )
}

function run({ timing, machine, tool, commits, mode }: Report): string {
  const facts: [string, string][] = [
    ['mode', mode],
    ['policy from', commits.policy],
    ['anchor', commits.anchor ?? 'none'],
    ['machine', `${machine.os}, ${machine.cpu}${machine.gpu ? `, ${machine.gpu}` : ''}`],
    ['sandbox level', String(machine.sandbox)],
    ['program', `${tool.version}, ${tool.dist}`],
    ...Object.entries(timing.stages).map(([name, seconds]): [string, string] => [
      `stage ${name}`,
      `${duration(seconds)}, ${Math.round((100 * seconds) / Math.max(1e-9, timing.seconds))} % of the run`,
    ]),
  ]
  return scroll(
    `<table><tbody>${facts.map(([name, value]) => `<tr><th scope="row">${html(name)}</th><td>${html(value)}</td></tr>`).join('')}</tbody></table>`,
  )
}
