import { beforeEach, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { GateError } from '#contract/errors'
import type { Connection } from './connection.ts'
import { ask, askMaybe, explained, type HttpError, onceListed, tell, tellMaybe, waitBefore } from './retry.ts'

const request = { what: 'do it', permission: 'checks: write', schema: z.object({ ok: z.literal(true) }) }
const fine = { ok: true }
let now: number
let slept: number[]
let connection: Connection

beforeEach(() => {
  now = 1_000_000
  slept = []
  const waiter = {
    now: () => now,
    async sleep(milliseconds: number) {
      slept.push(milliseconds)
      now += milliseconds
    },
  }
  const spent = { waited: 0, wrote: Number.NEGATIVE_INFINITY, requests: 0, remaining: Number.POSITIVE_INFINITY }
  connection = { owner: 'o', repo: 'r', waiter, spent, client: null as never }
})

function failure(status?: number, headers: Record<string, string | number> = {}, message = 'no'): HttpError {
  return { ...(status === undefined ? {} : { status }), message, response: { headers } }
}

/** Answers one after the other, the last for ever; a failure (an answer with `message`) is thrown. */
function answering(...answers: object[]) {
  const asked: unknown[] = []
  const call = async (at: unknown) => {
    const answer = answers[Math.min(asked.push(at), answers.length) - 1]!
    if ('message' in answer) throw answer
    return { data: answer as unknown, headers: {} }
  }
  return Object.assign(call, { asked })
}

describe('how long until the next attempt', () => {
  const SERVER = 'Mon, 02 Mar 2026 09:00:00 GMT'
  const SECONDS = Date.parse(SERVER) / 1000
  test.each<[string, HttpError, number, number | null]>([
    ['no answer at all', { message: 'ECONNRESET' }, 1, 1000],
    ['for the second time', { message: 'ECONNRESET' }, 2, 4000],
    ['for the third', { message: 'ECONNRESET' }, 3, 16_000],
    ['403 without headers', { status: 403, response: {} }, 1, null],
    ['403 without response', { status: 403 }, 1, null],
    ['403 that says when', failure(403, { 'retry-after': '5' }), 3, 5000],
    ['429 that says when', failure(429, { 'retry-after': 7 }), 1, 7000],
    ['at once', failure(429, { 'retry-after': '0' }), 1, 0],
    ['when is empty', failure(429, { 'retry-after': '' }), 1, 60_000],
    ['when is no number', failure(429, { 'retry-after': 'soon' }), 1, 60_000],
    ['when was before', failure(429, { 'retry-after': '-1' }), 1, 60_000],
    ['403 of which when is no number', failure(403, { 'retry-after': 'soon' }), 1, null],
    ['429 that says nothing', failure(429), 1, 60_000],
    ['429 that says nothing, again', failure(429), 2, 120_000],
    ['a secondary limit', failure(403, {}, 'You have exceeded a secondary Rate Limit.'), 1, 60_000],
    ['its older name', failure(403, {}, 'You have triggered an abuse detection mechanism.'), 1, 60_000],
    ['used up', failure(403, usedUp(30, { date: SERVER })), 1, 30_000],
    [
      'used up, by a clock that is wrong',
      failure(403, usedUp(30, { date: 'Mon, 02 Mar 2026 09:00:20 GMT' })),
      1,
      10_000,
    ],
    ['used up, no date', failure(403, usedUp(40)), 1, 30_000],
    ['used up, a date that is none', failure(403, usedUp(40, { date: 'today' })), 1, 30_000],
    ['used up until just now', failure(403, usedUp(-5, { date: SERVER })), 1, 1000],
    ['used up, nobody knows until when', failure(403, { 'x-ratelimit-remaining': '0' }), 1, 60_000],
    ['not used up', failure(429, { ...usedUp(30), 'x-ratelimit-remaining': '9' }), 1, 60_000],
  ])('%s', (_, error, attempt, wait) => {
    expect(waitBefore(error, attempt, Date.parse(SERVER) + 10_000)).toBe(wait)
  })
  test('some failures of the way pass, what is wrong with a request does not', () => {
    const waits = (...all: number[]) => all.map((status) => waitBefore(failure(status), 1, 0))
    expect(new Set(waits(304, 408, 409, 500, 502, 503, 599))).toEqual(new Set([1000]))
    expect(new Set(waits(400, 401, 403, 404, 410, 422, 499))).toEqual(new Set([null]))
  })
  test('when to come again is heeded of a limit only', () => {
    const waits = [404, 422, 500].map((status) => waitBefore(failure(status, { 'retry-after': '5' }), 1, 0))
    expect(waits).toEqual([null, null, 1000])
  })
  test('an answer of an unexpected shape is a fault of the way; what else we know is final', () => {
    const error = (code: string) => new GateError(code, 'host', 'm', { hint: 'h' })
    expect([waitBefore(error('github-answer'), 2, 0), waitBefore(error('github-refused'), 2, 0)]).toEqual([4000, null])
  })

  function usedUp(seconds: number, more: Record<string, string> = {}) {
    return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${SECONDS + seconds}`, ...more }
  }
})

describe("a failure is told with its owner's next step", () => {
  test.each<[string, HttpError, string, string, string]>([
    [
      'a token that ended',
      failure(401),
      'github-refused',
      'refused to do it: the token is not valid',
      '`github-token`',
    ],
    [
      'a limit',
      failure(403, {}, 'rate limit'),
      'github-limit',
      'did not do it for now: 403 rate limit',
      'run the job again later',
    ],
    ['too many', failure(429), 'github-limit', 'did not do it for now: 429 no', 'A rate limit of this token'],
    ['no right', failure(403), 'github-refused', 'refused to do it (403)', '`permissions: checks: write`'],
    ['not seen', failure(404), 'github-refused', 'refused to do it (404)', '`permissions: checks: write`'],
    ['an outage', failure(502), 'github-failed', 'did not do it: 502 no', 'githubstatus.com'],
    ['no answer', { message: 'reset' }, 'github-failed', 'GitHub did not do it: reset', 'githubstatus.com'],
    ['no word', { status: 500 }, 'github-failed', 'GitHub did not do it: 500', 'githubstatus.com'],
  ])('%s', (_, error, code, message, hint) => {
    const told = explained(error, 'do it', 'checks: write')
    expect(told).toMatchObject({ code, owner: 'host', cause: error })
    expect(told.message).toContain(message)
    expect(told.hint).toContain(hint)
  })
  test('no blanks around what is not said, and no more than 300 characters of it', () => {
    expect(explained({ message: 'reset' }, 'do it', '').message).toBe('GitHub did not do it: reset')
    expect(explained({ status: 500 }, 'do it', '').message).toBe('GitHub did not do it: 500')
    expect(explained({ message: 'x'.repeat(999) }, 'do it', '').message).toHaveLength(
      'GitHub did not do it: '.length + 300,
    )
  })
  test('what is explained already stays as it is', () => {
    const error = new GateError('c', 'host', 'm', { hint: 'h' })
    expect(explained(error, 'do it', '')).toBe(error)
  })
})

describe('reads', () => {
  test('four attempts, 1, 4 and 16 seconds apart, each for the repository and nothing else', async () => {
    const call = answering(failure(502))
    await expect(ask(connection, request, call)).rejects.toMatchObject({ code: 'github-failed' })
    expect([slept, call.asked]).toEqual([[1000, 4000, 16_000], Array(4).fill({ owner: 'o', repo: 'r' })])
    expect(connection.spent.waited).toBe(21_000)
  })
  test('the first good answer counts', async () => {
    expect(await ask(connection, request, answering(failure(502), { strange: true }, fine))).toEqual(fine)
    expect(slept).toEqual([1000, 4000])
  })
  test('what is refused is not asked again', async () => {
    await expect(ask(connection, request, answering(failure(404)))).rejects.toMatchObject({ code: 'github-refused' })
    expect(slept).toEqual([])
  })
  test('what is known to be there lags when it is not found; what is refused is still refused', async () => {
    const there = { ...request, exists: true }
    expect(await ask(connection, there, answering(failure(404), failure(404), fine))).toEqual(fine)
    expect(slept).toEqual([1000, 4000])
    await expect(ask(connection, there, answering(failure(403)))).rejects.toMatchObject({ code: 'github-refused' })
    await expect(ask(connection, there, answering(failure(404)))).rejects.toMatchObject({ code: 'github-refused' })
  })
  test('an answer that stays strange is named, with the place', async () => {
    const deep = { ...request, schema: z.object({ user: z.object({ id: z.int() }) }) }
    const strange = (data: object) => ask(connection, deep, answering(data)).catch((error: GateError) => error)
    expect(await strange({ user: { id: 'x' } })).toMatchObject({
      code: 'github-answer',
      owner: 'host',
      message: expect.stringMatching(/^GitHub's answer has an unexpected shape, to: do it \(user\.id: .+\)$/),
      hint: expect.stringContaining('Run the job again'),
    })
    expect(await strange([])).toMatchObject({ message: expect.stringMatching(/\(answer: .+\)$/) })
  })
  test('90 seconds are waited for, no more', async () => {
    const limited = (seconds: number) => answering(failure(429, { 'retry-after': seconds }), fine)
    expect(await ask(connection, request, limited(90))).toEqual(fine)
    await expect(ask(connection, request, limited(91))).rejects.toMatchObject({ code: 'github-limit' })
    expect(slept).toEqual([90_000])
  })
  test('a connection waits for five minutes in all', async () => {
    connection.spent.waited = 270_000
    const limited = (seconds: number) => answering(failure(429, { 'retry-after': seconds }), fine)
    await expect(ask(connection, request, limited(31))).rejects.toMatchObject({ code: 'github-limit' })
    expect(await ask(connection, request, limited(30))).toEqual(fine)
    await expect(ask(connection, request, limited(1))).rejects.toMatchObject({ code: 'github-limit' })
  })
  test('nothing is there only where GitHub says so', async () => {
    expect(await askMaybe(connection, request, answering(failure(404)))).toBeNull()
    expect(await askMaybe(connection, request, answering(fine))).toEqual(fine)
    for (const answer of [failure(403), failure(410), { strange: true }])
      await expect(askMaybe(connection, request, answering(answer))).rejects.toMatchObject({ name: 'GateError' })
  })
})

describe('writes', () => {
  test('are a second apart, the failed ones too, and no more than needed', async () => {
    await tell(connection, request, answering(fine))
    expect(slept).toEqual([])
    now += 400
    await tell(connection, request, answering(fine))
    expect(slept).toEqual([600])
    now += 1000
    await tell(connection, request, answering(fine))
    expect(slept).toEqual([600])
    await expect(tell(connection, request, answering(failure(422)))).rejects.toMatchObject({ code: 'github-failed' })
    now += 1
    await tell(connection, request, answering(fine))
    expect(slept).toEqual([600, 1000, 999])
  })
  test('what failed on the way and happened is not repeated', async () => {
    const call = answering(failure(502), fine)
    const there = { ok: true } as const
    expect(await tell(connection, { ...request, done: async () => there }, call)).toBe(there)
    expect(call.asked).toHaveLength(1)
  })
  test('what did not happen is repeated, up to four times', async () => {
    const call = answering(failure(502), fine)
    expect(await tell(connection, { ...request, done: async () => null }, call)).toEqual(fine)
    expect(call.asked).toEqual(Array(2).fill({ owner: 'o', repo: 'r' }))
    const never = answering(failure(502))
    await expect(tell(connection, request, never)).rejects.toMatchObject({ code: 'github-failed' })
    expect(never.asked).toHaveLength(4)
  })
  test('to what is gone they are void', async () => {
    expect(await tellMaybe(connection, request, answering(failure(404)))).toBeNull()
    expect(await tellMaybe(connection, request, answering(fine))).toEqual(fine)
  })
})

describe('a list that lags behind what we wrote', () => {
  const mine = { id: 3 }
  const lists = (...all: number[][]) => {
    let at = 0
    return async () => all[Math.min(at++, all.length - 1)]!.map((id) => ({ id }))
  }
  test('is taken as it is when it shows it', async () => {
    expect(await onceListed(connection, mine, lists([1, 3]))).toEqual([{ id: 1 }, { id: 3 }])
    expect(slept).toEqual([])
  })
  test('is looked at again until it does', async () => {
    expect(await onceListed(connection, mine, lists([1], [1, 2], [1, 2, 3], []))).toEqual([
      { id: 1 },
      { id: 2 },
      { id: 3 },
    ])
    expect(slept).toEqual([1000, 2000])
  })
  test('gets it added after seven seconds, and not twice', async () => {
    expect(await onceListed(connection, mine, lists([1]))).toEqual([{ id: 1 }, { id: 3 }])
    expect(slept).toEqual([1000, 2000, 4000])
    expect(await onceListed(connection, mine, lists([], [], [], [1, 3]))).toEqual([{ id: 1 }, { id: 3 }])
  })
})
