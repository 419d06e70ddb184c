import { GateError } from '#contract/errors'
import { connect, realTime } from './connection.ts'

/** What the token in the environment may do with the repository named there. */
export async function tokenRights(env: Readonly<Record<string, string | undefined>>): Promise<string> {
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN
  const [owner, repo] = (env.GITHUB_REPOSITORY ?? '').split('/')
  if (!token || !owner || !repo)
    throw new GateError('no-token', 'host', 'GITHUB_TOKEN and GITHUB_REPOSITORY are not both set', {
      hint: 'Nothing is needed for the command line; in a workflow the action takes `github-token`.',
    })
  const { client } = connect(token, { owner, repo }, { userAgent: 'cv-gate doctor', waiter: realTime(Date.now) })
  const { data } = await client.rest.repos.get({ owner, repo })
  const rights = Object.entries(data.permissions ?? {}).flatMap(([name, granted]) => (granted ? [name] : []))
  return `reads ${owner}/${repo}; rights: ${rights.join(', ') || 'read only'}`
}
