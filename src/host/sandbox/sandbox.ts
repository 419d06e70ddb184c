import { join } from 'node:path'
import type {
  Compared,
  Decoded,
  ImageFault,
  ImageJob,
  ImagePair,
  LatencyRun,
  Log,
  Predicted,
  Sandbox,
} from '#contract/ports'
import type { Machine } from '#contract/report'
import { findNatives } from '../natives.ts'
import { Child, type ChildOptions } from './child.ts'
import { type Confinement, confinementHere } from './confinement.ts'
import { type Deadlines, fatal, modelEnded, serve, type Work } from './serve.ts'

export interface SandboxOptions {
  /** Folder of worker.js: the built program. */
  readonly folder: string
  readonly nativesDir: string | null
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: Pick<Log, 'info'>
  readonly deadlines?: Partial<Deadlines>
  readonly memoryBytes?: number
  /** The strictest that works on this machine, when absent. */
  readonly confinement?: Confinement
}
export interface LeveledSandbox extends Sandbox {
  /** 0: empty environment, address-space limit, deadline, SIGKILL; 1: also no network; 2: also nothing to write to. */
  level(): Machine['sandbox']
  /** The same in words. */
  describe(): string
}

/** Enough for a 100 Mpx picture and a model of hundreds of megabytes, too little to hurt the machine. */
const MEMORY_BYTES = 4 * 1024 ** 3
const PARALLEL = 2
const DEADLINES: Deadlines = { startMs: 60_000, imageMs: 30_000, timeMs: 300_000 }

export function createSandbox(options: SandboxOptions): LeveledSandbox {
  let confinement = options.confinement
  const child: ChildOptions = {
    worker: join(options.folder, 'worker.js'),
    memoryBytes: process.platform !== 'linux' ? null : (options.memoryBytes ?? MEMORY_BYTES),
    get confinement() {
      confinement ??= confinementHere()
      return confinement
    },
  }
  const deadlines = { ...DEADLINES, ...options.deadlines }
  let natives: Promise<string> | null = null
  function folder(): Promise<string> {
    natives ??= findNatives({
      directory: options.nativesDir,
      program: options.folder,
      env: options.env,
      say: options.log.info,
    })
    return natives
  }
  return {
    level: () => child.confinement.level,
    describe: () => `${WORDS}, ${memoryLimit(child.memoryBytes)}; ${child.confinement.describe}`,
    async *decode(jobs, { indices } = { indices: false }) {
      const work: Work<Decoded> = {
        start: { mode: 'decode', natives: await folder(), indices },
        payload: new Uint8Array(),
        read: ({ header, payload }) =>
          ({
            ...header,
            ...(header.status === 'ok' ? { sha256: Uint8Array.from(payload) } : {}),
          }) as unknown as Decoded,
        fault: imageFault,
      }
      yield* serve(jobs, work, child, deadlines, PARALLEL)
    },
    async *compare(pairs) {
      const work: Work<Compared> = {
        start: { mode: 'compare', natives: await folder() },
        payload: new Uint8Array(),
        read: ({ header }) => header as unknown as Compared,
        fault: imageFault,
      }
      yield* serve(joined(pairs), work, child, deadlines, PARALLEL)
    },
    async *predict(model, jobs) {
      const work: Work<Predicted> = {
        start: { mode: 'predict', natives: await folder(), preprocess: model.preprocess },
        payload: model.bytes,
        read: ({ header }) => prediction(header),
        fault: imageFault,
      }
      yield* serve(jobs, work, child, deadlines, PARALLEL)
    },
    async time({ bytes, ...job }) {
      const one = await Child.start(child)
      try {
        one.send({ mode: 'time', natives: await folder(), ...job }, bytes)
        const answer = await one.next(deadlines.timeMs)
        if (answer.kind === 'ended') throw modelEnded(answer.why, answer.detail, 'timing the model')
        const { header } = answer.frame
        if (header.done !== true) throw fatal(answer.frame)
        return {
          warmupRuns: Number(header.warmupRuns),
          windows: (header.windows as number[][]).map((window) => Float64Array.from(window)),
        } satisfies LatencyRun
      } finally {
        await one.stop()
      }
    },
  }
}

const WORDS = 'child processes with an empty environment, a deadline and SIGKILL'

function memoryLimit(bytes: number | null): string {
  return bytes === null ? 'no memory limit on this platform' : `at most ${bytes / 1024 ** 3} GiB of address space`
}

/** Both versions as one job: the length of the first, then the bytes of both. */
async function* joined(pairs: AsyncIterable<ImagePair>): AsyncGenerator<ImageJob> {
  for await (const { key, before, after } of pairs) {
    const bytes = new Uint8Array(4 + before.length + after.length)
    new DataView(bytes.buffer).setUint32(0, before.length, true)
    bytes.set(before, 4)
    bytes.set(after, 4 + before.length)
    yield { key, bytes }
  }
}

function imageFault(
  key: number,
  status: ImageFault,
  detail: string,
): { key: number; status: ImageFault; detail: string } {
  return { key, status, detail }
}

function prediction(header: Readonly<Record<string, unknown>>): Predicted {
  const key = Number(header.key)
  if (header.status !== 'ok') return { key, status: header.status as ImageFault, detail: String(header.detail ?? '') }
  return {
    key,
    status: 'ok',
    classes: Int32Array.from(header.classes as number[]),
    scores: Float32Array.from(header.scores as number[]),
    tied: Number(header.tied),
    outputs: Number(header.outputs),
  }
}
