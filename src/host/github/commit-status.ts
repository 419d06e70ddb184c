import * as z from 'zod'
import type { CheckConclusion } from '#contract/report'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { isOwn, whoAmI } from './identity.ts'
import { onceListed, pages, tell } from './retry.ts'

const status = z.object({
  id: z.int(),
  context: z.string(),
  state: z.string(),
  description: z.string().nullish(),
  target_url: z.string().nullish(),
  creator: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullish(),
})

type Status = z.infer<typeof status>
type State = NonNullable<Parameters<Connection['client']['rest']['repos']['createCommitStatus']>[0]>['state']

export interface WantedStatus {
  /** Its context. */
  readonly name: string
  readonly sha: string
  readonly generation: Generation
  readonly conclusion: CheckConclusion
  /** At most 140 characters. */
  readonly description: string
  /** Of the run's attempt: it tells a later run which one has spoken. */
  readonly url: string
}

const PERMISSION = '{statuses: write}'
const OF_RUN = /\/actions\/runs\/(\d{1,15})\/attempts\/(\d{1,6})$/

/** A commit status, where check runs may not be written; one that a newer run wrote is left alone. */
export async function writeStatus(
  connection: Connection,
  { name, sha, generation, conclusion, description, url }: WantedStatus,
): Promise<'written' | 'superseded'> {
  const identity = await whoAmI(connection)
  if (newerOf(await own())) return 'superseded'
  const state = conclusion === 'action_required' ? 'failure' : ended(conclusion)
  const written = await write({ state, description, target_url: url })
  // GitHub goes by the latest: a newer run that spoke while we did has the last word.
  const newer = newerOf(await onceListed(connection, written, own))
  if (newer === null) return 'written'
  await write({ state: newer.state as State, description: newer.description ?? '', target_url: newer.target_url ?? '' })
  return 'superseded'

  async function own(): Promise<Status[]> {
    const listing = { what: 'list the statuses of the commit', permission: PERMISSION, schema: z.array(status) }
    const all = await pages(connection, listing, (at) =>
      connection.client.rest.repos.listCommitStatusesForRef({ ...at, ref: sha }),
    )
    return all.filter(({ context, creator }) => context === name && isOwn(creator, identity))
  }

  function newerOf(all: readonly Status[]): Status | null {
    const newest = all.toSorted((a, b) => compareGenerations(generationOf(b), generationOf(a))).at(0)
    return newest && compareGenerations(generationOf(newest), generation) > 0 ? newest : null
  }

  /** Twice says the same. */
  async function write(fields: { state: State; description: string; target_url: string }): Promise<Status> {
    const request = { what: 'write a commit status', permission: PERMISSION, schema: status }
    return tell(connection, request, (at) =>
      connection.client.rest.repos.createCommitStatus({ ...at, sha, context: name, ...fields }),
    )
  }
}

function generationOf({ target_url }: Status): Generation {
  return generationIn(target_url, OF_RUN)
}

/** A status knows no end by a person or by the clock. */
function ended(conclusion: Exclude<CheckConclusion, 'action_required'>) {
  return conclusion === 'cancelled' || conclusion === 'timed_out' ? 'error' : conclusion
}
