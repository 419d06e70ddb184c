import { createAppAuth } from '@octokit/auth-app'
import * as z from 'zod'
import { GateError } from '#contract/errors'
import { type Connection, type ConnectOptions, type Coordinates, connect } from './connection.ts'
import { ask } from './retry.ts'

export interface AppKey {
  readonly id: string
  readonly privateKey: string
}

/** A connection in the name of an own GitHub App, for this repository only: its check can be pinned as expected source. */
export async function connectApp(key: AppKey, at: Coordinates, options: ConnectOptions): Promise<Connection> {
  const auth = createAppAuth({ appId: key.id, privateKey: key.privateKey })
  const { token: jwt } = await auth({ type: 'app' }).catch(notUsable)
  // A JSON web token travels as "bearer", not as "token".
  const asApp = connect(jwt, at, options)
  const headers = { authorization: `bearer ${jwt}` }
  const { id: app, slug } = await ask(
    asApp,
    { what: 'ask which App this key is of', permission: '{} and a valid key of the App', schema: appSchema },
    () => asApp.client.request('GET /app', { headers }),
  )
  const installation = await ask(
    asApp,
    { what: `find the App ${slug} in ${at.owner}/${at.repo}`, permission: '{} and install the App', schema: idSchema },
    ({ owner, repo }) => asApp.client.request('GET /repos/{owner}/{repo}/installation', { owner, repo, headers }),
  )
  const { token } = await ask(
    asApp,
    { what: 'get a token for the App', permission: '{} and install the App', schema: tokenSchema },
    () =>
      asApp.client.request('POST /app/installations/{installation_id}/access_tokens', {
        installation_id: installation.id,
        repositories: [at.repo],
        headers,
      }),
  )
  return { ...connect(token, at, options), app: { id: app, login: `${slug}[bot]` } }
}

const idSchema = z.object({ id: z.int() })
const appSchema = z.object({ id: z.int(), slug: z.string() })
const tokenSchema = z.object({ token: z.string().min(1) })

function notUsable(cause: unknown): never {
  throw new GateError('app-key', 'user', 'app-private-key is not the private key of a GitHub App', {
    hint: 'Store the whole .pem file as the secret, with its first and last line.',
    cause,
  })
}
