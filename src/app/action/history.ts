import { asGateError, GateError } from '#contract/errors'
import { type History, historySchema } from '#contract/history'
import type { Report } from '#contract/report'
import { writeFiles } from '#host/files'
import type { Connection } from '#host/github/connection'
import { type Found, HISTORY_FILE, newestHistory } from '#host/github/default-branch'
import type { Event } from '#host/github/events'
import { type OwnRepository, ownRepository } from '#host/github/repository'
import { type Job, writeOutputs } from '#host/github/runner'
import type { StageLog } from '#host/log/log'
import { type Added, comparedIn, historyWith, type KnownHistory } from '../history.ts'
import { parseBounded } from './json-bounds.ts'
import type { Recorded } from './recorded.ts'
import { leaveRecords } from './records.ts'

/** Two hundred series of thirty entries, of seven values each. */
const BOUNDS = { depth: 5, values: 100_000, string: 1000 }
/** An artifact is kept for 90 days: what nothing was added to for so long is left once more. */
const RENEW_MS = 30 * 86_400_000

/** Who asks: a run of this workflow file, or of the configured one where the runner does not tell. */
type Asking = Pick<Job, 'workflow'> & { readonly measuringWorkflow: string }

/**
 * What runs on the default branch measured before, as the first attempt of this run knew it. What cannot be read, or is
 * not sound, is said and left out: the gate is never looser for it.
 */
export async function knownHistory(
  asking: Asking,
  { history: before }: Pick<Recorded, 'history'>,
  connection: Connection,
  log: StageLog,
): Promise<KnownHistory> {
  if (before !== undefined) return { known: before, notes: [] }
  try {
    const { kept, refused } = await newest(asking, await ownRepository(connection), connection, log)
    const [why] = kept === null ? refused : []
    if (why !== undefined) return { known: null, notes: [{ code: 'history-not-read', args: { why } }] }
    if (kept === null) log.info('no history of the default branch')
    return { known: kept?.value ?? null, notes: [] }
  } catch (thrown) {
    const { message, hint } = asGateError(thrown)
    log.warn(`no history of the default branch: ${message} → ${hint}`)
    return { known: null, notes: [{ code: 'history-not-read', args: { why: message } }] }
  }
}

/** What a push to the default branch changed, and the records it was measured by; of another branch nothing is kept. */
export async function keepPushed(
  report: Report,
  { ref }: Extract<Event, { kind: 'push' }>,
  records: ReadonlyMap<string, Uint8Array>,
  asking: Asking & Pick<Job, 'temporary'>,
  connection: Connection,
  { log }: { readonly log: StageLog },
): Promise<void> {
  const accuracy = comparedIn(report)
  if (accuracy.length === 0 && records.size === 0) return log.info('nothing is new to history')
  try {
    const repository = await ownRepository(connection)
    if (ref !== `refs/heads/${repository.defaultBranch}`) return log.info(`no history is kept of ${ref}`)
    if (accuracy.length > 0) await keepHistory({ accuracy, latency: [] }, repository, asking, connection, log)
    await leaveRecords(records, asking, log)
  } catch (thrown) {
    log.warn(unkept(thrown))
  }
}

/**
 * Leaves the newest history with what this run adds, for the workflow to upload: the output `history-dir` names the
 * folder. Nothing is left that would lose what is there, and nothing where nothing is new.
 */
export async function keepHistory(
  added: Added,
  repository: OwnRepository,
  asking: Asking & Pick<Job, 'temporary'>,
  connection: Connection,
  log: StageLog,
): Promise<void> {
  try {
    const { kept } = await newest(asking, repository, connection, log)
    const news = added.accuracy.length + added.latency.length
    const isOld = kept !== null && connection.waiter.now() - kept.created > RENEW_MS
    if (news === 0 && !isOld) return log.info('nothing is new to history')
    const folder = `${asking.temporary}/cv-gate-history`
    const history = historyWith(kept?.value ?? null, added)
    await writeFiles(folder, { [HISTORY_FILE]: JSON.stringify(history) })
    writeOutputs({ 'history-dir': folder })
    log.info(`history: ${news} entries added, ${kept === null ? 'the first ones' : 'to what is there'}`)
  } catch (thrown) {
    log.warn(unkept(thrown))
  }
}

function unkept(thrown: unknown): string {
  const { message, hint } = asGateError(thrown)
  return `history stays as it is: ${message} → ${hint}`
}

async function newest(
  { workflow, measuringWorkflow }: Asking,
  repository: OwnRepository,
  connection: Connection,
  log: StageLog,
): Promise<Found<History>> {
  const found = await newestHistory(connection, repository, workflow ?? measuringWorkflow, parseHistory)
  for (const why of found.refused) log.warn(why)
  return found
}

/** It came over an artifact: hostile until it keeps the bounds and fits the schema. */
export function parseHistory(text: string): History {
  return parseBounded(text, BOUNDS, historySchema, (why, cause) => {
    const hint = 'The next run on the default branch begins a new one.'
    const message = `the history of the default branch is refused: ${why}`
    return new GateError('history-refused', 'artifact', message, { hint, cause })
  })
}
