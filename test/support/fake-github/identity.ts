import { createVerify } from 'node:crypto'
import type { App, Level, Permissions, Repository, User } from './state.ts'
import type { World } from './world.ts'

/** Who asks. */
export type Identity =
  /** The token of a job, or of an App's installation: rights by name. */
  | { readonly kind: 'integration'; readonly app: App; readonly rights: ReadonlyMap<string, Level> }
  /** An App itself, by JSON web token: it may only ask for installations and their tokens. */
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'user'; readonly user: User }
  | { readonly kind: 'nobody' }

export interface JobToken {
  readonly event: string
  /** Absent: what a repository gives by default, contents and packages to read. */
  readonly permissions?: Permissions
  /** The repository that head lies in; a fork's `pull_request` may only read. */
  readonly from?: Repository
  /** Whoever starts the run; Dependabot's `pull_request` may only read. */
  readonly actor?: string
}

const DEFAULT: Permissions = { contents: 'read', packages: 'read' }
const DEPENDABOT = 'dependabot[bot]'

/** Rights of the token of a job, with names as the API has them (`pull_requests`). */
export function jobRights(world: World, { event, permissions = DEFAULT, from, actor }: JobToken): Map<string, Level> {
  const foreign = (from !== undefined && from !== world.repository) || actor === DEPENDABOT
  const onlyRead = foreign && event.startsWith('pull_request') && event !== 'pull_request_target'
  return rightsOf(permissions, onlyRead)
}

export function rightsOf(permissions: Permissions, onlyRead = false): Map<string, Level> {
  const rights = new Map<string, Level>([['metadata', 'read']])
  for (const [name, level] of Object.entries(permissions))
    if (level !== 'none') rights.set(name.replaceAll('-', '_'), onlyRead ? 'read' : level)
  return rights
}

/** The App that signed a JSON web token, or null: unknown, badly signed, expired, or valid for more than ten minutes. */
export function appOf(world: World, token: string): App | null {
  const [head, body, signature] = token.split('.')
  if (!head || !body || !signature) return null
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as {
    iss?: string | number
    iat?: number
    exp?: number
  }
  const app = [...world.apps.values()].find(({ id }) => String(id) === String(claims.iss))
  const now = Date.now() / 1000 // signed by the system's clock, whatever the test's is
  const { iat = Number.NaN, exp = Number.NaN } = claims
  if (!app?.publicKey || !(iat <= now + 60 && exp > now && exp - now <= 600)) return null
  const verify = createVerify('RSA-SHA256').update(`${head}.${body}`)
  return verify.verify(app.publicKey, signature, 'base64url') ? app : null
}

/** The account that its writes are signed with. */
export function accountOf(who: Identity): User | null {
  return who.kind === 'integration' ? who.app.bot : who.kind === 'user' ? who.user : null
}
