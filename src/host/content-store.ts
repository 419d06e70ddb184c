import type { ContentKind } from '#contract/table'
import type { DvcCache } from './dvc/cache.ts'
import type { CatFile } from './git/cat-file.ts'
import type { LfsStore } from './git/lfs.ts'

/** Bytes by content id, wherever this clone keeps them. */
export class ContentStore {
  readonly objects: CatFile
  readonly lfs: LfsStore
  /** null until a target is kept by DVC. */
  readonly dvc: () => DvcCache | null
  constructor(objects: CatFile, lfs: LfsStore, dvc: () => DvcCache | null) {
    this.objects = objects
    this.lfs = lfs
    this.dvc = dvc
  }

  /** null when this machine does not have them. @throws GateError `file-too-large` */
  async read(kind: ContentKind, hex: string, limit: number): Promise<Uint8Array | null> {
    if (kind === 'none') return null
    if (kind === 'sha256') return this.lfs.read(hex, limit)
    if (kind === 'md5') return (await this.dvc()?.read(hex, limit)) ?? null
    const object = await this.objects.get(hex, limit)
    return object?.type === 'blob' ? object.bytes : null
  }
}
