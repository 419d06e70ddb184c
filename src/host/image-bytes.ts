import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { ImageBytes } from '#contract/ports'
import type { Contents } from '#contract/table'
import type { CatFile } from './git/cat-file.ts'
import { type LfsStore, readHashed } from './git/lfs.ts'

/** Encoded images larger than this are not read at all: no camera writes them, and a child has to hold them. */
const IMAGE_LIMIT = 256 * 1024 * 1024

/**
 * Bytes by content id: git objects, the local LFS store, then the data root (only files whose sha-256 is the declared
 * one, and which really lie below the root: a link that leaves it counts as absent).
 */
export function imageBytes(objects: CatFile, lfs: LfsStore, dataRoot: string | null): ImageBytes {
  async function fromRoot(path: string, hex: string): Promise<Uint8Array | null> {
    if (dataRoot === null) return null
    const root = await realpath(dataRoot).catch(() => null)
    const file = root && (await realpath(join(root, path)).catch(() => null))
    if (!root || !file?.startsWith(root.endsWith(sep) ? root : root + sep)) return null
    return readHashed(file, hex, IMAGE_LIMIT)
  }
  return {
    async read(path: string, contents: Contents, row: number) {
      const kind = contents.kind(row)
      if (kind === 'none') return null
      const hex = contents.hex(row)
      if (kind === 'sha256') return (await lfs.read(hex, IMAGE_LIMIT)) ?? fromRoot(path, hex)
      const object = await objects.get(hex, IMAGE_LIMIT).catch(() => null)
      return object?.type === 'blob' ? object.bytes : null
    },
  }
}
