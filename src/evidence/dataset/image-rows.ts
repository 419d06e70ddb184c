import { ByteDictionary } from '#contract/byte-index'
import { Contents, StringsBuilder } from '#contract/table'
import { IntColumn } from '#formats/csv-columns'
import type { TreeContents } from './contents.ts'
import { type Problems, quoted } from './problems.ts'
import type { Dataset } from './types.ts'

type ImagePart = Pick<
  Dataset,
  'rows' | 'path' | 'content' | 'split' | 'line' | 'source' | 'annotations' | 'annotationContent' | 'width' | 'height'
>

const encoder = new TextEncoder()

/** An image as a list or a folder names it. */
export interface ImageRecord {
  /** Repository-relative, normal (see `normalPath`). */
  readonly path: string
  /** Index into the splits. */
  readonly split: number
  /** The file that names the image, and the 1-based line in it; 0 = no line. */
  readonly source: string
  readonly line: number
  /** The file that holds its annotations, when that is not `source`. */
  readonly annotations?: string
  readonly width?: number
  readonly height?: number
}

/** Images of a dataset whose bytes are in the commit, row by row: joined with the tree, told when absent or listed twice. */
export class ImageRows {
  readonly #tree: TreeContents
  readonly #problems: Problems
  readonly #path = new StringsBuilder()
  readonly #annotations = new StringsBuilder()
  readonly #split = new IntColumn()
  readonly #line = new IntColumn()
  readonly #source = new IntColumn()
  readonly #sources = new Map<string, number>()
  readonly #file = new IntColumn()
  readonly #width = new IntColumn()
  readonly #height = new IntColumn()
  /** Paths that each split has already. */
  readonly #seen: ByteDictionary[] = []

  constructor(tree: TreeContents, problems: Problems) {
    this.#tree = tree
    this.#problems = problems
  }

  get rows(): number {
    return this.#split.rows
  }

  /** The row, or −1 when the split has this image already. */
  add({ path, split, source, line, annotations = '', width = 0, height = 0 }: ImageRecord): number {
    const bytes = encoder.encode(path)
    const seen = this.#seen[split] ?? new ByteDictionary()
    this.#seen[split] = seen
    const known = seen.size
    if (seen.code(bytes, 0, bytes.length) < known) {
      this.#problems.add('duplicate-record', source, line, `${quoted(path)} is listed again in its split`)
      return -1
    }
    const file = this.#tree.find(bytes, 0, bytes.length)
    if (file < 0) this.#problems.add('missing-file', source, line, this.#tree.missing(path))
    this.#path.pushBytes(bytes)
    this.#annotations.push(annotations)
    this.#split.push(split)
    this.#line.push(line)
    if (!this.#sources.has(source)) this.#sources.set(source, this.#sources.size)
    this.#source.push(this.#sources.get(source)!)
    this.#file.push(file)
    this.#width.push(width)
    this.#height.push(height)
    return this.rows - 1
  }

  /** The columns of images; `splits` are the names that `ImageRecord.split` indexes. */
  build(splits: readonly string[]): ImagePart {
    const rows = this.rows
    const content = Contents.empty(rows)
    for (const [row, file] of this.#file.build().entries()) if (file >= 0) this.#tree.copy(file, content, row)
    const annotations = this.#annotations.build()
    const annotationContent = Contents.empty(rows)
    for (let row = 0; row < rows; row++) {
      const file = this.#tree.find(annotations.pool, annotations.start(row), annotations.ends[row]!)
      if (file >= 0) this.#tree.copy(file, annotationContent, row)
    }
    return {
      rows,
      path: this.#path.build(),
      content,
      split: { codes: this.#split.build(), values: splits },
      line: Uint32Array.from(this.#line.build()),
      source: { codes: this.#source.build(), values: [...this.#sources.keys()] },
      annotations,
      annotationContent,
      width: this.#width.build(),
      height: this.#height.build(),
    }
  }
}
