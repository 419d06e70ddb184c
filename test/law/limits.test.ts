import { afterAll, describe, expect, test, vi } from 'vitest'
import { parseReport } from '#app/action/foreign-report'
import { catalogue } from '#app/catalogue'
import { parseCommand } from '#commands/grammar'
import type { CheckMeta } from '#contract/check'
import type { CheckId } from '#contract/ids'
import { MOST_FINDINGS } from '#engine/fold'
import { unpack } from '#host/github/artifact'
import { upsertCheck } from '#host/github/check-run'
import { connect } from '#host/github/connection'
import { annotate } from '#host/github/runner'
import { renderCheck, renderStatus } from '#render/check'
import { renderComment } from '#render/comment'
import { renderJson } from '#render/json'
import { renderSummary } from '#render/summary'
import { FakeGitHub } from '#test/fake-github/fake-github'
import { finding, manyFindings, report, targetReport } from '#test/reports'

/** A limit of GitHub's or ours, and what must hold of so many on either side of it. */
interface Limit {
  readonly what: string
  readonly n: number
  holds(count: number, over: boolean): void | Promise<void>
}
const LEFT_OUT = 'left out here for length'

/** The largest count that still fits. */
function largest(fits: (count: number) => boolean, bound: number): number {
  let [low, high] = [0, bound]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

const marker = { key: 'default', head: 'a'.repeat(40), run: '1.1' }
const notes = (count: number) =>
  report({
    notes: Array.from({ length: count }, (_, at) => ({
      code: 'told-by-nobody',
      args: { text: `${at} 漢字`.repeat(9) },
    })),
  })
const inDiff = (count: number) => renderCheck(manyFindings(count), catalogue, () => true)
const listed = (count: number) => renderCheck(manyFindings(count), catalogue, () => false)

/** A Markdown sink whose parts are left out whole. */
function budgeted(
  what: string,
  most: number,
  render: (notes: number) => string,
  size: (text: string) => number,
): Limit {
  return {
    what,
    n: largest((count) => !render(count).includes(LEFT_OUT), 8000),
    holds(count, over) {
      const text = render(count)
      expect(size(text)).toBeLessThanOrEqual(most)
      expect([text.includes(LEFT_OUT), text.includes('CV gate: passed')]).toEqual([over, true])
    },
  }
}

/** A report whose verdict in words has exactly so many characters. */
function titled(length: number) {
  const words = 'CV gate: blocked: '.length
  const [meta] = [...catalogue].find(([id]) => id === 'leakage/exact-duplicate')!.slice(1) as [CheckMeta]
  const failureTitle = 'x'.repeat(Math.max(0, length - words))
  const named = new Map<CheckId, CheckMeta>([[meta.id, { ...meta, failureTitle }]])
  return length === 0 ? ([report(), catalogue] as const) : ([manyFindings(1), named] as const)
}

function cut(what: string, n: number, render: (...given: ReturnType<typeof titled>) => string): Limit {
  return {
    what,
    n,
    holds(count, over) {
      const title = render(...titled(count))
      expect(title).toHaveLength(count === 0 ? 'CV gate: passed'.length : Math.min(count, n))
      expect(title.endsWith('…')).toBe(over)
    },
  }
}

const wanted = (count: number) => ({
  name: 'cv-gate',
  sha: 'a'.repeat(40),
  generation: [1, 1] as const,
  conclusion: 'failure' as const,
  url: 'https://github.example',
  title: 't',
  summary: 's',
  text: '',
  annotations: inDiff(count).annotations,
})

const LIMITS: Limit[] = [
  budgeted(
    'characters of a comment (60,000)',
    60_000,
    (count) => renderComment(notes(count), catalogue, { marker }),
    (text) => text.length,
  ),
  budgeted(
    'bytes of a step summary (1 MiB)',
    1024 * 1024,
    (count) => renderSummary(notes(count), catalogue),
    Buffer.byteLength,
  ),
  budgeted(
    'bytes of a check summary (65,535)',
    65_535,
    (count) => renderCheck(notes(count), catalogue, () => true).summary,
    Buffer.byteLength,
  ),
  {
    what: 'bytes of a check text (65,535)',
    n: largest((count) => !listed(count).text.includes(LEFT_OUT), 4000),
    holds(count, over) {
      const { text } = listed(count)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(65_535)
      const shown = text.match(/^- ⛔/gm)?.length ?? 0
      const [, rest = '0'] = /(\d+) more left out/.exec(text) ?? []
      expect([shown + Number(rest), Number(rest) > 0]).toEqual([count, over])
    },
  },
  cut('characters of a check title (255)', 255, (one, known) => renderCheck(one, known, () => true).title),
  cut('characters of a status description (140)', 140, renderStatus),
  {
    what: 'annotations a request (50)',
    n: 50,
    async holds(count, over) {
      const fake = new FakeGitHub()
      const sha = fake.push('patch-1')
      const token = fake.jobToken({ event: 'workflow_run', permissions: { checks: 'write' } })
      const at = { owner: 'o', repo: 'r' }
      const connection = connect(token, at, { userAgent: 'test', waiter: fake.clock, fetch: fake.fetch() })
      await upsertCheck(connection, { ...wanted(count), sha })
      const bodies = fake.seen.map(({ body }) => body as { output?: { annotations?: unknown[] } } | null)
      const batches = bodies.flatMap((body) => (body?.output?.annotations ? [body.output.annotations.length] : []))
      expect(batches).toEqual(count === 0 ? [] : over ? [50, 1] : [count])
      expect(fake.checks[0]!.annotations).toHaveLength(count)
    },
  },
  {
    what: 'annotations of a check (1,000)',
    n: 1000,
    holds(count, over) {
      const { annotations, text } = inDiff(count)
      expect(annotations).toHaveLength(Math.min(count, 1000))
      expect(text.includes('1 new finding not shown on a line of the diff')).toBe(over)
    },
  },
  {
    what: 'annotations of a level by workflow commands (10)',
    n: 10,
    holds(count) {
      let output = ''
      const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
        output += text
        return true
      })
      annotate(inDiff(count).annotations)
      write.mockRestore()
      expect(output.match(/^::error /gm)?.length ?? 0).toBe(Math.min(count, 10))
    },
  },
  {
    what: 'characters of a comment that is a command (65,536)',
    n: 65_536,
    holds(count, over) {
      const command = parseCommand('/cv-status\n'.padEnd(count, 'x').slice(0, count))
      expect(command?.kind).toBe(count === 0 || over ? undefined : 'status')
    },
  },
  {
    what: 'findings of a report (100,000)',
    n: MOST_FINDINGS,
    holds(count, over) {
      const findings = Array.from({ length: count }, (_, at) => finding(at))
      const measured = { status: 'measured' as const, metrics: [], claims: [], exhibits: [], findings }
      const one = report({ targets: [targetReport({ outcomes: { 'leakage/exact-duplicate': measured } })] })
      const read = () => parseReport(renderJson(one), 991, 'a'.repeat(40))
      if (over) expect(read).toThrow('100001 findings, at most 100000')
      else expect(read().conclusion).toBe('passed')
    },
  },
  {
    what: 'bytes of an archive (64 MiB)',
    n: 64 << 20,
    holds(count, over) {
      const refusal = over ? `it is ${count} bytes, at most ${64 << 20}` : 'it is no zip archive'
      expect(() => unpack(new Uint8Array(count), 'report.json')).toThrow(refusal)
    },
  },
]

let cases = 0
describe.each(LIMITS)('$what', ({ n, holds }) => {
  test.each([0, n - 1, n, n + 1])('%i', async (count) => {
    cases++
    await holds(count, count > n)
  })
})

afterAll(() => {
  expect([LIMITS.length, cases]).toEqual([12, 48])
})
