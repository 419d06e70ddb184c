import * as z from 'zod'
import { GateError } from '#contract/errors'
import type { Connection } from './connection.ts'
import { shaSchema } from './pull-request.ts'
import { askMaybe } from './retry.ts'

const MOST_BYTES = 1024 * 1024
const file = z.object({
  type: z.literal('file'),
  sha: shaSchema,
  size: z.int(),
  content: z.string(),
  encoding: z.string(),
})

/** Of a file at a commit: object id and text; null where there is none. For small files of the base side only. */
export async function fileAt(
  connection: Connection,
  path: string,
  ref: string,
): Promise<{ readonly oid: string; readonly text: string } | null> {
  const request = { what: `read ${path}`, permission: '{contents: read}', schema: file }
  const answer = await askMaybe(connection, request, (at) =>
    connection.client.rest.repos.getContent({ ...at, path, ref }),
  )
  if (answer === null) return null
  if (answer.encoding !== 'base64' || answer.size > MOST_BYTES)
    throw new GateError('config-too-large', 'user', `${path} is larger than ${MOST_BYTES} bytes`, {
      hint: 'Keep the configuration small.',
      place: { path },
    })
  return { oid: answer.sha, text: Buffer.from(answer.content, 'base64').toString('utf8') }
}
