import * as z from 'zod'
import type { CheckConclusion } from '#contract/report'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { isOwn, whoAmI } from './identity.ts'
import { pages, tell } from './retry.ts'

const status = z.object({
  id: z.int(),
  context: z.string(),
  target_url: z.string().nullish(),
  creator: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullish(),
})

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
  const listing = { what: 'list the statuses of the commit', permission: PERMISSION, schema: z.array(status) }
  const all = await pages(connection, listing, (at) =>
    connection.client.rest.repos.listCommitStatusesForRef({ ...at, ref: sha }),
  )
  const own = all.filter(({ context, creator }) => context === name && isOwn(creator, identity))
  const newer = own.some(({ target_url }) => compareGenerations(generationIn(target_url, OF_RUN), generation) > 0)
  if (newer) return 'superseded'
  const state = conclusion === 'action_required' ? 'failure' : ended(conclusion)
  const request = { what: 'write a commit status', permission: PERMISSION, schema: status } // twice says the same
  await tell(connection, request, (at) =>
    connection.client.rest.repos.createCommitStatus({
      ...at,
      sha,
      state,
      context: name,
      description,
      target_url: url,
    }),
  )
  return 'written'
}

/** A status knows no end by a person or by the clock. */
function ended(conclusion: Exclude<CheckConclusion, 'action_required'>) {
  return conclusion === 'cancelled' || conclusion === 'timed_out' ? 'error' : conclusion
}
