import * as z from 'zod'
import { type Comment, comment, commentsOf } from './comments.ts'
import type { Connection } from './connection.ts'
import { compareGenerations, type Generation, generationIn } from './generation.ts'
import { type Identity, isOwn, whoAmI } from './identity.ts'
import { onceListed, tell, tellMaybe } from './retry.ts'

export type Upsert = { done: 'created' | 'updated' | 'unchanged'; url: string } | { done: 'superseded'; by: string }

export interface StickyComment {
  readonly body: string
  /** First line of `body` up to the generation: `<!-- cv-gate:v1 key=default `. */
  readonly prefix: string
  readonly generation: Generation
}

const WRITE = '{pull-requests: write}'
/** A comment that is listed so often, and cannot be found to be changed or removed, is an error. */
const ROUNDS = 5

/**
 * Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
 * the oldest stays. A comment that a newer run wrote is left alone; equal text is not written; what somebody deletes
 * meanwhile is created anew. After a removal it is looked at again.
 */
export async function upsertComment(connection: Connection, issue: number, wanted: StickyComment): Promise<Upsert> {
  const identity = await whoAmI(connection)
  const list = () => ownComments(connection, issue, identity, wanted.prefix)
  let created = false
  for (let round = 1; ; round++) {
    const before = await list()
    const made = before.length === 0 ? await create(connection, issue, list, wanted) : null
    created ||= made !== null
    const own = made ? byAge(await onceListed(connection, made, list)) : before
    const result = await settle(connection, own, wanted, round === ROUNDS)
    if (result === null) continue
    return result.done === 'superseded' || !created ? result : { ...result, done: 'created' }
  }
}

/** Null: it is to be looked at again, because the one to be updated is gone or others were removed. */
async function settle(
  connection: Connection,
  [oldest, ...others]: readonly Comment[],
  wanted: StickyComment,
  last: boolean,
): Promise<Upsert | null> {
  const write = last ? tell : tellMaybe
  const all = [oldest!, ...others]
  const newer = all.find((own) => compareGenerations(generationOf(own, wanted.prefix), wanted.generation) > 0)
  const { id, body, html_url: url } = oldest!
  const same = body === wanted.body
  if (!newer && !same) {
    const request = { what: 'update its comment', permission: WRITE, schema: comment }
    const written = await write(connection, request, (at) =>
      connection.client.rest.issues.updateComment({ ...at, comment_id: id, body: wanted.body }),
    )
    if (written === null) return null
  }
  const doubled = others.filter((own) => own.id !== newer?.id)
  for (const { id } of doubled) await remove(connection, id, write)
  if (doubled.length > 0 && !last) return null
  if (newer) return { done: 'superseded', by: newer.html_url }
  return { done: same ? 'unchanged' : 'updated', url }
}

function create(
  connection: Connection,
  issue: number,
  list: () => Promise<Comment[]>,
  wanted: StickyComment,
): Promise<Comment> {
  const request = {
    what: 'write a comment',
    permission: WRITE,
    schema: comment,
    done: async () => (await list())[0] ?? null,
  }
  return tell(connection, request, (at) =>
    connection.client.rest.issues.createComment({ ...at, issue_number: issue, body: wanted.body }),
  )
}

/** That it is not there any more: somebody was faster. */
async function remove(connection: Connection, id: number, write: typeof tellMaybe): Promise<void> {
  const request = { what: 'remove a doubled comment', permission: WRITE, schema: z.unknown() }
  await write(connection, request, (at) => connection.client.rest.issues.deleteComment({ ...at, comment_id: id }))
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

function byAge(own: readonly Comment[]): Comment[] {
  return own.toSorted((a, b) => a.id - b.id)
}

/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own: Comment, prefix: string): Generation {
  const line = (own.body ?? '').slice(prefix.length).split('\n', 1)[0]!
  return generationIn(line, /\brun=(\d{1,15})\.(\d{1,6}) -->/)
}
