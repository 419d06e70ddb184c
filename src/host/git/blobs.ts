import { once } from 'node:events'
import { Readable } from 'node:stream'
import { GateError } from '#contract/errors'
import type { FileRead, Files } from '#contract/ports'
import type { Git } from './git.ts'

const LF = 0x0a
const SPACE = 0x20
const BLOB = Buffer.from(' blob ')
/** Names written to git at once. */
const NAMES = 1000

/**
 * Many blobs of a listing in the order of `rows`, by a git of their own that is told all names and buffers what it
 * answers: no round trip, no write and no promise an object. The pipes hold git back while nobody asks for more.
 */
export async function* readBlobs(
  git: Git,
  { content }: Files,
  rows: readonly number[],
  limit: number,
): AsyncGenerator<FileRead> {
  const child = git.spawn(['cat-file', '--batch', '--buffer'])
  child.stderr.resume()
  child.stdin.on('error', () => {}) // git may end before it has read all: then answers are missing
  const closed = once(child, 'close')
  closed.catch(() => {}) // awaited below
  Readable.from(namesOf(content, rows)).pipe(child.stdin)
  let next = 0
  let head: Buffer = Buffer.alloc(0)
  /** A blob that began in an earlier chunk, and how much of it is there. */
  let blob: Uint8Array | null = null
  let filled = 0
  /** Bytes that nobody wants. */
  let skip = 0
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; ) {
        if (skip > 0) {
          const skipped = Math.min(skip, chunk.length - at)
          at += skipped
          skip -= skipped
        } else if (blob) {
          const part = chunk.subarray(at, at + blob.length - filled)
          blob.set(part, filled)
          at += part.length
          filled += part.length
          if (filled < blob.length) break
          yield { row: rows[next++]!, bytes: blob, fault: null }
          blob = null
          skip = 1
        } else {
          const end = chunk.indexOf(LF, at)
          const line = chunk.subarray(at, end < 0 ? chunk.length : end)
          head = head.length > 0 ? Buffer.concat([head, line]) : line
          if (end < 0) break
          at = end + 1
          const { size, isBlob } = parseHeader(head)
          head = head.subarray(0, 0)
          if (isBlob && size <= limit && size > chunk.length - at) {
            blob = new Uint8Array(size)
            filled = 0
            continue
          }
          const bytes = isBlob && size <= limit ? chunk.subarray(at, at + size) : null
          if (bytes) at += size
          skip = bytes ? 1 : size + 1
          if (size < 0) skip = 0
          yield { row: rows[next++]!, bytes, fault: bytes ? null : isBlob ? 'file-too-large' : 'content-absent' }
        }
      }
    }
    if (next < rows.length) throw ended(await closed.catch((cause: unknown) => cause))
  } finally {
    child.kill()
  }
}

function* namesOf(content: Files['content'], rows: readonly number[]): Generator<string> {
  for (let at = 0; at < rows.length; at += NAMES)
    yield rows
      .slice(at, at + NAMES)
      .map((row) => `${content.hex(row)}\n`)
      .join('')
}

/** `<oid> <type> <size>`; anything else (`<oid> missing`) has size −1 and nothing behind it. */
function parseHeader(line: Buffer): { size: number; isBlob: boolean } {
  const space = line.lastIndexOf(SPACE)
  let size = 0
  for (let i = space + 1; i < line.length; i++) {
    const digit = line[i]! - 0x30
    if (digit < 0 || digit > 9) return { size: -1, isBlob: false }
    size = size * 10 + digit
  }
  const type = line.indexOf(SPACE)
  return { size, isBlob: line.compare(BLOB, 0, BLOB.length, type, space + 1) === 0 }
}

function ended(cause: unknown): GateError {
  return new GateError('git-failed', 'host', 'git cat-file ended before it answered', {
    hint: 'Run `git fsck` in this clone, or clone afresh.',
    cause,
  })
}
