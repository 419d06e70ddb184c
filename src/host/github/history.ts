import * as z from 'zod'
import { GateError } from '#contract/errors'
import { type Artifact, artifact, downloadZip, type Kind, unpack } from './artifact.ts'
import type { Connection } from './connection.ts'
import { mergeBaseOf } from './pull-request.ts'
import type { OwnRepository } from './repository.ts'
import { listIn, pages } from './retry.ts'
import { runOf } from './runs.ts'

export const HISTORY_FILE = 'history.json'
const NAME = 'cv-gate-history'
const KIND: Kind = { what: 'history of the default branch', most: 4 * 1024 * 1024 }
/** Who floods the list with artifacts of this name keeps others from being found, and is believed no more for it. */
const MOST_PAGES = 5
const MOST_TRIED = 5

export interface KeptHistory<T> {
  readonly value: T
  /** Milliseconds since 1970. */
  readonly created: number
}
export interface FoundHistory<T> {
  /** The newest that is sound; null: there is none. */
  readonly kept: KeptHistory<T> | null
  /** Why newer ones were not believed. */
  readonly refused: readonly string[]
}

/**
 * The newest history that runs of a workflow file on the default branch left, on `push` or `schedule`. An artifact of this
 * name can be left by the run of any pull request: what the listing says of where it comes from is GitHub's word, not its own.
 */
export async function newestHistory<T>(
  connection: Connection,
  repository: OwnRepository,
  workflow: string,
  parse: (text: string) => T,
): Promise<FoundHistory<T>> {
  const refused: string[] = []
  for (const found of (await listed(connection, repository)).slice(0, MOST_TRIED)) {
    if (!(await isOwn(connection, repository, workflow, found.workflow_run!.id!))) continue
    try {
      const value = parse(unpack(await downloadZip(connection, found, KIND), HISTORY_FILE, KIND))
      return { kept: { value, created: Date.parse(found.created_at) }, refused }
    } catch (thrown) {
      if (!(thrown instanceof GateError) || thrown.owner !== 'artifact') throw thrown
      refused.push(thrown.message)
    }
  }
  return { kept: null, refused }
}

/** The newest first; of the default branch of this repository and no fork of it. */
async function listed(connection: Connection, { id: own, defaultBranch }: OwnRepository) {
  const listing = { what: 'list the histories', permission: '{actions: read}', schema: z.array(artifact) }
  const ofDefaultBranch = ({ expired, name, workflow_run: run }: Artifact) =>
    !expired &&
    typeof run?.id === 'number' &&
    name === NAME &&
    run.head_branch === defaultBranch &&
    run.repository_id === own &&
    run.head_repository_id === own
  const all = await pages(
    connection,
    listing,
    async (at) =>
      listIn(await connection.client.rest.actions.listArtifactsForRepo({ ...at, name: NAME }), 'artifacts', at.page),
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
