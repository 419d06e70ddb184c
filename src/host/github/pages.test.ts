import { beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { VirtualClock } from '#test/fake-github/clock'
import type { Connection } from './connection.ts'
import { listIn, pages } from './retry.ts'

const request = { what: 'list them', permission: 'checks: read', schema: z.array(z.object({ id: z.int() })) }
let connection: Connection
let clock: VirtualClock

beforeEach(() => {
  clock = new VirtualClock(0)
  const spent = { waited: 0, wrote: Number.NEGATIVE_INFINITY, requests: 0, remaining: Number.POSITIVE_INFINITY }
  connection = { owner: 'o', repo: 'r', waiter: clock, spent, client: null as never }
})

const next = '<https://api.github.com/x?page=2>; rel="next"'
const last = '<https://api.github.com/x?page=1>; rel="prev"'
type Page = readonly [ids: readonly number[], link?: string]

/** Pages as they are asked for, one after the other. */
function giving(...answers: Page[]) {
  const asked: object[] = []
  const call = async (at: object) => {
    const [ids, link] = answers[asked.push(at) - 1] ?? [[]]
    return { data: ids.map((id) => ({ id })), headers: link === undefined ? {} : { link } }
  }
  return Object.assign(call, { asked })
}
async function idsOf(call: ReturnType<typeof giving>, extent: Parameters<typeof pages<{ id: number }>>[3] = {}) {
  return (await pages(connection, request, call, extent)).map(({ id }) => id)
}
const hundred = (from: number) => Array.from({ length: 100 }, (_, index) => from + index)

test('all pages, as the Link header leads, a hundred each', async () => {
  const call = giving([[1, 2], next], [[3], next], [[4], last])
  expect(await idsOf(call)).toEqual([1, 2, 3, 4])
  expect(call.asked).toEqual([1, 2, 3].map((page) => ({ owner: 'o', repo: 'r', page, per_page: 100 })))
})

test('a list may be empty', async () => {
  expect(await idsOf(giving([[]]))).toEqual([])
})

test('without a Link header a full page is followed, and one that is not full ends the list', async () => {
  expect(await idsOf(giving([hundred(0)], [[100]]))).toHaveLength(101)
  expect(await idsOf(giving([hundred(0)], [[]]))).toHaveLength(100)
  expect(await idsOf(giving([hundred(0).slice(1)], [[100]]))).toHaveLength(99)
  expect(await idsOf(giving([hundred(0), last], [[100]]))).toHaveLength(100)
  expect(clock.now()).toBe(0)
})

test('an answer without headers is the whole list', async () => {
  const bare = async () => ({ data: [{ id: 1 }], headers: undefined as never })
  expect(await pages(connection, request, bare)).toEqual([{ id: 1 }])
})

test('what moved to the next page in between is there once', async () => {
  expect(await idsOf(giving([[1, 2], next], [[2, 3], last]))).toEqual([1, 2, 3])
})

test.each<[string, Page[]]>([
  [
    'came twice',
    [
      [[1, 2], next],
      [[1, 2], next],
    ],
  ],
  [
    'came twice, the last one',
    [
      [[1, 2], next],
      [[1, 2], last],
    ],
  ],
  ['was promised and is empty', [[[1, 2], next], [[]]]],
  ['came twice, nobody promised it', [[hundred(0)], [hundred(0)]]],
])('a page that %s: all is read again', async (_, broken) => {
  expect(await idsOf(giving(...broken, [[1, 2], next], [[3], last]))).toEqual([1, 2, 3])
  expect(clock.now()).toBe(1000)
})

test('a list that goes on contradicting itself is an error', async () => {
  const again = Array.from({ length: 8 }, (): Page => [[1], next])
  await expect(idsOf(giving(...again))).rejects.toMatchObject({
    code: 'github-answer',
    message: expect.stringContaining('to: list them (a page came twice, or empty)'),
  })
  expect(clock.now()).toBe(21_000)
})

test('what lies beyond is not asked for when it is not wanted', async () => {
  const call = giving([[1], next], [[2], next], [[3], next])
  expect(await idsOf(call, { until: (page) => page.some(({ id }) => id === 2) })).toEqual([1, 2])
  expect(call.asked).toHaveLength(2)
})

test('more pages than expected are an error, never a part of the list', async () => {
  expect(await idsOf(giving([[1], next], [[2], last]), { most: 2 })).toEqual([1, 2])
  await expect(idsOf(giving([[1], next], [[2], next], [[3], last]), { most: 2 })).rejects.toMatchObject({
    code: 'github-long',
    owner: 'host',
    message: expect.stringContaining('has more than 2 pages'),
    hint: expect.stringContaining('Delete'),
  })
})

test('an empty page of a list that has more is none', () => {
  const of = (data: object, page: number) => listIn({ data, headers: {} }, 'jobs', page)
  const empty = { code: 'github-answer', message: expect.stringContaining('to: jobs (an empty page of 101)') }
  expect(() => of({ total_count: 101, jobs: [] }, 1)).toThrow(expect.objectContaining(empty))
  expect(() => of({ total_count: 101, jobs: [] }, 2)).toThrow(expect.objectContaining(empty))
  expect(of({ total_count: 100, jobs: [] }, 2)).toEqual({ data: [], headers: {} })
  expect(of({ total_count: 0, jobs: [] }, 1)).toEqual({ data: [], headers: {} })
  expect(of({ total_count: 1, jobs: [7] }, 1)).toEqual({ data: [7], headers: {} })
  expect(of({ total_count: 1 }, 1)).toEqual({ data: undefined, headers: {} })
})
