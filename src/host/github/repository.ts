import * as z from 'zod'
import type { Connection } from './connection.ts'
import { ask } from './retry.ts'

const repository = z.object({ id: z.int(), default_branch: z.string() })

export interface OwnRepository {
  readonly id: number
  readonly defaultBranch: string
}

const known = new WeakMap<Connection, OwnRepository>()

/** What does not change while a run lasts: asked once a connection. */
export async function ownRepository(connection: Connection): Promise<OwnRepository> {
  const own = known.get(connection) ?? (await read(connection))
  known.set(connection, own)
  return own
}

async function read(connection: Connection): Promise<OwnRepository> {
  const request = { what: 'read the repository', permission: '{contents: read}', schema: repository }
  const { id, default_branch } = await ask(connection, request, (at) => connection.client.rest.repos.get({ ...at }))
  return { id, defaultBranch: default_branch }
}
