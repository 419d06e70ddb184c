import { expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { parseCommand } from '#commands/grammar'
import type { Claim, Exhibit, Outcome } from '#contract/outcome'
import { type Judged, type Report, reportSchema } from '#contract/report'
import { finding, hostileReport, manyFindings as many, metric, report, targetReport as target } from '#test/reports'
import { annotationsOf } from './annotations.ts'
import { renderCheck, renderStatus } from './check.ts'
import { renderComment } from './comment.ts'
import { renderHtml } from './html.ts'
import { renderJson } from './json.ts'
import { milliseconds } from './numbers.ts'
import { renderSummary } from './summary.ts'
import { renderTerminal } from './terminal.ts'
import { headline } from './view.ts'

const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }

const error = {
  status: 'error',
  code: 'model-timeout',
  owner: 'artifact',
  message: 'running the model: did not answer in time',
  hint: 'The model does not end.',
} as const
const CONCLUSIONS: [string, Report][] = [
  ['passed', report()],
  ['warned', report({ conclusion: 'warned' })],
  ['not proven, accepted', report({ conclusion: 'inconclusive', targets: [target({ conclusion: 'inconclusive' })] })],
  [
    'not proven, not accepted',
    report({ conclusion: 'inconclusive', targets: [target({ conclusion: 'inconclusive', blockers: ['0000000001'] })] }),
  ],
  [
    'unverified',
    report({
      conclusion: 'unverified',
      targets: [target({ conclusion: 'unverified', outcomes: { 'model/change': error } })],
    }),
  ],
  ['blocked', many(3)],
  ['advisory', report({ ...many(1), mode: 'advisory' })],
  ['adopting', report({ mode: 'advisory', notes: [{ code: 'adopting', args: {} }] })],
  ['adopting, would block', report({ ...many(1), mode: 'advisory', notes: [{ code: 'adopting', args: {} }] })],
]

test.each(CONCLUSIONS)('%s: every sink says the same words', (_, one) => {
  const { words, todo } = headline(one, catalogue)
  expect(words.length).toBeGreaterThan(3)
  const unescaped = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&')
  for (const text of [
    renderComment(one, catalogue, { marker }),
    renderSummary(one, catalogue),
    renderCheck(one, catalogue, () => true).summary,
    renderTerminal(one, catalogue, { width: 200, color: false }),
    unescaped(renderHtml(one, catalogue)),
  ]) {
    expect(text).toContain(words)
    expect(text).toContain(todo)
  }
  expect(renderCheck(one, catalogue, () => true).title).toBe(`CV gate: ${words}`)
  expect(renderStatus(one, catalogue)).toBe(`CV gate: ${words}`)
})

test('a comment leads to report.html; where nobody answers commands it says what makes a waiver count', () => {
  const run = { id: 991, url: 'https://github.example/o/r/actions/runs/991' }
  const link = `[run 991](${run.url})`
  const of = (one: Report, answered: boolean) => renderComment(one, catalogue, { marker, run, answered })
  const bot = of(many(3), true)
  expect(bot).toContain(`report.html is an artifact of ${link} · <code>/cv-help</code> lists the commands`)
  expect(bot).not.toContain('A waiver counts')
  const alone = of(many(3), false)
  expect(alone).toContain(`\n>\n> A waiver counts when ${link} is started again`)
  expect(alone).not.toContain('/cv-help')
  expect(of(report(), false)).not.toContain('A waiver counts')
  expect(renderComment(many(3), catalogue, { marker })).not.toContain('artifact of')
})

test('the words tell apart what may be merged', () => {
  const words = CONCLUSIONS.map(([, one]) => headline(one, catalogue).words)
  expect(new Set(words).size).toBe(words.length)
  expect(words[6]).toMatch(/^advisory: would be blocked/)
  expect(words.at(-1)).toMatch(/^adopting: would be blocked/)
  const todo = CONCLUSIONS.map(([, one]) => headline(one, catalogue).todo)
  expect(todo[5]).toBe('It may not be merged before what follows is solved.')
  expect(todo[6]).toBe(
    'Advisory mode stops nothing. Once enforced, it may not be merged before what follows is solved.',
  )
})

test('an error is shown once, with what it stops and what to do', () => {
  const one = report({
    conclusion: 'unverified',
    targets: [target({ outcomes: { 'model/change': error, 'evaluation/metric-regression': error } })],
  })
  const comment = renderComment(one, catalogue, { marker })
  expect(comment.match(/\*\*model-timeout\*\*/g)).toHaveLength(1)
  expect(comment).toContain('stops model/change, evaluation/metric-regression')
  expect(comment).toContain('The model does not end.')
})

test('what the test set can show stands in every sink, also beside a failed claim; differences carry sign and pp', () => {
  const claim: Claim = {
    metric: 'accuracy',
    slice: null,
    role: 'primary',
    code: 'regression',
    unit: 'ratio',
    n: 720,
    gain: -0.18,
    margin: 0.02,
    anchor: null,
    interval: { lo: -0.2, hi: -0.1, level: 0.95, method: 'tango' },
    p: { beyondMargin: 0, worse: 0, notInferior: 1, notInferiorToAnchor: null },
    mde80: 0.042,
    n80: 3178,
    args: { psi: 0.2056, psiSource: 'this pull request' },
  }
  const judged: Judged = {
    check: 'evaluation/metric-regression',
    metric: 'accuracy',
    slice: null,
    role: 'primary',
    verdict: 'fail',
    pAdjusted: 0,
    estimateBeyondMargin: true,
    toleratedLoss: false,
    why: { code: 'certainly-worse', args: {} },
  }
  const table: Exhibit = {
    kind: 'table',
    title: 'Classes',
    total: 1,
    columns: [
      { name: 'class', unit: 'text' },
      { name: 'change', unit: 'ratio', change: true },
      { name: 'more', unit: 'count', change: true },
    ],
    rows: [['cat', 0.029, 5]],
  }
  const measured = (exhibit: Exhibit): Outcome => ({
    status: 'measured',
    metrics: [metric()],
    claims: [claim],
    findings: [],
    exhibits: [exhibit],
  })
  const made = (exhibit: Exhibit) => {
    const failed = target({ judged: [judged], outcomes: { 'evaluation/metric-regression': measured(exhibit) } })
    return reportSchema.safeParse(report({ targets: [failed, target({ name: 'other' })] }))
  }
  const one = made(table).data!
  const comment = renderComment(one, catalogue, { marker })
  for (const text of [
    comment,
    renderTerminal(one, catalogue, { width: 400, color: false }),
    renderHtml(one, catalogue),
  ])
    expect(text).toMatch(
      /main\S* Power: these 720 images show a loss of 4\.2 pp four times out of five; the tolerance of 2\.0 pp needs 3,178, it has 720/,
    )
  expect(comment).toContain('| `cat` | +2.9 pp | +5 |')
  expect(renderHtml(one, catalogue)).toContain('<td class="n">+2.9 pp</td>')
  expect(renderHtml(one, catalogue)).toContain(
    '⛔ fail</td><td><code>main</code></td><td>accuracy</td><td>−2.0 pp</td><td>0</td><td>certainly worse, and the best estimate is beyond the tolerance</td>',
  )
  expect(made({ ...table, rows: [['cat', 1]] }).success).toBe(false)
})

test('40,000 findings: every sink under its limit, and a whole report', () => {
  const one = many(40_000)
  const comment = renderComment(one, catalogue, { marker })
  expect(comment.length).toBeLessThanOrEqual(60_000)
  expect(comment).toContain('39,999 more of this kind')
  expect(Buffer.byteLength(renderSummary(one, catalogue))).toBeLessThan(1024 * 1024)
  expect(renderHtml(one, catalogue).length).toBeLessThan(20_000_000)
  expect(JSON.parse(renderJson(one)).targets[0].outcomes['leakage/exact-duplicate'].findings).toHaveLength(40_000)
  const { title, summary, text, annotations } = renderCheck(one, catalogue, (_, line) => line <= 2000)
  expect([title.length <= 255, Buffer.byteLength(summary) <= 65_535, Buffer.byteLength(text) <= 65_535]).toEqual([
    true,
    true,
    true,
  ])
  expect(annotations).toHaveLength(1000)
  expect(text).toContain('39,000 new findings not shown on a line of the diff:')
  const listed = text.match(/^- ⛔/gm)!.length
  expect(text).toContain(`${(39_000 - listed).toLocaleString('en')} more left out here for length`)
})

test('beside each blocker stands the line that waives it: a reason in it, and it is read', () => {
  const one = many(3)
  one.targets[0]!.outcomes['integrity/missing-file'] = {
    status: 'measured',
    metrics: [],
    claims: [],
    findings: [finding(77, { code: 'missing', evidence: 'c'.repeat(64) as Report['tool']['dist'] })],
    exhibits: [],
  }
  one.targets[0]!.blockers.push('000000004d')
  one.targets[0]!.severities['000000004d'] = 'block'
  const comment = renderComment(one, catalogue, { marker })
  const lines = [...comment.matchAll(/`(\/cv-waive [^`]+)`/g)].map(([, line]) => line!)
  expect(lines.map((line) => parseCommand(line))).toMatchObject(
    lines.map(() => ({ kind: 'malformed', why: { code: 'reason-is-placeholder' } })),
  )
  expect(lines.map((line) => parseCommand(`${line}s are known`))).toEqual([
    { kind: 'waive', finding: '0000000000', evidence: 'bbbbbbbb', reason: 'reasons are known' },
    { kind: 'waive', finding: '000000004d', evidence: 'cccccccc', reason: 'reasons are known' },
  ])
  for (const id of one.targets[0]!.blockers.slice(0, 3)) expect(comment).toContain(`**\`${id}@bbbbbbbb\`**`)
})

test('sections are left out whole, and how many is said', () => {
  const one = hostileReport('x'.repeat(65_000))
  const comment = renderComment(one, catalogue, { marker, most: 3000 })
  expect(comment.length).toBeLessThanOrEqual(3000)
  expect(comment).toMatch(/\*\d+ sections? left out here for length: see report\.html\.\*/)
  expect(comment.match(/<details>/g)?.length ?? 0).toBe(comment.match(/<\/details>/g)?.length ?? 0)
})

test('times keep three digits, whatever their size', () => {
  const shown = [1234, 12.34, 1.234, 0.1234, 0.01234, -0.0003, 0].map(milliseconds)
  expect(shown).toEqual(['1234 ms', '12.3 ms', '1.23 ms', '0.123 ms', '12.3 µs', '−0.30 µs', '0.000 ms'])
})

test('a page asks for nothing and runs nothing', () => {
  const page = renderHtml(many(2), catalogue)
  expect(page).toContain("default-src 'none'")
  expect(page).not.toMatch(/<script|src=|href=|@import|url\(/)
})

test('annotations stand only where the diff shows them; every other new finding is listed with its place', () => {
  const shown = renderCheck(many(3), catalogue, (path, line) => path === 'data/labels.csv' && line === 2)
  expect(shown.annotations.map(({ line }) => line)).toEqual([2])
  expect(shown.text).toContain('1 new finding on lines of the diff')
  expect(shown.text.match(/`data\/labels\.csv:\d`/g)).toEqual(['`data/labels.csv:1`', '`data/labels.csv:3`'])
  expect(renderCheck(report(), catalogue, () => true).text).toBe('No new findings.')
})

test('annotations stand on line and column; within a level the first of each kind comes first', () => {
  const of = many(3)
  const [{ outcomes, severities }] = of.targets as [Report['targets'][number]]
  const box = finding(9, {
    code: 'zero-area',
    about: [{ kind: 'file', side: 'head', path: 'data/a.json', line: 1, column: 900 }],
  })
  const boxes = { status: 'measured' as const, metrics: [], claims: [], findings: [box], exhibits: [] }
  const targets = [
    target({
      outcomes: { ...outcomes, 'integrity/invalid-annotation': boxes },
      severities: { ...severities, [box.id]: 'block' },
    }),
  ]
  const places = annotationsOf({ ...of, targets }, catalogue).map(({ path, line, column }) => [path, line, column])
  expect(places).toEqual([
    ['data/labels.csv', 1, undefined],
    ['data/a.json', 1, 900],
    ['data/labels.csv', 2, undefined],
    ['data/labels.csv', 3, undefined],
  ])
})
