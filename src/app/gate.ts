import type { AnyCheck } from '#contract/check'
import type { AnyEvidence } from '#contract/evidence'
import type { CheckId, Digest } from '#contract/ids'
import type { Clock, OutcomeStore, Ports, Sandbox } from '#contract/ports'
import type { Machine } from '#contract/report'
import type { KeptStore } from '#host/each-store'
import type { Repository } from '#host/git/repository'
import { imageBytes, type Shown } from '#host/image-bytes'
import type { StageLog } from '#host/log/log'

/** All that a run works with: made once at the edge (cli.ts, action.ts) and handed down. */
export interface Gate {
  readonly tool: { readonly version: string; readonly dist: Digest }
  readonly repository: Repository
  readonly checks: readonly AnyCheck[]
  readonly evidence: ReadonlyMap<string, AnyEvidence>
  readonly each: KeptStore
  /** Outcomes recorded on this machine, or null: every check runs. */
  readonly outcomes: OutcomeStore | null
  readonly sandbox: Sandbox
  readonly hash: Ports['hash']
  readonly log: StageLog
  readonly clock: Clock
  readonly machine: () => Promise<Machine>
  /** Folder with images that are not in git (`$data`), or null. */
  readonly dataRoot: string | null
}

export function byId(checks: readonly AnyCheck[]): ReadonlyMap<CheckId, AnyCheck> {
  return new Map(checks.map((check) => [check.id, check]))
}

/** Latency measured on one kind of machine says nothing about another. */
export function machineFingerprint(machine: Machine): string {
  return [machine.os, machine.cpu, machine.gpu ?? '', machine.provider].join('|')
}

/** What evidence may touch, of this gate; `shown` limits what of the data root. */
export function portsOf(gate: Gate, shown: Shown = null): Ports {
  return {
    each: gate.each,
    images: imageBytes(gate.repository.store, gate.dataRoot, shown),
    sandbox: gate.sandbox,
    log: gate.log,
    clock: gate.clock,
    machine: gate.machine,
    unsettled: () => {}, // nobody asks outside a run
    hash: gate.hash,
  }
}
