import * as z from 'zod'
import { type CheckId, checkIdSchema, digestSchema } from '#contract/ids'
import { rawSchema } from '#contract/outcome'
import type { OutcomeStore } from '#contract/ports'

const recordedSchema = z.strictObject({
  schema: z.literal('cv-gate/recorded@1'),
  outcomes: z.array(z.strictObject({ digest: digestSchema, check: checkIdSchema, outcome: rawSchema })),
})
type Entry = z.infer<typeof recordedSchema>['outcomes'][number]

export const RECORDED_FILE = 'recorded.json'

/** Checks that are measured anew, whatever is recorded. */
export type Forced = ReadonlySet<string> | 'all'

/** Outcomes that an earlier attempt of this run left, and those of this one, to be left for the next. */
export class Recorded implements OutcomeStore {
  readonly #known = new Map<string, Entry>()
  readonly #used = new Map<string, Entry>()
  readonly #forced: Forced

  /** `text`: the file of the earlier attempt, or null. What does not fit the schema counts as absent. */
  constructor(text: string | null, forced: Forced) {
    this.#forced = forced
    for (const entry of text === null ? [] : entriesIn(text)) this.#known.set(entry.digest, entry)
  }

  async get(digest: string, check: CheckId): Promise<unknown> {
    if (this.#forced === 'all' || this.#forced.has(check)) return null
    const entry = this.#known.get(digest)
    if (entry?.check !== check) return null
    this.#used.set(digest, entry)
    return entry.outcome
  }

  async put(digest: string, outcome: unknown, check: CheckId): Promise<void> {
    this.#used.set(digest, { digest, check, outcome } as Entry)
  }

  text(): string {
    return JSON.stringify({ schema: 'cv-gate/recorded@1', outcomes: [...this.#used.values()] })
  }
}

function entriesIn(text: string): readonly Entry[] {
  try {
    return recordedSchema.parse(JSON.parse(text)).outcomes
  } catch {
    return []
  }
}
