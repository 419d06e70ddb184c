import type { Preprocess } from '#contract/config'
import type { Channel, Frame, Server } from '#host/child/channel'
import { loadOnnxRuntime } from '#host/child/natives'
import { type NetworkInput, openNetwork, tensorOf } from '#host/child/session'
import { openOrTell, tellFatal } from './fatal.ts'

interface TimeJob {
  readonly natives: string
  readonly preprocess: Preprocess
  readonly batch: number
  readonly warmup: { readonly runs: number; readonly seconds: number }
  readonly windows: number
  readonly runsPerWindow: number
  readonly seed: number
}

/** Times a model in this fresh process: warm-up, then windows of single runs, each in milliseconds. */
export async function serveTime(channel: Channel, { header, payload }: Frame): Promise<Server> {
  const job = header as unknown as TimeJob
  const ort = loadOnnxRuntime(job.natives)
  const network = await openOrTell(channel, () => openNetwork(ort, payload, 1))
  try {
    const dims = inputDims(network.input, job)
    const feeds = { [network.input.name]: tensorOf(ort, network.input, noise(dims, job.seed), dims) }
    const run = async () => {
      const started = performance.now()
      await network.session.run(feeds)
      return performance.now() - started
    }
    const warm = performance.now()
    let warmupRuns = 0
    while (warmupRuns < job.warmup.runs || performance.now() - warm < job.warmup.seconds * 1000) {
      await run()
      warmupRuns++
    }
    const windows: number[][] = []
    for (let window = 0; window < job.windows; window++) {
      const times: number[] = []
      for (let i = 0; i < job.runsPerWindow; i++) times.push(await run())
      windows.push(times)
    }
    channel.send({ done: true, warmupRuns, windows })
  } catch (error) {
    tellFatal(channel, error, 'run')
  }
  return async () => {}
}

/** Dynamic dimensions filled in: the batch, then the size that the preprocessing gives, else 224. */
function inputDims({ dims }: NetworkInput, { batch, preprocess }: TimeJob): number[] {
  const { crop, resize } = preprocess
  const size = crop ?? (resize && 'width' in resize ? resize : null)
  const rows = preprocess.layout === 'nchw' ? 2 : 1
  return dims.map((dim, axis) => {
    if (dim !== null) return dim
    if (axis === 0) return batch
    if (axis === rows) return size?.height ?? 224
    return axis === rows + 1 ? (size?.width ?? 224) : preprocess.color === 'gray' ? 1 : 3
  })
}

/** Uniform in [0, 1), the same for both sides (mulberry32). */
function noise(dims: readonly number[], seed: number): Float32Array {
  const values = new Float32Array(dims.reduce((product, dim) => product * dim, 1))
  let state = seed | 0
  for (let i = 0; i < values.length; i++) {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    values[i] = ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return values
}
