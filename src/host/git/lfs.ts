import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../hash.ts'

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
  readonly #directory: string
  constructor(gitDirectory: string) {
    this.#directory = join(gitDirectory, 'lfs', 'objects')
  }
  /** Content whose sha-256 is `oid`, or null when it is absent, larger than `limit`, or not what its name says. */
  async read(oid: string, limit: number): Promise<Uint8Array | null> {
    return readHashed(join(this.#directory, oid.slice(0, 2), oid.slice(2, 4), oid), oid, limit)
  }
}

/** Reads a file and believes it only when its sha-256 is `hex`. */
export async function readHashed(path: string, hex: string, limit: number): Promise<Uint8Array | null> {
  const file = await open(path, 'r').catch(() => null)
  if (!file) return null
  try {
    const stat = await file.stat()
    if (!stat.isFile() || stat.size > limit) return null
    const bytes = await file.readFile()
    return Buffer.from(sha256(bytes)).toString('hex') === hex ? bytes : null
  } finally {
    await file.close()
  }
}
