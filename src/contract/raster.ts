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
