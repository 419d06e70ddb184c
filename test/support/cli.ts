import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { DIST } from './built.ts'

export interface Said {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The built command line, started as a person starts it. */
export function cli(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<Said> {
  const environment = { PATH: process.env.PATH ?? '', HOME: cwd, XDG_CACHE_HOME: join(cwd, '.git/cache'), ...env }
  const options = { cwd, env: environment, maxBuffer: 1 << 27 }
  return new Promise((resolve) => {
    execFile(process.execPath, [join(DIST, 'cli.js'), ...args], options, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr })
    })
  })
}
