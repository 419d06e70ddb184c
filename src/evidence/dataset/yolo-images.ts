import type { DataPlacement } from '#contract/config'
import { GateError } from '#contract/errors'
import type { Tree } from '#contract/ports'
import type { PlacedText } from '#formats/yaml-file'
import type { YoloData } from '#formats/yolo-data'
import type { AnnotationFiles } from './annotation-files.ts'
import { type TreeContents, tellLinks } from './contents.ts'
import type { ImageRows } from './image-rows.ts'
import { folderOf, hasImageExtension, normalPath, resolvePath } from './paths.ts'
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

/**
 * Where the entries of a data.yaml may lie: below `path` seen from the file or from the repository, in `datasets` there,
 * for which Ultralytics writes `../datasets` or nothing; without `path` beside the file, or below the repository.
 */
export function yoloRoots(file: string, path: string | null): (string | null)[] {
  const beside = folderOf(file)
  if (path === null) return [beside, '']
  const inside = path.startsWith('../') ? [path.slice(3)] : normalPath(path) === null ? [] : [`datasets/${path}`]
  return [path, ...inside].flatMap((text) => [resolvePath(beside, text), resolvePath('', text)])
}

/** Finds and adds the images of a YOLO dataset, each with the label file that Ultralytics would read for it. */
export class YoloImages {
  readonly #file: string
  readonly #tree: Tree
  readonly #contents: TreeContents
  readonly #images: ImageRows
  readonly #problems: Problems
  readonly #labels: Siblings
  readonly #files: AnnotationFiles
  /** Folder that the entries of the splits are relative to. */
  #root = ''
  /** Images of the present split that have a label file. */
  #labelled = 0

  constructor(
    file: string,
    tree: Tree,
    contents: TreeContents,
    images: ImageRows,
    files: AnnotationFiles,
    problems: Problems,
  ) {
    this.#file = file
    this.#files = files
    this.#tree = tree
    this.#contents = contents
    this.#images = images
    this.#problems = problems
    this.#labels = new Siblings(contents, { folders: ['images', 'labels'], beside: true, extension: '.txt' })
  }

  async add(data: YoloData, splits: readonly YoloSplit[]): Promise<void> {
    this.#root = this.#rootOf(data.root, splits)
    for (const [split, { name, entries }] of splits.entries()) {
      const before = this.#images.rows
      let found = true
      this.#labelled = 0
      for (const entry of entries) found = (await this.#entry(entry, split)) && found
      if (this.#images.rows === before) {
        if (found) this.#tell('missing-file', entries[0]!, `split ${quoted(name)} has no image`)
      } else if (this.#labelled === 0)
        this.#tell(
          'odd-annotation',
          entries[0]!,
          `no image of split ${quoted(name)} has a label file (one would be ${quoted(this.#labels.path)})`,
        )
    }
  }

  /** An image of a list. */
  #addNamed(path: string, split: number, source: string, line: number): void {
    const bytes = encoder.encode(path)
    if (!hasImageExtension(bytes, 0, bytes.length)) {
      this.#problems.add('not-an-image', source, line, `${quoted(path)} has no extension of an image`)
      return
    }
    const label = this.#labels.find(bytes, 0, bytes.length)
    const annotations = label < 0 ? '' : this.#contents.files.path.get(label)
    this.#added(label, this.#images.add({ path, split, source, line, annotations }), source, line)
  }

  /** An image without a label file is one without objects; `label` is −1 then. */
  #added(label: number, image: number, source: string, line: number): void {
    if (image < 0) return
    if (label >= 0) {
      this.#files.push(label, image)
      this.#labelled++
    } else if (this.#contents.files.refused.length > 0) {
      const refused = this.#contents.refused(this.#labels.path)
      if (refused !== null) this.#problems.add('missing-file', source, line, refused)
    }
  }

  /** False when there is nothing where the entry points, which is told. */
  async #entry(entry: PlacedText, split: number): Promise<boolean> {
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
      await this.#list(place, split)
      return true
    }
    const { path } = this.#contents.files
    for (const row of this.#contents.imagesBelow(place)) {
      const label = this.#labels.find(path.pool, path.start(row), path.ends[row]!)
      this.#added(label, this.#images.addListed(row, label, split, place), place, 0)
    }
    tellLinks(place, this.#contents, this.#problems, '.txt')
    return true
  }

  /** One path a line: `./` is the folder of the list, else the root of the dataset or of the repository. */
  async #list(list: string, split: number): Promise<void> {
    const bytes = await this.#tree.read(list, LIST_LIMIT)
    const lines = new TextDecoder().decode(bytes).split(/\r\n|\n|\r/)
    for (const [index, text] of lines.entries()) {
      const name = text.trim()
      if (name === '') continue
      const bases = name.startsWith('./') ? [folderOf(list)] : [this.#root, '', folderOf(list)]
      const paths = bases.map((base) => resolvePath(base, name)).filter((path) => path !== null)
      const path = paths.find((candidate) => this.#contents.findText(candidate) >= 0) ?? paths[0]
      if (path !== undefined) this.#addNamed(path, split, list, index + 1)
      else this.#problems.add('outside-root', list, index + 1, `${quoted(name)} is not a path below the repository`)
    }
  }

  /** The base below which most entries are found. */
  #rootOf(declared: PlacedText | null, splits: readonly YoloSplit[]): string {
    const beside = folderOf(this.#file)
    const bases = yoloRoots(this.#file, declared?.text ?? null)
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
