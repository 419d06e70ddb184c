import type { Codes, Contents, Strings } from '#contract/table'

/** Annotations of a detection dataset, in columns. Boxes are [x, y, w, h] in pixels, as the file has them. */
export interface Boxes {
  readonly rows: number
  /** Row of the dataset this annotation belongs to. */
  readonly image: Int32Array
  /** Index into `Dataset.classes`; −1 unknown. */
  readonly label: Int32Array
  readonly xywh: Float64Array
  /** The annotation's own id (COCO), NaN when absent. */
  readonly id: Float64Array
  readonly crowd: Uint8Array
}

/**
 * Something wrong with one record, shown on its line. The record is left out, except for `missing-file`, `empty-label`
 * and `unknown-class`: these rows stay, without content, without label, or with a class beyond the configured ones.
 */
export interface DataProblem {
  readonly code:
    | 'missing-file'
    | 'outside-root'
    | 'duplicate-record'
    | 'unknown-split'
    | 'empty-label'
    | 'unknown-class'
    | 'not-an-image'
    | 'invalid-annotation'
  readonly file: string
  /** 1-based; 0 where the file has no lines. */
  readonly line: number
  readonly text: string
  /** Records that this stands for: values of an unknown split, or what is beyond the limit on problems of one code. */
  readonly count: number
}

/** The index of a dataset on one side: one row an image of a split. */
export interface Dataset {
  readonly rows: number
  /** Repository-relative path; for images outside git, the path below the data root. */
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
  /** Every other column of the manifest, dictionary-encoded. */
  readonly columns: ReadonlyMap<string, Codes>
  /** The column that `columns.group` names: the sampling unit. Absent or null: every image stands alone. */
  readonly group?: Codes | null
  readonly boxes: Boxes | null
  /** Folders and labels of a CSV by code point, COCO by category id, or as configured (then unknown ones at the end). */
  readonly classes: readonly string[]
  readonly problems: readonly DataProblem[]
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    dataset: Dataset
  }
}
