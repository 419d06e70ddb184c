import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { ImageBytes } from '#contract/ports'
import type { Contents } from '#contract/table'
import type { ContentStore } from './content-store.ts'
import { hasDigest } from './hash.ts'
import { readHashed } from './read-hashed.ts'

/** Encoded images larger than this are not read at all: no camera writes them, and a child has to hold them. */
const IMAGE_LIMIT = 256 * 1024 * 1024

/**
 * Bytes by content id: git objects, the local store of Git LFS or DVC, then the data root (only files whose sha-256 is
 * the declared one, and which really lie below the root: a link that leaves it counts as absent).
 */
export function imageBytes(store: ContentStore, dataRoot: string | null): ImageBytes {
  async function fromRoot(path: string, hex: string): Promise<Uint8Array | null> {
    if (dataRoot === null) return null
    const root = await realpath(dataRoot).catch(() => null)
    const file = root && (await realpath(join(root, path)).catch(() => null))
    if (!root || !file?.startsWith(root.endsWith(sep) ? root : root + sep)) return null
    return readHashed(file, IMAGE_LIMIT, hasDigest('sha256', hex))
  }
  return {
    async read(path: string, contents: Contents, row: number) {
      const kind = contents.kind(row)
      const hex = contents.hex(row)
      const bytes = await store.read(kind, hex, IMAGE_LIMIT).catch(() => null)
      return bytes ?? (kind === 'sha256' ? fromRoot(path, hex) : null)
    },
  }
}
