import { asGateError } from '#contract/errors'
import type { Connection } from '#host/github/connection'
import { fileAt } from '#host/github/contents'
import { type MeasuringRun, tipOf } from '#host/github/pull-request'
import { isPinned } from '#host/github/rules'
import type { StageLog } from '#host/log/log'

/** Whether the workflow that measured is the base branch's, byte for byte: a run takes the file from the commit it measures. */
export async function isBasesWorkflow(connection: Connection, { path, head }: MeasuringRun, base: string) {
  const tip = await tipOf(connection, base)
  const [ours, theirs] = [await fileAt(connection, path, tip), await fileAt(connection, path, head.sha)]
  return ours !== null && ours.oid === theirs?.oid
}

/**
 * Whether a report may be called verified: the base branch's workflow measured, and the rules of that branch name our App
 * or require the workflow. Whatever cannot be asked is not verified.
 */
export async function isVerified(
  connection: Connection,
  run: MeasuringRun,
  base: string,
  check: string | null,
  log: Pick<StageLog, 'info'>,
): Promise<boolean> {
  if (!connection.app) return false
  try {
    const pinned = await isPinned(connection, base, { check, workflow: run.path })
    return pinned && (await isBasesWorkflow(connection, run, base))
  } catch (thrown) {
    log.info(`self-reported: ${asGateError(thrown).message}`)
    return false
  }
}

/** The base branch of a merge group, out of its ref `gh-readonly-queue/<base>/pr-7-<sha>`. */
export function baseOfQueue(branch: string): string {
  return /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(branch)?.[1] ?? branch
}
