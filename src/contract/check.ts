import type { z } from 'zod'
import type { TargetPolicy } from './config.ts'
import type { Given, Needs } from './evidence.ts'
import type { CheckId } from './ids.ts'
import type { Measured, NotApplicable } from './outcome.ts'
import type { Severity } from './report.ts'

export type Cost = 'static' | 'cpu' | 'gpu'

/** `{name}` in `text` and `fix` is replaced by the finding's argument; render escapes arguments. */
export interface Message {
  readonly text: string
  readonly fix: string
  readonly severity: Severity
}

/** What render and `explain` know of a check. */
export interface CheckMeta<Code extends string = string> {
  readonly id: CheckId
  readonly title: string
  readonly failureTitle: string
  /** One sentence: why this matters. */
  readonly why: string
  readonly pitfalls: readonly number[]
  readonly cost: Cost
  readonly messages: Readonly<Record<Code, Message>>
  readonly references: readonly string[]
}

export interface CheckContext<Options> {
  readonly options: Options
  readonly target: TargetPolicy
  /** Uniform in [0, 1), seeded by the digest of what is judged and `purpose`: the same artefacts give the same draw. */
  random(purpose: string): () => number
}

/** A pure function from declared evidence and options to an outcome, with its description. No host, no clock, no GitHub. */
export interface Check<N extends Needs = Needs, Options = unknown, Code extends string = string>
  extends CheckMeta<Code> {
  readonly needs: N
  readonly options: z.ZodType<Options>
  run(given: Given<N>, context: CheckContext<Options>): Measured<Code> | NotApplicable
}

export function defineCheck<const N extends Needs, Options, Code extends string>(
  check: Check<N, Options, Code>,
): Check<N, Options, Code> {
  return check
}
/** A check whose types the engine need not know. */
// biome-ignore lint/suspicious/noExplicitAny: the registry holds checks of every shape; the engine pairs needs and given.
export type AnyCheck = Check<any, any, any>
