import { expect, test } from 'vitest'
import type { Scene } from '#contract/evidence'
import type { LatencyJob, LatencyRun, Ports } from '#contract/ports'
import { MemoryTree } from '#test/memory-tree'
import { MODEL_PATH, modelScene } from '#test/models'
import { evidence } from './evidence.ts'

const none = () => Promise.reject(new Error('needs nothing'))

function scene(profile: 'quick' | 'full' = 'quick'): Scene {
  const head = modelScene([[MODEL_PATH, 'head']])
  return {
    ...head,
    policy: { ...head.policy, latency: { profile, batch: 4 } },
    placement: { ...head.placement, base: head.placement.head },
    tree: { base: new MemoryTree([[MODEL_PATH, 'base']], 'base'), head: head.tree.head, anchor: null },
  }
}

/** A machine on which one inference of a side takes `of(side, process)` ms, for the process-th process of that side. */
function machine(of: (side: string, process: number) => readonly number[]) {
  const order: string[] = []
  const jobs: LatencyJob[] = []
  const ports = {
    sandbox: {
      async time(job: LatencyJob): Promise<LatencyRun> {
        const side = new TextDecoder().decode(job.bytes)
        const windows = of(side, order.filter((one) => one === side).length)
        order.push(side)
        jobs.push(job)
        const run = (ms: number) => Float64Array.from({ length: job.runsPerWindow }, (_, at) => ms * (1 + at / 1000))
        return { warmupRuns: 50, windows: windows.map(run) }
      },
    },
    log: { stage: (_: string, work: (progress: unknown) => unknown) => work({ total() {}, step() {} }) },
  } as unknown as Ports
  return { ports, order, jobs }
}
const steady = (ms: number) => [ms, ms, ms]

test('eight rounds, base and head in turn, a fresh process each, when the ratio is clear', async () => {
  const { ports, order, jobs } = machine((side, process) => steady((side === 'base' ? 10 : 20) + process / 10))
  const found = await evidence.compute(scene(), 'pair', none, ports)
  expect(order.join(' ')).toBe(Array(4).fill('base head head base').join(' '))
  expect(found).toMatchObject({ rounds: 8, runsPerRound: 150, batch: 4, profile: 'quick', unsteady: 0 })
  expect(found.base.p50).toHaveLength(8)
  expect(found.base.p50[0]).toBeCloseTo(10 * 1.024, 12) // the 75th of 150 sorted runs
  expect(found.head.p95[0]).toBeCloseTo(20 * 1.047, 12) // the 143rd
  expect(new Set(jobs.map((job) => JSON.stringify([job.seed, job.warmup, job.windows, job.batch])))).toHaveLength(1)
})

test('further rounds while the ratio may be 1.05, twenty at most', async () => {
  const noisy = machine((side, process) => steady(10 * (side === 'base' ? 1 : process % 2 ? 1 : 1.1)))
  expect((await evidence.compute(scene(), 'pair', none, noisy.ports)).rounds).toBe(20)
  const settles = machine((side, process) => steady(10 * (side === 'head' && process < 2 ? 1.1 : 1)))
  const { rounds } = await evidence.compute(scene(), 'pair', none, settles.ports)
  expect([rounds > 8, rounds < 20]).toEqual([true, true])
})

test('no further rounds of a slow model in the quick profile', async () => {
  const slow = () => machine((side, process) => steady(60 * (side === 'base' ? 1 : process % 2 ? 1 : 1.1))).ports
  expect((await evidence.compute(scene(), 'pair', none, slow())).rounds).toBe(8)
  expect((await evidence.compute(scene('full'), 'pair', none, slow())).rounds).toBe(20)
})

test('processes whose windows differ are counted', async () => {
  const { ports } = machine((side, process) => (side === 'head' && process === 3 ? [10, 10, 12] : steady(10)))
  expect((await evidence.compute(scene(), 'pair', none, ports)).unsteady).toBe(1)
})

test('the long profile is longer', async () => {
  const { ports, jobs } = machine((side) => steady(side === 'base' ? 10 : 20))
  expect(await evidence.compute(scene('full'), 'pair', none, ports)).toMatchObject({ rounds: 10, runsPerRound: 600 })
  expect(jobs[0]!.warmup.seconds).toBe(2)
})

test('a clock that stands still is no measurement', async () => {
  const { ports } = machine(() => steady(0))
  await expect(evidence.compute(scene(), 'pair', none, ports)).rejects.toMatchObject({ code: 'latency-not-measured' })
})

test('its digest follows both models, their preprocessing and the procedure', async () => {
  const inputs = await evidence.inputs(scene(), 'pair')
  expect(await evidence.inputs(scene(), 'pair')).toEqual(inputs)
  expect(await evidence.inputs(scene('full'), 'pair')).not.toEqual(inputs)
  expect(evidence.perMachine).toBe(true)
})
