export const EDIT_KINDS = ['unknown', 're-encoded', 'edited', 'resized'] as const
export type EditKind = (typeof EDIT_KINDS)[number]

/** What became of the pixels of images whose bytes changed: one row an image, in the order of head. */
export interface Edits {
  readonly baseRow: Int32Array
  readonly headRow: Int32Array
  /** Index into EDIT_KINDS; `unknown`: the bytes of a side are not here, or cannot be decoded. */
  readonly kind: Uint8Array
  /** Share of the pixels that differ; NaN where unknown. */
  readonly changed: Float64Array
  /** Mean absolute difference of all samples, 0…1 of their range; NaN where unknown or resized. */
  readonly mean: Float64Array
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    edits: Edits
  }
}
