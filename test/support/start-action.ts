import { type ChildProcess, execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { join } from 'node:path'
import { DIST } from '#test/built'

export const SECRET = 'ghs_a-token-that-nobody-may-see'

export interface Ended {
  readonly code: number
  readonly output: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
}

export interface Start {
  /** Holds event file, output, summary and the runner's temporary folder. */
  readonly folder: string
  readonly workspace: string
  readonly api: string
  readonly event: { readonly name: string; readonly payload: unknown }
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly node?: string
  /** A command that starts what follows it: `prlimit --nofile=20`. */
  readonly through?: readonly string[]
  readonly started?: (child: ChildProcess) => void
  /** Of the program: action.js. */
  readonly program?: string
}

/**
 * Starts the built action as the runner does: environment, event file, output and summary files. A name in `env` that is
 * undefined is left out. The exit code of a process that a signal ended is 128 and the signal's, as shells have it.
 */
export async function startAction(start: Start): Promise<Ended> {
  const { folder, workspace, api, event, env, node = process.execPath, through = [] } = start
  writeFileSync(join(folder, 'event.json'), JSON.stringify(event.payload))
  for (const name of ['output', 'summary']) writeFileSync(join(folder, name), '')
  const environment = {
    PATH: process.env.PATH ?? '',
    HOME: folder,
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_WORKSPACE: workspace,
    GITHUB_API_URL: api,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_RUN_ID: '991',
    GITHUB_RUN_ATTEMPT: '2',
    GITHUB_OUTPUT: join(folder, 'output'),
    GITHUB_STEP_SUMMARY: join(folder, 'summary'),
    RUNNER_TEMP: join(folder, 'temp'),
    'INPUT_GITHUB-TOKEN': SECRET,
    ...env,
  }
  return new Promise((resolve) => {
    const options = { env: environment, cwd: workspace, maxBuffer: 1 << 26 }
    const [command, ...args] = [...through, node, start.program ?? join(DIST, 'action.js')]
    const child = execFile(command!, args, options, (error, stdout, stderr) => {
      resolve({
        code: error?.signal ? 128 + constants.signals[error.signal] : Number(error?.code ?? 0),
        output: stdout + stderr,
        outputs: outputsOf(readFileSync(join(folder, 'output'), 'utf8')),
        summary: readFileSync(join(folder, 'summary'), 'utf8'),
      })
    })
    start.started?.(child)
  })
}

function outputsOf(file: string): Record<string, string> {
  return Object.fromEntries(
    [...file.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  )
}
