import type { Codes, Contents, Strings } from '#contract/table'

/** Annotations of a dataset with boxes, in columns: one row a box. */
export interface Boxes {
  readonly rows: number
  /** Row of the dataset this annotation belongs to. */
  readonly image: Int32Array
  /** Index into `Dataset.classes`; −1 unknown. */
  readonly label: Int32Array
  /** [x, y, w, h] from the top left corner: in pixels, or as shares of the image where `normalised`. */
  readonly xywh: Float64Array
  readonly normalised: boolean
  /** The annotation's own id (COCO), NaN when absent. */
  readonly id: Float64Array
  /** 1: a region of many (COCO crowd) or one that does not count (VOC difficult). */
  readonly crowd: Uint8Array
  /** Names what an annotation is beyond its box (outline, mask, joints, angle): 53 bits of a hash, 0 = a box and no more. */
  readonly shape: Float64Array
  /** Whether an outline crosses itself: 1 it does, 2 it is too intricate to say; 0 for the rest. Absent: for none. */
  readonly crossed?: Uint8Array | null
  /** 1-based place of the record in the image's annotation file (`Dataset.annotations`, else `source`); 0 = unknown. */
  readonly line: Uint32Array
  readonly column: Uint32Array
}

/** What can be wrong with a record. The first group concerns files, the second records and annotations. */
export type ProblemCode =
  | 'missing-file'
  | 'outside-root'
  | 'not-an-image'
  | 'name-collision'
  | 'duplicate-record'
  | 'unknown-split'
  | 'empty-label'
  | 'unknown-class'
  /** The record cannot be used. */
  | 'invalid-annotation'
  /** It can be used, and is hardly what was meant. */
  | 'odd-annotation'

/**
 * Something wrong with one record, shown on its line. The record is left out, except for `missing-file`, `empty-label`,
 * `unknown-class`, `name-collision` and `odd-annotation`: these rows stay, without content, without label, or with a class
 * beyond the configured ones. `text` says what without saying where, so that a moved line is the same problem.
 */
export interface DataProblem {
  readonly code: ProblemCode
  readonly file: string
  /** 1-based; 0 where the file has no lines. */
  readonly line: number
  /** 1-based, in characters; 0 = the line as a whole. */
  readonly column: number
  readonly text: string
  /** Records that this stands for: values of an unknown split, or what is beyond the limit on problems of one code. */
  readonly count: number
  /** Of what is beyond that limit: the `textHash` of each record's text, in no order. */
  readonly rest?: Float64Array
}

/** Text of the problem that stands for all of its code that were not kept one by one. */
export const MORE_OF_THESE = 'more of these'

export const ORPHAN_KINDS = ['image', 'label'] as const
/** Files of the dataset's folders that no record names. */
export interface Orphans {
  readonly rows: number
  readonly path: Strings
  /** Index into ORPHAN_KINDS. */
  readonly kind: Uint8Array
}

/**
 * Images that lie inside the file `source`: in a tar shard at a byte offset, in a Parquet file in a row. Their content id
 * is the sha-256 of their bytes.
 */
export interface Members {
  readonly container: 'tar' | 'parquet'
  /** In Parquet: the column of `{bytes, path}`. */
  readonly column: string
  /** Byte offset, or row of the file. */
  readonly at: Float64Array
  /** Bytes of the image. */
  readonly size: Float64Array
}

/** The index of a dataset on one side: one row an image of a split. */
export interface Dataset {
  readonly rows: number
  /** Repository-relative path, of an image inside a file that and its name there; outside git, the path below the data root. */
  readonly path: Strings
  readonly content: Contents
  /** `values` are the configured splits in their order, also those without a row. */
  readonly split: Codes
  /** Class of the image (classification), `values` = `classes`; all −1 for detection. */
  readonly label: Codes
  /** 1-based line of the record in its manifest; 0 where there is none (folders, COCO). */
  readonly line: Uint32Array
  /** Manifest that the row stands in; for folders the folder of the split. */
  readonly source: Codes
  /** File that holds the annotations of each row, `''` where none does; absent: they stand in `source`. */
  readonly annotations?: Strings | null
  /** Picture with the segments of each row (panoptic), `''` where none; absent: this format has none. */
  readonly masks?: Strings | null
  /** Names the bytes of that picture. */
  readonly maskContent?: Contents | null
  /** Names the bytes of that file: equal ones hold equal annotations, and need no comparing. */
  readonly annotationContent?: Contents | null
  /** Pixels as the annotations state them, 0 = not stated; absent: this format states none. */
  readonly width?: Int32Array | null
  readonly height?: Int32Array | null
  /** Every other column of the manifest, dictionary-encoded. */
  readonly columns: ReadonlyMap<string, Codes>
  /** The column that `columns.group` names: the sampling unit. Absent or null: every image stands alone. */
  readonly group?: Codes | null
  readonly boxes: Boxes | null
  /** Absent or null: images are files of their own. */
  readonly members?: Members | null
  /** Folders and labels of a CSV by code point, COCO by category id, or as configured (then unknown ones at the end). */
  readonly classes: readonly string[]
  /** Whether their order is the data's own (numbers of COCO, YOLO and masks, configuration); else they are only sorted. */
  readonly numbered?: boolean
  readonly problems: readonly DataProblem[]
  /** Absent or null: in this format every file is a record, or the images lie outside git. */
  readonly orphans?: Orphans | null
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    dataset: Dataset
  }
}
