import { asGateError, type GateError, placeText } from '#contract/errors'
import { errorExit, exitCode } from '#engine/exit'
import type { Connection } from '#host/github/connection'
import type { Inputs } from '#host/github/inputs'
import type { MeasuringRun } from '#host/github/pull-request'
import type { Job } from '#host/github/runner'
import { logLine } from '#host/log/escape'
import { createLog, type Output, type StageLog } from '#host/log/log'
import { VERSION } from '../../version.ts'
import type { Surroundings } from '../open-gate.ts'

export interface RunnerProcess extends Omit<Surroundings, 'log'> {
  readonly stdout: Output
}

/** The action: one run on one event. Its exit code is the required check. */
export async function main(runner: RunnerProcess): Promise<number> {
  const { GITHUB_EVENT_NAME: event = 'no event', GITHUB_REPOSITORY: repository = 'no repository' } = runner.env
  runner.stdout.write(`${logLine(`cv-gate ${VERSION} on ${event} of ${repository}`)}\n`)
  const debug = runner.env.RUNNER_DEBUG === '1'
  const log = createLog(runner.stdout, { style: 'lines', debug, now: runner.now })
  try {
    return await dispatch({ ...runner, log })
  } catch (thrown) {
    return told(asGateError(thrown), thrown, log, runner.stdout)
  }
}

async function dispatch(around: Surroundings): Promise<number> {
  const { readJob } = await import('#host/github/runner')
  const { readInputs } = await import('#host/github/inputs')
  const job = await readJob(around.env)
  const inputs = readInputs()
  // Only now: @actions/github reads the event when it is imported, and has no word for one that cannot be read.
  const { connect, realTime } = await import('#host/github/connection')
  const options = {
    userAgent: `cv-gate/${VERSION}`,
    waiter: realTime(around.now),
    baseUrl: around.env.GITHUB_API_URL,
  }
  const connection = inputs.app
    ? await (await import('#host/github/app')).connectApp(inputs.app, job, options)
    : connect(inputs.token, job, options)
  return follow(job, inputs, connection, around)
}

/** What the event asks for; returns the exit code. */
export async function follow(job: Job, inputs: Inputs, connection: Connection, around: Surroundings): Promise<number> {
  const { event } = job
  if (event.kind === 'measured') {
    await publish(event.run)
    return 0
  }
  if (event.kind === 'pull-request' && inputs.publishRun !== null) {
    const { ownRun } = await import('#host/github/events')
    await publish(ownRun(inputs.publishRun, job.attempt, inputs.measuringWorkflow, event.pull))
    return 0
  }
  if (event.kind === 'comment') {
    const { command } = await import('./command.ts')
    await command(connection, event.said, inputs, around)
    return 0
  }
  if (event.kind === 'schedule') {
    // The file says what for: the one that measures times models against themselves, any other sweeps.
    if (job.workflow === inputs.measuringWorkflow) {
      const { calibrate } = await import('./calibrate.ts')
      await calibrate(job, inputs, connection, around)
    } else {
      const { sweep } = await import('./sweep.ts')
      await sweep(connection, inputs, around)
    }
    return 0
  }
  const { gateCommits } = await import('./gate-commits.ts')
  return exitCode(await gateCommits(job, event, inputs, connection, around))

  async function publish(run: MeasuringRun): Promise<void> {
    const { publishReport } = await import('./publish-report.ts')
    await publishReport(connection, run, inputs, around)
  }
}

async function told(error: GateError, thrown: unknown, log: StageLog, stdout: Output): Promise<number> {
  const { annotate } = await import('#host/github/runner')
  const { path, line } = error.place ?? { path: '', line: undefined }
  const message = `error: ${placeText(error)}${error.message} → ${error.hint}`
  for (const line of message.split('\n')) stdout.write(`${logLine(line)}\n`)
  annotate([{ path, line: line ?? 1, level: 'error', title: `cv-gate: ${error.code}`, message }])
  if (thrown instanceof Error) log.debug(thrown.stack ?? '')
  return errorExit(error)
}
