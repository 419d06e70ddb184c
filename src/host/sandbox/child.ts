import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { Channel, type Frame } from '../child/channel.ts'
import { atEnd } from '../ending.ts'
import { type Confinement, shellWords } from './confinement.ts'

export interface ChildOptions {
  readonly worker: string
  /** Address space in bytes; null = the platform cannot limit it. */
  readonly memoryBytes: number | null
  readonly confinement: Confinement
}
export type Answer =
  | { kind: 'frame'; frame: Frame }
  | { kind: 'ended'; why: 'timeout' | 'crash' | 'out-of-memory'; detail: string }

/**
 * Ends the group once we or the child have ended: whoever kills us outright leaves a model that never ends to run on, deaf to
 * its channel. In the shell that becomes the child, `$$` is its id and `$PPID` ours.
 */
const WATCH = '(exec 3>&- 2>/dev/null; while kill -0 $PPID && kill -0 $$; do sleep 2; done; kill -9 0) &'
const STDERR_KEPT = 2000

/**
 * One child: an environment without anything of the parent's, an empty folder, address-space limit, SIGKILL for the whole
 * process group, and what confinement there is. Its stdout is thrown away; the protocol runs over file descriptor 3.
 */
export class Child {
  readonly #process: ChildProcess
  readonly #channel: Channel
  readonly #folder: string
  readonly #frames: Frame[] = []
  #wake: (() => void) | null = null
  #stderr = ''
  #exit: { code: number | null; signal: string | null } | null = null

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process
    this.#folder = folder
    this.#channel = new Channel(process.stdio[3] as Duplex)
    this.#channel.onFrame = (frame) => {
      this.#frames.push(frame)
      this.#wake?.()
    }
    process.stderr?.on('data', (chunk: Uint8Array) => {
      this.#stderr = (this.#stderr + new TextDecoder().decode(chunk)).slice(-STDERR_KEPT)
    })
    const forget = atEnd(() => this.#kill())
    process.on('error', () => this.#end(null, 'error'))
    process.on('exit', (code, signal) => {
      forget()
      this.#end(code, signal)
    })
  }

  static async start({ worker, memoryBytes, confinement }: ChildOptions): Promise<Child> {
    const folder = await mkdtemp(join(tmpdir(), 'cv-gate-child-'))
    // Without --disable-wasm-trap-handler Node reserves more address space than any sensible limit.
    const node = [process.execPath, '--disable-wasm-trap-handler', '--max-old-space-size=1024', worker]
    const posix = process.platform !== 'win32'
    const limit = memoryBytes === null ? '' : `ulimit -v ${Math.floor(memoryBytes / 1024)} && `
    const script = `${WATCH} ${limit}ulimit -c 0; exec ${shellWords([...confinement.command(folder), ...node])}`
    const [command, args] = posix ? ['/bin/sh', ['-c', script]] : [node[0]!, node.slice(1)]
    // Nothing of ours. onnxruntime would report to its maker, and keeps a log of that in the temporary folder.
    const env = { ORT_DISABLE_TELEMETRY: '1', TMPDIR: folder }
    const child = spawn(command, args, {
      cwd: folder,
      env,
      detached: posix,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    })
    return new Child(child, folder)
  }

  get pid(): number | undefined {
    return this.#process.pid
  }

  send(header: Readonly<Record<string, unknown>>, payload?: Uint8Array): void {
    if (this.#exit === null) this.#channel.send(header, payload)
  }

  /** The next frame, or how the child ended; a child that says nothing for `milliseconds` is killed. */
  async next(milliseconds: number): Promise<Answer> {
    const frame = this.#frames.shift()
    if (frame) return { kind: 'frame', frame }
    if (this.#exit !== null) return this.#ended(false)
    const late = await this.#wait(milliseconds)
    const arrived = this.#frames.shift()
    if (arrived) return { kind: 'frame', frame: arrived }
    if (late) await this.stop()
    return this.#ended(late)
  }

  /** Kills the child and all it started, and removes its folder. */
  async stop(): Promise<void> {
    if (this.#exit === null) {
      this.#kill()
      await this.#wait(5000)
    }
    this.#channel.close()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #kill(): void {
    const { pid } = this.#process
    try {
      if (pid !== undefined && process.platform !== 'win32') process.kill(-pid, 'SIGKILL')
      else this.#process.kill('SIGKILL')
    } catch {
      // it has ended already
    }
  }

  /** True when the time ran out before a frame or the end came. */
  #wait(milliseconds: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => done(true), milliseconds)
      const done = (late: boolean) => {
        clearTimeout(timer)
        this.#wake = null
        resolve(late)
      }
      this.#wake = () => done(false)
    })
  }

  #end(code: number | null, signal: string | null): void {
    this.#exit ??= { code, signal }
    this.#wake?.()
  }

  #ended(late: boolean): Answer {
    const said = this.#stderr
      .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
      .trim()
      .slice(-300)
    if (late) return { kind: 'ended', why: 'timeout', detail: 'did not answer in time' }
    const outOfMemory = /bad_alloc|out of memory|allocation failed|cannot allocate/i.test(this.#stderr)
    const { code, signal } = this.#exit ?? { code: null, signal: null }
    const how = signal ? `ended by ${signal}` : `ended with ${code}`
    return { kind: 'ended', why: outOfMemory ? 'out-of-memory' : 'crash', detail: said ? `${how}: ${said}` : how }
  }
}
