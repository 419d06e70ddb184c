import { GateError } from '#contract/errors'
import type { Git } from './git.ts'

export interface GitObject {
  oid: string
  type: string
  bytes: Uint8Array
}
type Waiting = { resolve: (object: GitObject | null) => void; reject: (error: Error) => void }

/**
 * One long-lived `git cat-file --batch`: objects by name in the order asked, several requests in flight. The header
 * tells the size before the content: larger objects than `limit` are read past, never held.
 */
export class CatFile {
  readonly #child: ReturnType<Git['spawn']>
  readonly #waiting: (Waiting & { limit: number })[] = []
  #chunks: Buffer[] = []
  #buffered = 0
  #header: { oid: string; type: string; size: number } | null = null
  #skip = 0
  #asked = ''
  #ended: Error | null = null

  constructor(git: Git) {
    this.#child = git.spawn(['cat-file', '--batch'])
    this.#child.stdout.on('data', (chunk: Buffer) => this.#take(chunk))
    this.#child.stderr.resume()
    this.#child.stdin.on('error', () => {})
    const end = (cause: unknown) => {
      this.#ended = new GateError('git-failed', 'host', 'git cat-file ended before it answered', {
        hint: 'Run `git fsck` in this clone, or clone afresh.',
        cause,
      })
      for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#ended)
    }
    this.#child.on('error', end)
    this.#child.on('close', end)
  }

  /** The object, or null when there is none. `name` is an object id or `<commit>:<path>`; a line break in it is refused. */
  get(name: string, limit: number): Promise<GitObject | null> {
    if (/[\n\r\0]/.test(name)) return Promise.resolve(null)
    if (this.#ended) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject, limit })
      // One write for all that is asked for in this turn: a system call an object costs more than the object.
      if (this.#asked === '') setImmediate(() => this.#ask())
      this.#asked += `${name}\n`
    })
  }

  #ask(): void {
    const asked = this.#asked
    this.#asked = ''
    if (!this.#child.stdin.writableEnded) this.#child.stdin.write(asked)
  }

  close(): void {
    if (this.#asked !== '') this.#ask()
    this.#child.stdin.end()
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk)
    this.#buffered += chunk.length
    while (this.#step());
  }

  #step(): boolean {
    if (this.#skip > 0) {
      const dropped = Math.min(this.#skip, this.#buffered)
      this.#consume(dropped)
      this.#skip -= dropped
      return this.#skip === 0 && this.#buffered > 0
    }
    if (!this.#header) return this.#readHeader()
    const { oid, type, size } = this.#header
    if (this.#buffered < size + 1) return false
    const bytes = this.#consume(size + 1).subarray(0, size)
    this.#header = null
    this.#waiting.shift()!.resolve({ oid, type, bytes })
    return this.#buffered > 0
  }

  #readHeader(): boolean {
    const joined = this.#join()
    const end = joined.indexOf(0x0a)
    if (end < 0) return false
    const line = this.#consume(end + 1).toString('latin1', 0, end)
    const match = /^([0-9a-f]{40,64}) (\w+) (\d+)$/.exec(line)
    if (!match) {
      this.#waiting.shift()!.resolve(null) // "… missing", "… ambiguous"
      return this.#buffered > 0
    }
    const size = Number(match[3])
    const waiting = this.#waiting[0]!
    if (size > waiting.limit) {
      this.#waiting.shift()
      this.#skip = size + 1
      waiting.reject(
        new GateError(
          'file-too-large',
          'artifact',
          `object ${match[1]} has ${size} bytes, the limit is ${waiting.limit}`,
          {
            hint: 'Keep files of this size out of the paths that the configuration names.',
          },
        ),
      )
      return this.#buffered > 0
    }
    this.#header = { oid: match[1]!, type: match[2]!, size }
    return this.#buffered > size
  }

  #join(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0] ?? Buffer.alloc(0)
  }

  #consume(length: number): Buffer {
    const joined = this.#join()
    this.#chunks = length < joined.length ? [joined.subarray(length)] : []
    this.#buffered -= length
    return joined.subarray(0, length)
  }
}
