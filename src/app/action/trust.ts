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

export interface Trust {
  /** The base branch's workflow measured, and the rules of that branch name our App or require the workflow. */
  readonly verified: boolean
  /** Path of the workflow file where the one on head is not the base branch's: what measured may be the pull request's own. */
  readonly foreign: string | null
}

/** What a report may be called. Whatever cannot be asked is not verified. */
export async function trustIn(
  connection: Connection,
  run: MeasuringRun,
  base: string,
  check: string | null,
  log: Pick<StageLog, 'info'>,
): Promise<Trust> {
  if (run.conclusion === null) return { verified: false, foreign: null } // a job of the run itself knows no better
  try {
    if (!(await isBasesWorkflow(connection, run, base))) return { verified: false, foreign: run.path }
    const verified = connection.app !== undefined && (await isPinned(connection, base, { check, workflow: run.path }))
    return { verified, foreign: null }
  } catch (thrown) {
    log.info(`self-reported: ${asGateError(thrown).message}`)
    return { verified: false, foreign: null }
  }
}

/** The base branch of a merge group, out of its ref `gh-readonly-queue/<base>/pr-7-<sha>`. */
export function baseOfQueue(branch: string): string {
  return /^gh-readonly-queue\/(.+)\/pr-\d+-[0-9a-f]+$/.exec(branch)?.[1] ?? branch
}
