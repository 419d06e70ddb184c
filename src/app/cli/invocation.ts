import { nearest } from '#config/nearest'
import type { CheckMeta } from '#contract/check'
import { UsageError } from '#contract/errors'
import type { CheckId } from '#contract/ids'
import type { Arguments } from '#host/arguments'
import { cacheDirectory, readText } from '#host/files'
import type { Output } from '#host/log/log'
import { catalogue } from '../catalogue.ts'
import { CONFIG_PATH } from '../config-path.ts'
import type { Gate } from '../gate.ts'
import { type OpenOptions, openGate, type Surroundings } from '../open-gate.ts'
import type { Request } from '../sides.ts'

export interface Terminal extends Omit<Surroundings, 'log'> {
  readonly stdout: Output
  readonly stderr: Output
}

export interface Invocation {
  readonly args: Arguments
  readonly terminal: Terminal
  readonly around: Surroundings
}

/** Opens the repository with the flags that `run` and `plan` share; the caller closes it. */
export async function open({ args, around }: Invocation): Promise<Gate> {
  const options: OpenOptions = {
    cache: args.has('no-cache') ? null : cacheDirectory(around.env),
    recorded: 'in-cache',
    dataRoot: args.text('data-root'),
    nativesDir: around.env.CV_GATE_NATIVES_DIR ?? null,
  }
  return openGate(around, options)
}

export async function requestOf({ args }: Invocation, gate: Gate): Promise<Request> {
  const config = args.text('config')
  return {
    base: args.text('base') ?? (await gate.repository.defaultBranch()),
    head: args.text('head') ?? 'HEAD',
    configPath: config ?? CONFIG_PATH,
    configText: config === null ? null : await readText(config),
    mergeBase: null,
    trusted: true,
  }
}

export function selected({ args }: Invocation): ReadonlySet<string> | null {
  const ids = args.list('check')
  for (const id of ids) checkNamed(id)
  return ids.length > 0 ? new Set(ids) : null
}

/** The check that a person named, or an error that names the nearest. */
export function checkNamed(id: string): CheckMeta {
  const meta = catalogue.get(id as CheckId)
  if (meta) return meta
  const close = nearest(id, [...catalogue.keys()])
  throw new UsageError('unknown-check', `no check ${JSON.stringify(id)}`, {
    hint: close ? `Did you mean ${close}?` : 'See `cv-gate list`.',
  })
}
