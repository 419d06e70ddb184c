import { asGateError } from '#contract/errors'
import type { Seed } from '#host/each-store'
import { writeFiles } from '#host/files'
import type { Connection } from '#host/github/connection'
import { newestRecords, type RecordFile } from '#host/github/default-branch'
import { ownRepository } from '#host/github/repository'
import { type Job, writeOutputs } from '#host/github/runner'
import type { StageLog } from '#host/log/log'

/** What a reader takes. */
const MOST_BYTES = 64 * 1024 * 1024

/**
 * Records by content id that runs on the default branch left, for what this machine has none of: asked for once, when the
 * first table is opened. An artifact and no cache of GitHub's, because a pull request can write to its own cache under any
 * key, and of an artifact GitHub tells which run left it. What cannot be had is measured.
 */
export function recordsOf(workflow: string, connection: Connection, log: StageLog): Seed {
  let asked: Promise<RecordFile | null> | null = null
  return async (file) => {
    asked ??= newest(workflow, connection, log)
    const read = await asked
    try {
      return read === null ? null : read(file)
    } catch (thrown) {
      log.debug(`no record ${file}: ${(thrown as Error).message}`)
      return null
    }
  }
}

async function newest(workflow: string, connection: Connection, log: StageLog): Promise<RecordFile | null> {
  try {
    const { kept, refused } = await newestRecords(connection, await ownRepository(connection), workflow)
    for (const why of refused) log.warn(why)
    log.info(kept === null ? 'no records of the default branch' : 'records of the default branch are at hand')
    return kept?.value ?? null
  } catch (thrown) {
    const { message, hint } = asGateError(thrown)
    log.warn(`no records of the default branch: ${message} → ${hint}`)
    return null
  }
}

/** Leaves tables of records for the workflow to upload: the output `records-dir` names the folder. */
export async function leaveRecords(
  files: ReadonlyMap<string, Uint8Array>,
  { temporary }: Pick<Job, 'temporary'>,
  log: StageLog,
): Promise<void> {
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0)
  if (bytes === 0) return
  if (bytes > MOST_BYTES)
    return log.info(`no records are left: they have ${bytes} bytes, and ${MOST_BYTES} are taken at most`)
  const folder = `${temporary}/cv-gate-records`
  await writeFiles(folder, Object.fromEntries(files))
  writeOutputs({ 'records-dir': folder })
  log.info(`records: ${files.size} tables, ${bytes} bytes`)
}
