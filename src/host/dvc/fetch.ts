import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DvcConfig } from './config.ts'
import type { Out } from './outs.ts'
import type { DvcPart, DvcProject } from './project.ts'

const DEADLINE_MS = 15 * 60_000

/**
 * Downloads outs from base's default remote with the installed `dvc`. It never sees the repository: it is given a project
 * of its own, in a temporary folder, with the remotes of base's `.dvc/config`, a cache that no commit can reach, and one `.dvc` file
 * that names these md5s. So nothing of a pull request (its `.dvc/config`, the addresses that imports come from, its
 * pipelines) is ever read by it. What arrives is believed only by its md5, at reading.
 *
 * @returns what went wrong, null when nothing did; a remote that lacks some of them is nothing wrong
 */
export async function fetchDvc(project: DvcProject, outs: readonly Out[], env: Env): Promise<string | null> {
  const byPart = new Map<DvcPart, Out[]>()
  for (const out of outs) {
    const part = project.partOf(out.place.path)
    const own = byPart.get(part)
    if (own) own.push(out)
    else byPart.set(part, [out])
  }
  const wrong: string[] = []
  for (const [part, own] of byPart) {
    const why = await fetchPart(part, project.download, own, env)
    if (why !== null) wrong.push(why)
  }
  return wrong[0] ?? null
}

async function fetchPart(part: DvcPart, download: string, outs: readonly Out[], env: Env): Promise<string | null> {
  if (part.remote === null) return 'the .dvc/config of base names no `core.remote`'
  const folder = await mkdtemp(join(tmpdir(), 'cv-gate-'))
  try {
    await mkdir(join(folder, '.dvc'))
    await writeFile(join(folder, '.dvc', 'config'), configText(part, download))
    await writeFile(join(folder, 'content.dvc'), outsText(outs))
    const own = { DVC_NO_ANALYTICS: '1', DVC_SITE_CACHE_DIR: join(folder, 'site') }
    return await run(['fetch', 'content.dvc'], folder, { ...passedOn(env), ...own })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

type Env = Readonly<Record<string, string | undefined>>

/** null: done. */
function run(args: readonly string[], cwd: string, env: Env): Promise<string | null> {
  const options = { cwd, env: env as NodeJS.ProcessEnv, timeout: DEADLINE_MS, maxBuffer: 1 << 24 }
  return new Promise((settle) => {
    execFile('dvc', args, options, (error, stdout, stderr) => {
      const said = `${stdout}\n${stderr}`
      if (error?.code === 'ENOENT') settle('dvc is not installed')
      else if (error) settle(lastLine(said) || String(error.message))
      else settle(null)
    })
  })
}

function lastLine(text: string): string {
  return (/ERROR: (.*)/.exec(text)?.[1] ?? text.trim().split('\n').at(-1)!).slice(0, 300)
}

/** Credentials of storage come by the environment; those of GitHub are none of its business. */
function passedOn(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(INPUT_|ACTIONS_|GIT_|GITHUB_TOKEN)/.test(name)))
}

function configText({ root, config, remote }: DvcPart, download: string): string {
  const core = { no_scm: 'true', analytics: 'false', check_update: 'false', remote: remote! }
  const sections = [
    ['core', new Map(Object.entries(core))],
    ['cache', new Map([['dir', download]])],
    ...[...config].filter(([name]) => /^remote "/.test(name)).map(([name, options]) => [name, absolute(options, root)]),
  ] as [string, ReadonlyMap<string, string>][]
  return sections
    .map(
      ([name, options]) => `['${name}']\n${[...options].map(([key, value]) => `${key} = ${quote(value)}\n`).join('')}`,
    )
    .join('')
}

/** A folder as remote is named from `.dvc/`. */
function absolute(options: DvcConfig extends ReadonlyMap<string, infer O> ? O : never, root: string) {
  const url = options.get('url')
  if (url === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(url)) return options
  return new Map([...options, ['url', resolve(root, '.dvc', url)]])
}

function quote(value: string): string {
  return /^[\w./:@~+-]+$/.test(value) ? value : value.includes('"') ? `'${value}'` : `"${value}"`
}

function outsText(outs: readonly Out[]): string {
  const one = ({ md5, folder }: Out, index: number) =>
    `- md5: '${md5}${folder ? '.dir' : ''}'\n  hash: md5\n  path: '${index}'\n`
  return `outs:\n${outs.map(one).join('')}`
}
