import type { Waiter } from '#host/github/connection'

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}
/** Turns of the event loop without anything new, after which nobody but a sleeper can go on. */
const QUIET_TURNS = 3

/**
 * Time that passes only when everybody waits: once nothing stirs for some turns of the event loop, it jumps to the next
 * sleeper. Real input and output (files, children) is not seen: time may pass while it runs.
 */
export class VirtualClock implements Waiter {
  #now: number
  #sleepers: Sleeper[] = []
  #quiet = 0
  #turning = false

  constructor(start = Date.parse('2026-03-02T09:00:00Z')) {
    this.#now = start
  }

  now(): number {
    return this.#now
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        this.#sleepers = this.#sleepers.filter((one) => one !== sleeper)
        signal?.removeEventListener('abort', wake)
        this.stir()
        resolve()
      }
      const sleeper = { at: this.#now + Math.max(0, milliseconds), wake }
      this.#sleepers.push(sleeper)
      signal?.addEventListener('abort', wake, { once: true })
      this.stir()
    })
  }

  /** Something happened: whoever waits for it goes first. */
  stir(): void {
    this.#quiet = 0
    if (this.#turning || this.#sleepers.length === 0) return
    this.#turning = true
    setImmediate(() => this.#turn())
  }

  /** Lets time pass from outside, past all sleepers on the way. */
  advance(milliseconds: number): void {
    const until = this.#now + milliseconds
    for (let next = this.#next(); next && next.at <= until; next = this.#next()) this.#jump(next)
    this.#now = until
  }

  #turn(): void {
    const next = this.#next()
    if (next && ++this.#quiet > QUIET_TURNS) this.#jump(next)
    this.#turning = this.#sleepers.length > 0
    if (this.#turning) setImmediate(() => this.#turn())
  }

  #next(): Sleeper | undefined {
    return this.#sleepers.reduce<Sleeper | undefined>(
      (first, one) => (first && first.at <= one.at ? first : one),
      undefined,
    )
  }

  #jump(sleeper: Sleeper): void {
    this.#now = Math.max(this.#now, sleeper.at)
    sleeper.wake()
  }
}
