import { createHash } from 'node:crypto'
import { unifiedPatch } from './patch.ts'
import type { Commit } from './state.ts'

type Commits = ReadonlyMap<string, Commit>

export interface ChangedFile {
  readonly path: string
  readonly status: 'added' | 'removed' | 'modified'
  readonly additions: number
  readonly deletions: number
  readonly sha: string
  /** Null: binary, or too large to be shown. */
  readonly patch: string | null
}

/** Commits that can be reached, nearest first. */
export function ancestry(commits: Commits, sha: string): string[] {
  const found = new Set([sha])
  for (const one of found) for (const parent of commits.get(one)?.parents ?? []) found.add(parent)
  return [...found]
}

export function mergeBase(commits: Commits, base: string, head: string): string | null {
  const reached = new Set(ancestry(commits, base))
  return ancestry(commits, head).find((sha) => reached.has(sha)) ?? null
}

export function changedFiles(base: Commit['files'], head: Commit['files']): ChangedFile[] {
  const paths = [...new Set([...base.keys(), ...head.keys()])].sort()
  return paths.flatMap((path) => {
    const [before, after] = [base.get(path), head.get(path)]
    if (before && after && Buffer.compare(before, after) === 0) return []
    const patch = unifiedPatch(before, after)
    const lines = patch?.split('\n').filter((line) => !line.startsWith('@@')) ?? []
    return [
      {
        path,
        status: !before ? 'added' : after ? 'modified' : 'removed',
        additions: lines.filter((line) => line.startsWith('+')).length,
        deletions: lines.filter((line) => line.startsWith('-')).length,
        sha: blobId(after ?? before!),
        patch,
      } as const,
    ]
  })
}

/** The object id that git gives to these bytes. */
export function blobId(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
