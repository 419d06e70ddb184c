import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import type { PlacedText } from '#formats/yaml-file'
import type { YoloData } from '#formats/yolo-data'
import { type TreeContents, tellLinks } from './contents.ts'
import type { ImageRows } from './image-rows.ts'
import { folderOf, hasImageExtension, resolvePath } from './paths.ts'
import { type Problems, quoted } from './problems.ts'
import { Siblings } from './sibling.ts'

/** A million paths of 64 bytes. */
const LIST_LIMIT = 64 * 1024 * 1024
const encoder = new TextEncoder()

export interface YoloSplit {
  readonly name: string
  readonly entries: readonly PlacedText[]
}

/** Splits that are read. What the configuration did not name itself may be absent, as `test` mostly is. */
export function splitsOf({ splits }: DataPlacement, data: YoloData, path: string): YoloSplit[] {
  const names = Object.entries(splits)
  const usual =
    names.length === 3 && names.every(([name, key], at) => name === key && name === ['train', 'val', 'test'][at])
  const found: YoloSplit[] = []
  for (const [name, key] of names) {
    const entries = data.splits.get(key)
    if (entries) found.push({ name, entries })
    else if (!usual) throw noSplit(path, `no key ${quoted(key)}, which \`data.splits.${name}\` names`)
  }
  if (found.length === 0) throw noSplit(path, 'no `train`, no `val` and no `test`')
  return found
}
function noSplit(path: string, what: string): GateError {
  const hint = 'Correct `data.splits` in .github/cv-gate.yml, or the keys of the data.yaml.'
  return new GateError('yolo-split', 'artifact', `${path}: ${what}`, { hint, place: { path } })
}

/** Finds and adds the images of a YOLO dataset, each with the label file that Ultralytics would read for it. */
export class YoloImages {
  readonly #file: string
  readonly #tree: Tree
  readonly #contents: TreeContents
  readonly #images: ImageRows
  readonly #problems: Problems
  readonly #labels: Siblings
  /** Folder that the entries of the splits are relative to. */
  #root = ''

  constructor(file: string, tree: Tree, contents: TreeContents, images: ImageRows, problems: Problems) {
    this.#file = file
    this.#tree = tree
    this.#contents = contents
    this.#images = images
    this.#problems = problems
    this.#labels = new Siblings(contents, { folders: ['images', 'labels'], beside: true, extension: '.txt' })
  }

  /** `labelled(file, image)` is told of every label file. */
  async add(
    data: YoloData,
    splits: readonly YoloSplit[],
    labelled: (file: number, image: number) => void,
  ): Promise<void> {
    this.#root = this.#rootOf(data.root, splits)
    for (const [split, { name, entries }] of splits.entries()) {
      const before = this.#images.rows
      let labels = 0
      let found = true
      for (const entry of entries) {
        const one = (path: string, source: string, line: number) => {
          const file = this.#one(path, split, source, line)
          if (file === null) return
          if (file.label >= 0) labelled(file.label, file.image)
          if (file.label >= 0) labels++
        }
        found = (await this.#entry(entry, one)) && found
      }
      if (this.#images.rows === before) {
        if (found) this.#tell('missing-file', entries[0]!, `split ${quoted(name)} has no image`)
      } else if (labels === 0)
        this.#tell(
          'odd-annotation',
          entries[0]!,
          `no image of split ${quoted(name)} has a label file (one would be ${quoted(this.#labels.path)})`,
        )
    }
  }

  /** Label file (row of the listing, −1 = none: a background image) and row of an image; null when it is no new row. */
  #one(path: string, split: number, source: string, line: number): { label: number; image: number } | null {
    const bytes = encoder.encode(path)
    if (!hasImageExtension(bytes, 0, bytes.length)) {
      this.#problems.add('not-an-image', source, line, `${quoted(path)} has no extension of an image`)
      return null
    }
    const label = this.#labels.find(bytes, 0, bytes.length)
    const annotations = label < 0 ? '' : this.#contents.files.path.get(label)
    const image = this.#images.add({ path, split, source, line, annotations })
    if (image < 0) return null
    const refused = label < 0 && this.#contents.files.refused.length > 0 && this.#contents.refused(this.#labels.path)
    if (refused) this.#problems.add('missing-file', source, line, refused)
    return { label, image }
  }

  /** False when there is nothing where the entry points, which is told. */
  async #entry(entry: PlacedText, one: (path: string, source: string, line: number) => void): Promise<boolean> {
    const { files } = this.#contents
    const place = this.#placeOf(entry.text, this.#root)
    if (place === null) {
      const outside = resolvePath(this.#root, entry.text) === null
      const text = outside
        ? `${quoted(entry.text)} leads out of the repository, and is not followed`
        : (this.#contents.refused(resolvePath(this.#root, entry.text)!) ??
          `no folder and no list ${quoted(entry.text)} below ${quoted(this.#root || '.')} in the commit`)
      this.#tell(outside ? 'outside-root' : 'missing-file', entry, text)
      return false
    }
    if (this.#contents.findText(place) >= 0) {
      await this.#list(place, one)
      return true
    }
    for (const row of this.#contents.imagesBelow(place)) one(files.path.get(row), place, 0)
    tellLinks(place, this.#contents, this.#problems, '.txt')
    return true
  }

  /** One path a line: `./` is the folder of the list, else the root of the dataset or of the repository. */
  async #list(list: string, one: (path: string, source: string, line: number) => void): Promise<void> {
    const bytes = await this.#tree.read(list, LIST_LIMIT)
    const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/)
    for (const [index, text] of lines.entries()) {
      const name = text.trim()
      if (name === '') continue
      const bases = name.startsWith('./') ? [folderOf(list)] : [this.#root, '', folderOf(list)]
      const paths = bases.map((base) => resolvePath(base, name)).filter((path) => path !== null)
      const path = paths.find((candidate) => this.#contents.findText(candidate) >= 0) ?? paths[0]
      if (path !== undefined) one(path, list, index + 1)
      else this.#problems.add('outside-root', list, index + 1, `${quoted(name)} is not a path below the repository`)
    }
  }

  /** The base below which most entries are found: that of `path`, seen from the file or from the repository. */
  #rootOf(declared: PlacedText | null, splits: readonly YoloSplit[]): string {
    const beside = folderOf(this.#file)
    const bases = declared === null ? [beside] : [resolvePath(beside, declared.text), resolvePath('', declared.text)]
    const found = bases.filter((base) => base !== null).filter((base) => base === '' || this.#contents.has(base))
    let best = found[0] ?? beside
    let most = -1
    for (const base of found) {
      const entries = splits.flatMap((split) => split.entries)
      const there = entries.filter((entry) => this.#placeOf(entry.text, base) !== null).length
      if (there > most) best = base
      most = Math.max(most, there)
    }
    if (declared !== null && found.length === 0) {
      const outside = bases.every((base) => base === null)
      const what = outside ? 'leads out of the repository' : 'is no folder of the commit'
      const text = `\`path\` ${quoted(declared.text)} ${what}: the folder of this file is taken instead`
      this.#tell(outside ? 'outside-root' : 'missing-file', declared, text)
    }
    return best
  }

  /** Where an entry lies, null when nothing is there; `../train/images` may also stand beside the file, as Roboflow has it. */
  #placeOf(text: string, root: string): string | null {
    for (const tried of text.startsWith('../') ? [text, text.slice(3)] : [text]) {
      const path = resolvePath(root, tried)
      if (path !== null && (this.#contents.findText(path) >= 0 || this.#contents.has(path))) return path
    }
    return null
  }
  #tell(code: 'missing-file' | 'outside-root' | 'odd-annotation', { line, column }: PlacedText, text: string): void {
    this.#problems.add(code, this.#file, line, text, { column })
  }
}
