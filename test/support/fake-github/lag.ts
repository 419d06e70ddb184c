import type { Waiter } from '#host/github/connection'

export interface LagOptions {
  /** Lists lack what was created for so many reads of it … */
  readonly reads?: number
  /** … and for so long. */
  readonly milliseconds?: number
}

/** What was just created may be missing from lists for a while; its own address knows it at once. */
export class Lag {
  readonly #born = new WeakMap<object, { at: number; reads: number }>()
  readonly #options: Required<LagOptions>
  readonly #clock: Waiter

  constructor(clock: Waiter, { reads = 0, milliseconds = 0 }: LagOptions) {
    this.#clock = clock
    this.#options = { reads, milliseconds }
  }

  born<T extends object>(record: T): T {
    this.#born.set(record, { at: this.#clock.now(), reads: 0 })
    return record
  }

  /** What a list shows now; counts as a read of what it hides. */
  listed<T extends object>(records: readonly T[]): T[] {
    return records.filter((record) => {
      const born = this.#born.get(record)
      return !born || (born.reads++ >= this.#options.reads && this.#clock.now() - born.at >= this.#options.milliseconds)
    })
  }
}
