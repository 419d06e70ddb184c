import { describe, expect, test } from 'vitest'
import type { CommentEvent } from '#host/github/events'
import { BotScene, COMMANDS, reactions, TALKS, told, WAIVE } from '#test/bot-scene'
import { brokenInvariants } from '#test/fake-github/invariants'

describe('a job that is started again on the same comment', () => {
  test.each(Object.entries(COMMANDS))('%s: says and does nothing new', async (_, text) => {
    const scene = new BotScene()
    const comment = await scene.says('maya', text)
    const before = [scene.replies(), reactions(comment), scene.run.attempt]
    Object.assign(scene.run, { status: 'completed' })
    for (const minutes of [0, 90]) {
      scene.wait(minutes)
      await scene.listen(told(scene.fake, comment))
      expect([scene.replies(), reactions(comment), scene.run.attempt]).toEqual(before)
    }
    scene.fake.push('patch-1', {}, scene.pull.head.repository) // an old comment, and a new head
    const run = scene.measured(scene.pull)
    await scene.listen(told(scene.fake, comment))
    expect([run.attempt, scene.replies().length, brokenInvariants(scene.fake)]).toEqual([1, 1, []])
  })
  test.each([
    ['/cv-recheck', 'rocket'],
    ['/cv-recheck leakage/none', '-1'],
  ] as const)('%s: the reaction that it ended before follows', async (text, last) => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'maya', text)
    scene.fake.script = [{ when: 'POST /issues/comments/{comment_id}/reactions', nth: 2, kind: '403-scope', times: 1 }]
    await expect(scene.listen(told(scene.fake, comment))).rejects.toMatchObject({ code: 'github-refused' })
    expect(reactions(comment)).toEqual(['eyes'])
    await scene.listen(told(scene.fake, comment))
    expect([reactions(comment), scene.replies().length]).toEqual([['eyes', last], 1])
  })
  test('another’s comment with our marker is no answer', async () => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'maya', '/cv-status')
    scene.fake.say(7, 'mallory', `<!-- cv-gate:reply to=${comment.id} -->\nnothing blocks`)
    await scene.listen(told(scene.fake, comment))
    scene.answered(comment, 'rocket')
  })
})

describe('what is not listened to', () => {
  type Change = (said: CommentEvent) => CommentEvent
  const person = { id: 5, login: 'maya', type: 'User' }
  const issue =
    (more: Partial<CommentEvent['issue']>): Change =>
    (said) => ({ ...said, issue: { ...said.issue, ...more } })
  const CASES: Record<string, Change> = {
    'an edited comment': (said) => ({ ...said, action: 'edited' }),
    'a deleted comment': (said) => ({ ...said, action: 'deleted' }),
    'an issue': issue({ pull_request: null }),
    'a closed pull request': issue({ state: 'closed' }),
    'a locked pull request': issue({ locked: true }),
    'an author whose account is gone': (said) => ({ ...said, comment: { ...said.comment, user: null } }),
    'a bot': (said) => ({ ...said, comment: { ...said.comment, user: { ...person, type: 'Bot' } } }),
    'an organization': (said) => ({ ...said, comment: { ...said.comment, user: { ...person, type: 'Organization' } } }),
    'a bot in the name of a person': (said) => ({ ...said, sender: { ...said.sender, type: 'Bot' } }),
    'a sender who is not the author': (said) => ({ ...said, sender: { ...said.sender, id: 6 } }),
    'no body': (said) => ({ ...said, comment: { ...said.comment, body: null } }),
    'a quote': (said) => ({ ...said, comment: { ...said.comment, body: '> /cv-recheck' } }),
    'talk about it': (said) => ({ ...said, comment: { ...said.comment, body: 'please /cv-recheck' } }),
  }
  test.each(Object.entries(CASES))('%s', async (_, change) => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'maya', '/cv-recheck')
    await scene.listen(change(told(scene.fake, comment)))
    scene.silent()
    expect([scene.fake.seen, scene.text.trim().length > 0]).toEqual([[], true])
  })

  test('closed since the event: nothing is said', async () => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'maya', '/cv-recheck')
    const said = told(scene.fake, comment)
    scene.pull.state = 'closed'
    await scene.listen(said)
    scene.silent()
  })

  test('a login that changed hands brings no rights to whoever has it now, nor to whoever had it', async () => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'maya', '/cv-recheck')
    const said = told(scene.fake, comment)
    scene.fake.users.set('maya', { id: 99_999, login: 'maya', type: 'User' })
    await scene.listen(said)
    expect([reactions(comment), scene.replies(), scene.run.attempt]).toEqual([['-1'], [], 1])
  })

  test('our own replies, for fifty rounds', async () => {
    const scene = new BotScene()
    await scene.says('writer', '/cv-help')
    const [reply] = scene.ours()
    for (let round = 0; round < 50; round++) await scene.listen(told(scene.fake, reply!))
    expect([scene.replies().length, reactions(reply!), scene.run.attempt]).toEqual([1, [], 1])
  })
})

describe('when GitHub fails', () => {
  const RIGHT = 'GET /collaborators/{username}/permission'
  test.each([
    '500',
    '503',
    'reset',
    'hang',
    'truncated',
    'html',
    'wrong-shape',
    '401',
    '403-scope',
    '403-primary-hour',
  ] as const)('while the right is asked (%s): an error, nothing is written', async (kind) => {
    const scene = new BotScene()
    const comment = scene.fake.say(7, 'ada', WAIVE)
    scene.fake.script = [{ when: RIGHT, kind, times: 99 }]
    await expect(scene.listen(told(scene.fake, comment))).rejects.toMatchObject({ owner: 'host' })
    scene.silent()
  })
  test('once while the right is asked: asked again', async () => {
    const scene = new BotScene({ script: [{ when: RIGHT, kind: '502' }] })
    scene.answered(await scene.says('ada', WAIVE), 'rocket')
  })
  test.each([
    ['the policy is read', 'GET /contents/{path}', '500'],
    ['runs are listed', 'GET /actions/runs', '403-scope'],
    ['the report is fetched', 'GET /actions/runs/{run_id}/artifacts', '500'],
    ['the run is started', 'POST /actions/runs/{run_id}/rerun', '403-scope'],
  ] as const)('while %s: refused, and the reply says why', async (_, when, kind) => {
    const scene = new BotScene()
    scene.fake.script = [{ when, kind, times: 99 }]
    const comment = await scene.says('ada', WAIVE)
    expect(scene.answered(comment, '-1')).toMatchObject({
      kind: 'failed',
      text: expect.stringContaining('was not followed'),
    })
    expect(scene.run.attempt).toBe(1)
  })
  test('a start that was answered with 502 happened once', async () => {
    const scene = new BotScene({ script: [{ when: 'POST /actions/runs/{run_id}/rerun', kind: '502-after' }] })
    scene.answered(await scene.says('writer', '/cv-recheck'), 'rocket')
    expect(scene.run.attempt).toBe(2)
  })
  test('a reply that was answered with 502 is there once', async () => {
    const scene = new BotScene({ script: [{ when: 'POST /issues/{issue_number}/comments', kind: '502-after' }] })
    scene.answered(await scene.says('writer', '/cv-status'), 'rocket')
  })
  test.each(['actions', 'pull-requests', 'contents'] as const)('without the right to %s', async (name) => {
    const scene = new BotScene()
    const token = scene.fake.jobToken({ event: 'issue_comment', permissions: { ...TALKS, [name]: 'none' } })
    const comment = scene.fake.say(7, 'ada', '/cv-recheck')
    const ended = await scene.listen(told(scene.fake, comment), token).then(
      () => scene.replies()[0],
      (error) => error.hint,
    )
    expect(ended).toContain(name)
    expect([scene.run.attempt, brokenInvariants(scene.fake)]).toEqual([1, []])
  })
})

describe('a flood', () => {
  test.each([
    ['a writer', 'writer', 700],
    ['a stranger', 'stranger', 700],
  ])('200 comments of %s leave requests to measuring, and start at most one run', async (_, login, most) => {
    const scene = new BotScene()
    const comments = Array.from({ length: 200 }, () => scene.fake.say(7, login, '/cv-recheck'))
    const token = scene.botToken() // the limit is the repository's, whatever job asks
    let refused = 0
    for (const comment of comments) {
      await scene.listen(told(scene.fake, comment), token).catch((error) => {
        expect(error).toMatchObject({ code: 'github-limit', hint: expect.stringContaining('again') })
        refused++
      })
      await scene.fake.clock.sleep(1000)
    }
    expect(scene.fake.seen.length).toBeLessThanOrEqual(most) // of a thousand
    expect(scene.run.attempt).toBeLessThanOrEqual(2)
    expect(scene.replies().length + refused).toBe(login === 'writer' ? 200 : 0)
    expect(brokenInvariants(scene.fake)).toEqual([])
  })
})
