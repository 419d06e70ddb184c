/** In how many of the pooled runs an image is right: 0 or 1 of one run. */
export type Right = Uint8Array

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
  /** null: there is no anchor. */
  readonly anchorRight: Right | null
  /** In how many of the pooled runs the anchor has an answer; null: there is no anchor. */
  readonly anchorKnown: Uint8Array | null
  /** How many runs of the gate are pooled; 1: this one alone. Base and head have an answer in all of them. */
  readonly pooled: number
  /** Names of the best answers, of the newest run. */
  readonly baseAnswer: readonly string[]
  readonly headAnswer: readonly string[]
  readonly truth: readonly string[]
  /** Rows of head that base answers and head does not (NaN, failed) in any run: why, by row. */
  readonly headMissing: ReadonlyMap<number, string>
  /** Of the newest run. Per side, ascending: rows of the gate split with a label and a usable answer, whatever the other side has. */
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
