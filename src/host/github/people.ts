import * as z from 'zod'
import type { Connection } from './connection.ts'
import { askMaybe } from './retry.ts'

const permission = z.object({
  permission: z.string(),
  role_name: z.string(),
  user: z.object({ id: z.int() }).nullable(),
})

/** What a person may do in a repository now. */
export interface Standing {
  /** A role of GitHub (`read`, `triage`, `write`, `maintain`, `admin`), the name of a custom one, or `none`. */
  readonly role: string
  /** What the role is founded on: `none`, `read`, `write` or `admin`. */
  readonly permission: string
}
const NONE: Standing = { role: 'none', permission: 'none' }

/** Asked from the API: `author_association` in a payload is no permission. A login that changed hands has no rights. */
export async function standingOf(
  connection: Connection,
  { login, id }: { login: string; id: number },
): Promise<Standing> {
  const request = { what: `ask for the rights of ${login}`, permission: '{contents: read}', schema: permission }
  const answer = await askMaybe(connection, request, (at) =>
    connection.client.rest.repos.getCollaboratorPermissionLevel({ ...at, username: login }),
  )
  if (answer === null || answer.user?.id !== id) return NONE
  return { role: answer.role_name, permission: answer.permission }
}
