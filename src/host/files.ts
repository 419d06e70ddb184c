import { createHash } from 'node:crypto'
import { access, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '#contract/errors'

/** Text of a file that the user named. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (cause) {
    throw new UsageError('file-unreadable', `${path}: cannot be read (${(cause as Error).message})`, {
      hint: 'Check the path.',
      place: { path },
      cause,
    })
  }
}

export async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

/** Writes files below a folder, making what is missing; returns their absolute paths. All of them, or none is left. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string[]> {
  const paths = Object.keys(files).map((name) => resolve(folder, name))
  try {
    for (const [at, text] of Object.values(files).entries()) {
      await mkdir(dirname(paths[at]!), { recursive: true })
      await writeFile(paths[at]!, text)
    }
  } catch (thrown) {
    for (const path of paths) await rm(path, { force: true }).catch(() => undefined)
    throw thrown
  }
  return paths
}

/** Where records by content id are kept between runs: `CV_GATE_CACHE`, else the user's cache folder. */
export function cacheDirectory(env: Readonly<Record<string, string | undefined>>): string {
  return env.CV_GATE_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'cv-gate')
}

/** Records kept for one job, when nobody names a folder that outlives it. */
export function cacheFolder(temporary: string): string {
  return join(temporary, 'cv-gate-cache')
}

/** The folder that a bundled entry lies in. */
export function folderOf(entryUrl: string): string {
  return dirname(fileURLToPath(entryUrl))
}

/** sha-256 over the built program: what exactly made a report. */
export async function distDigest(folder: string): Promise<string> {
  const hash = createHash('sha256')
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  for (const name of names.filter((one) => one.endsWith('.js')).sort()) {
    const bytes = await readFile(join(folder, name)).catch(() => new Uint8Array())
    hash.update(`${name}:${bytes.length}:`).update(bytes)
  }
  return hash.digest('hex')
}

/** An empty folder, and what removes it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'cv-gate-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}
