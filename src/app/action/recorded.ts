import * as z from 'zod'
import { type History, historySchema } from '#contract/history'
import { type CheckId, checkIdSchema, digestSchema } from '#contract/ids'
import { rawSchema } from '#contract/outcome'
import type { Attempts, OutcomeStore } from '#contract/ports'

/** A few for each target and attempt: policy may change between attempts, and with it the digests. */
const MOST_KEPT = 500
const recordedSchema = z.strictObject({
  schema: z.literal('cv-gate/recorded@2'),
  outcomes: z.array(z.strictObject({ digest: digestSchema, check: checkIdSchema, outcome: rawSchema })),
  /** Measurements by the digest of their evidence, for whoever measures again; each is read by the evidence itself. */
  kept: z.array(z.strictObject({ digest: digestSchema, value: z.unknown() })).max(MOST_KEPT),
  /** What the first attempt knew; absent: not told. */
  history: historySchema.nullable().optional(),
})
type Left = z.infer<typeof recordedSchema>
type Entry = Left['outcomes'][number]

export const RECORDED_FILE = 'recorded.json'

/** Checks that are measured anew, whatever is recorded. */
export type Forced = ReadonlySet<string> | 'all'

/** Outcomes that an earlier attempt of this run left, and those of this one, to be left for the next. */
export class Recorded implements OutcomeStore {
  readonly #known = new Map<string, Entry>()
  readonly #used = new Map<string, Entry>()
  readonly #kept = new Map<string, unknown>()
  #forced: Forced
  /** The history that this run used in its first attempt, null for none; undefined: that is not known. */
  readonly history: History | null | undefined

  /** `text`: the file of the earlier attempt, or null. What does not fit the schema counts as absent. */
  constructor(text: string | null, forced: Forced) {
    this.#forced = forced
    const left = text === null ? null : leftIn(text)
    this.history = left?.history
    for (const entry of left?.outcomes ?? []) this.#known.set(entry.digest, entry)
    for (const { digest, value } of left?.kept ?? []) this.#kept.set(digest, value)
  }

  readonly attempts: Attempts = {
    isForced: (check) => this.#isForced(check),
    forceAll: () => {
      if (this.#known.size > 0) this.#forced = 'all'
    },
    kept: (digest) => this.#kept.get(digest) ?? null,
    keep: (digest, kept) => void this.#kept.set(digest, kept),
  }

  async get(digest: string, check: CheckId): Promise<unknown> {
    if (this.#isForced(check)) return null
    const entry = this.#known.get(digest)
    if (entry?.check !== check) return null
    this.#used.set(digest, entry)
    return entry.outcome
  }

  async put(digest: string, outcome: unknown, check: CheckId): Promise<void> {
    this.#used.set(digest, { digest, check, outcome } as Entry)
  }

  text(history: History | null): string {
    const kept = [...this.#kept].slice(-MOST_KEPT).map(([digest, value]) => ({ digest, value }))
    return JSON.stringify({ schema: 'cv-gate/recorded@2', outcomes: [...this.#used.values()], kept, history })
  }

  #isForced(check: CheckId): boolean {
    return this.#forced === 'all' || this.#forced.has(check)
  }
}

function leftIn(text: string): Left | null {
  try {
    return recordedSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
