import { RowIndex } from '#contract/byte-index'
import { type Codes, Contents, Strings } from '#contract/table'
import { BoxRows, boxRecord, readBox } from './box-rows.ts'
import { type Problems, quoted } from './problems.ts'
import type { Boxes, Members } from './types.ts'

/** Rows before it is known which of them stay and what their images are. Columns have one entry a row. */
export interface Draft {
  readonly path: Strings
  readonly content: Contents
  /** Index into the configured splits; −1 drops the row. */
  readonly split: Int32Array
  readonly label: Codes
  readonly line: Int32Array
  readonly source: Codes
  readonly columns: ReadonlyMap<string, Codes>
  /** Annotations by row, with labels in the order in which they came. */
  readonly boxes: { readonly boxes: Boxes; readonly labels: readonly string[] } | null
  readonly members: Members | null
}

/** Leaves out rows without split, and those that list a path twice in one split. */
export function keepDistinct(draft: Draft, splits: readonly string[], problems: Problems): Draft {
  const placed = select(draft, (row) => draft.split[row]! >= 0)
  const { duplicateOf } = new RowIndex(placed.path)
  // Only paths that come twice get an entry: rows by path and split, those seen so far.
  const seen = new Map<number, Map<number, number>>()
  const repeated = new Set<number>()
  for (let row = 0; row < duplicateOf.length; row++) {
    const first = duplicateOf[row]!
    if (first < 0) continue
    const bySplit = seen.get(first) ?? new Map([[placed.split[first]!, first]])
    seen.set(first, bySplit)
    const split = placed.split[row]!
    const earlier = bySplit.get(split)
    if (earlier === undefined) {
      bySplit.set(split, row)
      continue
    }
    repeated.add(row)
    const file = placed.source.values[placed.source.codes[row]!]!
    const where = placed.line[earlier]! > 0 ? ` (first on line ${placed.line[earlier]})` : ''
    const relabelled = placed.label.codes[row] !== placed.label.codes[earlier] ? ' with another label' : ''
    const what = `${quoted(placed.path.get(row))} is listed again in split ${quoted(splits[split]!)}${relabelled}${where}`
    problems.add('duplicate-record', file, placed.line[row]!, what)
  }
  return select(placed, (row) => !repeated.has(row))
}

function select(draft: Draft, keeps: (row: number) => boolean): Draft {
  const kept = new Int32Array(draft.path.rows)
  let rows = 0
  for (let row = 0; row < kept.length; row++) if (keeps(row)) kept[rows++] = row
  if (rows === kept.length) return draft
  const keep = kept.subarray(0, rows)
  return {
    path: takeStrings(draft.path, keep),
    content: takeContents(draft.content, keep),
    split: take(draft.split, keep),
    label: takeCodes(draft.label, keep),
    line: take(draft.line, keep),
    source: takeCodes(draft.source, keep),
    columns: new Map([...draft.columns].map(([name, column]) => [name, takeCodes(column, keep)])),
    boxes: draft.boxes && { ...draft.boxes, boxes: takeBoxes(draft.boxes.boxes, keep, draft.path.rows) },
    members: draft.members && takeMembers(draft.members, keep),
  }
}

/** The annotations of the rows that stay, of `rows` rows. */
function takeBoxes(boxes: Boxes, keep: Int32Array, rows: number): Boxes {
  const rowOf = new Int32Array(rows).fill(-1)
  for (let row = 0; row < keep.length; row++) rowOf[keep[row]!] = row
  const taken = new BoxRows()
  const box = boxRecord()
  for (let from = 0; from < boxes.rows; from++) {
    const image = rowOf[boxes.image[from]!]!
    if (image < 0) continue
    readBox(boxes, from, box)
    box.image = image
    taken.push(box)
  }
  return taken.build(boxes.normalised)
}

function take(values: Int32Array, keep: Int32Array): Int32Array {
  const taken = new Int32Array(keep.length)
  for (let row = 0; row < keep.length; row++) taken[row] = values[keep[row]!]!
  return taken
}
function takeMembers(members: Members, keep: Int32Array): Members {
  const { at, size } = members
  const taken = { at: Float64Array.from(keep, (row) => at[row]!), size: Float64Array.from(keep, (row) => size[row]!) }
  return { ...members, ...taken }
}
function takeCodes(column: Codes, keep: Int32Array): Codes {
  return { codes: take(column.codes, keep), values: column.values }
}
function takeStrings(column: Strings, keep: Int32Array): Strings {
  const ends = new Uint32Array(keep.length)
  let length = 0
  for (let row = 0; row < keep.length; row++) {
    length += column.ends[keep[row]!]! - column.start(keep[row]!)
    ends[row] = length
  }
  const pool = new Uint8Array(length)
  let at = 0
  for (const row of keep) for (let i = column.start(row); i < column.ends[row]!; i++) pool[at++] = column.pool[i]!
  return new Strings(pool, ends)
}
function takeContents(contents: Contents, keep: Int32Array): Contents {
  const taken = Contents.empty(keep.length)
  for (let row = 0; row < keep.length; row++) taken.copy(row, contents, keep[row]!)
  return taken
}

/** Gives the values an order of their own, leaving out or adding values: `order` holds every value that a row has. */
export function reorder(column: Codes, order: readonly string[]): Codes {
  const index = new Map(order.map((value, code) => [value, code]))
  const codes = Int32Array.from(column.values, (value) => index.get(value) ?? -1)
  const moved = new Int32Array(column.codes.length)
  for (let row = 0; row < moved.length; row++) {
    const code = column.codes[row]!
    moved[row] = code < 0 ? -1 : codes[code]!
  }
  return { codes: moved, values: order }
}

/** Values that at least one row has. */
export function usedValues(column: Codes): string[] {
  const used = new Uint8Array(column.values.length)
  for (const code of column.codes) if (code >= 0) used[code] = 1
  return column.values.filter((_, code) => used[code] === 1)
}

/** No row has a value. */
export function absent(rows: number, values: readonly string[] = []): Codes {
  return { codes: new Int32Array(rows).fill(-1), values }
}
