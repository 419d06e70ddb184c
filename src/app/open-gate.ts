import { checks } from '#checks/registry.generated'
import type { Digest } from '#contract/ids'
import type { OutcomeStore } from '#contract/ports'
import type { Machine } from '#contract/report'
import { evidence } from '#evidence/registry.generated'
import { eachStore, type Seed } from '#host/each-store'
import { distDigest, folderOf } from '#host/files'
import { Repository } from '#host/git/repository'
import { sha256 } from '#host/hash'
import type { StageLog } from '#host/log/log'
import { describeMachine } from '#host/machine'
import { outcomeStore } from '#host/outcome-store'
import { createSandbox } from '#host/sandbox/sandbox'
import { VERSION } from '../version.ts'
import type { Gate } from './gate.ts'

export interface Surroundings {
  /** `import.meta.url` of the entry: the worker and natives are looked for beside it. */
  readonly entry: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly log: StageLog
  readonly now: () => number
}

export interface OpenOptions {
  readonly cache: string | null
  /** Outcomes of earlier runs: those in the cache (where nobody else writes it), those of a store, or none. */
  readonly recorded: 'in-cache' | OutcomeStore | null
  /** Files of records that other runs left; absent: none. */
  readonly seed?: Seed | null
  readonly dataRoot: string | null
  readonly nativesDir: string | null
}

/** Introduces the rooms to each other: the only place where adapters, evidence and checks meet. */
export async function openGate(around: Surroundings, options: OpenOptions): Promise<Gate> {
  const folder = folderOf(around.entry)
  const clock = { now: around.now }
  const sandbox = createSandbox({ folder, nativesDir: options.nativesDir, env: around.env, log: around.log })
  let machine: Promise<Machine> | null = null
  return {
    tool: { version: VERSION, dist: (await distDigest(folder)) as Digest },
    repository: await Repository.open(around.cwd, around.env),
    checks,
    evidence: new Map(evidence.map((one) => [one.id, one])),
    each: eachStore(options.cache, around.log.warn, options.seed ?? undefined),
    outcomes: recordedIn(options),
    sandbox,
    hash: sha256,
    log: around.log,
    clock,
    machine: () => {
      machine ??= Promise.resolve(describeMachine('cpu', sandbox.level()))
      return machine
    },
    dataRoot: options.dataRoot,
  }
}

function recordedIn({ recorded, cache }: OpenOptions): OutcomeStore | null {
  if (recorded !== 'in-cache') return recorded
  return cache === null ? null : outcomeStore(cache)
}
