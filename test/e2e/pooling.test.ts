import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Forced, Recorded } from '#app/action/recorded'
import type { CheckId } from '#contract/ids'
import type { Metric } from '#contract/outcome'
import type { Report } from '#contract/report'
import { buildRepository, type ScratchRepository } from '#host/scratch-repository'
import { FIXTURES } from '#test/built'
import { judge } from '#test/golden'
import { CONFIG, colours, SmallRepository } from '#test/small-repository'

/** Attempts of one run on a real pull request that changes the model; each leaves its record to the next. */
let folder: string
let repository: ScratchRepository
let first: Attempt
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-pooling-'))
  repository = await buildRepository(join(FIXTURES, 'textures'), 'slower-model', join(folder, 'clone'))
  first = await attempt(null, new Set())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Attempt {
  readonly report: Report
  readonly left: string
}
async function attempt(
  before: string | null,
  forced: Forced,
  { path, base, head }: Pick<ScratchRepository, 'path' | 'base' | 'head'> = repository,
): Promise<Attempt> {
  const recorded = new Recorded(before, forced)
  const report = await judge(path, base, head, join(folder, 'cache'), { recorded })
  return { report, left: recorded.text(null) }
}
const notes = ({ targets }: Report) =>
  targets[0]!.notes.flatMap(({ code, args }) => (code === 'pooled' ? [`${args.evidence} ${args.n}`] : [])).sort()
const stages = ({ timing }: Report) => Object.keys(timing.stages)
const ACCURACY = 'evaluation/metric-regression' as CheckId
const LATENCY = 'latency/latency-regression'
function metricsOf({ targets }: Report, check: string): readonly Metric[] {
  const outcome = targets[0]!.outcomes[check as CheckId]
  return outcome?.status === 'measured' ? outcome.metrics : []
}
const n = (report: Report, check: string) => metricsOf(report, check)[0]!.delta

describe('a check that is measured again', { timeout: 180_000 }, () => {
  test('is pooled with what was measured before, in spite of records by content; the next takes it as it is', async () => {
    expect([notes(first.report), stages(first.report)]).toEqual([[], expect.arrayContaining(['infer head', 'latency'])])

    const latency = await attempt(first.left, new Set([LATENCY]))
    expect(notes(latency.report)).toEqual(['latency 2'])
    expect(stages(latency.report).filter((name) => name.startsWith('infer'))).toEqual([])
    expect(n(latency.report, LATENCY)).toMatchObject({ n: expect.any(Number) })
    const rounds = (report: Report) => (n(report, LATENCY) as { n: number }).n
    expect(rounds(latency.report)).toBeGreaterThanOrEqual(rounds(first.report) + 8)

    const all = await attempt(latency.left, 'all')
    expect(notes(all.report)).toEqual(['judgement 2', 'latency 3'])
    expect(stages(all.report)).toEqual(expect.arrayContaining(['infer base', 'infer head', 'latency']))
    // A model on the CPU answers as it did: pooled or not, the numbers are the same.
    expect(metricsOf(all.report, ACCURACY)).toEqual(metricsOf(first.report, ACCURACY))

    const plain = await attempt(all.left, new Set())
    expect(stages(plain.report)).toEqual(['plan'])
    expect(metricsOf(plain.report, LATENCY)).toEqual(metricsOf(all.report, LATENCY))
    expect(await attempt(plain.left, new Set())).toMatchObject({ left: plain.left })
  })

  test('does not forget a run in which head did not answer', async () => {
    const left = JSON.parse(first.left)
    for (const { value } of left.kept) if (value.missing) value.missing.push([value.rows[0], 'not-finite'])
    const { report } = await attempt(JSON.stringify(left), new Set([ACCURACY]))
    const outcome = report.targets[0]!.outcomes[ACCURACY]
    expect(outcome?.status === 'measured' && outcome.findings.map(({ code }) => code)).toContain('missing-prediction')
    expect(report.conclusion).toBe('blocked')
  })

  test('averages what did not come out the same', async () => {
    const left = JSON.parse(first.left)
    let changed = 0
    for (const { value } of left.kept)
      if (value.head?.length > 0 && value.rows) {
        const at = value.head.indexOf(1)
        value.head[at] = 0
        changed++
      }
    expect(changed).toBe(1)
    const { report } = await attempt(JSON.stringify(left), new Set([ACCURACY]))
    const images = metricsOf(report, ACCURACY)[0]!.head as { value: number; n: number }
    const before = metricsOf(first.report, ACCURACY)[0]!.head as { value: number }
    expect(before.value - images.value).toBeCloseTo(0.5 / images.n, 12)
  })
})

test('looks: strict: no attempt takes what another has recorded', { timeout: 60_000 }, async () => {
  for (const [looks, taken] of [
    ['normal', true],
    ['strict', false],
  ] as const) {
    const small = new SmallRepository()
    const files = await colours()
    const base = small.commit({ ...files, '.github/cv-gate.yml': `${CONFIG}looks: ${looks}\n` })
    const head = small.commit({ 'data/train/copy.png': files['data/test/40.png']! })
    const at = { path: small.path, base, head }
    const { left } = await attempt(null, new Set(), at)
    const { report } = await attempt(left, new Set(), at)
    expect([looks, report.targets[0]!.notes.some(({ code }) => code === 'recorded')]).toEqual([looks, taken])
    small.remove()
  }
})
