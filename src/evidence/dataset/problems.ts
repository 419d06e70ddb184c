import { textHash } from '#contract/byte-index'
import { FloatColumn } from '#formats/csv-columns'
import { type DataProblem, MORE_OF_THESE, type ProblemCode } from './types.ts'

/** Objects kept per code: of more there is a hash, for a broken manifest of a million rows must not become a million objects. */
const PROBLEM_LIMIT = 1000
/** Longest quotation of a name in a problem's text. */
const QUOTE_LIMIT = 200

interface Kept {
  readonly kept: DataProblem[]
  /** Hashes of the texts of those that are not kept. */
  readonly rest: FloatColumn
}

export class Problems {
  readonly #byCode = new Map<ProblemCode, Kept>()

  add(code: ProblemCode, file: string, line: number, text: string, { count = 1, column = 0 } = {}): void {
    const of = this.#of(code)
    if (of.kept.length < PROBLEM_LIMIT) of.kept.push({ code, file, line, column, text, count })
    else for (let record = 0; record < count; record++) of.rest.push(textHash(text))
  }

  /** One problem whose count grows by every call. */
  counter(code: ProblemCode, file: string, line: number, text: string): () => void {
    const of = this.#of(code)
    if (of.kept.length === PROBLEM_LIMIT) {
      const hash = textHash(text)
      return () => of.rest.push(hash)
    }
    const problem = { code, file, line, column: 0, text, count: 0 }
    of.kept.push(problem)
    return () => problem.count++
  }

  #of(code: ProblemCode): Kept {
    const known = this.#byCode.get(code)
    if (known) return known
    const fresh = { kept: [], rest: new FloatColumn() }
    this.#byCode.set(code, fresh)
    return fresh
  }

  /** In the order of codes as they first came; the last one of a code may stand for all that were not kept. */
  build(): DataProblem[] {
    const all: DataProblem[] = []
    for (const [code, { kept, rest }] of this.#byCode) {
      all.push(...kept)
      const hashes = rest.build()
      const more = { code, file: kept[0]!.file, line: 0, column: 0, text: MORE_OF_THESE }
      if (hashes.length > 0) all.push({ ...more, count: hashes.length, rest: hashes })
    }
    return all
  }
}

/** A name in a sentence, in quotes, at most 200 characters of it. */
export function quoted(name: string): string {
  return name.length <= QUOTE_LIMIT ? `"${name}"` : `"${name.slice(0, QUOTE_LIMIT)}…"`
}
