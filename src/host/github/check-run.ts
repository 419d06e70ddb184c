import * as z from 'zod'
import { asGateError, GateError } from '#contract/errors'
import type { CheckConclusion } from '#contract/report'
import { atEnd } from '../ending.ts'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { ask, listIn, onceListed, pages, tell } from './retry.ts'

const checkRun = z.object({
  id: z.int(),
  external_id: z.string().nullish(),
  html_url: z.string().nullish(),
  status: z.string(),
  started_at: z.iso.datetime().nullish(),
  conclusion: z.string().nullish(),
  app: z.object({ id: z.int(), slug: z.string().nullish() }).nullish(),
  output: z.object({
    title: z.string().nullish(),
    summary: z.string().nullish(),
    text: z.string().nullish(),
    annotations_count: z.int().nonnegative(),
  }),
})
type CheckRun = z.infer<typeof checkRun>

/** A mark on one line of a file of the diff; columns are 1-based. */
export interface CheckAnnotation {
  readonly path: string
  readonly line: number
  readonly column?: number
  readonly level: 'error' | 'warning' | 'notice'
  readonly title: string
  readonly message: string
}

export interface WantedCheck {
  readonly name: string
  /** The head's commit, or the merge group's: never GITHUB_SHA. */
  readonly sha: string
  readonly generation: Generation
  readonly title: string
  readonly summary: string
  readonly text: string
  readonly annotations: readonly CheckAnnotation[]
  readonly conclusion: CheckConclusion
  /** Where the button of the check leads. */
  readonly url: string
}
/** With the App that we are; null: the workflow's own. A job that was told to end says no more than that. */
type Mine = WantedCheck & { readonly app: number | null; readonly job: { ended: boolean } }
export type CheckWritten =
  | { done: 'created' | 'continued' | 'unchanged'; url: string }
  | { done: 'superseded'; by: string }

const PERMISSION = '{checks: write}'
/** Of the workflow's token, on every server; its number differs on GitHub Enterprise Server. */
const WORKFLOW_APP = 'github-actions'
const ANNOTATIONS_A_REQUEST = 50
/** One that is open for so long is left to the sweep, which would conclude it in the middle. */
const ABANDONED_MS = 5 * 3_600_000
const LEVELS = { error: 'failure', warning: 'warning', notice: 'notice' } as const

/**
 * Writes the check run of one run and attempt on a commit: created in progress, its annotations added, then concluded.
 * What an earlier try of the same run and attempt left is continued; a newer run's check is left alone. Whatever fails
 * after it was opened, it is concluded, and then as failure.
 */
export async function upsertCheck(connection: Connection, wanted: WantedCheck): Promise<CheckWritten> {
  const us: Mine = { ...wanted, app: connection.app?.id ?? null, job: { ended: false } }
  const before = await ownChecks(connection, us)
  const newer = newestOf(before, wanted)
  if (newer) return { done: 'superseded', by: newer.html_url ?? '' }
  const abandoned = connection.waiter.now() - ABANDONED_MS
  const known = before.findLast((own) => compare(own, wanted) === 0 && !isOpenSince(own, abandoned))
  if (known && isWhole(known, wanted)) return { done: 'unchanged', url: known.html_url ?? '' }
  const opening = known ? Promise.resolve(known) : open(connection, us)
  const takeBack = atEnd(async () => {
    us.job.ended = true
    await giveUp(connection, us, (await opening).id, { message: 'The job was ended.' }, 'cancelled')
  })
  try {
    const mine = await opening
    const signed = { ...us, app: mine.app?.id ?? us.app } // what signed the check is what we are
    const written = await fill(connection, signed, mine)
    if (written !== null) return written
    await settle(connection, signed, mine)
    return { done: known ? 'continued' : 'created', url: mine.html_url ?? '' }
  } finally {
    takeBack()
  }
}

/** Adds what is missing and concludes; null when done, else what came between. */
async function fill(connection: Connection, wanted: Mine, mine: CheckRun): Promise<CheckWritten | null> {
  try {
    await annotate(connection, wanted, mine)
    const newer = newestOf(await onceListed(connection, mine, () => ownChecks(connection, wanted)), wanted)
    if (newer === null) {
      await conclude(connection, wanted, mine.id)
      return null
    }
    // A newer run that found our check later than its own has taken it over.
    if (newer.id !== mine.id) await yieldTo(newer, connection, wanted, mine.id)
    return { done: 'superseded', by: newer.html_url ?? '' }
  } catch (thrown) {
    if (!wanted.job.ended) await giveUp(connection, wanted, mine.id, thrown as Error, 'failure')
    throw unfinished(asGateError(thrown))
  }
}

/** With a check opened, a commit status cannot take its place. */
function unfinished(error: GateError): GateError {
  if (error.code !== 'github-refused') return error
  return new GateError('check-unfinished', 'host', error.message, { hint: error.hint, cause: error })
}

/**
 * GitHub goes by the latest check of a name: ours, where it was opened later than the newer run's, says what that says.
 * While the newer run is at work ours is cancelled; should it end in that moment, it may not have seen ours.
 */
async function yieldTo(newer: CheckRun, connection: Connection, wanted: Mine, mine: number): Promise<void> {
  if (newer.status !== 'completed') await cancel(connection, wanted, mine)
  const now = newestOf(await ownChecks(connection, wanted), wanted)
  if (now === null || now.id === mine) return
  if (now.status === 'completed' && now.id < mine) await repeat(connection, now, mine)
  else if (newer.status === 'completed') await cancel(connection, wanted, mine)
}

function repeat(
  connection: Connection,
  { conclusion, external_id, output }: CheckRun,
  mine: number,
): Promise<CheckRun> {
  const { title, summary, text } = output
  const said = { title: title ?? '', summary: summary ?? '', ...(text ? { text } : {}) }
  return update(connection, mine, { status: 'completed', conclusion, external_id, output: said })
}

/**
 * Of several checks of one name GitHub goes by the latest: an older run's that was opened after ours says what ours says.
 * So does a second one of our own, that lists did not show when we opened ours.
 */
async function settle(connection: Connection, wanted: Mine, mine: CheckRun): Promise<void> {
  for (const own of await ownChecks(connection, wanted)) {
    const order = compare(own, wanted)
    if (order > 0 || own.id === mine.id || isWhole(own, wanted)) continue
    if (own.id > mine.id || (order === 0 && own.status !== 'completed')) await conclude(connection, wanted, own.id)
    else if (own.status !== 'completed') await cancel(connection, wanted, own.id)
  }
}

/** Concludes checks of ours on a commit that have been in progress since before a time: whoever opened them is lost. */
export async function closeLost(
  connection: Connection,
  { name, sha }: Pick<WantedCheck, 'name' | 'sha'>,
  before: number,
): Promise<number> {
  const own = await ownChecks(connection, { name, sha, app: connection.app?.id ?? null })
  const lost = own.filter((one) => isOpenSince(one, before))
  const output = { title: 'Lost: whoever wrote this check has ended', summary: 'Run the workflow again.' }
  for (const { id } of lost) await update(connection, id, { status: 'completed', conclusion: 'timed_out', output })
  return lost.length
}

function isOpenSince({ status, started_at }: CheckRun, before: number): boolean {
  return status !== 'completed' && Date.parse(started_at ?? '') < before
}

function open(connection: Connection, wanted: Mine): Promise<CheckRun> {
  const { name, sha, url } = wanted
  const request = {
    what: 'write a check run',
    permission: PERMISSION,
    schema: checkRun,
    done: async () =>
      (await ownChecks(connection, wanted)).findLast((own) => own.external_id === externalId(wanted)) ?? null,
  }
  return tell(connection, request, (at) =>
    connection.client.rest.checks.create({
      ...at,
      name,
      head_sha: sha,
      external_id: externalId(wanted),
      status: 'in_progress',
      details_url: url,
    }),
  )
}

/** Fifty at a time. GitHub appends: a batch that may have arrived is looked for by the count before it is sent again. */
async function annotate(connection: Connection, wanted: Mine, mine: CheckRun): Promise<void> {
  const { title, summary, annotations } = wanted
  for (let from = mine.output.annotations_count; from < annotations.length; from += ANNOTATIONS_A_REQUEST) {
    const batch = annotations.slice(from, from + ANNOTATIONS_A_REQUEST)
    const done = async () => {
      const now = await read(connection, mine.id)
      return now.output.annotations_count >= from + batch.length ? now : null
    }
    const output = { title, summary, annotations: batch.map(shown) }
    await update(connection, mine.id, { output }, { wanted, done })
  }
}

function shown({ path, line, column, level, title, message }: CheckAnnotation) {
  const columns = column === undefined ? {} : { start_column: column, end_column: column }
  return { path, start_line: line, end_line: line, ...columns, annotation_level: LEVELS[level], title, message }
}

function conclude(connection: Connection, wanted: Mine, id: number): Promise<CheckRun> {
  const { conclusion, title, summary, text, url } = wanted
  const external_id = externalId(wanted)
  const output = { title, summary, text }
  const fields = { status: 'completed', conclusion, external_id, details_url: url, output }
  return update(connection, id, fields, { wanted })
}

function cancel(connection: Connection, { url }: WantedCheck, id: number): Promise<CheckRun> {
  const output = { title: 'A newer run has judged this commit', summary: 'This check is superseded.' }
  return update(connection, id, { status: 'completed', conclusion: 'cancelled', details_url: url, output })
}

/** The first failure is told, whatever becomes of this. */
async function giveUp(
  connection: Connection,
  { url }: WantedCheck,
  id: number,
  { message }: Pick<Error, 'message'>,
  conclusion: CheckConclusion,
): Promise<void> {
  const output = { title: 'The check could not be written whole', summary: `\`${message.replaceAll('`', "'")}\`` }
  try {
    await update(connection, id, { status: 'completed', conclusion, details_url: url, output })
  } catch {}
}

type Update = NonNullable<Parameters<Connection['client']['rest']['checks']['update']>[0]>
function update(
  connection: Connection,
  id: number,
  fields: Record<string, unknown> & Pick<Update, 'output'>,
  { wanted, done }: { wanted?: Mine; done?: () => Promise<CheckRun | null> } = {},
): Promise<CheckRun> {
  const what = { what: 'update its check run', permission: PERMISSION, schema: checkRun, exists: true } as const
  const request = done ? { ...what, done } : what
  return tell(connection, request, async (at) => {
    if (wanted?.job.ended) throw new GateError('ended', 'host', 'the job was ended', { hint: 'Run it again.' })
    return connection.client.rest.checks.update({ ...at, check_run_id: id, ...fields } as Update)
  })
}

function read(connection: Connection, id: number): Promise<CheckRun> {
  const request = { what: 'read its check run', permission: PERMISSION, schema: checkRun, exists: true } as const
  return ask(connection, request, (at) => connection.client.rest.checks.get({ ...at, check_run_id: id }))
}

/** Check runs of this name on the commit that our App made and marked, oldest first. */
async function ownChecks(
  connection: Connection,
  { name, sha, app }: Pick<Mine, 'name' | 'sha' | 'app'>,
): Promise<CheckRun[]> {
  const request = { what: 'list the check runs of the commit', permission: PERMISSION, schema: z.array(checkRun) }
  const { listForRef } = connection.client.rest.checks
  const all = await pages(connection, request, async (at) =>
    listIn(await listForRef({ ...at, ref: sha, check_name: name, filter: 'all' }), 'check_runs', at.page),
  )
  const isOwn = ({ app: by }: CheckRun) => (app === null ? by?.slug === WORKFLOW_APP : by?.id === app)
  return all.filter((one) => isOwn(one) && one.external_id?.startsWith(prefixOf(name))).sort((a, b) => a.id - b.id)
}

function prefixOf(name: string): string {
  return `cv-gate:v1 ${name} run=`
}

function externalId({ name, generation: [run, attempt] }: WantedCheck): string {
  return `${prefixOf(name)}${run}.${attempt}`
}

function generationOf({ external_id }: CheckRun, { name }: WantedCheck): Generation {
  return generationIn((external_id ?? '').slice(prefixOf(name).length), /^(\d{1,15})\.(\d{1,6})$/)
}

function compare(own: CheckRun, wanted: WantedCheck): number {
  return compareGenerations(generationOf(own, wanted), wanted.generation)
}

/** The newest of the checks when it is of a newer run than ours. */
function newestOf(own: readonly CheckRun[], wanted: WantedCheck): CheckRun | null {
  const newer = own.filter((one) => compare(one, wanted) > 0)
  const order = (a: CheckRun, b: CheckRun) => compareGenerations(generationOf(a, wanted), generationOf(b, wanted))
  return newer.toSorted(order).at(-1) ?? null
}

function isWhole({ status, conclusion, output }: CheckRun, wanted: WantedCheck): boolean {
  return (
    status === 'completed' &&
    conclusion === wanted.conclusion &&
    output.title === wanted.title &&
    output.annotations_count >= wanted.annotations.length
  )
}
