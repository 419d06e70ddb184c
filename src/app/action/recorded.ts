import * as z from 'zod'
import { type History, historySchema } from '#contract/history'
import { type CheckId, checkIdSchema, digestSchema } from '#contract/ids'
import { rawSchema } from '#contract/outcome'
import type { OutcomeStore, RunStore } from '#contract/ports'

const outcomeSchema = z.strictObject({ digest: digestSchema, check: checkIdSchema, outcome: rawSchema })
const runsSchema = z.strictObject({ digest: digestSchema, runs: z.array(z.string()) })
const recordedSchema = z.strictObject({
  schema: z.literal('cv-gate/recorded@1'),
  outcomes: z.array(outcomeSchema),
  evidence: z.array(runsSchema).default([]),
  /** What the first attempt knew; absent: not told. */
  history: historySchema.nullable().optional(),
})
type Left = z.infer<typeof recordedSchema>
type Entry = z.infer<typeof outcomeSchema>

export const RECORDED_FILE = 'recorded.json'
/** GitHub starts a run 50 times again at most. */
const MOST_RUNS = 60
/** Characters of all runs together; an artifact may have 64 MiB, and the outcomes stand in the same file. */
const MOST_RUNS_LENGTH = 24 * 1024 * 1024

/**
 * Outcomes that an earlier attempt of this run left, and those of this one, to be left for the next; beside them what
 * every attempt measured of evidence that may come out otherwise.
 */
export class Recorded implements OutcomeStore {
  readonly #known = new Map<string, Entry>()
  readonly #used = new Map<string, Entry>()
  readonly #earlier = new Map<string, readonly string[]>()
  readonly #added = new Map<string, string>()
  #length = 0
  readonly runs: RunStore
  /** The history that this run used in its first attempt, null for none; undefined: that is not known. */
  readonly history: History | null | undefined

  /** `text`: the file of the earlier attempt, or null. What does not fit the schema counts as absent. */
  constructor(text: string | null, most = MOST_RUNS_LENGTH) {
    const left = text === null ? null : leftIn(text)
    this.history = left?.history
    for (const entry of left?.outcomes ?? []) this.#known.set(entry.digest, entry)
    for (const { digest, runs } of left?.evidence ?? []) {
      const kept = runs.slice(0, MOST_RUNS).filter((run) => this.#fits(run, most))
      if (kept.length > 0) this.#earlier.set(digest, kept)
    }
    this.runs = {
      earlier: (digest) => this.#earlier.get(digest) ?? [],
      // The oldest stay where there is no more room: what is left out of them would be a choice among runs.
      add: (digest, run) => {
        const full = (this.#earlier.get(digest)?.length ?? 0) >= MOST_RUNS
        if (!full && !this.#added.has(digest) && this.#fits(run, most)) this.#added.set(digest, run)
      },
    }
  }

  async get(digest: string, check: CheckId): Promise<unknown> {
    const entry = this.#known.get(digest)
    if (entry?.check !== check) return null
    this.#used.set(digest, entry)
    return entry.outcome
  }

  async put(digest: string, outcome: unknown, check: CheckId): Promise<void> {
    this.#used.set(digest, { digest, check, outcome } as Entry)
  }

  text(history: History | null): string {
    const digests = new Set([...this.#earlier.keys(), ...this.#added.keys()])
    const evidence = Array.from(digests, (digest) => {
      const own = this.#added.get(digest)
      return { digest, runs: [...this.runs.earlier(digest), ...(own === undefined ? [] : [own])] }
    })
    return JSON.stringify({ schema: 'cv-gate/recorded@1', outcomes: [...this.#used.values()], evidence, history })
  }

  #fits({ length }: string, most: number): boolean {
    if (this.#length + length > most) return false
    this.#length += length
    return true
  }
}

function leftIn(text: string): Left | null {
  try {
    return recordedSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}
