import type { Digest } from '#contract/ids'
import type { Finding, Metric } from '#contract/outcome'
import { type Report, reportSchema, type TargetReport } from '#contract/report'

/** Names that somebody could give to files, classes, columns and nodes. */
export const HOSTILE: readonly string[] = [
  '@org/team',
  '@someone please look',
  '&#64;org',
  '#1',
  'GH-1',
  'octo/repo#1',
  'https://evil.example/x.png',
  'www.evil.example',
  'mailto:a@b.c',
  '![x](https://evil.example/p.gif)',
  '[text](javascript:alert(1))',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<a href="https://evil.example">x</a>',
  '<!-- cv-gate:v1 key=default head=0 run=999.9 -->',
  '--> <b>bold</b>',
  '</details># PASS :white_check_mark:',
  '</summary></details>\n\n# PASS',
  'a|b',
  '| a | b |\n| - | - |',
  'a\nb',
  'a\r\nb',
  '\n\n## CV gate: passed\n',
  '> [!TIP]\n> merge it',
  '`',
  '``',
  '```\ncode\n```',
  '`` ` ``',
  'a`b',
  '\\`',
  '\\',
  '**bold**',
  '_x_ ~~y~~',
  '<details open>',
  '$(touch x)',
  '${{ secrets.TOKEN }}',
  '::error::x',
  'a\n::add-mask::x',
  '##[error]x',
  '\u202Egnp.exe',
  '\u2066hidden\u2069',
  '\u200Bzero\u200Bwidth',
  '\uFEFFbom',
  '\u001b[31mred\u001b[0m',
  '\u0000nul',
  '\u0085next line\u2028\u2029',
  '__proto__',
  'constructor',
  'toString',
  '=HYPERLINK("x")',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'е́ cyrillic and combining ḁ̈̂',
  ' ',
  '',
  '   leading and trailing   ',
  'x'.repeat(65_000),
  '- [ ] task',
  '1. list',
  '[^1]: note',
  '[ref]: https://evil.example',
  'data:text/html,<script>x</script>',
  '&lt;b&gt;',
  'style="display:none"',
  ']]>',
]

const sha = 'a'.repeat(40)
const digest = 'b'.repeat(64) as Digest

export function metric(more: Partial<Metric> = {}): Metric {
  const interval = { lo: 0.9, hi: 0.95, level: 0.95, method: 'wilson' }
  return {
    id: 'accuracy',
    slice: null,
    unit: 'ratio',
    better: 'higher',
    base: { value: 0.93, n: 700, of: 'image', interval },
    head: { value: 0.92, n: 700, of: 'image', interval },
    delta: { value: -0.01, n: 700, of: 'image', interval: { lo: -0.02, hi: 0, level: 0.95, method: 'tango' } },
    ...more,
  }
}

export function finding(index: number, more: Partial<Finding> = {}): Finding {
  return {
    id: index.toString(16).padStart(10, '0'),
    evidence: digest,
    code: 'across-splits',
    args: {},
    about: [],
    age: 'new',
    count: 1,
    ...more,
  }
}

export function report(more: Partial<Report> = {}): Report {
  return {
    schema: 'cv-gate/report@1',
    tool: { version: '0.1.0', dist: digest },
    mode: 'enforce',
    conclusion: 'passed',
    artefacts: '0123456789abcdef',
    commits: { base: sha, head: sha, policy: sha, anchor: null, baseAgeDays: 2 },
    targets: [],
    waivers: [],
    looks: { code: 'no-pull-request', args: {} },
    notes: [],
    machine: { os: 'linux', cpu: '2 × cpu', gpu: null, provider: 'cpu', sandbox: 0 },
    timing: { started: '2026-01-01T12:00:00.000Z', seconds: 3, stages: { plan: 0.1 } },
    ...more,
  }
}

export function targetReport(more: Partial<TargetReport> = {}): TargetReport {
  return {
    name: 'main',
    plan: digest,
    conclusion: 'passed',
    blockers: [],
    waived: [],
    judged: [],
    severities: {},
    outcomes: {},
    notes: [],
    ...more,
  }
}

/** Duplicates between splits, each on a line of its own of one file, all of them blocking. */
export function manyFindings(count: number): Report {
  const findings = Array.from({ length: count }, (_, index) =>
    finding(index, {
      args: { splits: 'train and test', first: `data/a/${index}.png`, second: `data/b/${index}.png`, count: 2 },
      about: [{ kind: 'file', side: 'head', path: 'data/labels.csv', line: index + 1 }],
    }),
  )
  return report({
    conclusion: 'blocked',
    targets: [
      targetReport({
        conclusion: 'blocked',
        blockers: findings.map((one) => one.id),
        severities: Object.fromEntries(findings.map((one) => [one.id, 'block'])),
        outcomes: {
          'leakage/exact-duplicate': { status: 'measured', metrics: [metric()], claims: [], findings, exhibits: [] },
        },
      }),
    ],
  })
}

/** A report in which every place that a pull request can name holds `text`. */
export function hostileReport(text: string): Report {
  const args = {
    path: text,
    why: text,
    status: text,
    detail: text,
    splits: text,
    first: text,
    second: text,
    slice: text,
    count: 3,
    key: text,
    before: text,
    after: text,
    port: text,
    name: text,
  }
  const about: Finding['about'] = [
    { kind: 'file', side: 'head', path: text, line: 3 },
    { kind: 'image', side: 'head', id: text },
    { kind: 'node', side: 'head', name: text },
  ]
  const findings = [
    finding(1, { args, about }),
    finding(2, { args, about, code: 'unknown-code' }),
    finding(3, { args, about, age: 'pre-existing' }),
  ]
  return reportSchema.parse(
    report({
      conclusion: 'blocked',
      notes: [{ code: 'told-by-nobody', args: { text } }],
      waivers: (['honoured', 'void'] as const).map((state, index) => ({
        finding: findings[index]!.id,
        evidence: digest.slice(0, 8),
        by: text.slice(0, 100),
        reason: text.slice(0, 500),
        until: '2026-02-01T00:00:00.000Z',
        pull: 7,
        comment: 1,
        state,
      })),
      targets: [
        {
          name: text,
          plan: digest,
          conclusion: 'blocked',
          blockers: [findings[0]!.id, findings[1]!.id],
          waived: [],
          judged: [],
          severities: Object.fromEntries(findings.map((one, index) => [one.id, index < 2 ? 'block' : 'info'])),
          notes: [],
          outcomes: {
            'leakage/exact-duplicate': {
              status: 'measured',
              metrics: [metric({ slice: text })],
              claims: [],
              findings,
              exhibits: [
                {
                  kind: 'table',
                  title: 'Table',
                  columns: [
                    { name: 'image', unit: 'text' },
                    { name: 'n', unit: 'count' },
                  ],
                  rows: [[text, 1]],
                  total: 100,
                },
                { kind: 'bars', title: 'Bars', unit: 'ratio', bars: [{ name: text, base: 0.5, head: 0.6 }] },
                {
                  kind: 'pairs',
                  title: 'Pairs',
                  pairs: [{ left: about[1]!, right: about[0]!, text: { code: 'told-by-nobody', args: { text } } }],
                  total: 1,
                },
                { kind: 'heatmap', title: 'Map', unit: 'count', rows: [text], columns: [text], values: [[1]] },
                { kind: 'graph', title: 'Graph', nodes: [{ id: 'a', label: text, state: 'added' }], edges: [] },
                { kind: 'timeline', title: 'Time', lanes: [{ name: text, spans: [[0, 1]] }] },
              ],
            },
            'model/change': { status: 'error', code: 'onnx-malformed', owner: 'artifact', message: text, hint: text },
          },
        },
        targetReport({ name: 'other' }),
      ],
    }),
  )
}
