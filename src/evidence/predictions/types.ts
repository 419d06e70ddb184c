export const PREDICTION_STATUS = [
  'ok',
  'not-finite',
  'absent',
  'missing',
  'unreadable',
  'unsupported-format',
  'too-large',
  'out-of-memory',
  'timeout',
  'crash',
] as const
export type PredictionStatus = (typeof PREDICTION_STATUS)[number]

/** What one model says of the gate split of one dataset. n = length of `rows`. */
export interface Predictions {
  /** Rows of the dataset, ascending. */
  readonly rows: Int32Array
  /** n; index into PREDICTION_STATUS. */
  readonly status: Uint8Array
  /** n × TOP best output indices, best first, −1 padded. */
  readonly classes: Int32Array
  /** n × TOP scores, as the model gave them. */
  readonly scores: Float32Array
  /** n: outputs that tie with the best (1 = none does). A tie at the top counts as wrong: pessimistic. */
  readonly tied: Int32Array
  /** Names of the outputs, in their order. */
  readonly names: readonly string[]
  /** n: output index of the true class; −1 when the image has no label. */
  readonly truth: Int32Array
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    predictions: Predictions
  }
}
