import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface ScratchRepository {
  readonly path: string
  readonly base: string
  readonly head: string
  readonly title: string
  readonly planted: string
  readonly expect: { readonly conclusion: string; readonly exit: number }
}
interface Case {
  readonly title: string
  readonly planted: string
  readonly delete: { readonly base: readonly string[]; readonly head: readonly string[] }
  readonly expect: ScratchRepository['expect']
}

/**
 * Builds the repository of one case in an empty folder: the theme's base with the case's `base/` overlay as commit on
 * `main`, then its `head/` overlay as commit on `pull`. Identity and dates are fixed, so commit ids are always the same.
 */
export async function buildRepository(theme: string, name: string, into: string): Promise<ScratchRepository> {
  const folder = join(theme, name)
  const {
    title,
    planted,
    delete: removed,
    expect,
  } = JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')) as Case
  await mkdir(into, { recursive: true })
  const git = (day: number, ...args: string[]) =>
    run('git', ['-C', into, '-c', 'core.autocrlf=false', '-c', 'core.hooksPath=/dev/null', ...args], {
      env: environment(day),
    })
  await git(1, 'init', '--quiet', '-b', 'main')
  await lay(join(theme, 'base'), into)
  await lay(join(folder, 'base'), into)
  for (const path of removed.base) await rm(join(into, path), { recursive: true })
  const base = await commit(1, 'base')
  await git(2, 'checkout', '--quiet', '-b', 'pull')
  await lay(join(folder, 'head'), into)
  for (const path of removed.head) await rm(join(into, path), { recursive: true })
  const head = await commit(2, title)
  return { path: into, base, head, title, planted, expect }

  async function commit(day: number, message: string): Promise<string> {
    await git(day, 'add', '--all')
    await git(day, 'commit', '--quiet', '--message', message)
    return (await git(day, 'rev-parse', 'HEAD')).stdout.trim()
  }
}

async function lay(from: string, into: string): Promise<void> {
  const there = await stat(from).catch(() => null)
  if (there?.isDirectory()) await cp(from, into, { recursive: true })
}

function environment(day: number): Record<string, string> {
  const date = `2026-01-0${day}T00:00:00Z`
  const who = { NAME: 'cv-gate', EMAIL: 'cv-gate@example.org', DATE: date }
  const identity = Object.entries(who).flatMap(([key, value]) => [
    [`GIT_AUTHOR_${key}`, value],
    [`GIT_COMMITTER_${key}`, value],
  ])
  return {
    ...Object.fromEntries(identity),
    PATH: process.env.PATH ?? '',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    LC_ALL: 'C',
  }
}
