import { expect, test } from 'vitest'
import { catalogue } from '#app/catalogue'
import { finding, HOSTILE, hostileReport, report, targetReport } from '#test/reports'
import { sarifFaults } from '#test/sarif'
import { renderSarif } from './sarif.ts'

test('a finding is a result on file, line and column, under a rule of check and code', () => {
  const about = [{ kind: 'file' as const, side: 'head' as const, path: 'data/ä b#1.csv', line: 3, column: 7 }]
  const args = { splits: 'train and test', first: 'a[1].png', second: 'b\\c.png', count: 2 }
  const findings = [finding(1, { about, args }), finding(2, { age: 'pre-existing', code: 'unheard-of', count: 4 })]
  const severities = { [findings[0]!.id]: 'block', [findings[1]!.id]: 'info' } as const
  const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  const text = renderSarif(
    report({ targets: [targetReport({ severities, outcomes: { 'leakage/exact-duplicate': measured } })] }),
    catalogue,
  )
  expect(sarifFaults(JSON.parse(text))).toEqual([])
  const [run] = JSON.parse(text).runs
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
    'leakage/exact-duplicate/across-splits',
    'leakage/exact-duplicate/unheard-of',
  ])
  const [first, second] = run.results
  expect(first).toMatchObject({
    ruleId: 'leakage/exact-duplicate/across-splits',
    ruleIndex: 0,
    level: 'error',
    partialFingerprints: { 'cvGateFinding/v1': '0000000001' },
    baselineState: 'new',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'data/%C3%A4%20b%231.csv', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 7 },
        },
      },
    ],
  })
  expect(first.message.text).toContain('a\\[1\\].png')
  expect(first.message.text).toContain('b\\\\c.png')
  expect(second).toMatchObject({ level: 'note', locations: [], baselineState: 'unchanged', occurrenceCount: 4 })
})

test('no findings is a run without results, not a file without a run', () => {
  const log = JSON.parse(renderSarif(report(), catalogue))
  expect(sarifFaults(log)).toEqual([])
  expect(log.runs).toMatchObject([{ results: [], properties: { conclusion: 'passed', 'left-out': 0 } }])
})

test('more results than code scanning takes are counted', () => {
  const findings = Array.from({ length: 25_003 }, (_, at) => finding(at))
  const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  const one = report({ targets: [targetReport({ outcomes: { 'leakage/exact-duplicate': measured } })] })
  const [run] = JSON.parse(renderSarif(one, catalogue)).runs
  expect([run.results.length, run.properties['left-out']]).toEqual([25_000, 3])
})

test('names that somebody could give leave a file that is SARIF', () => {
  for (const text of [...HOSTILE, '\ud800', 'http://x/y', '//host/share', 'file:///etc/passwd', '%2e%2e/x'])
    expect(sarifFaults(JSON.parse(renderSarif(hostileReport(text), catalogue))), text.slice(0, 50)).toEqual([])
})
