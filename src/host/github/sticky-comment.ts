import * as z from 'zod'
import { type Comment, comment, commentsOf } from './comments.ts'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { type Identity, isOwn, whoAmI } from './identity.ts'
import { tell, tellMaybe } from './retry.ts'

export type Upsert = { done: 'created' | 'updated' | 'unchanged'; url: string } | { done: 'superseded'; by: string }

export interface StickyComment {
  readonly body: string
  /** First line of `body` up to the generation: `<!-- cv-gate:v1 key=default `. */
  readonly prefix: string
  readonly generation: Generation
}

const WRITE = '{pull-requests: write}'
/** A comment that is listed and cannot be found so often is an error. */
const ROUNDS = 3
/** Waits for a list that lags behind what was written. */
const LAG_MS = [1000, 2000, 4000]

/**
 * Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
 * the oldest stays. A comment that a newer run wrote is left alone; equal text is not written; what somebody deletes
 * meanwhile is created anew.
 */
export async function upsertComment(connection: Connection, issue: number, wanted: StickyComment): Promise<Upsert> {
  const identity = await whoAmI(connection)
  for (let round = 1; ; round++) {
    const before = await ownComments(connection, issue, identity, wanted.prefix)
    const made = before.length === 0 ? await create(connection, issue, identity, wanted) : null
    const own = made
      ? await listedWith(made, () => ownComments(connection, issue, identity, wanted.prefix), connection)
      : before
    const done = await settle(connection, own, wanted, made ? 'created' : 'updated', round < ROUNDS ? tellMaybe : tell)
    if (done !== null) return done
  }
}

/** Somebody may have created one at the same time: the list is read until it shows at least ours, a few times. */
async function listedWith(
  made: Comment,
  list: () => Promise<Comment[]>,
  { waiter }: Connection,
): Promise<readonly Comment[]> {
  let listed = await list()
  for (const wait of LAG_MS) {
    if (listed.some(({ id }) => id === made.id)) return listed
    await waiter.sleep(wait)
    listed = await list()
  }
  return listed.some(({ id }) => id === made.id) ? listed : [...listed, made].sort((a, b) => a.id - b.id)
}

/** Null: the comment that was to be updated is gone. */
async function settle(
  connection: Connection,
  [oldest, ...others]: readonly Comment[],
  wanted: StickyComment,
  done: 'created' | 'updated',
  write: typeof tellMaybe<Comment>,
): Promise<Upsert | null> {
  const all = [oldest!, ...others]
  const newer = all.find((own) => compareGenerations(generationOf(own, wanted.prefix), wanted.generation) > 0)
  for (const { id } of others) if (id !== newer?.id) await remove(connection, id)
  if (newer) return { done: 'superseded', by: newer.html_url }
  if (oldest!.body === wanted.body) return { done: done === 'created' ? done : 'unchanged', url: oldest!.html_url }
  const written = await write(connection, { what: 'update its comment', permission: WRITE, schema: comment }, (at) =>
    connection.client.rest.issues.updateComment({ ...at, comment_id: oldest!.id, body: wanted.body }),
  )
  return written && { done, url: oldest!.html_url }
}

function create(connection: Connection, issue: number, identity: Identity, wanted: StickyComment): Promise<Comment> {
  const request = {
    what: 'write a comment',
    permission: WRITE,
    schema: comment,
    done: async () => (await ownComments(connection, issue, identity, wanted.prefix))[0] ?? null,
  }
  return tell(connection, request, (at) =>
    connection.client.rest.issues.createComment({ ...at, issue_number: issue, body: wanted.body }),
  )
}

async function remove(connection: Connection, id: number): Promise<void> {
  const request = { what: 'remove a doubled comment', permission: WRITE, schema: z.unknown() }
  // Null: somebody was faster.
  await tellMaybe(connection, request, (at) => connection.client.rest.issues.deleteComment({ ...at, comment_id: id }))
}

/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(
  connection: Connection,
  issue: number,
  identity: Identity,
  prefix: string,
): Promise<Comment[]> {
  const all = await commentsOf(connection, issue)
  return all.filter((one) => isOwn(one.user, identity) && one.body?.startsWith(prefix))
}

/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own: Comment, prefix: string): Generation {
  const line = (own.body ?? '').slice(prefix.length).split('\n', 1)[0]!
  return generationIn(line, /\brun=(\d{1,15})\.(\d{1,6}) -->/)
}
