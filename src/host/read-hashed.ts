import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Absence } from '#contract/ports'

/** A link is not followed, and neither a pipe nor a device makes `open` wait. Not every system knows both. */
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

interface Opened {
  readonly file: FileHandle
  readonly size: number
}

/** A regular file of at most `limit` bytes, opened: what was looked at is what is read. Else why not. */
async function openRegular(path: string, limit: number): Promise<Opened | Absence> {
  const file = await open(path, FLAGS).catch((error: NodeJS.ErrnoException) => error.code ?? '')
  // A link, a socket, a device that nobody serves; a folder opens, and is no file.
  if (typeof file === 'string') return ['ELOOP', 'ENXIO', 'ENODEV'].includes(file) ? 'not-a-file' : 'not-here'
  const stat = await file.stat().catch(() => null)
  if (stat?.isFile() && stat.size <= limit) return { file, size: stat.size }
  await file.close()
  return stat?.isFile() ? 'too-large' : 'not-a-file'
}

/** Bytes of a regular file, believed only when `names` says that they are the ones asked for. */
export async function readHashed(
  path: string,
  limit: number,
  names: (bytes: Uint8Array) => boolean,
): Promise<Uint8Array | Absence> {
  const opened = await openRegular(path, limit)
  if (typeof opened === 'string') return opened
  const { file, size } = opened
  try {
    const bytes = Buffer.allocUnsafe(size) // a file that grows meanwhile is not what it was named for
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at, at)
      if (bytesRead === 0) return 'other-bytes'
      at += bytesRead
    }
    return names(bytes) ? bytes : 'other-bytes'
  } catch {
    return 'not-here' // a read error of the disk: the content is not here
  } finally {
    await file.close()
  }
}

const CHUNK = 1 << 20

/** As `readHashed`, in chunks that are good until the next one is asked for: hashed first, then given, from one handle. */
export async function streamHashed(
  path: string,
  limit: number,
  algorithm: 'sha256' | 'md5',
  hex: string,
): Promise<AsyncIterable<Uint8Array> | null> {
  const opened = await openRegular(path, limit)
  if (typeof opened === 'string') return null
  const { file, size } = opened
  const hash = createHash(algorithm)
  try {
    for await (const chunk of chunksOf(file, size)) hash.update(chunk)
    if (hash.digest('hex') === hex) return closing(file, size)
  } catch {} // a read error of the disk: the content is not here
  await file.close()
  return null
}

/** sha-256 of a regular file, in hex. */
export async function hashRegular(path: string, limit: number): Promise<{ sha256: string } | Absence> {
  const opened = await openRegular(path, limit)
  if (typeof opened === 'string') return opened
  const hash = createHash('sha256')
  try {
    for await (const chunk of chunksOf(opened.file, opened.size)) hash.update(chunk)
    return { sha256: hash.digest('hex') }
  } catch {
    return 'not-here' // a read error of the disk
  } finally {
    await opened.file.close()
  }
}

async function* closing(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(file, size)
  } finally {
    await file.close()
  }
}

async function* chunksOf(file: FileHandle, size: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size))
  for (let at = 0; at < size; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, size - at), at)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
    at += bytesRead
  }
}
