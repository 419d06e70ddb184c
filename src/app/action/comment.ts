import type { GateError } from '#contract/errors'
import type { Report } from '#contract/report'
import type { Connection } from '#host/github/connection'
import { pullOf } from '#host/github/pull-request'
import { upsertComment } from '#host/github/sticky-comment'
import { renderCommentWithoutReport } from '#render/check'
import { renderComment } from '#render/comment'
import { catalogue } from '../catalogue.ts'
import type { Surroundings } from '../open-gate.ts'

const KEY = 'default'

export interface Addressee {
  readonly number: number
  /** The commit that was judged. */
  readonly head: string
  /** The run that measured, and its attempt. */
  readonly run: number
  readonly attempt: number
  /** Of the server, to link to the run. */
  readonly serverUrl: string
  /** Whether the bot comments, which answers commands too; else the job that measured. */
  readonly answered: boolean
  /** Whether who wrote the pull request could not have changed what measured. */
  readonly verified?: boolean
  /** Path of the workflow file where head's is not the base branch's. */
  readonly foreign?: string | null
}

/** Writes the one comment, unless the pull request has moved on or a newer run has spoken. */
export async function comment(report: Report, connection: Connection, to: Addressee, around: Logging): Promise<void> {
  const { verified = false, foreign = null, answered } = to
  await write(connection, to, around, (at) => renderComment(report, catalogue, { ...at, verified, foreign, answered }))
}

/** A measuring run that failed before it could report: a verdict on an earlier commit does not stay there as if it were this one's. */
export async function commentWithoutReport(
  { message, hint }: Pick<GateError, 'message' | 'hint'>,
  connection: Connection,
  to: Addressee,
  around: Logging,
): Promise<void> {
  await write(connection, to, around, (at) => renderCommentWithoutReport(message, hint, at))
}

type Logging = Pick<Surroundings, 'log'>
type At = Parameters<typeof renderCommentWithoutReport>[2]

async function write(
  connection: Connection,
  { number, head, run, attempt, serverUrl }: Addressee,
  { log }: Logging,
  render: (at: At) => string,
): Promise<void> {
  const { head: now } = await pullOf(connection, number)
  if (now !== head) {
    log.warn(`no comment was written: the pull request has moved on to ${now.slice(0, 10)}`)
    return
  }
  const url = `${serverUrl}/${connection.owner}/${connection.repo}/actions/runs/${run}`
  const body = render({ marker: { key: KEY, head, run: `${run}.${attempt}` }, run: { id: run, url } })
  const prefix = `<!-- cv-gate:v1 key=${KEY} `
  const result = await upsertComment(connection, number, { body, prefix, generation: [run, attempt] })
  log.info(
    result.done === 'superseded'
      ? `a newer run has commented already: ${result.by}`
      : `comment ${result.done}: ${result.url}`,
  )
}
