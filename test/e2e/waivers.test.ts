import { afterEach, beforeEach, expect, test } from 'vitest'
import { BotAtWork } from '#test/bot-at-work'
import type { Run } from '#test/fake-github/state'

let bot: BotAtWork
beforeEach(async () => {
  bot = await BotAtWork.start()
})
afterEach(() => bot.close())

const states = (run: Run) => bot.report(run).waivers.map(({ state }) => state)
/** The required check, and what the report says. */
const verdict = (run: Run) => [run.conclusion, bot.report(run).conclusion]

test('a maintainer accepts a finding: the same run passes, the queue too; a push that changes the evidence voids it', {
  timeout: 180_000,
}, async () => {
  const run = await bot.opened('opened')
  expect([verdict(run), bot.comment()]).toEqual([['failure', 'blocked'], expect.stringContaining('CV gate: blocked')])

  await bot.says('mallory', bot.waiveLine())
  await bot.says('writer', bot.waiveLine())
  expect([run.attempt, run.conclusion]).toEqual([1, 'failure'])

  const said = await bot.says('maya', bot.waiveLine())
  expect(said.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket'])
  expect([run.attempt, ...verdict(run), ...states(run)]).toEqual([
    2,
    'success',
    'warned',
    'no-right',
    'no-right',
    'honoured',
  ])
  expect(bot.comment()).toMatch(/CV gate: passed with [^\n]*\(1 waived\)[\s\S]*maya/)
  expect(bot.comment()).toContain('known, kept on purpose')

  const queued = await bot.queued()
  expect([...verdict(queued), states(queued).at(-1)]).toEqual(['success', 'warned', 'honoured'])
  expect(bot.comment()).toContain(`run=${run.id}.2 `) // the queue has no comment

  const unchanged = await bot.push('a note')
  expect([...verdict(unchanged), states(unchanged).at(-1)]).toEqual(['success', 'warned', 'honoured'])

  const pushed = await bot.push('another copy')
  expect([...verdict(pushed), states(pushed).at(-1)]).toEqual(['failure', 'blocked', 'void'])
  expect(bot.comment()).toMatch(/CV gate: blocked[\s\S]*void, for the finding rests on other evidence now/)
  const requeued = await bot.queued()
  expect([...verdict(requeued), states(requeued).at(-1)]).toEqual(['failure', 'blocked', 'void'])
  expect(bot.broken()).toEqual([])
})

test('a waiver that was edited, whose author lost the role, or that was withdrawn, is not honoured', {
  timeout: 180_000,
}, async () => {
  const run = await bot.opened('opened')
  const line = bot.waiveLine()
  const edited = await bot.says('maya', line)
  expect(run.conclusion).toBe('success')
  bot.fake.edit(edited, `${line}, as agreed`)
  await bot.again(run)
  expect([...verdict(run), ...states(run)]).toEqual(['failure', 'blocked', 'edited'])
  expect(bot.comment()).toContain('CV gate: blocked')

  await bot.says('maya', line)
  expect([...verdict(run), ...states(run)]).toEqual(['success', 'warned', 'edited', 'honoured'])
  bot.fake.user('maya', 'write')
  await bot.again(run)
  expect([...verdict(run), ...states(run)]).toEqual(['failure', 'blocked', 'no-right', 'no-right'])
  const queued = await bot.queued()
  expect(verdict(queued)).toEqual(['failure', 'blocked'])

  bot.fake.user('maya', 'maintain')
  await bot.again(run)
  expect(run.conclusion).toBe('success')
  const withdrawn = await bot.says('ada', `/cv-unwaive ${/[0-9a-f]{10}/.exec(line)![0]}`)
  expect(withdrawn.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket'])
  expect([...verdict(run), ...states(run)]).toEqual(['failure', 'blocked', 'edited', 'withdrawn'])
  expect(bot.broken()).toEqual([])
})
