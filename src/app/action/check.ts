import { asGateError, GateError } from '#contract/errors'
import type { CheckConclusion, Report } from '#contract/report'
import { checkConclusion } from '#engine/exit'
import { upsertCheck } from '#host/github/check-run'
import { writeStatus } from '#host/github/commit-status'
import type { Connection } from '#host/github/connection'
import { diffLines, type Hunks } from '#host/github/diff-lines'
import type { Generation } from '#host/github/generation'
import { annotationsOf } from '#render/annotations'
import { type CheckTexts, renderCheck, renderNoReport, renderStatus } from '#render/check'
import { catalogue } from '../catalogue.ts'
import type { Surroundings } from '../open-gate.ts'

type Logging = Pick<Surroundings, 'log'>

export interface Checked {
  /** Of the check run. */
  readonly name: string
  readonly sha: string
  readonly generation: Generation
  /** The pull request on whose lines annotations may stand; null: none, they are listed. */
  readonly pull: number | null
  /** Of the server, to link to the run. */
  readonly serverUrl: string
}

/** Writes the report as a check run, or as a commit status where only that may be written. */
export async function check(report: Report, connection: Connection, checked: Checked, around: Logging): Promise<void> {
  const hunks = await hunksFor(report, connection, checked.pull, around)
  const isShown = (path: string, line: number) =>
    hunks.get(path)?.some(([from, to]) => line >= from && line <= to) === true
  const texts = renderCheck(report, catalogue, isShown)
  await write(connection, checked, texts, checkConclusion(report), renderStatus(report, catalogue), around)
}

/** A measuring run that left nothing that can be believed: the check says so and is no success. */
export async function checkWithoutReport(
  { message, hint }: Pick<GateError, 'message' | 'hint'>,
  connection: Connection,
  checked: Checked,
  around: Logging,
): Promise<void> {
  const texts = renderNoReport(message, hint)
  await write(connection, checked, texts, 'failure', texts.title, around)
}

async function write(
  connection: Connection,
  { name, sha, generation, serverUrl }: Checked,
  texts: CheckTexts,
  conclusion: CheckConclusion,
  description: string,
  { log }: Logging,
): Promise<void> {
  const [run, attempt] = generation
  const url = `${serverUrl}/${connection.owner}/${connection.repo}/actions/runs/${run}/attempts/${attempt}`
  const common = { name, sha, generation, conclusion, url }
  try {
    const written = await upsertCheck(connection, { ...common, ...texts })
    log.info(
      written.done === 'superseded'
        ? `a newer run has written the check already: ${written.by}`
        : `check ${written.done}: ${written.url}`,
    )
  } catch (thrown) {
    if (!(thrown instanceof GateError) || thrown.code !== 'github-refused') throw thrown
    log.debug(`${thrown.message}: a commit status is tried`)
    await orStatus(thrown, () => writeStatus(connection, { ...common, description }))
    log.info(`a commit status says it: ${thrown.message} → ${thrown.hint}`)
  }
}

/** Where neither may be written the first refusal is the one to tell. */
async function orStatus(refusal: GateError, status: () => Promise<unknown>): Promise<void> {
  try {
    await status()
  } catch (thrown) {
    throw asGateError(thrown).code === 'github-refused' ? refusal : thrown
  }
}

async function hunksFor(
  report: Report,
  connection: Connection,
  pull: number | null,
  { log }: Logging,
): Promise<ReadonlyMap<string, Hunks>> {
  if (pull === null || annotationsOf(report, catalogue).length === 0) return new Map()
  try {
    return await diffLines(connection, pull)
  } catch (thrown) {
    const { message, hint } = asGateError(thrown)
    log.warn(`findings are listed instead of annotated: ${message} → ${hint}`)
    return new Map()
  }
}
