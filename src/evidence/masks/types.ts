import type { Contents, Strings } from '#contract/table'

/** Pictures that are the annotations of images: one row an image of the dataset of the same side, no row where it has none. */
export interface Masks {
  readonly rows: number
  /** `''` and no content where the image has no mask. */
  readonly path: Strings
  readonly content: Contents
  /** Index into PIXEL_STATUS; `missing`: the image has no mask, or one that is no picture. */
  readonly status: Uint8Array
  /** 32 bytes a row: sha-256 of the pixels and their size, as of images; zeros unless `ok`. */
  readonly hash: Uint8Array
  /** Zeros unless `ok`. */
  readonly width: Uint32Array
  readonly height: Uint32Array
  /** 1: the mask is a PNG of indices or greys of up to 8 bits, and `values` holds those that occur in it. */
  readonly valued: Uint8Array
  /** 256 bits a row, the lowest value first. */
  readonly values: Uint8Array
  /** What the decoder said, for rows that are not `ok`. */
  readonly detail: ReadonlyMap<number, string>
  /** Upright size of the image itself, 0 where it cannot be decoded. */
  readonly imageWidth: Uint32Array
  readonly imageHeight: Uint32Array
}

/** Bytes of the values of one mask. */
export const VALUE_BYTES = 32

/** The values that occur in a mask and are none of `but`, a bit each, ascending. */
export function valuesAt(
  { values }: Pick<Masks, 'values'>,
  row: number,
  but: Uint8Array = new Uint8Array(VALUE_BYTES),
): number[] {
  const found: number[] = []
  for (let value = 0; value < VALUE_BYTES * 8; value++) {
    const byte = values[row * VALUE_BYTES + (value >> 3)]! & ~but[value >> 3]!
    if ((byte >> (value & 7)) & 1) found.push(value)
  }
  return found
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    masks: Masks
  }
}
