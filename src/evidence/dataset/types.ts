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

/** Something wrong with one record: shown on its line; the record itself is left out. */
export interface DataProblem {
  readonly code: 'missing-file' | 'outside-root' | 'duplicate-record' | 'unknown-split' | 'empty-label' | 'not-an-image'
  readonly file: string
  readonly line: number
  readonly text: string
}

/** The index of a dataset on one side: one row an image of a split. */
export interface Dataset {
  readonly rows: number
  /** Repository-relative path; for images outside git, the path below the data root. */
  readonly path: Strings
  readonly content: Contents
  readonly split: Codes
  /** Class of the image (classification); all −1 for detection. */
  readonly label: Codes
  /** 1-based line of the record in its manifest; 0 where there is none (folders, COCO). */
  readonly line: Uint32Array
  /** Manifest that the row stands in; for folders the folder of the split. */
  readonly source: Codes
  /** Every other column of the manifest, dictionary-encoded. */
  readonly columns: ReadonlyMap<string, Codes>
  readonly boxes: Boxes | null
  /** In the order of contract.md: folders by code point, CSV in order of code point, COCO by category id, or as configured. */
  readonly classes: readonly string[]
  readonly problems: readonly DataProblem[]
}

declare module '#contract/evidence' {
  interface EvidenceTypes {
    dataset: Dataset
  }
}
