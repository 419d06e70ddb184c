import * as z from 'zod'
import { asGateError } from '#contract/errors'
import type { Connection } from './connection.ts'
import { ask, type HttpError } from './retry.ts'

/** Who we are to GitHub: the numeric id of a person's token, or the login of a token that may not ask. */
export type Identity = { readonly id: number } | { readonly login: string }
const WORKFLOW_BOT = 'github-actions[bot]'

export async function whoAmI(connection: Connection): Promise<Identity> {
  const { client, app } = connection
  if (app) return { login: app.login }
  try {
    const request = { what: 'ask whose token this is', permission: '{}', schema: z.object({ id: z.int() }) }
    return await ask(connection, request, () => client.rest.users.getAuthenticated())
  } catch (thrown) {
    const { code, cause } = asGateError(thrown)
    // The workflow's token may not ask who it is. After any other failure we do not know who we are.
    if (code === 'github-refused' && (cause as HttpError).status === 403) return { login: WORKFLOW_BOT }
    throw thrown
  }
}

export function isOwn(user: { id: number; login: string; type: string } | null | undefined, identity: Identity) {
  if (!user) return false
  return 'id' in identity ? user.id === identity.id : user.type === 'Bot' && user.login === identity.login
}
