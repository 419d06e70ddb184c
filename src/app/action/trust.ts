import type { Connection } from '#host/github/connection'
import { fileAt } from '#host/github/contents'
import { type MeasuringRun, type Pull, tipOf } from '#host/github/pull-request'
import { isPinned } from '#host/github/rules'
import type { StageLog } from '#host/log/log'

/**
 * Whether a report may be called verified: the workflow that measured is the base branch's, byte for byte, and the rules
 * of the base branch name our App or require the workflow. Whatever cannot be asked is not verified.
 */
export async function isVerified(
  connection: Connection,
  run: MeasuringRun,
  { baseRef }: Pick<Pull, 'baseRef'>,
  check: string | null,
  log: Pick<StageLog, 'info'>,
): Promise<boolean> {
  if (!connection.app) return false
  try {
    if (!(await isPinned(connection, baseRef, { check, workflow: run.path }))) return false
    const tip = await tipOf(connection, baseRef)
    const [own, theirs] = [await fileAt(connection, run.path, tip), await fileAt(connection, run.path, run.head.sha)]
    return own !== null && own.oid === theirs?.oid
  } catch (thrown) {
    log.info(`self-reported: ${(thrown as Error).message}`)
    return false
  }
}
