import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Recorded } from '#app/action/recorded'
import type { AnyCheck } from '#contract/check'
import { GateError } from '#contract/errors'
import type { AnyEvidence } from '#contract/evidence'
import type { CheckId } from '#contract/ids'
import type { Measured } from '#contract/outcome'
import type { Ports } from '#contract/ports'
import { eachStore } from '#host/each-store'
import { sha256 } from '#host/hash'
import { modelScene } from '#test/models'
import { plan } from './plan.ts'
import { run } from './run.ts'

/**
 * A machine that says another number whenever it is asked, and a store that keeps what it said. `said` rests on the store,
 * `sum` on `said`, and pools; `size` is kept as well, but does not vary.
 */
let [asked, sized] = [0, 0]
let ports: Ports
let folder: string
let breaks: 'never' | 'unsettled' | 'error' = 'never'
beforeEach(() => {
  ;[asked, sized, breaks] = [0, 0, 'never']
  folder = mkdtempSync(join(tmpdir(), 'cv-gate-run-'))
  ports = { each: eachStore(folder), hash: sha256, clock: { now: Date.now }, log: { debug() {} } } as unknown as Ports
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function keptIn({ each }: Ports, name: string, make: () => number): Promise<number> {
  const table = await each.open(name, 1)
  const known = table.get(sha256('image'))
  if (known) return known[0]!
  const made = make()
  table.put(sha256('image'), Uint8Array.of(made))
  await table.save()
  return made
}

const common = {
  version: 1,
  perMachine: false,
  unavailable: async () => null,
  needs: () => [],
  inputs: async () => ['x'],
}
const need = (evidence: string) => ({ evidence, at: 'head' }) as never
const EVIDENCE: AnyEvidence[] = [
  { ...common, id: 'said', varies: true, compute: (...[, , , own]) => keptIn(own, 'said', () => ++asked) },
  { ...common, id: 'size', compute: (...[, , , own]) => keptIn(own, 'size', () => ++sized) },
  {
    ...common,
    id: 'sum',
    needs: () => [need('said')],
    async compute(_scene, _at, resolve, { unsettled }) {
      if (breaks === 'unsettled') unsettled()
      return [await resolve('said' as never, 'head')]
    },
    pool: {
      write: (fresh) => JSON.stringify(fresh[0]),
      join: (fresh, earlier) => [...earlier.map((text) => JSON.parse(text)), ...fresh],
    },
  } as AnyEvidence,
]
const check = (id: string, needs: object): AnyCheck =>
  ({
    id: `test/${id}`,
    needs,
    run(given: { value?: unknown }): Measured {
      if (breaks === 'error') throw new GateError('broken', 'us', 'broken', { hint: 'none' })
      return { status: 'measured', metrics: [], claims: [], findings: [], exhibits: [table(given)] }
    },
  }) as unknown as AnyCheck
const table = (given: object): Measured['exhibits'][number] => ({
  kind: 'table',
  title: 'given',
  columns: [{ name: 'value', unit: 'text' }],
  rows: [[JSON.stringify(given)]],
  total: 1,
})
const CHECKS = [
  check('first', { sum: need('sum') }),
  check('second', { sum: need('sum') }),
  check('third', { said: need('said'), size: need('size') }),
]

/** One attempt: what each check was given, and how many outcomes were taken as recorded. */
async function attempt(recorded: Recorded | null, again: readonly string[] | 'all' = []): Promise<[string[], number]> {
  const scene = modelScene([])
  const evidence = new Map(EVIDENCE.map((one) => [one.id as string, one]))
  const planned = await plan(scene, CHECKS, evidence, sha256, { only: null, off: new Set(), machine: '' })
  const changed = { ...planned, checks: planned.checks.map((one) => ({ ...one, state: 'run' as const })) }
  const whole = { ...changed, evidence: EVIDENCE.map(({ id }) => digestOf(planned, id)) }
  const ran = await run(scene, whole, new Map(CHECKS.map((one) => [one.id, one])), evidence, ports, {
    options: () => ({}),
    deadline: null,
    budgetMinutes: null,
    recorded: recorded && { store: recorded, program: 'program' },
    again: (id: CheckId) => again === 'all' || again.includes(id),
  })
  const given = [...ran.outcomes.values()].map((outcome) =>
    outcome.status === 'measured' ? String((outcome.exhibits[0] as { rows: string[][] }).rows[0]![0]) : outcome.status,
  )
  return [given, ran.recorded]
}
function digestOf(planned: Awaited<ReturnType<typeof plan>>, id: string) {
  const own = planned.checks.flatMap(({ needs }) => needs).find(({ evidence }) => evidence === id)!
  return { evidence: own.evidence, at: own.at, digest: own.digest }
}
const next = (recorded: Recorded) => new Recorded(recorded.text(null))

test('what is forced is measured again and pooled; the rest is as recorded, and so is the next attempt', async () => {
  const first = new Recorded(null)
  expect(await attempt(first)).toEqual([['{"sum":[1]}', '{"sum":[1]}', '{"said":1,"size":1}'], 0])
  const second = next(first)
  expect(await attempt(second, ['test/first'])).toEqual([['{"sum":[1,2]}', '{"sum":[1]}', '{"said":1,"size":1}'], 2])
  const third = next(second)
  expect(await attempt(third)).toEqual([['{"sum":[1,2]}', '{"sum":[1]}', '{"said":1,"size":1}'], 3])
  const fourth = next(third)
  expect(await attempt(fourth, 'all')).toEqual([['{"sum":[1,2,3]}', '{"sum":[1,2,3]}', '{"said":3,"size":1}'], 0])
  expect([asked, sized]).toEqual([3, 1]) // what does not vary is taken from the store
})

test('without a record of earlier attempts the store answers', async () => {
  expect((await attempt(null))[0]).toEqual((await attempt(null))[0])
  await attempt(new Recorded(null))
  expect(asked).toBe(1)
})

test('what has to be measured again without force is pooled as well: starting again is no other draw', async () => {
  breaks = 'unsettled'
  const first = new Recorded(null)
  await attempt(first)
  const second = next(first)
  expect((await attempt(second))[0].slice(0, 2)).toEqual(['{"sum":[1,2]}', '{"sum":[1,2]}'])
  breaks = 'error'
  const third = next(second)
  expect((await attempt(third))[0]).toEqual(['error', 'error', '{"said":1,"size":1}'])
  breaks = 'never'
  expect((await attempt(next(third)))[0].slice(0, 2)).toEqual(['{"sum":[1,2,3,4]}', '{"sum":[1,2,3,4]}'])
})
