import { afterEach, beforeEach, expect, test } from 'vitest'
import { BotAtWork } from '#test/bot-at-work'
import type { Run } from '#test/fake-github/state'

let bot: BotAtWork
beforeEach(async () => {
  bot = await BotAtWork.start()
})
afterEach(() => bot.close())

/** How many outcomes an earlier attempt had recorded, and what was done besides planning. */
function reused(run: Run): [number, string[]] {
  const { targets, timing } = bot.report(run)
  const note = targets[0]!.notes.find(({ code }) => code === 'recorded')
  return [Number(note?.args.n ?? 0), Object.keys(timing.stages).filter((name) => name !== 'plan')]
}
const artifacts = () => bot.fake.artifacts.map(({ name }) => name)

test('a recheck takes what was recorded; --force measures what it names again, once', {
  timeout: 180_000,
}, async () => {
  const run = await bot.opened('opened')
  const [none, measured] = reused(run)
  expect([none, measured.length > 1]).toEqual([0, true])
  const { outcomes } = bot.report(run).targets[0]!

  await bot.says('writer', '/cv-recheck')
  const [all, nothing] = reused(run)
  expect([run.attempt, run.conclusion, all > 5, nothing]).toEqual([2, 'failure', true, []])
  expect(bot.report(run).targets[0]!.outcomes).toEqual(outcomes)

  await bot.says('writer', '/cv-recheck leakage/exact-duplicate --force')
  expect([run.attempt, reused(run)[0], reused(run)[1].length > 0]).toEqual([3, all - 1, true])
  await bot.says('writer', '/cv-recheck --force')
  expect([run.attempt, reused(run)]).toEqual([4, [0, measured]])
  const forced = bot.report(run).targets[0]!
  expect(forced.notes).toContainEqual({ code: 'pooled', args: { runs: 2, checks: 'evaluation/metric-regression' } })
  const pooled = JSON.stringify(forced.outcomes)
  expect(JSON.parse(pooled.replaceAll('"pooled":2,', ''))).toEqual(outcomes) // both runs say the same

  await bot.again(run)
  expect([run.attempt, run.conclusion, reused(run)]).toEqual([5, 'failure', [all, []]])
  expect(new Set(artifacts()).size).toBe(1)
  expect(bot.broken()).toEqual([])
})

test('looks are sets of artefacts: a note is none, a draft is not counted and blocks nothing while it is one', {
  timeout: 180_000,
}, async () => {
  const looks = (run: Run) => bot.report(run).looks
  const first = await bot.opened('opened')
  expect(looks(first)).toEqual({ k: 1, alpha: expect.any(Number) })
  expect(looks(await bot.push('a note'))).toMatchObject({ k: 1 })
  expect(looks(await bot.push('another copy'))).toMatchObject({ k: 2 })
  expect(looks(await bot.again(first))).toMatchObject({ k: 1 }) // not head any more: nothing new is judged

  bot.pull.draft = true
  const draft = await bot.push('another copy')
  expect([draft.conclusion, bot.report(draft).conclusion, looks(draft)]).toEqual([
    'success',
    'blocked',
    { code: 'draft-not-counted', args: {} },
  ])
  expect(artifacts().at(-1)).toMatch(/^cv-gate-report-[0-9a-f]{16}-draft$/)
  expect(bot.comment()).toContain('advisory: would be blocked')

  bot.pull.draft = false
  const ready = await bot.opened('ready_for_review')
  expect([ready.conclusion, looks(ready)]).toMatchObject(['failure', { k: 3 }])
  expect(artifacts().at(-1)).toMatch(/^cv-gate-report-[0-9a-f]{16}$/)

  await bot.again(draft) // its event still says that it is a draft
  expect([draft.conclusion, looks(draft)]).toMatchObject(['failure', { k: 3 }])
  expect(bot.broken()).toEqual([])
})
