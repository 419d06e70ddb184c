import type { Strings } from '#contract/table'

/** Told for every record that is at fault, with the place of the offending value. */
export type CocoProblem = (
  code: 'invalid-annotation' | 'odd-annotation',
  text: string,
  place: { readonly line: number; readonly column: number },
) => void

/** What a COCO file says of its images and of what is on them, in columns. */
export interface CocoFile {
  readonly images: {
    readonly rows: number
    readonly id: Float64Array
    readonly fileName: Strings
    /** Pixels; 0 when the file does not say. */
    readonly width: Int32Array
    readonly height: Int32Array
    /** Field `digestKey` of each image, when asked for. */
    readonly digest: readonly (string | null)[] | null
    /** 1-based place of the record. */
    readonly line: Int32Array
    readonly column: Int32Array
  }
  /** Ascending by id; a name may come again (Roboflow lists the name of a project as its first class). */
  readonly categories: {
    readonly id: readonly number[]
    readonly name: readonly string[]
    /** Number of joints, 0 when the category has none. */
    readonly joints: readonly number[]
  }
  readonly annotations: {
    readonly rows: number
    /** NaN when absent. */
    readonly id: Float64Array
    /** Row of `images`. */
    readonly image: Int32Array
    /** Row of `categories`. */
    readonly category: Int32Array
    /** 4 a row: x, y, width, height in pixels, as the file has them; finite, width and height not negative. */
    readonly xywh: Float64Array
    readonly crowd: Uint8Array
    /** Names polygons, mask and joints (see ShapeHash); 0 = a box and no more. */
    readonly shape: Float64Array
    /** Whether a polygon crosses itself (see selfCrossing). */
    readonly crossed: Uint8Array
    readonly line: Uint32Array
    readonly column: Uint32Array
  }
  /** Of a panoptic file: PNG of each image, `''` where none; null for every other file. */
  readonly panoptic: readonly string[] | null
}
