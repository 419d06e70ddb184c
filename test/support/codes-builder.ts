import type { Codes } from '#contract/table'

/** A dictionary-encoded column, value by value. */
export class CodesBuilder {
  #codes: number[] = []
  readonly values: string[] = []
  readonly #index = new Map<string, number>()
  constructor(values: Iterable<string> = []) {
    for (const value of values) this.code(value)
  }
  code(value: string): number {
    const known = this.#index.get(value)
    if (known !== undefined) return known
    this.#index.set(value, this.values.length)
    return this.values.push(value) - 1
  }
  push(value: string | null): void {
    this.#codes.push(value === null ? -1 : this.code(value))
  }
  build(): Codes {
    return { codes: Int32Array.from(this.#codes), values: this.values }
  }
}
