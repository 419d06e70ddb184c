import { asGateError, type GateError, placeText } from '#contract/errors'
import { exitCode } from '#engine/exit'
import { logLine } from '#host/log/escape'
import { createLog, type Output } from '#host/log/log'
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
  const surroundings: Surroundings = { ...runner, log }
  try {
    const { readJob } = await import('#host/github/runner')
    const job = await readJob(runner.env)
    if (job.event.kind === 'measured') {
      const { publishReport } = await import('./publish-report.ts')
      await publishReport(job, job.event.run, surroundings)
      return 0
    }
    const { gatePullRequest } = await import('./gate-pull-request.ts')
    return exitCode(await gatePullRequest(job, job.event, surroundings))
  } catch (thrown) {
    const error = asGateError(thrown)
    const { annotate } = await import('#host/github/runner')
    runner.stdout.write(`${logLine(errorText(error))}\n`)
    const { path, line } = error.place ?? { path: '', line: undefined }
    annotate([{ path, line: line ?? 1, level: 'error', title: `cv-gate: ${error.code}`, message: errorText(error) }])
    if (debug && thrown instanceof Error) log.debug(thrown.stack ?? '')
    return error.owner === 'user' ? 3 : 2
  }
}

function errorText(error: GateError): string {
  const place = placeText(error)
  return `error: ${place}${error.message} → ${error.hint}`
}
