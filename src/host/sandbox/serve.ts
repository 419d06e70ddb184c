import { GateError } from '#contract/errors'
import type { ImageFault, ImageJob } from '#contract/ports'
import type { Frame } from '../child/channel.ts'
import { Child, type ChildOptions } from './child.ts'

export interface Deadlines {
  /** Start of a child, with reading the model. */
  readonly startMs: number
  /** One picture: decoding, or decoding and inference. */
  readonly imageMs: number
  /** One latency round. */
  readonly timeMs: number
}
export interface Work<T> {
  readonly start: Readonly<Record<string, unknown>>
  readonly payload: Uint8Array
  /** Turns the child's last frame for a picture into the result. */
  readonly read: (frame: Frame) => T
  readonly fault: (key: number, status: ImageFault, detail: string) => T
}

/** A picture on which this many children in a row end is not the last one that does: stop. */
const MOST_ENDS_IN_A_ROW = 20

/**
 * Feeds pictures to `parallel` children, one at a time each. A child that ends or overruns on a picture before inference
 * costs that picture only, and a new child takes over; one that ends during inference, or says `fatal`, is the model's
 * fault and ends all.
 */
export async function* serve<T>(
  jobs: AsyncIterable<ImageJob>,
  work: Work<T>,
  options: ChildOptions,
  deadlines: Deadlines,
  parallel: number,
): AsyncGenerator<T> {
  const source = jobs[Symbol.asyncIterator]()
  const ready: T[] = []
  let failure: unknown = null
  let wake: () => void = () => {}
  let running = parallel
  async function lane(): Promise<void> {
    let child: Child | null = null
    let endsInARow = 0
    try {
      while (failure === null) {
        const job = await source.next()
        if (job.done) break
        child ??= await begin(work, options, deadlines)
        const outcome = await one(child, job.value, work, deadlines)
        ready.push(outcome.result)
        wake()
        endsInARow = outcome.ended ? endsInARow + 1 : 0
        if (endsInARow >= MOST_ENDS_IN_A_ROW)
          throw ended('children-keep-ending', `${endsInARow} children ended one after the other`)
        if (outcome.ended) {
          await child.stop()
          child = null
        }
      }
    } catch (error) {
      failure ??= error
    } finally {
      await child?.stop()
      running--
      wake()
    }
  }
  const lanes = Array.from({ length: parallel }, lane)
  try {
    while (running > 0 || ready.length > 0) {
      while (ready.length > 0) yield ready.shift()!
      if (running > 0 && ready.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve
          if (ready.length > 0 || running === 0) resolve()
        })
    }
    if (failure !== null) throw failure
  } finally {
    failure ??= new Error('stopped')
    await Promise.all(lanes)
  }
}

/** Starts a child and waits until it says that it is ready. Without a model to blame, one that dies is started again. */
export async function begin<T>(
  work: Pick<Work<T>, 'start' | 'payload'>,
  options: ChildOptions,
  deadlines: Deadlines,
  tries = 3,
): Promise<Child> {
  const child = await Child.start(options)
  child.send(work.start, work.payload)
  const answer = await child.next(deadlines.startMs)
  if (answer.kind === 'frame' && answer.frame.header.ready === true) return child
  await child.stop()
  if (answer.kind === 'frame') throw fatal(answer.frame)
  if (work.payload.length > 0) throw modelEnded(answer.why, answer.detail, 'loading the model')
  if (answer.why !== 'timeout' && tries > 1) return begin(work, options, deadlines, tries - 1)
  throw new GateError('child-not-started', 'host', `a process to decode pictures ended at once: ${answer.detail}`, {
    hint: 'Run `cv-gate doctor` on this machine.',
  })
}

async function one<T>(
  child: Child,
  job: ImageJob,
  work: Work<T>,
  deadlines: Deadlines,
): Promise<{ result: T; ended: boolean }> {
  child.send({ key: job.key }, job.bytes)
  let inferring = false
  for (;;) {
    const answer = await child.next(deadlines.imageMs)
    if (answer.kind === 'ended') {
      if (inferring) throw modelEnded(answer.why, answer.detail, 'running the model')
      return { result: work.fault(job.key, answer.why, answer.detail), ended: true }
    }
    const { header } = answer.frame
    if (header.fatal !== undefined) throw fatal(answer.frame)
    if (header.stage === 'inference') inferring = true
    else return { result: work.read(answer.frame), ended: false }
  }
}

const HINTS: Readonly<Record<string, string>> = {
  'model-load-failed': 'Open the file with onnxruntime locally: it is refused there too.',
  'model-run-failed': 'Check `preprocess` (size, layout, colour) against the input that the model expects.',
  'model-not-supported': 'This version measures image classifiers with one image input and one list of class scores.',
  'model-out-of-memory': 'The model needs more memory than its child process may have.',
  'model-timeout': 'The model does not end, or is far too slow for one image.',
  'model-crashed': 'The runtime died on this model: open it with onnxruntime locally.',
}

export function fatal({ header }: Frame): GateError {
  return ended(String(header.fatal), String(header.detail ?? ''))
}

export function modelEnded(why: 'timeout' | 'crash' | 'out-of-memory', detail: string, doing: string): GateError {
  const code = { timeout: 'model-timeout', crash: 'model-crashed', 'out-of-memory': 'model-out-of-memory' }[why]
  return ended(code, `${doing}: ${detail}`)
}

function ended(code: string, detail: string): GateError {
  return new GateError(code, 'artifact', detail, { hint: HINTS[code] ?? 'Run `cv-gate doctor` on this machine.' })
}
