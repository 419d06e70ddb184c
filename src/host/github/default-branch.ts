import * as z from 'zod'
import { GateError } from '#contract/errors'
import { type Artifact, artifact, downloadZip, type Kind, unpack, unpackBytes } from './artifact.ts'
import type { Connection } from './connection.ts'
import { mergeBaseOf } from './pull-request.ts'
import type { OwnRepository } from './repository.ts'
import { listIn, pages } from './retry.ts'
import { runOf } from './runs.ts'

export const HISTORY_FILE = 'history.json'
const HISTORY: KeptKind = { name: 'cv-gate-history', what: 'history of the default branch', most: 4 * 1024 * 1024 }
const RECORDS: KeptKind = { name: 'cv-gate-records', what: 'records of the default branch', most: 64 * 1024 * 1024 }
/** Who floods the list with artifacts of this name keeps others from being found, and is believed no more for it. */
const MOST_PAGES = 5
const MOST_TRIED = 5

/** What runs on the default branch leave for others, by the name of its artifact. */
interface KeptKind extends Kind {
  readonly name: string
}

export interface Kept<T> {
  readonly value: T
  /** Milliseconds since 1970. */
  readonly created: number
}
export interface Found<T> {
  /** The newest that is sound; null: there is none. */
  readonly kept: Kept<T> | null
  /** Why newer ones were not believed. */
  readonly refused: readonly string[]
}

/** The newest history of the default branch. */
export function newestHistory<T>(
  connection: Connection,
  repository: OwnRepository,
  workflow: string,
  parse: (text: string) => T,
): Promise<Found<T>> {
  return newest(connection, repository, workflow, HISTORY, (archive) => parse(unpack(archive, HISTORY_FILE, HISTORY)))
}

/** A file of the newest records of the default branch. @throws Error when there is none of this name, or it is damaged */
export type RecordFile = (name: string) => Uint8Array

export function newestRecords(
  connection: Connection,
  repository: OwnRepository,
  workflow: string,
): Promise<Found<RecordFile>> {
  return newest(connection, repository, workflow, RECORDS, (archive) => (name) => unpackBytes(archive, name, RECORDS))
}

/**
 * The newest of a kind that runs of a workflow file on the default branch left, on `push` or `schedule`. An artifact of any
 * name can be left by the run of any pull request: what the listing says of where it comes from is GitHub's word, not its own.
 */
async function newest<T>(
  connection: Connection,
  repository: OwnRepository,
  workflow: string,
  kind: KeptKind,
  read: (archive: Uint8Array) => T,
): Promise<Found<T>> {
  const refused: string[] = []
  for (const found of (await listed(connection, repository, kind)).slice(0, MOST_TRIED)) {
    if (!(await isOwn(connection, repository, workflow, found.workflow_run!.id!))) continue
    try {
      const value = read(await downloadZip(connection, found, kind))
      return { kept: { value, created: Date.parse(found.created_at) }, refused }
    } catch (thrown) {
      if (!(thrown instanceof GateError) || thrown.owner !== 'artifact') throw thrown
      refused.push(thrown.message)
    }
  }
  return { kept: null, refused }
}

/** The newest first; of the default branch of this repository and no fork of it. */
async function listed(connection: Connection, { id: own, defaultBranch }: OwnRepository, { name, what }: KeptKind) {
  const listing = { what: `find the ${what}`, permission: '{actions: read}', schema: z.array(artifact) }
  const ofDefaultBranch = ({ expired, name: named, workflow_run: run }: Artifact) =>
    !expired &&
    typeof run?.id === 'number' &&
    named === name &&
    run.head_branch === defaultBranch &&
    run.repository_id === own &&
    run.head_repository_id === own
  const all = await pages(
    connection,
    listing,
    async (at) =>
      listIn(await connection.client.rest.actions.listArtifactsForRepo({ ...at, name }), 'artifacts', at.page),
    { most: MOST_PAGES, until: (page) => page.some(ofDefaultBranch) },
  )
  return all.filter(ofDefaultBranch).sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id)
}

/** What a listing calls a branch may be a tag of that name: its commit must be one of the default branch. */
async function isOwn(
  connection: Connection,
  { id: own, defaultBranch }: OwnRepository,
  workflow: string,
  runId: number,
): Promise<boolean> {
  const { event, path, head_branch, head_sha, head_repository } = await runOf(connection, runId)
  if (event !== 'push' && event !== 'schedule') return false
  if (path.split('@', 1)[0] !== workflow || head_branch !== defaultBranch || head_repository?.id !== own) return false
  return (await mergeBaseOf(connection, defaultBranch, head_sha)) === head_sha
}
