import { join } from 'node:path'
import { exists } from '../files.ts'
import { hasDigest } from '../hash.ts'
import { readHashed, streamHashed } from '../read-hashed.ts'

/** What a pointer says of the content that is kept elsewhere. */
export interface Pointer {
  /** sha-256 of the content, in hex. */
  readonly oid: string
  readonly size: number
  /** The blob that holds the pointer. */
  readonly blob: string
}

/** The specification allows pointers of less than 1024 bytes. */
export const POINTER_LIMIT = 1023

/** The one address of version 1, and the two that it had before its release: git-lfs reads all three. */
const VERSION =
  'version (?:https://git-lfs.github.com/spec/v1|https://hawser.github.com/spec/v1|http://git-media.io/v/2)'
const EXTENSION = /^ext-\d-\w+ sha256:([0-9a-f]{64})$/
const POINTER = new RegExp(`^${VERSION}\n((?:ext-[^\n]*\n)*)oid sha256:([0-9a-f]{64})\nsize (\\d{1,18})\n*$`)

/**
 * The specification's grammar, with what git-lfs forgives besides: line ends of Windows, a missing last one. With
 * extensions, what is stored is not the file (programs of the user's make the one from the other, and are not run): the
 * first of them names the file itself, which is then known, and never here.
 */
export function parsePointer(bytes: Uint8Array): { oid: string; size: number } | null {
  if (bytes.length > POINTER_LIMIT || bytes[0] !== 0x76) return null
  const match = POINTER.exec(new TextDecoder().decode(bytes).replaceAll('\r\n', '\n'))
  if (!match) return null
  const extensions = match[1]!.split('\n').slice(0, -1)
  const named = extensions.map((line) => EXTENSION.exec(line)?.[1])
  if (named.includes(undefined)) return null
  return { oid: named[0] ?? match[2]!, size: Number(match[3]) }
}

/** The objects that Git LFS has fetched into this clone; nothing is downloaded here. */
export class LfsStore {
  /** `lfs.storage` of the clone's own configuration, else `.git/lfs`. */
  readonly #directory: string
  constructor(storage: string) {
    this.#directory = join(storage, 'objects')
  }
  pathOf(oid: string): string {
    return join(this.#directory, oid.slice(0, 2), oid.slice(2, 4), oid)
  }
  async has(oid: string): Promise<boolean> {
    return exists(this.pathOf(oid))
  }
  /** Content whose sha-256 is `oid`, or null when it is absent, larger than `limit`, or not what its name says. */
  async read(oid: string, limit: number): Promise<Uint8Array | null> {
    const bytes = await readHashed(this.pathOf(oid), limit, hasDigest('sha256', oid))
    return typeof bytes === 'string' ? null : bytes
  }
  /** As `read`, in chunks that are good until the next one is asked for. */
  async stream(oid: string, limit: number): Promise<AsyncIterable<Uint8Array> | null> {
    return streamHashed(this.pathOf(oid), limit, 'sha256', oid)
  }
}
