import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { GateError, UsageError } from '#contract/errors'
import lock from './natives-lock.generated.json' with { type: 'json' }

type Env = Readonly<Record<string, string | undefined>>
export interface NativesOptions {
  /** A folder whose node_modules holds both packages; null = look for them. */
  readonly directory: string | null
  /** The folder of the program: node_modules is looked for there and above. */
  readonly program: string
  readonly env: Env
  readonly say: (text: string) => void
  /** Program that installs; default: the one beside this Node, else the one on the PATH. */
  readonly npm?: string
}
const PACKAGES = ['onnxruntime-node', 'sharp'] as const

/**
 * The folder from which onnxruntime-node and sharp load: the one named, the program's own, the runner's tool cache, or
 * there after installing the pinned packages (npm checks them by hash, with the registry and proxy of its settings).
 */
export async function findNatives({ directory, program, env, say, npm }: NativesOptions): Promise<string> {
  if (directory !== null) {
    if (holdsBoth(directory)) return directory
    throw new UsageError('natives-missing', `${directory}: onnxruntime-node and sharp are not in its node_modules`, {
      hint: `Install them there: npm install --ignore-scripts --prefix ${directory} onnxruntime-node sharp.`,
    })
  }
  if (holdsBoth(program)) return program
  const cache = env.RUNNER_TOOL_CACHE
  if (!cache)
    throw missing('they are not installed beside the program, and there is no tool cache to install them into')
  const digest = createHash('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 16)
  const folder = join(cache, 'cv-gate-natives', digest, `${process.platform}-${process.arch}`)
  if (holdsBoth(folder)) return folder
  say(`installing onnxruntime-node and sharp into ${folder}`)
  await install(folder, env, npm ?? (await npmProgram()))
  return folder
}

/** `null` when they are there already; used by `doctor`, which installs nothing. */
export function nativesBeside(program: string): string | null {
  return holdsBoth(program) ? program : null
}

function holdsBoth(folder: string): boolean {
  const from = createRequire(join(folder, 'package.json'))
  return PACKAGES.every((name) => {
    try {
      from.resolve(name)
      return true
    } catch {
      return false
    }
  })
}

/** Into a temporary folder beside the final one, renamed when whole: two jobs at once do not see halves. */
async function install(folder: string, env: Env, program: string): Promise<void> {
  const temporary = `${folder}.${randomBytes(6).toString('hex')}`
  await mkdir(temporary, { recursive: true })
  try {
    await writeFile(join(temporary, 'package.json'), JSON.stringify(lock.manifest))
    await writeFile(join(temporary, 'package-lock.json'), JSON.stringify(lock.lock))
    await npm(program, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], temporary, env)
    await rename(temporary, folder).catch(async (error: unknown) => {
      if (!(await isFolder(folder))) throw error // another job was faster
    })
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function npmProgram(): Promise<string> {
  const beside = join(dirname(process.execPath), process.platform === 'win32' ? 'npm.cmd' : 'npm')
  return (await exists(beside)) ? beside : 'npm'
}

async function npm(program: string, args: readonly string[], cwd: string, env: Env): Promise<void> {
  const child = spawn(program, args, {
    cwd,
    env: {
      ...withoutSecrets(env),
      PATH: `${dirname(process.execPath)}:${env.PATH ?? ''}`,
      ONNXRUNTIME_NODE_INSTALL: 'skip',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32',
  })
  let stderr = ''
  child.stderr.on('data', (chunk: Uint8Array) => {
    stderr = (stderr + new TextDecoder().decode(chunk)).slice(-4000)
  })
  const [status] = (await once(child, 'close').catch((cause: unknown) => {
    throw missing('npm could not be started', cause)
  })) as [number | null]
  if (status !== 0) throw missing(`npm ci failed: ${errorLines(stderr)}`)
}

/** What npm calls an error, without its prefix and the place of its log. */
function errorLines(stderr: string): string {
  const lines = stderr.split('\n').flatMap((line) => /^npm (?:error|ERR!) (.+)/.exec(line)?.[1] ?? [])
  const text = lines.filter((line) => !line.startsWith('A complete log')).join('; ')
  return (text || stderr.trim()).slice(0, 500)
}

/** npm needs its settings and proxies, not the inputs of the action and the tokens of the job. */
function withoutSecrets(env: Env): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(INPUT_|GITHUB_|ACTIONS_|GIT_CONFIG_)/.test(name)),
  )
}

function missing(why: string, cause?: unknown): GateError {
  return new GateError('natives-missing', 'host', `onnxruntime-node and sharp are needed to decode and infer: ${why}`, {
    hint: 'Run `npm install --ignore-scripts onnxruntime-node sharp` in a folder and name it: input `natives-dir`, or CV_GATE_NATIVES_DIR.',
    cause,
  })
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
