import { unzipSync } from 'fflate'
import * as z from 'zod'
import { GateError } from '#contract/errors'
import { type Octokit, repeatable, shaped, type Waiter } from './client.ts'
import type { Coordinates } from './pull-request.ts'

const artifacts = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      size_in_bytes: z.int().nonnegative(),
      expired: z.boolean(),
      created_at: z.iso.datetime(),
    }),
  ),
})
export const ARTIFACT_PREFIX = 'cv-gate-report-'
const MOST_BYTES = 64 * 1024 * 1024

/**
 * The text of one file of the newest report that a run left, or null when it left none. Everything in it was written by
 * a job that a pull request may control: sizes are bounded before anything is unpacked, nothing reaches the disk.
 */
export async function readArtifactFile(
  client: Octokit,
  at: Coordinates,
  runId: number,
  file: string,
  waiter: Waiter,
): Promise<string | null> {
  const answer = await repeatable('list the artifacts of the run', '{actions: read}', waiter, () =>
    client.rest.actions.listWorkflowRunArtifacts({ ...at, run_id: runId, per_page: 100 }),
  )
  const listed = shaped(answer.data, (value) => artifacts.parse(value), 'artifacts')
  const [newest] = listed.artifacts
    .filter(({ name, expired }) => name.startsWith(ARTIFACT_PREFIX) && !expired)
    .sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id)
  if (!newest) return null
  if (newest.size_in_bytes > MOST_BYTES) throw refused(`it is ${newest.size_in_bytes} bytes, at most ${MOST_BYTES}`)
  const download = await repeatable('download the report', '{actions: read}', waiter, () =>
    client.rest.actions.downloadArtifact({ ...at, artifact_id: newest.id, archive_format: 'zip' }),
  )
  return unpack(new Uint8Array(download.data as ArrayBuffer), file)
}

/** Unpacks one file of an archive; refuses what is no archive, lacks the file or declares too much. */
export function unpack(archive: Uint8Array, file: string): string {
  if (archive.length > MOST_BYTES) throw refused(`it is ${archive.length} bytes, at most ${MOST_BYTES}`)
  let declared = -1
  try {
    const files = unzipSync(archive, {
      filter: ({ name, originalSize }) => {
        if (name !== file || declared >= 0) return false
        declared = originalSize
        return originalSize <= MOST_BYTES
      },
    })
    if (declared > MOST_BYTES) throw refused(`${file} has ${declared} bytes, at most ${MOST_BYTES}`)
    if (declared < 0) throw refused(`it holds no ${file}`)
    return new TextDecoder('utf-8', { fatal: true }).decode(files[file])
  } catch (thrown) {
    throw thrown instanceof GateError ? thrown : refused(`it cannot be unpacked: ${(thrown as Error).message}`)
  }
}

function refused(why: string): GateError {
  return new GateError('report-refused', 'artifact', `the report of the measuring run is refused: ${why}`, {
    hint: 'Run the measuring workflow again, with the version of cv-gate that this workflow uses.',
  })
}
