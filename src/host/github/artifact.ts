import * as z from 'zod'
import { GateError } from '#contract/errors'
import { type Connection, within } from './connection.ts'
import { ask, listIn, pages } from './retry.ts'
import { zipEntry } from './zip-entry.ts'

export const artifact = z.object({
  id: z.int(),
  name: z.string(),
  size_in_bytes: z.int().nonnegative(),
  expired: z.boolean(),
  created_at: z.iso.datetime(),
  workflow_run: z
    .object({
      id: z.int().nullish(),
      repository_id: z.int().nullish(),
      head_repository_id: z.int().nullish(),
      head_branch: z.string().nullish(),
    })
    .nullish(),
})
export type Artifact = z.infer<typeof artifact>

export const ARTIFACT_PREFIX = 'cv-gate-report-'
/** What an archive is, for messages, and how many bytes it may have: packed, and the file that is wanted of it. */
export interface Kind {
  readonly what: string
  readonly most: number
}
const REPORT: Kind = { what: 'report of the measuring run', most: 64 * 1024 * 1024 }
/** For a download after its headers came: half a megabyte a second is enough. */
const BODY_MS = 120_000

/** The zip of the newest report that a run left, or null when it left none: at most 64 MiB, not unpacked. */
export async function downloadReport(connection: Connection, runId: number): Promise<Uint8Array | null> {
  const [newest] = (await artifactsOf(connection, runId))
    .filter(({ name, expired }) => name.startsWith(ARTIFACT_PREFIX) && !expired)
    .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id)
  if (!newest) return null
  return downloadZip(connection, newest, REPORT)
}

/** An archive as it is, not unpacked: what it holds is hostile. */
export async function downloadZip(
  connection: Connection,
  { id, size_in_bytes: size }: Pick<Artifact, 'id' | 'size_in_bytes'>,
  kind: Kind,
): Promise<Uint8Array> {
  if (size > kind.most) throw refused(kind, `it is ${size} bytes, at most ${kind.most}`)
  const download = {
    what: `download the ${kind.what}`,
    permission: '{actions: read}',
    schema: z.instanceof(Uint8Array<ArrayBufferLike>),
  }
  return ask(connection, download, async (at) => {
    const answer = await connection.client.rest.actions.downloadArtifact({
      ...at,
      artifact_id: id,
      archive_format: 'zip',
      request: { parseSuccessResponseBody: false },
    })
    const body = answer.data as ReadableStream<Uint8Array>
    const read = (late: AbortSignal) => bounded(body, late, kind)
    return { headers: answer.headers, data: await within(connection.waiter, BODY_MS, read) }
  })
}

function artifactsOf(connection: Connection, runId: number): Promise<Artifact[]> {
  const listing = { what: 'list the artifacts of the run', permission: '{actions: read}', schema: z.array(artifact) }
  const { listWorkflowRunArtifacts } = connection.client.rest.actions
  return pages(connection, listing, async (at) =>
    listIn(await listWorkflowRunArtifacts({ ...at, run_id: runId }), 'artifacts', at.page),
  )
}

/** Digests of artefacts in the names of the reports that a run left, drafts left out. */
export async function reportsOf(connection: Connection, runId: number): Promise<readonly string[]> {
  return (await artifactsOf(connection, runId)).flatMap(judgedIn)
}

function judgedIn({ name }: Artifact): readonly string[] {
  return /^cv-gate-report-([0-9a-f]{16})$/.exec(name)?.slice(1) ?? []
}

const MOST_PAGES = 20

/**
 * Digests of artefacts in the names of the reports that runs of a branch left since a time, drafts left out; the error
 * `github-long` when there are more artifacts than are looked through. Expired ones are still listed.
 */
export async function reportsSince(
  connection: Connection,
  since: number,
  { branch, repository }: { readonly branch: string; readonly repository: number },
): Promise<Set<string>> {
  const listing = { what: 'list the artifacts', permission: '{actions: read}', schema: z.array(artifact) }
  const isOlder = ({ created_at }: Artifact) => Date.parse(created_at) < since
  const all = await pages(
    connection,
    listing,
    async (at) => listIn(await connection.client.rest.actions.listArtifactsForRepo({ ...at }), 'artifacts', at.page),
    { most: MOST_PAGES, until: (newestFirst) => newestFirst.some(isOlder) },
  )
  const own = all.filter(
    (one) =>
      !isOlder(one) && one.workflow_run?.head_branch === branch && one.workflow_run.head_repository_id === repository,
  )
  return new Set(own.flatMap(judgedIn))
}

/** What a listing says of a size may be wrong: bytes are counted as they come. */
async function bounded(body: ReadableStream<Uint8Array>, late: AbortSignal, kind: Kind): Promise<Uint8Array> {
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  late.addEventListener('abort', stop, { once: true })
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.length
    if (bytes > kind.most) {
      stop()
      throw refused(kind, `it is more than ${kind.most} bytes`)
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks)
}

/** Unpacks one file of an archive; refuses what is no archive, lacks the file, or makes or declares too much. */
export function unpack(archive: Uint8Array, file: string, kind: Kind = REPORT): string {
  if (archive.length > kind.most) throw refused(kind, `it is ${archive.length} bytes, at most ${kind.most}`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(unpackBytes(archive, file, kind))
  } catch (thrown) {
    throw refused(kind, `it cannot be unpacked: ${(thrown as Error).message}`)
  }
}

/** As `unpack`, of a file that is no text. @throws Error that says what is wrong with the archive */
export function unpackBytes(archive: Uint8Array, file: string, { most }: Kind): Uint8Array {
  return zipEntry(archive, file, most)
}

function refused({ what }: Kind, why: string): GateError {
  return new GateError('report-refused', 'artifact', `the ${what} is refused: ${why}`, {
    hint: 'Run the measuring workflow again, with the version of cv-gate that this workflow uses.',
  })
}
