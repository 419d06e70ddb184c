import { type DataPlacement, SPLIT_LIST, type Task } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import { type CsvTarget, readCsv } from '#formats/csv'
import { readLines } from '#formats/lines'
import { assemble } from './assemble.ts'
import { imageRoot, listRoot, readManifest, TreeContents } from './contents.ts'
import { ListedImages } from './listed-images.ts'
import { type Manifest, ManifestRows } from './manifest-rows.ts'
import { hasImageExtension, joinPath } from './paths.ts'
import { Problems } from './problems.ts'
import type { Dataset } from './types.ts'

const LIST_LIMIT = 1024 * 1024 * 1024
const SLASH = 0x2f
const NOTHING = new Uint8Array(0)
const encoder = new TextEncoder()

/** The lists of images, one a split; none when the splits are folders. */
export function splitLists(placement: DataPlacement): Manifest[] {
  const places = Object.values(placement.splits)
  const lists = places.filter((place) => SPLIT_LIST.test(place))
  if (lists.length > 0 && lists.length < places.length) {
    const hint = 'Name a folder for every split, or a list for every split.'
    throw new GateError('splits-mixed', 'user', 'some splits are folders, others lists of images', { hint })
  }
  const names = Object.keys(placement.splits)
  return lists.map((place, split) => ({
    path: joinPath(placement.root, place),
    split,
    folder: imageRoot(placement, names[split]),
  }))
}

/**
 * `class/…/image` a line, below the folder of the images, perhaps without extension, optionally followed by a label,
 * which counts more than the folder. A number as label is the index of a class.
 */
export async function readSplitLists(
  placement: DataPlacement,
  lists: readonly Manifest[],
  task: Task,
  tree: Tree,
): Promise<Dataset> {
  const problems = new Problems()
  const { columns } = placement
  const named = { ...placement, columns: { ...columns, group: null, time: null, digest: null } }
  const rows = new ManifestRows(named, task, problems)
  const contents = new TreeContents(await listRoot(placement, tree))
  for (const list of lists) {
    const bytes = await readManifest(tree, list.path, LIST_LIMIT)
    const images = new ListedImages(contents, placement.root, list.folder)
    const records = new ListRecords(rows.open(list, [columns.image, columns.label]), images, list.path, problems)
    if (/\.txt$/i.test(list.path))
      readLines(bytes, list.path, (start, end, line) => records.line(bytes, start, end, line))
    else readCsv(bytes, list.path, (header) => records.table(header))
    if (records.count === 0) throw emptyList(list.path)
  }
  return assemble(rows.build(), { placement: named, tree, problems, contents, names: null, indexed: true })
}

/** Gives paths and labels to the columns of a manifest. */
class ListRecords {
  readonly #target: CsvTarget
  readonly #images: ListedImages
  readonly #path: string
  readonly #problems: Problems
  /** Lines that name something, right or wrong. */
  count = 0
  constructor(target: CsvTarget, images: ListedImages, path: string, problems: Problems) {
    this.#target = target
    this.#images = images
    this.#path = path
    this.#problems = problems
  }

  /** A line that goes on after an image and a separator has a label there. */
  line(bytes: Uint8Array, from: number, to: number, line: number): void {
    let start = from
    let end = to
    while (start < end && isSeparator(bytes[start]!)) start++
    while (start < end && isSeparator(bytes[end - 1]!)) end--
    if (start === end) return
    this.count++
    const cut = this.#endOfImage(bytes, start, end)
    let label = cut
    while (label < end && isSeparator(bytes[label]!)) label++
    const texts = String.fromCharCode(...bytes.subarray(label, Math.min(end, label + 20)))
    if (/^-?\d+(\.\d+)?[ \t,;]/.test(texts))
      this.#problems.add('invalid-annotation', this.#path, line, 'more than one number follows the image')
    else this.#put(bytes, start, cut, bytes, label, end, line)
  }

  /** Behind its extension; where it has none, the whole line or what ends with the first separator behind its folders. */
  #endOfImage(bytes: Uint8Array, start: number, end: number): number {
    if (hasImageExtension(bytes, start, end)) return end
    for (let at = start; at < end; at++) if (isSeparator(bytes[at]!) && hasImageExtension(bytes, start, at)) return at
    if (this.#images.has(bytes, start, end)) return end
    let cut = end
    while (cut > start && bytes[cut - 1] !== SLASH) cut--
    while (cut < end && !isSeparator(bytes[cut]!)) cut++
    return cut < end && this.#images.has(bytes, start, cut) ? cut : end
  }

  /** Path and label in the first two columns; a first line that names no image is a header. */
  table(header: readonly string[]): CsvTarget {
    const first = encoder.encode(header[0])
    if (hasImageExtension(first, 0, first.length) || this.#images.has(first, 0, first.length)) {
      this.count++
      const label = encoder.encode(header[1] ?? '')
      this.#put(first, 0, first.length, label, 0, label.length, 1)
    }
    // The fields of a record are given one after the other, out of one buffer or another: kept until the record ends.
    let path: Uint8Array = NOTHING
    let label: Uint8Array = NOTHING
    const takePath = (bytes: Uint8Array, start: number, end: number) => {
      path = bytes.slice(start, end)
    }
    const takeLabel = (bytes: Uint8Array, start: number, end: number) => {
      label = bytes.slice(start, end)
    }
    const columns = header.map((_, column) => (column > 1 ? null : { push: column === 0 ? takePath : takeLabel }))
    const row = (line: number) => {
      this.count++
      this.#put(path, 0, path.length, label, 0, label.length, line)
    }
    return { columns, row }
  }

  #put(path: Uint8Array, start: number, end: number, label: Uint8Array, from: number, to: number, line: number): void {
    const [image, labels] = this.#target.columns
    const name = this.#images.start(path, start, end)
    image!.push(path, name, end, line)
    if (from < to) labels?.push(label, from, to, line)
    else labels?.push(path, ...folderOf(path, name, end), line)
    this.#target.row!(line)
  }
}

function emptyList(path: string): GateError {
  const hint = 'Write one image a line.'
  return new GateError('list-empty', 'artifact', `${path}: the list names no image`, { hint, place: { path } })
}

/** The first folder of a path, nothing where it has none. */
function folderOf(path: Uint8Array, start: number, end: number): [start: number, end: number] {
  const slash = path.subarray(start, end).indexOf(SLASH)
  return [start, start + Math.max(0, slash)]
}

function isSeparator(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x2c || byte === 0x3b
}
