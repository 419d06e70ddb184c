/**
 * Samples as a file stores them, interleaved, row by row, not turned by EXIF: 1 channel is grey, 2 grey + alpha, 3 RGB,
 * 4 RGB + alpha (not premultiplied).
 */
export interface Raster {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 2 | 3 | 4
  /** 8 bits a sample; of 16-bit samples the upper byte. */
  readonly data: Uint8Array
  /** The lower bytes of 16-bit samples, in the same order. */
  readonly low: Uint8Array | null
}

/** What is wrong with bytes that should be a picture. */
export interface RasterFault {
  readonly status: 'unreadable' | 'unsupported-format' | 'too-large'
  readonly detail: string
}

/** CleanVision's raw values of one picture: what its scores are made of, beside width and height. */
export interface Quality {
  /** 99th percentile of brightness, 0–1: low in a dark picture. */
  readonly dark: number
  /** 5th percentile of brightness, 0–1: high in a light one. */
  readonly light: number
  /** Bits over the histograms of all channels put together: at most log2(256 · channels). */
  readonly entropy: number
  /** Standard deviation (levels of 0–255) of the edges, the longer side at most 64 pixels. */
  readonly edges: number
  /** Standard deviation of the 256 counts of its grey histogram, at that size. */
  readonly spread: number
  /** The file stores one channel (and perhaps alpha). */
  readonly grey: boolean
}
