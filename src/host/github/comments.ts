import * as z from 'zod'
import type { Connection } from './connection.ts'
import { ask, pages, tell } from './retry.ts'

const user = z.object({ id: z.int(), login: z.string(), type: z.string() })
export const comment = z.object({
  id: z.int(),
  node_id: z.string(),
  body: z.string().nullish(),
  created_at: z.iso.datetime(),
  html_url: z.string(),
  user: user.nullish(),
  /** How many there are of each, of anybody. */
  reactions: z.object({ rocket: z.int(), '-1': z.int() }).partial().nullish(),
})
export type Comment = z.infer<typeof comment>

/** All comments of an issue or pull request, oldest first. */
export async function commentsOf(connection: Connection, issue: number): Promise<Comment[]> {
  const request = { what: 'list comments', permission: '{pull-requests: read}', schema: z.array(comment) }
  const all = await pages(connection, request, (at) =>
    connection.client.rest.issues.listComments({ ...at, issue_number: issue }),
  )
  return all.sort((a, b) => a.id - b.id)
}

const NODES = 100
const QUERY = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on IssueComment { id lastEditedAt } } }'
const nodes = z.object({
  nodes: z.array(z.object({ id: z.string(), lastEditedAt: z.iso.datetime().nullable() }).nullable()),
})

/** Of the comments with these node ids, those that nobody ever edited; REST alone cannot tell. */
export async function uneditedOf(connection: Connection, ids: readonly string[]): Promise<Set<string>> {
  const unedited = new Set<string>()
  for (let from = 0; from < ids.length; from += NODES) {
    const request = { what: 'ask whether comments were edited', permission: '{pull-requests: read}', schema: nodes }
    const answer = await ask(connection, request, async () => ({
      data: await connection.client.graphql(QUERY, { ids: ids.slice(from, from + NODES) }),
      headers: {},
    }))
    for (const node of answer.nodes) if (node?.lastEditedAt === null) unedited.add(node.id)
  }
  return unedited
}

export type Reaction = 'eyes' | 'rocket' | '-1'

/** The same reaction twice is one to GitHub. */
export async function react(connection: Connection, id: number, content: Reaction): Promise<void> {
  const request = {
    what: 'react to a comment',
    permission: '{pull-requests: write}',
    schema: z.object({ id: z.int() }),
  }
  await tell(connection, request, (at) =>
    connection.client.rest.reactions.createForIssueComment({ ...at, comment_id: id, content }),
  )
}

/** Writes a comment unless one of ours begins with the marker. */
export async function replyOnce(
  connection: Connection,
  issue: number,
  { body, marker }: { readonly body: string; readonly marker: string },
  isOwn: (comment: Comment) => boolean,
): Promise<void> {
  const find = async () =>
    (await commentsOf(connection, issue)).find((one) => isOwn(one) && one.body?.startsWith(marker)) ?? null
  if (await find()) return
  const request = { what: 'write a reply', permission: '{pull-requests: write}', schema: comment, done: find }
  await tell(connection, request, (at) =>
    connection.client.rest.issues.createComment({ ...at, issue_number: issue, body }),
  )
}
