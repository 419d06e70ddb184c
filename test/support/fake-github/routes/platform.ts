import { type Answer, byIntegration, created, invalid, notFound, ok, refused } from '../answer.ts'
import type { Call, Routes } from '../call.ts'
import { rightsOf } from '../identity.ts'
import { fullName, iso, showApp, showUser } from '../show.ts'
import type { App, Level, Permissions } from '../state.ts'

const HOUR_MS = 3_600_000

/** What belongs to no repository. */
export const platform: Routes = {
  'GET /user': ({ who }) => {
    if (who.kind === 'user') return ok({ ...showUser(who.user), name: null })
    return who.kind === 'nobody' ? refused(401, 'Requires authentication') : byIntegration
  },
  'GET /users/{username}': ({ world, path }) => {
    const user = world.users.get(path.username!)
    return user ? ok(showUser(user)) : notFound
  },
  'GET /rate_limit': () => ok({ resources: {}, rate: {} }),
  'GET /app': ({ who }) => (who.kind === 'app' ? ok(showApp(who.app)) : unsigned),
  'GET /repos/{owner}/{repo}/installation': (call) => {
    if (call.who.kind !== 'app') return unsigned
    return ok(showInstallation(call, call.who.app))
  },
  'POST /app/installations/{installation_id}/access_tokens': (call) => {
    const { who, path, world } = call
    if (who.kind !== 'app') return unsigned
    if (Number(path.installation_id) !== who.app.installation) return notFound
    const { permissions = who.app.permissions, repositories = [] } = (call.body ?? {}) as {
      permissions?: Permissions
      repositories?: string[]
    }
    if (repositories.some((name) => name !== world.repository.name))
      return refused(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      )
    if (!within(permissions, rightsOf(who.app.permissions)))
      return invalid('The permissions requested are not granted to this installation.')
    const token = call.issue({ kind: 'integration', app: who.app, rights: rightsOf(permissions) }, HOUR_MS)
    return created({
      token,
      expires_at: iso(world.clock.now() + HOUR_MS),
      permissions,
      repository_selection: 'selected',
    })
  },
}

const unsigned: Answer = refused(401, 'A JSON web token could not be decoded')

function within(asked: Permissions, granted: ReadonlyMap<string, Level>): boolean {
  return [...rightsOf(asked)].every(([name, level]) => granted.get(name) === 'write' || granted.get(name) === level)
}

function showInstallation({ world, api }: Call, app: App) {
  return {
    id: app.installation,
    app_id: app.id,
    app_slug: app.slug,
    account: showUser(world.repository.owner),
    repository_selection: 'selected',
    access_tokens_url: `${api}/app/installations/${app.installation}/access_tokens`,
    repositories_url: `${api}/installation/repositories`,
    html_url: `https://github.com/${fullName(world.repository)}/settings/installations/${app.installation}`,
    target_id: world.repository.owner.id,
    target_type: world.repository.owner.type,
    permissions: app.permissions,
    events: [],
  }
}
