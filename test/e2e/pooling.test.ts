import { strFromU8, unzipSync } from 'fflate'
import { afterEach, describe, expect, test } from 'vitest'
import type { CheckId } from '#contract/ids'
import type { Claim } from '#contract/outcome'
import { textToBits } from '#evidence/bits'
import { BotAtWork } from '#test/bot-at-work'
import type { Run } from '#test/fake-github/state'
import { unsureClassifier } from '#test/onnx-writer'
import { CONFIG } from '#test/small-repository'

const ACCURACY: CheckId = 'evaluation/metric-regression'
const LATENCY: CheckId = 'latency/latency-regression'
const IMAGES = 60
/** The model of head answers otherwise each time it is asked, and the machine keeps what it said. */
const unsure = { head: { 'model.onnx': unsureClassifier(4, 300) }, cache: true }

let bot: BotAtWork
afterEach(() => bot.close())

function claimOf(run: Run, check: CheckId): Claim {
  const outcome = bot.report(run).targets[0]!.outcomes[check]!
  if (outcome.status !== 'measured') throw new Error(JSON.stringify(outcome))
  return outcome.claims[0]!
}
const pooled = (run: Run) =>
  bot.report(run).targets[0]!.notes.flatMap(({ code, args }) => (code === 'pooled' ? [args] : []))
const stages = (run: Run) => Object.keys(bot.report(run).timing.stages).filter((name) => /infer|latency/.test(name))

/** How many images head had right in each attempt, as the newest one left it. */
function rightOfHead(run: Run): number[] {
  const { data } = bot.fake.artifacts.filter((one) => one.run === run).at(-1)!
  const { evidence } = JSON.parse(strFromU8(unzipSync(data)['recorded.json']!)) as { evidence: { runs: string[] }[] }
  const judged = evidence.map(({ runs }) => runs.map((text) => JSON.parse(text))).find(([one]) => 'rows' in one)!
  return judged.map(({ head }) => textToBits(head, IMAGES)!.reduce((sum, right) => sum + right, 0))
}
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

describe('--force', { timeout: 300_000 }, () => {
  test('measures what it names again and pools it with all attempts before; without it the record stands', async () => {
    const config = CONFIG.replace("  latency/latency-regression: {severity: 'off'}\n", '')
    bot = await BotAtWork.start({ ...unsure, base: { '.github/cv-gate.yml': config } })
    const run = await bot.opened('opened')
    const once = { accuracy: claimOf(run, ACCURACY), latency: claimOf(run, LATENCY) }
    expect([pooled(run), stages(run).sort()]).toEqual([[], ['infer base', 'infer head', 'latency']])
    expect(once.accuracy).toMatchObject({ n: IMAGES, interval: { method: 'tango' } })

    await bot.says('writer', `/cv-recheck ${ACCURACY} --force`)
    expect([run.attempt, pooled(run), stages(run)]).toEqual([
      2,
      [{ runs: 2, checks: ACCURACY }],
      ['infer base', 'infer head'],
    ])
    const [first, second] = rightOfHead(run) as [number, number]
    expect(once.accuracy.args.headRatio).toBeCloseTo(first / IMAGES, 12)
    const twice = claimOf(run, ACCURACY)
    expect(twice.args.headRatio).toBeCloseTo((first + second) / 2 / IMAGES, 12)
    expect(twice).toMatchObject({ n: IMAGES, args: { pooled: 2 }, interval: { method: 'image-t' } })
    expect(claimOf(run, LATENCY)).toEqual(once.latency)
    expect(bot.comment()).toContain(`2 runs pooled: \`${ACCURACY}\``)
    const { data } = bot.fake.artifacts.at(-1)!
    expect(strFromU8(unzipSync(data)['report.html']!)).toContain('2 runs pooled')

    await bot.says('writer', '/cv-recheck --force')
    expect([run.attempt, stages(run).sort()]).toEqual([3, ['infer base', 'infer head', 'latency']])
    expect(pooled(run)).toEqual([
      { runs: 3, checks: ACCURACY },
      { runs: 2, checks: LATENCY },
    ])
    expect(rightOfHead(run).slice(0, 2)).toEqual([first, second])
    expect(claimOf(run, ACCURACY).args.headRatio).toBeCloseTo(mean(rightOfHead(run)) / IMAGES, 12)
    expect(claimOf(run, LATENCY).n).toBeGreaterThanOrEqual(once.latency.n + 8)

    const { outcomes } = bot.report(run).targets[0]!
    await bot.says('writer', '/cv-recheck')
    expect([run.attempt, stages(run), pooled(run).length]).toEqual([4, [], 2])
    expect(bot.report(run).targets[0]!.outcomes).toEqual(outcomes)
    expect(rightOfHead(run)).toHaveLength(3)
    expect(bot.broken()).toEqual([])
  })
})

test('looks: strict: whoever starts the run again measures again, and pools', { timeout: 120_000 }, async () => {
  bot = await BotAtWork.start({ ...unsure, base: { '.github/cv-gate.yml': `${CONFIG}looks: strict\n` } })
  const run = await bot.opened('opened')
  await bot.again(run)
  await bot.again(run)
  expect([run.attempt, pooled(run), stages(run)]).toEqual([
    3,
    [{ runs: 3, checks: ACCURACY }],
    ['infer base', 'infer head'],
  ])
  expect(claimOf(run, ACCURACY).args.headRatio).toBeCloseTo(mean(rightOfHead(run)) / IMAGES, 12)
  expect(bot.broken()).toEqual([])
})
