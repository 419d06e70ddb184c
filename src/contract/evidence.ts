import type { Placement, TargetPolicy } from './config.ts'
import type { TargetHistory } from './history.ts'
import type { At, Digest, Reason, Side } from './ids.ts'
import type { Ports, Tree } from './ports.ts'

/** Each folder under evidence/ adds its own entry: `declare module '#contract/evidence' { interface EvidenceTypes { … } }`. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging.
export interface EvidenceTypes {}
export type EvidenceId = keyof EvidenceTypes & string

export interface Need<Id extends EvidenceId = EvidenceId> {
  readonly evidence: Id
  readonly at: At
  /** When true and the evidence is unavailable (no anchor, no model), the check is given null instead of not running. */
  readonly optional?: boolean
}
export type Needs = { readonly [name: string]: Need }
export type Given<N extends Needs> = {
  readonly [K in keyof N]: N[K]['optional'] extends true
    ? EvidenceTypes[N[K]['evidence']] | null
    : EvidenceTypes[N[K]['evidence']]
}

/** One target as it stands on every side: where things lie, and the files of that commit. */
export interface Scene {
  readonly target: string
  readonly policy: TargetPolicy
  /** null: this side does not exist (no anchor) or its configuration does not know this target. */
  readonly placement: Readonly<Record<Side, Placement | null>>
  readonly tree: Readonly<Record<Side, Tree | null>>
  /** Of earlier runs on the default branch, which no pull request can write; null: there is none. */
  readonly history: TargetHistory | null
}

/** Values of other evidence, resolved once each. */
export type Resolve = <Id extends EvidenceId>(evidence: Id, at: At) => Promise<EvidenceTypes[Id]>

export interface Evidence<Id extends EvidenceId = EvidenceId> {
  readonly id: Id
  /** Raised when the same inputs would give another value. */
  readonly version: number
  /** The value depends on the machine (latency): its digest then includes the machine's fingerprint. */
  readonly perMachine: boolean
  /** Why it cannot be had here (first model, no anchor), or null. Must not read contents. */
  unavailable(scene: Scene, at: At): Promise<Reason | null>
  /** Other evidence that `compute` resolves: their digests are part of this one's. */
  needs(at: At): readonly Need[]
  /** The leaves: object ids and options. Everything that the value depends on and that is not in `needs`. Cheap: no contents. */
  inputs(scene: Scene, at: At): Promise<readonly string[]>
  compute(scene: Scene, at: At, resolve: Resolve, ports: Ports): Promise<EvidenceTypes[Id]>
  /** Only where the same inputs may give another value (inference): what is kept of it by content id then never answers for what is measured again. */
  readonly varies?: true
  /** Only where the same inputs may give another value: how a forced run joins what earlier ones measured. */
  readonly pool?: Pool<EvidenceTypes[Id]>
  /** Only for evidence that is kept per content id: how many images it covers, and of how many the record is kept. */
  kept?(scene: Scene, at: At, resolve: Resolve, ports: Ports): Promise<Kept>
  /** Only for `pair` evidence: the value with base and head exchanged (the law's tests use it). */
  swap?(value: EvidenceTypes[Id]): EvidenceTypes[Id]
}

/** Measuring again until it suits is no way to pass: what is measured again on the same inputs counts together with what was measured before. */
export interface Pool<Value> {
  /** What of one fresh value is recorded for later runs: short. */
  write(fresh: Value): string
  /** The fresh value and what earlier runs recorded of the same inputs. A record that does not fit counts as absent: it may come from anybody. */
  join(fresh: Value, earlier: readonly string[]): Value
}

export interface Kept {
  readonly images: number
  readonly kept: number
}

// biome-ignore lint/suspicious/noExplicitAny: the registry holds evidence of every type.
export type AnyEvidence = Evidence<any>

export interface Planned {
  readonly evidence: EvidenceId
  readonly at: At
  readonly digest: Digest
}
