import * as z from 'zod'
import { explained, type Octokit, repeatable, shaped, type Waiter } from './client.ts'
import type { Coordinates } from './pull-request.ts'

const comment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: z.object({ id: z.int(), login: z.string(), type: z.string() }).nullish(),
})
type Comment = z.infer<typeof comment>

/** Who we are to GitHub: the numeric id of a person's token, or the login of the workflow's own token. */
type Identity = { id: number } | { login: string }
const WORKFLOW_BOT = 'github-actions[bot]'

export type Upsert = { done: 'created' | 'updated' | 'unchanged'; url: string } | { done: 'superseded'; by: string }

export interface StickyComment {
  readonly body: string
  /** First line of `body` up to the generation: `<!-- cv-gate:v1 key=default `. */
  readonly prefix: string
  /** Orders runs: run id, then attempt. */
  readonly generation: readonly [run: number, attempt: number]
}

/**
 * Writes the one comment: our own (by author, then by marker on the first line) is updated; none is created; of several
 * the oldest stays. A comment that a newer run wrote is left alone; equal text is not written.
 */
export async function upsertComment(
  client: Octokit,
  at: Coordinates,
  issue: number,
  wanted: StickyComment,
  waiter: Waiter,
): Promise<Upsert> {
  const identity = await whoAmI(client)
  const before = await ownComments(client, at, issue, identity, wanted.prefix, waiter)
  const [oldest] = before
  if (!oldest) return create(client, at, issue, wanted, identity, waiter)
  const newer = before.find((own) => isNewer(generationOf(own, wanted.prefix), wanted.generation))
  if (newer) return { done: 'superseded', by: newer.html_url }
  await removeAll(client, at, before.slice(1), waiter)
  if (oldest.body === wanted.body) return { done: 'unchanged', url: oldest.html_url }
  await repeatable('update its comment', '{pull-requests: write}', waiter, () =>
    client.rest.issues.updateComment({ ...at, comment_id: oldest.id, body: wanted.body }),
  )
  return { done: 'updated', url: oldest.html_url }
}

/** A create that failed may have happened: look before it is repeated. */
async function create(
  client: Octokit,
  at: Coordinates,
  issue: number,
  wanted: StickyComment,
  identity: Identity,
  waiter: Waiter,
): Promise<Upsert> {
  await repeatable('write a comment', '{pull-requests: write}', waiter, async () => {
    const there = await ownComments(client, at, issue, identity, wanted.prefix, waiter)
    if (there.length === 0) await client.rest.issues.createComment({ ...at, issue_number: issue, body: wanted.body })
  })
  const after = await ownComments(client, at, issue, identity, wanted.prefix, waiter)
  const [oldest, ...others] = after
  if (!oldest)
    throw explained(
      { message: 'the comment was created and is not listed' },
      'keep the comment',
      '{pull-requests: write}',
    )
  await removeAll(client, at, others, waiter)
  if (oldest.body !== wanted.body && !isNewer(generationOf(oldest, wanted.prefix), wanted.generation))
    await repeatable('update its comment', '{pull-requests: write}', waiter, () =>
      client.rest.issues.updateComment({ ...at, comment_id: oldest.id, body: wanted.body }),
    )
  return { done: 'created', url: oldest.html_url }
}

async function removeAll(
  client: Octokit,
  at: Coordinates,
  comments: readonly Comment[],
  waiter: Waiter,
): Promise<void> {
  for (const { id } of comments)
    await repeatable('remove a doubled comment', '{pull-requests: write}', waiter, async () => {
      try {
        await client.rest.issues.deleteComment({ ...at, comment_id: id })
      } catch (error) {
        if ((error as { status?: number }).status !== 404) throw error // somebody was faster
      }
    })
}

/** Own comments with our marker, oldest first, over all pages. */
async function ownComments(
  client: Octokit,
  at: Coordinates,
  issue: number,
  identity: Identity,
  prefix: string,
  waiter: Waiter,
): Promise<Comment[]> {
  const found: Comment[] = []
  for (let page = 1; ; page++) {
    const answer = await repeatable('list comments', '{pull-requests: read}', waiter, () =>
      client.rest.issues.listComments({ ...at, issue_number: issue, per_page: 100, page }),
    )
    const comments = shaped(answer.data, (value) => z.array(comment).parse(value), 'comments')
    found.push(...comments.filter((one) => isOwn(one, identity) && one.body?.startsWith(prefix)))
    if (comments.length < 100) break
  }
  return found.sort((a, b) => a.id - b.id)
}

function isOwn(one: Comment, identity: Identity): boolean {
  if (!one.user) return false
  return 'id' in identity ? one.user.id === identity.id : one.user.type === 'Bot' && one.user.login === identity.login
}

async function whoAmI(client: Octokit): Promise<Identity> {
  try {
    const answer = await client.rest.users.getAuthenticated()
    return { id: shaped(answer.data, (value) => z.object({ id: z.int() }).parse(value), 'user').id }
  } catch {
    return { login: WORKFLOW_BOT } // the workflow's token may not ask who it is
  }
}

/** `<!-- cv-gate:v1 key=default head=8c1e… run=991.2 -->` → [991, 2] */
function generationOf(own: Comment, prefix: string): readonly [number, number] {
  const line = (own.body ?? '').slice(prefix.length).split('\n', 1)[0]!
  const match = /\brun=(\d{1,15})\.(\d{1,6}) -->/.exec(line)
  return match ? [Number(match[1]), Number(match[2])] : [0, 0]
}

function isNewer(theirs: readonly [number, number], ours: readonly [number, number]): boolean {
  return theirs[0] > ours[0] || (theirs[0] === ours[0] && theirs[1] > ours[1])
}
