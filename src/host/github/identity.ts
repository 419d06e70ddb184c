import * as z from 'zod'
import type { Connection } from './connection.ts'

/** Who we are to GitHub: the numeric id of a person's token, or the login of a token that may not ask. */
export type Identity = { readonly id: number } | { readonly login: string }
const WORKFLOW_BOT = 'github-actions[bot]'

export async function whoAmI({ client, app }: Connection): Promise<Identity> {
  if (app) return { login: app.login }
  try {
    const { data } = await client.rest.users.getAuthenticated()
    return { id: z.object({ id: z.int() }).parse(data).id }
  } catch {
    return { login: WORKFLOW_BOT } // the workflow's token may not ask who it is
  }
}

export function isOwn(user: { id: number; login: string; type: string } | null | undefined, identity: Identity) {
  if (!user) return false
  return 'id' in identity ? user.id === identity.id : user.type === 'Bot' && user.login === identity.login
}
