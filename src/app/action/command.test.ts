import { describe, expect, test } from 'vitest'
import type { Waiver } from '#contract/report'
import type { Reply } from '#render/reply'
import { BLOCKER, BotScene, COMMANDS, EVIDENCE, PEOPLE, reactions, told, WAIVE, WARNING } from '#test/bot-scene'
import { brokenInvariants } from '#test/fake-github/invariants'

const OTHER = '0123456789'
describe('who may what', () => {
  const NOT_OF_WRITERS = ['waive', 'unwaive']
  const cases = Object.entries(COMMANDS).flatMap(([name, text]) =>
    ['stranger', ...Object.keys(PEOPLE)].map((login) => [login, name, text] as const),
  )
  test.each(cases)('%s: %s', async (login, name, text) => {
    const waivers: Waiver[] = [standing('honoured')]
    const scene = new BotScene()
    scene.fake.artifacts.splice(0)
    const run = scene.measured(scene.pull, { waivers })
    scene.wait(10)
    const comment = await scene.says(login, text)
    const may = login === 'ada' || login === 'maya' || (login === 'writer' && !NOT_OF_WRITERS.includes(name))
    const asked = scene.fake.seen.findIndex(({ call }) => call === 'GET /collaborators/{username}/permission')
    expect([asked, scene.writes().length > 0]).toEqual([0, true]) // the right comes before all else
    if (login === 'stranger' || login === 'reader') {
      expect([reactions(comment), scene.replies(), run.attempt]).toEqual([['-1'], [], 1])
      expect(brokenInvariants(scene.fake)).toEqual([])
      return
    }
    const { text: reply, kind } = scene.answered(comment, may ? 'rocket' : '-1')
    expect(reactions(comment)).toEqual(may ? ['eyes', 'rocket'] : ['-1'])
    expect(kind === 'no-right').toBe(!may)
    if (!may) expect(reply).toMatch(/was not followed: your role here is `(triage|write)`/)
    const reruns = may && ['recheck', 'force', 'waive', 'unwaive'].includes(name)
    expect(run.attempt).toBe(reruns ? 2 : 1)
  })

  test('whom the policy names may waive; what the pull request itself says does not count', async () => {
    const policy = (waivers: string) =>
      `version: 1\nwaivers: [${waivers}]\ntargets:\n  main:\n    task: classification\n    data: {format: folder, root: data, splits: {test: test}}\n    model: {path: m.onnx, preprocess: imagenet}\n    primary: {metric: accuracy, tolerance: 1pp}\n`
    const scene = new BotScene({ policy: policy('writer') })
    const comment = await scene.says('writer', WAIVE)
    scene.answered(comment, 'rocket')
    const other = new BotScene({ policy: policy('ada') })
    const head = { '.github/cv-gate.yml': policy('writer') }
    other.fake.push('patch-1', { files: head }, other.pull.head.repository)
    other.measured(other.pull)
    other.wait(10)
    expect(other.answered(await other.says('writer', WAIVE), '-1').text).toContain('`ada`')
  })

  test('a policy that cannot be read refuses, and says where', async () => {
    const scene = new BotScene({ policy: 'version: 1\nwaivers: 7\n' })
    const comment = await scene.says('maya', WAIVE)
    expect(scene.answered(comment, '-1').text).toContain('.github/cv-gate.yml')
    expect(scene.run.attempt).toBe(1)
  })
})

function standing(state: Waiver['state']): Waiver {
  const until = '2026-04-01T00:00:00.000Z'
  return { finding: BLOCKER, evidence: EVIDENCE, by: 'maya', reason: 'known', until, pull: 7, comment: 1, state }
}

describe('what is replied', () => {
  type More = { readonly before?: (scene: BotScene) => void; readonly attempt?: number }
  const running: More = { before: ({ run }) => Object.assign(run, { status: 'in_progress', conclusion: null }) }
  const noRun: More = { before: ({ fake }) => void fake.runs.splice(0) }
  const noReport: More = { before: ({ fake }) => void fake.artifacts.splice(0) }
  const again: More = { attempt: 2 }
  /** So many attempts, each beginning so many minutes before now. */
  const began = (...minutes: number[]): More => ({
    before: ({ run, fake }) => {
      run.attempt = minutes.length
      run.started.splice(0, 1, ...minutes.map((ago) => fake.clock.now() - ago * 60_000))
    },
    attempt: minutes.length,
  })
  const every5 = (from: number) => Array.from({ length: 11 }, (_, at) => from - 5 * at)
  const elsewhere: More = {
    before: ({ fake, run, pull }) => {
      Object.assign(run, { repository: fake.fork('eve') })
      fake.run(pull, { path: '.github/workflows/else.yml' })
    },
  }
  const CASES: [what: string, body: string, 'rocket' | '-1', kind: Reply['kind'], text: RegExp, More?][] = [
    ['again', COMMANDS.recheck, 'rocket', 'rerun', /started again for .*tried again/, again],
    ['by force', COMMANDS.force, 'rocket', 'rerun', /`leakage\/exact-duplicate` is measured anew/, again],
    ['to waive', WAIVE, 'rocket', 'rerun', /is accepted until `2026-04-01`/, again],
    ['waived while it runs', WAIVE, 'rocket', 'read-at-end', /reads the comments when it has measured/, running],
    ['again while it runs', COMMANDS.recheck, '-1', 'still-running', /is still in progress/, running],
    ['an unknown check', '/cv-recheck leakage/none', '-1', 'unknown-check', /There is no check `leakage\/none`/],
    ['no run', COMMANDS.recheck, '-1', 'no-run', /there is no run of .* that can be started again/, noRun],
    ['no run to waive in', WAIVE, '-1', 'no-run', /there is no run of/, noRun],
    ['too old', COMMANDS.recheck, '-1', 'no-run', /30 days/, { before: (scene) => scene.wait(31 * 24 * 60) }],
    ['runs of another file or repository', COMMANDS.recheck, '-1', 'no-run', /there is no run of/, elsewhere],
    ['no report to waive in', WAIVE, '-1', 'no-report', /there is no report for/, noReport],
    [
      'other evidence',
      WAIVE.replace(EVIDENCE, '5f0c21aa'),
      '-1',
      'other-evidence',
      new RegExp(`other evidence than \`5f0c21aa\` now.*/cv-waive ${BLOCKER}@${EVIDENCE}`, 's'),
    ],
    ['an unknown finding', WAIVE.replace(BLOCKER, OTHER), '-1', 'unknown-finding', /holds no finding/],
    ['one that only warns', WAIVE.replace(BLOCKER, WARNING), '-1', 'not-a-blocker', /does not block/],
    ['nothing waived', COMMANDS.unwaive, '-1', 'nothing-waived', /is not waived here/],
    [
      'a report that is refused',
      WAIVE,
      '-1',
      'failed',
      /was not followed: `the report of the measuring run is refused/,
      { before: ({ fake }) => void Object.assign(fake.artifacts[0]!, { data: new Uint8Array(9) }) },
    ],
    ['not understood', '/cv-waive 1@2 because', '-1', 'malformed', /was not understood/],
    ['an unknown command', '/cv-merge', '-1', 'malformed', /was not understood.*\/cv-recheck/s],
    ['too soon', COMMANDS.recheck, '-1', 'cooldown', /one recheck a minute.* again in 1(\.0)? s/, began(59 / 60)],
    ['a minute later', COMMANDS.recheck, 'rocket', 'rerun', /started again/, { ...began(1), attempt: 2 }],
    ['an eleventh in an hour', COMMANDS.recheck, '-1', 'cooldown', /again in 6 min/, began(...every5(59))],
    ['when the hour is over', COMMANDS.recheck, 'rocket', 'rerun', /again/, { ...began(...every5(65)), attempt: 12 }],
    ['explained, without a report', `/cv-explain ${BLOCKER}`, 'rocket', 'explained', /no report/i, noReport],
    ['explained, a finding', `/cv-explain ${BLOCKER}`, 'rocket', 'explained', new RegExp(BLOCKER)],
    ['status while it runs', COMMANDS.status, 'rocket', 'status', /is measuring/, running],
    ['status', COMMANDS.status, 'rocket', 'status', new RegExp(BLOCKER)],
    ['help', COMMANDS.help, 'rocket', 'help', /What can be asked/],
  ]
  test.each(CASES)('%s', async (_, body, final, kind, text, { before, attempt = 1 } = {}) => {
    const scene = new BotScene()
    before?.(scene)
    const comment = await scene.says('maya', body)
    const reply = scene.answered(comment, final)
    expect([reply.text, reply.kind]).toEqual([expect.stringMatching(text), kind])
    expect(reactions(comment)).toEqual(kind === 'malformed' ? [final] : ['eyes', final])
    expect(scene.fake.runs.filter((run) => run !== scene.run && run.attempt > 1)).toEqual([])
    expect(scene.run.attempt).toBe(attempt)
  })
  test('every kind of reply has a case', () => {
    const kinds = new Set([...CASES.map(([, , , kind]) => kind), 'no-right', 'head-moved']) // both tested by themselves
    expect(kinds.size).toBe(18)
  })

  test('pushed after it was written: nothing runs, in whatever attempt the new run is', async () => {
    for (const attempt of [1, 2]) {
      const scene = new BotScene()
      const comment = scene.fake.say(7, 'maya', WAIVE)
      scene.wait(1)
      scene.fake.push('patch-1', {}, scene.pull.head.repository)
      const run = scene.measured(scene.pull)
      scene.wait(5)
      if (attempt === 2) scene.fake.rerun(run)
      Object.assign(run, { status: 'completed' })
      await scene.listen(told(scene.fake, comment))
      const { text, kind } = scene.answered(comment, '-1')
      expect([kind, text]).toEqual(['head-moved', expect.stringContaining(scene.pull.head.sha.slice(0, 10))])
      expect([run.attempt, scene.run.attempt]).toEqual([attempt, 1])
    }
  })

  test('a pull request of the repository itself is answered as one of a fork', async () => {
    const scene = new BotScene({ fork: false })
    scene.answered(await scene.says('writer', '/cv-recheck'), 'rocket')
    expect(scene.run.attempt).toBe(2)
  })

  test('lists that lag make no second reply', async () => {
    const scene = new BotScene({ lag: { reads: 1, milliseconds: 2000 } })
    scene.answered(await scene.says('writer', '/cv-recheck'), 'rocket')
  })
})
