import { type Intent, parseCommand } from '#commands/grammar'
import { type Comment, commentsOf, uneditedOf } from '#host/github/comments'
import type { Connection } from '#host/github/connection'
import { type Standing, standingOf } from '#host/github/people'

/** A command that a person wrote on a pull request, with what counts now: was it edited, what may its author do. */
export interface Said {
  readonly pull: number
  readonly comment: Comment
  readonly author: { readonly login: string; readonly id: number }
  readonly intent: Intent
  readonly edited: boolean
  readonly standing: Standing
}

/** Commands of the kinds asked for, oldest first. Bots and people whose account is gone say nothing. */
export async function saidOn(
  connection: Connection,
  pulls: readonly number[],
  kinds: ReadonlySet<Intent['kind']>,
): Promise<Said[]> {
  const found: Omit<Said, 'edited' | 'standing'>[] = []
  for (const pull of pulls)
    for (const comment of await commentsOf(connection, pull)) {
      const intent = comment.user?.type === 'User' ? parseCommand(comment.body ?? '') : null
      if (intent !== null && intent.kind !== 'malformed' && kinds.has(intent.kind))
        found.push({ pull, comment, author: comment.user!, intent })
    }
  const unedited = await uneditedOf(
    connection,
    found.map(({ comment }) => comment.node_id),
  )
  const standings = new Map<number, Standing>()
  for (const { author } of found)
    if (!standings.has(author.id)) standings.set(author.id, await standingOf(connection, author))
  return found.map((one) => ({
    ...one,
    edited: !unedited.has(one.comment.node_id),
    standing: standings.get(one.author.id)!,
  }))
}
