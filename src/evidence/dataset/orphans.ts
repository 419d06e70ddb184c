import { ByteDictionary, RowIndex } from '#contract/byte-index'
import { type DataPlacement, SPLIT_LIST } from '#contract/config'
import type { Files } from '#contract/ports'
import { Strings, StringsBuilder } from '#contract/table'
import { IntColumn } from '#formats/csv-columns'
import { hasImageExtension } from './paths.ts'
import { type Dataset, ORPHAN_KINDS, type Orphans } from './types.ts'

const SLASH = 0x2f
const DOT = 0x2e
const IMAGE = ORPHAN_KINDS.indexOf('image')
const LABEL = ORPHAN_KINDS.indexOf('label')

/** Images that belong to an image by their name: no record names them itself. */
const COMPANION = /[_-](mask|masks|label|labels|seg|gt|depth)\.\w+$/i
/** Other pictures of one annotation, as Cityscapes has them beside `…_labelIds.png`. */
const SIBLING = /_(color|instanceIds|labelTrainIds|instanceTrainIds|polygons)\.\w+$/
/** What tools leave beside annotations: lists of classes, notes. */
const NO_LABEL = /(^|\/)(_?annotations|classes|labels|predefined_classes|notes|readme)[^/]*$/i

/** Not where every file is a record, nor where records are no files. */
export function mayHaveOrphans({ format, splits }: DataPlacement): boolean {
  if (format === 'folder') return Object.values(splits).some((place) => SPLIT_LIST.test(place))
  return format !== 'webdataset'
}

/**
 * Files of the listing that no record names: images in the folders that hold named images, and in the folders that hold
 * annotation files those of the same kind without an image of their name. Other folders are nobody's business: a
 * repository holds many pictures that are no data. One pass over the listing and one over the rows.
 */
export function orphansOf(
  { path: listed }: Files,
  { path, annotations }: Pick<Dataset, 'path' | 'annotations'>,
): Orphans {
  const named = new RowIndex(path)
  const folders = keysOf(path, folderKey)
  const labels = annotations ? { named: new RowIndex(annotations), homes: keysOf(annotations, homeKey) } : null
  const stems = labels && new RowIndex(stemsOf(listed, folders))
  const found = new StringsBuilder()
  const kind = new IntColumn()
  for (let row = 0; row < listed.rows; row++) {
    const start = listed.start(row)
    const end = listed.ends[row]!
    const { pool } = listed
    if (isIn(folders, folderKey, pool, start, end) && hasImageExtension(pool, start, end)) {
      if (named.find(pool, start, end) < 0 && !COMPANION.test(listed.get(row))) add(IMAGE, start, end)
    } else if (labels && stems && isIn(labels.homes, homeKey, pool, start, end)) {
      const [from, to] = stemOf(pool, start, end)
      const alone = labels.named.find(pool, start, end) < 0 && stems.find(pool, from, to) < 0
      if (alone && !NO_LABEL.test(listed.get(row)) && !SIBLING.test(listed.get(row))) add(LABEL, start, end)
    }
  }
  return { rows: kind.rows, path: found.build(), kind: Uint8Array.from(kind.build()) }

  function add(code: number, start: number, end: number): void {
    found.pushRange(listed.pool, start, end)
    kind.push(code)
  }
}

/** Writes what of a path is looked up into `scratch`; its length, or −1 for an empty path. */
type Key = (pool: Uint8Array, start: number, end: number) => number
let scratch = new Uint8Array(1024)

/** The folder, with its slash. */
function folderKey(pool: Uint8Array, start: number, end: number): number {
  if (end - start > scratch.length) scratch = new Uint8Array((end - start) * 2)
  let length = lastOf(SLASH, pool, start, end) + 1 - start
  if (length <= 0) length = 0
  for (let i = 0; i < length; i++) scratch[i] = pool[start + i]!
  return end === start ? -1 : length
}

/** The folder and the extension. */
function homeKey(pool: Uint8Array, start: number, end: number): number {
  let length = folderKey(pool, start, end)
  if (length < 0) return -1
  const dot = lastOf(DOT, pool, start + length, end)
  if (dot >= 0) for (let i = dot; i < end; i++) scratch[length++] = pool[i]!
  return length
}

function keysOf(column: Strings, key: Key): RowIndex {
  const keys = new ByteDictionary()
  for (let row = 0; row < column.rows; row++) {
    const length = key(column.pool, column.start(row), column.ends[row]!)
    if (length >= 0) keys.code(scratch, 0, length)
  }
  return new RowIndex(Strings.of(keys.values()))
}

function isIn(keys: RowIndex, key: Key, pool: Uint8Array, start: number, end: number): boolean {
  const length = key(pool, start, end)
  return length >= 0 && keys.find(scratch, 0, length) >= 0
}

/** Names without folder and extension of the images in `folders`, whether a record names them or not. */
function stemsOf(listed: Strings, folders: RowIndex): Strings {
  const stems = new StringsBuilder()
  for (let row = 0; row < listed.rows; row++) {
    const start = listed.start(row)
    const end = listed.ends[row]!
    if (!hasImageExtension(listed.pool, start, end) || !isIn(folders, folderKey, listed.pool, start, end)) continue
    const [from, to] = stemOf(listed.pool, start, end)
    stems.pushRange(listed.pool, from, to)
  }
  return stems.build()
}

function stemOf(pool: Uint8Array, start: number, end: number): [from: number, to: number] {
  const from = Math.max(start, lastOf(SLASH, pool, start, end) + 1)
  const dot = lastOf(DOT, pool, from + 1, end)
  return [from, dot < 0 ? end : dot]
}

function lastOf(byte: number, pool: Uint8Array, start: number, end: number): number {
  for (let at = end - 1; at >= start; at--) if (pool[at] === byte) return at
  return -1
}
