import * as z from 'zod'
import { type Comment, comment, commentsOf } from './comments.ts'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { type Identity, isOwn, whoAmI } from './identity.ts'
import { tell } from './retry.ts'

export type Upsert = { done: 'created' | 'updated' | 'unchanged'; url: string } | { done: 'superseded'; by: string }

export interface StickyComment {
  readonly body: string
  /** First line of `body` up to the generation: `<!-- cv-gate:v1 key=default `. */
  readonly prefix: string
  readonly generation: Generation
}

const WRITE = '{pull-requests: write}'

/**
 * Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
 * the oldest stays. A comment that a newer run wrote is left alone; equal text is not written.
 */
export async function upsertComment(connection: Connection, issue: number, wanted: StickyComment): Promise<Upsert> {
  const identity = await whoAmI(connection)
  const before = await ownComments(connection, issue, identity, wanted.prefix)
  if (before.length > 0) return settle(connection, before, wanted, 'updated')
  const made = await create(connection, issue, identity, wanted)
  // Somebody may have created one at the same time; a list may lack what was just created.
  const after = await ownComments(connection, issue, identity, wanted.prefix)
  const all = after.some(({ id }) => id === made.id) ? after : [...after, made].sort((a, b) => a.id - b.id)
  return settle(connection, all, wanted, 'created')
}

async function settle(
  connection: Connection,
  [oldest, ...others]: readonly Comment[],
  wanted: StickyComment,
  done: 'created' | 'updated',
): Promise<Upsert> {
  const all = [oldest!, ...others]
  const newer = all.find((own) => compareGenerations(generationOf(own, wanted.prefix), wanted.generation) > 0)
  for (const { id } of others) if (id !== newer?.id) await remove(connection, id)
  if (newer) return { done: 'superseded', by: newer.html_url }
  if (oldest!.body === wanted.body) return { done: done === 'created' ? done : 'unchanged', url: oldest!.html_url }
  await tell(connection, { what: 'update its comment', permission: WRITE, schema: comment }, (at) =>
    connection.client.rest.issues.updateComment({ ...at, comment_id: oldest!.id, body: wanted.body }),
  )
  return { done, url: oldest!.html_url }
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
  await tell(connection, request, async (at) => {
    try {
      return await connection.client.rest.issues.deleteComment({ ...at, comment_id: id })
    } catch (error) {
      if ((error as { status?: number }).status === 404) return { data: null, headers: {} } // somebody was faster
      throw error
    }
  })
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
