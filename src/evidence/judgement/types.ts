/** 0 wrong, 1 right, NaN not known; between 0 and 1 the share of several runs that were right. */
export type Right = Float64Array

/**
 * Which images both models are judged on, and how they did: the gate split's images whose content and label are the same
 * on base and head. n = `headRow.length`.
 */
export interface Judgement {
  /** Rows of head's and base's dataset, ascending by head. */
  readonly headRow: Int32Array
  readonly baseRow: Int32Array
  readonly baseRight: Right
  readonly headRight: Right
  /** null: there is no anchor. NaN where the anchor has no answer. */
  readonly anchorRight: Right | null
  /** Names of the best answers. */
  readonly baseAnswer: readonly string[]
  readonly headAnswer: readonly string[]
  readonly truth: readonly string[]
  /** Rows of head that base answers and head does not (NaN, failed): why, by row. */
  readonly headMissing: ReadonlyMap<number, string>
  /** Per side, ascending: rows of the gate split with a label and a usable answer, whatever the other side has. */
  readonly answered: { readonly base: Int32Array; readonly head: Int32Array }
  /** Those of `answered` that are right. */
  readonly whole: { readonly base: Share; readonly head: Share }
}
export interface Share {
  readonly n: number
  readonly right: number
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    judgement: Judgement
  }
}
