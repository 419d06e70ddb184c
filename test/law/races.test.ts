import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Via } from '#test/fake-github/delivery'
import type { FakeGitHub } from '#test/fake-github/fake-github'
import { FLOWS, type Scene } from '#test/fake-github/flows'
import { brokenInvariants, isWrite, latestCheck } from '#test/fake-github/invariants'
import type { Run } from '#test/fake-github/state'
import {
  blocked,
  CHECK,
  hear,
  leave,
  measured,
  passed,
  publish,
  replies,
  sticky,
  sweepUp,
  world,
} from '#test/fake-github/talk'

/** `npm run test:exhaustive` plays a thousand; the seed repeats what was played. */
const RUNS = Number(process.env.CV_GATE_INTERLEAVINGS ?? 30)
const SEED = Number(process.env.CV_GATE_SEED ?? Date.now() % 2 ** 31)
/** A deed of somebody comes after so many turns, at most. */
const LATEST_TURN = 24

/** One job and one deed have no more than some twenty orders. */
const FEW = 8

/** Lets everything happen in an order that the scheduler chooses. */
interface Stage {
  /** Requests of one job arrive, and their answers come back, when it is their turn. */
  job(name: string): Via
  /** Somebody does something in the middle. */
  deed<T>(name: string, act: () => T | Promise<T>): Promise<T>
  readonly coin: boolean
}
interface Played {
  readonly fake: FakeGitHub
  /** All that goes on. */
  readonly all: readonly Promise<unknown>[]
  /** When all is at rest. */
  atRest(): void
}

function said(fake: FakeGitHub): string[] {
  return sticky(fake).map(({ body }) => /run=(\S+) -->\n## \S+ CV gate: (\w+)/.exec(body)?.slice(1).join(' ') ?? body)
}
const verdict = (fake: FakeGitHub, { sha }: Run) => latestCheck(fake, fake.actions, sha, CHECK)?.conclusion
const shown = (run: Run, word: string, attempt = run.attempt) => `${run.id}.${attempt} ${word}`

/** What a report says, as the comment has it and as the check has it. */
const WORDS = { passed: ['passed', 'success'], blocked: ['blocked', 'failure'] } as const
const make = { passed, blocked: (fake: FakeGitHub) => blocked(fake) }

/** An older run and a newer one that says the opposite, told of at the same time. */
function twoRuns({ job, coin }: Stage, options: Parameters<typeof world>[0] = {}): Played {
  const { fake } = world(options)
  const [first, second] = coin ? (['passed', 'blocked'] as const) : (['blocked', 'passed'] as const)
  const older = measured(fake, make[first](fake))
  const newer = measured(fake, make[second](fake))
  return {
    fake,
    all: [publish(fake, older, job('older')), publish(fake, newer, job('newer'))],
    atRest() {
      const [word, conclusion] = WORDS[second]
      expect(said(fake)).toEqual([shown(newer, word)])
      expect(verdict(fake, newer)).toBe(conclusion)
    },
  }
}

/** A report of an earlier run is there, and is written over while somebody does something with the comment. */
async function overOld(
  stage: Stage,
  name: string,
  act: (scene: Scene) => void,
): Promise<Played & { acted: () => number }> {
  const { fake, run } = await FLOWS.update.prepare()
  let acted = Number.POSITIVE_INFINITY
  const deed = stage.deed(name, () => {
    act({ fake, run, comment: null, told: null })
    acted = fake.seen.length
  })
  const all = [publish(fake, run, stage.job('publisher')), deed]
  return { fake, all, acted: () => acted, atRest: () => expect(verdict(fake, run)).toBe('failure') }
}

/** Whether a comment was written after the deed. */
const spokeAfter = (fake: FakeGitHub, acted: number) =>
  fake.seen.slice(acted).some((one) => isWrite(one) && one.path.includes('/comments') && one.status < 300)

const SCENARIOS: Readonly<Record<string, (stage: Stage) => Played | Promise<Played>>> = {
  'one run is told of twice'({ job }) {
    const { fake, run } = world()
    return {
      fake,
      all: [publish(fake, run, job('one')), publish(fake, run, job('other'))],
      atRest() {
        expect(said(fake)).toEqual([shown(run, 'blocked')])
        expect(fake.checks.map(({ conclusion }) => conclusion)).not.toContain('success')
        expect(verdict(fake, run)).toBe('failure')
      },
    }
  },

  'an older run, or attempt, and a newer one': async ({ job, deed, coin }) => {
    const { fake, run } = await FLOWS.update.prepare()
    const next = deed('measured', () => {
      if (coin) return measured(fake, passed(fake))
      fake.rerun(run)
      leave(fake, run, passed(fake))
      return Object.assign(run, { status: 'completed', conclusion: 'success' })
    })
    return {
      fake,
      all: [publish(fake, run, job('older')), next.then((newer) => publish(fake, newer, job('newer')))],
      atRest() {
        expect(said(fake)).toEqual([shown(fake.runs.at(-1)!, 'passed')])
        expect(verdict(fake, run)).toBe('success')
      },
    }
  },

  'the comment is deleted in the middle': async (stage) => {
    const played = await overOld(stage, 'delete', ({ fake }) => {
      for (const one of sticky(fake)) fake.remove(one)
    })
    const { fake, acted } = played
    return {
      ...played,
      atRest() {
        played.atRest()
        expect(sticky(fake)).toHaveLength(spokeAfter(fake, acted()) ? 1 : 0)
      },
    }
  },

  'the comment is edited in the middle': async (stage) => {
    const played = await overOld(stage, 'edit', ({ fake }) => {
      for (const one of sticky(fake))
        fake.edit(one, stage.coin ? 'Mine now.' : `${one.body.split('\n', 1)}\nLooks good!`)
    })
    const { fake, acted } = played
    return {
      ...played,
      atRest() {
        played.atRest()
        if (!spokeAfter(fake, acted())) return
        expect(said(fake)).toEqual([expect.stringMatching(/ blocked$/)])
      },
    }
  },

  'a push comes between'({ job, deed }) {
    const { fake, run } = world()
    const pushed = deed('push', () => {
      fake.push('patch-1', { files: { 'data/more.csv': 'y,dog\n' } })
      return measured(fake, passed(fake))
    })
    return {
      fake,
      all: [publish(fake, run, job('older')), pushed.then((made) => publish(fake, made, job('newer')))],
      atRest() {
        const newer = fake.runs.at(-1)!
        expect(said(fake)).toEqual([shown(newer, 'passed')])
        expect(verdict(fake, newer)).toBe('success')
        expect(verdict(fake, run)).not.toBe('success')
      },
    }
  },

  'a command while the report is published'({ job }) {
    const { fake, run } = world()
    const comment = fake.say(7, 'maintainr', '/cv-recheck')
    return {
      fake,
      all: [publish(fake, run, job('publisher')), hear(fake, comment, job('command'))],
      atRest() {
        expect(said(fake)).toEqual([shown(run, 'blocked', 1)])
        expect(replies(fake).map(({ body }) => body)).toEqual([expect.stringContaining('was started again')])
        expect(run.attempt).toBe(2)
      },
    }
  },

  'two commands at once'({ job }) {
    const { fake, run } = world()
    const comments = ['maintainr', 'writer'].map((author) => fake.say(7, author, '/cv-recheck'))
    return {
      fake,
      all: comments.map((comment, at) => hear(fake, comment, job(`command ${at}`))),
      atRest() {
        const texts = replies(fake).map(({ body }) => (body.includes('was started again') ? 'started' : 'told'))
        expect(texts.sort()).toEqual(['started', 'told'])
        expect(replies(fake).some(({ body }) => body.includes('is still in progress'))).toBe(true)
        expect(
          comments
            .map(({ reactions }) =>
              reactions
                .map(({ content }) => content)
                .sort()
                .join(' '),
            )
            .sort(),
        ).toEqual(['-1 eyes', 'eyes rocket'])
        expect(run.attempt).toBe(2)
      },
    }
  },

  'a waiver is withdrawn while a run measures': async ({ job, deed }) => {
    const scene = await FLOWS.withdrawn.prepare()
    const { fake, run } = scene
    const measuring = FLOWS.withdrawn.run(scene, job('run')).then(() => {
      run.status = 'completed'
      run.conclusion = 'success'
    })
    const unwaive = deed('unwaive', () => fake.say(7, 'maintainr', `/cv-unwaive ${'1'.repeat(10)}`))
    return {
      fake,
      all: [measuring, unwaive.then((comment) => hear(fake, comment, job('command')))],
      atRest() {
        const [{ state }] = scene.told as [{ state: string }]
        const [reply] = replies(fake).map(({ body }) => body)
        // The run heard it, or runs again, or its author is told how to see whether it was heard.
        const heard = state === 'withdrawn' || run.attempt === 3 || reply!.includes('write `/cv-recheck` then')
        expect([replies(fake).length, heard]).toEqual([1, true])
      },
    }
  },

  'a check is created twice, and lists do not show it'({ job, coin }) {
    const { fake, run } = world({ lag: { milliseconds: coin ? 1500 : 4000 } })
    const how = { inputs: { comment: false } }
    return {
      fake,
      all: [publish(fake, run, { ...job('one'), ...how }), publish(fake, run, { ...job('other'), ...how })],
      atRest() {
        expect(fake.checks.map(({ conclusion }) => conclusion)).not.toContain('success')
        expect(verdict(fake, run)).toBe('failure')
      },
    }
  },

  'batches of annotations are interrupted': async ({ job, deed }) => {
    const { fake, run } = await FLOWS.batches.prepare()
    let dead = false
    const { arrive, leave } = job('dies')
    const alive = () => (dead ? new Promise<never>(() => {}) : undefined)
    const dying = { arrive: () => arrive!().then(alive), leave: () => leave!().then(alive) }
    void publish(fake, run, dying)
    const next = deed('kill', () => {
      dead = true
    }).then(() => publish(fake, run, job('next')))
    return {
      fake,
      all: [next],
      atRest() {
        expect(verdict(fake, run)).toBe('failure')
        const lines = latestCheck(fake, fake.actions, run.sha, CHECK)!.annotations.map(({ start_line }) => start_line)
        expect(lines).toEqual(Array.from({ length: 120 }, (_, at) => at + 1))
        expect(said(fake)).toEqual([shown(run, 'blocked')])
      },
    }
  },

  'lists lag behind two runs': (stage) => twoRuns(stage, { lag: { milliseconds: 3000 } }),

  'lost checks are swept while their run is published again'({ job, coin }) {
    const { fake, run } = world()
    const hours = coin ? 5.5 : 7
    const open = { status: 'in_progress', conclusion: null, started: fake.clock.now() - hours * 3_600_000 } as const
    const externalId = `cv-gate:v1 ${CHECK} run=${run.id}.${run.attempt}`
    fake.check(fake.actions, run.sha, { name: CHECK, externalId, ...open })
    return {
      fake,
      all: [publish(fake, run, job('publisher')), sweepUp(fake, job('sweeper'))],
      atRest: () => expect(verdict(fake, run)).toBe('failure'),
    }
  },

  'a draft is made ready'({ job, deed }) {
    const { fake } = world()
    const pull = fake.pull(7)
    pull.draft = true
    const draft = measured(fake, { ...passed(fake), mode: 'advisory' })
    const made = deed('ready', () => {
      pull.draft = false
      return measured(fake, blocked(fake))
    })
    return {
      fake,
      all: [publish(fake, draft, job('draft')), made.then((run) => publish(fake, run, job('ready')))],
      atRest() {
        const ready = fake.runs.at(-1)!
        expect(said(fake)).toEqual([shown(ready, 'blocked')])
        expect(verdict(fake, ready)).toBe('failure')
      },
    }
  },

  'the pull request is closed in the middle'({ job, deed }) {
    const { fake, run } = world()
    const comment = fake.say(7, 'maintainr', '/cv-recheck')
    const close = deed('close', () => {
      fake.pull(7).state = 'closed'
    })
    return {
      fake,
      all: [publish(fake, run, job('publisher')), hear(fake, comment, job('command')), close],
      atRest() {
        const [reply = ''] = replies(fake).map(({ body }) => body)
        expect(run.attempt === 2).toBe(reply.includes('was started again'))
        expect(verdict(fake, run)).not.toBe('success')
      },
    }
  },
}

test('the list is whole: 14 scenarios', () => {
  expect(Object.keys(SCENARIOS)).toHaveLength(14)
  console.info(`races: ${RUNS} interleavings each; CV_GATE_SEED=${SEED}`)
})

test.each(Object.entries(SCENARIOS))('%s', { timeout: 30_000 + RUNS * 300 }, async (_, play) => {
  const orders = new Set<string>()
  const settings = { numRuns: RUNS, seed: SEED, endOnFailure: true }
  const order = fc.asyncProperty(fc.scheduler(), fc.nat(LATEST_TURN), fc.boolean(), async (scheduler, turns, coin) => {
    const happened: string[] = []
    const turn = (name: string) => scheduler.schedule(Promise.resolve(), name)
    const stage: Stage = {
      job(name) {
        const arrive = () => turn(name).then(() => happened.push(name))
        return { arrive, leave: () => turn(name) }
      },
      async deed(name, act) {
        for (let at = 0; at <= turns; at++) await turn(name)
        happened.push(name)
        return act()
      },
      coin,
    }
    const { fake, all, atRest } = await play(stage)
    const ended = await scheduler.waitFor(Promise.all(all))
    orders.add(happened.join(' '))
    for (const one of ended) if (isJob(one) && one.code !== 0) throw new Error(`exit ${one.code}: ${one.said}`)
    expect(brokenInvariants(fake)).toEqual([])
    atRest()
  })
  await fc.assert(order, settings)
  expect(orders.size).toBeGreaterThan(Math.min(RUNS / 5, FEW))
})

function isJob(one: unknown): one is { code: number; said: string } {
  return typeof one === 'object' && one !== null && 'code' in one
}
