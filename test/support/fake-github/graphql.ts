import { type Answer, ok, refused } from './answer.ts'
import type { Call } from './call.ts'
import { parseQuery, type Selection } from './graphql-query.ts'
import { refusal } from './rights.ts'
import { fullName, iso, nodeId, SITE } from './show.ts'
import type { Comment } from './state.ts'

const MOST_NODES = 100

/** `query { nodes(ids:) { ... on IssueComment { lastEditedAt … } } }` and `node(id:)`; errors come with status 200. */
export function graphql(call: Omit<Call, 'path' | 'query'>): Answer {
  const { query, variables } = (call.body ?? {}) as { query?: unknown; variables?: Record<string, unknown> }
  if (call.who.kind === 'nobody') return refused(401, 'This endpoint requires you to be authenticated.')
  if (typeof query !== 'string')
    return ok({ errors: [{ message: 'A query attribute must be specified and must be a string.' }] })
  const errors: object[] = []
  try {
    const data = Object.fromEntries(
      parseQuery(query, variables).map((field) => [field.alias, root(call, field, errors)]),
    )
    return ok(errors.length === 0 ? { data } : { data, errors })
  } catch (thrown) {
    return ok({ errors: [{ message: (thrown as Error).message }] })
  }
}

function root(call: Omit<Call, 'path' | 'query'>, field: Selection, errors: object[]): unknown {
  if (field.name === 'node') return node(call, field, String(field.arguments.get('id')), [field.alias], errors)
  const ids = field.arguments.get('ids')
  if (field.name !== 'nodes' || !Array.isArray(ids))
    throw new Error(`Field '${field.name}' doesn't exist on type 'Query', or lacks its arguments`)
  if (ids.length > MOST_NODES)
    throw new Error(`You may not provide more than ${MOST_NODES} node ids; you provided ${ids.length}.`)
  return ids.map((id, at) => node(call, field, String(id), [field.alias, at], errors))
}

function node(
  call: Omit<Call, 'path' | 'query'>,
  { fields }: Selection,
  id: string,
  path: (string | number)[],
  errors: object[],
) {
  const comment = call.world.comments.find((one) => nodeId('IC', one.id) === id)
  if (!comment) {
    errors.push({ type: 'NOT_FOUND', path, message: `Could not resolve to a node with the global id of '${id}'.` })
    return null
  }
  if (refusal(call.who, 'GET /issues/comments/{comment_id}', call.repository)) {
    errors.push({ type: 'FORBIDDEN', path, message: 'Resource not accessible by integration' })
    return null
  }
  return chosen(commentFields(call, comment), fields, 'IssueComment')
}

function commentFields({ world }: Pick<Call, 'world'>, comment: Comment) {
  const { id, author } = comment
  return {
    __typename: 'IssueComment',
    id: nodeId('IC', id),
    databaseId: id,
    fullDatabaseId: String(id),
    body: comment.body,
    author: author && {
      __typename: author.type,
      login: author.login.replace(/\[bot\]$/, ''), // GraphQL leaves the suffix of bots away
      ...(author.type === 'User' ? { databaseId: author.id } : {}),
    },
    createdAt: iso(comment.created),
    updatedAt: iso(comment.updated),
    lastEditedAt: iso(comment.edited),
    includesCreatedEdit: comment.edited !== null,
    isMinimized: false,
    url: `${SITE}/${fullName(world.repository)}/pull/${comment.issue}#issuecomment-${id}`,
  }
}

function chosen(
  from: Readonly<Record<string, unknown>>,
  fields: readonly Selection[],
  type: string,
): Record<string, unknown> {
  const found = fields.flatMap((field): [string, unknown][] => {
    if (field.on !== null)
      return [type, 'Node', from.__typename].includes(field.on) ? Object.entries(chosen(from, field.fields, type)) : []
    if (!Object.hasOwn(from, field.name)) throw new Error(`Field '${field.name}' doesn't exist on type '${type}'`)
    const value = from[field.name]
    const deeper = value !== null && typeof value === 'object'
    return [[field.alias, deeper ? chosen(value as Record<string, unknown>, field.fields, 'Actor') : value]]
  })
  return Object.fromEntries(found)
}
