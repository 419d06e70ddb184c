/**
 * Which image of base is which image of head: a partial bijection, −1 = no partner. Partners are found in this order:
 * equal path and content; equal content (renamed, moved); equal path (edited). Among several, the one of the same split
 * and label, then of the same split, then the first by row order.
 */
export interface Match {
  readonly headToBase: Int32Array
  readonly baseToHead: Int32Array
  /** Per row of head: 1 when the partner has the same content id. Rows without content id (`none`) are never the same. */
  readonly sameContent: Uint8Array
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    match: Match
  }
}
