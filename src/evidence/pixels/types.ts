/** Per row of the dataset of the same side. */
export const PIXEL_STATUS = [
  'ok',
  'absent', // bytes are not on this machine
  'missing', // the manifest names a file that the commit does not have
  'unreadable',
  'unsupported-format',
  'too-large',
  'out-of-memory',
  'timeout',
  'crash',
] as const
export type PixelStatus = (typeof PIXEL_STATUS)[number]

/** CleanVision's raw values (src/contract/raster.ts says what each is), of the pixels as stored. */
export interface QualityColumns {
  readonly dark: Float64Array
  readonly light: Float64Array
  readonly entropy: Float64Array
  readonly edges: Float64Array
  readonly spread: Float64Array
  /** 1: the file stores one channel. */
  readonly grey: Uint8Array
}

/** What one decode of every image tells. */
export interface Pixels {
  readonly rows: number
  /** Index into PIXEL_STATUS. */
  readonly status: Uint8Array
  /** 32 bytes a row: sha-256 of the upright pixels and their size (docs/images.md); zeros unless `ok`. */
  readonly hash: Uint8Array
  readonly width: Uint32Array
  readonly height: Uint32Array
  /** Zeros unless `ok`. */
  readonly quality: QualityColumns
  /** What the decoder said, for rows that are not `ok`. */
  readonly detail: ReadonlyMap<number, string>
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    pixels: Pixels
  }
}
