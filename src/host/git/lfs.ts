import { join } from 'node:path'
import { hasDigest } from '../hash.ts'
import { readHashed, streamHashed } from '../read-hashed.ts'

/** The specification allows pointers of less than 1024 bytes. */
export const POINTER_LIMIT = 1023

const POINTER =
  /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:ext-[^\n]*\n)*oid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n$/

export function parsePointer(bytes: Uint8Array): { oid: string; size: number } | null {
  if (bytes.length > POINTER_LIMIT || bytes[0] !== 0x76) return null
  const match = POINTER.exec(new TextDecoder().decode(bytes))
  return match ? { oid: match[1]!, size: Number(match[2]) } : null
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
  /** Content whose sha-256 is `oid`, or null when it is absent, larger than `limit`, or not what its name says. */
  async read(oid: string, limit: number): Promise<Uint8Array | null> {
    return readHashed(this.pathOf(oid), limit, hasDigest('sha256', oid))
  }
  /** As `read`, in chunks that are good until the next one is asked for. */
  async stream(oid: string, limit: number): Promise<AsyncIterable<Uint8Array> | null> {
    return streamHashed(this.pathOf(oid), limit, 'sha256', oid)
  }
}
