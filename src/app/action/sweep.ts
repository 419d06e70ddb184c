import { closeLost } from '#host/github/check-run'
import type { Connection } from '#host/github/connection'
import type { Inputs } from '#host/github/inputs'
import { livelyPulls } from '#host/github/pull-request'
import type { StageLog } from '#host/log/log'

const HOUR_MS = 3_600_000
/** No job of GitHub's runs longer than six hours. */
const LOST_AFTER_MS = 6 * HOUR_MS
const LIVELY_MS = 14 * 24 * HOUR_MS

/** Concludes checks that a lost runner left in progress: a pull request would wait for them for ever. */
export async function sweep(
  connection: Connection,
  { check }: Pick<Inputs, 'check'>,
  { log }: { readonly log: StageLog },
): Promise<void> {
  if (check === null) return log.info('no check run is written here (input `check`): there is nothing to sweep')
  const now = connection.waiter.now()
  let closed = 0
  const pulls = await livelyPulls(connection, now - LIVELY_MS)
  for (const { head: sha } of pulls) closed += await closeLost(connection, { name: check, sha }, now - LOST_AFTER_MS)
  log.info(`${pulls.length} pull requests looked at, ${closed} lost checks concluded`)
}
