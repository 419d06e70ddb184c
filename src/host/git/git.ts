import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { devNull } from 'node:os'
import { GateError } from '#contract/errors'

/**
 * Configuration of every git call: no hooks, no fsmonitor, no pager, no prompt, no protocol but the plain ones. Content
 * is only ever read as objects, so filters and attributes of a pull request never run.
 */
const SAFE = [
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.quotePath=false',
  '-c',
  'protocol.ext.allow=never',
  '-c',
  'safe.directory=*',
  '-c',
  'advice.graftFileDeprecated=false',
  '--no-pager',
]

/** Objects are what their ids say (no replacements, no grafts), and none is fetched one by one while it is read. */
const AS_COMMITTED = { GIT_NO_REPLACE_OBJECTS: '1', GIT_GRAFT_FILE: devNull, GIT_NO_LAZY_FETCH: '1' }

export interface GitResult {
  status: number
  stdout: Uint8Array
  stderr: string
}

/** git in one repository. `env` is passed on for what git needs (PATH, HOME, proxies, GIT_CONFIG_* with the token). */
export class Git {
  readonly directory: string
  readonly #env: Readonly<Record<string, string>>
  constructor(directory: string, env: Readonly<Record<string, string | undefined>>) {
    this.directory = directory
    const kept: Record<string, string> = { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' }
    for (const [name, value] of Object.entries(env)) if (value !== undefined && isPassedOn(name)) kept[name] = value
    this.#env = { ...AS_COMMITTED, ...kept }
  }

  with(env: Readonly<Record<string, string>>): Git {
    return new Git(this.directory, { ...this.#env, ...env })
  }

  spawn(args: readonly string[]) {
    return spawn('git', [...SAFE, '-C', this.directory, ...args], { env: this.#env, stdio: ['pipe', 'pipe', 'pipe'] })
  }

  /** `deadline` in milliseconds: git is ended then, and the status is −1. */
  async run(args: readonly string[], input?: Uint8Array | string, deadline?: number): Promise<GitResult> {
    const child = this.spawn(args)
    const timer = deadline === undefined ? null : setTimeout(() => child.kill(), deadline)
    const out: Uint8Array[] = []
    let stderr = ''
    child.stdout.on('data', (chunk: Uint8Array) => out.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => {
      stderr = (stderr + new TextDecoder().decode(chunk)).slice(-4096)
    })
    child.stdin.on('error', () => {}) // git may end before it has read all: its status tells
    child.stdin.end(input)
    const [status] = (await once(child, 'close')
      .catch((cause: unknown) => {
        throw new GateError('git-missing', 'host', 'git could not be started', {
          hint: 'Install git and make sure that it is on PATH.',
          cause,
        })
      })
      .finally(() => timer && clearTimeout(timer))) as [number | null]
    return { status: status ?? -1, stdout: Buffer.concat(out), stderr: stderr.trim() }
  }

  /** stdout as text, without the last line break; throws `git-failed` when git does. */
  async text(...args: string[]): Promise<string> {
    const result = await this.run(args)
    if (result.status !== 0) throw failed(args, result)
    return new TextDecoder().decode(result.stdout).replace(/\n$/, '')
  }

  /** As `text`, but null when git exits with an error; throws `git-failed` when it was ended. */
  async maybe(...args: string[]): Promise<string | null> {
    const result = await this.run(args)
    if (result.status < 0) throw failed(args, result)
    return result.status === 0 ? new TextDecoder().decode(result.stdout).replace(/\n$/, '') : null
  }
}

function failed(args: readonly string[], result: GitResult): GateError {
  return new GateError(
    'git-failed',
    'host',
    `git ${args[0]} ${result.status < 0 ? 'was ended' : `failed (${result.status})`}: ${result.stderr}`,
    {
      hint: 'Run `cv-gate doctor` to see what this clone can do.',
    },
  )
}

const PASSED_ON =
  /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_.*|(HTTPS?|NO|ALL)_PROXY|GIT_(?!DIR$|WORK_TREE$).*)$/i
function isPassedOn(name: string): boolean {
  return PASSED_ON.test(name) || name === 'LC_ALL'
}
