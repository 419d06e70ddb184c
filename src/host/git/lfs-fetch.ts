import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import type { Git } from './git.ts'
import type { Pointer } from './lfs.ts'

/** A pointer may state any size: what one run downloads is bounded by what all of them state together. */
const MOST_BYTES = 32 * 2 ** 30
const DEADLINE_MS = 15 * 60_000

/**
 * Downloads the content of these pointers from `origin` with the installed `git lfs`, which knows the clone's
 * credentials, proxies and transports. It is given a tree that holds these pointers and nothing else (written into a
 * temporary object folder), so that it fetches just them; and the address, so that no `.lfsconfig` of a commit says where.
 * It runs no hook and no filter. What arrives is believed only by its sha-256, at reading.
 *
 * @returns what went wrong, null when nothing did
 */
export async function fetchLfs(git: Git, pointers: readonly Pointer[]): Promise<string | null> {
  const bytes = pointers.reduce((sum, { size }) => sum + size, 0)
  if (bytes > MOST_BYTES) return `they state ${bytes} bytes, the limit of one run is ${MOST_BYTES}`
  const url = await lfsUrl(git)
  if (url === null) return 'this clone has no remote named origin'
  if ((await git.maybe('lfs', 'version')) === null) return 'git lfs is not installed'
  const scratch = await mkdtemp(join(tmpdir(), 'cv-gate-'))
  try {
    await mkdir(join(scratch, 'objects'))
    const apart = git.with({
      GIT_OBJECT_DIRECTORY: join(scratch, 'objects'),
      GIT_ALTERNATE_OBJECT_DIRECTORIES: await git.text('rev-parse', '--path-format=absolute', '--git-path', 'objects'),
    })
    const made = await apart.run(['mktree'], pointers.map(({ oid, blob }) => `100644 blob ${blob}\t${oid}\n`).join(''))
    const tree = new TextDecoder().decode(made.stdout).trim()
    if (made.status !== 0) return lastLine(made.stderr)
    const given = ['-c', `lfs.url=${url}`, '-c', 'lfs.fetchrecentalways=false']
    const fetched = await apart.run([...given, 'lfs', 'fetch', '-I', '', '-X', '', 'origin', tree], '', DEADLINE_MS)
    return fetched.status === 0 ? null : lastLine(fetched.stderr)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Where the clone's own configuration says that the content of `origin` lies; null without `origin`. */
async function lfsUrl(git: Git): Promise<string | null> {
  for (const key of ['lfs.url', 'remote.origin.lfsurl']) {
    const configured = await git.maybe('config', '--get', key)
    if (configured) return configured
  }
  const remote = await git.maybe('remote', 'get-url', 'origin')
  return remote ? lfsUrlOf(remote) : null
}

/** As the specification derives it from the address of a remote: https gets `.git/info/lfs`, others stay. */
export function lfsUrlOf(remote: string): string {
  if (isAbsolute(remote)) return `file://${remote}`
  if (!/^https?:\/\//.test(remote)) return remote
  const plain = remote.replace(/\/+$/, '')
  return `${plain.endsWith('.git') ? plain : `${plain}.git`}/info/lfs`
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)!.slice(0, 300)
}
