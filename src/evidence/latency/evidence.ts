import { GateError } from '#contract/errors'
import type { Evidence } from '#contract/evidence'
import { MOST_ROUNDS } from '#contract/pooled'
import type { LatencyJob, LatencyRun, Ports } from '#contract/ports'
import { logRatio, logRatioInterval } from '#stats/log-ratio'
import { MODEL_LIMIT, type ModelAt, modelAt, modelUnavailable } from '../sides.ts'
import { pool } from './pool.ts'
import type { Latency } from './types.ts'

/**
 * Rounds at least, the seconds of timed runs after which none is added, and what one side of a round does. `full` follows
 * the long procedure for releases; `quick` does not keep a person waiting for a model that takes 60 ms an inference.
 */
const PROFILES = {
  quick: { rounds: 8, patience: 90, warmup: { runs: 50, seconds: 0.2 }, windows: 3, runsPerWindow: 50 },
  full: { rounds: 10, patience: Infinity, warmup: { runs: 50, seconds: 2 }, windows: 6, runsPerWindow: 100 },
} as const
/** While the 90 % interval of the ratio of medians holds this, a further round is measured. */
const RATIO = 1.05
/** Windows of one process whose medians differ by more than this were not steady. */
const STEADY = 1.1
const SEED = 20_260_101

/** Base and head in turn (ABBA), one fresh process a side a round: what is compared is the ratio within the round. */
export const evidence: Evidence<'latency'> = {
  id: 'latency',
  version: 1,
  perMachine: true,
  unavailable: async (scene) => (await modelUnavailable(scene, 'head')) ?? (await modelUnavailable(scene, 'base')),
  needs: () => [],
  async inputs(scene) {
    const sides = (['base', 'head'] as const).map(async (side) => {
      const { model, tree } = modelAt(scene, side)
      return `${await tree.oid(model.path)} ${JSON.stringify(model.preprocess)}`
    })
    return [...(await Promise.all(sides)), JSON.stringify(scene.policy.latency)]
  },
  async compute(scene, _at, _resolve, ports) {
    const { profile, batch } = scene.policy.latency
    const { rounds, patience, ...procedure } = PROFILES[profile]
    const job = async ({ model, tree }: ModelAt): Promise<LatencyJob> => ({
      bytes: await tree.read(model.path, MODEL_LIMIT),
      preprocess: model.preprocess,
      batch,
      seed: SEED,
      ...procedure,
    })
    const jobs = { base: await job(modelAt(scene, 'base')), head: await job(modelAt(scene, 'head')) }
    return ports.log.stage('latency', async (progress) => {
      progress.total(rounds)
      const measured = new Rounds()
      const goesOn = () => measured.isOpen() && measured.seconds < patience
      for (let round = 0; round < rounds || (round < MOST_ROUNDS && goesOn()); round++) {
        if (round === rounds) progress.total(MOST_ROUNDS)
        const order = round % 2 === 0 ? (['base', 'head'] as const) : (['head', 'base'] as const)
        for (const side of order) measured.add(side, await timed(jobs[side], ports))
        progress.step()
      }
      return {
        ...measured.columns(),
        runsPerRound: procedure.windows * procedure.runsPerWindow,
        batch,
        profile,
        pooled: 1,
      }
    })
  },
  pool,
  swap: (value) => ({ ...value, base: value.head, head: value.base }),
}

async function timed(job: LatencyJob, ports: Ports): Promise<LatencyRun> {
  const run = await ports.sandbox.time(job)
  if (run.windows.some((window) => window.length === 0 || window.some((time) => !(time > 0))))
    throw new GateError('latency-not-measured', 'host', 'a timed run took no measurable time', {
      hint: 'Run the check again.',
    })
  return run
}

class Rounds {
  readonly #p50 = { base: [] as number[], head: [] as number[] }
  readonly #p95 = { base: [] as number[], head: [] as number[] }
  #unsteady = 0
  /** Of timed runs so far. */
  seconds = 0

  add(side: 'base' | 'head', { windows }: LatencyRun): void {
    const all = Float64Array.from(windows.flatMap((window) => [...window])).sort()
    const medians = windows.map((window) => quantile(Float64Array.from(window).sort(), 0.5))
    if (Math.max(...medians) / Math.min(...medians) > STEADY) this.#unsteady++
    this.seconds += all.reduce((sum, ms) => sum + ms, 0) / 1000
    this.#p50[side].push(quantile(all, 0.5))
    this.#p95[side].push(quantile(all, 0.95))
  }

  isOpen(): boolean {
    const { lo, hi } = logRatioInterval(
      logRatio(Float64Array.from(this.#p50.base), Float64Array.from(this.#p50.head)),
      0.9,
    )
    return lo <= Math.log(RATIO) && hi >= Math.log(RATIO)
  }

  columns(): Pick<Latency, 'rounds' | 'base' | 'head' | 'unsteady'> {
    const side = (name: 'base' | 'head') => ({
      p50: Float64Array.from(this.#p50[name]),
      p95: Float64Array.from(this.#p95[name]),
    })
    return { rounds: this.#p50.head.length, base: side('base'), head: side('head'), unsteady: this.#unsteady }
  }
}

/** The order statistic ⌈n·q⌉ of sorted values. */
function quantile(sorted: Float64Array, q: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)]!
}
