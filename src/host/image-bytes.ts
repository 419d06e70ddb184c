import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { Absence, ImageBytes } from '#contract/ports'
import type { Contents } from '#contract/table'
import type { ContentStore } from './content-store.ts'
import { hasDigest } from './hash.ts'
import { hashRegular, readHashed } from './read-hashed.ts'

/** Encoded images larger than this are not read at all: no camera writes them, and a child has to hold them. */
const IMAGE_LIMIT = 256 * 1024 * 1024

/** Which files below the data root this run may open, by path or by sha-256; null: all of them. */
export type Shown = ((named: { readonly path: string; readonly sha256: string | null }) => boolean) | null

/**
 * Bytes by content id: git objects, the local store of Git LFS or DVC, then the data root: only files whose sha-256 is the
 * declared one, and which really lie below the root, links resolved. A file with several names (hard links) is read like
 * any other: its sha-256 says what it is, and who may write below the root is not who opens pull requests.
 */
export function imageBytes(store: ContentStore, dataRoot: string | null, shown: Shown = null): ImageBytes {
  let root: Promise<string | null> | null = null
  async function below(path: string, sha256: string | null): Promise<{ file: string } | Absence> {
    root ??= dataRoot === null ? Promise.resolve(null) : realpath(dataRoot).catch(() => null)
    const top = await root
    if (top === null) return 'not-here'
    if (shown && !shown({ path, sha256 })) return 'not-shown-to-forks'
    const file = await realpath(join(top, path)).catch((error: NodeJS.ErrnoException) => error.code ?? '')
    if (file === 'ELOOP') return 'not-a-file'
    if (!file.includes(sep)) return 'not-here'
    return file.startsWith(top.endsWith(sep) ? top : top + sep) ? { file } : 'outside-root'
  }
  return {
    async read(path: string, contents: Contents, row: number) {
      const kind = contents.kind(row)
      const hex = contents.hex(row)
      const bytes = await store.read(kind, hex, IMAGE_LIMIT).catch((): Absence => 'too-large')
      if (bytes !== null || kind !== 'sha256') return bytes ?? 'not-here'
      const at = await below(path, hex)
      return typeof at === 'string' ? at : readHashed(at.file, IMAGE_LIMIT, hasDigest('sha256', hex))
    },
    digest:
      dataRoot === null
        ? null
        : async (path) => {
            const at = await below(path, null)
            return typeof at === 'string' ? at : hashRegular(at.file, IMAGE_LIMIT)
          },
  }
}
