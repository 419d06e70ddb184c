import type { Tree } from '#contract/ports'
import type { AnnotationFiles } from './annotation-files.ts'
import { readManifest, type TreeContents, tellLinks } from './contents.ts'
import type { ImageRows } from './image-rows.ts'
import { pathFault } from './manifest-rows.ts'
import { hasImageExtension, joinPath, normalPath } from './paths.ts'
import type { Problems } from './problems.ts'
import { Siblings } from './sibling.ts'

/** A million names of 64 bytes. */
const LIST_LIMIT = 64 * 1024 * 1024
/** As VOC has it first, then what people convert to. */
const EXTENSIONS = ['.jpg', '.jpeg', '.png', '.JPG', '.JPEG', '.PNG', '.bmp', '.tif', '.tiff', '.webp']
const encoder = new TextEncoder()

/** Finds and adds the images of a VOC dataset, each with its XML. */
export class VocImages {
  readonly #root: string
  readonly #tree: Tree
  readonly #contents: TreeContents
  readonly #images: ImageRows
  readonly #problems: Problems
  readonly #annotations: readonly Siblings[]
  readonly #masksOnly: boolean

  /** `masksOnly`: the masks of SegmentationClass are the annotations, and nothing is to be read. */
  constructor(
    root: string,
    tree: Tree,
    contents: TreeContents,
    images: ImageRows,
    problems: Problems,
    masksOnly = false,
  ) {
    this.#root = root
    this.#tree = tree
    this.#contents = contents
    this.#images = images
    this.#problems = problems
    this.#masksOnly = masksOnly
    if (masksOnly) {
      const folders = ['JPEGImages', 'SegmentationClass'] as const
      this.#annotations = ['.png', '.PNG', '.bmp'].map((extension) => new Siblings(contents, { folders, extension }))
      return
    }
    this.#annotations = [
      new Siblings(contents, { folders: ['JPEGImages', 'Annotations'], beside: true, extension: '.xml' }),
      new Siblings(contents, { folders: ['JPEGImages', 'annotations'], extension: '.xml' }),
      new Siblings(contents, { folders: ['images', 'annotations'], extension: '.xml' }),
    ]
  }

  /** Each split is a list of names, or a folder of images. @throws GateError `manifest-missing` */
  async add(splits: readonly string[], files: AnnotationFiles): Promise<void> {
    for (const [split, place] of splits.entries()) {
      const before = this.#images.rows
      if (this.#contents.has(place)) this.#addFolder(place, split, files)
      else await this.#addList(place, split, files)
      if (this.#images.rows === before) this.#problems.add('missing-file', place, 0, 'the split has no image')
    }
  }

  #addFolder(folder: string, split: number, files: AnnotationFiles): void {
    for (const row of this.#contents.imagesBelow(folder))
      this.#addImage(this.#contents.files.path.get(row), split, folder, 0, files)
    tellLinks(folder, this.#contents, this.#problems, '.xml')
  }

  /** A name a line, in the lists of single classes with −1, 0 or 1 behind it, in those of Layout with a number. */
  async #addList(list: string, split: number, files: AnnotationFiles): Promise<void> {
    const text = new TextDecoder().decode(await readManifest(this.#tree, list, LIST_LIMIT))
    const people = new Set<string>()
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
      const entry = line.trim()
      if (entry === '') continue
      const [, name = entry, number] = /^(.*\S)\s+(-?\d+)$/.exec(entry) ?? []
      const whole = number !== undefined && this.#find(entry) !== null ? entry : name
      // Layout has a line for every person of an image.
      if (whole !== entry) {
        if (people.has(name)) continue
        people.add(name)
      }
      const path = normalPath(whole)
      if (path === null) {
        const { code, text } = pathFault(whole)
        this.#problems.add(code, list, index + 1, text)
        continue
      }
      const found = this.#find(whole) ?? joinPath(this.#root, `JPEGImages/${this.#stem(path)}.jpg`)
      this.#addImage(found, split, list, index + 1, files)
    }
  }

  /** Path of the image of a name, null when it is not in the commit. */
  #find(name: string): string | null {
    const path = normalPath(name)
    if (path === null) return null
    const stem = joinPath(this.#root, `JPEGImages/${this.#stem(path)}`)
    for (const extension of EXTENSIONS) if (this.#contents.findText(stem + extension) >= 0) return stem + extension
    return null
  }
  /** Some write `JPEGImages/a.jpg` for `a`. */
  #stem(path: string): string {
    const bytes = encoder.encode(path)
    const name = hasImageExtension(bytes, 0, bytes.length) ? path.replace(/\.[^.]*$/, '') : path
    return name.replace(/^JPEGImages\//, '')
  }

  #addImage(path: string, split: number, source: string, line: number, files: AnnotationFiles): void {
    const bytes = encoder.encode(path)
    let xml = -1
    for (const siblings of this.#annotations) xml = xml < 0 ? siblings.find(bytes, 0, bytes.length) : xml
    const annotations = xml < 0 ? '' : this.#contents.files.path.get(xml)
    const image = this.#images.add({ path, split, source, line, annotations })
    if (image < 0) return
    if (xml >= 0) {
      if (!this.#masksOnly) files.push(xml, image)
    } else {
      const [first] = this.#annotations
      first!.find(bytes, 0, bytes.length)
      this.#problems.add('missing-file', line === 0 ? path : source, line, this.#contents.missing(first!.path))
    }
  }
}
