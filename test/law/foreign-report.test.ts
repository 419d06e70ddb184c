import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseReport } from '#app/action/foreign-report'
import { catalogue } from '#app/catalogue'
import { reportSchema } from '#contract/report'
import { MOST_FINDINGS } from '#engine/fold'
import { renderComment } from '#render/comment'
import { FIXTURES } from '#test/built'
import { active } from '#test/markdown'
import { finding, hostileReport, report as plain, targetReport } from '#test/reports'

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
interface Place {
  readonly holder: Json[] | { [key: string]: Json }
  readonly key: string
  /** Its path with indexes and identifiers left out: one place of a kind is enough. */
  readonly kind: string
}

function* places(value: Json, kind = ''): Generator<Place> {
  if (value === null || typeof value !== 'object') return
  const holder = value
  for (const [key, child] of Object.entries(holder)) {
    const place = `${kind}/${Array.isArray(holder) || /[^a-zA-Z]/.test(key) ? '*' : key}`
    yield { holder, key, kind: place }
    yield* places(child as Json, place)
  }
}

function kinds(report: Json): Place[] {
  const first = new Map<string, Place>()
  for (const place of places(report)) if (!first.has(place.kind)) first.set(place.kind, place)
  return [...first.values()]
}

const MARKUP = [
  '<img src=x onerror=alert(1)>',
  '![x](https://evil.example/p.gif)',
  '@org/team',
  '`` ` ``',
  '-->\n\n<b>x</b>',
  '</details>\n\n# PASS [x](javascript:x)',
  'a|b\n| - |\n',
  'www.evil.example',
  'https://evil.example',
  'a@evil.example',
]
const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }

/** Shows what the schema lets through; true when it let nothing through. */
function refusedOrInert(report: Json, what = ''): boolean {
  const parsed = reportSchema.safeParse(report)
  // The first of a kind is in the first rows.
  if (parsed.success) expect(active(renderComment(parsed.data, catalogue, { marker, rows: 3 })), what).toEqual([])
  return !parsed.success
}

const golden = (theme: string, name: string): Json =>
  JSON.parse(readFileSync(join(FIXTURES, theme, name, 'expected/report.json'), 'utf8'))
const REPORTS: [string, () => Json][] = [
  ['a real one', () => golden('textures', 'blocked-demo')],
  ['one with every kind of exhibit', () => JSON.parse(JSON.stringify(hostileReport('plain')))],
]

test.each(REPORTS)('%s: markup in the place of any value is refused or inert', (_, make) => {
  const report = make()
  expect(refusedOrInert(report)).toBe(false)
  let [refused, shown] = [0, 0]
  for (const [at, { holder, key, kind }] of kinds(report).entries()) {
    const place = holder as { [key: string]: Json }
    const before = place[key]!
    const passing = MARKUP.filter((text) => {
      place[key] = text
      return reportSchema.safeParse(report).success
    })
    refused += MARKUP.length - passing.length
    shown += passing.length
    // All in one, and each in turn at the beginning: every text in every place is a matter of test/law/injection.
    place[key] = [passing[at % MARKUP.length], ...passing].join(' ')
    const tooLong = passing.length > 0 && refusedOrInert(report, kind)
    for (const text of tooLong ? passing : []) {
      place[key] = text
      expect(refusedOrInert(report, kind)).toBe(false)
    }
    place[key] = before
  }
  expect(refused).toBeGreaterThan(shown)
  expect(shown).toBeGreaterThan(0)
})

test.each(REPORTS)('%s: markup in the place of any key is refused', (_, make) => {
  const report = make()
  for (const { holder, key } of kinds(report)) {
    if (Array.isArray(holder)) continue
    const before = holder[key]!
    delete holder[key]
    for (const text of MARKUP) {
      holder[text] = before
      expect(refusedOrInert(report), `${key} → ${text}`).toBe(true)
      delete holder[text]
    }
    holder[key] = before
  }
})

const HEAD = 'a'.repeat(40)
const good = () => plain({ targets: [targetReport()] })
const written = (report: unknown) => JSON.stringify(report)
const read = (text: string) => parseReport(text, 991, HEAD)
const withFindings = (count: number) => {
  const findings = Array.from({ length: count }, (_, at) => finding(at))
  const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
  return written(plain({ targets: [targetReport({ outcomes: { 'leakage/exact-duplicate': measured } })] }))
}
const failed = { status: 'error', code: 'c', owner: 'us', message: '', hint: '' } as const
const nested = (depth: number) => `{"notes":${'['.repeat(depth)}${']'.repeat(depth)}}`
const [id] = [finding(1).id]

test('what this program writes is read back, every conclusion of the fixtures too', () => {
  expect(read(written(good()))).toEqual(good())
  for (const [theme, name] of [
    ['textures', 'blocked-demo'],
    ['textures', 'clean'],
    ['textures', 'corrupt-image'],
    ['textures', 'slice-regression'],
    ['digits', 'first-adoption'],
    ['digits', 'nothing-relevant-changed'],
  ] as const) {
    const report = golden(theme, name) as { commits: { head: string }; conclusion: string }
    expect(parseReport(written(report), 991, report.commits.head).conclusion, name).toBe(report.conclusion)
  }
})

const REFUSED: [string, () => string, RegExp][] = [
  ['nothing', () => '', /not JSON/],
  ['cut off', () => written(good()).slice(0, -1), /not JSON/],
  ['another page', () => '<html>sign in</html>', /not JSON/],
  ['null', () => 'null', /the whole: /],
  ['a list', () => '[]', /the whole: /],
  ['another version', () => written({ ...good(), schema: 'cv-gate/report@2' }), /schema/],
  ['NaN', () => written(good()).replace('"seconds":3', '"seconds":NaN'), /not JSON/],
  ['a number beyond all', () => written(good()).replace('"seconds":3', '"seconds":-1e999'), /timing\.seconds/],
  ['a number as text', () => written(good()).replace('"seconds":3', '"seconds":"3"'), /timing\.seconds/],
  ['deep', () => nested(17), /nested deeper than 16/],
  ['a million deep', () => nested(1_000_000), /nested deeper than 16/],
  ['a million deep and never closed', () => '['.repeat(1_000_000), /nested deeper than 16/],
  ['a long text', () => written(plain({ machine: { ...good().machine, cpu: 'x'.repeat(100_001) } })), /100000 char/],
  ['a text without end', () => `{"schema":"${'x'.repeat(200_000)}`, /100000 char/],
  ['a long key', () => `{"${'x'.repeat(100_001)}":1}`, /100000 char/],
  ['ten million values', () => `{"notes":[${'[],'.repeat(4_000_000)}1]}`, /8000000 values/],
  ['more findings than allowed', () => withFindings(MOST_FINDINGS + 1), /100001 findings, at most 100000/],
  [
    'about another commit',
    () => written({ ...good(), commits: { ...good().commits, head: 'c'.repeat(40) } }),
    /not about/,
  ],
  ['about a working tree', () => written({ ...good(), commits: { ...good().commits, head: 'worktree' } }), /not about/],
  ['a judge of nothing', () => written(plain()), /judges no target/],
  [
    'passed over a blocked target',
    () => written(plain({ targets: [targetReport({ conclusion: 'blocked', blockers: [id!] })] })),
    /targets are blocked, and it is called passed/,
  ],
  [
    'passed with blockers',
    () => written(plain({ targets: [targetReport({ blockers: [id!] })] })),
    /inconclusive at best/,
  ],
  [
    'passed with a finding that blocks',
    () => written(plain({ targets: [targetReport({ severities: { [id!]: 'block' } })] })),
    /inconclusive at best/,
  ],
  [
    'passed although a check could not run',
    () => written(plain({ targets: [targetReport({ outcomes: { 'model/change': failed } })] })),
    /unverified at best/,
  ],
  ['a key that is none of ours', () => written({ ...good(), verified: true }), /Unrecognized key/],
  [
    'a prototype',
    () => written(good()).replace('"schema"', '"__proto__":{"conclusion":"passed"},"schema"'),
    /nrecognized/,
  ],
]
test.each(REFUSED)('a report that is %s is refused, with the reason', (_, make, why) => {
  expect(() => read(make())).toThrow(
    expect.objectContaining({ code: 'report-refused', message: expect.stringMatching(why) }),
  )
})
